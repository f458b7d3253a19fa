package org.boltzmann.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
}
