package org.boltzmann.examples.compare;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What something simple reaches on the same data: the numbers that others are to be compared with.
 *
 * @param name what it is called
 * @param of {@code probability}, or what density the log-likelihood is the logarithm of; empty where there is no log-likelihood
 * @param figures its figures
 * @param parameters number of its parameters, 0 where it has none
 */
public record Baseline(String name, String of, Map<Figure, Double> figures, long parameters) {

    /** What independent units with the means of the training data are called. */
    public static final String INDEPENDENT = "independent units";

    /** More than the rounding of biases to float, less than a difference anybody would look at. */
    private static final double ROUNDING = 1e-5;

    public Baseline {
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /**
     * Independent units with the means of the training data.
     *
     * @param of {@code probability}, or what density the log-likelihood is the logarithm of
     * @param logLikelihood mean test log-likelihood, exact
     * @param reconstructionError mean squared error per unit of predicting the means
     * @param parameters number of biases
     * @return the baseline
     */
    public static Baseline independent(String of, double logLikelihood, double reconstructionError, long parameters) {
        Map<Figure, Double> figures = new LinkedHashMap<>();
        figures.put(Figure.LOG_LIKELIHOOD, logLikelihood);
        figures.put(Figure.RECONSTRUCTION, reconstructionError);
        figures.put(Figure.RELATIVE_RECONSTRUCTION, 1.0);
        return new Baseline(INDEPENDENT, of, figures, parameters);
    }

    /**
     * One of its figures.
     *
     * @param figure which
     * @return its value; not a number if there is none
     */
    public double figure(Figure figure) {
        return figures.getOrDefault(figure, Double.NaN);
    }

    /** Log-likelihoods of what is the same to independent units can be compared: spins with binary units, for example. */
    boolean isComparableWith(Baseline other) {
        double own = figure(Figure.LOG_LIKELIHOOD);
        return of.equals(other.of)
                && Math.abs(own - other.figure(Figure.LOG_LIKELIHOOD)) <= ROUNDING * Math.max(1, Math.abs(own));
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", name);
        tree.put("of", of);
        figures.forEach((figure, value) -> {
            if (figure != Figure.RELATIVE_RECONSTRUCTION) {
                tree.put(figure.key(), value);
            }
        });
        tree.put("parameters", parameters);
        return tree;
    }
}
