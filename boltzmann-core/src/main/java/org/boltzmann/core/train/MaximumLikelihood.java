package org.boltzmann.core.train;

import org.boltzmann.core.Gradient;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.io.Snapshot;

/**
 * The log-likelihood of the observed groups: ∂ log p/∂θ = ⟨−∂E/∂θ⟩ given the data − ⟨−∂E/∂θ⟩ under the model.
 *
 * @param positive how the first average is taken
 * @param negative how the second is
 */
public record MaximumLikelihood(PositivePhase positive, NegativePhase negative) implements Objective {

    @Override
    public void addGradient(State batch, double factor, RandomKey key, Gradient gradient) {
        batch.remember();
        try {
            positive.addGradient(batch, factor, key.at("positive"), gradient);
            negative.addGradient(batch, -factor, key.at("negative"), gradient);
        } finally {
            batch.forget();
        }
    }

    @Override
    public void save(Snapshot to) {
        positive.save(to.at("positive"));
        negative.save(to.at("negative"));
    }

    @Override
    public void restore(Snapshot from) {
        positive.restore(from.at("positive"));
        negative.restore(from.at("negative"));
    }

    @Override
    public String toString() {
        return "maximum likelihood (" + positive + ", " + negative + ")";
    }
}
