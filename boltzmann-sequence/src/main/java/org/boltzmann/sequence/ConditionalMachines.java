package org.boltzmann.sequence;

import java.util.ArrayList;
import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.Term;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Factored;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.term.ThreeWay;
import org.boltzmann.core.unit.Bernoulli;

/**
 * Restricted machines of v and h whose parameters a context u shifts: E = −b·v − c·h − vᵀWh − uᵀAv − uᵀBh, and a term of u, v and h
 * where the weights follow u too.
 *
 * <p>Given u, the machine is a restricted one of biases b + Aᵀu and c + Bᵀu; with a {@link Emission} of weights, of the weight matrix
 * W + Σ_k u_k T_k, which is never made: fields and gradients go through the tensor's factors, or its slices.
 *
 * <p>Sources: biases: N. Boulanger-Lewandowski, Y. Bengio, P. Vincent, "Modeling temporal dependencies in high-dimensional
 * sequences", ICML 2012; G. Taylor, G. Hinton, S. Roweis, "Modeling human motion using binary latent variables", NIPS 2006;
 * weights by factors: G. Taylor, G. Hinton, "Factored conditional restricted Boltzmann machines for modeling motion style", ICML 2009, where
 * labels of style multiply the factors; here it is the context alone, and such labels are no part of the machine.
 */
public final class ConditionalMachines {

    private ConditionalMachines() {}

    /**
     * First values.
     *
     * @param visibleBias of b
     * @param weights of W
     * @param emission of A, B and what emits weights
     */
    public record First(Initializer visibleBias, Initializer weights, Initializer emission) {

        /**
         * The customary ones: biases matched to the data, weights of deviation 0.01, emission of 0.0001.
         *
         * @param visible the visible group
         * @return first values
         */
        public static First matchedTo(Group visible) {
            return new First(Initializer.matchedToData(visible), Initializer.normal(0.01), Initializer.normal(0.0001));
        }
    }

    /**
     * The conditional machine of three groups.
     *
     * @param visible v
     * @param hidden h
     * @param context u, a context group
     * @param emission what follows u beside the biases
     * @param first first values
     * @return a machine without a network; {@link BoltzmannMachine#conditionedBy} gives it one
     */
    public static BoltzmannMachine of(Group visible, Group hidden, Group context, Emission emission, First first) {
        List<Term> terms = new ArrayList<>(List.of(
                Bias.on(visible, first.visibleBias()),
                Bias.on(hidden),
                Pairwise.between(visible, hidden, first.weights()),
                Pairwise.between(context, visible, first.emission()),
                Pairwise.between(context, hidden, first.emission())));
        switch (emission.kind()) {
            case BIASES -> {}
            case LOW_RANK -> terms.add(Factored.among(emission.factors(), first.weights(), context, visible, hidden));
            case FULL -> terms.add(ThreeWay.among(context, visible, hidden, first.emission()));
        }
        return BoltzmannMachine.of(terms);
    }

    /**
     * The recurrent temporal restricted Boltzmann machine: u is what h was expected to be at the frame before,
     * u_t+1 = E[h | v_t, u_t] = σ(Wᵀv_t + Bᵀu_t + c), so that the cell's parameters are the machine's.
     *
     * <p>What begins a sequence is learned as u_1 instead of as biases of its own.
     *
     * <p>Source: I. Sutskever, G. Hinton, G. Taylor, "The recurrent temporal restricted Boltzmann machine", NIPS 2008.
     *
     * @param visible v
     * @param hidden h, Bernoulli units
     * @param context u, as many units
     * @param first first values; A and B are not small there, since B is what is remembered
     * @return a machine with its network
     * @throws IllegalArgumentException if the hidden units are not Bernoulli units, or the context has another size
     */
    public static BoltzmannMachine recurrentTemporal(Group visible, Group hidden, Group context, First first) {
        if (!(hidden.type() instanceof Bernoulli) || hidden.size() != context.size()) {
            throw new IllegalArgumentException(
                    "in a recurrent temporal machine the context is the mean of binary hidden" + " units, but "
                            + context + " is to be that of " + hidden);
        }
        BoltzmannMachine machine = of(visible, hidden, context, Emission.biases(), first);
        CellParameters tied = new CellParameters(
                machine.parameter(visible.name() + "-" + hidden.name() + ".weights"),
                machine.parameter(context.name() + "-" + hidden.name() + ".weights"),
                machine.parameter(hidden.name() + ".bias"),
                Parameter.perUnit(context.name() + ".start", Initializer.zero(), context.size()));
        return machine.conditionedBy(new Elman(visible, context, Activation.LOGISTIC, tied));
    }
}
