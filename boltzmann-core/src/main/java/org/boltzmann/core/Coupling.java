package org.boltzmann.core;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which units of a group depend on each other given everything else: none, all, or those that share one of some sets.
 *
 * <p>Several terms on one group couple what any of them couples: {@link #and}.
 */
public final class Coupling {

    private static final Coupling NONE = new Coupling(false, List.of());
    private static final Coupling ALL = new Coupling(true, List.of());

    private final boolean all;
    private final List<int[]> sets;

    private Coupling(boolean all, List<int[]> sets) {
        this.all = all;
        this.sets = sets;
    }

    /**
     * No unit depends on another of its group.
     *
     * @return the coupling
     */
    public static Coupling none() {
        return NONE;
    }

    /**
     * Any two units may depend on each other: they are drawn one after another.
     *
     * @return the coupling
     */
    public static Coupling all() {
        return ALL;
    }

    /**
     * Units that share a set depend on each other: they are drawn colour by colour.
     *
     * @param sets indices of units, such as the two ends of an edge or the k of an interaction of k-th order; used without a copy
     * @return the coupling
     */
    public static Coupling within(List<int[]> sets) {
        return sets.isEmpty() ? NONE : new Coupling(false, List.copyOf(sets));
    }

    /**
     * This coupling and another.
     *
     * @param other of the same group
     * @return what either couples
     */
    public Coupling and(Coupling other) {
        if (all || other.all) {
            return ALL;
        }
        List<int[]> union = new ArrayList<>(sets);
        union.addAll(other.sets);
        return within(union);
    }

    /**
     * Whether no units are coupled.
     *
     * @return true if the group may be drawn at once
     */
    public boolean isNone() {
        return !all && sets.isEmpty();
    }

    /**
     * Whether any two units may be coupled.
     *
     * @return true for {@link #all}
     */
    public boolean isAll() {
        return all;
    }

    /**
     * Whether two different units are coupled.
     *
     * @param one index of a unit
     * @param other index of another
     * @return true if their order matters
     */
    public boolean couples(int one, int other) {
        return all || sets.stream().anyMatch(set -> contains(set, one) && contains(set, other));
    }

    private static boolean contains(int[] set, int unit) {
        for (int member : set) {
            if (member == unit) {
                return true;
            }
        }
        return false;
    }

    /**
     * The blocks of a group in colours, no two of one colour coupled: each takes the first colour that none of its neighbours
     * has, in the order of the units.
     */
    int[][] colours(Group group) {
        int block = group.type().block();
        int[][] earlier = earlierNeighbours(group.blocks(), block);
        int[] colour = new int[group.blocks()];
        List<List<Integer>> colours = new ArrayList<>();
        for (int b = 0; b < colour.length; b++) {
            BitSet taken = new BitSet();
            for (int n : earlier[b]) {
                taken.set(colour[n]);
            }
            colour[b] = taken.nextClearBit(0);
            if (colour[b] == colours.size()) {
                colours.add(new ArrayList<>());
            }
            colours.get(colour[b]).add(b);
        }
        return colours.stream()
                .map(members -> members.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    /** For each block those before it that are coupled to it; as much memory as there are pairs. */
    private int[][] earlierNeighbours(int blocks, int block) {
        int[] count = new int[blocks];
        for (int[] set : sets) {
            forEarlier(set, block, (later, one) -> count[later]++);
        }
        int[][] earlier = new int[blocks][];
        for (int b = 0; b < blocks; b++) {
            earlier[b] = count[b] == 0 ? NONE_BEFORE : new int[count[b]];
        }
        for (int[] set : sets) {
            forEarlier(set, block, (later, one) -> earlier[later][--count[later]] = one);
        }
        return earlier;
    }

    private static final int[] NONE_BEFORE = {};

    private interface Pair {
        void visit(int later, int earlier);
    }

    private static void forEarlier(int[] set, int block, Pair pair) {
        for (int one : set) {
            for (int other : set) {
                if (other / block < one / block) {
                    pair.visit(one / block, other / block);
                }
            }
        }
    }

    @Override
    public String toString() {
        return all ? "all units coupled" : isNone() ? "no units coupled" : "units coupled in " + sets.size() + " sets";
    }
}
