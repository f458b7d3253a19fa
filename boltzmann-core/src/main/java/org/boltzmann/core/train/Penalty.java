package org.boltzmann.core.train;

import java.util.Optional;
import org.boltzmann.core.Parameter;

/**
 * What a step does to keep parameters small.
 *
 * <p>Without a name a penalty holds for interaction strengths and spares biases ({@link Parameter#decays}); with one, for the
 * parameter of that name alone.
 *
 * @param l2 λ of the penalty ½ λ Σ θ², which adds −λθ to the gradient
 * @param l1 λ of the penalty λ Σ |θ|, applied after the step by moving every θ towards 0 by learning rate times λ and no further,
 *     so that zeros are exact
 * @param maxNorm largest Euclidean norm of a column, a unit's incoming weights; longer ones are scaled back after the step
 * @param parameter name of the one parameter meant
 */
public record Penalty(double l2, double l1, double maxNorm, Optional<String> parameter) {

    public Penalty {
        if (!(l2 >= 0) || !(l1 >= 0) || !(maxNorm > 0)) {
            throw new IllegalArgumentException(
                    "penalties must not be negative: l2 " + l2 + ", l1 " + l1 + ", max-norm " + maxNorm);
        }
    }

    /**
     * Weight decay: the penalty ½ λ Σ θ².
     *
     * @param lambda λ, not negative
     * @return the penalty
     */
    public static Penalty l2(double lambda) {
        return new Penalty(lambda, 0, Double.POSITIVE_INFINITY, Optional.empty());
    }

    /**
     * The penalty λ Σ |θ|, which makes parameters exactly 0.
     *
     * @param lambda λ, not negative
     * @return the penalty
     */
    public static Penalty l1(double lambda) {
        return new Penalty(0, lambda, Double.POSITIVE_INFINITY, Optional.empty());
    }

    /**
     * A limit for the norm of every column of a matrix of weights.
     *
     * @param norm the limit, more than 0
     * @return the penalty
     */
    public static Penalty maxNorm(double norm) {
        return new Penalty(0, 0, norm, Optional.empty());
    }

    /**
     * This penalty for one parameter alone.
     *
     * @param name the parameter's name
     * @return the penalty
     */
    public Penalty on(String name) {
        return new Penalty(l2, l1, maxNorm, Optional.of(name));
    }

    boolean appliesTo(Parameter candidate) {
        return parameter.map(candidate.name()::equals).orElse(candidate.decays());
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(l2 > 0 ? "l2(" + l2 + ")" : "");
        text.append(l1 > 0 ? "l1(" + l1 + ")" : "");
        text.append(maxNorm < Double.POSITIVE_INFINITY ? "max-norm(" + maxNorm + ")" : "");
        return text + parameter.map(name -> " on " + name).orElse("");
    }
}
