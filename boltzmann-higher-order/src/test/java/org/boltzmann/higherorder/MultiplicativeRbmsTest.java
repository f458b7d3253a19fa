package org.boltzmann.higherorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.sample.GibbsSampler;
import org.boltzmann.core.train.PositivePhases;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.testkit.MachineContract;
import org.boltzmann.testkit.Oracle;
import org.boltzmann.testkit.SamplingLaws;
import org.boltzmann.testkit.StationarityContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each machine that a one-hot group multiplies obeys the laws of machines, and says what is exact for it. */
class MultiplicativeRbmsTest {

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

    private static BoltzmannMachine gaussianMixture() {
        return MultiplicativeRbms.mixture(
                Group.of("v", Gaussian.unitPrecision(), 2),
                Group.of("h", new Bernoulli(), 2),
                Group.of("z", new OneHot(3), 3),
                Initializer.zero(),
                Initializer.zero());
    }

    @Nested
    class ClassMultiplicative extends MachineContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return filled(MultiplicativeRbms.classMultiplicative(4, 3, 3), key);
        }
    }

    @Nested
    class Mixture extends MachineContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return filled(MultiplicativeRbms.mixture(3, 4, 2), key);
        }
    }

    @Nested
    class MixtureOfGaussianUnits extends MachineContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return filled(gaussianMixture(), key);
        }
    }

    @Nested
    class TwoGroups extends MachineContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return filled(MultiplicativeRbms.twoGroups(3, 2, 2, 3), key);
        }
    }

    @Nested
    class MixtureIsSampled extends StationarityContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return filled(MultiplicativeRbms.mixture(3, 3, 3), key);
        }
    }

    @Nested
    class MixtureIsSampledWithHiddenUnitsSummedOut extends StationarityContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return filled(MultiplicativeRbms.mixture(3, 3, 3), key);
        }

        @Override
        protected SamplingLaws.Sweep sampler(BoltzmannMachine machine) {
            GibbsSampler sampler = GibbsSampler.collapsing(machine, List.of(machine.group("v")));
            assertThat(sampler.toString()).contains("summed out");
            return sampler::sweep;
        }
    }

    @Nested
    class TwoGroupsAreSampledWithTheLabelDrawnTogetherWithHiddenUnits extends StationarityContract {
        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return filled(MultiplicativeRbms.twoGroups(3, 2, 2, 2), key);
        }

        @Override
        protected SamplingLaws.Sweep sampler(BoltzmannMachine machine) {
            return GibbsSampler.collapsing(machine, List.of(machine.group("v")))::sweep;
        }
    }

    @Test
    void parametersAreNamedAfterTheGroups() {
        assertThat(MultiplicativeRbms.classMultiplicative(3, 2, 4).parameters().stream()
                        .map(Parameter::name))
                .containsExactly("v.bias", "y.bias", "h-y.weights", "v-h-y.weights");
        assertThat(MultiplicativeRbms.mixture(3, 2, 4).parameters().stream().map(Parameter::name))
                .containsExactly("v.bias", "z.bias", "h-z.weights", "v-h-z.weights");
        assertThat(MultiplicativeRbms.twoGroups(3, 2, 5, 4).parameters().stream()
                        .map(Parameter::name))
                .containsExactly("v.bias", "y.bias", "s.bias", "r-y.weights", "v-r-y.weights", "v-s.weights");
    }

    @Test
    void responsibilitiesAreThoseOfEnumeration() {
        BoltzmannMachine machine = filled(MultiplicativeRbms.mixture(4, 3, 3), RandomKey.of(4));
        Group v = machine.group("v");
        Group z = machine.group("z");
        State x = machine.newState(3).set(v, Matrix.wrap(4, 3, new float[] {1, 0, 0, 1, 1, 1, 0, 1, 0, 0, 0, 0}));
        Matrix found = Matrix.zeros(3, 3);
        Marginal.keeping(machine, List.of(v)).addMean(z, x, found);
        for (int j = 0; j < 3; j++) {
            double[] expected = Oracle.given(machine, x, j, List.of(v)).mean(z);
            for (int k = 0; k < 3; k++) { // fields of at most 8 as floats: to 8 x 2^-24, some of them in a free energy
                assertThat((double) found.get(k, j)).isCloseTo(expected[k], within(1e-5));
            }
        }
    }

    @Test
    void whatIsExactFollowsFromWhatIsObserved() {
        BoltzmannMachine labelled = MultiplicativeRbms.twoGroups(3, 2, 2, 4);
        assertThat(PositivePhases.choose("auto", labelled, List.of(labelled.group("v"), labelled.group("y")), 5))
                .hasToString("exact: s and r are independent given v and y");
        assertThat(PositivePhases.choose("auto", labelled, List.of(labelled.group("v")), 5))
                .hasToString("exact: pairwise(r,y) joins r and y, so that the 4 states of y are enumerated;"
                        + " s and r are independent given v and y");
        BoltzmannMachine large = MultiplicativeRbms.mixture(3, 20, 65);
        assertThat(PositivePhases.choose("auto", large, List.of(large.group("v")), 5))
                .hasToString("mean-field: pairwise(h,z) joins h and z");
    }
}
