package org.boltzmann.higherorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.estimate.AnnealedImportanceSampling;
import org.boltzmann.core.estimate.LogPartitionEstimate;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.testkit.MachineContract;
import org.boltzmann.testkit.Oracle;
import org.boltzmann.testkit.StationarityContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Gated machines obey the laws of machines, for every value of the given image. */
class GatedMachinesTest {

    /** Parameters of at most 1, all multiples of 1/64, so that sums of floats are exact. */
    static BoltzmannMachine filled(BoltzmannMachine machine, RandomKey key) {
        for (Parameter parameter : machine.parameters()) {
            var random = key.at(parameter.name()).generator();
            Matrix values = machine.theta().of(parameter);
            for (int i = 0; i < values.data().length; i++) {
                values.data()[i] = (random.nextInt(129) - 64) / 64f;
            }
        }
        return machine;
    }

    @Nested
    class Full extends MachineContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return filled(GatedMachines.full(3, 4, 3), key);
        }
    }

    @Nested
    class Factored extends MachineContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return filled(GatedMachines.factored(3, 4, 3, 5), key);
        }
    }

    @Nested
    class FactoredOfRealImages extends MachineContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return filled(GatedMachines.factoredGaussian(3, 2, 3, 2), key);
        }
    }

    @Nested
    class SamplingTheFull extends StationarityContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return filled(GatedMachines.full(2, 4, 3), key);
        }
    }

    @Nested
    class SamplingTheFactored extends StationarityContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return filled(GatedMachines.factored(2, 4, 3, 5), key);
        }
    }

    @Test
    void parametersAreNamedAfterTheGroups() {
        assertThat(GatedMachines.full(3, 2, 1).parameters().stream().map(Parameter::name))
                .containsExactly("x-y-h.weights", "y.bias", "h.bias", "y-h.weights");
        assertThat(GatedMachines.factored(3, 2, 1, 4).parameters().stream().map(Parameter::name))
                .containsExactly("x-y-h.filters-x", "x-y-h.filters-y", "x-y-h.filters-h", "y.bias", "h.bias");
    }

    /** Law 8, for each of several given images: within 4 standard errors where log-weights deviate by less than 0.5. */
    @Test
    void annealingAgreesWithEnumerationForEachGivenImage() {
        RandomKey key = RandomKey.of(8);
        for (BoltzmannMachine machine : List.of(
                filled(GatedMachines.full(3, 4, 3), key),
                filled(GatedMachines.factored(3, 4, 3, 5), key),
                filled(GatedMachines.factoredGaussian(3, 2, 3, 2), key))) {
            Group x = machine.group("x");
            State contexts = machine.newState(4);
            contexts.set(x, Matrix.wrap(3, 4, new float[] {0, 0, 0, 1, 0, 1, -0.5f, 1, 0.25f, 1, 1, 0}));
            List<LogPartitionEstimate> estimates = AnnealedImportanceSampling.of(machine, Map.of())
                    .run(contexts, 1000, AnnealedImportanceSampling.uniformBetas(200), key.at("run"));
            for (int j = 0; j < contexts.columns(); j++) {
                LogPartitionEstimate estimate = estimates.get(j);
                double exact = Oracle.given(machine, contexts, j, List.of(x)).logSum();
                assertThat(estimate.deviation()).isLessThan(0.5);
                // 1e-5: energies and fields are of 32 bits
                assertThat(Math.abs(estimate.value() - exact))
                        .as("given image %d of %s", j, machine)
                        .isLessThan(4 * estimate.standardError() + 1e-5);
            }
        }
    }
}
