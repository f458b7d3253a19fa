package org.boltzmann.core;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.boltzmann.core.linalg.Matrix;

/**
 * What the units of a group are: a base measure, and what follows from it and a field.
 *
 * <p>A unit (or a block of units that take their values together) with base measure base(x) in a field f has the density
 * p(x) = base(x) exp(x·f) / exp(A(f)), with the log partition A(f) = log Σ_x base(x) exp(x·f), an integral for real values.
 * Its mean is A'(f) and its variance A''(f). Every unit type states these few functions; groups, samplers, free energies and
 * estimators are built on them.
 *
 * <p>Matrices are units x columns, a column one configuration. A matrix may be a view of some of a group's units, beginning at
 * {@link Matrix#firstRow()} and holding whole blocks, so that a group's work can be cut into pieces. Implementations check
 * nothing and keep no state.
 */
public interface UnitType {

    /**
     * The type's name, as it stands in settings and model files.
     *
     * @return such as {@code bernoulli}
     */
    String name();

    /**
     * What, beside the name, tells this type from others of its name, as it stands in settings and model files.
     *
     * @return option names and values; empty for most types
     */
    default Map<String, String> options() {
        return Map.of();
    }

    /**
     * Number of units that take their values together.
     *
     * @return 1, or K for a one-hot block of K
     */
    default int block() {
        return 1;
    }

    /**
     * Every value a block can take, where they can be listed; each counts 1 in the base measure.
     *
     * @return arrays of {@link #block()} values; empty if there are infinitely many
     */
    default List<float[]> states() {
        return List.of();
    }

    /**
     * Whether a block's values are one of its states.
     *
     * @param values an array that holds them
     * @param start where in it they begin
     * @return true for a listed state, and for any finite numbers where states cannot be listed
     */
    default boolean isState(float[] values, int start) {
        List<float[]> states = states();
        if (states.isEmpty()) {
            boolean finite = true;
            for (int i = 0; i < block(); i++) {
                finite &= Float.isFinite(values[start + i]);
            }
            return finite;
        }
        for (float[] state : states) {
            int i = 0;
            while (i < state.length && state[i] == values[start + i]) {
                i++;
            }
            if (i == state.length) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a block's values can be the mean of its states under some distribution.
     *
     * @param values an array that holds them
     * @param start where in it they begin
     * @return true for every state; for units that stand alone and have listed states, between the least and the largest; for
     *     blocks of several, true for states alone unless the type says more
     */
    default boolean isMean(float[] values, int start) {
        List<float[]> states = states();
        if (states.isEmpty() || block() > 1) {
            return isState(values, start);
        }
        float least = Float.POSITIVE_INFINITY;
        float largest = Float.NEGATIVE_INFINITY;
        for (float[] state : states) {
            least = Math.min(least, state[0]);
            largest = Math.max(largest, state[0]);
        }
        return values[start] >= least && values[start] <= largest;
    }

    /**
     * Whether units of this type are always given and never sampled.
     *
     * @return true for context units
     */
    default boolean isContext() {
        return false;
    }

    /**
     * Whether a unit's value has a limit, so that no coupling can make the partition function infinite.
     *
     * @return true unless values can grow without limit
     */
    default boolean isBounded() {
        return true;
    }

    /**
     * Parameters of the base measure.
     *
     * @return empty for most types; a learned log precision, for example
     */
    default List<Parameter> parameters() {
        return List.of();
    }

    /**
     * Checks that a group of this type can have a number of units.
     *
     * @param group the group's name, for the message
     * @param size number of units
     * @throws IllegalArgumentException if it can not
     */
    default void checkSize(String group, int size) {
        if (size % block() != 0) {
            throw new IllegalArgumentException("group " + group + ": " + size + " units are not a multiple of the "
                    + block() + " of a " + name() + " block");
        }
    }

    /**
     * Adds the base energy −log base(x), summed over units.
     *
     * @param theta the machine's parameters
     * @param x values
     * @param energy one sum for each column, added to
     */
    void addBaseEnergy(ParameterValues theta, Matrix x, double[] energy);

    /**
     * Adds the log partition A(f), summed over units, constants included.
     *
     * @param theta the machine's parameters
     * @param field fields
     * @param sum one sum for each column, added to
     */
    void addLogPartition(ParameterValues theta, Matrix field, double[] sum);

    /**
     * Fills with the means A'(f).
     *
     * @param theta the machine's parameters
     * @param field fields
     * @param mean means, overwritten; may be {@code field}
     */
    void fillMean(ParameterValues theta, Matrix field, Matrix mean);

    /**
     * Fills with the derivatives of a unit's mean by its own field, ∂mean_i/∂f_i: the variances.
     *
     * @param theta the machine's parameters
     * @param field fields
     * @param variance variances, overwritten; may be {@code field}
     */
    void fillVariance(ParameterValues theta, Matrix field, Matrix variance);

    /**
     * Draws a value for every unit.
     *
     * @param theta the machine's parameters
     * @param field fields
     * @param random where randomness comes from
     * @param sample valid states, overwritten; may be {@code field}
     */
    void fillSample(ParameterValues theta, Matrix field, RandomGenerator random, Matrix sample);

    /**
     * Draws a value for every unit and fills with the means, which cost little more where one is computed from the other.
     *
     * @param theta the machine's parameters
     * @param field fields
     * @param random where randomness comes from
     * @param mean means A'(f), overwritten
     * @param sample the values {@link #fillSample} draws for matrices of this layout, overwritten; another matrix than {@code mean} and {@code field}
     */
    default void fillMeanAndSample(
            ParameterValues theta, Matrix field, RandomGenerator random, Matrix mean, Matrix sample) {
        fillSample(theta, field, random, sample);
        fillMean(theta, field, mean);
    }

    /**
     * Fills with the fields at which the given means are the means, the inverse of {@link #fillMean}.
     *
     * @param theta the machine's parameters
     * @param mean means in the interior of what is possible
     * @param field fields, overwritten; may be {@code mean}
     */
    void fillFieldForMean(ParameterValues theta, Matrix mean, Matrix field);

    /**
     * Adds −∂(base energy)/∂θ of this type's own parameters at given values.
     *
     * @param theta the machine's parameters
     * @param x values
     * @param weights what each column counts
     * @param gradient added to
     */
    default void addGradient(ParameterValues theta, Matrix x, ColumnWeights weights, Gradient gradient) {}

    /**
     * Adds the expectation of −∂(base energy)/∂θ of this type's own parameters given fields; not the same as
     * {@link #addGradient} at the mean, since the expectation of a square is not the square of the expectation.
     *
     * @param theta the machine's parameters
     * @param field fields
     * @param weights what each column counts
     * @param gradient added to
     */
    default void addExpectedGradient(ParameterValues theta, Matrix field, ColumnWeights weights, Gradient gradient) {}
}
