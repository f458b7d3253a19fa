package org.boltzmann.core.linalg;

import java.util.random.RandomGenerator;

/**
 * Functions over the first elements of short arrays, in place: loops of the one shape that the JIT turns into vector instructions.
 *
 * <p>That shape is a short body of additions, multiplications, divisions, minima and maxima in {@code float}, all arrays at the
 * same index, without a branch; a longer formula is several loops over an array that stays in the nearest cache. Only such
 * arithmetic is used, so that the bits are the same on every Java.
 *
 * <p>tanh and softplus are quotients of polynomials fitted here to the least largest error (Lawson's algorithm on the interval where the
 * functions are not yet constant in {@code float}); the errors given below were measured over the whole range.
 */
public final class Lanes {

    /** Elements that an array needs at most: what {@link Elementwise} gives at a time. */
    public static final int LENGTH = 1024;

    /** Its square times the least positive number, 2⁻¹⁴⁹, is more than 1. */
    private static final float STEEP = 0x1p100f;

    private Lanes() {}

    /** A function of each of the first elements, in place. */
    @FunctionalInterface
    public interface Function {

        /**
         * Replaces elements by their images.
         *
         * @param w the elements
         * @param n how many of them
         */
        void apply(float[] w, int n);
    }

    /** A function of each of the first elements and of a draw, uniform on [0, 1) in steps of 2⁻²⁴, in place. */
    @FunctionalInterface
    public interface Draw {

        /**
         * Replaces elements.
         *
         * @param w the elements
         * @param u as many draws
         * @param n how many
         */
        void apply(float[] w, float[] u, int n);
    }

    /**
     * tanh(x), within 4e-7.
     *
     * @param w the arguments, replaced
     * @param n how many
     */
    public static void tanh(float[] w, int n) {
        for (int i = 0; i < n; i++) {
            w[i] = quotientForTanh(Math.max(-9f, Math.min(9f, w[i])));
        }
        for (int i = 0; i < n; i++) {
            w[i] = Math.max(-1f, Math.min(1f, w[i]));
        }
    }

    /**
     * The logistic function σ(x) = 1 / (1 + exp(−x)), within 2e-7, in [0, 1].
     *
     * @param w the arguments, replaced
     * @param n how many
     */
    public static void sigmoid(float[] w, int n) {
        for (int i = 0; i < n; i++) {
            w[i] = quotientForTanh(Math.max(-9f, Math.min(9f, 0.5f * w[i])));
        }
        for (int i = 0; i < n; i++) {
            w[i] = Math.max(0f, Math.min(1f, 0.5f + 0.5f * w[i]));
        }
    }

    /** On [−9, 9], within 2e-8 but for rounding. */
    private static float quotientForTanh(float y) {
        float s = y * y;
        float p = 1.3184202166923624e-8f;
        p = p * s + 2.0471813333224237e-5f;
        p = p * s + 3.4865807763437254e-3f;
        p = p * s + 0.13373196730012937f;
        p = p * s + 0.9999999063516842f;
        float q = 7.7026541601815241e-7f;
        q = q * s + 3.2713836119554638e-4f;
        q = q * s + 2.5841974864221462e-2f;
        q = q * s + 0.46706493592016723f;
        q = q * s + 1f;
        return y * p / q;
    }

    /**
     * softplus(x) = log(1 + exp(x)), within 2e-7 or, where that is more, two units in the last place.
     *
     * @param w the arguments, replaced
     * @param n how many
     */
    public static void softplus(float[] w, int n) {
        float[] rest = Scratch.get().third();
        for (int i = 0; i < n; i++) {
            rest[i] = quotientForSoftplus(Math.min(17.5f, Math.abs(w[i])));
        }
        for (int i = 0; i < n; i++) {
            w[i] = Math.max(0f, w[i]) + Math.max(0f, rest[i]);
        }
    }

    /**
     * log(2 cosh x) = |x| + log(1 + exp(−2|x|)), within 2e-7 or, where that is more, two units in the last place.
     *
     * @param w the arguments, replaced
     * @param n how many
     */
    public static void logTwoCosh(float[] w, int n) {
        float[] rest = Scratch.get().third();
        for (int i = 0; i < n; i++) {
            rest[i] = quotientForSoftplus(Math.min(17.5f, 2 * Math.abs(w[i])));
        }
        for (int i = 0; i < n; i++) {
            w[i] = Math.abs(w[i]) + Math.max(0f, rest[i]);
        }
    }

    /** log(1 + exp(−t)) on [0, 17.5], within 2.1e-8 but for rounding. */
    private static float quotientForSoftplus(float t) {
        float p = -7.6587930845177270e-7f;
        p = p * t + 5.7236231892243979e-5f;
        p = p * t - 1.7376798256860037e-3f;
        p = p * t + 2.6893727078998047e-2f;
        p = p * t - 0.21300256863732883f;
        p = p * t + 0.6931471597729076f;
        float q = 8.679196760951174e-5f;
        q = q * t + 3.473735380413445e-4f;
        q = q * t + 5.465382682257974e-3f;
        q = q * t + 3.610843117820999e-2f;
        q = q * t + 0.1571549282455479f;
        q = q * t + 0.4140478467460270f;
        q = q * t + 1f;
        return p / q;
    }

    /**
     * exp(x) on [-60, 60], beyond which the ends count; the error is that of an x off by 4.5e-7 |x| + 2e-7.
     *
     * <p>exp(|x| / 128) - 1 is a quotient of polynomials, m; m (2 + m) is the same for twice the argument, and keeps the digits that
     * squaring 1 + m would lose.
     *
     * @param w the arguments, replaced
     * @param n how many
     */
    public static void exp(float[] w, int n) {
        float[] grown = Scratch.get().third();
        for (int i = 0; i < n; i++) {
            grown[i] = lessOne(Math.min(60f, Math.abs(w[i])) * 0.0078125f);
        }
        for (int i = 0; i < n; i++) {
            float m = grown[i];
            m = m * (2 + m);
            m = m * (2 + m);
            m = m * (2 + m);
            m = m * (2 + m);
            m = m * (2 + m);
            m = m * (2 + m);
            m = m * (2 + m);
            grown[i] = 1 + m;
        }
        for (int i = 0; i < n; i++) {
            float positive = Math.max(0f, Math.min(1f, w[i] * STEEP * STEEP));
            w[i] = positive * grown[i] + (1 - positive) / grown[i];
        }
    }

    /** exp(r) - 1 on [0, 0.47], within 5e-8 r: the quotient of Padé of degrees 3 and 3. */
    private static float lessOne(float r) {
        float s = r * r;
        float odd = r * (60 + s);
        return 2 * odd / (120 + 12 * s - odd);
    }

    /**
     * 1 where an element exceeds its draw, else 0; NaN where it is NaN. The difference is made so large, in two steps, that the
     * least positive one becomes 1 or more.
     *
     * @param w probabilities, replaced
     * @param u draws
     * @param n how many
     */
    public static void above(float[] w, float[] u, int n) {
        for (int i = 0; i < n; i++) {
            w[i] = Math.max(0f, Math.min(1f, (w[i] - u[i]) * STEEP * STEEP));
        }
    }

    /**
     * Multiplies and adds: w ← factor · w + summand.
     *
     * @param factor scalar factor
     * @param summand what is added
     * @param w the elements, replaced
     * @param n how many
     */
    public static void scale(float factor, float summand, float[] w, int n) {
        for (int i = 0; i < n; i++) {
            w[i] = factor * w[i] + summand;
        }
    }

    /**
     * Takes the larger absolute value: acc ← max(acc, |w|); NaN stays NaN.
     *
     * @param acc the largest so far, replaced
     * @param w the elements
     * @param n how many
     */
    static void maxAbs(float[] acc, float[] w, int n) {
        for (int i = 0; i < n; i++) {
            acc[i] = Math.max(acc[i], Math.abs(w[i]));
        }
    }

    /**
     * Adds: sum ← sum + w.
     *
     * @param sum added to
     * @param w the elements
     * @param n how many
     */
    static void add(float[] sum, float[] w, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] += w[i];
        }
    }

    /** y ← y + f x. */
    static void addScaled(float f, float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] += f * x[i];
        }
    }

    /** y ← (1 − f) y + f x. */
    static void moveTowards(float f, float[] x, float[] y, int n) {
        float rest = 1 - f;
        for (int i = 0; i < n; i++) {
            y[i] = rest * y[i] + f * x[i];
        }
    }

    /** y ← f x. */
    static void fillScaled(float f, float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] = f * x[i];
        }
    }

    /** y ← x y. */
    static void multiply(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i++) {
            y[i] *= x[i];
        }
    }

    /**
     * Draws, uniform on [0, 1) in steps of 2⁻²⁴: two from each 64 random bits.
     *
     * @param random where randomness comes from
     * @param u the draws, overwritten
     * @param n how many
     */
    public static void fillUniform(RandomGenerator random, float[] u, int n) {
        int half = n / 2;
        for (int i = 0; i < half; i++) {
            long bits = random.nextLong();
            u[i] = (bits >>> 40) * 0x1p-24f;
            u[half + i] = ((int) bits >>> 8) * 0x1p-24f;
        }
        if (n > 2 * half) {
            u[n - 1] = (random.nextLong() >>> 40) * 0x1p-24f;
        }
    }
}
