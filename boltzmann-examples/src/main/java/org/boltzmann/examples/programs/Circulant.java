package org.boltzmann.examples.programs;

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
 * A term of one's own: every unit of b sees a by the same weights, moved to its place and round the end,
 * E = −Σ_ij w_((i − j) mod n) a_i b_j, with n the units of a.
 *
 * @param a the group seen
 * @param b the group that sees
 * @param weights w, of shape (n)
 */
public record Circulant(Group a, Group b, Parameter weights) implements Term {

    /**
     * A term whose weights are first normal with standard deviation 0.1.
     *
     * @param a the group seen
     * @param b the group that sees
     * @return a term with a parameter of its own
     */
    public static Circulant between(Group a, Group b) {
        String name = a.name() + "-" + b.name() + ".circulant";
        return new Circulant(a, b, Parameter.weights(name, Initializer.normal(0.1), a.size(), 1));
    }

    private int place(int i, int j) {
        return Math.floorMod(i - j, a.size());
    }

    @Override
    public List<Group> groups() {
        return List.of(a, b);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(weights);
    }

    @Override
    public void addEnergy(ParameterValues theta, State x, double[] energy) {
        for (int c = 0; c < x.columns(); c++) {
            for (int j = 0; j < b.size(); j++) {
                for (int i = 0; i < a.size(); i++) {
                    energy[c] -= (double) theta.of(weights).get(place(i, j), 0)
                            * x.of(a).get(i, c)
                            * x.of(b).get(j, c);
                }
            }
        }
    }

    @Override
    public void addField(ParameterValues theta, Group target, State x, Matrix field) {
        boolean toA = target.equals(a);
        for (int c = 0; c < x.columns(); c++) {
            for (int j = 0; j < b.size(); j++) {
                for (int i = 0; i < a.size(); i++) {
                    float w = theta.of(weights).get(place(i, j), 0);
                    int unit = toA ? i : j;
                    float other = toA ? x.of(b).get(j, c) : x.of(a).get(i, c);
                    field.set(unit, c, field.get(unit, c) + w * other);
                }
            }
        }
    }

    @Override
    public void addGradient(ParameterValues theta, State x, ColumnWeights columns, Gradient gradient) {
        Matrix sum = gradient.of(weights);
        for (int c = 0; c < x.columns(); c++) {
            float weight = (float) columns.factor() * (columns.perColumn() == null ? 1 : columns.perColumn()[c]);
            for (int j = 0; j < b.size(); j++) {
                for (int i = 0; i < a.size(); i++) {
                    int k = place(i, j);
                    sum.set(
                            k,
                            0,
                            sum.get(k, 0) + weight * x.of(a).get(i, c) * x.of(b).get(j, c));
                }
            }
        }
    }
}
