package org.boltzmann.core.term;

import java.util.List;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.State;
import org.boltzmann.core.Term;
import org.boltzmann.core.linalg.Kernels;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Passes;

/**
 * Interaction of two groups: E = −Σ_ij W_ij a_i b_j.
 *
 * <p>A one-hot group is multiplied like any other: with ten classes a product costs less than looking up weights, with a hundred as
 * much.
 *
 * <p>Construction is refused with an {@link IllegalArgumentException} if the groups are one, or the weights' shape is not theirs.
 *
 * @param first group a
 * @param second group b
 * @param weights W, of shape (units of a, units of b)
 */
public record Pairwise(Group first, Group second, Parameter weights) implements Term {

    public Pairwise {
        Distinct.check("pairwise", List.of(first, second));
        weights.checkShape("pairwise(" + first.name() + "," + second.name() + ")", first.size(), second.size());
    }

    /**
     * An interaction whose weights are first normal with standard deviation 0.01.
     *
     * @param first group a
     * @param second group b
     * @return a term with a parameter of its own, named like {@code v-h.weights}
     */
    public static Pairwise between(Group first, Group second) {
        return between(first, second, Initializer.normal(0.01));
    }

    /**
     * An interaction with the given first weights.
     *
     * @param first group a
     * @param second group b
     * @param initializer the first values
     * @return a term with a parameter of its own, named like {@code v-h.weights}
     */
    public static Pairwise between(Group first, Group second, Initializer initializer) {
        String name = first.name() + "-" + second.name() + ".weights";
        return new Pairwise(first, second, Parameter.weights(name, initializer, first.size(), second.size()));
    }

    @Override
    public List<Group> groups() {
        return List.of(first, second);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(weights);
    }

    @Override
    public void addEnergy(ParameterValues theta, State x, double[] energy) {
        Group target = first.size() < second.size() ? first : second;
        Matrix field = x.scratch(this, target.size());
        field.fill(0);
        addField(theta, target, x, field);
        Passes.addDots(-1, field, x.of(target), energy);
    }

    @Override
    public void addField(ParameterValues theta, Group target, State x, Matrix field) {
        if (target.equals(first)) {
            Kernels.get().addProduct(1, theta.of(weights), x.of(second), field);
        } else {
            Kernels.get().addTransposedProduct(1, theta.of(weights), x.of(first), field);
        }
    }

    @Override
    public void addGradient(ParameterValues theta, State x, ColumnWeights columnWeights, Gradient gradient) {
        Matrix a = x.of(first);
        Matrix b = x.of(second);
        if (columnWeights.perColumn() != null) { // the smaller is scaled
            Matrix scaled = x.scratch(this, Math.min(first.size(), second.size()));
            if (first.size() < second.size()) {
                Passes.fillColumnsScaled(a, columnWeights.perColumn(), scaled);
                a = scaled;
            } else {
                Passes.fillColumnsScaled(b, columnWeights.perColumn(), scaled);
                b = scaled;
            }
        }
        Kernels.get().addOuterProduct((float) columnWeights.factor(), a, b, gradient.of(weights));
    }

    @Override
    public String toString() {
        return "pairwise(" + first.name() + "," + second.name() + ")";
    }
}
