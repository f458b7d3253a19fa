package org.boltzmann.core.train;

import java.util.Locale;
import java.util.Optional;
import org.boltzmann.core.Parameter;

/**
 * What a step does to keep parameters small.
 *
 * <p>Without a name a penalty holds for interaction strengths and spares biases ({@link Parameter#decays}); with one, for the
 * parameter of that name alone, and then instead of the penalties of its kind without a name.
 *
 * @param kind what is penalised
 * @param strength λ, not negative; for the kind {@code MAX_NORM} the limit, more than 0
 * @param parameter name of the one parameter meant
 */
public record Penalty(Kind kind, double strength, Optional<String> parameter) {

    /** What is penalised. */
    public enum Kind {
        /** ½ λ Σ θ², which adds −λθ to the gradient. */
        L2,
        /**
         * λ Σ |θ|, applied after the step by moving every θ towards 0 by learning rate times λ and no further, so that zeros are
         * exact.
         */
        L1,
        /** The Euclidean norm of a column, a unit's incoming weights; longer ones are scaled back to the limit after the step. */
        MAX_NORM
    }

    public Penalty {
        if (!(strength >= 0) || (kind == Kind.MAX_NORM && strength == 0)) {
            throw new IllegalArgumentException("penalty " + kind + " has strength " + strength + " but must be "
                    + (kind == Kind.MAX_NORM ? "more than 0" : "at least 0"));
        }
    }

    /**
     * Weight decay: the penalty ½ λ Σ θ².
     *
     * @param lambda λ, not negative
     * @return the penalty
     */
    public static Penalty l2(double lambda) {
        return new Penalty(Kind.L2, lambda, Optional.empty());
    }

    /**
     * The penalty λ Σ |θ|, which makes parameters exactly 0.
     *
     * @param lambda λ, not negative
     * @return the penalty
     */
    public static Penalty l1(double lambda) {
        return new Penalty(Kind.L1, lambda, Optional.empty());
    }

    /**
     * A limit for the norm of every column of a matrix of weights.
     *
     * @param norm the limit, more than 0
     * @return the penalty
     */
    public static Penalty maxNorm(double norm) {
        return new Penalty(Kind.MAX_NORM, norm, Optional.empty());
    }

    /**
     * This penalty for one parameter alone.
     *
     * @param name the parameter's name
     * @return the penalty
     */
    public Penalty on(String name) {
        return new Penalty(kind, strength, Optional.of(name));
    }

    boolean names(Parameter candidate) {
        return parameter.filter(candidate.name()::equals).isPresent();
    }

    @Override
    public String toString() {
        String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return name + "(" + strength + ")" + parameter.map(one -> " on " + one).orElse("");
    }
}
