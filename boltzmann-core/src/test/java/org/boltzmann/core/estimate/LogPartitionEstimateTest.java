package org.boltzmann.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.train.TinyMachines;
import org.junit.jupiter.api.Test;

class LogPartitionEstimateTest {

    /** A few operations in double on numbers below 1000. */
    private static final double ROUNDING = 1e-12;

    @Test
    void theFormulasHoldForTwoWeights() {
        // Weights 1 and 3 on a base of 2: mean 2; variance 2, so relVar = 2/4; log w scatters by log 3 / √2.
        LogPartitionEstimate estimate = LogPartitionEstimate.of(Math.log(2), new double[] {0, Math.log(3)});
        assertThat(estimate.value()).isCloseTo(Math.log(4), within(ROUNDING));
        assertThat(estimate.standardError()).isCloseTo(0.5, within(ROUNDING));
        assertThat(estimate.bias()).isCloseTo(0.125, within(ROUNDING));
        assertThat(estimate.deviation()).isCloseTo(Math.log(3) / Math.sqrt(2), within(ROUNDING));
        assertThat(estimate.chains()).isEqualTo(2);
    }

    @Test
    void theFormulasHoldForFiveWeightsOfAnySize() {
        double[] weights = {1, 2, 4, 5, 8};
        for (double shift : new double[] {0, -900, 900}) {
            double[] logWeights = new double[weights.length];
            double meanLog = 0;
            for (int i = 0; i < weights.length; i++) {
                logWeights[i] = Math.log(weights[i]) + shift;
                meanLog += Math.log(weights[i]) / weights.length;
            }
            double varianceOfLog = 0;
            for (double weight : weights) {
                varianceOfLog += Math.pow(Math.log(weight) - meanLog, 2) / 4;
            }
            LogPartitionEstimate estimate = LogPartitionEstimate.of(7, logWeights);
            // Mean 4; squared distances 9 + 4 + 0 + 1 + 16 = 30, over 4 and over the squared mean.
            double relativeVariance = 30 / 4.0 / 16;
            assertThat(estimate.value()).isCloseTo(7 + Math.log(4) + shift, within(ROUNDING));
            assertThat(estimate.standardError()).isCloseTo(Math.sqrt(relativeVariance / 5), within(ROUNDING));
            assertThat(estimate.bias()).isCloseTo(relativeVariance / 10, within(ROUNDING));
            assertThat(estimate.deviation()).isCloseTo(Math.sqrt(varianceOfLog), within(ROUNDING));
        }
    }

    @Test
    void equalWeightsHaveNoError() {
        LogPartitionEstimate estimate = LogPartitionEstimate.of(1, new double[] {-3, -3, -3});
        assertThat(estimate.value()).isCloseTo(-2, within(ROUNDING));
        assertThat(estimate.standardError()).isCloseTo(0, within(ROUNDING));
        assertThat(estimate.deviation()).isZero();
    }

    @Test
    void anExactValueHasNoError() {
        BoltzmannMachine machine = TinyMachines.rbm(3, 2, 1);
        assertThat(LogPartitionEstimate.exact(machine))
                .isEqualTo(new LogPartitionEstimate(Marginal.logPartition(machine), 0, 0, 0, 1));
    }

    @Test
    void effectiveChainsAreThoseThatCarryTheWeight() {
        // weights 1, 1, 1, 0: (3)² / 3 = 3; 1, 0, 0, 0: 1; all the same: 4
        double none = -1000;
        assertThat(LogPartitionEstimate.of(0, new double[] {0, 0, 0, none}).effectiveChains())
                .isCloseTo(3, within(ROUNDING));
        assertThat(LogPartitionEstimate.of(0, new double[] {0, none, none, none})
                        .effectiveChains())
                .isCloseTo(1, within(ROUNDING));
        assertThat(LogPartitionEstimate.of(0, new double[] {5, 5, 5, 5}).effectiveChains())
                .isCloseTo(4, within(ROUNDING));
    }

    @Test
    void logWeightsThatDeviateTooMuchAreADoubt() {
        assertThat(LogPartitionEstimate.largestDeviation(20)).isCloseTo(Math.sqrt(2 * Math.log(20)), within(ROUNDING));
        assertThat(LogPartitionEstimate.largestDeviation(100)).isEqualTo(3);
        assertThat(new LogPartitionEstimate(0, 0.1, 0, 2.9, 100).doubt()).isEmpty();
        assertThat(new LogPartitionEstimate(0, 0.1, 0, 3.1, 100).doubt().orElseThrow())
                .isEqualTo("log-weights of annealing deviate by 3.10; more than 3.00 is too much for 100 chains");
        assertThat(new LogPartitionEstimate(0, 0.1, 0, 2.9, 20).doubt()).isPresent();
    }

    @Test
    void fewChainsThatCarryTheWeightAreADoubt() {
        // 100 / (1 + 99 e²) is 10 at e = 0.3015
        assertThat(new LogPartitionEstimate(0, 0.30, 0, 1, 100).doubt()).isEmpty();
        assertThat(new LogPartitionEstimate(0, 0.31, 0, 1, 100).doubt().orElseThrow())
                .isEqualTo("9.5 of 100 annealed chains carry the weight");
        assertThat(new LogPartitionEstimate(0, 0.57, 0, 1, 4).doubt()).isEmpty();
        assertThat(new LogPartitionEstimate(0, 0.58, 0, 1, 4).doubt()).isPresent();
    }

    @Test
    void anEstimateBelowWhatIsKnownIsADoubtWhereItsErrorDoesNotExplainIt() {
        LogPartitionEstimate estimate = new LogPartitionEstimate(5, 0.1, 0, 0.5, 100);
        assertThat(estimate.doubt()).isEmpty();
        assertThat(estimate.atLeast(5.2).doubt()).isEmpty();
        assertThat(estimate.atLeast(5.2).atLeast(4).atLeast()).isEqualTo(5.2);
        assertThat(estimate.atLeast(5.2).isTooLow()).isFalse();
        assertThat(estimate.atLeast(5.4).isTooLow()).isTrue();
        assertThat(estimate.atLeast(5.4).doubt().orElseThrow()).startsWith("log Z is at least 5.400");
    }

    @Test
    void whatIsNoNumberIsADoubt() {
        assertThat(new LogPartitionEstimate(Double.NaN, 0, 0, 0, 1).doubt()).contains("log Z is NaN");
        assertThat(new LogPartitionEstimate(Double.POSITIVE_INFINITY, 0, 0, 0, 1).doubt())
                .contains("log Z is Infinity");
    }

    @Test
    void theMeanOfIndependentEstimatesHasTheErrorOfAMean() {
        LogPartitionEstimate mean = LogPartitionEstimate.mean(List.of(
                new LogPartitionEstimate(1, 0.3, 0.1, 1, 10, 0.5), new LogPartitionEstimate(3, 0.4, 0.3, 2, 10, 2.5)));
        assertThat(mean.value()).isEqualTo(2);
        assertThat(mean.standardError()).isCloseTo(0.25, within(ROUNDING));
        assertThat(mean.bias()).isCloseTo(0.2, within(ROUNDING));
        assertThat(mean.deviation()).isEqualTo(1.5);
        assertThat(mean.atLeast()).isEqualTo(1.5);
        assertThat(mean.chains()).isEqualTo(10);
    }
}
