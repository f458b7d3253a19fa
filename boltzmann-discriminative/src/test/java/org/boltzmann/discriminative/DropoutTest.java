package org.boltzmann.discriminative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.Term;
import org.boltzmann.core.UnitType;
import org.boltzmann.core.linalg.Functions;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.term.ThreeWay;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.unit.Spin;
import org.boltzmann.testkit.RandomMachines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DropoutTest {

    private static final int BLOCKS = 4;
    private static final int CLASSES = 3;
    private static final int COLUMNS = 4096;
    private static final RandomKey KEY = RandomKey.of(9);
    private static final Group V = Group.of("v", new Bernoulli(), 3);
    private static final Group Y = Group.of("y", new OneHot(CLASSES), CLASSES);

    /** Hidden units, and whether a term joins them to label and data at once. */
    private record Hidden(String name, Group group, boolean threeWay) {

        static Hidden of(String name, UnitType type, boolean threeWay) {
            return new Hidden(name, Group.of("h", type, BLOCKS * type.block()), threeWay);
        }

        @Override
        public String toString() {
            return name;
        }

        BoltzmannMachine machine(Term... more) {
            List<Term> terms = new ArrayList<>(List.of(
                    Bias.on(V), Bias.on(Y), Bias.on(group), Pairwise.between(V, group), Pairwise.between(Y, group)));
            if (threeWay) {
                terms.add(ThreeWay.among(V, group, Y));
            }
            Collections.addAll(terms, more);
            BoltzmannMachine machine = BoltzmannMachine.of(terms);
            RandomGenerator random = KEY.at("theta").generator();
            for (Parameter parameter : machine.parameters()) {
                float[] values = machine.theta().of(parameter).data();
                for (int i = 0; i < values.length; i++) {
                    values[i] = (random.nextInt(65) - 32) / 64f;
                }
            }
            return machine;
        }

        /** log Σ of one block, in double, less what does not depend on the field. */
        double logPartition(double[] field) {
            if (group.type() instanceof OneHot) {
                return Functions.logSumExp(field);
            }
            double f = field[0];
            if (group.type() instanceof Gaussian) {
                return f * f / 2;
            }
            return group.type() instanceof Spin ? Functions.logSumExp(f, -f) : Functions.logSumExp(0, f);
        }
    }

    private static final Hidden BINARY = Hidden.of("binary", new Bernoulli(), false);

    private static Stream<Hidden> ofKnownPrecision() {
        return Stream.of(
                BINARY,
                Hidden.of("binary, with label and data", new Bernoulli(), true),
                Hidden.of("spin", new Spin(), false),
                Hidden.of("one-hot", new OneHot(3), true),
                Hidden.of("normal", Gaussian.unitPrecision(), false));
    }

    private static Stream<Hidden> ofAnyKind() {
        Hidden learned = Hidden.of("normal, precision learned", Gaussian.learnedPrecision("h", BLOCKS), true);
        return Stream.concat(ofKnownPrecision(), Stream.of(learned));
    }

    private static State example(BoltzmannMachine machine, int columns, RandomKey key) {
        State x = RandomMachines.state(machine, columns, key);
        return x.clamp(V).clamp(Y);
    }

    /** log p(k | x) − log p(0 | x) by the definition: log partitions of what is kept count 1 / kept times. */
    private static double[] logOdds(Hidden hidden, BoltzmannMachine machine, State x, int mask, double kept) {
        double[] sums = new double[CLASSES];
        int block = hidden.group.type().block();
        for (int k = 0; k < CLASSES; k++) {
            Matrix label = Matrix.zeros(CLASSES, 1);
            label.set(k, 0, 1);
            State ofClass = x.with(Y, label);
            Matrix field = Matrix.zeros(hidden.group.size(), 1);
            machine.addField(hidden.group, ofClass, field);
            double[] energy = new double[1];
            machine.addEnergy(term -> !term.groups().contains(hidden.group), ofClass, energy);
            sums[k] = -energy[0];
            for (int b = 0; b < BLOCKS; b++) {
                double[] own = new double[block];
                for (int i = 0; i < block; i++) {
                    own[i] = field.get(b * block + i, 0);
                }
                sums[k] += (mask >> b & 1) * hidden.logPartition(own) / kept;
            }
        }
        double first = sums[0];
        for (int k = 0; k < CLASSES; k++) {
            sums[k] -= first;
        }
        return sums;
    }

    /** Which blocks of a column are kept, as bits; blocks are kept or left out as a whole. */
    private static int mask(Group group, Matrix present, int column) {
        int block = group.type().block();
        int mask = 0;
        for (int i = 0; i < group.size(); i++) {
            float value = present.get(i, column);
            assertThat(value).isIn(0f, 1f).isEqualTo(present.get(i / block * block, column));
            mask |= (int) value << (i / block);
        }
        return mask;
    }

    @ParameterizedTest
    @MethodSource("ofKnownPrecision")
    void overAllThatCanBeLeftOutTheLogOddsAverageToThoseOfTheWholeMachine(Hidden hidden) {
        for (double kept : new double[] {0.5, 0.75}) {
            BoltzmannMachine machine = hidden.machine();
            State one = example(machine, 1, KEY);
            State many = LabelledMachine.of(machine, Y, List.of(hidden.group)).repeated(one, 0, COLUMNS);
            Dropout dropout = new Dropout(kept, KEY.at("dropout"));
            double[] actual = new double[CLASSES * COLUMNS];
            ClampedLabels.of(machine, List.of(V), Y).fillLogProbabilities(many, dropout, actual);
            Matrix present = Matrix.zeros(hidden.group.size(), COLUMNS);
            dropout.fillPresent(hidden.group, present);
            int[] counts = new int[1 << BLOCKS];
            double[] average = new double[CLASSES];
            for (int j = 0; j < COLUMNS; j++) {
                int mask = mask(hidden.group, present, j);
                double[] expected = logOdds(hidden, machine, one, mask, kept);
                double p = probability(mask, kept);
                for (int k = 0; k < CLASSES; k++) {
                    double odds = actual[k + CLASSES * j] - actual[CLASSES * j];
                    // Fields are exact; four log partitions, twice as large at most, each within 1e-6.
                    assertThat(odds).isCloseTo(expected[k], within(1e-5));
                    average[k] += counts[mask] == 0 ? p * odds : 0;
                }
                counts[mask]++;
            }
            double[] whole = logOdds(hidden, machine, one, (1 << BLOCKS) - 1, 1);
            double[] undisturbed = new double[CLASSES * COLUMNS];
            ClampedLabels.of(machine, List.of(V), Y).fillLogProbabilities(many, Dropout.NONE, undisturbed);
            for (int k = 0; k < CLASSES; k++) {
                assertThat(average[k]).isCloseTo(whole[k], within(1e-5));
                assertThat(undisturbed[k] - undisturbed[0]).isCloseTo(whole[k], within(1e-5));
            }
            assertFrequencies(counts, kept);
        }
    }

    private static double probability(int mask, double kept) {
        int blocks = Integer.bitCount(mask);
        return Math.pow(kept, blocks) * Math.pow(1 - kept, BLOCKS - blocks);
    }

    /** A frequency of n draws is off by more than sqrt(2 p L / n) + 2 L / 3n with probability at most 2 exp(−L); 1e-6 for all 16. */
    private static void assertFrequencies(int[] counts, double kept) {
        double l = Math.log(2 * counts.length / 1e-6);
        for (int mask = 0; mask < counts.length; mask++) {
            double p = probability(mask, kept);
            assertThat(counts[mask] / (double) COLUMNS)
                    .as("mask %d", mask)
                    .isCloseTo(p, within(Math.sqrt(2 * p * l / COLUMNS) + 2 * l / 3 / COLUMNS));
        }
    }

    /** The mean of log p(y | x) with the hidden units left out that a key says. */
    private static double objective(ClampedLabels labels, State x, Dropout dropout) {
        double[] all = new double[CLASSES * x.columns()];
        labels.fillLogProbabilities(x, dropout, all);
        double sum = 0;
        for (int j = 0; j < x.columns(); j++) {
            for (int k = 0; k < CLASSES; k++) {
                sum += x.of(Y).get(k, j) * all[k + CLASSES * j] / x.columns();
            }
        }
        return sum;
    }

    /**
     * f' = (8 (f(+s) − f(−s)) − (f(+2s) − f(−2s))) / 12 s. With s = 1/16 an error of 3e-6 in f, of some ten log partitions doubled,
     * becomes 1.5 · 16 · 3e-6 = 7e-5, and a fifth derivative of 10 adds 5e-6.
     */
    private static double slope(Matrix values, int i, DoubleSupplier f) {
        float value = values.data()[i];
        float step = 1 / 16f;
        double sum = 0;
        for (int s : new int[] {-2, -1, 1, 2}) {
            values.data()[i] = value + s * step;
            sum += (Math.abs(s) == 1 ? 8 * s : -s / 2) * f.getAsDouble();
        }
        values.data()[i] = value;
        return sum / 12 / step;
    }

    @ParameterizedTest
    @MethodSource("ofAnyKind")
    void theGradientIsThatOfWhatIsLeft(Hidden hidden) {
        Group second = Group.of("k", new Spin(), 2);
        BoltzmannMachine machine =
                hidden.machine(Bias.on(second), Pairwise.between(V, second), Pairwise.between(second, Y));
        State x = example(machine, 5, KEY);
        Gradient gradient = machine.newGradient();
        ConditionalLikelihood.of(machine, List.of(V), Y).withDropout(0.5).addGradient(x, 1, KEY, gradient);
        ClampedLabels labels = ClampedLabels.of(machine, List.of(V), Y);
        Dropout dropout = new Dropout(0.5, KEY.at("dropout"));
        for (Parameter parameter : machine.parameters()) {
            Matrix values = machine.theta().of(parameter);
            for (int i = 0; i < parameter.length(); i++) {
                assertThat((double) gradient.of(parameter).data()[i])
                        .as("%s, element %d", parameter, i)
                        .isCloseTo(slope(values, i, () -> objective(labels, x, dropout)), within(1e-4));
            }
        }
    }

    private static Map<String, float[]> gradient(double dropped, RandomKey key) {
        BoltzmannMachine machine = BINARY.machine();
        Gradient gradient = machine.newGradient();
        ConditionalLikelihood.of(machine, List.of(V), Y)
                .withDropout(dropped)
                .addGradient(example(machine, 7, KEY), 1, key, gradient);
        Map<String, float[]> all = new HashMap<>();
        machine.parameters()
                .forEach(p -> all.put(p.name(), gradient.of(p).data().clone()));
        return all;
    }

    @Test
    void theSameKeyLeavesOutTheSameUnitsAndAnotherKeyOthers() {
        assertThat(gradient(0.5, KEY)).usingRecursiveComparison().isEqualTo(gradient(0.5, KEY));
        assertThat(gradient(0.5, KEY).get("h.bias"))
                .isNotEqualTo(gradient(0.5, KEY.at(1)).get("h.bias"));
        assertThat(gradient(0, KEY)).usingRecursiveComparison().isEqualTo(gradient(0, KEY.at(1)));
    }

    @Test
    void groupsAreThinnedIndependently() {
        Dropout dropout = new Dropout(0.5, KEY);
        Matrix one = Matrix.zeros(64, 1);
        Matrix other = Matrix.zeros(64, 1);
        dropout.fillPresent(Group.of("a", new Bernoulli(), 64), one);
        dropout.fillPresent(Group.of("b", new Bernoulli(), 64), other);
        assertThat(one.data()).isNotEqualTo(other.data());
    }
}
