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
