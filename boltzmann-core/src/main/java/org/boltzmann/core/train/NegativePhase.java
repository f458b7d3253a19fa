package org.boltzmann.core.train;

import org.boltzmann.core.Gradient;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;

/** The other half of the likelihood's gradient: the expectation of −∂E/∂θ under the model. */
public interface NegativePhase extends Resumable {

    /**
     * Adds a multiple of (an estimate of) the model's expectation.
     *
     * @param positive the batch after the positive phase: observed values, a sample of everything else, and context
     * @param factor what the expectation counts; learning subtracts it, so that this is negative
     * @param key where randomness comes from
     * @param gradient added to
     */
    void addGradient(State positive, double factor, RandomKey key, Gradient gradient);
}
