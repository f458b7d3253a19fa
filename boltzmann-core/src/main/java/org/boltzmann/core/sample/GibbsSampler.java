package org.boltzmann.core.sample;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;

/**
 * Block Gibbs sampling of whatever is not clamped, many chains at once: every column of a state is a chain.
 *
 * <p>The schedule follows from the machine: groups are coloured so that no term joins two of one colour, and a block is the
 * groups of one colour, independent of each other given all others. Groups take the first colour that is free, in the machine's
 * order, so an RBM whose visible group comes first is sampled visible, then hidden. A sweep visits every block once; each group
 * is drawn from its distribution given the current values of the others, which leaves p(x) invariant. A group whose units are
 * coupled with each other is a block of its own, and drawn unit by unit or colour by colour.
 *
 * <p>Hidden groups that depend on each other, but are independent given few joint states of some of them, can be drawn together:
 * {@link #collapsing}. A component of a mixture, say, is then drawn with its hidden units summed out, so that they cannot hold it fast.
 *
 * <p>Source: S. Geman, D. Geman, "Stochastic relaxation, Gibbs distributions, and the Bayesian restoration of images", 1984.
 */
public final class GibbsSampler {

    private final BoltzmannMachine machine;
    private final List<List<Group>> blocks;
    private final List<Group> lastBlock;
    private final Optional<Marginal> collapsed;
    private final List<Group> means;

    /**
     * A sampler of a machine.
     *
     * @param machine the machine; its parameters may change between sweeps
     */
    public GibbsSampler(BoltzmannMachine machine) {
        this(machine, colour(machine, machine.groups()), Optional.empty(), List.of());
    }

    private GibbsSampler(
            BoltzmannMachine machine, List<List<Group>> blocks, Optional<Marginal> collapsed, List<Group> means) {
        this.machine = machine;
        this.blocks = blocks;
        this.collapsed = collapsed;
        this.means = means;
        List<Group> last = blocks.get(blocks.size() - 1);
        this.lastBlock = last.stream().anyMatch(machine::isLateral) ? List.of() : last;
    }

    /**
     * A sampler that draws all groups that are not observed together, where few of their joint states have to be enumerated for it:
     * first those that are, all others summed out, then the others given them. Elsewhere, and where one of them is clamped, it is the
     * ordinary sampler. A sweep costs as many times as much as there are joint states, and mixes the better for it.
     *
     * <p>Source: J. Liu, "The collapsed Gibbs sampler in Bayesian computations with applications to a gene regulation problem", JASA
     * 89, 1994.
     *
     * @param machine the machine; its parameters may change between sweeps
     * @param observed the groups that hold data
     * @return a sampler of the machine
     */
    public static GibbsSampler collapsing(BoltzmannMachine machine, Collection<Group> observed) {
        List<Group> hidden = machine.groups().stream()
                .filter(group -> !observed.contains(group) && !group.type().isContext())
                .toList();
        Optional<Marginal> few = machine.termJoining(hidden).isEmpty()
                ? Optional.empty()
                : Marginal.ofFewStates(machine, hidden)
                        .filter(marginal -> !marginal.independent().isEmpty());
        if (few.isEmpty()) {
            return new GibbsSampler(machine);
        }
        List<List<Group>> blocks = new ArrayList<>(colour(
                machine,
                machine.groups().stream()
                        .filter(group -> !hidden.contains(group))
                        .toList()));
        blocks.add(few.get().enumerated());
        blocks.add(few.get().independent());
        return new GibbsSampler(machine, List.copyOf(blocks), few, List.of());
    }

    /**
     * A sampler with the same blocks that gives some groups their means where others are drawn. Its chains are no longer those of the
     * machine's distribution; but where data are means themselves, as grey values are, reconstructions are then of their kind.
     *
     * <p>Source: G. Hinton, "A practical guide to training restricted Boltzmann machines", UTML TR 2010-003, 2010, section 3.2.
     *
     * @param groups groups of the machine
     * @return a sampler of the same machine
     * @throws IllegalArgumentException if the units of one are coupled with each other
     */
    public GibbsSampler withMeansOf(Collection<Group> groups) {
        groups.stream().filter(machine::isLateral).findFirst().ifPresent(group -> {
            throw new IllegalArgumentException("units of group " + group
                    + " are coupled with each other, so that their means are not known; draw them");
        });
        return new GibbsSampler(machine, blocks, collapsed, List.copyOf(groups));
    }

    /**
     * A sampler with the same blocks, those that hold one of the given groups first: where a sweep begins matters for chains that
     * are not at equilibrium.
     *
     * @param groups groups of the machine
     * @return a sampler of the same machine
     */
    public GibbsSampler startingWith(Collection<Group> groups) {
        List<List<Group>> order = new ArrayList<>();
        blocks.stream().filter(block -> holdsOne(block, groups)).forEach(order::add);
        blocks.stream().filter(block -> !holdsOne(block, groups)).forEach(order::add);
        return new GibbsSampler(machine, List.copyOf(order), collapsed, means);
    }

    /** What is drawn with others summed out must be followed by these, so that they go together. */
    private boolean holdsOne(List<Group> block, Collection<Group> groups) {
        boolean together = collapsed.isPresent()
                && (block.equals(collapsed.get().enumerated())
                        || block.equals(collapsed.get().independent()));
        return together
                ? collapsed.get().enumerated().stream().anyMatch(groups::contains)
                        || collapsed.get().independent().stream().anyMatch(groups::contains)
                : block.stream().anyMatch(groups::contains);
    }

    private static List<List<Group>> colour(BoltzmannMachine machine, List<Group> groups) {
        List<List<Group>> blocks = new ArrayList<>();
        for (Group group : groups) {
            if (!group.type().isContext()) {
                List<Group> free = blocks.stream()
                        .filter(block -> isIndependent(machine, block, group))
                        .findFirst()
                        .orElseGet(() -> {
                            List<Group> block = new ArrayList<>();
                            blocks.add(block);
                            return block;
                        });
                free.add(group);
            }
        }
        return blocks.stream().map(List::copyOf).toList();
    }

    private static boolean isIndependent(BoltzmannMachine machine, List<Group> block, Group group) {
        List<Group> joined = new ArrayList<>(block);
        joined.add(group);
        return machine.termJoining(joined).isEmpty();
    }

    /**
     * The schedule: sets of groups sampled together, in order.
     *
     * @return blocks that hold every group but context once
     */
    public List<List<Group>> blocks() {
        return blocks;
    }

    /**
     * The block sampled last, if means can stand in for it. Right after a sweep its groups' fields, in the state's scratch, are
     * those given the current values of all other groups, so that their means can stand in for their samples in a gradient. The
     * means of a group whose units are coupled with each other cannot.
     *
     * @return groups independent of each other given the rest, and their units; empty if the last block is a lateral group
     */
    public List<Group> lastBlock() {
        return lastBlock;
    }

    /**
     * One sweep: every group not clamped is drawn once.
     *
     * @param x the chains, changed in place
     * @param key where randomness comes from; each group has a stream of its own name
     */
    public void sweep(State x, RandomKey key) {
        for (int b = 0; b < blocks.size(); b++) {
            visit(b, x, key);
        }
    }

    private void visit(int b, State x, RandomKey key) {
        List<Group> block = blocks.get(b);
        if (collapsed.isEmpty() || block != collapsed.get().enumerated()) {
            sample(block, x, key);
        } else if (isOpen(collapsed.get(), x)) {
            collapsed.get().sampleEnumerated(x, key);
        } else {
            for (Group group : block) { // they may depend on each other
                sample(List.of(group), x, key);
            }
        }
    }

    private static boolean isOpen(Marginal marginal, State x) {
        return x.groups().stream()
                .filter(group -> marginal.enumerated().contains(group)
                        || marginal.independent().contains(group))
                .noneMatch(group -> x.isClamped(group) || x.isMasked(group));
    }

    /**
     * Several sweeps.
     *
     * @param count number of sweeps
     * @param x the chains, changed in place
     * @param key where randomness comes from; each sweep has a stream of its own index
     */
    public void sweep(int count, State x, RandomKey key) {
        for (int s = 0; s < count; s++) {
            sweep(x, key.at(s));
        }
    }

    /**
     * Draws the groups of one block from their distribution given all others, and leaves their fields in the state's scratch. Of a
     * lateral group each unit is drawn once, given all others.
     *
     * @param block groups independent of each other given the rest
     * @param x the chains, changed in place
     * @param key where randomness comes from; each group has a stream of its own name
     */
    public void sample(List<Group> block, State x, RandomKey key) {
        for (int g = 0; g < block.size(); g++) {
            Group group = block.get(g);
            if (x.isClamped(group)) {
                continue;
            }
            if (machine.isLateral(group)) {
                machine.sampleLateral(group, x, key.at(group.name()));
            } else {
                Matrix field = machine.fillField(group, x);
                Matrix target = x.isMasked(group) ? x.drawn(group) : x.of(group);
                if (means.contains(group)) {
                    machine.fillMean(group, field, target);
                } else {
                    machine.fillSample(group, field, key.at(group.name()), target);
                }
                x.setUnclamped(group, target);
            }
        }
    }

    /**
     * Several sweeps for a gradient in which means stand in for the {@link #lastBlock}: they are left in the state's scratch, as what is
     * drawn, and the block itself is drawn too, for chains that go on.
     *
     * @param count number of sweeps, at least 1
     * @param x the chains, changed in place
     * @param key where randomness comes from; each sweep has a stream of its own index
     */
    public void sweepWithMeans(int count, State x, RandomKey key) {
        sweepToLast(count, x, key);
        if (lastBlock.isEmpty()) {
            sample(blocks.get(blocks.size() - 1), x, key.at(count - 1));
        } else {
            sampleWithMeans(lastBlock, x, key.at(count - 1));
        }
    }

    /**
     * Several sweeps for a gradient in which means stand in for the last block, which at the end is not drawn: for chains that
     * are given up then. Where no means can stand in for the last block, it is drawn.
     *
     * @param count number of sweeps, at least 1
     * @param x the chains, changed in place
     * @param key where randomness comes from; each sweep has a stream of its own index
     */
    public void sweepToMeans(int count, State x, RandomKey key) {
        sweepToLast(count, x, key);
        if (lastBlock.isEmpty()) {
            sample(blocks.get(blocks.size() - 1), x, key.at(count - 1));
        }
        for (int g = 0; g < lastBlock.size(); g++) {
            Group group = lastBlock.get(g);
            if (x.isClamped(group)) {
                continue;
            }
            Matrix field = machine.fillField(group, x);
            if (x.isMasked(group)) { // its values count too, where its own parameters have no expectation
                machine.fillSample(group, field, key.at(count - 1).at(group.name()), x.drawn(group));
                x.setUnclamped(group, x.drawn(group));
            }
            machine.fillMean(group, field, x.drawn(group));
        }
    }

    private void sweepToLast(int count, State x, RandomKey key) {
        sweep(count - 1, x, key);
        for (int b = 0; b < blocks.size() - 1; b++) {
            visit(b, x, key.at(count - 1));
        }
    }

    /**
     * Draws the groups of one block, as {@link #sample}, and leaves their means in the state's scratch, as what is drawn.
     *
     * @param block groups independent of each other given the rest, none of them lateral
     * @param x the chains, changed in place
     * @param key where randomness comes from; each group has a stream of its own name
     */
    public void sampleWithMeans(List<Group> block, State x, RandomKey key) {
        for (int g = 0; g < block.size(); g++) {
            Group group = block.get(g);
            if (x.isClamped(group)) {
                continue;
            }
            Matrix field = machine.fillField(group, x);
            if (x.isMasked(group)) {
                machine.fillSample(group, field, key.at(group.name()), x.drawn(group));
                x.setUnclamped(group, x.drawn(group));
                machine.fillMean(group, field, x.drawn(group));
            } else {
                machine.fillMeanAndSample(group, field, key.at(group.name()), x.drawn(group), x.of(group));
                x.changed(group);
            }
        }
    }

    /**
     * Fills a block with its means given all others instead of samples: a step of mean field, or a reconstruction. A unit of a
     * lateral group gets its mean given the values that all other units had.
     *
     * @param block groups independent of each other given the rest
     * @param x the state, changed in place where it is not clamped
     */
    public void fillMeans(List<Group> block, State x) {
        for (int g = 0; g < block.size(); g++) {
            Group group = block.get(g);
            if (!x.isClamped(group)) {
                Matrix field = machine.fillField(group, x);
                Matrix target = x.isMasked(group) ? x.drawn(group) : x.of(group);
                machine.fillMean(group, field, target);
                x.setUnclamped(group, target);
            }
        }
    }

    @Override
    public String toString() {
        return "GibbsSampler" + blocks
                + (means.isEmpty() ? "" : ", means of " + means)
                + collapsed
                        .map(marginal ->
                                ", " + marginal.enumerated() + " with " + marginal.independent() + " summed out")
                        .orElse("");
    }
}
