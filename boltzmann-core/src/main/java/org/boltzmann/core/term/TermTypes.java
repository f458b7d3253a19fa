package org.boltzmann.core.term;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.Term;
import org.boltzmann.core.TermType;

/** The kinds of terms of this module, by which declarations name them. */
public final class TermTypes {

    private static final Pattern EDGE = Pattern.compile("([0-9]{1,9})-([0-9]{1,9})");
    private static final String EDGES = "edges";
    private static final String GRID = "grid";

    private static final List<TermType> ALL = List.of(
            TermType.of(
                    "bias",
                    "-sum_i b_i x_i",
                    Bias.class,
                    groups -> Bias.on(groups.get(0)),
                    (groups, parameters) -> new Bias(groups.get(0), parameters.get(0))),
            TermType.of(
                    "pairwise",
                    "-sum_ij W_ij a_i b_j",
                    Pairwise.class,
                    groups -> Pairwise.between(groups.get(0), groups.get(1)),
                    (groups, parameters) -> new Pairwise(groups.get(0), groups.get(1), parameters.get(0))),
            TermType.of(
                    "three-way",
                    "-sum_ijk W_ijk a_i b_j c_k",
                    ThreeWay.class,
                    groups -> ThreeWay.among(groups.get(0), groups.get(1), groups.get(2)),
                    (groups, parameters) ->
                            new ThreeWay(groups.get(0), groups.get(1), groups.get(2), parameters.get(0))),
            TermType.of(
                    "lateral",
                    "-sum_i<j W_ij x_i x_j",
                    Lateral.class,
                    groups -> Lateral.within(groups.get(0)),
                    (groups, parameters) -> new Lateral(groups.get(0), parameters.get(0))),
            new TermType(
                    "lateral-edges",
                    "-sum_e w_e x_i(e) x_j(e)",
                    LateralEdges.class,
                    Set.of(EDGES),
                    (groups, options) -> Lateral.along(groups.get(0), edges(groups.get(0), options)),
                    (groups, parameters, options) ->
                            new LateralEdges(groups.get(0), edges(groups.get(0), options), parameters.get(0)),
                    Term::parameters,
                    term -> Map.of(EDGES, text((LateralEdges) term)),
                    TermTypes::remainingEdges),
            new TermType(
                    "factored",
                    "-sum_f prod_g (sum_i U^g_if x^g_i)",
                    Factored.class,
                    Set.of("factors"),
                    (groups, options) -> Factored.among(factors(options), groups.toArray(new Group[0])),
                    TermTypes::factored,
                    term -> ((Factored) term).filters(),
                    term -> Map.of(
                            "factors",
                            Integer.toString(((Factored) term).filters().get(0).columns())),
                    (options, groups, others) ->
                            options.getOrDefault("factors", "").equals("1") ? options : Map.of("factors", "2")));

    private TermTypes() {}

    /**
     * All of them.
     *
     * @return bias, pairwise, three-way, lateral, lateral-edges (option {@code edges}: {@code grid}, or pairs such as
     *     {@code 0-1,1-2}), factored (option {@code factors})
     */
    public static List<TermType> all() {
        return ALL;
    }

    private static Factored factored(List<Group> groups, List<Parameter> filters, Map<String, String> options) {
        Factored term = new Factored(groups, filters);
        int factors = filters.get(0).columns();
        if (options.containsKey("factors") && factors(options) != factors) {
            throw new IllegalArgumentException("term " + term + " has filters of " + factors
                    + " factors, but its option factors is " + options.get("factors"));
        }
        return term;
    }

    private static List<Edge> edges(Group group, Map<String, String> options) {
        String text = options.getOrDefault(EDGES, "");
        if (text.equals(GRID)) {
            return LateralEdges.grid(group);
        }
        List<Edge> edges = new ArrayList<>();
        for (String edge : text.split(",")) {
            Matcher pair = EDGE.matcher(edge.strip());
            if (!pair.matches()) {
                throw new IllegalArgumentException("option edges of group " + group.name() + " holds \"" + edge.strip()
                        + "\"; wanted is the word grid, or pairs of units counted from 0, such as 0-1,1-2");
            }
            edges.add(new Edge(Integer.parseInt(pair.group(1)), Integer.parseInt(pair.group(2))));
        }
        return edges;
    }

    /** The edges among the units that remain; if there are none, one between the first two blocks. */
    private static Map<String, String> remainingEdges(
            Map<String, String> options, List<Group> groups, List<Group> others) {
        if (options.getOrDefault(EDGES, "").equals(GRID)) {
            return options;
        }
        Group other = others.get(0);
        int block = other.type().block();
        String kept = edges(groups.get(0), options).stream()
                .filter(edge -> edge.second() < other.size() && edge.first() / block != edge.second() / block)
                .map(Edge::toString)
                .collect(Collectors.joining(","));
        return Map.of(EDGES, kept.isEmpty() ? new Edge(0, block).toString() : kept);
    }

    private static String text(LateralEdges term) {
        boolean grid = term.group().type().block() == 1 && term.edges().equals(LateralEdges.grid(term.group()));
        return grid
                ? GRID
                : term.edges().stream()
                        .map(edge -> edge.first() + "-" + edge.second())
                        .collect(Collectors.joining(","));
    }

    private static int factors(Map<String, String> options) {
        String factors = options.getOrDefault("factors", "");
        if (!factors.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("option factors of a factored term is \"" + Excerpt.of(factors)
                    + "\"; a whole number of at least 1 is wanted");
        }
        return Integer.parseInt(factors);
    }
}
