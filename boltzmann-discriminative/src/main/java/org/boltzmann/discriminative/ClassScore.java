package org.boltzmann.discriminative;

/**
 * How well one class is told from the others.
 *
 * @param support examples of this class
 * @param predicted examples taken for this class
 * @param hits examples of this class taken for it
 */
public record ClassScore(int support, int predicted, int hits) {

    public ClassScore {
        if (hits < 0 || hits > support || hits > predicted) {
            throw new IllegalArgumentException(hits + " hits do not fit " + support + " examples of a class and "
                    + predicted + " taken for it; they are among both");
        }
    }

    /**
     * How many of those taken for this class are of it.
     *
     * @return hits / predicted; NaN if no example was taken for it
     */
    public double precision() {
        return (double) hits / predicted;
    }

    /**
     * How many of this class are taken for it.
     *
     * @return hits / support; NaN if the class has no examples
     */
    public double recall() {
        return (double) hits / support;
    }

    /**
     * The harmonic mean of precision and recall, as 2 hits / (support + predicted), which is defined where only one of them is.
     *
     * @return F1; 0 for a class that has examples and is never predicted; NaN if it neither has examples nor is predicted
     */
    public double f1() {
        return 2.0 * hits / ((double) support + predicted);
    }
}
