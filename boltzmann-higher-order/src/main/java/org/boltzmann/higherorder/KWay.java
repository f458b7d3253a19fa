package org.boltzmann.higherorder;

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
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Partition;
import org.boltzmann.core.linalg.Workers;

/**
 * Interaction of k-th order: E = −Σ_e w_e Π_{(g,i) in e} x^g_i, a weight for each product e of units, several of one group among them.
 *
 * <p>Each unit of a product switches the interaction of the others on and off. Every edge touches every group of the term, so that the
 * energy is 0 where one of them is; lower orders and other combinations of groups are terms of their own. Groups of which an edge
 * holds several units are lateral: drawn unit by unit, or colour by colour where few are coupled.
 *
 * <p>Source: T. Sejnowski, "Higher-order Boltzmann machines", AIP Conference Proceedings 151, 1986. With k = 2 and one group it is
 * {@link org.boltzmann.core.term.Lateral}, with k = 2 and two groups {@link org.boltzmann.core.term.Pairwise}, which are faster
 * where all products of two units are meant.
 *
 * <p>Everything costs in proportion to edges times columns: an energy or a gradient a product for each edge, neighbours in the list sharing
 * those of the units they begin with, a field as many as an edge has units of the group.
 */
public final class KWay implements LateralTerm {

    /** Edges times columns worth a thread's while. */
    private static final long TILE = 1 << 16;

    private static final int MOST_TILES = 16;

    /** A tile copies the units it needs, which is to be little beside its products. */
    private static final int EDGES_PER_UNIT = 8;

    private final Hyperedges edges;
    private final Parameter weights;
    private final int[] starts;
    private final Membership membership;

    /**
     * An interaction of some products of units; {@link #of(Hyperedges)} makes the parameter too.
     *
     * @param edges the products
     * @param weights w, of shape (edges)
     * @throws IllegalArgumentException if the weights are of another shape
     */
    public KWay(Hyperedges edges, Parameter weights) {
        this.edges = edges;
        this.weights = weights;
        weights.checkShape(toString(), edges.size());
        this.starts = Hyperedges.starts(edges.groups());
        this.membership = new Membership(edges, starts);
    }

    /**
     * An interaction of some products of units, whose weights are first normal with standard deviation 0.01.
     *
     * @param edges the products
     * @return a term with a parameter of its own, named like {@code v-y.order-3.weights}, or {@code v-y.edges.weights} where the edges
     *     are not all of an order
     */
    public static KWay of(Hyperedges edges) {
        return of(edges, Initializer.normal(0.01));
    }

    /**
     * An interaction of some products of units with the given first weights.
     *
     * @param edges the products
     * @param initializer the first values
     * @return a term with a parameter of its own, named as by {@link #of(Hyperedges)}
     */
    public static KWay of(Hyperedges edges, Initializer initializer) {
        String groups =
                String.join("-", edges.groups().stream().map(Group::name).toList());
        String which = edges.order().isPresent() ? "order-" + edges.order().getAsInt() : "edges";
        return new KWay(edges, Parameter.weights(groups + "." + which + ".weights", initializer, edges.size()));
    }

    /**
     * The interaction of all products of a number of units that touch every group.
     *
     * @param order k
     * @param groups the groups
     * @return a term with a parameter of its own, named like {@code v-y.order-3.weights}
     * @throws IllegalArgumentException as {@link Hyperedges#all(int, Group...)}
     */
    public static KWay all(int order, Group... groups) {
        return of(Hyperedges.all(order, groups));
    }

    /**
     * The products of units.
     *
     * @return as many as there are weights, in their order
     */
    public Hyperedges edges() {
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
        return edges.groups();
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(weights);
    }

    @Override
    public Coupling coupling(Group group) {
        return membership.coupling(groups().indexOf(group));
    }

    @Override
    public void addEnergy(ParameterValues theta, State x, double[] energy) {
        Matrix w = theta.of(weights);
        inTiles(x.columns(), x.columns(), (from, to) -> {
            EdgeProducts products = EdgeProducts.get(edges, starts);
            for (int column = from; column < to; column += UnitRows.WIDTH) {
                products.begin(x, column, Math.min(UnitRows.WIDTH, to - column));
                products.addEnergy(w, energy);
            }
        });
    }

    @Override
    public void addField(ParameterValues theta, Group target, State x, Matrix field) {
        Matrix w = theta.of(weights);
        int group = groups().indexOf(target);
        inTiles(x.columns(), x.columns(), (from, to) -> {
            EdgeProducts products = EdgeProducts.get(edges, starts);
            for (int column = from; column < to; column += UnitRows.WIDTH) {
                products.begin(x, column, Math.min(UnitRows.WIDTH, to - column));
                products.addField(w, group, field);
            }
        });
    }

    @Override
    public void addFieldChange(ParameterValues theta, Group target, State x, Matrix change, Matrix field) {
        Matrix w = theta.of(weights);
        int group = groups().indexOf(target);
        EdgeProducts products = EdgeProducts.get(edges, starts);
        for (int column = 0; column < change.columns(); column += UnitRows.WIDTH) {
            int n = Math.min(UnitRows.WIDTH, change.columns() - column);
            products.begin(x, change.firstColumn() + column, n);
            products.addFieldChange(
                    w, group, membership, change.columns(column, column + n), field.columns(column, column + n));
        }
    }

    @Override
    public void addGradient(ParameterValues theta, State x, ColumnWeights columnWeights, Gradient gradient) {
        Matrix g = gradient.of(weights);
        int most = Math.max(1, edges.size() / (EDGES_PER_UNIT * starts[starts.length - 1]));
        inTiles(edges.size(), Math.min(most, MOST_TILES), x.columns(), (from, to) -> {
            EdgeProducts products = EdgeProducts.get(edges, starts);
            double[] sums = new double[to - from];
            for (int column = 0; column < x.columns(); column += UnitRows.WIDTH) {
                products.begin(x, column, Math.min(UnitRows.WIDTH, x.columns() - column));
                products.addSums(from, to, columnWeights.perColumn(), sums);
            }
            for (int e = from; e < to; e++) {
                g.data()[g.offset() + e] += (float) (columnWeights.factor() * sums[e - from]);
            }
        });
    }

    private interface Range {
        void visit(int from, int to);
    }

    private void inTiles(int size, int columns, Range range) {
        inTiles(size, MOST_TILES, columns, range);
    }

    private void inTiles(int size, int most, int columns, Range range) {
        int tiles = (int) Math.max(1, Math.min(Math.min(most, size), (long) edges.size() * columns / TILE));
        Workers.shared()
                .run(
                        tiles,
                        tile -> range.visit(
                                Partition.start(size, tiles, tile, 1), Partition.start(size, tiles, tile + 1, 1)));
    }

    @Override
    public String toString() {
        return Hyperedges.name(groups());
    }
}
