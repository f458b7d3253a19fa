package org.boltzmann.core.train;

import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.sample.GibbsSampler;

/**
 * The positive phase by block Gibbs sampling of everything that is not observed: several layers of hidden groups, hidden units coupled
 * with each other, or missing values (the model in which a missing unit exists and is summed out).
 *
 * <p>Chains start anew for every mini-batch: missing units at 0, and from them and the observed ones a first sample of the groups
 * that are open as a whole. Few sweeps leave a bias towards that start. (Chains that persist would belong to training cases, one for each
 * example of the data; there are none yet.)
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
        List<Group> open = batch.groups().stream()
                .filter(group -> !batch.isClamped(group) && !batch.isMasked(group))
                .toList();
        for (Group group : open) {
            batch.of(group).fill(0);
            batch.changed(group);
        }
        for (Group group : open) {
            sampler.sample(List.of(group), batch, key.at("start"));
        }
        sampler.sweepWithMeans(sweeps, batch, key);
        machine.addGradientAtMeans(
                batch, sampler.lastBlock(), ColumnWeights.uniform(factor / batch.columns()), gradient);
    }

    @Override
    public String toString() {
        return "gibbs-" + sweeps;
    }
}
