package org.boltzmann.core.linalg;

/**
 * Passes over matrices whose columns are stacks of K vectors of length J, one upon the other: what is left of a three-way array once one
 * axis has been multiplied away.
 *
 * <p>Shapes are the caller's duty. A pass is shared among the threads in use where the matrix is large; its bits do not depend on
 * their number.
 */
public final class Stacks {

    private Stacks() {}

    /**
     * Adds the vectors of every stack, weighted: B_jn += Σ_k C_kn S_(j + kJ),n.
     *
     * @param s JK x n
     * @param c K x n
     * @param b J x n, added to
     */
    public static void addWeighted(Matrix s, Matrix c, Matrix b) {
        Pass.OWN.get().start(true, s, b, c);
    }

    /**
     * Adds the dot product of every vector of a stack with one: C_kn += Σ_j B_jn S_(j + kJ),n, each summed in {@code double}.
     *
     * @param s JK x n
     * @param b J x n
     * @param c K x n, added to
     */
    public static void addDots(Matrix s, Matrix b, Matrix c) {
        Pass.OWN.get().start(false, s, b, c);
    }

    /** One thread's pass under way: kept, so that a call allocates nothing. */
    private static final class Pass implements Workers.Task {

        /** Elements worth a thread's while: some microseconds. */
        private static final int TILE = 8192;

        private static final int MOST_TILES = 16;
        private static final ThreadLocal<Pass> OWN = ThreadLocal.withInitial(Pass::new);

        private boolean weighted;
        private Matrix s;
        private Matrix b;
        private Matrix c;
        private int tiles;

        void start(boolean sums, Matrix stacks, Matrix vectors, Matrix numbers) {
            weighted = sums;
            s = stacks;
            b = vectors;
            c = numbers;
            int worthwhile = (int) Math.min(MOST_TILES, (long) stacks.rows() * stacks.columns() / TILE);
            tiles = Math.max(1, Math.min(worthwhile, stacks.columns()));
            try {
                Workers.shared().run(tiles, this);
            } finally {
                s = null;
                b = null;
                c = null;
            }
        }

        @Override
        public void run(int tile) {
            Scratch scratch = Scratch.get();
            int end = Partition.start(s.columns(), tiles, tile + 1, 1);
            for (int n = Partition.start(s.columns(), tiles, tile, 1); n < end; n++) {
                if (weighted) {
                    addColumn(scratch, n);
                } else {
                    for (int k = 0; k < c.rows(); k++) {
                        c.data()[c.columnStart(n) + k] +=
                                (float) Passes.dot(s, s.columnStart(n) + k * b.rows(), b, b.columnStart(n), b.rows());
                    }
                }
            }
        }

        private void addColumn(Scratch scratch, int n) {
            float[] x = scratch.first();
            float[] sum = scratch.second();
            int stack = s.columnStart(n);
            int weights = c.columnStart(n);
            for (int i = 0; i < b.rows(); i += Lanes.LENGTH) {
                int length = Math.min(Lanes.LENGTH, b.rows() - i);
                System.arraycopy(b.data(), b.columnStart(n) + i, sum, 0, length);
                for (int k = 0; k < c.rows(); k++) {
                    float weight = c.data()[weights + k];
                    if (weight != 0) { // half of binary units are off
                        System.arraycopy(s.data(), stack + k * b.rows() + i, x, 0, length);
                        Lanes.addScaled(weight, x, sum, length);
                    }
                }
                System.arraycopy(sum, 0, b.data(), b.columnStart(n) + i, length);
            }
        }
    }
}
