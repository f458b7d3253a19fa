package org.boltzmann.core.linalg;

/**
 * Rows of a matrix turned into columns of another, and back: for what has to lie side by side to be multiplied or gathered.
 *
 * <p>Shapes are the caller's duty. The work is shared among the threads in use where it is large.
 */
public final class Transposition {

    private Transposition() {}

    /**
     * Fills with a transposed matrix: B_ji = A_ij.
     *
     * @param a m x n
     * @param wanted which rows of A; null for all, else the columns of B of other rows stay as they are
     * @param b n x m, another matrix than A
     */
    public static void fill(Matrix a, boolean[] wanted, Matrix b) {
        Pass.OWN.get().start(false, a, wanted, b);
    }

    /**
     * Adds a transposed matrix: A_ij += B_ji.
     *
     * @param b n x m
     * @param wanted which columns of B; null for all
     * @param a m x n, another matrix than B, added to
     */
    public static void add(Matrix b, boolean[] wanted, Matrix a) {
        Pass.OWN.get().start(true, a, wanted, b);
    }

    /** One thread's pass under way: kept, so that a call allocates nothing. */
    private static final class Pass implements Workers.Task {

        /** Columns of A at a time, so that what is read with gaps stays in a cache. */
        private static final int CHUNK = 64;

        private static final int MOST_TILES = 16;
        private static final ThreadLocal<Pass> OWN = ThreadLocal.withInitial(Pass::new);

        private boolean back;
        private Matrix a;
        private Matrix b;
        private boolean[] wanted;
        private int tiles;

        void start(boolean adds, Matrix wide, boolean[] rows, Matrix tall) {
            back = adds;
            a = wide;
            b = tall;
            wanted = rows;
            tiles = Math.max(1, Math.min(MOST_TILES, wide.columns() / CHUNK));
            try {
                Workers.shared().run(tiles, this);
            } finally {
                a = null;
                b = null;
                wanted = null;
            }
        }

        @Override
        public void run(int tile) {
            int end = Partition.start(a.columns(), tiles, tile + 1, 16);
            for (int column = Partition.start(a.columns(), tiles, tile, 16); column < end; column += CHUNK) {
                int stop = Math.min(end, column + CHUNK);
                for (int i = 0; i < a.rows(); i++) {
                    if (wanted == null || wanted[i]) {
                        if (back) {
                            addRow(i, column, stop);
                        } else {
                            fillRow(i, column, stop);
                        }
                    }
                }
            }
        }

        private void fillRow(int i, int from, int to) {
            float[] x = a.data();
            float[] y = b.data();
            int stride = a.stride();
            int source = a.columnStart(from) + i;
            int target = b.columnStart(i);
            for (int j = from; j < to; j++, source += stride) {
                y[target + j] = x[source];
            }
        }

        private void addRow(int i, int from, int to) {
            float[] x = a.data();
            float[] y = b.data();
            int stride = a.stride();
            int sum = a.columnStart(from) + i;
            int source = b.columnStart(i);
            for (int j = from; j < to; j++, sum += stride) {
                x[sum] += y[source + j];
            }
        }
    }
}
