package org.boltzmann.higherorder;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.Group;
import org.boltzmann.core.Term;
import org.boltzmann.core.TermType;

/**
 * {@link KWay} as declarations name it.
 *
 * <pre>
 * - {type: k-way, groups: [v, y], options: {order: 3}}               all products of 3 units that touch v and y
 * - {type: k-way, groups: [v], options: {order: 3, window: 2}}       of units of a picture within 2 x 2
 * - {type: k-way, groups: [v, h], options: {order: 3, single: h}}    with one unit of h in each
 * - {type: k-way, groups: [v, y], options: {edges: "0-8/1,2-6/1"}}   two products: v_0 v_8 y_1 and v_2 v_6 y_1
 * </pre>
 */
public final class KWayType {

    private static final String ORDER = "order";
    private static final String WINDOW = "window";
    private static final String SINGLE = "single";
    private static final String EDGES = "edges";
    private static final TermType TYPE = new TermType(
            "k-way",
            "-sum_e w_e prod_(g,i in e) x^g_i",
            KWay.class,
            Set.of(ORDER, WINDOW, SINGLE, EDGES),
            (groups, options) -> KWay.of(edges(groups, options)),
            (groups, parameters, options) -> new KWay(edges(groups, options), parameters.get(0)),
            Term::parameters,
            term -> options(((KWay) term).edges()),
            KWayType::resized);

    private KWayType() {}

    /**
     * The kind of term.
     *
     * @return k-way (options {@code order} with {@code window} and {@code single}, or {@code edges})
     */
    public static TermType get() {
        return TYPE;
    }

    private static Hyperedges edges(List<Group> groups, Map<String, String> options) {
        if (options.containsKey(EDGES) == options.containsKey(ORDER)) {
            throw new IllegalArgumentException("term " + Hyperedges.name(groups)
                    + " needs one of two options: order, for all products of that many units, or edges");
        }
        if (options.containsKey(ORDER)) {
            return Hyperedges.all(
                    number(groups, options, ORDER), number(groups, options, WINDOW), single(groups, options), groups);
        }
        if (options.size() > 1) {
            throw new IllegalArgumentException("term " + Hyperedges.name(groups)
                    + " lists its edges, to which neither window nor single applies; leave them out");
        }
        return Hyperedges.parse(groups, options.get(EDGES));
    }

    private static List<Group> single(List<Group> groups, Map<String, String> options) {
        if (!options.containsKey(SINGLE)) {
            return List.of();
        }
        return Arrays.stream(options.get(SINGLE).split(",", -1))
                .map(String::strip)
                .map(name -> groups.stream()
                        .filter(group -> group.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("option " + SINGLE + " of term "
                                + Hyperedges.name(groups) + " names " + name + ", which is none of its groups")))
                .toList();
    }

    private static int number(List<Group> groups, Map<String, String> options, String key) {
        String text = options.getOrDefault(key, "0");
        if (!text.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("option " + key + " of term " + Hyperedges.name(groups) + " is \""
                    + Excerpt.of(text) + "\"; a whole number is wanted");
        }
        return Integer.parseInt(text);
    }

    private static Map<String, String> options(Hyperedges edges) {
        if (edges.order().isEmpty()) {
            return Map.of(EDGES, edges.toString());
        }
        Map<String, String> options = new TreeMap<>();
        options.put(ORDER, Integer.toString(edges.order().getAsInt()));
        if (edges.window() > 0) {
            options.put(WINDOW, Integer.toString(edges.window()));
        }
        if (!edges.single().isEmpty()) {
            options.put(
                    SINGLE,
                    String.join(",", edges.single().stream().map(Group::name).toList()));
        }
        return options;
    }

    /** All edges of an order stay all, of as high an order as there are blocks for; of others those that remain, or one if none does. */
    private static Map<String, String> resized(Map<String, String> options, List<Group> groups, List<Group> others) {
        if (options.containsKey(ORDER)) {
            List<Group> single = single(others, options);
            int most = others.stream()
                    .mapToInt(group -> Hyperedges.isAlone(group) || single.contains(group) ? 1 : group.blocks())
                    .sum();
            Map<String, String> resized = new TreeMap<>(options);
            resized.put(ORDER, Integer.toString(Math.min(number(groups, options, ORDER), most)));
            return resized;
        }
        Hyperedges edges = edges(groups, options);
        return Map.of(
                EDGES,
                edges.among(others)
                        .orElseGet(() -> Hyperedges.of(others, List.<int[][]>of(first(edges, others))))
                        .toString());
    }

    /** The first edge, of the first blocks. */
    private static int[][] first(Hyperedges edges, List<Group> others) {
        int[][] first = edges.parts(0);
        for (int g = 0; g < first.length; g++) {
            int block = others.get(g).type().block();
            first[g] = new int[Math.min(first[g].length, others.get(g).blocks())];
            Arrays.setAll(first[g], i -> i * block);
        }
        return first;
    }
}
