package org.boltzmann.core.train;

import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.sample.GibbsSampler;

/**
 * The positive phase by block Gibbs sampling of everything that is not observed: several layers of hidden groups, or missing
 * values (the model in which a missing unit exists and is summed out).
 *
 * <p>Chains start anew for every mini-batch, all that is open at 0, so that few sweeps leave a bias.
 */
public final class GibbsPositivePhase implements PositivePhase {

    private final BoltzmannMachine machine;
    private final GibbsSampler sampler;
    private final int sweeps;

    /**
     * A sampled positive phase.
     *
     * @param machine the machine
     * @param sweeps number of sweeps, at least 1
     */
    public GibbsPositivePhase(BoltzmannMachine machine, int sweeps) {
        if (sweeps < 1) {
            throw new IllegalArgumentException("a sampled positive phase needs at least 1 sweep, not " + sweeps);
        }
        this.machine = machine;
        this.sampler = new GibbsSampler(machine);
        this.sweeps = sweeps;
    }

    @Override
    public void addGradient(State batch, double factor, RandomKey key, Gradient gradient) {
        for (var group : batch.groups()) {
            if (!batch.isClamped(group) && !batch.isMasked(group)) {
                batch.of(group).fill(0);
            }
        }
        sampler.sweep(sweeps, batch, key);
        machine.addExpectedGradient(
                batch, sampler.lastBlock(), ColumnWeights.uniform(factor / batch.columns()), gradient);
    }

    @Override
    public String toString() {
        return "gibbs-" + sweeps;
    }
}
