package org.boltzmann.testkit;

import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Edge;
import org.boltzmann.core.term.Factored;
import org.boltzmann.core.term.Lateral;
import org.boltzmann.core.term.LateralEdges;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.term.ThreeWay;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.unit.Real;
import org.boltzmann.core.unit.Spin;

/** Machines of well-known kinds, small enough to enumerate, their parameters multiples of 1/64 that follow from a key. */
public final class TinyMachines {

    private TinyMachines() {}

    private static Group binary(String name, int size) {
        return Group.of(name, new Bernoulli(), size);
    }

    private static BoltzmannMachine filled(RandomKey key, BoltzmannMachine machine) {
        Grid.fill(machine.theta(), 1, key.generator());
        return machine;
    }

    /**
     * A restricted machine of binary units: v of 4, h of 3.
     *
     * @param key where the parameters come from
     * @return the machine
     */
    public static BoltzmannMachine rbm(RandomKey key) {
        Group v = binary("v", 4);
        Group h = binary("h", 3);
        return filled(key, BoltzmannMachine.of(Bias.on(v), Bias.on(h), Pairwise.between(v, h)));
    }

    /**
     * Two normal units v of learned precision and 3 binary h.
     *
     * @param key where the parameters come from
     * @return the machine
     */
    public static BoltzmannMachine gaussianBernoulli(RandomKey key) {
        Group v = Group.of("v", Gaussian.learnedPrecision("v", 2), 2);
        Group h = binary("h", 3);
        return filled(key, BoltzmannMachine.of(Bias.on(v), Bias.on(h), Pairwise.between(v, h)));
    }

    /**
     * Spins: v of 4, h of 3.
     *
     * @param key where the parameters come from
     * @return the machine
     */
    public static BoltzmannMachine spins(RandomKey key) {
        Group v = Group.of("v", new Spin(), 4);
        Group h = Group.of("h", new Spin(), 3);
        return filled(key, BoltzmannMachine.of(Bias.on(v), Bias.on(h), Pairwise.between(v, h)));
    }

    /**
     * Potts variables: v of 3 blocks of 3, h of 3 binary units.
     *
     * @param key where the parameters come from
     * @return the machine
     */
    public static BoltzmannMachine potts(RandomKey key) {
        Group v = Group.of("v", new OneHot(3), 9);
        Group h = binary("h", 3);
        return filled(key, BoltzmannMachine.of(Bias.on(v), Bias.on(h), Pairwise.between(v, h)));
    }

    /**
     * Three groups x, y and h of 3, 2 and 3 binary units with a weight for each triple.
     *
     * @param key where the parameters come from
     * @return the machine
     */
    public static BoltzmannMachine thirdOrder(RandomKey key) {
        Group x = binary("x", 3);
        Group y = binary("y", 2);
        Group h = binary("h", 3);
        return filled(
                key, BoltzmannMachine.of(Bias.on(x), Bias.on(h), ThreeWay.among(x, y, h), Pairwise.between(x, h)));
    }

    /**
     * Three groups x, y and h of 3, 3 and 2 units joined by two factors.
     *
     * @param key where the parameters come from
     * @return the machine
     */
    public static BoltzmannMachine factored(RandomKey key) {
        Group x = binary("x", 3);
        Group y = Group.of("y", new OneHot(3), 3);
        Group h = binary("h", 2);
        return filled(key, BoltzmannMachine.of(Bias.on(x), Bias.on(y), Bias.on(h), Factored.among(2, x, y, h)));
    }

    /**
     * Three layers of 3 binary units.
     *
     * @param key where the parameters come from
     * @return the machine
     */
    public static BoltzmannMachine deep(RandomKey key) {
        Group v = binary("v", 3);
        Group h1 = binary("h1", 3);
        Group h2 = binary("h2", 3);
        return filled(
                key,
                BoltzmannMachine.of(
                        Bias.on(v), Bias.on(h1), Bias.on(h2), Pairwise.between(v, h1), Pairwise.between(h1, h2)));
    }

    /**
     * Three layers of 3 binary units whose weights are one parameter, and the biases of the first two layers too.
     *
     * @param key where the parameters come from
     * @return the machine
     */
    public static BoltzmannMachine tied(RandomKey key) {
        Group v = binary("v", 3);
        Group h1 = binary("h1", 3);
        Group h2 = binary("h2", 3);
        Parameter weights = Parameter.weights("weights", Initializer.zero(), 3, 3);
        Parameter bias = Parameter.perUnit("bias", Initializer.zero(), 3);
        return filled(
                key,
                BoltzmannMachine.of(
                        new Bias(v, bias),
                        new Bias(h1, bias),
                        new Pairwise(v, h1, weights),
                        new Pairwise(h2, h1, weights)));
    }

    /**
     * A restricted machine whose biases and weights depend on two context units u.
     *
     * @param key where the parameters come from
     * @return the machine
     */
    public static BoltzmannMachine withContext(RandomKey key) {
        Group u = Group.of("u", new Real(), 2);
        Group v = binary("v", 3);
        Group h = binary("h", 3);
        return filled(
                key,
                BoltzmannMachine.of(
                        Bias.on(v),
                        Bias.on(h),
                        Pairwise.between(v, h),
                        Pairwise.between(u, v),
                        Pairwise.between(u, h),
                        ThreeWay.among(v, h, u)));
    }

    /**
     * The general machine: v of 4 and h of 3 binary units, each pair of units coupled.
     *
     * @param key where the parameters come from
     * @return the machine
     */
    public static BoltzmannMachine general(RandomKey key) {
        Group v = binary("v", 4);
        Group h = binary("h", 3);
        return filled(
                key,
                BoltzmannMachine.of(
                        Bias.on(v), Bias.on(h), Lateral.within(v), Lateral.within(h), Pairwise.between(v, h)));
    }

    /**
     * Spins v on a grid of 2 x 3, neighbours coupled, and 3 binary h; one more edge of v is a term of its own.
     *
     * @param key where the parameters come from
     * @return the machine
     */
    public static BoltzmannMachine grid(RandomKey key) {
        Group v = new Group("v", new Spin(), 6, List.of(2, 3));
        Group h = binary("h", 3);
        return filled(
                key,
                BoltzmannMachine.of(
                        Bias.on(v),
                        Bias.on(h),
                        Lateral.along(v, LateralEdges.grid(v)),
                        new LateralEdges(
                                v, List.of(new Edge(0, 5)), Parameter.weights("diagonal", Initializer.zero(), 1)),
                        Pairwise.between(v, h)));
    }

    /**
     * Potts variables v of 3 blocks of 2, each pair of blocks coupled, and 2 h binary units.
     *
     * @param key where the parameters come from
     * @return the machine
     */
    public static BoltzmannMachine lateralPotts(RandomKey key) {
        Group v = Group.of("v", new OneHot(2), 6);
        Group h = binary("h", 2);
        return filled(key, BoltzmannMachine.of(Bias.on(v), Bias.on(h), Lateral.within(v), Pairwise.between(v, h)));
    }
}
