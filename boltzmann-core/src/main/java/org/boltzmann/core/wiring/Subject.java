package org.boltzmann.core.wiring;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.train.TrainingObserver;

/**
 * What is to be trained, and on what.
 *
 * @param machine the machine
 * @param examples the training data
 * @param label the group that holds the label, if there is one
 * @param unlabelled examples without a label, shown without it, if there are some and a group holds the label; objectives that learn
 *     from them draw from here, all others never see them
 * @param watching who watches a training of first values, by what learns in it, such as {@code the network}
 */
public record Subject(
        BoltzmannMachine machine,
        Presentation examples,
        Optional<Group> label,
        Optional<Presentation> unlabelled,
        Function<String, TrainingObserver> watching) {

    /** Nobody. */
    static final Function<String, TrainingObserver> UNWATCHED = what -> new TrainingObserver() {};

    /**
     * A subject whose first values nobody watches being learned.
     *
     * @param machine the machine
     * @param examples the training data
     * @param label the group that holds the label, if there is one
     * @param unlabelled examples without a label
     */
    public Subject(
            BoltzmannMachine machine, Presentation examples, Optional<Group> label, Optional<Presentation> unlabelled) {
        this(machine, examples, label, unlabelled, UNWATCHED);
    }

    /**
     * The groups that the data give.
     *
     * @return the groups that hold the values, then the one that holds the label
     */
    public List<Group> observed() {
        return examples.observed();
    }

    /**
     * Whether every value is there.
     *
     * @return false if a value is missing in the data, labelled or not
     */
    public boolean complete() {
        return examples.isComplete() && unlabelled.map(Presentation::isComplete).orElse(true);
    }
}
