package org.boltzmann.higherorder;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Term;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.term.ThreeWay;

/**
 * Higher-order Boltzmann machines: all products of up to k units.
 *
 * <p>E = −Σ_i w_i x_i − Σ_{i&lt;j} w_ij x_i x_j − Σ_{i&lt;j&lt;l} w_ijl x_i x_j x_l − …, with a term for each order and each combination of
 * groups; parameters are named like {@code v.bias}, {@code v.order-2.weights}, {@code v-y.order-3.weights}. The likelihood of a
 * machine without hidden units is concave: learning ends at its maximum wherever it begins.
 *
 * <p>Source: T. Sejnowski, "Higher-order Boltzmann machines", AIP Conference Proceedings 151, 1986; F. Albizuri, A. d'Anjou, M. Graña,
 * J. Lozano, "Convergence properties of high-order Boltzmann machines", Neural Networks 9, 1996.
 */
public final class HigherOrderMachines {

    private HigherOrderMachines() {}

    /** Which products of hidden units there are. */
    public enum Interactions {
        /** All: hidden units interact with each other. */
        ALL,
        /** Those with one hidden unit at most: given all others, hidden units are independent of each other. */
        RESTRICTED
    }

    /**
     * The machine of all products of up to k units.
     *
     * @param visible the group that holds the data
     * @param label the group that holds the label, if there is one
     * @param hidden the hidden group, if there is one
     * @param order k, at least 1
     * @param window side of the window within which units of a picture interact; 0 for any distance
     * @param interactions which products of hidden units there are
     * @param visibleBias first values of the visible biases
     * @param weights first values of all other weights
     * @return biases on all groups, and a term for each order from 2 on and each combination of groups that has such products
     * @throws IllegalArgumentException if an order has more products than {@link Hyperedges#LIMIT}, or k is less than 1
     */
    public static BoltzmannMachine of(
            Group visible,
            Optional<Group> label,
            Optional<Group> hidden,
            int order,
            int window,
            Interactions interactions,
            Initializer visibleBias,
            Initializer weights) {
        if (order < 1) {
            throw new IllegalArgumentException("the order of a machine is at least 1, not " + order);
        }
        List<Group> groups = new ArrayList<>(List.of(visible));
        label.ifPresent(groups::add);
        hidden.ifPresent(groups::add);
        List<Term> terms = new ArrayList<>();
        for (Group group : groups) {
            terms.add(Bias.on(group, group.equals(visible) ? visibleBias : Initializer.zero()));
        }
        for (int k = 2; k <= order; k++) {
            for (int subset = 1; subset < 1 << groups.size(); subset++) {
                List<Group> touched = new ArrayList<>();
                for (int g = 0; g < groups.size(); g++) {
                    if ((subset >> g & 1) == 1) {
                        touched.add(groups.get(g));
                    }
                }
                List<Group> single = interactions == Interactions.RESTRICTED
                        ? hidden.filter(touched::contains).stream().toList()
                        : List.of();
                products(touched, k, window, single, weights).ifPresent(terms::add);
            }
        }
        return BoltzmannMachine.of(terms);
    }

    /**
     * The machine without hidden units, whose first weights are 0: a concave likelihood needs no other.
     *
     * @param visible the group that holds the data
     * @param order k, at least 1
     * @return biases, and a term for each order from 2 on
     */
    public static BoltzmannMachine visible(Group visible, int order) {
        return of(
                visible,
                Optional.empty(),
                Optional.empty(),
                order,
                0,
                Interactions.ALL,
                Initializer.zero(),
                Initializer.zero());
    }

    /** Of one unit of each group all products are meant, for which there are faster terms. */
    private static Optional<Term> products(
            List<Group> groups, int order, int window, List<Group> single, Initializer weights) {
        if (order < groups.size()) {
            return Optional.empty();
        }
        if (order == groups.size() && order == 2) {
            return Optional.of(Pairwise.between(groups.get(0), groups.get(1), weights));
        }
        if (order == groups.size() && order == 3) {
            return Optional.of(ThreeWay.among(groups.get(0), groups.get(2), groups.get(1), weights));
        }
        return Hyperedges.find(order, window, single, groups).map(edges -> KWay.of(edges, weights));
    }
}
