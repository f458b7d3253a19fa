package org.boltzmann.core.linalg;

/**
 * Element-wise passes over matrices: what is done to a configuration besides multiplying it.
 *
 * <p>Sums of a column are taken in {@code double}. Shapes are the caller's duty.
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
        float[] x = a.data();
        float[] y = b.data();
        for (int j = 0; j < a.columns(); j++) {
            int s = a.columnStart(j);
            int t = b.columnStart(j);
            double dot = 0;
            for (int i = 0; i < a.rows(); i++) {
                dot += (double) x[s + i] * y[t + i];
            }
            sum[j] += factor * dot;
        }
    }

    /**
     * Adds one column to every column: C_ij += b_i.
     *
     * @param b m x 1
     * @param c m x n, added to
     */
    public static void addToColumns(Matrix b, Matrix c) {
        float[] from = b.data();
        float[] to = c.data();
        int s = b.offset();
        for (int j = 0; j < c.columns(); j++) {
            int t = c.columnStart(j);
            for (int i = 0; i < c.rows(); i++) {
                to[t + i] += from[s + i];
            }
        }
    }

    /**
     * Adds the weighted sum of the columns: b_i += factor · Σ_j w_j A_ij, or with w = 1 where there are no weights.
     *
     * @param factor scalar factor
     * @param a m x n
     * @param weights n weights, or null for 1
     * @param b m x 1, added to
     */
    public static void addSumOfColumns(double factor, Matrix a, float[] weights, Matrix b) {
        double[] sum = new double[a.rows()];
        float[] from = a.data();
        for (int j = 0; j < a.columns(); j++) {
            int s = a.columnStart(j);
            double w = weights == null ? 1 : weights[j];
            for (int i = 0; i < sum.length; i++) {
                sum[i] += w * from[s + i];
            }
        }
        float[] to = b.data();
        int t = b.offset();
        for (int i = 0; i < sum.length; i++) {
            to[t + i] += (float) (factor * sum[i]);
        }
    }

    /**
     * Adds a multiple of a matrix: B += factor · A.
     *
     * @param factor scalar factor
     * @param a m x n
     * @param b m x n, added to
     */
    public static void addScaled(float factor, Matrix a, Matrix b) {
        float[] from = a.data();
        float[] to = b.data();
        for (int j = 0; j < a.columns(); j++) {
            int s = a.columnStart(j);
            int t = b.columnStart(j);
            for (int i = 0; i < a.rows(); i++) {
                to[t + i] += factor * from[s + i];
            }
        }
    }

    /**
     * Fills with a matrix whose columns are scaled: B_ij = w_j A_ij.
     *
     * @param a m x n
     * @param weights n weights
     * @param b m x n, overwritten; may be {@code a}
     */
    public static void fillColumnsScaled(Matrix a, float[] weights, Matrix b) {
        float[] from = a.data();
        float[] to = b.data();
        for (int j = 0; j < a.columns(); j++) {
            int s = a.columnStart(j);
            int t = b.columnStart(j);
            float w = weights[j];
            for (int i = 0; i < a.rows(); i++) {
                to[t + i] = w * from[s + i];
            }
        }
    }

    /**
     * Multiplies element by element: B_ij *= A_ij.
     *
     * @param a m x n
     * @param b m x n, multiplied
     */
    public static void multiply(Matrix a, Matrix b) {
        float[] from = a.data();
        float[] to = b.data();
        for (int j = 0; j < a.columns(); j++) {
            int s = a.columnStart(j);
            int t = b.columnStart(j);
            for (int i = 0; i < a.rows(); i++) {
                to[t + i] *= from[s + i];
            }
        }
    }

    /**
     * Whether every element is a number no larger than a limit.
     *
     * @param a any matrix
     * @param limit largest absolute value allowed
     * @return false if an element is NaN, infinite or beyond the limit
     */
    public static boolean isWithin(Matrix a, float limit) {
        float[] from = a.data();
        for (int j = 0; j < a.columns(); j++) {
            int s = a.columnStart(j);
            for (int i = 0; i < a.rows(); i++) {
                if (!(Math.abs(from[s + i]) <= limit)) {
                    return false;
                }
            }
        }
        return true;
    }
}
