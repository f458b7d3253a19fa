package org.boltzmann.higherorder;

import java.util.Arrays;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;

/**
 * Products of the units of edges, for some configurations at a time: one thread's workspace.
 *
 * <p>The products of an edge's leading units are kept, so that the next edge begins where the two part: in lexicographic order nearly
 * every product is one multiplication.
 */
final class EdgeProducts {

    private static final ThreadLocal<EdgeProducts> OWN = ThreadLocal.withInitial(EdgeProducts::new);

    /** Sums of this many edges are taken in float, as products of matrices take them, and added in double. */
    private static final int EDGES_IN_FLOAT = 64;

    private final UnitRows values = new UnitRows();
    private final UnitRows changes = new UnitRows();
    private final UnitRows former = new UnitRows();
    private final UnitRows sums = new UnitRows();
    private final float[] sum = new float[UnitRows.WIDTH];
    private final float[] first = new float[UnitRows.WIDTH];
    private final float[] second = new float[UnitRows.WIDTH];

    private Hyperedges edges;
    private int[] starts;
    private Matrix[] groups;
    private int column;
    private int n;

    /** Weights of the columns, which all products begin with; null if there are none. */
    private float[] columnWeights;

    /** Products of 1, 2, ... units of {@link #known}, as many as {@link #knownUnits}, and arrays to make them in. */
    private float[][] leading = {};

    private float[][] room = {};
    private int[] known = {};
    private int knownUnits;

    private EdgeProducts() {}

    static EdgeProducts get(Hyperedges edges, int[] starts) {
        EdgeProducts own = OWN.get();
        own.edges = edges;
        own.starts = starts;
        return own;
    }

    /** From now on it is about {@code columns} columns of a state from the given one on. */
    void begin(State x, int first, int columns) {
        groups = new Matrix[starts.length - 1];
        for (int g = 0; g < groups.length; g++) {
            groups[g] = x.of(edges.groups().get(g));
        }
        column = first;
        n = columns;
        columnWeights = null;
        knownUnits = 0;
        values.begin(starts[starts.length - 1]);
        if (leading.length <= edges.largestOrder()) {
            leading = new float[edges.largestOrder() + 1][];
            room = new float[edges.largestOrder() + 1][UnitRows.WIDTH];
        }
    }

    private float[] row(int unit) {
        float[] known = values.find(unit);
        if (known != null) {
            return known;
        }
        int group = 0;
        while (unit >= starts[group + 1]) {
            group++;
        }
        return values.copy(unit, groups[group], unit - starts[group], column, n);
    }

    private float[] last(int[] edge) {
        return row(edge[edge.length - 1]);
    }

    /** The product of an edge's first units, with the weights of columns if there are any; null if it is 1. */
    private float[] leading(int[] edge, int units) {
        int shared = 0;
        int most = Math.min(knownUnits, edge.length);
        while (shared < most && known[shared] == edge[shared]) {
            shared++;
        }
        for (int d = shared; d < units; d++) {
            float[] before = d == 0 ? columnWeights : leading[d];
            float[] unit = row(edge[d]);
            leading[d + 1] = before == null ? unit : Products.fill(before, unit, room[d + 1], n);
        }
        known = edge;
        knownUnits = Math.max(shared, units);
        return units == 0 ? columnWeights : leading[units];
    }

    void addEnergy(Matrix w, double[] energy) {
        for (int from = 0; from < edges.size(); from += EDGES_IN_FLOAT) {
            int to = Math.min(edges.size(), from + EDGES_IN_FLOAT);
            Arrays.fill(sum, 0, n, 0);
            for (int e = from; e < to; e++) {
                int[] edge = edges.units(e);
                Products.add(w.data()[w.offset() + e], leading(edge, edge.length - 1), last(edge), sum, n);
            }
            for (int j = 0; j < n; j++) {
                energy[column + j] -= sum[j];
            }
        }
    }

    void addField(Matrix w, int group, Matrix field) {
        int start = starts[group];
        int end = starts[group + 1];
        sums.begin(field.rows());
        for (int e = 0; e < edges.size(); e++) {
            int[] edge = edges.units(e);
            int from = Hyperedges.first(edge, start);
            int to = Hyperedges.first(edge, end);
            leading(edge, to - 1);
            float[] trailing = null;
            for (int d = edge.length - 1; d >= from; d--) {
                if (d < to) {
                    Products.add(
                            w.data()[w.offset() + e],
                            d == 0 ? null : leading[d],
                            trailing,
                            sums.sum(edge[d] - start, n),
                            n);
                }
                if (d > from) {
                    trailing = trailing == null ? row(edge[d]) : Products.fill(trailing, row(edge[d]), first, n);
                }
            }
        }
        sums.addTo(field, 0, column, n);
    }

    /** Σ_j weight_j Π_i x_ij for some edges, added to as many sums. */
    void addSums(int from, int to, float[] weights, double[] result) {
        if (weights != null) {
            System.arraycopy(weights, column, first, 0, n);
            columnWeights = first;
        }
        for (int e = from; e < to; e++) {
            int[] edge = edges.units(e);
            result[e - from] += Products.dot(leading(edge, edge.length - 1), last(edge), n);
        }
    }

    /** The change of fields on units of a group, with matrices of the columns that this is about. */
    void addFieldChange(Matrix w, int group, Membership membership, Matrix change, Matrix field) {
        int start = starts[group];
        int firstChanged = start + change.firstRow();
        int endChanged = firstChanged + change.rows();
        int firstTarget = start + field.firstRow();
        int endTarget = firstTarget + field.rows();
        changes.begin(starts[group + 1]);
        former.begin(starts[group + 1]);
        sums.begin(starts[group + 1]);
        for (int unit = firstChanged; unit < endChanged; unit++) {
            for (int k = membership.begin(unit); k < membership.end(unit); k++) {
                int e = membership.edge(k);
                int[] edge = edges.units(e);
                int from = Hyperedges.first(edge, firstChanged);
                if (edge[from] != unit) {
                    continue; // it was looked at with the first of its units that changed
                }
                int to = Hyperedges.first(edge, endChanged);
                for (int p = from; p < to; p++) {
                    if (changes.find(edge[p]) == null) {
                        changes.copy(edge[p], change, edge[p] - firstChanged, 0, n);
                    }
                }
                int last = Hyperedges.first(edge, endTarget);
                for (int p = Hyperedges.first(edge, firstTarget); p < last; p++) {
                    addChange(w.data()[w.offset() + e], edge, from, to, p);
                }
            }
        }
        sums.addTo(field, firstTarget, 0, n);
    }

    /** The change of the field on one unit of an edge whose units from one position to another have changed. */
    private void addChange(float weight, int[] edge, int from, int to, int position) {
        boolean isChanged = position >= from && position < to;
        int changed = to - from - (isChanged ? 1 : 0);
        if (changed == 0) {
            return; // a unit's own change does not move its field
        }
        float[] now = null;
        float[] then = null;
        for (int p = 0; p < edge.length; p++) {
            if (p == position) {
                continue;
            }
            boolean moved = p >= from && p < to;
            float[] value = moved && changed == 1 ? changes.find(edge[p]) : row(edge[p]);
            now = now == null ? value : Products.fill(now, value, first, n);
            if (changed > 1) {
                float[] old = moved ? former(edge[p]) : value;
                then = then == null ? old : Products.fill(then, old, second, n);
            }
        }
        float[] target = sums.sum(edge[position], n);
        if (changed == 1) {
            Products.add(weight, now, null, target, n);
        } else {
            Products.addDifference(weight, now, then, target, n);
        }
    }

    private float[] former(int unit) {
        float[] known = former.find(unit);
        return known != null ? known : former.subtract(unit, changes.find(unit), row(unit), n);
    }
}
