package org.boltzmann.discriminative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.Term;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.term.ThreeWay;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.testkit.RandomMachines;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fast ways are the definition, at sizes that loops and tiles do not like, and in large fields. */
class ClampedLabelsTest {

    /**
     * Of the sums that are compared. Parameters are multiples of 1/64, so that fields are exact in 32 bits; a log partition is off
     * by 2e-7 or, by way of two exponentials, by 4.5e-7 of the size of both arguments and 4e-7, and a mean by a quarter of that:
     * 5e-6 for arguments of 45 together, beyond which the fields here have no slope left.
     */
    private static final double TOLERANCE = 1e-5;

    private static final Group V = Group.of("v", new Bernoulli(), 20);

    private final RandomKey key = RandomKey.of(11);

    private static BoltzmannMachine filled(int scale, RandomKey key, List<Term> terms) {
        BoltzmannMachine machine = BoltzmannMachine.of(terms);
        RandomGenerator random = key.generator();
        for (Parameter parameter : machine.parameters()) {
            float[] values = machine.theta().of(parameter).data();
            for (int i = 0; i < values.length; i++) {
                values[i] = scale * (random.nextInt(65) - 32) / 64f;
            }
        }
        return machine;
    }

    /** Of zeros, of ones below 1e-10, and of all sizes between; those of a column sum to 0 if they are to. */
    private static Matrix weights(int classes, int columns, boolean contrast, RandomKey key) {
        RandomGenerator random = key.generator();
        Matrix weights = Matrix.zeros(classes, columns);
        for (int j = 0; j < columns; j++) {
            for (int k = 0; k < classes; k++) {
                weights.set(k, j, random.nextInt(4) == 0 ? 0 : (random.nextInt(129) - 64) / 64f);
            }
            if (contrast) {
                float sum = 0;
                weights.set(0, j, 0);
                for (int k = 0; k < classes; k++) {
                    sum += weights.get(k, j);
                }
                weights.set(0, j, -sum);
            }
        }
        return weights;
    }

    private static void assertClose(Gradient expected, Gradient actual, Matrix weights) {
        double largest = 0;
        for (float w : weights.data()) {
            largest += Math.abs(w); // no statistic of binary units exceeds 1
        }
        for (Parameter parameter : expected.parameters()) {
            Matrix wanted = expected.of(parameter);
            for (int i = 0; i < wanted.data().length; i++) {
                assertThat((double) actual.of(parameter).data()[i])
                        .as("%s, element %d", parameter, i)
                        .isCloseTo(wanted.data()[i], within(TOLERANCE * Math.max(1, largest)));
            }
        }
    }

    private static void assertAgree(BoltzmannMachine machine, ClampedLabels one, ClampedLabels other, State x) {
        Group label = machine.group("y");
        double[] expected = new double[label.size() * x.columns()];
        double[] actual = expected.clone();
        State labelled = x.with(label, x.of(label).copy());
        labelled.of(label).rows(0, 1).fill(1);
        double size = 1;
        for (double f : Marginal.keeping(machine, List.of(V, label)).freeEnergy(labelled)) {
            size = Math.max(size, Math.abs(f));
        }
        for (boolean contrast : new boolean[] {true, false}) {
            Matrix weights = weights(label.size(), x.columns(), contrast, RandomKey.of(3));
            one.fillLogProbabilities(x, Dropout.NONE, expected);
            Gradient definition = machine.newGradient();
            one.addGradient(x, weights, contrast, definition);
            other.fillLogProbabilities(x, Dropout.NONE, actual);
            Gradient fast = machine.newGradient();
            other.addGradient(x, weights, contrast, fast);
            assertThat(actual).containsExactly(expected, within(TOLERANCE * size));
            assertClose(definition, fast, weights);
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "30"})
    void theFastWayIsTheDefinition(int scale) {
        for (int hidden : new int[] {1, 7, 33, 300}) {
            for (int classes : new int[] {2, 10, 26}) {
                Group y = Group.of("y", new OneHot(classes), classes);
                Group h = Group.of("h", new Bernoulli(), hidden);
                Group other = Group.of("other", new Bernoulli(), 5);
                BoltzmannMachine machine = filled(
                        scale,
                        key.at(hidden).at(classes),
                        List.of(
                                Bias.on(V),
                                Bias.on(y),
                                Bias.on(h),
                                Pairwise.between(V, h),
                                Pairwise.between(y, h),
                                Pairwise.between(V, y),
                                Pairwise.between(V, other)));
                for (int columns : new int[] {1, 2, 100}) {
                    State x = machine.newState(columns);
                    x.set(V, RandomMachines.state(machine, columns, key).of(V)).clamp(V);
                    assertAgree(
                            machine,
                            new MarginalLabels(machine, y, List.of(h, other)),
                            new IndependentLabels(machine, y, List.of(h, other)),
                            x);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1", "30"})
    void theFastWayIsTheDefinitionWhereLabelAndDataShareATermWithHiddenUnits(int scale) {
        for (int hidden : new int[] {1, 7, 33}) {
            for (int classes : new int[] {2, 10}) {
                Group y = Group.of("y", new OneHot(classes), classes);
                Group h = Group.of("h", new Bernoulli(), hidden);
                BoltzmannMachine machine = filled(
                        scale,
                        key.at(hidden).at(classes),
                        List.of(Bias.on(y), Bias.on(h), Pairwise.between(V, h), ThreeWay.among(V, h, y)));
                for (int columns : new int[] {1, 2, 100}) {
                    State x = machine.newState(columns);
                    x.set(V, RandomMachines.state(machine, columns, key).of(V)).clamp(V);
                    assertAgree(
                            machine,
                            new MarginalLabels(machine, y, List.of(h)),
                            new IndependentLabels(machine, y, List.of(h)),
                            x);
                }
            }
        }
    }

    /** Log partitions up to a constant of each column, since one way counts log 2 for a unit left out and the other nothing. */
    @ParameterizedTest
    @CsvSource({"1, 0", "1, 0.5", "30, 0", "30, 0.5"})
    void binaryUnitsAreTheSameByEitherWay(int scale, double dropped) {
        Dropout dropout = dropped == 0 ? Dropout.NONE : new Dropout(1 - dropped, key);
        for (int hidden : new int[] {1, 7, 33, 300}) {
            for (int classes : new int[] {2, 10, 26}) {
                Group y = Group.of("y", new OneHot(classes), classes);
                Group h = Group.of("h", new Bernoulli(), hidden);
                List<Term> own = new ArrayList<>(List.of(Bias.on(h), Pairwise.between(V, h)));
                List<Term> withLabel = List.of(Pairwise.between(y, h));
                List<Term> all = new ArrayList<>(own);
                all.addAll(withLabel);
                BoltzmannMachine machine = filled(scale, key.at(hidden).at(classes), all);
                HiddenUnits any = new AnyHiddenUnits(machine, y, h, own, withLabel);
                HiddenUnits binary = new BinaryHiddenUnits(machine, y, h, own, withLabel);
                for (int columns : new int[] {1, 2, 100}) {
                    State x = machine.newState(columns);
                    x.set(V, RandomMachines.state(machine, columns, key).of(V)).clamp(V);
                    double[] expected = new double[classes * columns];
                    double[] actual = expected.clone();
                    Matrix weights = weights(classes, columns, true, key);
                    Gradient one = machine.newGradient();
                    any.addLogPartitions(x, dropout, expected);
                    any.addGradient(x, weights, one);
                    Gradient other = machine.newGradient();
                    binary.addLogPartitions(x, dropout, actual);
                    binary.addGradient(x, weights, other);
                    for (int i = 0; i < actual.length; i++) {
                        int first = i - i % classes;
                        assertThat(actual[i] - actual[first])
                                .as("%d hidden, class %d of column %d", hidden, i % classes, i / classes)
                                .isCloseTo(
                                        expected[i] - expected[first],
                                        within(TOLERANCE * Math.max(1, Math.abs(expected[i]))));
                    }
                    assertClose(one, other, weights);
                }
            }
        }
    }
}
