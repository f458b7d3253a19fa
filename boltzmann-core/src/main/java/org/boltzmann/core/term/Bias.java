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
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Passes;

/**
 * A constant field on each unit of a group: E = −Σ_i b_i x_i.
 *
 * <p>Construction is refused with an {@link IllegalArgumentException} if there is not one bias for each unit.
 *
 * @param group the group
 * @param bias b, of shape (units)
 */
public record Bias(Group group, Parameter bias) implements Term {

    public Bias {
        bias.checkShape("bias(" + group.name() + ")", group.size());
    }

    /**
     * Biases matched to the data where there is data for the group, else zero at first.
     *
     * @param group the group
     * @return a term with a parameter of its own, named like {@code v.bias}
     */
    public static Bias on(Group group) {
        return on(group, Initializer.matchedToData(group));
    }

    /**
     * Biases with the given first values.
     *
     * @param group the group
     * @param initializer the first values
     * @return a term with a parameter of its own, named like {@code v.bias}
     */
    public static Bias on(Group group, Initializer initializer) {
        return new Bias(group, Parameter.perUnit(group.name() + ".bias", initializer, group.size()));
    }

    @Override
    public List<Group> groups() {
        return List.of(group);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(bias);
    }

    @Override
    public void addEnergy(ParameterValues theta, State x, double[] energy) {
        Passes.addDotsWithColumn(-1, theta.of(bias), x.of(group), energy);
    }

    @Override
    public void addField(ParameterValues theta, Group target, State x, Matrix field) {
        Passes.addToColumns(theta.of(bias), field);
    }

    @Override
    public void addGradient(ParameterValues theta, State x, ColumnWeights weights, Gradient gradient) {
        Passes.addSumOfColumns(weights.factor(), x.of(group), weights.perColumn(), gradient.of(bias));
    }

    @Override
    public String toString() {
        return "bias(" + group.name() + ")";
    }
}
