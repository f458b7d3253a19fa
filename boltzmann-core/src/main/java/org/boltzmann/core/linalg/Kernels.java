package org.boltzmann.core.linalg;

import java.lang.System.Logger.Level;

/**
 * The matrix products that terms are made of, on the backend and the threads in use.
 *
 * <p>Every product adds to its last argument. Shapes are the caller's duty; kernels do not check. The work is cut by a
 * {@link Partition}, which depends on shapes only, and run by {@link Workers}, so that a product's bits do not depend on the
 * number of threads. Safe to use from several threads at once.
 *
 * <pre>{@code
 * Kernels.use(Backends.choose("ojalgo").backend(), Partition.AUTO);
 * Workers.useThreads(4);
 * }</pre>
 */
public final class Kernels {

    private static volatile Kernels current;

    private final Backend backend;
    private final Partition partition;
    private final ThreadLocal<Product> products;

    private Kernels(Backend backend, Partition partition) {
        this.backend = backend;
        this.partition = partition;
        this.products = ThreadLocal.withInitial(() -> new Product(backend, partition));
    }

    /**
     * The kernels in use. Unless {@link #use} was called before, the fastest backend on the class path, which is logged.
     *
     * @return kernels
     */
    public static Kernels get() {
        Kernels kernels = current;
        return kernels == null ? first() : kernels;
    }

    private static synchronized Kernels first() {
        if (current == null) {
            Backends.Choice choice = Backends.choose(Backends.AUTO);
            System.Logger log = System.getLogger(Kernels.class.getPackageName());
            choice.warnings().forEach(warning -> log.log(Level.WARNING, warning));
            log.log(Level.DEBUG, "backend {0}", choice);
            current = new Kernels(choice.backend(), Partition.AUTO);
        }
        return current;
    }

    /**
     * Sets the backend and the partition for the whole program. Both have a say in the last bits of every result.
     *
     * @param backend what multiplies
     * @param partition how work is cut
     */
    public static synchronized void use(Backend backend, Partition partition) {
        current = new Kernels(backend, partition);
    }

    /**
     * What multiplies.
     *
     * @return the backend in use
     */
    public Backend backend() {
        return backend;
    }

    /**
     * How work is cut.
     *
     * @return the partition in use
     */
    public Partition partition() {
        return partition;
    }

    /**
     * Adds a product: C += alpha · A · B.
     *
     * @param alpha scalar factor
     * @param a m x k
     * @param b k x n
     * @param c m x n, added to
     */
    public void addProduct(float alpha, Matrix a, Matrix b, Matrix c) {
        products.get().add(false, false, alpha, a, b, c, a.columns());
    }

    /**
     * Adds a product with the first factor transposed: C += alpha · Aᵀ · B.
     *
     * @param alpha scalar factor
     * @param a k x m
     * @param b k x n
     * @param c m x n, added to
     */
    public void addTransposedProduct(float alpha, Matrix a, Matrix b, Matrix c) {
        products.get().add(true, false, alpha, a, b, c, a.rows());
    }

    /**
     * Adds a product with the second factor transposed, a sum of outer products of columns: C += alpha · A · Bᵀ.
     *
     * @param alpha scalar factor
     * @param a m x k
     * @param b n x k
     * @param c m x n, added to
     */
    public void addOuterProduct(float alpha, Matrix a, Matrix b, Matrix c) {
        products.get().add(false, true, alpha, a, b, c, a.columns());
    }

    /** One thread's product under way: kept, so that a call allocates nothing. */
    private static final class Product implements Workers.Task {

        /** Of what native kernels work on at a time, so that a cut leaves no more odd ends than the whole has. */
        private static final int ROWS = 16;

        private static final int COLUMNS = 4;

        private final Backend backend;
        private final Partition partition;
        private boolean transposeA;
        private boolean transposeB;
        private float alpha;
        private Matrix a;
        private Matrix b;
        private Matrix c;
        private int inner;
        private int tiles;

        Product(Backend backend, Partition partition) {
            this.backend = backend;
            this.partition = partition;
        }

        void add(boolean transposeA, boolean transposeB, float alpha, Matrix a, Matrix b, Matrix c, int inner) {
            if (c.rows() == 0 || c.columns() == 0 || inner == 0) {
                return;
            }
            this.transposeA = transposeA;
            this.transposeB = transposeB;
            this.alpha = alpha;
            this.a = a;
            this.b = b;
            this.c = c;
            this.inner = inner;
            this.tiles = partition.count(c.rows(), c.columns());
            try {
                Workers.shared().run(tiles, this);
            } finally {
                this.a = null;
                this.b = null;
                this.c = null;
            }
        }

        @Override
        public void run(int tile) {
            boolean byColumns = Partition.byColumns(c.columns());
            int size = byColumns ? c.columns() : c.rows();
            int multiple = byColumns ? COLUMNS : ROWS;
            int from = Partition.start(size, tiles, tile, multiple);
            int to = Partition.start(size, tiles, tile + 1, multiple);
            if (from == to) {
                return;
            }
            int row = byColumns ? 0 : from;
            int column = byColumns ? from : 0;
            backend.addProduct(
                    transposeA,
                    transposeB,
                    byColumns ? c.rows() : to - from,
                    byColumns ? to - from : c.columns(),
                    inner,
                    alpha,
                    a.data(),
                    a.offset() + row * (transposeA ? a.stride() : 1),
                    a.stride(),
                    b.data(),
                    b.offset() + column * (transposeB ? 1 : b.stride()),
                    b.stride(),
                    c.data(),
                    c.offset() + row + column * c.stride(),
                    c.stride());
        }
    }
}
