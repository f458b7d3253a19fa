package org.boltzmann.examples.compare;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What independent units with the means of the training data reach: the number that others are to be compared with.
 *
 * @param of {@code probability}, or what density the log-likelihood is the logarithm of
 * @param logLikelihood mean test log-likelihood, exact
 * @param reconstructionError mean squared error per unit of predicting the means
 * @param parameters number of biases
 */
public record Baseline(String of, double logLikelihood, double reconstructionError, long parameters) {

    /** More than the rounding of biases to float, less than a difference anybody would look at. */
    private static final double ROUNDING = 1e-5;

    /** Log-likelihoods of what is the same to independent units can be compared: spins with binary units, for example. */
    boolean isComparableWith(Baseline other) {
        return of.equals(other.of)
                && Math.abs(logLikelihood - other.logLikelihood) <= ROUNDING * Math.max(1, Math.abs(logLikelihood));
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("of", of);
        figures.put("log-likelihood", logLikelihood);
        figures.put("reconstruction-error", reconstructionError);
        figures.put("parameters", parameters);
        return figures;
    }
}
