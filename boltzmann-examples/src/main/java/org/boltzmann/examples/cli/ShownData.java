package org.boltzmann.examples.cli;

import java.util.List;
import java.util.function.BiConsumer;
import org.boltzmann.core.Group;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.ModelFileException;
import org.boltzmann.core.wiring.Preparation;

/**
 * Data shown to a stored machine with everything else, the label too, summed out exactly.
 *
 * @param stored the machine
 * @param given the groups that hold the data
 * @param marginal of these
 * @param shown the data, drawn once where they are drawn
 */
record ShownData(ModelFile stored, List<Group> given, Marginal marginal, Presentation shown) {

    private static final int COLUMNS = 100;

    /** Binary logarithm of the states that are enumerated for each of thousands of examples. */
    private static final double SUMMED_BITS = 10;

    /** The marginal over the data's groups; a machine is refused if it takes more than a sum over few states. */
    static Marginal marginal(ModelFile stored, String file) {
        List<Group> given = stored.declaration().holding(stored.machine());
        try {
            Marginal marginal = Marginal.keeping(stored.machine(), given);
            if (marginal.enumeratedBits() <= SUMMED_BITS) {
                return marginal;
            }
            throw new ModelFileException(file + ": given the data, " + marginal.enumerated()
                    + " are not independent of the other hidden groups, and summing over their 2^"
                    + Math.round(marginal.enumeratedBits()) + " states takes too long; use a machine with fewer");
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(
                    file + ": " + e.getMessage() + "; use a machine whose hidden units are independent given the data",
                    e);
        }
    }

    static ShownData of(ModelFile stored, Marginal marginal, DataSet set, String part) {
        if (set.size() == 0) {
            throw new DataException("data set " + set.name() + " has no examples in this part; give it more");
        }
        Presentation shown = Preparation.of(stored)
                .showWithoutLabel(set, stored.machine())
                .frozen(RandomKey.of(Preparation.evaluationSeed(stored)).at(part));
        if (!shown.isComplete()) {
            throw new DataException("data set " + set.name()
                    + " has missing values, over which nothing is summed here; \"boltzmann complete\" fills them in");
        }
        return new ShownData(stored, stored.declaration().holding(stored.machine()), marginal, shown);
    }

    /** Hands on the states of all examples, each with the examples that its columns hold. */
    void forEachPart(BiConsumer<State, int[]> action) {
        for (State x : shown.parts(stored.machine(), COLUMNS, RandomKey.of(0))) { // frozen, so that nothing is drawn
            action.accept(x, x.cases());
        }
    }
}
