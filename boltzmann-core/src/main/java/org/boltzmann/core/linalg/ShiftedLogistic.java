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
 *
 * <p>The exponentials are computed once, by {@link #setFields}, for log partitions and means. An object is not safe for use by
 * several threads at once; it shares its work among the {@link Workers} itself.
 */
public final class ShiftedLogistic {

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

    private static final ThreadLocal<Pieces> PIECES = ThreadLocal.withInitial(Pieces::new);

    private final Workers.Task exponentiating = this::exponentiate;
    private final Workers.Task summing = this::sum;
    private final Workers.Task averaging = this::average;

    private Matrix field = Matrix.zeros(0, 1);
    private Matrix shifts = Matrix.zeros(0, 1);
    private Matrix present;
    private int[] starts = {0};
    private int tiles = 1;

    /** exp(a_ij), 0 where a unit does not count, piece by piece, column by column. */
    private float[] exponentials = new float[0];

    /** exp(u_ik), piece by piece, shift by shift. */
    private float[] factors = new float[0];

    /** What no 1 + t of a piece and a column exceeds; not a number where exponentials do not serve. */
    private double[] bounds = new double[0];

    private double[][] sums = new double[0][];
    private Matrix weights = field;
    private Matrix overShifts = field;
    private Matrix overColumns = field;
    private float negligible;

    /** Without units, until {@link #setFields}. */
    public ShiftedLogistic() {}

    /**
     * Takes the fields on all units, for the calls that follow. The matrices must not change until the last of these.
     *
     * @param fields a, units x columns
     * @param byShift u, units x K
     * @param counting 1 for units that count in a column and 0 for those that do not, units x columns; null where all count
     */
    public void setFields(Matrix fields, Matrix byShift, Matrix counting) {
        if (field.rows() != fields.rows()) {
            cut(fields.rows());
        }
        field = fields;
        shifts = byShift;
        present = counting;
        int pieces = starts.length - 1;
        if (exponentials.length < field.rows() * field.columns()) {
            exponentials = new float[field.rows() * field.columns()];
        }
        if (bounds.length < pieces * field.columns()) {
            bounds = new double[pieces * field.columns()];
        }
        if (factors.length < field.rows() * shifts.columns()) {
            factors = new float[field.rows() * shifts.columns()];
        }
        Workers.shared().run(tiles, exponentiating);
    }

    private void cut(int units) {
        tiles = Math.max(1, Math.min(MOST_TILES, Integer.highestOneBit(units / ROWS)));
        int[] cuts = new int[1 + units];
        int count = 0;
        for (int tile = 0; tile < tiles; tile++) {
            int from = Partition.start(units, tiles, tile, 16);
            int length = Partition.start(units, tiles, tile + 1, 16) - from;
            int pieces = (length + PIECE - 1) / PIECE;
            for (int p = 0; p < pieces; p++) {
                cuts[count++] = from + Partition.start(length, pieces, p, 16);
            }
        }
        cuts[count++] = units;
        starts = Arrays.copyOf(cuts, count);
    }

    /** The first piece of a tile; pieces do not cross tiles. */
    private int firstPiece(int tile) {
        int from = Partition.start(field.rows(), tiles, tile, 16);
        int p = 0;
        while (p < starts.length - 1 && starts[p] < from) {
            p++;
        }
        return p;
    }

    private void exponentiate(int tile) {
        float[] e = PIECES.get().exponentials;
        for (int p = firstPiece(tile), end = firstPiece(tile + 1); p < end; p++) {
            int row = starts[p];
            int n = starts[p + 1] - row;
            float largestShift = 0;
            float largestFactor = 0;
            for (int k = 0; k < shifts.columns(); k++) {
                System.arraycopy(shifts.data(), shifts.columnStart(k) + row, e, 0, n);
                largestShift = Math.max(largestShift, Passes.largest(e, 0, n));
                Lanes.exp(e, n);
                largestFactor = Math.max(largestFactor, Passes.largest(e, 0, n));
                System.arraycopy(e, 0, factors, factorsAt(p, k), n);
            }
            for (int j = 0; j < field.columns(); j++) {
                System.arraycopy(field.data(), field.columnStart(j) + row, e, 0, n);
                double bound = Double.NaN;
                if (Math.max(largestShift, Passes.largest(e, 0, n)) <= LARGEST_FIELD) { // not so for NaN
                    Lanes.exp(e, n);
                    if (present != null) {
                        float[] counting = PIECES.get().results;
                        System.arraycopy(present.data(), present.columnStart(j) + row, counting, 0, n);
                        Lanes.multiply(counting, e, n);
                    }
                    bound = 1 + (double) Passes.largest(e, 0, n) * largestFactor;
                    System.arraycopy(e, 0, exponentials, exponentialsAt(p, j), n);
                }
                bounds[p * field.columns() + j] = bound < LARGEST_PRODUCT ? bound : Double.NaN;
            }
        }
    }

    private int exponentialsAt(int piece, int column) {
        return starts[piece] * field.columns() + column * (starts[piece + 1] - starts[piece]);
    }

    private int factorsAt(int piece, int shift) {
        return starts[piece] * shifts.columns() + shift * (starts[piece + 1] - starts[piece]);
    }

    /**
     * Adds the log partitions of all units: sum_kj += factor · Σ_i log(1 + exp(a_ij + u_ik)).
     *
     * @param factor scalar factor
     * @param sum sums at k + K j, added to
     */
    public void addLogPartitions(double factor, double[] sum) {
        int length = field.columns() * shifts.columns();
        if (sums.length < tiles || sums[0].length < length) {
            sums = new double[tiles][length];
        }
        Workers.shared().run(tiles, summing);
        for (int tile = 0; tile < tiles; tile++) {
            for (int i = 0; i < length; i++) {
                sum[i] += factor * sums[tile][i];
            }
        }
    }

    private void sum(int tile) {
        Pieces pieces = PIECES.get();
        double[] here = sums[tile];
        Arrays.fill(here, 0, field.columns() * shifts.columns(), 0);
        for (int p = firstPiece(tile), end = firstPiece(tile + 1); p < end; p++) {
            int n = starts[p + 1] - starts[p];
            pieces.takeHalves(factors, factorsAt(p, 0), shifts.columns(), n);
            for (int j = 0; j < field.columns(); j++) {
                double bound = bounds[p * field.columns() + j];
                boolean exponential = !Double.isNaN(bound);
                if (exponential) {
                    pieces.takeHalves(exponentials, exponentialsAt(p, j), n);
                }
                for (int k = 0; k < shifts.columns(); k++) {
                    here[k + shifts.columns() * j] +=
                            exponential ? pieces.logOfProduct(k, n, bound) : softplus(pieces, starts[p], n, j, k);
                }
            }
        }
    }

    /**
     * Adds weighted means m_ijk = 1 / (1 + exp(−a_ij − u_ik)), those of units that do not count being 0.
     *
     * @param w weights, K x columns; one below 1e-10 of the largest counts as 0
     * @param toShifts units x columns, Σ_k w_kj m_ijk is added
     * @param toColumns units x K, Σ_j w_kj m_ijk is added
     */
    public void addMeans(Matrix w, Matrix toShifts, Matrix toColumns) {
        weights = w;
        overShifts = toShifts;
        overColumns = toColumns;
        float largest = 0;
        for (int j = 0; j < w.columns(); j++) {
            largest = Math.max(largest, Passes.largest(w.data(), w.columnStart(j), w.columnStart(j) + w.rows()));
        }
        negligible = NEGLIGIBLE * largest;
        Workers.shared().run(tiles, averaging);
    }

    private void average(int tile) {
        Pieces pieces = PIECES.get();
        int count = shifts.columns();
        pieces.makeRoom(count);
        for (int p = firstPiece(tile), end = firstPiece(tile + 1); p < end; p++) {
            int row = starts[p];
            int n = starts[p + 1] - row;
            for (int k = 0; k < count; k++) {
                System.arraycopy(factors, factorsAt(p, k), pieces.factors[k], 0, n);
                Arrays.fill(pieces.overColumns[k], 0, n, 0);
            }
            for (int j = 0; j < field.columns(); j++) {
                Arrays.fill(pieces.overShifts, 0, n, 0);
                if (Double.isNaN(bounds[p * field.columns() + j])) {
                    averageOfFields(pieces, row, n, j);
                } else {
                    System.arraycopy(exponentials, exponentialsAt(p, j), pieces.exponentials, 0, n);
                    averageOfExponentials(pieces, n, j);
                }
                add(pieces.overShifts, n, overShifts, overShifts.columnStart(j) + row);
            }
            for (int k = 0; k < count; k++) {
                add(pieces.overColumns[k], n, overColumns, overColumns.columnStart(k) + row);
            }
        }
    }

    /** Two shifts at a time: the sums over shifts are loaded and stored half as often. */
    private void averageOfExponentials(Pieces pieces, int n, int j) {
        float[] e = pieces.exponentials;
        float[][] f = pieces.factors;
        float[][] to = pieces.overColumns;
        int before = -1;
        for (int k = 0; k < shifts.columns(); k++) {
            float w = weights.get(k, j);
            if (Math.abs(w) <= negligible) { // not so for NaN
                continue;
            }
            if (before < 0) {
                before = k;
            } else {
                addTwoMeans(weights.get(before, j), w, e, f[before], f[k], pieces.overShifts, to[before], to[k], n);
                before = -1;
            }
        }
        if (before >= 0) {
            addMean(weights.get(before, j), e, f[before], pieces.overShifts, to[before], n);
        }
    }

    private void averageOfFields(Pieces pieces, int row, int n, int j) {
        float[] m = pieces.results;
        for (int k = 0; k < shifts.columns(); k++) {
            float w = weights.get(k, j);
            if (Math.abs(w) <= negligible) { // not so for NaN
                continue;
            }
            fields(pieces, row, n, j, k);
            Lanes.sigmoid(m, n);
            for (int i = 0; i < n; i++) {
                m[i] *= w * counts(row + i, j);
            }
            Lanes.add(pieces.overShifts, m, n);
            Lanes.add(pieces.overColumns[k], m, n);
        }
    }

    /** Both sums ← sum + w t / (1 + t), t = e f. */
    private static void addMean(float w, float[] e, float[] f, float[] overShifts, float[] overColumns, int n) {
        for (int i = 0; i < n; i++) {
            float t = e[i] * f[i];
            float m = w * t / (1 + t);
            overShifts[i] += m;
            overColumns[i] += m;
        }
    }

    /** The same with two weights and factors, each with a sum of its own over columns. */
    private static void addTwoMeans(
            float w, float v, float[] e, float[] f, float[] g, float[] overShifts, float[] toF, float[] toG, int n) {
        for (int i = 0; i < n; i++) {
            float t = e[i] * f[i];
            float u = e[i] * g[i];
            float m = w * t / (1 + t);
            float k = v * u / (1 + u);
            overShifts[i] += m + k;
            toF[i] += m;
            toG[i] += k;
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

        private static final int HALF = PIECE / 2 + 16;

        private final float[] exponentials = new float[PIECE + 16];
        private final float[] results = new float[PIECE + 16];
        private final float[] overShifts = new float[PIECE + 16];
        private final float[] first = new float[HALF];
        private final float[] second = new float[HALF];
        private final float[] product = new float[HALF];
        private final float[] half = new float[HALF];
        private float[][] firstFactors = new float[0][];
        private float[][] secondFactors = new float[0][];
        private float[][] factors = new float[0][];
        private float[][] overColumns = new float[0][];

        void makeRoom(int count) {
            if (factors.length < count) {
                factors = new float[count][PIECE + 16];
                overColumns = new float[count][PIECE + 16];
            }
        }

        /** The second half of an odd number of elements ends with a 0, whose factor is 1. */
        void takeHalves(float[] from, int start, int n) {
            halve(from, start, n, first, second);
        }

        void takeHalves(float[] from, int start, int count, int n) {
            if (firstFactors.length < count) {
                firstFactors = new float[count][HALF];
                secondFactors = new float[count][HALF];
            }
            for (int k = 0; k < count; k++) {
                halve(from, start + k * n, n, firstFactors[k], secondFactors[k]);
            }
        }

        private static void halve(float[] from, int start, int n, float[] first, float[] second) {
            int left = n - n / 2;
            System.arraycopy(from, start, first, 0, left);
            System.arraycopy(from, start + left, second, 0, n / 2);
            if (left > n / 2) {
                second[left - 1] = 0;
            }
        }

        /** log Π_i (1 + e_i f_ik), each factor below a bound: folded in halves while that fits, then multiplied in double. NaN stays. */
        double logOfProduct(int k, int n, double bound) {
            double largest = bound * bound;
            if (largest >= LARGEST_PRODUCT) {
                return sumOfLogs(first, firstFactors[k], n - n / 2) + sumOfLogs(second, secondFactors[k], n / 2);
            }
            float[] p = product;
            multiply(first, firstFactors[k], second, secondFactors[k], p, n - n / 2);
            int left = n - n / 2;
            while (left > 32 && largest * largest < LARGEST_PRODUCT) {
                int rest = left / 2;
                System.arraycopy(p, left - rest, half, 0, rest);
                Lanes.multiply(half, p, rest);
                left -= rest;
                largest *= largest;
            }
            double sum = 0;
            double all = 1;
            for (int from = 0; from < left; from += 32) {
                int to = Math.min(left, from + 32);
                double next = all * productOf(p, from, to);
                if (next < 1e300) {
                    all = next;
                } else {
                    sum += StrictMath.log(all) + sumOfLogs(p, from, to);
                    all = 1;
                }
            }
            return sum + StrictMath.log(all);
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

        /** Where two factors are more than {@code float} holds. */
        private static double sumOfLogs(float[] e, float[] f, int n) {
            double sum = 0;
            double product = 1;
            for (int i = 0; i < n; i++) {
                product *= 1 + (double) e[i] * f[i];
                if (product > 1e250) {
                    sum += StrictMath.log(product);
                    product = 1;
                }
            }
            return sum + StrictMath.log(product);
        }

        /** Of at most 32 factors; four products at a time, since a multiplication waits for the one before. */
        private static double productOf(float[] p, int from, int to) {
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

        /** p ← (1 + e f) (1 + g h). */
        private static void multiply(float[] e, float[] f, float[] g, float[] h, float[] p, int n) {
            for (int i = 0; i < n; i++) {
                p[i] = (1 + e[i] * f[i]) * (1 + g[i] * h[i]);
            }
        }
    }
}
