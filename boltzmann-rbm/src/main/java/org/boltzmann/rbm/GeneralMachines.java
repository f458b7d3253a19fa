package org.boltzmann.rbm;

import java.util.ArrayList;
import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Term;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.unit.Bernoulli;

/**
 * General Boltzmann machines: visible and hidden units of which any two may be coupled.
 *
 * <p>E(v, h) = −Σ_i b_i v_i − Σ_j c_j h_j − Σ_{i&lt;k} v_i L_ik v_k − Σ_{j&lt;l} h_j J_jl h_l − Σ_ij v_i W_ij h_j; parameters are named
 * {@code v.bias}, {@code h.bias}, {@code v-v.weights}, {@code h-h.weights} and {@code v-h.weights}. First values are those of
 * {@link Rbms}. A machine with couplings between visible units only (semi-restricted) has an exact positive phase; with
 * coupled hidden units it is mean field or sampled.
 *
 * <p>Source: D. Ackley, G. Hinton, T. Sejnowski, "A learning algorithm for Boltzmann machines", Cognitive Science 9, 1985;
 * R. Salakhutdinov, "Learning and evaluating Boltzmann machines", UTML TR 2008-002, 2008.
 */
public final class GeneralMachines {

    private GeneralMachines() {}

    /**
     * Binary units of which each is coupled with each.
     *
     * @param visible number of visible units
     * @param hidden number of hidden units
     * @return the machine
     */
    public static BoltzmannMachine bernoulli(int visible, int hidden) {
        Group v = Group.of("v", new Bernoulli(), visible);
        Group h = Group.of("h", new Bernoulli(), hidden);
        return of(v, h, Couplings.DENSE, Couplings.DENSE, Initializer.matchedToData(v), Initializer.normal(0.01));
    }

    /**
     * Visible and hidden units coupled with each other, and among themselves as asked.
     *
     * @param visible the visible group
     * @param hidden the hidden group
     * @param amongVisible couplings of visible units with each other
     * @param amongHidden couplings of hidden units with each other
     * @param visibleBias first values of the visible biases
     * @param weights first weights
     * @return the machine
     * @throws IllegalArgumentException if unbounded units are coupled with each other
     */
    public static BoltzmannMachine of(
            Group visible,
            Group hidden,
            Couplings amongVisible,
            Couplings amongHidden,
            Initializer visibleBias,
            Initializer weights) {
        List<Term> terms = new ArrayList<>(List.of(Bias.on(visible, visibleBias), Bias.on(hidden)));
        amongVisible.term(visible, weights).ifPresent(terms::add);
        amongHidden.term(hidden, weights).ifPresent(terms::add);
        terms.add(Pairwise.between(visible, hidden, weights));
        return BoltzmannMachine.of(terms);
    }

    /**
     * Visible units only, coupled with each other.
     *
     * @param visible the visible group
     * @param among their couplings
     * @param visibleBias first values of the biases
     * @param weights first weights
     * @return the machine
     * @throws IllegalArgumentException if the units are unbounded
     */
    public static BoltzmannMachine visible(
            Group visible, Couplings among, Initializer visibleBias, Initializer weights) {
        List<Term> terms = new ArrayList<>(List.of(Bias.on(visible, visibleBias)));
        among.term(visible, weights).ifPresent(terms::add);
        return BoltzmannMachine.of(terms);
    }
}
