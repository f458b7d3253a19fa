package org.boltzmann.higherorder;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.boltzmann.core.Group;

/** The listing of all products of k units over some groups, in lexicographic order. */
final class Tuples {

    /** Looking for more than this is a mistake too: a second or two of it. */
    private static final long STEPS = 1L << 26;

    private static final int HIGHEST = 64;

    private final List<Group> groups;
    private final int order;
    private final int window;
    private final int[] starts;
    private final int[] groupOf;
    private final int[] block;
    private final boolean[] single;
    private final int[][] place;
    private final int[] edge;
    private final List<int[]> found = new ArrayList<>();
    private long steps;

    Tuples(List<Group> groups, int order, int window, List<Group> onlyOne) {
        this.groups = groups;
        this.order = order;
        this.window = window;
        this.starts = Hyperedges.starts(groups);
        int n = starts[groups.size()];
        this.groupOf = new int[n];
        this.block = new int[n];
        this.place = new int[n][];
        this.single = new boolean[groups.size()];
        if (order < groups.size() || order > HIGHEST) {
            throw refused("no products of " + order + " units with one of each group; allowed are orders from "
                    + groups.size() + " to " + HIGHEST);
        }
        this.edge = new int[order];
        for (int g = 0; g < groups.size(); g++) {
            Group group = groups.get(g);
            single[g] = Hyperedges.isAlone(group) || onlyOne.contains(group);
            for (int unit = 0; unit < group.size(); unit++) {
                groupOf[starts[g] + unit] = g;
                block[starts[g] + unit] = unit / group.type().block();
                place[starts[g] + unit] = place(group, unit);
            }
        }
        checkCount();
    }

    private IllegalArgumentException refused(String what) {
        return new IllegalArgumentException("term " + Hyperedges.name(groups) + " has " + what);
    }

    /** Coordinates of a unit, where distance counts. */
    private int[] place(Group group, int unit) {
        if (window == 0 || group.shape().size() < 2) {
            return null;
        }
        int[] place = new int[group.shape().size()];
        int rest = unit;
        for (int axis = place.length - 1; axis >= 0; axis--) {
            place[axis] = rest % group.shape().get(axis);
            rest /= group.shape().get(axis);
        }
        return place;
    }

    /** Without a window the number of products is that of the coefficients of a polynomial, Π_g Σ_d C(blocks, d) (block z)^d. */
    private void checkCount() {
        if (window > 0) {
            return;
        }
        double[] count = new double[order + 1];
        count[0] = 1;
        for (int g = 0; g < groups.size(); g++) {
            Group group = groups.get(g);
            double[] next = new double[order + 1];
            double ways = 1;
            for (int d = 1; d <= (single[g] ? 1 : Math.min(order, group.blocks())); d++) {
                ways *= (double) (group.blocks() - d + 1) * group.type().block() / d;
                for (int k = d; k <= order; k++) {
                    next[k] += ways * count[k - d];
                }
            }
            count = next;
        }
        if (count[order] > Hyperedges.LIMIT) {
            throw tooMany(String.format(Locale.ROOT, "%,.0f", count[order]));
        }
    }

    private IllegalArgumentException tooMany(String number) {
        return refused(String.format(
                Locale.ROOT,
                "%s products of %d units, more than %,d; lower the order, or keep the units of a picture together by a window",
                number,
                order,
                Hyperedges.LIMIT));
    }

    int[][] list() {
        extend(0, 0, 0);
        return found.toArray(int[][]::new);
    }

    /** Appends units from a number on to the first {@code depth} of the edge; {@code touched} groups have one. */
    private void extend(int depth, int from, int touched) {
        if (depth == order) {
            if (touched == groups.size()) {
                if (found.size() == Hyperedges.LIMIT) {
                    throw tooMany("too many");
                }
                found.add(edge.clone());
            }
            return;
        }
        // the next unit is of the last touched group or of the one after it, or a group would be left out
        int end = starts[Math.min(groups.size(), touched + 1)];
        int last = groupOf.length - (order - depth); // as many units must follow as are wanted
        for (int unit = from; unit < end && unit <= last; unit++) {
            if (++steps > STEPS) {
                throw tooMany("too many");
            }
            int group = groupOf[unit];
            int now = Math.max(touched, group + 1);
            boolean enough = order - depth - 1 >= groups.size() - now;
            if (enough && fits(depth, unit)) {
                edge[depth] = unit;
                extend(depth + 1, unit + 1, now);
            } else if (depth > 0 && isBeyond(edge[depth - 1], unit)) {
                unit = starts[group + 1] - 1;
            }
        }
    }

    private boolean fits(int depth, int unit) {
        for (int d = depth - 1; d >= 0 && groupOf[edge[d]] == groupOf[unit]; d--) {
            if (single[groupOf[unit]] || block[edge[d]] == block[unit] || !near(place[edge[d]], place[unit])) {
                return false;
            }
        }
        return true;
    }

    /** Whether a unit, and with it all that follow in its group, is too far along the first axis. */
    private boolean isBeyond(int before, int unit) {
        return groupOf[before] == groupOf[unit] && place[unit] != null && place[unit][0] - place[before][0] >= window;
    }

    private boolean near(int[] one, int[] other) {
        for (int axis = 0; one != null && axis < one.length; axis++) {
            if (Math.abs(one[axis] - other[axis]) >= window) {
                return false;
            }
        }
        return true;
    }
}
