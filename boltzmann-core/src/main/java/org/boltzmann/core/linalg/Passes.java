package org.boltzmann.core.linalg;

import java.util.Arrays;

/**
 * Element-wise passes over matrices: what is done to a configuration besides multiplying it.
 *
 * <p>Sums of a column are taken in {@code double}. Shapes are the caller's duty. A pass is shared among the threads in use where
 * the matrix is large; its bits do not depend on their number.
 */
public final class Passes {

    private Passes() {}

    /**
     * Adds the dot products of corresponding columns: sum_j += factor · Σ_i A_ij B_ij.
     *
     * @param factor scalar factor
     * @param a m x n
     * @param b m x n
     * @param sum n sums, added to
     */
    public static void addDots(double factor, Matrix a, Matrix b, double[] sum) {
        Pass.run(Pass.Kind.DOTS, factor, a, b, null, null, sum);
    }

    /**
     * Adds the dot products of all columns with one: sum_j += factor · Σ_i b_i A_ij.
     *
     * @param factor scalar factor
     * @param b m x 1
     * @param a m x n
     * @param sum n sums, added to
     */
    public static void addDotsWithColumn(double factor, Matrix b, Matrix a, double[] sum) {
        Pass.run(Pass.Kind.DOTS_WITH_COLUMN, factor, a, b, null, null, sum);
    }

    /**
     * Adds one column to every column: C_ij += b_i.
     *
     * @param b m x 1
     * @param c m x n, added to
     */
    public static void addToColumns(Matrix b, Matrix c) {
        Pass.run(Pass.Kind.TO_COLUMNS, 1, b, c, c, null, null);
    }

    /**
     * Adds the weighted sum of the columns: b_i += factor · Σ_j w_j A_ij, or with w = 1 where there are no weights. Sums of 64 columns are taken in
     * {@code float}, as products take them, and added in {@code double}.
     *
     * @param factor scalar factor
     * @param a m x n
     * @param weights n weights, or null for 1
     * @param b m x 1, added to
     */
    public static void addSumOfColumns(double factor, Matrix a, float[] weights, Matrix b) {
        Pass.run(Pass.Kind.SUM_OF_COLUMNS, factor, a, b, null, weights, null);
    }

    /**
     * Adds a multiple of a matrix: B += factor · A.
     *
     * @param factor scalar factor
     * @param a m x n
     * @param b m x n, added to
     */
    public static void addScaled(float factor, Matrix a, Matrix b) {
        Pass.run(Pass.Kind.SCALED, factor, a, b, b, null, null);
    }

    /**
     * Fills with a weighted mean of one column and of every column: C_ij = (1 − factor) b_i + factor · A_ij.
     *
     * @param factor weight of A
     * @param b m x 1
     * @param a m x n
     * @param c m x n, overwritten; may be {@code a}
     */
    public static void fillBetween(float factor, Matrix b, Matrix a, Matrix c) {
        Pass.run(Pass.Kind.BETWEEN, factor, a, b, c, null, null);
    }

    /**
     * Fills with a matrix whose columns are scaled: B_ij = w_j A_ij.
     *
     * @param a m x n
     * @param weights n weights
     * @param b m x n, overwritten; may be {@code a}
     */
    public static void fillColumnsScaled(Matrix a, float[] weights, Matrix b) {
        Pass.run(Pass.Kind.COLUMNS_SCALED, 1, a, b, b, weights, null);
    }

    /**
     * Multiplies element by element: B_ij *= A_ij.
     *
     * @param a m x n
     * @param b m x n, multiplied
     */
    public static void multiply(Matrix a, Matrix b) {
        Pass.run(Pass.Kind.MULTIPLY, 1, a, b, b, null, null);
    }

    /**
     * Fills with the products of elements: C_ij = w_j A_ij B_ij, or with w = 1 where there are no weights.
     *
     * @param a m x n
     * @param b m x n
     * @param weights n weights, or null for 1
     * @param c m x n, overwritten; may be {@code a} or {@code b}
     */
    public static void fillProduct(Matrix a, Matrix b, float[] weights, Matrix c) {
        Pass.run(Pass.Kind.PRODUCT, 1, a, b, c, weights, null);
    }

    /**
     * The largest absolute value in a range of an array.
     *
     * @param values the array
     * @param from first element
     * @param to element after the last
     * @return at least 0; NaN if an element is
     */
    public static float largest(float[] values, int from, int to) {
        Scratch scratch = Scratch.get();
        float[] piece = scratch.first();
        float[] largest = scratch.second();
        int used = Math.min(Lanes.LENGTH, to - from);
        Arrays.fill(largest, 0, used, 0);
        for (int i = from; i < to; i += Lanes.LENGTH) {
            int n = Math.min(Lanes.LENGTH, to - i);
            System.arraycopy(values, i, piece, 0, n);
            Lanes.maxAbs(largest, piece, n);
        }
        for (int half = used; half > 1; half = (half + 1) / 2) { // folded in halves, as lanes are
            int rest = half / 2;
            System.arraycopy(largest, half - rest, piece, 0, rest);
            Lanes.maxAbs(largest, piece, rest);
        }
        return used == 0 ? 0 : largest[0];
    }

    /** The dot product of two stretches of n elements, in {@code double}. */
    static double dot(Matrix a, int s, Matrix b, int t, int n) {
        float[] x = a.data();
        float[] y = b.data();
        double p = 0;
        double q = 0;
        double r = 0;
        double u = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) { // four sums at a time, since an addition waits for the one before
            p += (double) x[s + i] * y[t + i];
            q += (double) x[s + i + 1] * y[t + i + 1];
            r += (double) x[s + i + 2] * y[t + i + 2];
            u += (double) x[s + i + 3] * y[t + i + 3];
        }
        for (; i < n; i++) {
            p += (double) x[s + i] * y[t + i];
        }
        return (p + q) + (r + u);
    }

    /** One thread's pass under way: kept, so that a call allocates nothing. */
    private static final class Pass implements Workers.Task {

        private enum Kind {
            DOTS,
            DOTS_WITH_COLUMN,
            TO_COLUMNS,
            SUM_OF_COLUMNS,
            SCALED,
            BETWEEN,
            COLUMNS_SCALED,
            MULTIPLY,
            PRODUCT
        }

        /** Elements worth a thread's while: some microseconds. */
        private static final int TILE = 8192;

        private static final int MOST_TILES = 16;
        private static final int COLUMNS_IN_FLOAT = 64;
        private static final ThreadLocal<Pass> OWN = ThreadLocal.withInitial(Pass::new);

        private Kind kind;
        private double factor;
        private Matrix a;
        private Matrix b;
        private Matrix c;
        private float[] weights;
        private double[] sums;
        private int tiles;

        static void run(Kind kind, double factor, Matrix a, Matrix b, Matrix c, float[] weights, double[] sums) {
            OWN.get().start(kind, factor, a, b, c, weights, sums);
        }

        private void start(Kind kind, double factor, Matrix a, Matrix b, Matrix c, float[] weights, double[] sums) {
            this.kind = kind;
            this.factor = factor;
            this.a = a;
            this.b = b;
            this.c = c;
            this.weights = weights;
            this.sums = sums;
            Matrix large = kind == Kind.TO_COLUMNS ? b : a;
            int worthwhile = Math.min(MOST_TILES, large.rows() * large.columns() / TILE);
            int cut = kind == Kind.SUM_OF_COLUMNS ? large.rows() : large.columns();
            tiles = Math.max(1, Math.min(worthwhile, cut));
            try {
                Workers.shared().run(tiles, this);
            } finally {
                this.a = null;
                this.b = null;
                this.c = null;
                this.weights = null;
                this.sums = null;
            }
        }

        @Override
        public void run(int tile) {
            if (kind == Kind.SUM_OF_COLUMNS) {
                sumColumns(Partition.start(a.rows(), tiles, tile, 8), Partition.start(a.rows(), tiles, tile + 1, 8));
                return;
            }
            int columns = kind == Kind.TO_COLUMNS ? b.columns() : a.columns();
            int end = Partition.start(columns, tiles, tile + 1, 1);
            Scratch scratch = Scratch.get();
            for (int j = Partition.start(columns, tiles, tile, 1); j < end; j++) {
                switch (kind) {
                    case DOTS -> sums[j] += factor * dot(a, a.columnStart(j), b, b.columnStart(j), a.rows());
                    case DOTS_WITH_COLUMN ->
                        sums[j] += factor * dot(a, a.columnStart(j), b, b.columnStart(0), a.rows());
                    case TO_COLUMNS -> combine(scratch, a, 0, b, j, j);
                    case BETWEEN -> combine(scratch, a, j, b, 0, j);
                    default -> combine(scratch, a, j, b, j, j);
                }
            }
        }

        /** Fills a column of C with a function of columns of two others, by pieces with one index for all. */
        private void combine(Scratch scratch, Matrix one, int columnOne, Matrix other, int columnOther, int j) {
            float[] x = scratch.first();
            float[] y = scratch.second();
            float f = kind == Kind.COLUMNS_SCALED ? weights[j] : (float) factor;
            for (int i = 0; i < c.rows(); i += Lanes.LENGTH) {
                int n = Math.min(Lanes.LENGTH, c.rows() - i);
                System.arraycopy(one.data(), one.columnStart(columnOne) + i, x, 0, n);
                System.arraycopy(other.data(), other.columnStart(columnOther) + i, y, 0, n);
                switch (kind) {
                    case TO_COLUMNS -> Lanes.add(y, x, n);
                    case SCALED -> Lanes.addScaled(f, x, y, n);
                    case BETWEEN -> Lanes.moveTowards(f, x, y, n);
                    case COLUMNS_SCALED -> Lanes.fillScaled(f, x, y, n);
                    case MULTIPLY -> Lanes.multiply(x, y, n);
                    case PRODUCT -> {
                        Lanes.multiply(x, y, n);
                        if (weights != null) {
                            Lanes.scale(weights[j], 0, y, n);
                        }
                    }
                    default -> throw new IllegalStateException(kind + " changes no column");
                }
                System.arraycopy(y, 0, c.data(), c.columnStart(j) + i, n);
            }
        }

        private void sumColumns(int fromRow, int toRow) {
            Scratch scratch = Scratch.get();
            float[] x = scratch.first();
            float[] some = scratch.second();
            double[] all = scratch.doubles();
            for (int row = fromRow; row < toRow; row += Lanes.LENGTH) {
                int n = Math.min(Lanes.LENGTH, toRow - row);
                Arrays.fill(all, 0, n, 0);
                for (int first = 0; first < a.columns(); first += COLUMNS_IN_FLOAT) {
                    Arrays.fill(some, 0, n, 0);
                    int last = Math.min(a.columns(), first + COLUMNS_IN_FLOAT);
                    for (int j = first; j < last; j++) {
                        System.arraycopy(a.data(), a.columnStart(j) + row, x, 0, n);
                        if (weights == null) {
                            Lanes.add(some, x, n);
                        } else {
                            Lanes.addScaled(weights[j], x, some, n);
                        }
                    }
                    for (int i = 0; i < n; i++) {
                        all[i] += some[i];
                    }
                }
                float[] to = b.data();
                int t = b.offset() + row;
                for (int i = 0; i < n; i++) {
                    to[t + i] += (float) (factor * all[i]);
                }
            }
        }
    }
}
