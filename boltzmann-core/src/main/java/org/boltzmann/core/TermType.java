package org.boltzmann.core;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A kind of term by name: what a machine's declaration in a file names, and how the term is built from it.
 *
 * @param name the kind's name, such as {@code pairwise}
 * @param termClass the class of its terms
 * @param build makes a term of groups and parameters
 * @param parameters the parameters from which {@code build} makes an equal term; a tied parameter as often as it is used
 */
public record TermType(
        String name,
        Class<? extends Term> termClass,
        BiFunction<List<Group>, List<Parameter>, Term> build,
        Function<Term, List<Parameter>> parameters) {

    /**
     * A kind of term that uses each of its parameters once.
     *
     * @param name the kind's name
     * @param termClass the class of its terms
     * @param build makes a term of groups and parameters
     * @return the term type
     */
    public static TermType of(
            String name, Class<? extends Term> termClass, BiFunction<List<Group>, List<Parameter>, Term> build) {
        return new TermType(name, termClass, build, Term::parameters);
    }
}
