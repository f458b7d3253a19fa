package org.boltzmann.sequence;

/**
 * Which parameters of a restricted machine follow its context.
 *
 * @param kind what follows it
 * @param factors rank of what is added to the weights, where it is factored
 */
public record Emission(Kind kind, int factors) {

    /** What follows the context. */
    public enum Kind {
        /** The biases: the interaction of context and units. */
        BIASES,
        /** The weights too, by a factored three-way term. */
        LOW_RANK,
        /** The weights too, by a full tensor. */
        FULL
    }

    public Emission {
        if (kind == Kind.LOW_RANK && factors < 1) {
            throw new IllegalArgumentException("weights of low rank need at least 1 factor, not " + factors);
        }
    }

    /**
     * Biases alone.
     *
     * @return an emission
     */
    public static Emission biases() {
        return new Emission(Kind.BIASES, 0);
    }

    /**
     * Biases and weights, the latter through factors.
     *
     * @param factors number of factors
     * @return an emission
     */
    public static Emission lowRank(int factors) {
        return new Emission(Kind.LOW_RANK, factors);
    }

    /**
     * Biases and weights, the latter by a weight for each unit of context, visible and hidden.
     *
     * @return an emission
     */
    public static Emission full() {
        return new Emission(Kind.FULL, 0);
    }
}
