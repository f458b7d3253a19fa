package org.boltzmann.discriminative;

/**
 * A number of cases out of all, such as errors, with the interval in which the probability behind it lies.
 *
 * <p>{@link #low} and {@link #high} are Wilson's 95 % interval: of n cases, k = p n such,
 *
 * <p>(p + z²/2n ± z √(p (1 − p)/n + z²/4n²)) / (1 + z²/n), z = 1.959963984540054,
 *
 * <p>which stays within 0 and 1 and means something also where k is 0 or n. It takes cases to be independent of each other.
 *
 * <p>Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
 * Statistical Association 22, 1927.
 *
 * @param count how many, k
 * @param of of how many, n, at least 1
 */
public record Proportion(int count, int of) {

    private static final double Z = 1.959963984540054;

    public Proportion {
        if (of < 1 || count < 0 || count > of) {
            throw new IllegalArgumentException(
                    count + " of " + of + " is no proportion; count 0 to n cases of n, n at least 1");
        }
    }

    /**
     * The proportion itself.
     *
     * @return k / n
     */
    public double rate() {
        return (double) count / of;
    }

    /**
     * The lower end of the interval.
     *
     * @return a probability, 0 where none was counted
     */
    public double low() {
        return count == 0 ? 0 : (centre() - reach()) / (1 + Z * Z / of);
    }

    /**
     * The upper end of the interval.
     *
     * @return a probability, 1 where all were counted
     */
    public double high() {
        return count == of ? 1 : (centre() + reach()) / (1 + Z * Z / of);
    }

    private double centre() {
        return rate() + Z * Z / (2.0 * of);
    }

    private double reach() {
        return Z * Math.sqrt((rate() * (1 - rate()) + Z * Z / (4.0 * of)) / of);
    }
}
