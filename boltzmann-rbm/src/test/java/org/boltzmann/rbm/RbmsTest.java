package org.boltzmann.rbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.testkit.MachineContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each restricted machine obeys the laws of machines. */
class RbmsTest {

    /** Parameters of at most 1, all multiples of 1/64, so that sums of floats are exact. */
    private static BoltzmannMachine filled(BoltzmannMachine machine, RandomKey key) {
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
    class OfBinaryUnits extends MachineContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return filled(Rbms.bernoulli(5, 4), key);
        }
    }

    @Nested
    class OfGaussianUnits extends MachineContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return filled(Rbms.gaussian(2, 4), key);
        }
    }

    @Nested
    class OfGaussianUnitsWithLearnedPrecision extends MachineContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return filled(Rbms.gaussianWithPrecision(2, 3), key);
        }
    }

    @Nested
    class OfSpins extends MachineContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return filled(Rbms.spin(4, 4), key);
        }
    }

    @Nested
    class OfPottsVariables extends MachineContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return filled(Rbms.potts(2, 3, 4), key);
        }
    }

    @Test
    void parametersAreNamedAfterTheGroups() {
        assertThat(Rbms.bernoulli(3, 2).parameters().stream().map(Parameter::name))
                .containsExactly("v.bias", "h.bias", "v-h.weights");
        assertThat(Rbms.potts(3, 4, 2).group("v").shape()).isEqualTo(List.of(3, 4));
    }

    @Test
    void twoUnboundedGroupsAreRefused() {
        assertThatThrownBy(() ->
                        Rbms.of(Group.of("v", Gaussian.unitPrecision(), 2), Group.of("h", Gaussian.unitPrecision(), 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unbounded");
    }
}
