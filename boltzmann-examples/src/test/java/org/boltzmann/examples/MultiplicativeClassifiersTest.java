package org.boltzmann.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.train.ExactNegativePhase;
import org.boltzmann.core.train.ExactPositivePhase;
import org.boltzmann.core.train.MarginalPositivePhase;
import org.boltzmann.core.train.MaximumLikelihood;
import org.boltzmann.core.train.Objective;
import org.boltzmann.discriminative.ClassRbms;
import org.boltzmann.discriminative.Classifier;
import org.boltzmann.discriminative.ConditionalLikelihood;
import org.boltzmann.discriminative.UnknownLabelPhase;
import org.boltzmann.higherorder.MultiplicativeRbms;
import org.boltzmann.testkit.Oracle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Machines of one module under the objectives of another: a machine that a label multiplies is classified and trained exactly. */
class MultiplicativeClassifiersTest {

    private static final float STEP = 1 / 16f;
    private static final double ALPHA = 0.25;

    static Stream<BoltzmannMachine> machines() {
        return Stream.of(
                filled(MultiplicativeRbms.classMultiplicative(4, 3, 3)),
                filled(MultiplicativeRbms.twoGroups(3, 2, 2, 3)));
    }

    /** Multiples of 1/64 of at most 1, so that a step changes them without rounding. */
    private static BoltzmannMachine filled(BoltzmannMachine machine) {
        for (Parameter parameter : machine.parameters()) {
            var random = RandomKey.of(11).at(parameter.name()).generator();
            float[] values = machine.theta().of(parameter).data();
            for (int i = 0; i < values.length; i++) {
                values[i] = (random.nextInt(129) - 64) / 64f;
            }
        }
        return machine;
    }

    private static State batch(BoltzmannMachine machine, int columns) {
        Group v = machine.group("v");
        Group y = machine.group("y");
        State x = machine.newState(columns);
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < v.size(); i++) {
                x.of(v).set(i, j, ((3 * j + 1) >> i) & 1);
            }
            x.of(y).set(j % y.size(), j, 1);
        }
        return x.clamp(v).clamp(y);
    }

    @ParameterizedTest
    @MethodSource("machines")
    void probabilitiesOfClassesAreThoseOfEnumeration(BoltzmannMachine machine) {
        Group v = machine.group("v");
        State x = batch(machine, 5);
        Matrix found = Classifier.of(machine, List.of(v), machine.group("y")).probabilities(x);
        for (int j = 0; j < 5; j++) {
            double[] expected = Oracle.given(machine, x, j, List.of(v)).mean(machine.group("y"));
            for (int k = 0; k < expected.length; k++) { // of sums of at most 20 floats of size 1
                assertThat((double) found.get(k, j)).isCloseTo(expected[k], within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("machines")
    void theGradientOfTheHybridObjectiveIsItsSlope(BoltzmannMachine machine) {
        Group v = machine.group("v");
        Group y = machine.group("y");
        List<Group> observed = List.of(v, y);
        State x = batch(machine, 7);
        Objective hybrid = ConditionalLikelihood.of(machine, observed, y)
                .plus(new MaximumLikelihood(new ExactPositivePhase(machine, observed), new ExactNegativePhase(machine))
                        .times(ALPHA));
        Gradient found = machine.newGradient();
        hybrid.addGradient(x, 1, RandomKey.of(1), found);
        Marginal joint = Marginal.keeping(machine, observed);
        Marginal alone = Marginal.keeping(machine, List.of(v));
        DoubleSupplier objective = () -> {
            double[] both = joint.freeEnergy(x);
            double[] data = alone.freeEnergy(x);
            double logPartition = Marginal.logPartition(machine);
            double sum = 0;
            for (int j = 0; j < both.length; j++) {
                sum += data[j] - both[j] + ALPHA * (-both[j] - logPartition);
            }
            return sum / both.length;
        };
        for (Parameter parameter : machine.parameters()) {
            float[] values = machine.theta().of(parameter).data();
            for (int i = 0; i < values.length; i++) {
                // five points: f⁽⁵⁾ h⁴/30 = 5e-7 f⁽⁵⁾ is left out, and 1e-6 of rounding in fields adds 1.5e-6/h =
                // 2.4e-5
                assertThat((double) found.of(parameter).data()[i])
                        .as("%s, element %d", parameter, i)
                        .isCloseTo(slope(values, i, objective), within(1e-4));
            }
        }
    }

    private static double slope(float[] values, int i, DoubleSupplier quantity) {
        float original = values[i];
        double[] at = new double[5];
        for (int k = -2; k <= 2; k++) {
            values[i] = original + k * STEP;
            at[k + 2] = quantity.getAsDouble();
        }
        values[i] = original;
        return (8 * (at[3] - at[1]) - (at[4] - at[0])) / (12 * STEP);
    }

    /** Class-irrelevant units cancel in p(y | v): neither do they change it nor are they changed by it. */
    @Test
    void irrelevantUnitsDoNotClassify() {
        BoltzmannMachine machine = filled(MultiplicativeRbms.twoGroups(3, 2, 2, 3));
        Group y = machine.group("y");
        State x = batch(machine, 5);
        Classifier classifier = Classifier.of(machine, List.of(machine.group("v")), y);
        Matrix before = classifier.probabilities(x);
        Gradient gradient = machine.newGradient();
        ConditionalLikelihood.of(machine, List.of(machine.group("v"), y), y)
                .addGradient(x, 1, RandomKey.of(1), gradient);
        for (String name : List.of("v-s.weights", "s.bias", "v.bias")) {
            assertThat(gradient.of(machine.parameter(name)).data()).containsOnly(0);
            machine.theta().of(machine.parameter(name)).fill(3);
        }
        assertThat(classifier.probabilities(x).data()).containsExactly(before.data());
    }

    /** An example without a label is one more machine with hidden groups of few joint states. */
    @Test
    void anUnknownLabelIsAHiddenGroupOfFewStates() {
        for (BoltzmannMachine machine : List.of(
                filled(MultiplicativeRbms.classMultiplicative(4, 3, 3)), filled(ClassRbms.bernoulli(4, 3, 3)))) {
            Group v = machine.group("v");
            Group y = machine.group("y");
            Gradient general = machine.newGradient();
            Gradient own = machine.newGradient();
            new MarginalPositivePhase(machine, List.of(v))
                    .addGradient(batch(machine, 6).release(y), 1, RandomKey.of(1), general);
            UnknownLabelPhase.summed(machine, List.of(v), y)
                    .addGradient(batch(machine, 6).release(y), 1, RandomKey.of(1), own);
            for (Parameter parameter : machine.parameters()) {
                float[] expected = general.of(parameter).data();
                for (int i = 0; i < expected.length; i++) { // means of floats good to 4e-7, and weights that sum to 1
                    assertThat((double) own.of(parameter).data()[i]).isCloseTo(expected[i], within(1e-5));
                }
            }
        }
    }
}
