package org.boltzmann.rbm;

import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.UnitType;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.unit.Spin;

/**
 * Restricted Boltzmann machines: a visible group v, a hidden group h, and a weight for each pair between them.
 *
 * <p>E(v, h) = −Σ_i b_i v_i − Σ_j c_j h_j − Σ_ij v_i W_ij h_j, whatever the types of the units; parameters are named
 * {@code v.bias}, {@code h.bias} and {@code v-h.weights}. First weights are normal with standard deviation 0.01, hidden biases 0,
 * visible biases matched to the data where {@link BoltzmannMachine#initialize} is given any.
 *
 * <p>Source: P. Smolensky, "Information processing in dynamical systems: foundations of harmony theory", 1986.
 */
public final class Rbms {

    private Rbms() {}

    /**
     * The restricted Boltzmann machine of any two groups.
     *
     * @param visible the visible group
     * @param hidden the hidden group
     * @return a machine of biases on both and weights between them
     * @throws IllegalArgumentException if both have unbounded units
     */
    public static BoltzmannMachine of(Group visible, Group hidden) {
        return of(visible, hidden, Initializer.matchedToData(visible), Initializer.normal(0.01));
    }

    /**
     * The restricted Boltzmann machine of any two groups, with the given first values.
     *
     * @param visible the visible group
     * @param hidden the hidden group
     * @param visibleBias first values of the visible biases
     * @param weights first weights
     * @return a machine of biases on both and weights between them
     * @throws IllegalArgumentException if both have unbounded units
     */
    public static BoltzmannMachine of(Group visible, Group hidden, Initializer visibleBias, Initializer weights) {
        return BoltzmannMachine.of(
                Bias.on(visible, visibleBias), Bias.on(hidden), Pairwise.between(visible, hidden, weights));
    }

    /**
     * Binary visible, binary hidden units.
     *
     * @param visible number of visible units
     * @param hidden number of hidden units
     * @return the machine
     */
    public static BoltzmannMachine bernoulli(int visible, int hidden) {
        return of(visible(new Bernoulli(), visible), hidden(hidden));
    }

    /**
     * Real-valued visible units of precision 1, for standardised data; binary hidden units.
     *
     * <p>The mean of v given h is b + W h. Source: G. Hinton, R. Salakhutdinov, "Reducing the dimensionality of data with neural
     * networks", Science 313, 2006.
     *
     * @param visible number of visible units
     * @param hidden number of hidden units
     * @return the machine
     */
    public static BoltzmannMachine gaussian(int visible, int hidden) {
        return of(visible(Gaussian.unitPrecision(), visible), hidden(hidden));
    }

    /**
     * Real-valued visible units each of a learned precision λ = exp(ζ); binary hidden units.
     *
     * <p>The mean of v given h is (b + W h) / λ; ζ is the parameter {@code v.log-precision}.
     *
     * @param visible number of visible units
     * @param hidden number of hidden units
     * @return the machine
     */
    public static BoltzmannMachine gaussianWithPrecision(int visible, int hidden) {
        return of(visible(Gaussian.learnedPrecision("v", visible), visible), hidden(hidden));
    }

    /**
     * Ising spins, −1 or +1, visible and hidden.
     *
     * @param visible number of visible units
     * @param hidden number of hidden units
     * @return the machine
     */
    public static BoltzmannMachine spin(int visible, int hidden) {
        return of(visible(new Spin(), visible), Group.of("h", new Spin(), hidden));
    }

    /**
     * Categorical visible variables, each a one-hot block; binary hidden units.
     *
     * <p>Source: R. Salakhutdinov, A. Mnih, G. Hinton, "Restricted Boltzmann machines for collaborative filtering", ICML 2007,
     * without missing ratings.
     *
     * @param variables number of visible variables
     * @param classes number of values a variable can take
     * @param hidden number of hidden units
     * @return the machine, with {@code variables * classes} visible units
     */
    public static BoltzmannMachine potts(int variables, int classes, int hidden) {
        return of(
                new Group("v", new OneHot(classes), variables * classes, List.of(variables, classes)), hidden(hidden));
    }

    private static Group visible(UnitType type, int size) {
        return Group.of("v", type, size);
    }

    private static Group hidden(int size) {
        return Group.of("h", new Bernoulli(), size);
    }
}
