package org.boltzmann.core.train;

import java.util.Set;
import java.util.stream.Collectors;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.sample.GibbsSampler;

/**
 * CD-k: the model's expectation from chains that start at the data and run for k sweeps.
 *
 * <p>A sweep begins with the groups that the data gave, so that the hidden groups' sample given the data is what the chain
 * starts from, whatever the order of the machine's groups. The estimate is biased towards the data, the less so the larger k. In
 * the last block of the last sweep means stand in for samples.
 *
 * <p>Source: G. Hinton, "Training products of experts by minimizing contrastive divergence", Neural Computation 14, 2002.
 */
public final class ContrastiveDivergence implements NegativePhase {

    private final BoltzmannMachine machine;
    private final GibbsSampler unordered;
    private GibbsSampler sampler;
    private Set<Group> observed = Set.of();
    private final int sweeps;
    private final Rooms chains;

    /**
     * CD-k of a machine.
     *
     * @param machine the machine
     * @param sweeps k, at least 1
     */
    public ContrastiveDivergence(BoltzmannMachine machine, int sweeps) {
        this(machine, new GibbsSampler(machine), sweeps);
    }

    /**
     * CD-k by another sampler.
     *
     * @param machine the machine
     * @param sampler a sampler of it
     * @param sweeps k, at least 1
     */
    public ContrastiveDivergence(BoltzmannMachine machine, GibbsSampler sampler, int sweeps) {
        if (sweeps < 1) {
            throw new IllegalArgumentException("contrastive divergence needs at least 1 sweep, not " + sweeps);
        }
        this.machine = machine;
        this.unordered = sampler;
        this.sampler = unordered;
        this.sweeps = sweeps;
        this.chains = new Rooms(machine);
    }

    @Override
    public void addGradient(State positive, double factor, RandomKey key, Gradient gradient) {
        State chain = chains.of(positive.columns());
        chain.remember();
        try {
            startWithObserved(positive);
            for (int g = 0; g < chain.groups().size(); g++) {
                Group group = chain.groups().get(g);
                boolean drawnGivenOthersAlone = sampler.blocks().get(0).contains(group) && !machine.isLateral(group);
                if (!drawnGivenOthersAlone) {
                    chain.set(group, positive);
                }
            }
            sampler.sweepToMeans(sweeps, chain, key);
            machine.addGradientAtMeans(
                    chain, sampler.lastBlock(), ColumnWeights.uniform(factor / chain.columns()), gradient);
        } finally {
            chain.forget();
        }
    }

    private void startWithObserved(State positive) {
        boolean same = true;
        for (int g = 0; g < positive.groups().size(); g++) {
            Group group = positive.groups().get(g);
            same &= isGiven(positive, group) == observed.contains(group);
        }
        if (!same) {
            observed = positive.groups().stream()
                    .filter(group -> isGiven(positive, group))
                    .collect(Collectors.toSet());
            // Of the machine's own order, so that nothing depends on what was observed before.
            sampler = unordered.startingWith(observed);
        }
    }

    private static boolean isGiven(State positive, Group group) {
        return positive.isClamped(group) || positive.isMasked(group);
    }

    @Override
    public String toString() {
        return "cd-" + sweeps;
    }
}
