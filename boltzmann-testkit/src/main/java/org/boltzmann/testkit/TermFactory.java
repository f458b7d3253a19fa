package org.boltzmann.testkit;

import java.util.List;
import java.util.function.Function;
import org.boltzmann.core.Group;
import org.boltzmann.core.Term;

/**
 * Makes terms of one kind over any groups, for the generator of random machines.
 *
 * @param arity number of groups
 * @param make the term of a list of that many groups, with parameters of its own
 */
public record TermFactory(int arity, Function<List<Group>, Term> make) {}
