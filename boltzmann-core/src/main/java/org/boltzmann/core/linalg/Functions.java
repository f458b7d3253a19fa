package org.boltzmann.core.linalg;

/** Scalar functions of a field, exact to rounding over the whole range of finite arguments. */
public final class Functions {

    private Functions() {}

    /**
     * The logistic function σ(x) = 1 / (1 + exp(−x)).
     *
     * @param x any number
     * @return a number in [0, 1]
     */
    public static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /**
     * The softplus function log(1 + exp(x)), without overflow.
     *
     * @param x any number
     * @return at least max(0, x)
     */
    public static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
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
