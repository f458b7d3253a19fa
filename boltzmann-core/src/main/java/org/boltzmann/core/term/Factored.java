package org.boltzmann.core.term;

import java.util.ArrayList;
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
 * Interaction of three or more groups whose weight tensor is a sum of F outer products:
 * E = −Σ_f Π_g (Σ_i U^g_if x^g_i).
 *
 * <p>Each group g has filters U^g, one column a factor; parameters grow with the sum of the groups' sizes, not their product.
 *
 * <p>Source: R. Memisevic, G. Hinton, "Learning to represent spatial transformations with factored higher-order Boltzmann
 * machines", Neural Computation 22(6), 2010, where the groups are two images and the hidden units.
 *
 * <p>Construction is refused with an {@link IllegalArgumentException} if there are fewer than three groups or one twice, or the filters do not fit.
 *
 * @param groups at least three groups
 * @param filters one parameter for each group, of shape (units of the group, factors)
 */
public record Factored(List<Group> groups, List<Parameter> filters) implements Term {

    public Factored {
        groups = List.copyOf(groups);
        filters = List.copyOf(filters);
        String name = "factored" + Distinct.names(groups);
        Distinct.check("factored", groups);
        if (groups.size() < 3 || filters.size() != groups.size()) {
            throw new IllegalArgumentException(
                    "term " + name + " needs at least three groups and filters for each, not " + groups.size() + " and "
                            + filters.size());
        }
        int factors = filters.get(0).columns();
        for (int g = 0; g < groups.size(); g++) {
            filters.get(g).checkShape(name, groups.get(g).size(), factors);
        }
    }

    /**
     * An interaction whose filters are first normal with standard deviation 0.01.
     *
     * @param factors F, at least 1
     * @param groups at least three groups
     * @return a term with parameters of its own, named like {@code x-y-h.filters-x}
     */
    public static Factored among(int factors, Group... groups) {
        return among(factors, Initializer.normal(0.01), groups);
    }

    /**
     * An interaction with the given first filters.
     *
     * @param factors F, at least 1
     * @param initializer the first values of every filter
     * @param groups at least three groups
     * @return a term with parameters of its own, named like {@code x-y-h.filters-x}
     */
    public static Factored among(int factors, Initializer initializer, Group... groups) {
        String prefix =
                String.join("-", List.of(groups).stream().map(Group::name).toList()) + ".filters-";
        List<Parameter> filters = new ArrayList<>();
        for (Group group : groups) {
            filters.add(Parameter.weights(prefix + group.name(), initializer, group.size(), factors));
        }
        return new Factored(List.of(groups), filters);
    }

    /**
     * Number of factors.
     *
     * @return F
     */
    public int factors() {
        return filters.get(0).columns();
    }

    @Override
    public List<Parameter> parameters() {
        return filters.stream().distinct().toList();
    }

    @Override
    public void addEnergy(ParameterValues theta, State x, double[] energy) {
        Matrix others = productOfOthers(theta, 0, x, null);
        Passes.addDots(-1, others, x.projection(theta, filters.get(0), groups.get(0)), energy);
    }

    @Override
    public void addField(ParameterValues theta, Group target, State x, Matrix field) {
        int g = groups.indexOf(target);
        Kernels.get().addProduct(1, theta.of(filters.get(g)), productOfOthers(theta, g, x, null), field);
    }

    @Override
    public void addGradient(ParameterValues theta, State x, ColumnWeights weights, Gradient gradient) {
        for (int g = 0; g < groups.size(); g++) {
            Matrix others = productOfOthers(theta, g, x, weights.perColumn());
            Kernels.get()
                    .addOuterProduct(
                            (float) weights.factor(), x.of(groups.get(g)), others, gradient.of(filters.get(g)));
        }
    }

    /**
     * w_n Π over the other groups of Σ_i U_if x_in, for every factor f and column n, or with w = 1 where there are no weights:
     * factors x columns, in the state's scratch.
     */
    private Matrix productOfOthers(ParameterValues theta, int excluded, State x, float[] weights) {
        Matrix product = x.scratch(this, factors());
        int last = excluded == groups.size() - 1 ? excluded - 1 : groups.size() - 1;
        int first = excluded == 0 ? 1 : 0;
        Matrix sofar = x.projection(theta, filters.get(first), groups.get(first));
        for (int g = first + 1; g <= last; g++) {
            if (g != excluded) {
                Matrix projection = x.projection(theta, filters.get(g), groups.get(g));
                Passes.fillProduct(sofar, projection, g == last ? weights : null, product);
                sofar = product;
            }
        }
        return product;
    }

    @Override
    public String toString() {
        return "factored" + Distinct.names(groups);
    }
}
