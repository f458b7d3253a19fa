package org.boltzmann.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.estimate.AnnealedImportanceSampling;
import org.boltzmann.core.estimate.LogPartitionEstimate;
import org.junit.jupiter.api.Test;

/** Law 8: annealed importance sampling agrees with enumeration. */
class AnnealingTest {

    private static final RandomKey KEY = RandomKey.of(8);

    private static List<BoltzmannMachine> machines() {
        return List.of(
                TinyMachines.rbm(KEY),
                TinyMachines.gaussianBernoulli(KEY),
                TinyMachines.spins(KEY),
                TinyMachines.potts(KEY),
                TinyMachines.thirdOrder(KEY),
                TinyMachines.factored(KEY),
                TinyMachines.deep(KEY),
                TinyMachines.tied(KEY),
                TinyMachines.general(KEY),
                TinyMachines.grid(KEY),
                TinyMachines.lateralPotts(KEY));
    }

    @Test
    void anEstimateIsWithinFourStandardErrorsWhereWeightsVaryLittle() {
        for (BoltzmannMachine machine : machines()) {
            LogPartitionEstimate estimate = AnnealedImportanceSampling.of(machine, Map.of())
                    .run(2000, AnnealedImportanceSampling.uniformBetas(200), KEY.at("run"));
            assertThat(estimate.deviation()).as("deviation of %s", machine).isLessThan(0.5);
            // 1e-5: energies and fields are of 32 bits
            assertThat(Math.abs(estimate.value() - Oracle.of(machine).logSum()))
                    .as("error for %s", machine)
                    .isLessThan(4 * estimate.standardError() + 1e-5);
        }
    }

    @Test
    void estimatesOfFewChainsLieBelowOnAverageByTheirBias() {
        int runs = 300;
        for (BoltzmannMachine machine : machines()) {
            AnnealedImportanceSampling annealing = AnnealedImportanceSampling.of(machine, Map.of());
            double exact = Oracle.of(machine).logSum();
            double sum = 0;
            double squares = 0;
            for (int run = 0; run < runs; run++) {
                double error = annealing
                                .run(2, AnnealedImportanceSampling.uniformBetas(6), KEY.at(run))
                                .value()
                        - exact;
                sum += error;
                squares += error * error;
            }
            double mean = sum / runs;
            double standardError = Math.sqrt((squares / runs - mean * mean) / runs);
            // 4.9 standard errors: exceeded by chance with probability 5e-7
            assertThat(mean).as("mean error for %s", machine).isLessThan(4.9 * standardError + 1e-5);
        }
    }
}
