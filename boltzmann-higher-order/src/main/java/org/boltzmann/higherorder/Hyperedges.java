package org.boltzmann.higherorder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.boltzmann.core.Group;

/**
 * Which products of units an interaction of k-th order is made of: edges of a hypergraph, each over units of every one of some groups.
 *
 * <p>Units are counted through the groups, those of the second group after those of the first. An edge is a sorted array of such
 * numbers, without two units of one block: of units that take their values together only one is ever 1. Of a group of unbounded or
 * context units an edge holds one unit only, since such units cannot be coupled with each other.
 */
public final class Hyperedges {

    /** More edges than this are a mistake, or a file that means harm: a word of it would fill the memory. */
    public static final int LIMIT = 1 << 20;

    private static final Pattern EDGE = Pattern.compile("[0-9]{1,9}([-/][0-9]{1,9})*");

    private final List<Group> groups;
    private final int[][] units;
    private final OptionalInt order;
    private final int window;
    private final List<Group> single;
    private final int largestOrder;

    private Hyperedges(List<Group> groups, int[][] units, OptionalInt order, int window, List<Group> single) {
        this.groups = List.copyOf(groups);
        this.units = units;
        this.order = order;
        this.window = window;
        this.single = List.copyOf(single);
        this.largestOrder =
                Arrays.stream(units).mapToInt(edge -> edge.length).max().orElseThrow();
    }

    /**
     * All products of a number of units that touch every group.
     *
     * @param order k, the number of units in a product, at least the number of groups
     * @param groups the groups
     * @return the edges in lexicographic order
     * @throws IllegalArgumentException if there are none, or more than {@value #LIMIT}
     */
    public static Hyperedges all(int order, Group... groups) {
        return all(order, 0, List.of(), Arrays.asList(groups));
    }

    /**
     * All products of a number of units that touch every group, within limits.
     *
     * @param order k, the number of units in a product, at least the number of groups
     * @param window side of a window: along each axis of a group of two axes or more, units of a product lie less than this apart;
     *     0 for any distance
     * @param single those of the groups of which a product holds one unit only; others may be so by their units' type
     * @param groups the groups
     * @return the edges in lexicographic order
     * @throws IllegalArgumentException if there are none, or more than {@value #LIMIT}
     */
    public static Hyperedges all(int order, int window, List<Group> single, List<Group> groups) {
        return find(order, window, single, groups)
                .orElseThrow(() -> new IllegalArgumentException("term " + name(groups) + " has no products of " + order
                        + " units, of different blocks, with one of each group; lower the order"));
    }

    /** As {@link #all(int, int, List, List)}; none if there are none. */
    static Optional<Hyperedges> find(int order, int window, List<Group> single, List<Group> groups) {
        checkGroups(groups);
        if (window < 0) {
            throw new IllegalArgumentException(
                    "the window of " + name(groups) + " is " + window + "; allowed are 0, for any distance, and more");
        }
        if (!groups.containsAll(single)) {
            throw new IllegalArgumentException("term " + name(groups) + " has no groups " + single);
        }
        int[][] units = new Tuples(groups, order, window, single).list();
        return units.length == 0
                ? Optional.empty()
                : Optional.of(new Hyperedges(groups, units, OptionalInt.of(order), window, single));
    }

    /**
     * Some products.
     *
     * @param groups the groups
     * @param edges for each edge an array for each group: the units of the group, counted from 0
     * @return the edges in the given order
     * @throws IllegalArgumentException if an edge is not as the class describes, or is there twice
     */
    public static Hyperedges of(List<Group> groups, List<int[][]> edges) {
        checkGroups(groups);
        if (edges.isEmpty() || edges.size() > LIMIT) {
            throw new IllegalArgumentException(
                    "term " + name(groups) + " has " + edges.size() + " edges; allowed are 1 to " + LIMIT);
        }
        int[] starts = starts(groups);
        int[][] units = new int[edges.size()][];
        Set<List<Integer>> known = new HashSet<>();
        for (int e = 0; e < units.length; e++) {
            int[][] edge = edges.get(e);
            fault(groups, edge).ifPresent(fault -> {
                throw new IllegalArgumentException("term " + name(groups) + ": edge " + text(edge) + " " + fault);
            });
            units[e] = numbers(starts, edge);
            if (!known.add(Arrays.stream(units[e]).boxed().toList())) {
                throw new IllegalArgumentException(
                        "term " + name(groups) + ": edge " + text(edge) + " is there twice; leave one out");
            }
        }
        return new Hyperedges(groups, units, OptionalInt.empty(), 0, List.of());
    }

    /**
     * Reads edges as files hold them: units of one group joined by hyphens, groups by slashes, edges by commas, as in
     * {@code 0-1/2,3-4/2}.
     *
     * @param groups the groups
     * @param text the edges
     * @return the edges in their order
     * @throws IllegalArgumentException if the text is not of this form or an edge not as the class describes
     */
    public static Hyperedges parse(List<Group> groups, String text) {
        List<int[][]> edges = new ArrayList<>();
        for (String word : text.split(",", -1)) {
            String edge = word.strip();
            String[] parts = edge.split("/", -1);
            if (!EDGE.matcher(edge).matches() || parts.length != groups.size()) {
                throw new IllegalArgumentException("edges of " + name(groups) + " hold \"" + edge
                        + "\"; wanted are units of " + groups.size()
                        + " groups counted from 0, units of one group joined by"
                        + " hyphens, groups by slashes, edges by commas, such as 0-1/2");
            }
            edges.add(Arrays.stream(parts)
                    .map(part -> Arrays.stream(part.split("-"))
                            .mapToInt(Integer::parseInt)
                            .toArray())
                    .toArray(int[][]::new));
        }
        return of(groups, edges);
    }

    static String name(List<Group> groups) {
        return "k-way(" + String.join(",", groups.stream().map(Group::name).toList()) + ")";
    }

    private static void checkGroups(List<Group> groups) {
        if (groups.isEmpty() || new HashSet<>(groups).size() != groups.size()) {
            throw new IllegalArgumentException("term " + name(groups)
                    + " must name at least one group, each once; units of one group may meet in one edge all the same");
        }
        long size = groups.stream().mapToLong(Group::size).sum();
        if (size > LIMIT) {
            throw new IllegalArgumentException("term " + name(groups) + ": the groups have " + size
                    + " units, more than " + LIMIT + "; make them smaller");
        }
    }

    /** What is wrong with an edge, if anything is. */
    private static Optional<String> fault(List<Group> groups, int[][] edge) {
        if (edge.length != groups.size()) {
            return Optional.of("names units of " + edge.length + " groups, but there are " + groups.size());
        }
        for (int g = 0; g < edge.length; g++) {
            Optional<String> fault = fault(groups.get(g), edge[g]);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> fault(Group group, int[] units) {
        if (units.length == 0) {
            return Optional.of("holds no unit of " + group + "; each edge touches every group of its term");
        }
        if (units.length > 1 && isAlone(group)) {
            return Optional.of("holds several units of " + group + ", which are "
                    + (group.type().isContext() ? "context" : "unbounded")
                    + "; only bounded units such as bernoulli, spin or one-hot can meet in one edge");
        }
        int block = group.type().block();
        for (int i = 0; i < units.length; i++) {
            if (units[i] < 0 || units[i] >= group.size()) {
                return Optional.of("names unit " + units[i] + " of " + group + ", whose units are numbered from 0 to "
                        + (group.size() - 1));
            }
            if (i > 0 && units[i - 1] >= units[i]) {
                return Optional.of("must name units of " + group + " in ascending order, each once");
            }
            if (i > 0 && units[i - 1] / block == units[i] / block) {
                return Optional.of(
                        "holds two units of one block of " + group + ", of which only one is ever 1; leave it out");
            }
        }
        return Optional.empty();
    }

    /** Whether units of a group cannot be coupled with each other, so that an edge holds one only. */
    static boolean isAlone(Group group) {
        return group.type().isContext() || !group.type().isBounded();
    }

    private static int[] numbers(int[] starts, int[][] edge) {
        int[] numbers =
                new int[Arrays.stream(edge).mapToInt(part -> part.length).sum()];
        int n = 0;
        for (int g = 0; g < edge.length; g++) {
            for (int unit : edge[g]) {
                numbers[n++] = starts[g] + unit;
            }
        }
        return numbers;
    }

    /** Where the units of each group begin; one more for the end. */
    static int[] starts(List<Group> groups) {
        int[] starts = new int[groups.size() + 1];
        for (int g = 0; g < groups.size(); g++) {
            starts[g + 1] = starts[g] + groups.get(g).size();
        }
        return starts;
    }

    /** Position of the first unit of a sorted edge that is not below a number. */
    static int first(int[] edge, int number) {
        int position = 0;
        while (position < edge.length && edge[position] < number) {
            position++;
        }
        return position;
    }

    /**
     * The groups.
     *
     * @return each once
     */
    public List<Group> groups() {
        return groups;
    }

    /**
     * Number of edges.
     *
     * @return at least 1
     */
    public int size() {
        return units.length;
    }

    /**
     * Number of units in the largest edge.
     *
     * @return k
     */
    public int largestOrder() {
        return largestOrder;
    }

    /**
     * The order of which these are all edges, if they were made so.
     *
     * @return k of {@link #all}
     */
    public OptionalInt order() {
        return order;
    }

    /**
     * The side of the window within which these are all edges.
     *
     * @return 0 if distance does not matter
     */
    public int window() {
        return window;
    }

    /**
     * The groups of which these edges were made to hold one unit only.
     *
     * @return some of the groups
     */
    public List<Group> single() {
        return single;
    }

    /** The units of an edge, counted through the groups; the array itself. */
    int[] units(int edge) {
        return units[edge];
    }

    /** The units of an edge for each group, counted from 0. */
    int[][] parts(int e) {
        int[] starts = starts(groups);
        int[][] parts = new int[groups.size()][];
        for (int g = 0; g < parts.length; g++) {
            int start = starts[g];
            parts[g] = Arrays.stream(units[e], first(units[e], start), first(units[e], starts[g + 1]))
                    .map(unit -> unit - start)
                    .toArray();
        }
        return parts;
    }

    private static String text(int[][] parts) {
        return Arrays.stream(parts)
                .map(part -> Arrays.stream(part).mapToObj(Integer::toString).collect(Collectors.joining("-")))
                .collect(Collectors.joining("/"));
    }

    /**
     * The edges among the units that remain where groups have other sizes.
     *
     * @param others as many groups
     * @return edges over those; none if none remains
     */
    Optional<Hyperedges> among(List<Group> others) {
        List<int[][]> kept = new ArrayList<>();
        for (int e = 0; e < units.length; e++) {
            int[][] parts = parts(e);
            if (fault(others, parts).isEmpty()) {
                kept.add(parts);
            }
        }
        return kept.isEmpty() ? Optional.empty() : Optional.of(of(others, kept));
    }

    /** The edges as {@link #parse} reads them. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int e = 0; e < units.length; e++) {
            text.append(e == 0 ? "" : ",").append(text(parts(e)));
        }
        return text.toString();
    }
}
