package org.boltzmann.higherorder;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.State;
import org.boltzmann.core.Term;
import org.boltzmann.core.TermType;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Passes;

/**
 * A field on visible units where one component of a mask lets them through: E = −Σ_i c_i z_i^r v_i.
 *
 * <p>Source: K. Sohn, G. Zhou, C. Lee, H. Lee, "Learning and selecting features jointly with point-wise gated Boltzmann machines",
 * ICML 2013, where each component has visible biases of its own. See {@link Masked}.
 *
 * <p>Construction is refused with an {@link IllegalArgumentException} if the groups are one, the mask has not R units for each visible
 * unit, there is no component r, or there is not one bias for each visible unit.
 *
 * @param visible v
 * @param mask z, R units for each of the visible
 * @param component r, from 0 to R − 1
 * @param bias c, of shape (units of v)
 */
public record MaskedBias(Group visible, Group mask, int component, Parameter bias) implements Term {

    public MaskedBias {
        String name = "masked-bias(" + visible.name() + "," + mask.name() + ")";
        Gate.check(name, visible, mask, component);
        bias.checkShape(name, visible.size());
    }

    /**
     * Biases that are first zero.
     *
     * @param visible v
     * @param mask z, R units for each of the visible
     * @param component r, from 0 to R − 1
     * @return a term with a parameter of its own, named like {@code v-z0.bias}
     */
    public static MaskedBias on(Group visible, Group mask, int component) {
        String name = new Gate(visible, mask, component).name() + ".bias";
        return new MaskedBias(visible, mask, component, Parameter.perUnit(name, Initializer.zero(), visible.size()));
    }

    /**
     * The kind of these terms, by which declarations name it.
     *
     * @return {@code masked-bias}, over visible group and mask, with the option {@code component}
     */
    public static TermType type() {
        return new TermType(
                "masked-bias",
                "-sum_i c_i z_i^r v_i",
                MaskedBias.class,
                Set.of(Masked.COMPONENT),
                (groups, options) -> on(groups.get(0), groups.get(1), Masked.component(options)),
                (groups, parameters, options) ->
                        new MaskedBias(groups.get(0), groups.get(1), Masked.component(options), parameters.get(0)),
                Term::parameters,
                term -> Map.of(Masked.COMPONENT, Integer.toString(((MaskedBias) term).component())));
    }

    private Gate gate() {
        return new Gate(visible, mask, component);
    }

    @Override
    public List<Group> groups() {
        return List.of(visible, mask);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(bias);
    }

    @Override
    public void addEnergy(ParameterValues theta, State x, double[] energy) {
        Passes.addDotsWithColumn(-1, theta.of(bias), gate().through(x, this), energy);
    }

    @Override
    public void addField(ParameterValues theta, Group target, State x, Matrix field) {
        gate().addField(target, x, theta.of(bias), field);
    }

    @Override
    public void addGradient(ParameterValues theta, State x, ColumnWeights weights, Gradient gradient) {
        Passes.addSumOfColumns(weights.factor(), gate().through(x, this), weights.perColumn(), gradient.of(bias));
    }

    @Override
    public String toString() {
        return "masked-bias(" + visible.name() + "," + mask.name() + component + ")";
    }
}
