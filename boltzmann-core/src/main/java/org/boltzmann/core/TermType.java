package org.boltzmann.core;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A kind of term by name: what a machine's declaration in a file names, and how the term is built from it.
 *
 * @param name the kind's name, such as {@code pairwise}
 * @param energy its energy in a formula, for listings
 * @param termClass the class of its terms
 * @param options names of its options
 * @param own makes a term of groups and options with parameters of its own, that have the customary names, shapes and first
 *     values
 * @param build makes a term of groups, parameters and options
 * @param parameters the parameters from which {@code build} makes an equal term; a tied parameter as often as it is used
 * @param optionsOf the options from which {@code build} makes an equal term
 * @param resize the options of an equal structure over groups of other sizes
 */
public record TermType(
        String name,
        String energy,
        Class<? extends Term> termClass,
        Set<String> options,
        BiFunction<List<Group>, Map<String, String>, ? extends Term> own,
        Builder build,
        Function<Term, List<Parameter>> parameters,
        Function<Term, Map<String, String>> optionsOf,
        Resizing resize) {

    /**
     * A kind of term whose options suit groups of any sizes.
     *
     * @param name the kind's name, such as {@code pairwise}
     * @param energy its energy in a formula, for listings
     * @param termClass the class of its terms
     * @param options names of its options
     * @param own makes a term of groups and options with parameters of its own
     * @param build makes a term of groups, parameters and options
     * @param parameters the parameters from which {@code build} makes an equal term
     * @param optionsOf the options from which {@code build} makes an equal term
     */
    public TermType(
            String name,
            String energy,
            Class<? extends Term> termClass,
            Set<String> options,
            BiFunction<List<Group>, Map<String, String>, ? extends Term> own,
            Builder build,
            Function<Term, List<Parameter>> parameters,
            Function<Term, Map<String, String>> optionsOf) {
        this(name, energy, termClass, options, own, build, parameters, optionsOf, (given, groups, others) -> given);
    }

    /**
     * Options of a term that is to be the same over groups of other sizes: what names units names those that remain. Machines are
     * cut so to sizes at which their states can be listed.
     */
    @FunctionalInterface
    public interface Resizing {

        /**
         * The options.
         *
         * @param given the options of a term over the groups, as declared
         * @param groups its groups
         * @param others as many groups of the same names and types
         * @return options for those; may be such that there is no term over them
         */
        Map<String, String> resize(Map<String, String> given, List<Group> groups, List<Group> others);
    }

    /** Makes a term of what a declaration names. */
    @FunctionalInterface
    public interface Builder {

        /**
         * Makes a term.
         *
         * @param groups the groups in the declared order
         * @param parameters the parameters in the declared order
         * @param options the declared options
         * @return the term
         * @throws IllegalArgumentException if they do not fit
         */
        Term build(List<Group> groups, List<Parameter> parameters, Map<String, String> options);
    }

    /**
     * A kind of term without options that uses each of its parameters once.
     *
     * @param name the kind's name
     * @param energy its energy in a formula
     * @param termClass the class of its terms
     * @param own makes a term of groups with parameters of its own
     * @param build makes a term of groups and parameters
     * @return the term type
     */
    public static TermType of(
            String name,
            String energy,
            Class<? extends Term> termClass,
            Function<List<Group>, ? extends Term> own,
            BiFunction<List<Group>, List<Parameter>, ? extends Term> build) {
        return new TermType(
                name,
                energy,
                termClass,
                Set.of(),
                (groups, options) -> own.apply(groups),
                (groups, parameters, options) -> build.apply(groups, parameters),
                Term::parameters,
                term -> Map.of());
    }
}
