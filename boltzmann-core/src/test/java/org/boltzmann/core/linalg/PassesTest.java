package org.boltzmann.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Passes against plain loops, on views, at sizes that are cut into tiles and at sizes that are not. */
class PassesTest {

    private static final int[][] SHAPES = {{1, 1}, {5, 3}, {784, 100}, {130, 700}, {2500, 9}, {3, 9000}};

    private final int threads = Workers.shared().threads();

    @AfterEach
    void threadsAsBefore() {
        Workers.useThreads(threads);
    }

    private static Matrix random(int rows, int columns, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix m = Matrix.zeros(rows + 3, columns + 1).rows(2, rows + 2).columns(1, columns + 1);
        for (int i = 0; i < m.data().length; i++) {
            m.data()[i] = (random.nextInt(129) - 64) / 64f;
        }
        return m;
    }

    private interface Element {
        double at(int i, int j, float a, float b);
    }

    private static void check(Matrix a, Matrix b, Consumer<Matrix> pass, Element expected) {
        for (int threads : new int[] {1, 3}) {
            Workers.useThreads(threads);
            Matrix actual = random(b.rows(), b.columns(), 2);
            assertThat(actual.copy().data()).containsExactly(b.copy().data());
            pass.accept(actual);
            for (int j = 0; j < b.columns(); j++) {
                for (int i = 0; i < b.rows(); i++) {
                    float factor = a.get(i, Math.min(j, a.columns() - 1));
                    double wanted = expected.at(i, j, factor, b.get(i, j));
                    if (actual.get(i, j)
                            != wanted) { // a text for each of a million numbers would take most of the time
                        assertThat((double) actual.get(i, j))
                                .as("(%d, %d) on %d threads", i, j, threads)
                                .isEqualTo(wanted);
                    }
                }
            }
            assertThat(actual.data()[0]).as("what is outside the view").isEqualTo(b.data()[0]);
        }
    }

    @Test
    void elementByElement() {
        for (int[] shape : SHAPES) {
            Matrix a = random(shape[0], shape[1], 1);
            Matrix b = random(shape[0], shape[1], 2);
            Matrix column = random(shape[0], 1, 3);
            float[] weights = new float[shape[1]];
            for (int j = 0; j < weights.length; j++) {
                weights[j] = (j % 7 - 3) / 4f;
            }
            check(column, b, m -> Passes.addToColumns(column, m), (i, j, x, y) -> y + x);
            check(a, b, m -> Passes.addScaled(-0.5f, a, m), (i, j, x, y) -> y - 0.5 * x);
            check(
                    a,
                    b,
                    m -> Passes.fillBetween(0.25f, column, a, m),
                    (i, j, x, y) -> 0.75 * column.get(i, 0) + 0.25 * x);
            check(a, b, m -> Passes.multiply(a, m), (i, j, x, y) -> x * y);
            check(a, b, m -> Passes.fillColumnsScaled(a, weights, m), (i, j, x, y) -> weights[j] * x);
        }
    }

    /** Multiples of 1/64 of at most 1: products are exact, and sums of fewer than 2^11 of them in 32 bits too. */
    @Test
    void sums() {
        for (int[] shape : SHAPES) {
            Matrix a = random(shape[0], shape[1], 1);
            Matrix b = random(shape[0], shape[1], 2);
            Matrix column = random(shape[0], 1, 3);
            double[] dots = new double[shape[1]];
            double[] withColumn = new double[shape[1]];
            Passes.addDots(-2, a, b, dots);
            Passes.addDotsWithColumn(3, column, a, withColumn);
            for (int j = 0; j < shape[1]; j++) {
                double dot = 0;
                double other = 0;
                for (int i = 0; i < shape[0]; i++) {
                    dot += (double) a.get(i, j) * b.get(i, j);
                    other += (double) a.get(i, j) * column.get(i, 0);
                }
                assertThat(dots[j]).isEqualTo(-2 * dot);
                assertThat(withColumn[j]).isEqualTo(3 * other);
            }
        }
    }

    @Test
    void sumsOfColumnsAreRoundedOnceAtTheEnd() {
        for (int[] shape : SHAPES) {
            Matrix a = random(shape[0], shape[1], 1);
            float[] weights = new float[shape[1]];
            for (int j = 0; j < weights.length; j++) {
                weights[j] = (j % 5 - 2) / 2f;
            }
            for (float[] w : new float[][] {null, weights}) {
                Matrix sum = Matrix.zeros(shape[0], 1);
                Passes.addSumOfColumns(0.5, a, w, sum);
                for (int i = 0; i < shape[0]; i++) {
                    double expected = 0;
                    for (int j = 0; j < shape[1]; j++) {
                        expected += 0.5 * (w == null ? 1 : w[j]) * a.get(i, j);
                    }
                    assertThat((double) sum.get(i, 0)).isCloseTo(expected, within(Math.abs(expected) * 0x1p-24));
                }
            }
        }
    }

    @Test
    void theLargestIsFoundWhereverItIs() {
        for (int n : new int[] {1, 2, 3, 1023, 1024, 1025, 5000}) {
            for (int at : new int[] {0, n / 3, n / 2, n - 1}) {
                float[] values = new float[n + 2];
                java.util.Arrays.fill(values, 0.5f);
                values[0] = 9;
                values[n + 1] = 9;
                values[1 + at] = -2;
                assertThat(Passes.largest(values, 1, n + 1)).isEqualTo(2f);
                values[1 + at] = Float.NEGATIVE_INFINITY;
                assertThat(Passes.largest(values, 1, n + 1)).isEqualTo(Float.POSITIVE_INFINITY);
                values[1 + at] = Float.NaN;
                assertThat(Passes.largest(values, 1, n + 1)).isNaN();
            }
        }
        assertThat(Passes.largest(new float[3], 1, 1)).isZero();
    }
}
