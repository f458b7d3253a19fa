package org.boltzmann.core.train;

import org.boltzmann.core.Gradient;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;

/** The half of the likelihood's gradient that the data drive: the expectation of −∂E/∂θ given what is observed. */
public interface PositivePhase extends Resumable {

    /**
     * Adds the expectation given the observed values, averaged over the columns, and leaves in the groups not clamped a sample
     * from where chains of the negative phase can start.
     *
     * @param batch a state with the observed values clamped
     * @param factor what the average counts
     * @param key where randomness comes from
     * @param gradient added to
     */
    void addGradient(State batch, double factor, RandomKey key, Gradient gradient);
}
