package org.boltzmann.core.train;

import java.util.Optional;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.io.Snapshot;
import org.boltzmann.core.sample.GibbsSampler;

/**
 * PCD-k: the model's expectation from chains that are kept from one update to the next and run for k sweeps each time.
 *
 * <p>As long as the parameters change slowly the chains stay near the model's distribution, which is why the learning rate
 * should fall towards 0. In the last block of the last sweep means stand in for samples.
 *
 * <p>Source: T. Tieleman, "Training restricted Boltzmann machines using approximations to the likelihood gradient", ICML 2008;
 * L. Younes, "Parametric inference for imperfectly observed Gibbsian fields", 1989.
 */
public final class PersistentContrastiveDivergence implements NegativePhase {

    private final BoltzmannMachine machine;
    private final GibbsSampler sampler;
    private final int sweeps;
    private final State chains;
    private boolean started;

    /**
     * PCD-k of a machine.
     *
     * @param machine a machine without context: the distribution of a chain must not change with the mini-batch
     * @param sweeps k, at least 1
     * @param chains number of chains, at least 1
     * @throws IllegalArgumentException if the machine has a context group
     */
    public PersistentContrastiveDivergence(BoltzmannMachine machine, int sweeps, int chains) {
        this(machine, new GibbsSampler(machine), sweeps, chains);
    }

    /**
     * PCD-k by another sampler.
     *
     * @param machine a machine without context: the distribution of a chain must not change with the mini-batch
     * @param sampler a sampler of it
     * @param sweeps k, at least 1
     * @param chains number of chains, at least 1
     * @throws IllegalArgumentException if the machine has a context group
     */
    public PersistentContrastiveDivergence(BoltzmannMachine machine, GibbsSampler sampler, int sweeps, int chains) {
        if (sweeps < 1 || chains < 1) {
            throw new IllegalArgumentException(
                    "persistent contrastive divergence needs at least 1 sweep and 1 chain, not " + sweeps + " and "
                            + chains);
        }
        Optional<Group> context =
                machine.groups().stream().filter(g -> g.type().isContext()).findFirst();
        if (context.isPresent()) {
            throw new IllegalArgumentException("persistent chains belong to one distribution, but context "
                    + context.get().name() + " changes it with every mini-batch; use contrastive divergence");
        }
        this.machine = machine;
        this.sampler = sampler;
        this.sweeps = sweeps;
        this.chains = machine.newState(chains);
    }

    /**
     * The chains.
     *
     * @return the state itself, all zeros until the first update
     */
    public State chains() {
        return chains;
    }

    @Override
    public void addGradient(State positive, double factor, RandomKey key, Gradient gradient) {
        chains.remember();
        try {
            if (!started) {
                sampler.sweep(chains, key.at("start"));
                started = true;
            }
            sampler.sweepWithMeans(sweeps, chains, key);
            machine.addGradientAtMeans(
                    chains, sampler.lastBlock(), ColumnWeights.uniform(factor / chains.columns()), gradient);
        } finally {
            chains.forget();
        }
    }

    @Override
    public void save(Snapshot to) {
        to.put("started", Boolean.toString(started));
        to.at("chains").put(chains);
    }

    @Override
    public void restore(Snapshot from) {
        started = Boolean.parseBoolean(from.text("started"));
        from.at("chains").fill(chains);
    }

    @Override
    public String toString() {
        return "pcd-" + sweeps + " with " + chains.columns() + " chains";
    }
}
