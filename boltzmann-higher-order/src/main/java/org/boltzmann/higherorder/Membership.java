package org.boltzmann.higherorder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.boltzmann.core.Coupling;
import org.boltzmann.core.Group;

/** Which edges each unit is in, and which units of a group meet in one. */
final class Membership {

    /** Of more units not every pair is looked for. */
    private static final int PAIRS = 4096;

    private final List<Coupling> couplings = new ArrayList<>();

    /** Where the edges of each unit begin in {@link #incident}; one more for the end. */
    private final int[] begin;

    private final int[] incident;

    Membership(Hyperedges edges, int[] starts) {
        List<Group> groups = edges.groups();
        for (int g = 0; g < groups.size(); g++) {
            couplings.add(coupling(edges, groups.get(g), starts[g], starts[g + 1]));
        }
        begin = new int[starts[groups.size()] + 1];
        for (int e = 0; e < edges.size(); e++) {
            for (int unit : edges.units(e)) {
                begin[unit + 1]++;
            }
        }
        Arrays.parallelPrefix(begin, Integer::sum);
        incident = new int[begin[begin.length - 1]];
        int[] next = begin.clone();
        for (int e = 0; e < edges.size(); e++) {
            for (int unit : edges.units(e)) {
                incident[next[unit]++] = e;
            }
        }
    }

    Coupling coupling(int group) {
        return couplings.get(group);
    }

    int begin(int unit) {
        return begin[unit];
    }

    int end(int unit) {
        return begin[unit + 1];
    }

    int edge(int index) {
        return incident[index];
    }

    private static Coupling coupling(Hyperedges edges, Group group, int start, int end) {
        Set<List<Integer>> sets = new HashSet<>();
        List<int[]> distinct = new ArrayList<>();
        for (int e = 0; e < edges.size(); e++) {
            int[] edge = edges.units(e);
            int from = Hyperedges.first(edge, start);
            int to = Hyperedges.first(edge, end);
            if (to - from > 1) {
                int[] set = new int[to - from];
                Arrays.setAll(set, i -> edge[from + i] - start);
                if (sets.add(Arrays.stream(set).boxed().toList())) {
                    distinct.add(set);
                }
            }
        }
        return couplesAll(distinct, group) ? Coupling.all() : Coupling.within(distinct);
    }

    /** Units of which each two meet are drawn one after another in any case, which goes by windows if it is known. */
    private static boolean couplesAll(List<int[]> sets, Group group) {
        int blocks = group.blocks();
        if (blocks < 2 || blocks > PAIRS || sets.isEmpty()) {
            return false;
        }
        BitSet met = new BitSet(blocks * blocks);
        for (int[] set : sets) {
            for (int i = 0; i < set.length; i++) {
                for (int j = i + 1; j < set.length; j++) {
                    met.set(set[i] / group.type().block() * blocks
                            + set[j] / group.type().block());
                }
            }
        }
        return met.cardinality() == blocks * (blocks - 1) / 2;
    }
}
