package org.boltzmann.core.train;

import org.boltzmann.core.Gradient;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.io.Snapshot;

/**
 * What learning climbs: adds the gradient of a quantity to be increased, averaged over a mini-batch. Training that resumes is
 * refused where {@code toString()} is another than it was, but for hashes and names of lambdas.
 *
 * <pre>{@code
 * Objective objective = likelihood.plus(sparsity.times(0.1));
 * }</pre>
 */
public interface Objective extends Resumable {

    /**
     * Adds a multiple of the gradient of the average over the batch.
     *
     * @param batch a state in which the observed groups hold the mini-batch and are clamped; other groups are overwritten
     * @param factor what the objective counts
     * @param key where randomness comes from
     * @param gradient added to
     */
    void addGradient(State batch, double factor, RandomKey key, Gradient gradient);

    /**
     * The sum of this objective and another, with independent randomness.
     *
     * @param other the other objective
     * @return the sum
     */
    default Objective plus(Objective other) {
        return new Sum(this, other);
    }

    /**
     * A multiple of this objective, at no cost.
     *
     * @param weight the factor
     * @return the product
     */
    default Objective times(double weight) {
        return new Multiple(this, weight);
    }

    /**
     * The sum of two objectives.
     *
     * @param first one
     * @param second the other
     */
    record Sum(Objective first, Objective second) implements Objective {

        @Override
        public void addGradient(State batch, double factor, RandomKey key, Gradient gradient) {
            first.addGradient(batch, factor, key.at(0), gradient);
            second.addGradient(batch, factor, key.at(1), gradient);
        }

        @Override
        public void save(Snapshot to) {
            first.save(to.at("first"));
            second.save(to.at("second"));
        }

        @Override
        public void restore(Snapshot from) {
            first.restore(from.at("first"));
            second.restore(from.at("second"));
        }

        @Override
        public String toString() {
            return first + " + " + second;
        }
    }

    /**
     * A multiple of an objective.
     *
     * @param objective the objective
     * @param weight its factor
     */
    record Multiple(Objective objective, double weight) implements Objective {

        @Override
        public void addGradient(State batch, double factor, RandomKey key, Gradient gradient) {
            objective.addGradient(batch, factor * weight, key, gradient);
        }

        @Override
        public void save(Snapshot to) {
            objective.save(to);
        }

        @Override
        public void restore(Snapshot from) {
            objective.restore(from);
        }

        @Override
        public String toString() {
            return weight + " * (" + objective + ")";
        }
    }
}
