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

/**
 * Interaction of three groups with a weight for each triple: E = −Σ_ijk W_ijk a_i b_j c_k.
 *
 * <p>The units of one group each switch one slice of the weights on or off, a matrix such as W_··k, and only columns in which a
 * unit is not 0 cost anything. Which group that is follows for each call from sizes and values: a one-hot group wherever it
 * stands, of which each column takes one product with one slice, else the smallest. Of I x J x K units and n columns a field or a
 * gradient is a product of 2IJKn operations, divided by the number of classes where a group is a one-hot label.
 *
 * <p>Where the first group is clamped as a whole, Σ_i W_ijk a_i is a {@link State#projection}, of JKn numbers, up to 128 MiB: while those are
 * remembered, as in learning, fields on the two other groups share one product. So put context first, and a label or the smallest group third: slices of the first
 * group do not lie in one piece and are copied.
 *
 * <p>Source: R. Memisevic, G. Hinton, "Unsupervised learning of image transformations", CVPR 2007; with a one-hot third group,
 * V. Nair, G. Hinton, "3D object recognition with deep belief nets", NIPS 2009.
 *
 * <p>Construction is refused with an {@link IllegalArgumentException} if two groups are one, or the weights' shape is not theirs.
 *
 * @param first group a
 * @param second group b
 * @param third group c
 * @param weights W, of shape (units of a, units of b, units of c)
 */
public record ThreeWay(Group first, Group second, Group third, Parameter weights) implements Term {

    public ThreeWay {
        Distinct.check("three-way", List.of(first, second, third));
        weights.checkShape(
                "three-way" + Distinct.names(List.of(first, second, third)), first.size(), second.size(), third.size());
    }

    /**
     * An interaction whose weights are first normal with standard deviation 0.01.
     *
     * @param first group a
     * @param second group b
     * @param third group c, best the smallest
     * @return a term with a parameter of its own, named like {@code x-y-h.weights}
     */
    public static ThreeWay among(Group first, Group second, Group third) {
        return among(first, second, third, Initializer.normal(0.01));
    }

    /**
     * An interaction with the given first weights.
     *
     * @param first group a
     * @param second group b
     * @param third group c, best the smallest
     * @param initializer the first values
     * @return a term with a parameter of its own, named like {@code x-y-h.weights}
     */
    public static ThreeWay among(Group first, Group second, Group third, Initializer initializer) {
        String name = first.name() + "-" + second.name() + "-" + third.name() + ".weights";
        return new ThreeWay(
                first, second, third, Parameter.weights(name, initializer, first.size(), second.size(), third.size()));
    }

    @Override
    public List<Group> groups() {
        return List.of(first, second, third);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(weights);
    }

    @Override
    public void addEnergy(ParameterValues theta, State x, double[] energy) {
        products(x).addEnergy(theta, x, energy);
    }

    @Override
    public void addField(ParameterValues theta, Group target, State x, Matrix field) {
        int g = target.equals(first) ? 0 : target.equals(second) ? 1 : 2;
        products(x).addField(theta, g, x, field);
    }

    @Override
    public void addGradient(ParameterValues theta, State x, ColumnWeights columnWeights, Gradient gradient) {
        products(x).addGradient(x, columnWeights, gradient.of(weights));
    }

    private ThreeWayProducts products(State x) {
        return x.scratch(this, ThreeWayProducts.class, () -> new ThreeWayProducts(this, x.columns()));
    }

    @Override
    public String toString() {
        return "three-way" + Distinct.names(groups());
    }
}
