package org.boltzmann.higherorder;

import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.term.ThreeWay;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.OneHot;

/**
 * Restricted machines whose weights are multiplied by a one-hot group: given its value k they are the restricted machine with the
 * k-th slice of weights.
 *
 * <p>Three machines of one energy, which differ in what the one-hot group is: a label that the data give, a component that they don't, or
 * a label that only some of the hidden units know of. Hidden biases belong to the value, C_jk; a bias of the unit alone would be
 * one of them too many. First weights are normal, hidden biases 0.
 *
 * <p>Given the data, the one-hot group and the hidden units depend on each other; {@link org.boltzmann.core.Marginal} enumerates the K
 * values and sums out the hidden units in closed form, at K times the cost of a restricted machine.
 */
public final class MultiplicativeRbms {

    private MultiplicativeRbms() {}

    /**
     * The class-multiplicative RBM: E(v, h, y) = −b·v − d·y − Σ_jk C_jk h_j y_k − Σ_ijk W_ijk v_i h_j y_k.
     *
     * <p>p(y = k | v) ∝ exp(d_k + Σ_j log(1 + exp(C_jk + Σ_i W_ijk v_i))) for binary hidden units. The parameters are {@code v.bias},
     * {@code y.bias}, {@code h-y.weights} (C) and {@code v-h-y.weights} (W), if the groups are so named.
     *
     * <p>Source: V. Nair, G. Hinton, "3D object recognition with deep belief nets", NIPS 2009.
     *
     * @param visible v, the group that holds the data
     * @param hidden h
     * @param label y, one block of one-hot units
     * @param visibleBias first values of b
     * @param weights first values of W
     * @return the machine
     */
    public static BoltzmannMachine classMultiplicative(
            Group visible, Group hidden, Group label, Initializer visibleBias, Initializer weights) {
        return BoltzmannMachine.of(
                Bias.on(visible, visibleBias),
                Bias.on(label, Initializer.zero()),
                Pairwise.between(hidden, label, Initializer.zero()),
                ThreeWay.among(visible, hidden, label, weights));
    }

    /**
     * The class-multiplicative RBM of binary units.
     *
     * @param visible number of visible units
     * @param hidden number of hidden units
     * @param classes number of classes
     * @return the machine, of groups v, y and h
     */
    public static BoltzmannMachine classMultiplicative(int visible, int hidden, int classes) {
        return classMultiplicative(
                Group.of("v", new Bernoulli(), visible),
                Group.of("h", new Bernoulli(), hidden),
                Group.of("y", new OneHot(classes), classes),
                Initializer.zero(),
                Initializer.normal(0.01));
    }

    /**
     * The implicit mixture of RBMs: the energy of {@link #classMultiplicative(Group, Group, Group, Initializer, Initializer)} with a
     * component z, which nothing shows, in the place of the label.
     *
     * <p>The responsibility of component k is p(z = k | v), a softmax of free energies. Mixing proportions are implicit: they are
     * the components' partition functions, which nobody has to know. Components must begin differently, so that {@code weights} must not
     * be the same for all.
     *
     * <p>Source: V. Nair, G. Hinton, "Implicit mixtures of restricted Boltzmann machines", NIPS 2008.
     *
     * @param visible v, the group that holds the data
     * @param hidden h
     * @param component z, one block of one-hot units
     * @param visibleBias first values of b
     * @param weights first values of W
     * @return the machine
     */
    public static BoltzmannMachine mixture(
            Group visible, Group hidden, Group component, Initializer visibleBias, Initializer weights) {
        return classMultiplicative(visible, hidden, component, visibleBias, weights);
    }

    /**
     * The implicit mixture of RBMs of binary units.
     *
     * @param visible number of visible units
     * @param hidden number of hidden units, which all components share
     * @param components number of components
     * @return the machine, of groups v, z and h
     */
    public static BoltzmannMachine mixture(int visible, int hidden, int components) {
        return mixture(
                Group.of("v", new Bernoulli(), visible),
                Group.of("h", new Bernoulli(), hidden),
                Group.of("z", new OneHot(components), components),
                Initializer.zero(),
                Initializer.normal(0.01));
    }

    /**
     * The RBM of two hidden groups: relevant units r, multiplied by the label, and irrelevant ones s, which see the data only:
     * E(v, y, r, s) = −b·v − d·y − e·s − Σ_jk C_jk r_j y_k − Σ_ijk W_ijk v_i r_j y_k − Σ_il V_il v_i s_l.
     *
     * <p>Given the data, s is independent of label and r, so that it cancels in p(y | v); what varies without
     * telling the class is left to it. The parameters are {@code v.bias}, {@code y.bias}, {@code s.bias} (e), {@code r-y.weights}
     * (C), {@code v-r-y.weights} (W) and {@code v-s.weights} (V), if the groups are so named.
     *
     * <p>Source: H. Luo, R. Shen, C. Niu, C. Ullrich, "Learning class-relevant features and class-irrelevant features via a hybrid
     * third-order RBM", AISTATS 2011.
     *
     * @param visible v, the group that holds the data
     * @param relevant r
     * @param irrelevant s
     * @param label y, one block of one-hot units
     * @param visibleBias first values of b
     * @param weights first values of W and V
     * @return the machine
     */
    public static BoltzmannMachine twoGroups(
            Group visible,
            Group relevant,
            Group irrelevant,
            Group label,
            Initializer visibleBias,
            Initializer weights) {
        return BoltzmannMachine.of(
                Bias.on(visible, visibleBias),
                Bias.on(label, Initializer.zero()),
                Bias.on(irrelevant, Initializer.zero()),
                Pairwise.between(relevant, label, Initializer.zero()),
                ThreeWay.among(visible, relevant, label, weights),
                Pairwise.between(visible, irrelevant, weights));
    }

    /**
     * The RBM of two hidden groups of binary units.
     *
     * @param visible number of visible units
     * @param relevant number of hidden units that are multiplied by the label
     * @param irrelevant number of hidden units that see the data only
     * @param classes number of classes
     * @return the machine, of groups v, y, s and r
     */
    public static BoltzmannMachine twoGroups(int visible, int relevant, int irrelevant, int classes) {
        return twoGroups(
                Group.of("v", new Bernoulli(), visible),
                Group.of("r", new Bernoulli(), relevant),
                Group.of("s", new Bernoulli(), irrelevant),
                Group.of("y", new OneHot(classes), classes),
                Initializer.zero(),
                Initializer.normal(0.01));
    }
}
