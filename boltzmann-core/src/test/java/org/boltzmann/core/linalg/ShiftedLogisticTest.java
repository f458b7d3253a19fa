package org.boltzmann.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Log partitions and means against sums in double, on views, at sizes that pieces and tiles do not like, in fields of any size. */
class ShiftedLogisticTest {

    private static final int[] UNITS = {0, 1, 7, 8, 9, 33, 128, 256, 300, 1000};

    /** Columns and shifts. */
    private static final int[][] SHAPES = {{1, 1}, {3, 2}, {5, 10}, {2, 26}};

    private final int threads = Workers.shared().threads();

    @AfterEach
    void threadsAsBefore() {
        Workers.useThreads(threads);
    }

    /** What a call needs, each matrix the inner part of a larger one. */
    private static final class Problem {

        private final Matrix field;
        private final Matrix shifts;
        private final Matrix present;
        private final Matrix weights;

        Problem(int units, int columns, int count, float size, boolean thinned) {
            SplittableRandom random = new SplittableRandom(units + 31L * columns);
            field = random(units, columns, size, random);
            shifts = random(units, count, size, random);
            weights = random(count, columns, 1, random);
            weights.set(0, 0, 0);
            if (!thinned) {
                present = null;
                return;
            }
            present = inner(units, columns);
            for (int j = 0; j < columns; j++) {
                for (int i = 0; i < units; i++) {
                    present.set(i, j, random.nextInt(2));
                }
            }
        }

        private static Matrix inner(int rows, int columns) {
            return Matrix.zeros(rows + 3, columns + 1).rows(2, rows + 2).columns(1, columns + 1);
        }

        private static Matrix random(int rows, int columns, float size, SplittableRandom random) {
            Matrix m = inner(rows, columns);
            Arrays.fill(m.data(), 7); // what is outside is not looked at
            for (int j = 0; j < columns; j++) {
                for (int i = 0; i < rows; i++) {
                    m.set(i, j, (float) (size * (2 * random.nextDouble() - 1)));
                }
            }
            return m;
        }

        double counts(int i, int j) {
            return present == null ? 1 : present.get(i, j);
        }

        double field(int i, int j, int k) {
            return (double) field.get(i, j) + shifts.get(i, k);
        }

        /** Size of the two arguments together. */
        double size(int i, int j, int k) {
            return Math.abs(field.get(i, j)) + Math.abs(shifts.get(i, k));
        }

        ShiftedLogistic units() {
            ShiftedLogistic units = new ShiftedLogistic();
            units.setFields(field, shifts, present);
            return units;
        }

        double[] sums(double factor, double start) {
            double[] sums = new double[field.columns() * shifts.columns()];
            Arrays.fill(sums, start);
            units().addLogPartitions(factor, sums);
            return sums;
        }

        /** Σ_k w m, then Σ_j w m, both added to 0.5. */
        Matrix[] means() {
            Matrix overShifts = inner(field.rows(), field.columns());
            Matrix overColumns = inner(field.rows(), shifts.columns());
            Arrays.fill(overShifts.data(), 0.5f);
            Arrays.fill(overColumns.data(), 0.5f);
            units().addMeans(weights, overShifts, overColumns);
            return new Matrix[] {overShifts, overColumns};
        }

        /**
         * Each unit is off by the errors of two exponentials, 4.5e-7 of the arguments and 2e-7 each, and by two roundings of its
         * factor, 1.2e-7; the other way, by the rounding of a sum and two units in the last place of softplus, is more exact.
         */
        void checkSums() {
            double[] actual = sums(0.5, 3);
            for (int j = 0; j < field.columns(); j++) {
                for (int k = 0; k < shifts.columns(); k++) {
                    double expected = 3;
                    double error = 1e-12;
                    for (int i = 0; i < field.rows(); i++) {
                        double f = field(i, j, k);
                        double logPartition = Math.max(f, 0) + Math.log1p(Math.exp(-Math.abs(f)));
                        expected += 0.5 * counts(i, j) * logPartition;
                        error += 0.5 * (6e-7 + 4.5e-7 * size(i, j, k));
                    }
                    assertThat(actual[k + shifts.columns() * j])
                            .as("%d units, column %d, shift %d", field.rows(), j, k)
                            .isCloseTo(expected, within(error));
                }
            }
        }

        /** A mean is off by a quarter of its field's error and by 3e-7, and each sum by a rounding for each summand. */
        void checkMeans() {
            Matrix[] actual = means();
            for (int i = 0; i < field.rows(); i++) {
                for (int j = 0; j < field.columns(); j++) {
                    double expected = 0.5;
                    double error = 1e-7;
                    for (int k = 0; k < shifts.columns(); k++) {
                        expected += term(i, j, k);
                        error += error(i, j, k, shifts.columns());
                    }
                    assertThat((double) actual[0].get(i, j))
                            .as("unit %d of %d, column %d", i, field.rows(), j)
                            .isCloseTo(expected, within(error));
                }
                for (int k = 0; k < shifts.columns(); k++) {
                    double expected = 0.5;
                    double error = 1e-7;
                    for (int j = 0; j < field.columns(); j++) {
                        expected += term(i, j, k);
                        error += error(i, j, k, field.columns());
                    }
                    assertThat((double) actual[1].get(i, k))
                            .as("unit %d of %d, shift %d", i, field.rows(), k)
                            .isCloseTo(expected, within(error));
                }
            }
            assertThat(actual[0].data()[0]).isEqualTo(0.5f);
            assertThat(actual[1].data()[0]).isEqualTo(0.5f);
        }

        private double term(int i, int j, int k) {
            return weights.get(k, j) * counts(i, j) / (1 + Math.exp(-field(i, j, k)));
        }

        private double error(int i, int j, int k, int summands) {
            double mean = 3e-7 + 0.25 * (4e-7 + 4.5e-7 * Math.min(120, size(i, j, k)));
            return Math.abs(weights.get(k, j)) * (mean + summands * 6e-8);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {0.5f, 5, 30, 45, 61, 1000})
    void sumsAndMeansAreThoseInDouble(float size) {
        for (int units : UNITS) {
            for (int[] shape : SHAPES) {
                for (boolean thinned : new boolean[] {false, true}) {
                    Problem problem = new Problem(units, shape[0], shape[1], size, thinned);
                    problem.checkSums();
                    problem.checkMeans();
                }
            }
        }
    }

    /** On either side of where exponentials, or their products, would no longer do; all units alike, so that products grow fast. */
    @Test
    void nothingHappensAtTheBoundaryBetweenTheTwoWays() {
        float[][] pairs = {
            {60, 0},
            {Math.nextUp(60f), 0},
            {0, 60},
            {0, Math.nextUp(60f)},
            {60, 27},
            {60, 28},
            {44, 43},
            {44, 44},
            {60, 60},
            {60, -60},
            {-60, 60},
            {-60, -60},
            {Math.nextDown(-60f), 0},
            {1000, -1000},
            {-1000, 999},
            {1000, 1000},
            {21, 22},
            {-1000, -1000},
            {40, 0},
            {0, 0}
        };
        for (int units : UNITS) {
            for (float[] pair : pairs) {
                for (boolean thinned : new boolean[] {false, true}) {
                    Problem problem = new Problem(units, 2, 3, 0, thinned);
                    problem.field.columns(0, 1).fill(pair[0]);
                    problem.shifts.columns(1, 2).fill(pair[1]);
                    problem.checkSums();
                    problem.checkMeans();
                }
            }
        }
    }

    @Test
    void aFieldThatIsNoNumberDoesNotGoUnseen() {
        for (int units : new int[] {1, 9, 300, 1000}) {
            for (float size : new float[] {1, 100}) {
                for (boolean thinned : new boolean[] {false, true}) {
                    Problem problem = new Problem(units, 3, 2, size, thinned);
                    problem.weights.fill(0.5f);
                    int i = units / 2;
                    problem.field.set(i, 1, Float.NaN);
                    double[] sums = problem.sums(1, 0);
                    for (int n = 0; n < sums.length; n++) {
                        assertThat(Double.isNaN(sums[n])).isEqualTo(n / 2 == 1);
                    }
                    Matrix[] means = problem.means();
                    assertThat(means[0].get(i, 1)).isNaN();
                    assertThat(means[0].get(i, 0)).isNotNaN();
                    assertThat(means[1].get(i, 0)).isNaN();
                    assertThat(means[1].get(i, 1)).isNaN();
                }
            }
        }
    }

    @Test
    void aShiftThatIsNoNumberDoesNotGoUnseen() {
        for (int units : new int[] {1, 9, 300, 1000}) {
            Problem problem = new Problem(units, 2, 3, 1, false);
            problem.weights.fill(0.5f);
            int i = units - 1;
            problem.shifts.set(i, 1, Float.NaN);
            double[] sums = problem.sums(1, 0);
            for (int n = 0; n < sums.length; n++) {
                assertThat(Double.isNaN(sums[n])).isEqualTo(n % 3 == 1);
            }
            Matrix[] means = problem.means();
            assertThat(means[0].get(i, 0)).isNaN();
            assertThat(means[1].get(i, 1)).isNaN();
            assertThat(means[1].get(i, 0)).isNotNaN();
        }
    }

    @Test
    void aWeightThatIsNoNumberDoesNotGoUnseen() {
        Problem problem = new Problem(9, 2, 3, 1, false);
        problem.weights.set(1, 1, Float.NaN);
        Matrix[] means = problem.means();
        assertThat(means[0].get(4, 1)).isNaN();
        assertThat(means[0].get(4, 0)).isNotNaN();
        assertThat(means[1].get(4, 1)).isNaN();
        assertThat(means[1].get(4, 0)).isNotNaN();
    }

    /** Powers of two scale every step alike, so that the bits of what is added are the same. */
    @Test
    void meansAreProportionalToTheirWeightsHoweverSmallThoseAre() {
        for (float size : new float[] {1, 100}) {
            Problem problem = new Problem(33, 5, 10, size, false);
            Matrix[] large = {Matrix.zeros(33, 5), Matrix.zeros(33, 10)};
            problem.units().addMeans(problem.weights, large[0], large[1]);
            Matrix tiny = problem.weights.copy();
            for (int n = 0; n < tiny.data().length; n++) {
                tiny.data()[n] *= 0x1p-60f;
            }
            Matrix[] small = {Matrix.zeros(33, 5), Matrix.zeros(33, 10)};
            problem.units().addMeans(tiny, small[0], small[1]);
            for (int m = 0; m < 2; m++) {
                for (int n = 0; n < small[m].data().length; n++) {
                    // 1e-37, less than the least normal number times the scale, is all that a product can lose
                    assertThat(small[m].data()[n] * 0x1p60f).isCloseTo(large[m].data()[n], within(1e-18f));
                }
            }
        }
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        for (int units : new int[] {33, 300, 1000, 3000}) {
            for (float size : new float[] {2, 100}) {
                Problem problem = new Problem(units, 20, 10, size, units == 1000);
                Workers.useThreads(1);
                double[] sums = problem.sums(1, 0);
                Matrix[] means = problem.means();
                for (int number : new int[] {2, 4}) {
                    Workers.useThreads(number);
                    assertThat(problem.sums(1, 0)).isEqualTo(sums);
                    Matrix[] again = problem.means();
                    for (int m = 0; m < 2; m++) {
                        assertThat(again[m].data()).isEqualTo(means[m].data());
                    }
                }
            }
        }
    }

    /** Room is kept from call to call: a smaller problem after a larger one finds nothing of it. */
    @Test
    void callsDoNotRememberEachOther() {
        ShiftedLogistic units = new ShiftedLogistic();
        Problem small = new Problem(9, 2, 3, 1, false);
        double[] sums = small.sums(1, 0);
        Matrix[] means = small.means();
        for (Problem before : List.of(new Problem(3000, 50, 26, 5, true), new Problem(9, 2, 3, 100, true))) {
            units.setFields(before.field, before.shifts, before.present);
            units.addLogPartitions(1, new double[before.field.columns() * before.shifts.columns()]);
            units.setFields(small.field, small.shifts, small.present);
            double[] sumsAgain = new double[sums.length];
            units.addLogPartitions(1, sumsAgain);
            Matrix[] meansAgain = {small.means()[0], small.means()[1]};
            Arrays.fill(meansAgain[0].data(), 0.5f);
            Arrays.fill(meansAgain[1].data(), 0.5f);
            units.addMeans(small.weights, meansAgain[0], meansAgain[1]);
            assertThat(sumsAgain).isEqualTo(sums);
            assertThat(meansAgain[0].data()).isEqualTo(means[0].data());
            assertThat(meansAgain[1].data()).isEqualTo(means[1].data());
        }
    }
}
