package org.boltzmann.core.term;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Coupling;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.LateralTerm;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Partition;
import org.boltzmann.core.linalg.Workers;

/**
 * Interaction of some pairs of units of one group: E = −Σ_e w_e x_i(e) x_j(e), a weight for each edge e between units i(e) and j(e).
 *
 * <p>Neighbours on a grid are two colours, so that a sweep draws half of the units at once. Everything costs in proportion to edges
 * times columns.
 *
 * <p>Source: as {@link Lateral}; with neighbours on a grid, E. Ising, "Beitrag zur Theorie des Ferromagnetismus", 1925.
 */
public final class LateralEdges implements LateralTerm {

    /** Edges times columns worth a thread's while. */
    private static final int TILE = 8192;

    private static final int MOST_TILES = 16;

    /** More units than this are a mistake, or a file that means harm: some words of it would fill the memory. */
    private static final int LARGEST = 1 << 20;

    private final Group group;
    private final List<Edge> edges;
    private final Parameter weights;
    private final Coupling coupling;
    private final int[] ends;

    /** Where the edges of each unit begin in {@link #incident}; one more for the end. */
    private final int[] starts;

    private final int[] incident;

    /**
     * An interaction of some pairs of units; {@link Lateral#along} makes the parameter too.
     *
     * @param group the group, of bounded units such as Bernoulli, spin or one-hot
     * @param edges at least one, none twice; of one-hot units, between different blocks
     * @param weights w, of shape (edges)
     * @throws IllegalArgumentException if the units are unbounded or context, or edges or weights are not as described
     */
    public LateralEdges(Group group, List<Edge> edges, Parameter weights) {
        this.group = group;
        this.edges = List.copyOf(edges);
        this.weights = weights;
        check();
        if (group.size() > LARGEST) {
            throw new IllegalArgumentException("term " + this + ": group " + group + " has more than " + LARGEST
                    + " units, too many for edges; make it smaller");
        }
        weights.checkShape(toString(), edges.size());
        this.coupling = Coupling.within(edges.stream()
                .map(edge -> new int[] {edge.first(), edge.second()})
                .toList());
        this.ends = new int[2 * edges.size()];
        this.starts = new int[group.size() + 1];
        for (int e = 0; e < edges.size(); e++) {
            ends[2 * e] = edges.get(e).first();
            ends[2 * e + 1] = edges.get(e).second();
            starts[ends[2 * e] + 1]++;
            starts[ends[2 * e + 1] + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        this.incident = new int[2 * edges.size()];
        int[] next = starts.clone();
        for (int k = 0; k < ends.length; k++) {
            incident[next[ends[k]]++] = k / 2;
        }
    }

    private void check() {
        Lateral.check(toString(), group);
        if (edges.isEmpty()) {
            throw new IllegalArgumentException("term " + this + " has no edges");
        }
        Set<Edge> known = new HashSet<>();
        int block = group.type().block();
        for (Edge edge : edges) {
            if (edge.second() >= group.size()) {
                throw new IllegalArgumentException("term " + this + ": edge " + edge + " leaves " + group
                        + ", whose units are numbered from 0 to " + (group.size() - 1));
            }
            if (edge.first() / block == edge.second() / block) {
                throw new IllegalArgumentException("term " + this + ": edge " + edge + " lies within a block of "
                        + group + ", of which only one unit is ever 1; leave it out");
            }
            if (!known.add(edge)) {
                throw new IllegalArgumentException(
                        "term " + this + ": edge " + edge + " is there twice; leave one out");
            }
        }
    }

    static String weightsName(Group group) {
        return group.name() + "-" + group.name() + ".weights";
    }

    /**
     * Neighbours in the shape of a group: pairs of units one step apart along one axis.
     *
     * @param group a group of units that take their values singly
     * @return edges, by their first unit; for a group in a line a chain
     * @throws IllegalArgumentException if units take their values together
     */
    public static List<Edge> grid(Group group) {
        if (group.type().block() > 1) {
            throw new IllegalArgumentException(
                    "neighbours are between single units, but those of " + group + " take their values together");
        }
        if (group.size() > LARGEST) {
            throw new IllegalArgumentException(
                    "a grid of group " + group + " would have more than " + LARGEST + " units; make it smaller");
        }
        List<Edge> edges = new ArrayList<>();
        for (int unit = 0; unit < group.size(); unit++) {
            int stride = group.size();
            for (int length : group.shape()) {
                stride /= length;
                if (unit / stride % length + 1 < length) {
                    edges.add(new Edge(unit, unit + stride));
                }
            }
        }
        return edges;
    }

    /**
     * The group.
     *
     * @return the group whose units are coupled
     */
    public Group group() {
        return group;
    }

    /**
     * The pairs that are coupled.
     *
     * @return as many as there are weights, in their order
     */
    public List<Edge> edges() {
        return edges;
    }

    /**
     * The weights.
     *
     * @return w, of shape (edges)
     */
    public Parameter weights() {
        return weights;
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
        return coupling;
    }

    @Override
    public void addEnergy(ParameterValues theta, State x, double[] energy) {
        Matrix w = theta.of(weights);
        Matrix values = x.of(group);
        inTiles(x.columns(), x.columns(), (from, to) -> {
            for (int j = from; j < to; j++) {
                float[] data = values.data();
                int start = values.columnStart(j);
                double sum = 0;
                for (int e = 0; e < edges.size(); e++) {
                    sum += (double) w.data()[w.offset() + e]
                            * data[start + ends[2 * e]]
                            * data[start + ends[2 * e + 1]];
                }
                energy[j] -= sum;
            }
        });
    }

    @Override
    public void addField(ParameterValues theta, Group target, State x, Matrix field) {
        Matrix w = theta.of(weights);
        Matrix values = x.of(group);
        inTiles(x.columns(), x.columns(), (from, to) -> {
            for (int j = from; j < to; j++) {
                float[] data = values.data();
                float[] sum = field.data();
                int start = values.columnStart(j);
                int added = field.columnStart(j);
                for (int e = 0; e < edges.size(); e++) {
                    float weight = w.data()[w.offset() + e];
                    sum[added + ends[2 * e]] += weight * data[start + ends[2 * e + 1]];
                    sum[added + ends[2 * e + 1]] += weight * data[start + ends[2 * e]];
                }
            }
        });
    }

    @Override
    public void addFieldChange(ParameterValues theta, Group target, State x, Matrix change, Matrix field) {
        Matrix w = theta.of(weights);
        int first = field.firstRow();
        int end = first + field.rows();
        for (int i = 0; i < change.rows(); i++) {
            int unit = change.firstRow() + i;
            for (int k = starts[unit]; k < starts[unit + 1]; k++) {
                int e = incident[k];
                int other = ends[2 * e] + ends[2 * e + 1] - unit;
                if (other >= first && other < end) {
                    float weight = w.data()[w.offset() + e];
                    for (int j = 0; j < field.columns(); j++) {
                        field.data()[field.columnStart(j) + other - first] +=
                                weight * change.data()[change.columnStart(j) + i];
                    }
                }
            }
        }
    }

    @Override
    public void addGradient(ParameterValues theta, State x, ColumnWeights columnWeights, Gradient gradient) {
        Matrix g = gradient.of(weights);
        float[] data = x.of(group).data();
        Matrix values = x.of(group);
        inTiles(edges.size(), x.columns(), (from, to) -> {
            for (int e = from; e < to; e++) {
                double sum = 0;
                for (int j = 0; j < values.columns(); j++) {
                    int start = values.columnStart(j);
                    sum += columnWeights.of(j) * data[start + ends[2 * e]] * data[start + ends[2 * e + 1]];
                }
                g.data()[g.offset() + e] += (float) sum;
            }
        });
    }

    private interface Range {
        void visit(int from, int to);
    }

    private void inTiles(int size, int columns, Range range) {
        int tiles = (int) Math.max(1, Math.min(Math.min(MOST_TILES, size), (long) edges.size() * columns / TILE));
        Workers.shared()
                .run(
                        tiles,
                        tile -> range.visit(
                                Partition.start(size, tiles, tile, 1), Partition.start(size, tiles, tile + 1, 1)));
    }

    @Override
    public String toString() {
        return "lateral(" + group.name() + ")";
    }
}
