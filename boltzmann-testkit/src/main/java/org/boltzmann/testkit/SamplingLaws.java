package org.boltzmann.testkit;

import java.util.List;
import java.util.random.RandomGenerator;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.sample.GibbsSampler;

/**
 * The laws of a sampler, as methods that throw an {@link AssertionError} named after the {@link Law} broken.
 *
 * <p>No chain has to converge: chains are started at exact draws, which a right sampler leaves distributed as they were. 163,840
 * chains show a probability that is off by 0.01 at α = 1e-6. Seeds are fixed and nothing is tried twice.
 */
public final class SamplingLaws {

    /** Number of chains. */
    public static final int CHAINS = 163_840;

    private SamplingLaws() {}

    /** One sweep over what is not clamped. */
    @FunctionalInterface
    public interface Sweep {
        /**
         * Sweeps.
         *
         * @param x the chains, changed in place
         * @param key where randomness comes from
         */
        void sweep(State x, RandomKey key);
    }

    /**
     * Checks every law of a sampler on one machine.
     *
     * @param machine a machine small enough to enumerate; context is 0
     * @param sweep the sampler
     * @param key where randomness comes from
     * @return how many laws were checked
     */
    public static int checkAll(BoltzmannMachine machine, Sweep sweep, RandomKey key) {
        stationary(machine, sweep, key.at("stationary"));
        stationaryUnderMasks(machine, sweep, key.at("masks"));
        List<Group> drawn =
                machine.groups().stream().filter(g -> !g.type().isContext()).toList();
        drawn.forEach(group -> conditional(machine, sweep, group, key.at(group.name())));
        return 3 + drawn.size(); // what is clamped is a law of its own
    }

    /**
     * Core's block Gibbs sampler as a sweep.
     *
     * @param machine the machine
     * @return its sampler
     */
    public static Sweep gibbs(BoltzmannMachine machine) {
        GibbsSampler sampler = new GibbsSampler(machine);
        return sampler::sweep;
    }

    /**
     * Chains started at the distribution have it after one sweep and after three.
     *
     * @param machine the machine
     * @param sweep the sampler
     * @param key where randomness comes from
     */
    public static void stationary(BoltzmannMachine machine, Sweep sweep, RandomKey key) {
        stationary(machine, sweep, CHAINS, key);
    }

    /**
     * The same with another number of chains: with a quarter of them twice as large an error is let pass.
     *
     * @param machine the machine
     * @param sweep the sampler
     * @param chains number of chains, some thousands at least
     * @param key where randomness comes from
     */
    public static void stationary(BoltzmannMachine machine, Sweep sweep, int chains, RandomKey key) {
        Oracle oracle = Oracle.of(machine);
        State x = oracle.draw(chains, key.at("draws"));
        sweep.sweep(x, key.at(1));
        check(oracle, machine, x, Law.STATIONARY, "after 1 sweep");
        sweep.sweep(x, key.at(2));
        sweep.sweep(x, key.at(3));
        check(oracle, machine, x, Law.STATIONARY, "after 3 sweeps");
    }

    /**
     * With about half of the units clamped, other ones in every column and chosen without looking, clamped units keep their
     * values and the joint distribution stays.
     *
     * @param machine the machine
     * @param sweep the sampler
     * @param key where randomness comes from
     */
    public static void stationaryUnderMasks(BoltzmannMachine machine, Sweep sweep, RandomKey key) {
        stationaryUnderMasks(machine, sweep, CHAINS, key);
    }

    /**
     * The same with another number of chains: with a quarter of them twice as large an error is let pass.
     *
     * @param machine the machine
     * @param sweep the sampler
     * @param chains number of chains, some thousands at least
     * @param key where randomness comes from
     */
    public static void stationaryUnderMasks(BoltzmannMachine machine, Sweep sweep, int chains, RandomKey key) {
        Oracle oracle = Oracle.of(machine);
        State x = oracle.draw(chains, key.at("draws"));
        for (Group group : machine.groups()) {
            clampSome(x, group, 0.5, key.at(group.name()));
        }
        State before = x.copyReleased();
        sweep.sweep(x, key.at(1));
        sweep.sweep(x, key.at(2));
        checkClamped(machine, before, x);
        check(oracle, machine, x, Law.STATIONARY, "after 2 sweeps with masks");
    }

    /**
     * With everything clamped but a part of one group, whose values are overwritten first, one sweep restores the joint
     * distribution: the part is drawn from its conditional, whatever it was before. Of a group whose units are coupled with each
     * other the part is one unit, or block of units, another in every column.
     *
     * @param machine the machine
     * @param sweep the sampler
     * @param group the group drawn
     * @param key where randomness comes from
     */
    public static void conditional(BoltzmannMachine machine, Sweep sweep, Group group, RandomKey key) {
        conditional(machine, sweep, group, CHAINS, key);
    }

    /**
     * The same with another number of chains: with a quarter of them twice as large an error is let pass.
     *
     * @param machine the machine
     * @param sweep the sampler
     * @param group the group drawn
     * @param chains number of chains, some thousands at least
     * @param key where randomness comes from
     */
    public static void conditional(BoltzmannMachine machine, Sweep sweep, Group group, int chains, RandomKey key) {
        Oracle oracle = Oracle.of(machine);
        State x = oracle.draw(chains, key.at("draws"));
        machine.groups().stream().filter(g -> !g.equals(group)).forEach(x::clamp);
        if (machine.isLateral(group)) {
            clampAllButOne(x, group, key.at("mask"));
        } else {
            clampSome(x, group, 0.25, key.at("mask"));
        }
        List<float[]> states = group.type().states();
        Matrix first = Matrix.zeros(group.size(), x.columns());
        if (!states.isEmpty()) {
            for (int j = 0; j < first.columns(); j++) {
                for (int i = 0; i < first.rows(); i++) {
                    first.set(i, j, states.get(0)[i % group.type().block()]);
                }
            }
        }
        x.setUnclamped(group, first);
        State before = x.copyReleased();
        sweep.sweep(x, key.at(1));
        checkClamped(machine, before, x);
        check(oracle, machine, x, Law.CONDITIONAL_SAMPLE, group + " drawn given the rest");
    }

    private static void clampSome(State x, Group group, double share, RandomKey key) {
        RandomGenerator random = key.generator();
        int block = group.type().block();
        for (int j = 0; j < x.columns(); j++) {
            for (int i = 0; i < group.size(); i += block) {
                if (random.nextDouble() < share) {
                    x.clamp(group, i, j);
                }
            }
        }
    }

    private static void clampAllButOne(State x, Group group, RandomKey key) {
        RandomGenerator random = key.generator();
        int block = group.type().block();
        for (int j = 0; j < x.columns(); j++) {
            int open = random.nextInt(group.blocks());
            for (int b = 0; b < group.blocks(); b++) {
                if (b != open) {
                    x.clamp(group, b * block, j);
                }
            }
        }
    }

    /**
     * Independent draws are valid states and have the distribution of an oracle.
     *
     * @param oracle the distribution
     * @param x a draw in each column, some thousands at least
     * @param drawn the groups that were drawn; no others are looked at
     * @param what what was drawn, for messages
     */
    public static void draws(Oracle oracle, State x, List<Group> drawn, String what) {
        Statistics.check(oracle, x, drawn, Law.SAMPLE_STATES, Law.CONDITIONAL_SAMPLE, what);
    }

    private static void checkClamped(BoltzmannMachine machine, State before, State after) {
        for (Group group : machine.groups()) {
            Matrix was = before.of(group);
            Matrix is = after.of(group);
            for (int j = 0; j < after.columns(); j++) {
                for (int i = 0; i < group.size(); i++) {
                    if (was.get(i, j) != is.get(i, j) && after.isClamped(group, i, j)) {
                        Law.CLAMPED.check(false, "unit " + i + " of " + group + " in column " + j);
                    }
                }
            }
        }
    }

    private static void check(Oracle oracle, BoltzmannMachine machine, State x, Law law, String what) {
        Statistics.check(oracle, x, machine.groups(), Law.SAMPLE_STATES, law, what);
    }
}
