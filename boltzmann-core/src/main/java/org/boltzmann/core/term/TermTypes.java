package org.boltzmann.core.term;

import java.util.List;
import org.boltzmann.core.TermType;

/** The kinds of terms of this module, by which declarations name them. */
public final class TermTypes {

    private static final List<TermType> ALL = List.of(
            TermType.of("bias", Bias.class, (groups, parameters) -> new Bias(groups.get(0), parameters.get(0))),
            TermType.of(
                    "pairwise",
                    Pairwise.class,
                    (groups, parameters) -> new Pairwise(groups.get(0), groups.get(1), parameters.get(0))),
            TermType.of(
                    "three-way",
                    ThreeWay.class,
                    (groups, parameters) ->
                            new ThreeWay(groups.get(0), groups.get(1), groups.get(2), parameters.get(0))),
            TermType.of(
                    "lateral", Lateral.class, (groups, parameters) -> new Lateral(groups.get(0), parameters.get(0))),
            new TermType("factored", Factored.class, Factored::new, term -> ((Factored) term).filters()));

    private TermTypes() {}

    /**
     * All of them.
     *
     * @return bias, pairwise, three-way, lateral (that of all pairs), factored
     */
    public static List<TermType> all() {
        return ALL;
    }
}
