package org.boltzmann.core.linalg;

/**
 * Scalar functions in {@code double}, exact to rounding where the result is a normal number; the same bits on every Java.
 *
 * <p>{@link Lanes} has the functions that many units need at once.
 */
public final class Functions {

    private static final double LOG_2_E = 1.4426950408889634;

    /** log 2 in two parts, the first of so few bits that its products with whole numbers are exact. */
    private static final double LOG_2_HIGH = 0x1.62e42fee00000p-1;

    private static final double LOG_2_LOW = 0x1.a39ef35793c76p-33;

    /** 1 / n! from n = 13 down to 0. */
    private static final double[] SERIES = {
        1 / 6227020800.0,
        1 / 479001600.0,
        1 / 39916800.0,
        1 / 3628800.0,
        1 / 362880.0,
        1 / 40320.0,
        1 / 5040.0,
        1 / 720.0,
        1 / 120.0,
        1 / 24.0,
        1 / 6.0,
        1 / 2.0,
        1,
        1
    };

    private Functions() {}

    /**
     * exp(x), within two units in the last place, by additions and multiplications only; faster than {@link StrictMath#exp}.
     *
     * @param x any number
     * @return exp(x); 0 below −708, infinite above 709
     */
    public static double exp(double x) {
        if (!(x > -708 && x < 709)) {
            return x >= 709 ? Double.POSITIVE_INFINITY : x <= -708 ? 0 : Double.NaN;
        }
        double k = Math.rint(x * LOG_2_E);
        double r = (x - k * LOG_2_HIGH) - k * LOG_2_LOW;
        double sum = 0;
        for (double coefficient : SERIES) { // |r| <= 0.35, so that the next term is below 1e-18
            sum = sum * r + coefficient;
        }
        return sum * Double.longBitsToDouble(((long) k + 1023) << 52);
    }

    /**
     * log Σ_k exp(x_k), without overflow.
     *
     * @param x any numbers; −∞ counts as a summand of 0
     * @return the logarithm of the sum; −∞ for no summand
     */
    public static double logSumExp(double... x) {
        LogSum sum = new LogSum();
        for (double value : x) {
            sum.add(value);
        }
        return sum.value();
    }
}
