package org.boltzmann.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KernelsTest {

    private final Kernels before = Kernels.get();
    private final int threads = Workers.shared().threads();

    @AfterEach
    void asBefore() {
        Kernels.use(before.backend(), before.partition());
        Workers.useThreads(threads);
    }

    /** Counts in every element of the result how often it is written, and refuses what a backend need not take. */
    private static final class Counter implements Backend {

        @Override
        public String name() {
            return "counter";
        }

        @Override
        public String description() {
            return "counts";
        }

        @Override
        public void addProduct(
                boolean transposeA,
                boolean transposeB,
                int m,
                int n,
                int k,
                float alpha,
                float[] a,
                int startA,
                int strideA,
                float[] b,
                int startB,
                int strideB,
                float[] c,
                int startC,
                int strideC) {
            if (m < 1 || n < 1 || k < 1) {
                throw new IllegalStateException("an empty product " + m + "x" + n + "x" + k);
            }
            for (int j = 0; j < n; j++) {
                for (int i = 0; i < m; i++) {
                    c[startC + i + j * strideC]++;
                }
            }
        }
    }

    private static Matrix random(int rows, int columns, SplittableRandom random) {
        Matrix whole = Matrix.zeros(rows + random.nextInt(9), columns + random.nextInt(3));
        for (int i = 0; i < whole.data().length; i++) {
            whole.data()[i] = (float) random.nextDouble(-1, 1);
        }
        int above = whole.rows() - rows;
        int left = whole.columns() - columns;
        return whole.rows(above, whole.rows()).columns(left, whole.columns());
    }

    private static Matrix zeros(int rows, int columns) {
        return Matrix.zeros(rows + 2, columns + 1).rows(1, rows + 1).columns(1, columns + 1);
    }

    @Test
    void tilesCoverTheResultOnceWhateverItsShape() {
        for (int tiles : new int[] {0, 1, 3, 16}) {
            Kernels.use(new Counter(), new Partition(tiles));
            for (int threads : new int[] {1, 3}) {
                Workers.useThreads(threads);
                for (int rows : new int[] {1, 7, 64, 130, 784, 2049}) {
                    for (int columns : new int[] {1, 9, 100, 399, 400, 1601}) {
                        Matrix a = Matrix.zeros(rows, 2);
                        Matrix b = Matrix.zeros(2, columns);
                        Matrix c = zeros(rows, columns);
                        Kernels.get().addProduct(1, a, b, c);
                        double sum = 0;
                        for (float x : c.data()) {
                            sum += x;
                        }
                        assertThat(sum).isEqualTo((double) rows * columns); // and none elsewhere:
                        for (int j = 0; j < columns; j++) {
                            for (int i = 0; i < rows; i++) {
                                if (c.get(i, j) != 1) {
                                    assertThat(c.get(i, j))
                                            .as("(%d, %d) of %s", i, j, c)
                                            .isEqualTo(1);
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    @Test
    void theThreeProductsAreWhatTheySay() {
        SplittableRandom random = new SplittableRandom(5);
        for (int[] shape : new int[][] {{1, 1, 1}, {7, 9, 8}, {130, 33, 65}, {9, 450, 7}, {200, 401, 33}}) {
            int m = shape[0];
            int n = shape[1];
            int k = shape[2];
            Matrix a = random(m, k, random);
            Matrix transposedA = random(k, m, random);
            Matrix b = random(k, n, random);
            Matrix transposedB = random(n, k, random);
            Matrix c = random(m, n, random);
            Matrix plain = c.copy();
            Kernels.get().addProduct(-0.5f, a, b, plain);
            Matrix transposed = c.copy();
            Kernels.get().addTransposedProduct(-0.5f, transposedA, b, transposed);
            Matrix outer = c.copy();
            Kernels.get().addOuterProduct(-0.5f, a, transposedB, outer);
            // k + 2 roundings of partial sums of at most 1 + k / 2 in absolute value
            double tolerance = (k + 2) * Math.scalb(1.0, -24) * (1 + 0.5 * k);
            for (int j = 0; j < n; j++) {
                for (int i = 0; i < m; i++) {
                    double[] sums = {c.get(i, j), c.get(i, j), c.get(i, j)};
                    for (int l = 0; l < k; l++) {
                        sums[0] -= 0.5 * a.get(i, l) * b.get(l, j);
                        sums[1] -= 0.5 * transposedA.get(l, i) * b.get(l, j);
                        sums[2] -= 0.5 * a.get(i, l) * transposedB.get(j, l);
                    }
                    assertThat(Math.abs(plain.get(i, j) - sums[0])).isLessThanOrEqualTo(tolerance);
                    assertThat(Math.abs(transposed.get(i, j) - sums[1])).isLessThanOrEqualTo(tolerance);
                    assertThat(Math.abs(outer.get(i, j) - sums[2])).isLessThanOrEqualTo(tolerance);
                }
            }
        }
    }

    @Test
    void aProductOfNothingAddsNothing() {
        Kernels.use(new Counter(), Partition.AUTO);
        for (int[] shape : new int[][] {{0, 3, 3}, {3, 0, 3}, {3, 3, 0}, {0, 0, 0}}) {
            Matrix c = Matrix.zeros(shape[0], shape[1]);
            Kernels.get().addProduct(1, Matrix.zeros(shape[0], shape[2]), Matrix.zeros(shape[2], shape[1]), c);
            assertThat(c.data()).containsOnly(new float[c.data().length]);
        }
    }

    @Test
    void whatABackendThrowsReachesTheCaller() {
        Backend failing = org.mockito.Mockito.mock(Backend.class, call -> {
            throw new IllegalStateException("broken");
        });
        Workers.useThreads(2);
        Kernels.use(failing, new Partition(2));
        Matrix a = Matrix.zeros(200, 200);
        assertThatIllegalStateException()
                .isThrownBy(() -> Kernels.get().addProduct(1, a, a, Matrix.zeros(200, 200)))
                .withMessage("broken");
        Kernels.use(new Counter(), new Partition(2));
        Matrix c = Matrix.zeros(200, 200);
        Kernels.get().addProduct(1, a, a, c);
        assertThat(c.data()).containsOnly(1);
    }

    @Test
    void aProductAllocatesNothing() {
        Workers.useThreads(2);
        Kernels.use(Backends.choose("ojalgo").backend(), new Partition(2));
        Matrix a = Matrix.zeros(128, 8);
        a.fill(1);
        Matrix b = Matrix.zeros(8, 4);
        Matrix c = Matrix.zeros(128, 4);
        Matrix d = Matrix.zeros(8, 128);
        Runnable step = () -> {
            Kernels.get().addProduct(1, a, b, c);
            Kernels.get().addTransposedProduct(1, d, b, c);
            Kernels.get().addOuterProduct(1, c, b, a);
        };
        often(step);
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long first = memory.getCurrentThreadAllocatedBytes();
        often(step);
        // an object a call would make 16 bytes x 30,000
        assertThat(memory.getCurrentThreadAllocatedBytes() - first).isLessThan(20_000);
    }

    private static void often(Runnable step) {
        for (int i = 0; i < 10_000; i++) {
            step.run();
        }
    }
}
