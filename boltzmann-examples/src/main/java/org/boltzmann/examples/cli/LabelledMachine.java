package org.boltzmann.examples.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.io.MachineDeclaration;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.ModelFileException;
import org.boltzmann.core.wiring.Experiment;
import org.boltzmann.core.wiring.Preparation;
import org.boltzmann.discriminative.Classification;
import org.boltzmann.discriminative.Classifier;

/**
 * A machine one of whose groups holds a label.
 *
 * @param machine the machine
 * @param given the groups that hold the values of an example, context among them
 * @param label the group that holds the label
 * @param classNames names of the classes, their numbers where there are none
 */
record LabelledMachine(BoltzmannMachine machine, List<Group> given, Group label, List<String> classNames) {

    /** That of a training, unless it has no label or takes too long to classify thousands of examples. */
    static Optional<LabelledMachine> of(Experiment experiment) {
        return of(experiment.declaration(), experiment.machine(), experiment.preparation())
                .filter(LabelledMachine::isQuick);
    }

    /** That of a model file, if it has a label. */
    static Optional<LabelledMachine> of(ModelFile stored) {
        return of(stored.declaration(), stored.machine(), Preparation.of(stored));
    }

    private static Optional<LabelledMachine> of(
            MachineDeclaration declaration, BoltzmannMachine machine, Preparation preparation) {
        return declaration.label(machine).map(label -> {
            List<String> names = preparation.classNames();
            boolean named = names.size() == label.size();
            return new LabelledMachine(
                    machine,
                    declaration.holding(machine),
                    label,
                    named
                            ? names
                            : IntStream.range(0, label.size())
                                    .mapToObj(Integer::toString)
                                    .toList());
        });
    }

    /** That of a model file, which is refused if it has none or cannot classify. */
    static LabelledMachine in(ModelFile stored, String file) {
        LabelledMachine labelled = of(stored)
                .orElseThrow(
                        () -> new ModelFileException(
                                file + ": no group of "
                                        + stored.machine().groups()
                                        + " holds a label, so that nothing can be classified; train a machine with a group of role label"));
        try {
            labelled.classifier();
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(
                    file + ": " + e.getMessage() + "; a machine classifies if its hidden groups can be summed out", e);
        }
        return labelled;
    }

    /** Whether what is hidden is summed out in few states. */
    boolean isQuick() {
        List<Group> kept = machine.groups().stream()
                .filter(group -> given.contains(group) || group.equals(label))
                .toList();
        return Evaluation.canSumOut(machine, kept);
    }

    Classifier classifier() {
        return Classifier.of(machine, given, label);
    }

    Classification measure(Presentation data, RandomKey key) {
        return Classification.of(classifier(), machine, data, key);
    }
}
