package org.boltzmann.examples.bench;

/**
 * How large and how long.
 *
 * @param visible visible units
 * @param hidden hidden units
 * @param batch examples in a mini-batch, and chains
 * @param seconds time for one measurement
 * @param betas inverse temperatures of annealed importance sampling
 */
public record BenchSize(int visible, int hidden, int batch, double seconds, int betas) {

    /** Mini-batches in the data: enough that they are not all in a cache. */
    static final int BATCHES = 40;

    /** Classes of the label, for machines that have one. */
    static final int CLASSES = 10;

    /** Measurements of which the median is taken, at least. */
    static final int ROUNDS = 5;

    /** Chains of annealed importance sampling. */
    public static final int CHAINS = 100;
}
