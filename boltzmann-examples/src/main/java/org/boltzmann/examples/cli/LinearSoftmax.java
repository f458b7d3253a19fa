package org.boltzmann.examples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.Term;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.train.Trainer;
import org.boltzmann.core.wiring.Experiment;
import org.boltzmann.core.wiring.TrainingSettings;
import org.boltzmann.discriminative.ConditionalLikelihood;

/**
 * The linear classifier that a machine with hidden units should do better than: a machine without any, whose p(y | x) is softmax
 * regression, trained on the same data, shown in the same way, with the same optimizer, mini-batches and seed, for as many epochs as it was.
 */
final class LinearSoftmax {

    private LinearSoftmax() {}

    /** Trains it for as many epochs as the machine was trained; settings of single parameters, which belong to the machine itself, are left out. */
    static LabelledMachine train(Experiment experiment, int epochs, LabelledMachine like) {
        List<Term> terms = new ArrayList<>();
        terms.add(Bias.on(like.label(), Initializer.zero()));
        for (Group group : like.given()) {
            terms.add(Pairwise.between(group, like.label(), Initializer.zero()));
        }
        BoltzmannMachine machine = BoltzmannMachine.of(terms);
        machine.initialize(RandomKey.of(experiment.seed()).at("softmax"), Map.of());
        TrainingSettings training = experiment.plan().training();
        new Trainer(
                        machine,
                        ConditionalLikelihood.of(machine, like.given(), like.label()),
                        training.optimizer().withoutSingleParameters(),
                        training.batchSize(),
                        experiment.seed(),
                        List.of())
                .trainTo(experiment.examples(), epochs);
        return new LabelledMachine(machine, like.given(), like.label(), like.classNames());
    }
}
