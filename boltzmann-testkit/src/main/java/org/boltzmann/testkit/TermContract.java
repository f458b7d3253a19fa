package org.boltzmann.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.boltzmann.core.Group;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.Term;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.unit.Bernoulli;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The laws of a term, at sizes that kernels get wrong. Extend it and name the term. */
public abstract class TermContract {

    private static final int[] SIZES = {1, 7, 8, 9, 33};

    /** For subclasses. */
    protected TermContract() {}

    /**
     * Number of groups the term touches.
     *
     * @return at least 1
     */
    protected abstract int arity();

    /**
     * The term under test.
     *
     * @param groups as many groups as the term touches
     * @return a term over them
     */
    protected abstract Term term(List<Group> groups);

    /**
     * A group for the term to touch; binary units unless the term wants others.
     *
     * @param name its name
     * @param size number of units wanted
     * @return a group
     */
    protected Group group(String name, int size) {
        return Group.of(name, new Bernoulli(), size);
    }

    /**
     * Fills with values at which the laws are checked; multiples of 1/64 unless the term goes another way for others, such as one-hot
     * ones.
     *
     * @param group the group
     * @param values units x columns, overwritten
     * @param random where randomness comes from
     */
    protected void fill(Group group, Matrix values, RandomGenerator random) {
        Grid.fill(values, 1, random);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 7", "2, 8", "3, 9", "4, 1", "0, 33"})
    void termObeysEveryLaw(int rotation, int columns) {
        List<Group> groups = new ArrayList<>();
        for (int g = 0; g < arity(); g++) {
            groups.add(group("g" + g, SIZES[(rotation + g) % SIZES.length]));
        }
        Term term = term(groups);
        var random = RandomKey.of(columns).at(rotation).generator();
        ParameterValues theta = ParameterValues.zeros(term.parameters());
        Grid.fill(theta, 1, random);
        State x = State.zeros(groups, columns);
        groups.forEach(group -> fill(group, x.of(group), random));
        TermLaws.checkAll(term, theta, x);
    }
}
