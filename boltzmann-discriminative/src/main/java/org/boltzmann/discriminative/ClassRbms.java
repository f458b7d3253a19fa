package org.boltzmann.discriminative;

import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.OneHot;

/**
 * Classification RBMs: a restricted machine whose visible units are the data and a label.
 *
 * <p>E(v, y, h) = −b·v − d·y − c·h − vᵀW h − yᵀU h; parameters are named {@code v.bias}, {@code y.bias}, {@code h.bias},
 * {@code v-h.weights} and {@code y-h.weights}. First weights are uniform on ±m^(−1/2), m the larger side of each matrix, biases 0.
 *
 * <p>Source: H. Larochelle, M. Mandel, R. Pascanu, Y. Bengio, "Learning algorithms for the classification restricted Boltzmann
 * machine", JMLR 13, 2012.
 */
public final class ClassRbms {

    private ClassRbms() {}

    /**
     * The classification RBM of three groups of any types.
     *
     * @param visible the group that holds the data
     * @param label the group that holds the label
     * @param hidden the hidden group
     * @return a machine of biases on all and weights between the hidden group and the two others
     */
    public static BoltzmannMachine of(Group visible, Group label, Group hidden) {
        return of(visible, label, hidden, Initializer.zero());
    }

    /**
     * The classification RBM of three groups of any types, with given first visible biases.
     *
     * @param visible the group that holds the data
     * @param label the group that holds the label
     * @param hidden the hidden group
     * @param visibleBias first values of the visible biases
     * @return a machine of biases on all and weights between the hidden group and the two others
     */
    public static BoltzmannMachine of(Group visible, Group label, Group hidden, Initializer visibleBias) {
        return BoltzmannMachine.of(
                Bias.on(visible, visibleBias),
                Bias.on(label, Initializer.zero()),
                Bias.on(hidden, Initializer.zero()),
                Pairwise.between(visible, hidden, first(visible, hidden)),
                Pairwise.between(label, hidden, first(label, hidden)));
    }

    /**
     * Binary visible and hidden units.
     *
     * @param visible number of visible units
     * @param classes number of classes
     * @param hidden number of hidden units
     * @return the machine, of groups v, y and h
     */
    public static BoltzmannMachine bernoulli(int visible, int classes, int hidden) {
        return of(
                Group.of("v", new Bernoulli(), visible),
                Group.of("y", new OneHot(classes), classes),
                Group.of("h", new Bernoulli(), hidden));
    }

    private static Initializer first(Group one, Group other) {
        return Initializer.uniform(1 / StrictMath.sqrt(Math.max(one.size(), other.size())));
    }
}
