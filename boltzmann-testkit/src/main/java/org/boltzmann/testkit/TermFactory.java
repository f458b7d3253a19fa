package org.boltzmann.testkit;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.boltzmann.core.Group;
import org.boltzmann.core.Term;

/**
 * Makes terms of one kind over any groups, for the generator of random machines.
 *
 * @param arity number of groups
 * @param fits over which lists of that many groups there is such a term
 * @param make the term of such a list, with parameters of its own
 */
public record TermFactory(int arity, Predicate<List<Group>> fits, Function<List<Group>, Term> make) {

    /**
     * Terms over groups of any types.
     *
     * @param arity number of groups
     * @param make the term of a list of that many groups, with parameters of its own
     */
    public TermFactory(int arity, Function<List<Group>, Term> make) {
        this(arity, groups -> true, make);
    }
}
