package org.boltzmann.core.linalg;

import java.util.Arrays;

/**
 * Binary units in many fields that differ by shifts: unit i in the field a_ij + u_ik for each column j and each shift k.
 *
 * <p>For the exact p(y | x) of a machine each of n cases needs the log partitions and means of all its hidden units for each of K
 * classes, and where the label shifts the fields by the same amount in all cases these are functions of n + K columns. Since
 * exp(a + u) = exp(a) exp(u), with t = exp(a_ij) exp(u_ik) the mean is t / (1 + t), and of several factors 1 + t one logarithm is
 * taken: a few vector instructions for each unit, case and class.
 *
 * <p>Fields or shifts beyond 60, or a product that could overflow, take the way over {@link Lanes#softplus} and {@link Lanes#sigmoid},
 * a piece of a column at a time. The work is cut by units, so that bits do not depend on the number of threads.
 */
public final class ShiftedLogistic implements Workers.Task {

    /** Elements at a time: a piece of a column for each of ten classes stays in the nearest cache. */
    private static final int PIECE = 256;

    /** Units of a tile at least: shorter loops are mostly ends. */
    private static final int ROWS = 128;

    private static final int MOST_TILES = 16;
    private static final float LARGEST_FIELD = 60;

    /** Less than the largest float, with room for rounding. */
    private static final double LARGEST_PRODUCT = 1e38;

    /** Weights below this part of the largest change no sum by as much as its rounding. */
    private static final float NEGLIGIBLE = 1e-10f;

    private static final ThreadLocal<ShiftedLogistic> OWN = ThreadLocal.withInitial(ShiftedLogistic::new);
    private static final ThreadLocal<Pieces> PIECES = ThreadLocal.withInitial(Pieces::new);

    private Matrix field;
    private Matrix shifts;
    private Matrix present;
    private Matrix weights;
    private Matrix overShifts;
    private Matrix overColumns;
    private float negligible;
    private int tiles;
    private double[][] sums = new double[0][];

    private ShiftedLogistic() {}

    /**
     * Adds the log partitions of all units: sum_kj += factor · Σ_i log(1 + exp(a_ij + u_ik)).
     *
     * @param factor scalar factor
     * @param field a, units x columns
     * @param shifts u, units x K
     * @param present 1 for units that count in a column and 0 for those that do not, units x columns; null where all count
     * @param sum sums at k + K j, added to
     */
    public static void addLogPartitions(double factor, Matrix field, Matrix shifts, Matrix present, double[] sum) {
        OWN.get().addSums(factor, field, shifts, present, sum);
    }

    /**
     * Adds weighted means m_ijk = 1 / (1 + exp(−a_ij − u_ik)), those of units that do not count being 0.
     *
     * @param field a, units x columns
     * @param shifts u, units x K
     * @param present 1 for units that count in a column and 0 for those that do not, units x columns; null where all count
     * @param weights w, K x columns; one below 1e-10 of the largest counts as 0
     * @param overShifts units x columns, Σ_k w_kj m_ijk is added
     * @param overColumns units x K, Σ_j w_kj m_ijk is added
     */
    public static void addMeans(
            Matrix field, Matrix shifts, Matrix present, Matrix weights, Matrix overShifts, Matrix overColumns) {
        OWN.get().addWeighted(field, shifts, present, weights, overShifts, overColumns);
    }

    private void addSums(double factor, Matrix a, Matrix u, Matrix counting, double[] sum) {
        int length = a.columns() * u.columns();
        begin(a, u, counting);
        if (sums.length < tiles || sums[0].length < length) {
            sums = new double[MOST_TILES][length];
        }
        run();
        for (int tile = 0; tile < tiles; tile++) {
            for (int i = 0; i < length; i++) {
                sum[i] += factor * sums[tile][i];
            }
        }
    }

    private void addWeighted(Matrix a, Matrix u, Matrix counting, Matrix w, Matrix toShifts, Matrix toColumns) {
        begin(a, u, counting);
        weights = w;
        float largest = 0;
        for (int j = 0; j < w.columns(); j++) {
            largest = Math.max(largest, Passes.largest(w.data(), w.columnStart(j), w.columnStart(j) + w.rows()));
        }
        negligible = NEGLIGIBLE * largest;
        overShifts = toShifts;
        overColumns = toColumns;
        run();
    }

    private void begin(Matrix a, Matrix u, Matrix counting) {
        field = a;
        shifts = u;
        present = counting;
        tiles = Math.max(1, Math.min(MOST_TILES, Integer.highestOneBit(a.rows() / ROWS)));
    }

    private void run() {
        try {
            Workers.shared().run(tiles, this);
        } finally {
            field = null;
            shifts = null;
            present = null;
            weights = null;
            overShifts = null;
            overColumns = null;
        }
    }

    @Override
    public void run(int tile) {
        Pieces pieces = PIECES.get();
        pieces.makeRoom(shifts.columns());
        if (weights == null) {
            Arrays.fill(sums[tile], 0, field.columns() * shifts.columns(), 0);
        }
        int from = Partition.start(field.rows(), tiles, tile, 16);
        int length = Partition.start(field.rows(), tiles, tile + 1, 16) - from;
        int count = (length + PIECE - 1) / PIECE;
        for (int p = 0; p < count; p++) {
            int row = Partition.start(length, count, p, 16);
            int n = Partition.start(length, count, p + 1, 16) - row;
            piece(pieces, from + row, n, weights == null ? sums[tile] : null);
        }
    }

    /** Some units, all columns, all shifts. */
    private void piece(Pieces pieces, int row, int n, double[] sum) {
        int count = shifts.columns();
        float largestShift = 0;
        float largestFactor = 0;
        for (int k = 0; k < count; k++) {
            float[] factors = pieces.factors[k];
            System.arraycopy(shifts.data(), shifts.columnStart(k) + row, factors, 0, n);
            largestShift = Math.max(largestShift, Passes.largest(factors, 0, n));
            Lanes.exp(factors, n);
            largestFactor = Math.max(largestFactor, Passes.largest(factors, 0, n));
            if (sum == null) {
                Arrays.fill(pieces.overColumns[k], 0, n, 0);
            }
        }
        float[] e = pieces.exponentials;
        for (int j = 0; j < field.columns(); j++) {
            System.arraycopy(field.data(), field.columnStart(j) + row, e, 0, n);
            float largest = Math.max(largestShift, Passes.largest(e, 0, n));
            boolean common = largest <= LARGEST_FIELD; // not so for NaN
            double bound = 0;
            if (common) {
                Lanes.exp(e, n);
                if (present != null) {
                    System.arraycopy(present.data(), present.columnStart(j) + row, pieces.results, 0, n);
                    Lanes.multiply(pieces.results, e, n);
                }
                bound = 1 + (double) Passes.largest(e, 0, n) * largestFactor;
                common = bound < LARGEST_PRODUCT;
            }
            if (sum != null) {
                for (int k = 0; k < count; k++) {
                    sum[k + count * j] += common ? pieces.logOfProduct(k, n, bound) : softplus(pieces, row, n, j, k);
                }
            } else {
                average(pieces, row, n, j, common);
            }
        }
        for (int k = 0; k < count && sum == null; k++) {
            add(pieces.overColumns[k], n, overColumns, overColumns.columnStart(k) + row);
        }
    }

    private void average(Pieces pieces, int row, int n, int j, boolean common) {
        float[] overShiftsHere = pieces.overShifts;
        Arrays.fill(overShiftsHere, 0, n, 0);
        for (int k = 0; k < shifts.columns(); k++) {
            float w = weights.get(k, j);
            if (Math.abs(w) <= negligible) { // not so for NaN
                continue;
            }
            if (common) {
                weigh(w, pieces.exponentials, pieces.factors[k], pieces.results, n);
            } else {
                fields(pieces, row, n, j, k);
                Lanes.sigmoid(pieces.results, n);
                for (int i = 0; i < n; i++) {
                    pieces.results[i] *= w * counts(row + i, j);
                }
            }
            Lanes.add(overShiftsHere, pieces.results, n);
            Lanes.add(pieces.overColumns[k], pieces.results, n);
        }
        add(overShiftsHere, n, overShifts, overShifts.columnStart(j) + row);
    }

    /** m ← w t / (1 + t), t = e f. */
    private static void weigh(float w, float[] e, float[] f, float[] m, int n) {
        for (int i = 0; i < n; i++) {
            float t = e[i] * f[i];
            m[i] = w * t / (1 + t);
        }
    }

    private static void add(float[] piece, int n, Matrix to, int start) {
        float[] data = to.data();
        for (int i = 0; i < n; i++) {
            data[start + i] += piece[i];
        }
    }

    private double softplus(Pieces pieces, int row, int n, int j, int k) {
        fields(pieces, row, n, j, k);
        Lanes.softplus(pieces.results, n);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += pieces.results[i] * counts(row + i, j);
        }
        return sum;
    }

    private void fields(Pieces pieces, int row, int n, int j, int k) {
        int a = field.columnStart(j) + row;
        int u = shifts.columnStart(k) + row;
        for (int i = 0; i < n; i++) {
            pieces.results[i] = field.data()[a + i] + shifts.data()[u + i];
        }
    }

    private float counts(int row, int j) {
        return present == null ? 1 : present.get(row, j);
    }

    /** One thread's own arrays. */
    private static final class Pieces {

        private final float[] exponentials = new float[PIECE + 16];
        private final float[] results = new float[PIECE + 16];
        private final float[] half = new float[PIECE + 16];
        private final float[] overShifts = new float[PIECE + 16];
        private float[][] factors = new float[0][];
        private float[][] overColumns = new float[0][];

        void makeRoom(int count) {
            if (factors.length < count) {
                factors = new float[count][PIECE + 16];
                overColumns = new float[count][PIECE + 16];
            }
        }

        /** log Π_i (1 + e_i f_ik), each factor below a bound: folded in halves while that fits, then multiplied in double. NaN stays. */
        double logOfProduct(int k, int n, double bound) {
            float[] p = results;
            multiplyAndAddOne(exponentials, factors[k], p, n);
            int left = n;
            double largest = bound;
            while (left > 1 && largest * largest < LARGEST_PRODUCT) {
                int rest = left / 2;
                System.arraycopy(p, left - rest, half, 0, rest);
                Lanes.multiply(half, p, rest);
                left -= rest;
                largest *= largest;
            }
            double sum = 0;
            double product = 1;
            for (int from = 0; from < left; from += 32) {
                int to = Math.min(left, from + 32);
                double next = product * product(p, from, to);
                if (next < 1e300) {
                    product = next;
                } else {
                    sum += StrictMath.log(product) + sumOfLogs(p, from, to);
                    product = 1;
                }
            }
            return sum + StrictMath.log(product);
        }

        /** Where the product of the factors is more than {@code double} holds. */
        private static double sumOfLogs(float[] p, int from, int to) {
            double sum = 0;
            double product = 1;
            for (int i = from; i < to; i++) {
                product *= p[i];
                if (product > 1e250) {
                    sum += StrictMath.log(product);
                    product = 1;
                }
            }
            return sum + StrictMath.log(product);
        }

        /** Of at most 32 factors; four products at a time, since a multiplication waits for the one before. */
        private static double product(float[] p, int from, int to) {
            double a = 1;
            double b = 1;
            double c = 1;
            double d = 1;
            int i = from;
            for (; i + 3 < to; i += 4) {
                a *= p[i];
                b *= p[i + 1];
                c *= p[i + 2];
                d *= p[i + 3];
            }
            for (; i < to; i++) {
                a *= p[i];
            }
            return (a * b) * (c * d);
        }

        private static void multiplyAndAddOne(float[] e, float[] f, float[] p, int n) {
            for (int i = 0; i < n; i++) {
                p[i] = 1 + e[i] * f[i];
            }
        }
    }
}
