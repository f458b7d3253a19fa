package org.boltzmann.core;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Normal;

/** Sets the first values of a parameter. */
@FunctionalInterface
public interface Initializer {

    /**
     * Fills a parameter's values.
     *
     * @param theta the machine's parameters, those of unit types already set
     * @param random where randomness comes from
     * @param means the mean of the data for observed groups, each a column; empty without data
     * @param values the parameter's values, overwritten
     */
    void fill(ParameterValues theta, RandomGenerator random, Map<Group, Matrix> means, Matrix values);

    /**
     * Zeros.
     *
     * @return an initializer
     */
    static Initializer zero() {
        return (theta, random, means, values) -> values.fill(0);
    }

    /**
     * Independent normal numbers of mean 0.
     *
     * @param standardDeviation 0.01 is customary for the weights of an RBM (G. Hinton, "A practical guide to training
     *     restricted Boltzmann machines", 2010)
     * @return an initializer
     */
    static Initializer normal(double standardDeviation) {
        return (theta, random, means, values) -> fill(values, () -> Normal.draw(random) * standardDeviation);
    }

    /**
     * Independent numbers, uniform on [−limit, limit).
     *
     * @param limit largest absolute value
     * @return an initializer
     */
    static Initializer uniform(double limit) {
        return (theta, random, means, values) -> fill(values, () -> (2 * random.nextDouble() - 1) * limit);
    }

    /**
     * Biases at which the group, left alone, has the mean of the data; zeros where there is no data for it. The data's mean is
     * mixed with {@value #SMOOTHING} of the mean at zero field, which keeps a unit that never changes in the data from an
     * infinite bias; a unit with no data, its mean NaN, gets the mean at zero field. Types of infinitely many states need no
     * smoothing and get none.
     *
     * @param group the group biased
     * @return an initializer
     */
    static Initializer matchedToData(Group group) {
        return (theta, random, means, values) -> {
            values.fill(0);
            Matrix mean = group.type().isContext() ? null : means.get(group);
            if (mean != null) {
                group.type().fillMean(theta, values, values);
                double smoothing = group.type().states().isEmpty() ? 0 : SMOOTHING;
                for (int i = 0; i < group.size(); i++) {
                    if (!Float.isNaN(mean.get(i, 0))) {
                        values.set(i, 0, (float) (smoothing * values.get(i, 0) + (1 - smoothing) * mean.get(i, 0)));
                    }
                }
                group.type().fillFieldForMean(theta, values, values);
            }
        };
    }

    /** Weight of the mean at zero field in {@link #matchedToData}. */
    double SMOOTHING = 0.01;

    private static void fill(Matrix values, java.util.function.DoubleSupplier next) {
        for (int j = 0; j < values.columns(); j++) {
            for (int i = 0; i < values.rows(); i++) {
                values.set(i, j, (float) next.getAsDouble());
            }
        }
    }
}
