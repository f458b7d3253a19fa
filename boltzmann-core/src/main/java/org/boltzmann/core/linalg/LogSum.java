package org.boltzmann.core.linalg;

/** The logarithm of a sum of exponentials, one summand at a time: log Σ exp(x), without overflow. */
public final class LogSum {

    private double max = Double.NEGATIVE_INFINITY;
    private double scaled;

    /** A sum of nothing, whose logarithm is −∞. */
    public LogSum() {}

    /**
     * Adds exp(x) to the sum.
     *
     * @param x logarithm of the summand; −∞ adds nothing
     */
    public void add(double x) {
        if (x <= max) {
            scaled += max == Double.NEGATIVE_INFINITY ? 0 : Functions.exp(x - max);
        } else {
            scaled = scaled * Functions.exp(max - x) + 1;
            max = x;
        }
    }

    /**
     * The logarithm of the sum so far.
     *
     * @return log Σ exp(x); −∞ for no summand
     */
    public double value() {
        return max + StrictMath.log(scaled);
    }
}
