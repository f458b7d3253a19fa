package org.boltzmann.core.linalg;

import java.util.random.RandomGenerator;

/**
 * Functions of every element of a matrix, by pieces that stay in the nearest cache: copied out, worked on as {@link Lanes}, copied
 * back. On the calling thread: it is the tiles of a matrix that are shared among threads.
 */
public final class Elementwise {

    private Elementwise() {}

    /**
     * Fills with the images of elements.
     *
     * @param from m x n
     * @param function the function
     * @param to m x n, overwritten; may be {@code from}
     */
    public static void map(Matrix from, Lanes.Function function, Matrix to) {
        float[] w = Scratch.get().first();
        int length = run(from, to);
        int runs = from.rows() * from.columns() == 0 ? 0 : from.rows() * from.columns() / length;
        for (int r = 0; r < runs; r++) {
            int source = start(from, r, length);
            int target = start(to, r, length);
            for (int i = 0; i < length; i += Lanes.LENGTH) {
                int n = Math.min(Lanes.LENGTH, length - i);
                System.arraycopy(from.data(), source + i, w, 0, n);
                function.apply(w, n);
                System.arraycopy(w, 0, to.data(), target + i, n);
            }
        }
    }

    /**
     * Fills with a function of elements and draws.
     *
     * @param from m x n
     * @param random where randomness comes from; drawn from piece by piece: at most 1,024 elements that lie side by side
     *     in both matrices, so that the layout has a say in which element gets which draw
     * @param draw the function
     * @param to m x n, overwritten; may be {@code from}
     */
    public static void draw(Matrix from, RandomGenerator random, Lanes.Draw draw, Matrix to) {
        Scratch scratch = Scratch.get();
        float[] w = scratch.first();
        float[] u = scratch.second();
        int length = run(from, to);
        int runs = from.rows() * from.columns() == 0 ? 0 : from.rows() * from.columns() / length;
        for (int r = 0; r < runs; r++) {
            int source = start(from, r, length);
            int target = start(to, r, length);
            for (int i = 0; i < length; i += Lanes.LENGTH) {
                int n = Math.min(Lanes.LENGTH, length - i);
                System.arraycopy(from.data(), source + i, w, 0, n);
                Lanes.fillUniform(random, u, n);
                draw.apply(w, u, n);
                System.arraycopy(w, 0, to.data(), target + i, n);
            }
        }
    }

    /**
     * Fills pairs of rows, which lie side by side, with a function of their difference and what is left of it to 1: of rows 2i and
     * 2i + 1 with f(A_2i,j − A_2i+1,j) and 1 − f.
     *
     * @param from m x n, m even
     * @param function the function
     * @param to m x n, overwritten; may be {@code from}
     */
    public static void mapPairs(Matrix from, Lanes.Function function, Matrix to) {
        float[] w = Scratch.get().first();
        for (int j = 0; j < from.columns(); j++) {
            for (int i = 0; i < from.rows() / 2; i += Lanes.LENGTH) {
                int n = Math.min(Lanes.LENGTH, from.rows() / 2 - i);
                differences(from, i, j, w, n);
                function.apply(w, n);
                fillPairs(w, n, to, i, j);
            }
        }
    }

    /**
     * As {@link #mapPairs}, with a function of differences and draws.
     *
     * @param from m x n, m even
     * @param random where randomness comes from; drawn from column by column
     * @param draw the function
     * @param to m x n, overwritten; may be {@code from}
     */
    public static void drawPairs(Matrix from, RandomGenerator random, Lanes.Draw draw, Matrix to) {
        Scratch scratch = Scratch.get();
        float[] w = scratch.first();
        float[] u = scratch.second();
        for (int j = 0; j < from.columns(); j++) {
            for (int i = 0; i < from.rows() / 2; i += Lanes.LENGTH) {
                int n = Math.min(Lanes.LENGTH, from.rows() / 2 - i);
                differences(from, i, j, w, n);
                Lanes.fillUniform(random, u, n);
                draw.apply(w, u, n);
                fillPairs(w, n, to, i, j);
            }
        }
    }

    private static void differences(Matrix from, int firstPair, int column, float[] w, int n) {
        float[] a = from.data();
        int start = from.columnStart(column) + 2 * firstPair;
        for (int i = 0; i < n; i++) {
            w[i] = a[start + 2 * i] - a[start + 2 * i + 1];
        }
    }

    private static void fillPairs(float[] w, int n, Matrix to, int firstPair, int column) {
        float[] b = to.data();
        int start = to.columnStart(column) + 2 * firstPair;
        for (int i = 0; i < n; i++) {
            b[start + 2 * i] = w[i];
            b[start + 2 * i + 1] = 1 - w[i];
        }
    }

    /**
     * Adds the sum of the images of each column: sum_j += Σ_i f(A_ij), summed in {@code double}.
     *
     * @param from m x n
     * @param function the function
     * @param sum n sums, added to
     */
    public static void addSums(Matrix from, Lanes.Function function, double[] sum) {
        float[] w = Scratch.get().first();
        for (int j = 0; j < from.columns(); j++) {
            int start = from.columnStart(j);
            for (int i = 0; i < from.rows(); i += Lanes.LENGTH) {
                int n = Math.min(Lanes.LENGTH, from.rows() - i);
                System.arraycopy(from.data(), start + i, w, 0, n);
                function.apply(w, n);
                sum[j] += sum(w, n);
            }
        }
    }

    /** Four sums at a time, since an addition waits for the one before. */
    private static double sum(float[] w, int n) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            a += w[i];
            b += w[i + 1];
            c += w[i + 2];
            d += w[i + 3];
        }
        for (; i < n; i++) {
            a += w[i];
        }
        return (a + b) + (c + d);
    }

    /** Length of the stretches that lie side by side in both matrices: all, or one column. */
    private static int run(Matrix a, Matrix b) {
        return a.isContiguous() && b.isContiguous() ? a.rows() * a.columns() : a.rows();
    }

    private static int start(Matrix a, int run, int length) {
        return length == a.rows() ? a.columnStart(run) : a.offset();
    }
}
