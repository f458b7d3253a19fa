package org.boltzmann.rbm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.Term;
import org.boltzmann.core.io.Tensor;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.unit.Bernoulli;

/**
 * Restricted machines of binary units as scikit-learn's {@code BernoulliRBM} has them: {@value #WEIGHTS} of shape (hidden, visible), and the
 * biases {@value #HIDDEN} and {@value #VISIBLE}. Its {@code transform} is E[h | v] = σ(v Wᵀ + c), what {@code fillMean} computes here.
 *
 * <p>Source: the documentation of scikit-learn, {@code sklearn.neural_network.BernoulliRBM}.
 */
public final class ScikitLearn {

    /** The weights. */
    public static final String WEIGHTS = "components_";

    /** Biases of hidden units. */
    public static final String HIDDEN = "intercept_hidden_";

    /** Biases of visible units. */
    public static final String VISIBLE = "intercept_visible_";

    /** All three. */
    public static final List<String> NAMES = List.of(WEIGHTS, HIDDEN, VISIBLE);

    private ScikitLearn() {}

    /**
     * The arrays of a machine.
     *
     * @param machine a restricted machine of binary units, its visible group first
     * @return the three arrays by name
     * @throws IllegalArgumentException if the machine is another
     */
    public static Map<String, Tensor> arrays(BoltzmannMachine machine) {
        List<Group> groups = machine.groups();
        boolean binary = groups.size() == 2
                && groups.stream().allMatch(group -> group.type().equals(new Bernoulli()));
        Parameter visible = null;
        Parameter hidden = null;
        Parameter weights = null;
        for (Term term : binary ? machine.terms() : List.<Term>of()) {
            if (term instanceof Bias bias && bias.groups().equals(groups.subList(0, 1))) {
                visible = bias.parameters().get(0);
            } else if (term instanceof Bias bias && bias.groups().equals(groups.subList(1, 2))) {
                hidden = bias.parameters().get(0);
            } else if (term instanceof Pairwise pairwise && pairwise.groups().equals(groups)) {
                weights = pairwise.weights();
            }
        }
        if (visible == null
                || hidden == null
                || weights == null
                || machine.terms().size() != 3) {
            throw new IllegalArgumentException(
                    "BernoulliRBM is a bias for each of two groups of binary units and weights between them, not "
                            + machine);
        }
        Matrix w = machine.theta().of(weights);
        int units = groups.get(1).size();
        Matrix components = Matrix.zeros(units, groups.get(0).size());
        for (int j = 0; j < units; j++) {
            for (int i = 0; i < w.rows(); i++) {
                components.set(j, i, w.get(i, j));
            }
        }
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        arrays.put(WEIGHTS, Tensor.of(components));
        arrays.put(HIDDEN, vector(machine, hidden));
        arrays.put(VISIBLE, vector(machine, visible));
        return arrays;
    }

    private static Tensor vector(BoltzmannMachine machine, Parameter bias) {
        return Tensor.of(machine.theta().of(bias), List.of(bias.rows()));
    }

    /**
     * The machine of three arrays.
     *
     * @param arrays by name
     * @return a machine with groups {@code v} and {@code h}
     * @throws IllegalArgumentException if an array is missing, or their shapes do not fit each other
     */
    public static BoltzmannMachine machine(Map<String, Tensor> arrays) {
        for (String name : NAMES) {
            if (!arrays.containsKey(name)) {
                throw new IllegalArgumentException("there is no array " + name + ", only "
                        + arrays.keySet().stream().limit(10).toList());
            }
        }
        List<Integer> shape = arrays.get(WEIGHTS).shape();
        if (shape.size() != 2
                || !arrays.get(HIDDEN).shape().equals(List.of(shape.get(0)))
                || !arrays.get(VISIBLE).shape().equals(List.of(shape.get(1)))) {
            throw new IllegalArgumentException(WEIGHTS + " has the shape " + shape + ", " + HIDDEN + " "
                    + arrays.get(HIDDEN).shape() + " and " + VISIBLE + " "
                    + arrays.get(VISIBLE).shape() + "; wanted are (hidden, visible), (hidden) and (visible)");
        }
        BoltzmannMachine machine = Rbms.bernoulli(shape.get(1), shape.get(0));
        Matrix components = arrays.get(WEIGHTS).toMatrix();
        Matrix w = machine.theta().of(machine.parameter("v-h.weights"));
        for (int j = 0; j < w.columns(); j++) {
            for (int i = 0; i < w.rows(); i++) {
                w.set(i, j, components.get(j, i));
            }
        }
        machine.theta().of(machine.parameter("h.bias")).set(arrays.get(HIDDEN).toMatrix());
        machine.theta().of(machine.parameter("v.bias")).set(arrays.get(VISIBLE).toMatrix());
        return machine;
    }
}
