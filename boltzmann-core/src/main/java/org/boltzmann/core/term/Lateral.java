package org.boltzmann.core.term;

import java.util.Arrays;
import java.util.List;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Coupling;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.LateralTerm;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Kernels;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Passes;

/**
 * Interaction of any two units of one group: E = −Σ_{i&lt;j} W_ij x_i x_j.
 *
 * <p>The weights are the strict upper triangle of a matrix. Its diagonal and lower half are nothing: they are not looked at, first
 * values and gradients leave them 0. Of one-hot units, pairs within one block are nothing too.
 *
 * <p>Source: D. Ackley, G. Hinton, T. Sejnowski, "A learning algorithm for Boltzmann machines", Cognitive Science 9, 1985.
 *
 * <p>A field costs a product of a full matrix of this size, since each weight acts both ways, a gradient half of one.
 *
 * <p>Construction is refused with an {@link IllegalArgumentException} if the units are unbounded or context, the group has a single
 * unit or block, or the weights' shape is not (units, units).
 *
 * @param group the group, of bounded units such as Bernoulli, spin or one-hot
 * @param weights W, of shape (units, units)
 */
public record Lateral(Group group, Parameter weights) implements LateralTerm {

    /** Units of a square on the diagonal, of which the two triangles are written out for a product. */
    private static final int SQUARE = 128;

    private static final ThreadLocal<Matrix> SCRATCH = new ThreadLocal<>();

    public Lateral {
        check(name(group), group);
        weights.checkShape(name(group), group.size(), group.size());
    }

    /** What any coupling within a group needs. */
    static void check(String term, Group group) {
        if (group.type().isContext() || !group.type().isBounded()) {
            throw new IllegalArgumentException("term " + term + ": the units of " + group + " are "
                    + (group.type().isContext()
                            ? "context, which is given and never sampled"
                            : "unbounded, so that the partition function could be infinite")
                    + "; lateral coupling is for bounded units such as bernoulli, spin or one-hot");
        }
        if (group.blocks() < 2) {
            throw new IllegalArgumentException("term " + term + ": " + group
                    + " has a single unit, or a single block of units, with nothing to couple it with");
        }
    }

    private static String name(Group group) {
        return "lateral(" + group.name() + ")";
    }

    /**
     * An interaction whose weights are first normal with standard deviation 0.01.
     *
     * @param group the group
     * @return a term with a parameter of its own, named like {@code v-v.weights}
     */
    public static Lateral within(Group group) {
        return within(group, Initializer.normal(0.01));
    }

    /**
     * An interaction with the given first weights.
     *
     * @param group the group
     * @param initializer the first values, of which only those above the diagonal are taken
     * @return a term with a parameter of its own, named like {@code v-v.weights}
     */
    public static Lateral within(Group group, Initializer initializer) {
        int block = group.type().block();
        Initializer triangle = (theta, random, means, values) -> {
            initializer.fill(theta, random, means, values);
            for (int j = 0; j < values.columns(); j++) {
                for (int i = j / block * block; i < values.rows(); i++) {
                    values.set(i, j, 0);
                }
            }
        };
        return new Lateral(
                group, Parameter.weights(LateralEdges.weightsName(group), triangle, group.size(), group.size()));
    }

    /**
     * An interaction of some pairs of units, whose weights are first normal with standard deviation 0.01.
     *
     * @param group the group
     * @param edges the pairs, such as {@link LateralEdges#grid}
     * @return a term with one weight for each pair, named like {@code v-v.weights}
     */
    public static LateralEdges along(Group group, List<Edge> edges) {
        return along(group, edges, Initializer.normal(0.01));
    }

    /**
     * An interaction of some pairs of units with the given first weights.
     *
     * @param group the group
     * @param edges the pairs, such as {@link LateralEdges#grid}
     * @param initializer the first values
     * @return a term with one weight for each pair, named like {@code v-v.weights}
     */
    public static LateralEdges along(Group group, List<Edge> edges, Initializer initializer) {
        return new LateralEdges(
                group,
                edges,
                Parameter.weights(LateralEdges.weightsName(group), initializer, Math.max(1, edges.size())));
    }

    @Override
    public List<Group> groups() {
        return List.of(group);
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(weights);
    }

    @Override
    public Coupling coupling(Group of) {
        return Coupling.all();
    }

    @Override
    public void addEnergy(ParameterValues theta, State x, double[] energy) {
        Matrix field = x.scratch(this, group.size());
        field.fill(0);
        addField(theta, group, x, field);
        Passes.addDots(-0.5, field, x.of(group), energy); // a pair is in the fields of both
    }

    @Override
    public void addField(ParameterValues theta, Group target, State x, Matrix field) {
        Kernels kernels = Kernels.get();
        Matrix w = theta.of(weights);
        Matrix values = x.of(group);
        int n = group.size();
        int end;
        for (int start = 0; start < n; start = end) {
            end = Math.min(n, start + square());
            Matrix own = values.rows(start, end);
            kernels.addProduct(1, bothTriangles(w, start, end), own, field.rows(start, end));
            if (end < n) {
                Matrix above = w.rows(start, end).columns(end, n);
                kernels.addProduct(1, above, values.rows(end, n), field.rows(start, end));
                kernels.addTransposedProduct(1, above, own, field.rows(end, n));
            }
        }
    }

    @Override
    public void addFieldChange(ParameterValues theta, Group target, State x, Matrix change, Matrix field) {
        Matrix w = theta.of(weights);
        int from = change.firstRow();
        int to = from + change.rows();
        int first = field.firstRow();
        int end = first + field.rows();
        if (change.rows() > block() && (to - 1) / block() < first / block()) {
            Kernels.get().addTransposedProduct(1, w.rows(from, to).columns(first, end), change, field);
            return;
        }
        float[] row = new float[field.rows()];
        for (int unit = from; unit < to; unit++) {
            for (int k = 0; k < row.length; k++) {
                row[k] = weight(w, unit, first + k);
            }
            for (int j = 0; j < field.columns(); j++) {
                float moved = change.data()[change.columnStart(j) + unit - from];
                if (moved != 0) {
                    int start = field.columnStart(j);
                    for (int k = 0; k < row.length; k++) {
                        field.data()[start + k] += moved * row[k];
                    }
                }
            }
        }
    }

    @Override
    public void addGradient(ParameterValues theta, State x, ColumnWeights columnWeights, Gradient gradient) {
        Kernels kernels = Kernels.get();
        Matrix g = gradient.of(weights);
        Matrix values = x.of(group);
        Matrix scaled = columnWeights.scale(values);
        float factor = (float) columnWeights.factor();
        int n = group.size();
        int end;
        for (int start = 0; start < n; start = end) {
            end = Math.min(n, start + square());
            Matrix square = scratch(end - start);
            square.fill(0);
            kernels.addOuterProduct(factor, values.rows(start, end), scaled.rows(start, end), square);
            for (int j = start; j < end; j++) {
                int to = g.columnStart(j);
                int from = square.columnStart(j - start) - start;
                for (int i = start; i < j / block() * block(); i++) {
                    g.data()[to + i] += square.data()[from + i];
                }
            }
            if (end < n) {
                kernels.addOuterProduct(
                        factor,
                        values.rows(start, end),
                        scaled.rows(end, n),
                        g.rows(start, end).columns(end, n));
            }
        }
    }

    private int block() {
        return group.type().block();
    }

    /** Units of a square, whole blocks of them. */
    private int square() {
        return Math.max(1, SQUARE / block()) * block();
    }

    private float weight(Matrix w, int one, int other) {
        if (one / block() == other / block()) {
            return 0;
        }
        return w.data()[w.columnStart(Math.max(one, other)) + Math.min(one, other)];
    }

    /** A square on the diagonal as the symmetric matrix it stands for. */
    private Matrix bothTriangles(Matrix w, int start, int end) {
        Matrix square = scratch(end - start);
        float[] to = square.data();
        int n = end - start;
        for (int j = 0; j < n; j++) {
            int from = w.columnStart(start + j) + start;
            int above = j / block() * block();
            for (int i = 0; i < above; i++) {
                float weight = w.data()[from + i];
                to[j * n + i] = weight;
                to[i * n + j] = weight;
            }
            Arrays.fill(to, j * n + above, j * n + j + 1, 0);
            for (int i = above; i < j; i++) {
                to[i * n + j] = 0;
            }
        }
        return square;
    }

    private static Matrix scratch(int n) {
        Matrix own = SCRATCH.get();
        if (own == null || own.rows() != n) {
            own = Matrix.zeros(n, n);
            SCRATCH.set(own);
        }
        return own;
    }

    @Override
    public String toString() {
        return name(group);
    }
}
