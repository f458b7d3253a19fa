package org.boltzmann.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        return new NamedInitializer("zero", (theta, random, means, values) -> values.fill(0));
    }

    /**
     * Independent normal numbers of mean 0.
     *
     * @param standardDeviation 0.01 is customary for the weights of an RBM (G. Hinton, "A practical guide to training
     *     restricted Boltzmann machines", 2010)
     * @return an initializer
     */
    static Initializer normal(double standardDeviation) {
        return new NamedInitializer(
                "normal(" + standardDeviation + ")",
                (theta, random, means, values) -> fill(values, () -> Normal.draw(random) * standardDeviation));
    }

    /**
     * Independent numbers, uniform on [−limit, limit).
     *
     * @param limit largest absolute value
     * @return an initializer
     */
    static Initializer uniform(double limit) {
        return new NamedInitializer(
                "uniform(" + limit + ")",
                (theta, random, means, values) -> fill(values, () -> (2 * random.nextDouble() - 1) * limit));
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
        return new NamedInitializer("data", (theta, random, means, values) -> {
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
        });
    }

    /**
     * The initializer of a name, as files have it.
     *
     * @param name {@code zero}, {@code normal(0.01)}, {@code uniform(0.1)}, or {@code data}: {@link #matchedToData}
     * @param groups the groups of the term whose parameter it is
     * @return the initializer
     * @throws IllegalArgumentException if there is none of that name, or the data of several groups would be meant
     */
    static Initializer parse(String name, List<Group> groups) {
        if (name.equals("zero")) {
            return zero();
        }
        if (name.equals("data")) {
            if (groups.size() != 1) {
                throw new IllegalArgumentException(
                        "the initializer data is for biases of one group; for " + groups + " use normal(0.01) or zero");
            }
            return matchedToData(groups.get(0));
        }
        Matcher call = Pattern.compile("(normal|uniform)\\(([^()]+)\\)").matcher(name);
        try {
            double argument = call.matches() ? Double.parseDouble(call.group(2)) : -1;
            if (argument >= 0 && Double.isFinite((float) argument)) {
                return call.group(1).equals("normal") ? normal(argument) : uniform(argument);
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException("no initializer \"" + name
                + "\"; known are data, zero, normal(DEVIATION) and uniform(LIMIT), with a number of at least 0");
    }

    /**
     * The name by which {@link #parse} finds an initializer again.
     *
     * @return the name; empty for one that has none
     */
    default Optional<String> name() {
        return Optional.empty();
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
