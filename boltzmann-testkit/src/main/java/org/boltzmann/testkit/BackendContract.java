package org.boltzmann.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.boltzmann.core.linalg.Backend;
import org.boltzmann.core.linalg.Kernels;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Partition;
import org.boltzmann.core.linalg.Workers;
import org.junit.jupiter.api.Test;

/**
 * What every backend owes: right products of any shape, offset and stride, nothing written beside them, and the same bits on every
 * call, from several threads at once and on any number of threads.
 *
 * <pre>{@code
 * class MyBackendTest extends BackendContract {
 *     protected Backend backend() {
 *         return Backends.choose("mine").backend();
 *     }
 * }
 * }</pre>
 */
public abstract class BackendContract {

    private static final int[] SIZES = {1, 2, 7, 8, 9, 16, 33, 64, 100, 131};
    private static final float[] FACTORS = {1, -1, 0.5f, -0.03f};

    /** For subclasses. */
    protected BackendContract() {}

    /**
     * The backend to test.
     *
     * @return a backend, the same one or a new one on every call
     */
    protected abstract Backend backend();

    /** One product with all its arguments, drawn at random. */
    private record Product(
            boolean transposeA, boolean transposeB, int m, int n, int k, float alpha, Matrix a, Matrix b, Matrix c) {

        static Product draw(SplittableRandom random) {
            boolean transposeA = random.nextBoolean();
            boolean transposeB = random.nextBoolean();
            int m = SIZES[random.nextInt(SIZES.length)];
            int n = SIZES[random.nextInt(SIZES.length)];
            int k = SIZES[random.nextInt(SIZES.length)];
            return new Product(
                    transposeA,
                    transposeB,
                    m,
                    n,
                    k,
                    FACTORS[random.nextInt(FACTORS.length)],
                    block(transposeA ? k : m, transposeA ? m : k, random),
                    block(transposeB ? n : k, transposeB ? k : n, random),
                    block(m, n, random));
        }

        float[] result(Backend backend) {
            float[] data = c.data().clone();
            backend.addProduct(
                    transposeA,
                    transposeB,
                    m,
                    n,
                    k,
                    alpha,
                    a.data(),
                    a.offset(),
                    a.stride(),
                    b.data(),
                    b.offset(),
                    b.stride(),
                    data,
                    c.offset(),
                    c.stride());
            return data;
        }

        /** Each of at most k + 2 roundings is at most 2^-24 of the sum of absolute values; as much again for products of errors. */
        void check(float[] result) {
            for (int j = 0; j < n; j++) {
                for (int i = 0; i < m; i++) {
                    int at = c.offset() + i + j * c.stride();
                    double sum = c.data()[at];
                    double absolute = Math.abs(sum);
                    for (int l = 0; l < k; l++) {
                        double x = transposeA ? a.get(l, i) : a.get(i, l);
                        double y = transposeB ? b.get(j, l) : b.get(l, j);
                        sum += alpha * x * y;
                        absolute += Math.abs(alpha * x * y);
                    }
                    double tolerance = 2 * (k + 2) * Math.scalb(1.0, -24) * absolute;
                    assertThat((double) result[at])
                            .as("element (%d, %d) of %s", i, j, this)
                            .isBetween(sum - tolerance, sum + tolerance);
                }
            }
            for (int at = 0; at < result.length; at++) {
                int row = Math.floorMod(at - c.offset(), c.stride());
                if (at < c.offset() || row >= m || at >= c.offset() + n * c.stride()) {
                    assertThat(result[at]).as("beside the result of %s", this).isEqualTo(c.data()[at]);
                }
            }
        }

        @Override
        public String toString() {
            return (transposeA ? "A'" : "A") + (transposeB ? " B' " : " B ") + m + "x" + n + "x" + k;
        }
    }

    /** A block somewhere in a larger matrix. */
    private static Matrix block(int rows, int columns, SplittableRandom random) {
        int above = random.nextInt(4);
        int before = random.nextInt(2);
        Matrix whole = Matrix.zeros(above + rows + random.nextInt(4), before + columns + random.nextInt(2));
        for (int i = 0; i < whole.data().length; i++) {
            // binary units make many factors exactly 0 or 1
            whole.data()[i] = random.nextInt(4) == 0 ? random.nextInt(2) : (float) random.nextDouble(-2, 2);
        }
        return whole.rows(above, above + rows).columns(before, before + columns);
    }

    private static List<Product> products(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Product> products = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            products.add(Product.draw(random));
        }
        return products;
    }

    @Test
    void productsOfAllFormsAreThoseOfDoublePrecisionAndNothingElseIsWritten() {
        Backend backend = backend();
        for (Product product : products(1, 200)) {
            product.check(product.result(backend));
        }
    }

    @Test
    void theBitsAreTheSameCallAfterCallAndFromSeveralThreadsAtOnce() throws Exception {
        Backend backend = backend();
        List<Product> products = products(2, 60);
        List<float[]> alone = products.stream().map(p -> p.result(backend)).toList();
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Void>> calls = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int shift = 17 * thread;
                calls.add(() -> {
                    for (int i = 0; i < 3 * products.size(); i++) {
                        int at = (i + shift) % products.size();
                        assertThat(products.get(at).result(backend)).isEqualTo(alone.get(at));
                    }
                    return null;
                });
            }
            for (Future<Void> future : executor.invokeAll(calls)) {
                future.get();
            }
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void theBitsDoNotDependOnTheNumberOfThreads() {
        Kernels before = Kernels.get();
        int threads = Workers.shared().threads();
        try {
            for (Partition partition : List.of(Partition.AUTO, new Partition(3))) {
                Kernels.use(backend(), partition);
                Workers.useThreads(1);
                List<float[]> alone = throughKernels();
                for (int count : new int[] {2, 4}) {
                    Workers.useThreads(count);
                    for (int again = 0; again < 5; again++) {
                        assertThat(throughKernels())
                                .as("%s, %d threads", partition, count)
                                .usingElementComparator(java.util.Arrays::compare)
                                .isEqualTo(alone);
                    }
                }
            }
        } finally {
            Workers.useThreads(threads);
            Kernels.use(before.backend(), before.partition());
        }
    }

    /** The products of a step of learning, of a shape cut by units and one cut by columns. */
    private static List<float[]> throughKernels() {
        SplittableRandom random = new SplittableRandom(3);
        List<float[]> results = new ArrayList<>();
        for (int columns : new int[] {33, 450}) {
            Matrix w = draw(300, 200, random);
            Matrix v = draw(300, columns, random);
            Matrix h = draw(200, columns, random);
            Kernels.get().addTransposedProduct(1, w, v, h);
            results.add(h.data().clone());
            Kernels.get().addProduct(0.5f, w, h, v);
            results.add(v.data().clone());
            Kernels.get().addOuterProduct(-0.01f, v, h, w);
            results.add(w.data());
        }
        return results;
    }

    private static Matrix draw(int rows, int columns, SplittableRandom random) {
        Matrix x = Matrix.zeros(rows, columns);
        for (int i = 0; i < x.data().length; i++) {
            x.data()[i] = (float) random.nextDouble(-1, 1);
        }
        return x;
    }
}
