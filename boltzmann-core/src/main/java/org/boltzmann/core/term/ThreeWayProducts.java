package org.boltzmann.core.term;

import java.util.Arrays;
import java.util.List;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Group;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.ChosenColumns;
import org.boltzmann.core.linalg.Kernels;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Passes;
import org.boltzmann.core.linalg.Stacks;

/**
 * How a three-way term is computed for one state, with the scratch it takes.
 *
 * <p>The array of weights is cut into a slice for each unit of one of the groups, the <em>switch</em>, and a slice is multiplied with
 * the columns in which its unit is on, times the unit's value. Which group is the switch is decided by what it would cost, for each
 * call: sizes alone say so, and of groups in blocks how many of their units are on.
 */
final class ThreeWayProducts {

    /** Of the columns: a unit that is on in more of them takes all, which saves a gather and a scatter. */
    private static final double NEARLY_ALL = 0.75;

    /** Columns at a time whose products with a slice stay in a cache until they are added up. */
    private static final int CHUNK = 512;

    /** Numbers of the largest projection that is kept: 128 MiB. */
    private static final long LARGEST_PROJECTION = 1L << 25;

    /** For a gradient, in place of a group whose field is wanted. */
    private static final int NO_TARGET = -1;

    private static final int PROJECTION = 3;

    private final ThreeWay term;
    private final List<Group> groups;
    private final int[] sizes;
    private final int columns;
    private final Slices[] slices = new Slices[3];
    private final Active[] active = new Active[3];
    private final Matrix[] gathered = new Matrix[3];
    private final Matrix[] sums = new Matrix[3];
    private final Matrix[] fields = new Matrix[3];
    private final float[] row;
    private final double[] dots;
    private double cost;

    ThreeWayProducts(ThreeWay term, int columns) {
        this.term = term;
        this.groups = term.groups();
        this.sizes = new int[] {
            term.first().size(), term.second().size(), term.third().size()
        };
        this.columns = columns;
        this.row = new float[columns];
        this.dots = new double[columns];
        for (int g = 0; g < 3; g++) {
            slices[g] = new Slices(sizes[0], sizes[1], sizes[2], g);
            active[g] = new Active(sizes[g]);
        }
    }

    void addEnergy(ParameterValues theta, State x, double[] energy) {
        int target = 2;
        double least = Double.POSITIVE_INFINITY;
        for (int t = 2; t >= 0; t--) {
            choose(t, x);
            if (cost < least) {
                least = cost;
                target = t;
            }
        }
        Matrix field = scratch(fields, target);
        field.fill(0);
        addField(theta, target, x, field);
        Passes.addDots(-1, field, x.of(groups.get(target)), energy);
    }

    void addField(ParameterValues theta, int target, State x, Matrix field) {
        int by = choose(target, x);
        Matrix weights = theta.of(term.weights());
        if (by == PROJECTION) {
            Matrix projection = x.projection(theta, term.weights(), term.first());
            if (target == 1) {
                Stacks.addWeighted(projection, x.of(term.third()), field);
            } else {
                Stacks.addDots(projection, x.of(term.second()), field);
            }
        } else if (by == target) {
            addFieldOfSwitch(weights, target, x, field);
        } else {
            if (!inBlocks(by)) {
                active[by].set(x.of(groups.get(by)), null);
            }
            addFieldBySwitch(weights, by, target, x, field);
        }
    }

    /** Leaves the chosen switch's cost in {@link #cost}; of groups in blocks other than the target, {@link #active} is set. */
    private int choose(int target, State x) {
        int best = 2;
        cost = Double.POSITIVE_INFINITY;
        for (int g = 2; g >= 0; g--) {
            Active values = null;
            if (g != target && inBlocks(g)) {
                values = active[g];
                values.set(x.of(groups.get(g)), null);
            }
            double own = cost(g, target, values);
            if (own < cost) {
                cost = own;
                best = g;
            }
        }
        long projection = (long) sizes[1] * sizes[2] * columns;
        if (target > 0 && x.remembers() && x.isClamped(term.first()) && projection <= LARGEST_PROJECTION) {
            double half = Cost.product(sizes[0], (double) sizes[1] * sizes[2], columns)
                    / 2; // for it is asked for twice as a rule
            if (half + Cost.PASS * projection < cost) {
                cost = half + Cost.PASS * projection;
                return PROJECTION;
            }
        }
        return best;
    }

    private boolean inBlocks(int g) {
        return groups.get(g).type().block() > 1;
    }

    private double cost(int by, int target, Active values) {
        int rows = sizes[rows(by)];
        int inner = sizes[columns(by)];
        double smaller = Math.min(rows, inner);
        double sum = 0;
        int slicesUsed = 0;
        for (int unit = 0; unit < sizes[by]; unit++) {
            int n = values == null ? columns : values.count(unit);
            if (n > 0) {
                sum += Cost.product(rows, inner, n) + Cost.PASS * n * (isNearlyAll(n) ? smaller : rows + inner);
                slicesUsed++;
            }
        }
        double copies = by > 0 ? 0 : target == NO_TARGET ? 2 : 1;
        return sum + copies * Cost.TRANSPOSE * rows * inner * slicesUsed;
    }

    private boolean isNearlyAll(int n) {
        return n > NEARLY_ALL * columns;
    }

    /** The group that the rows of a slice belong to, and the group of its columns. */
    private static int rows(int by) {
        return by == 0 ? 1 : 0;
    }

    private static int columns(int by) {
        return by == 2 ? 1 : 2;
    }

    /** A product for each unit of the target itself. */
    private void addFieldOfSwitch(Matrix weights, int target, State x, Matrix field) {
        boolean ofRows = sizes[rows(target)] <= sizes[columns(target)];
        int kept = ofRows ? rows(target) : columns(target);
        int gone = ofRows ? columns(target) : rows(target);
        Matrix arranged = slices[target].arrange(weights, null);
        for (int unit = 0; unit < sizes[target]; unit++) {
            Matrix slice = slices[target].of(arranged, unit);
            for (int from = 0; from < columns; from += CHUNK) {
                int to = Math.min(columns, from + CHUNK);
                Matrix product = scratch(sums, kept).columns(from, to);
                product.fill(0);
                multiply(slice, ofRows, x.of(groups.get(gone)).columns(from, to), product);
                Arrays.fill(dots, 0);
                Passes.addDots(1, product, x.of(groups.get(kept)).columns(from, to), dots);
                for (int j = from; j < to; j++) {
                    field.data()[field.columnStart(j) + unit] += (float) dots[j - from];
                }
            }
        }
    }

    private void addFieldBySwitch(Matrix weights, int by, int target, State x, Matrix field) {
        Active on = active[by];
        Matrix other = x.of(groups.get(3 - by - target));
        Matrix arranged = slices[by].arrange(weights, on.wanted());
        int from = 0;
        for (int unit = 0; unit < on.units(); unit++) {
            if (isNearlyAll(on.count(unit))) {
                addGathered(arranged, by, target, from, unit, other, field);
                addWhole(slices[by].of(arranged, unit), by, target, unit, other, field);
                from = unit + 1;
            } else if (on.start(unit + 1) - on.start(from) > columns) {
                addGathered(arranged, by, target, from, unit, other, field);
                from = unit;
            }
        }
        addGathered(arranged, by, target, from, on.units(), other, field);
    }

    private void addWhole(Matrix slice, int by, int target, int unit, Matrix other, Matrix field) {
        active[by].fillRow(unit, row);
        int o = 3 - by - target;
        if (sizes[o] <= sizes[target]) {
            Matrix scaled = scratch(gathered, o);
            Passes.fillColumnsScaled(other, row, scaled);
            multiply(slice, target < o, scaled, field);
        } else {
            Matrix product = scratch(sums, target);
            product.fill(0);
            multiply(slice, target < o, other, product);
            ChosenColumns.add(product, null, row, 0, columns, field);
        }
    }

    /** Some units that together are on in no more columns than there are: gathered at once, a product for each, scattered at once. */
    private void addGathered(Matrix arranged, int by, int target, int from, int to, Matrix other, Matrix field) {
        Active on = active[by];
        int start = on.start(from);
        int end = on.start(to);
        if (start == end) {
            return;
        }
        int o = 3 - by - target;
        Matrix factors = scratch(gathered, o);
        Matrix products = scratch(sums, target).columns(0, end - start);
        ChosenColumns.fill(other, on.columns(), null, start, end, factors);
        products.fill(0);
        for (int unit = from; unit < to; unit++) {
            if (on.count(unit) > 0) {
                int first = on.start(unit) - start;
                int last = on.start(unit + 1) - start;
                multiply(
                        slices[by].of(arranged, unit),
                        target < o,
                        factors.columns(first, last),
                        products.columns(first, last));
            }
        }
        ChosenColumns.add(products, on.columns(), on.values(), start, end, field);
    }

    private static void multiply(Matrix slice, boolean fieldOnRows, Matrix x, Matrix sum) {
        if (fieldOnRows) {
            Kernels.get().addProduct(1, slice, x, sum);
        } else {
            Kernels.get().addTransposedProduct(1, slice, x, sum);
        }
    }

    void addGradient(State x, ColumnWeights weights, Matrix gradient) {
        int by = choose(NO_TARGET, x);
        Active on = active[by];
        on.set(x.of(groups.get(by)), weights.perColumn());
        Matrix arranged = slices[by].arrangeSums(gradient, on.wanted());
        float factor = (float) weights.factor();
        int from = 0;
        for (int unit = 0; unit < on.units(); unit++) {
            if (isNearlyAll(on.count(unit))) {
                addGatheredGradient(arranged, by, from, unit, x, factor);
                on.fillRow(unit, row);
                int scaled = scaled(by);
                Passes.fillColumnsScaled(x.of(groups.get(scaled)), row, scratch(gathered, scaled));
                Matrix rows = scaled == rows(by) ? gathered[scaled] : x.of(groups.get(rows(by)));
                Matrix others = scaled == rows(by) ? x.of(groups.get(columns(by))) : gathered[scaled];
                Kernels.get().addOuterProduct(factor, rows, others, slices[by].of(arranged, unit));
                from = unit + 1;
            } else if (on.start(unit + 1) - on.start(from) > columns) {
                addGatheredGradient(arranged, by, from, unit, x, factor);
                from = unit;
            }
        }
        addGatheredGradient(arranged, by, from, on.units(), x, factor);
        slices[by].add(arranged, on.wanted(), gradient);
    }

    private int scaled(int by) {
        return sizes[rows(by)] < sizes[columns(by)] ? rows(by) : columns(by);
    }

    private void addGatheredGradient(Matrix arranged, int by, int from, int to, State x, float factor) {
        Active on = active[by];
        int start = on.start(from);
        int end = on.start(to);
        if (start == end) {
            return;
        }
        for (int g = 0; g < 3; g++) {
            if (g != by) {
                float[] scale = g == scaled(by) ? on.values() : null;
                ChosenColumns.fill(x.of(groups.get(g)), on.columns(), scale, start, end, scratch(gathered, g));
            }
        }
        for (int unit = from; unit < to; unit++) {
            if (on.count(unit) > 0) {
                int first = on.start(unit) - start;
                int last = on.start(unit + 1) - start;
                Kernels.get()
                        .addOuterProduct(
                                factor,
                                gathered[rows(by)].columns(first, last),
                                gathered[columns(by)].columns(first, last),
                                slices[by].of(arranged, unit));
            }
        }
    }

    private Matrix scratch(Matrix[] of, int group) {
        if (of[group] == null) {
            of[group] = Matrix.zeros(sizes[group], columns);
        }
        return of[group];
    }
}
