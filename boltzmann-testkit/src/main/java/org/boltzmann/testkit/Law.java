package org.boltzmann.testkit;

/** The laws that every machine obeys; the name of the one broken begins the message of every failure. */
public enum Law {
    /** E = 0 where a group the term touches is 0. */
    ZERO_GROUP(1, "E = 0 where a group is 0"),
    /** E = −x_g · field_g, but for groups within which a term couples units. */
    FIELD_TIMES_STATE(1, "E = -x_g . field_g"),
    /** field_i = E(x_i := 0) − E(x_i := 1). */
    FIELD_DIFFERENCE(1, "the field is the difference of the energy in each unit"),
    /** A group's own values do not enter the field on it; in a lateral term, a unit's own value that on the unit. */
    OWN_VALUES(1, "the field on a group, or on a unit of a lateral one, does not depend on its own values"),
    /** Lateral terms: units that are not declared to be coupled do not enter each other's field. */
    COUPLING(1, "the field on a unit depends only on units it is coupled with"),
    /** Lateral terms: the change of the field that follows from a change of some units. */
    FIELD_CHANGE(1, "the change of the field is the difference of the fields after and before"),
    /** The field of a machine is the sum of the fields of its terms. */
    FIELDS_ADD(1, "fields of terms add"),
    /** The gradient is the difference of the energy in every parameter, the columns weighted. */
    GRADIENT_DIFFERENCE(2, "the gradient is the difference of the energy in each parameter"),
    /** Where a parameter is shared its gradients add. */
    TIED_ADD(2, "gradients of tied parameters add"),
    /** The listed states are what they should be. */
    STATES(3, "states are distinct, finite and of one block"),
    /** Log partition of a unit type. */
    LOG_PARTITION(3, "the log partition is the sum over states"),
    /** Mean of a unit type. */
    MEAN(3, "the mean is the average over states"),
    /** Variance of a unit type. */
    VARIANCE(3, "the variance is that over states"),
    /** The inverse of the mean. */
    FIELD_FOR_MEAN(3, "the field for a mean has that mean"),
    /** Very large fields. */
    EXTREME_FIELDS(3, "extreme fields give finite and right values"),
    /** Gradient of a unit type's own parameters at values. */
    OWN_GRADIENT(3, "the gradient of own parameters is the difference of the base energy"),
    /** Expected gradient of a unit type's own parameters. */
    OWN_EXPECTED_GRADIENT(3, "the expected gradient of own parameters is the average over states"),
    /** Conditional distribution of a group. */
    CONDITIONAL(3, "the conditional of a group is its type at its field"),
    /** Free energy. */
    FREE_ENERGY(3, "the free energy is the sum over the groups summed out"),
    /** Gradient of the free energy. */
    MARGINAL_GRADIENT(3, "the gradient of the free energy is the average over the groups summed out"),
    /** Means given the groups kept. */
    MARGINAL_MEAN(3, "the mean of a group summed out is its average"),
    /** Likelihood gradient. */
    LIKELIHOOD_GRADIENT(3, "the likelihood gradient is data average less model average"),
    /** Equal results and arrays of its own. */
    COPY(3, "a copy has equal results and its own parameters"),
    /** Samples of a unit type are valid states. */
    SAMPLE_STATES(4, "samples are valid states"),
    /** Samples of a unit type have its distribution. */
    SAMPLE_DISTRIBUTION(4, "samples have the distribution of their field"),
    /** Means and samples computed in one go are those computed apart. */
    MEAN_AND_SAMPLE(4, "means and samples of one go are those of two"),
    /** Chains started at the distribution stay there. */
    STATIONARY(4, "chains started at the distribution stay there"),
    /** What is clamped does not change. */
    CLAMPED(4, "what is clamped does not change"),
    /** What is sampled given the rest has the conditional distribution, whatever it was before. */
    CONDITIONAL_SAMPLE(4, "a group drawn given the rest has the conditional distribution"),
    /** Methods called add... add. */
    ADDS(5, "what is called add adds"),
    /** Arguments are not modified. */
    INPUTS_UNCHANGED(5, "inputs are not modified"),
    /** A batch equals its columns. */
    COLUMNS(5, "a batch equals its columns one by one"),
    /** Views of rows and columns give what the whole gives. */
    VIEWS(5, "a view gives what the whole gives"),
    /** Derivative of the log-likelihood by the context. */
    CONTEXT(6, "the derivative by the context is the field in the data less that in the model"),
    /** Annealed importance sampling. */
    ANNEALING(8, "annealing agrees with enumeration");

    private final int number;
    private final String statement;

    Law(int number, String statement) {
        this.number = number;
        this.statement = statement;
    }

    /**
     * The law as it stands in messages.
     *
     * @return number and statement
     */
    @Override
    public String toString() {
        return "law " + number + " (" + statement + ")";
    }

    void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(this + " is broken: " + what);
        }
    }

    /** Fails unless the two are within the tolerance of each other; NaN is within nothing. */
    void checkClose(double expected, double actual, double tolerance, String what) {
        if (!(Math.abs(expected - actual) <= tolerance)) { // the text is made only where it is needed
            check(false, what + ": expected " + expected + " but got " + actual + ", further apart than " + tolerance);
        }
    }
}
