package org.boltzmann.core.term;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.TermType;

/** The kinds of terms of this module, by which declarations name them. */
public final class TermTypes {

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
                            Integer.toString(((Factored) term).filters().get(0).columns()))));

    private TermTypes() {}

    /**
     * All of them.
     *
     * @return bias, pairwise, three-way, factored (option {@code factors})
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

    private static int factors(Map<String, String> options) {
        String factors = options.getOrDefault("factors", "");
        if (!factors.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(
                    "option factors of a factored term is \"" + factors + "\"; a whole number of at least 1 is wanted");
        }
        return Integer.parseInt(factors);
    }
}
