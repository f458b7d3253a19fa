package org.boltzmann.higherorder;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.State;
import org.boltzmann.core.Term;
import org.boltzmann.core.TermType;
import org.boltzmann.core.linalg.Kernels;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Passes;

/**
 * Interaction of visible and hidden units that a mask lets through unit by unit: E = −Σ_ik z_i^r v_i W_ik h_k.
 *
 * <p>The mask z has a block of R units for each visible unit, as a rule one-hot: unit r of block i says that component r explains v_i.
 * R terms, one for each component with a hidden group of its own, make a point-wise gated machine. (With a single switch s_i, the
 * other component's factor 1 − s_i would not be homogeneous; two one-hot units are.)
 *
 * <p>Source: K. Sohn, G. Zhou, C. Lee, H. Lee, "Learning and selecting features jointly with point-wise gated Boltzmann machines",
 * ICML 2013.
 *
 * <p>Cost: a field is one product, W h or Wᵀ(z^r ∘ v), and a pass over the visible units; a gradient likewise. W h is shared by the
 * energy and the fields on v and z ({@link State#image}).
 *
 * <p>Construction is refused with an {@link IllegalArgumentException} if two groups are one, the mask has not R units for each visible
 * unit, there is no component r, or the weights' shape is not that of the groups.
 *
 * @param visible v
 * @param mask z, R units for each of the visible
 * @param component r, from 0 to R − 1
 * @param hidden h
 * @param weights W, of shape (units of v, units of h)
 */
public record Masked(Group visible, Group mask, int component, Group hidden, Parameter weights) implements Term {

    static final String COMPONENT = "component";

    public Masked {
        String name = "masked(" + visible.name() + "," + mask.name() + "," + hidden.name() + ")";
        Gate.check(name, visible, mask, component);
        if (hidden.equals(visible) || hidden.equals(mask)) {
            throw new IllegalArgumentException("term " + name + " touches a group twice");
        }
        weights.checkShape(name, visible.size(), hidden.size());
    }

    /**
     * An interaction whose weights are first normal with standard deviation 0.01.
     *
     * @param visible v
     * @param mask z, R units for each of the visible
     * @param component r, from 0 to R − 1
     * @param hidden h
     * @return a term with a parameter of its own, named like {@code v-z0-h.weights}
     */
    public static Masked between(Group visible, Group mask, int component, Group hidden) {
        return between(visible, mask, component, hidden, Initializer.normal(0.01));
    }

    /**
     * An interaction with the given first weights.
     *
     * @param visible v
     * @param mask z, R units for each of the visible
     * @param component r, from 0 to R − 1
     * @param hidden h
     * @param initializer the first values
     * @return a term with a parameter of its own, named like {@code v-z0-h.weights}
     */
    public static Masked between(Group visible, Group mask, int component, Group hidden, Initializer initializer) {
        String name = new Gate(visible, mask, component).name() + "-" + hidden.name() + ".weights";
        return new Masked(
                visible, mask, component, hidden, Parameter.weights(name, initializer, visible.size(), hidden.size()));
    }

    /**
     * The kind of these terms, by which declarations name it.
     *
     * @return {@code masked}, over visible, mask and hidden group, with the option {@code component}
     */
    public static TermType type() {
        return new TermType(
                "masked",
                "-sum_ik z_i^r v_i W_ik h_k",
                Masked.class,
                Set.of(COMPONENT),
                (groups, options) -> between(groups.get(0), groups.get(1), component(options), groups.get(2)),
                (groups, parameters, options) ->
                        new Masked(groups.get(0), groups.get(1), component(options), groups.get(2), parameters.get(0)),
                Term::parameters,
                term -> Map.of(COMPONENT, Integer.toString(((Masked) term).component())));
    }

    static int component(Map<String, String> options) {
        String component = options.getOrDefault(COMPONENT, "");
        if (!component.matches("0|[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("option component of a masked term is \"" + Excerpt.of(component)
                    + "\"; which component of the mask is meant, counted from 0, is wanted");
        }
        return Integer.parseInt(component);
    }

    private Gate gate() {
        return new Gate(visible, mask, component);
    }

    @Override
    public List<Group> groups() {
        return List.of(visible, mask, hidden);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(weights);
    }

    @Override
    public void addEnergy(ParameterValues theta, State x, double[] energy) {
        Passes.addDots(-1, gate().through(x, this), x.image(theta, weights, hidden), energy);
    }

    @Override
    public void addField(ParameterValues theta, Group target, State x, Matrix field) {
        if (target.equals(hidden)) {
            Kernels.get().addTransposedProduct(1, theta.of(weights), gate().through(x, this), field);
        } else {
            gate().addField(target, x, x.image(theta, weights, hidden), field);
        }
    }

    @Override
    public void addGradient(ParameterValues theta, State x, ColumnWeights columnWeights, Gradient gradient) {
        Kernels.get()
                .addOuterProduct(
                        (float) columnWeights.factor(),
                        gate().through(x, this),
                        columnWeights.scale(x.of(hidden)),
                        gradient.of(weights));
    }

    @Override
    public String toString() {
        return "masked(" + visible.name() + "," + mask.name() + component + "," + hidden.name() + ")";
    }
}
