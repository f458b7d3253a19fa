package org.boltzmann.core.linalg;

/**
 * Passes over some columns of matrices, by their indices: gathers and scatters, which take the place of products with one-hot or
 * sparse columns.
 *
 * <p>Shapes and indices are the caller's duty. A pass is shared among the threads in use where it is large; its bits do not depend
 * on their number.
 */
public final class ChosenColumns {

    private ChosenColumns() {}

    /**
     * Fills the first columns with chosen ones: C_·m = s_m A_·from(m), for the m-th entry of a stretch of the lists.
     *
     * @param a matrix of m rows
     * @param from indices of columns of A
     * @param scale factors; null for 1
     * @param start first entry of the lists
     * @param end entry after the last
     * @param c matrix of m rows and at least {@code end - start} columns, another than A, overwritten there
     */
    public static void fill(Matrix a, int[] from, float[] scale, int start, int end, Matrix c) {
        Pass.OWN.get().start(false, a, from, scale, start, end, c);
    }

    /**
     * Adds the first columns to chosen ones: C_·to(m) += s_m A_·m, for the m-th entry of a stretch of the lists; one entry after
     * another, so that a column may be added to more than once.
     *
     * @param a matrix of m rows and at least {@code end - start} columns
     * @param to indices of columns of C; null for the numbers from 0 on
     * @param scale factors; null for 1
     * @param start first entry of the lists
     * @param end entry after the last
     * @param c matrix of m rows, another than A, added to
     */
    public static void add(Matrix a, int[] to, float[] scale, int start, int end, Matrix c) {
        Pass.OWN.get().start(true, a, to, scale, start, end, c);
    }

    /** One thread's pass under way: kept, so that a call allocates nothing. */
    private static final class Pass implements Workers.Task {

        /** Elements worth a thread's while: some microseconds. */
        private static final int TILE = 8192;

        private static final int MOST_TILES = 16;

        /**
         * Rows of a tile at least: what is added is cut between rows, since a column may be added to by several entries, and shorter
         * pieces cost more.
         */
        private static final int ROWS = 200;

        private static final ThreadLocal<Pass> OWN = ThreadLocal.withInitial(Pass::new);

        private boolean adds;
        private Matrix a;
        private int[] columns;
        private float[] scale;
        private int first;
        private int last;
        private Matrix c;
        private int tiles;

        void start(boolean add, Matrix source, int[] chosen, float[] factors, int start, int end, Matrix target) {
            adds = add;
            a = source;
            columns = chosen;
            scale = factors;
            first = start;
            last = end;
            c = target;
            int entries = end - start;
            int cut = add ? target.rows() / ROWS : entries;
            int worthwhile = (int) Math.min(MOST_TILES, (long) target.rows() * entries / TILE);
            tiles = Math.max(1, Math.min(worthwhile, cut));
            try {
                Workers.shared().run(tiles, this);
            } finally {
                a = null;
                columns = null;
                scale = null;
                c = null;
            }
        }

        @Override
        public void run(int tile) {
            if (adds) {
                int row = Partition.start(c.rows(), tiles, tile, 16);
                int end = Partition.start(c.rows(), tiles, tile + 1, 16);
                Scratch scratch = Scratch.get();
                for (int i = row; i < end; i += Lanes.LENGTH) {
                    addRows(scratch, i, Math.min(Lanes.LENGTH, end - i));
                }
            } else {
                int end = first + Partition.start(last - first, tiles, tile + 1, 1);
                for (int m = first + Partition.start(last - first, tiles, tile, 1); m < end; m++) {
                    fillColumn(m);
                }
            }
        }

        private void addRows(Scratch scratch, int row, int n) {
            float[] x = scratch.first();
            float[] y = scratch.second();
            for (int m = first; m < last; m++) {
                int target = c.columnStart(columns == null ? m - first : columns[m]) + row;
                System.arraycopy(a.data(), a.columnStart(m - first) + row, x, 0, n);
                System.arraycopy(c.data(), target, y, 0, n);
                if (scale == null) {
                    Lanes.add(y, x, n);
                } else {
                    Lanes.addScaled(scale[m], x, y, n);
                }
                System.arraycopy(y, 0, c.data(), target, n);
            }
        }

        private void fillColumn(int m) {
            int source = a.columnStart(columns[m]);
            int target = c.columnStart(m - first);
            float f = scale == null ? 1 : scale[m];
            if (f == 1) {
                System.arraycopy(a.data(), source, c.data(), target, c.rows());
                return;
            }
            Scratch scratch = Scratch.get();
            float[] x = scratch.first();
            float[] y = scratch.second();
            for (int i = 0; i < c.rows(); i += Lanes.LENGTH) {
                int n = Math.min(Lanes.LENGTH, c.rows() - i);
                System.arraycopy(a.data(), source + i, x, 0, n);
                Lanes.fillScaled(f, x, y, n);
                System.arraycopy(y, 0, c.data(), target + i, n);
            }
        }
    }
}
