package org.boltzmann.sequence;

import java.util.List;
import java.util.function.BiFunction;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ContextNetwork;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.Term;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.train.ContrastiveDivergence;
import org.boltzmann.core.train.ExactNegativePhase;
import org.boltzmann.core.train.MaximumLikelihood;
import org.boltzmann.core.train.Objective;
import org.boltzmann.core.train.Optimizer;
import org.boltzmann.core.train.PositivePhases;
import org.boltzmann.core.train.Schedule;
import org.boltzmann.core.train.ThroughTime;
import org.boltzmann.core.train.Trainer;
import org.boltzmann.core.train.TrainingObserver;

/**
 * First values from simpler tasks: the machine without its context on shuffled frames, then the network by predicting the next frame.
 *
 * <p>Both are machines of some of the terms, whose parameters are those of the whole: the first of the terms that do not touch the
 * context; the second of those that touch nothing but the frame and the context, whose likelihood is the cross-entropy of
 * independent units given the network.
 *
 * <p>Source: N. Boulanger-Lewandowski, Y. Bengio, P. Vincent, "Modeling temporal dependencies in high-dimensional sequences", ICML
 * 2012, section 6.
 *
 * <p>Construction is refused with an {@link IllegalArgumentException} if a number is out of range.
 *
 * @param epochs number of epochs, 0 for none
 * @param batchSize frames of a mini-batch for the machine, sequences for the network
 * @param learningRate of Adam, falling to 0 in the end
 * @param seed of all that is random
 */
public record Pretraining(int epochs, int batchSize, double learningRate, long seed) {

    public Pretraining {
        if (epochs < 0 || batchSize < 1 || !(learningRate > 0)) {
            throw new IllegalArgumentException("pre-training needs at least 0 epochs, 1 example in a mini-batch and a"
                    + " learning rate above 0, not " + epochs + ", " + batchSize + " and " + learningRate);
        }
    }

    /**
     * Trains the machine without its context by contrastive divergence on shuffled frames.
     *
     * @param machine a machine with a network; parameters of terms that do not touch its context are changed
     * @param examples the frames
     * @param sweeps k of CD-k
     */
    public void machine(BoltzmannMachine machine, Presentation examples, int sweeps) {
        machine(machine, examples, sweeps, List.of());
    }

    /**
     * As {@link #machine(BoltzmannMachine, Presentation, int)}, watched.
     *
     * @param machine a machine with a network; parameters of terms that do not touch its context are changed
     * @param examples the frames
     * @param sweeps k of CD-k
     * @param observers who watches; the machine they see is that of the terms that learn
     */
    public void machine(BoltzmannMachine machine, Presentation examples, int sweeps, List<TrainingObserver> observers) {
        Group context = network(machine).context();
        List<Term> still = machine.terms().stream()
                .filter(term -> !term.groups().contains(context))
                .toList();
        train(
                machine,
                BoltzmannMachine.of(still),
                examples.inExamples(),
                observers,
                (part, shown) -> new MaximumLikelihood(
                        PositivePhases.choose(PositivePhases.AUTO, part, shown.observed(), 10)
                                .phase(),
                        new ContrastiveDivergence(part, sweeps)));
    }

    /**
     * Trains the network to predict the next frame.
     *
     * @param machine a machine with a network; the network's parameters and those of terms that join the frame and the context alone
     *     are changed
     * @param examples the sequences
     * @throws IllegalArgumentException if no term joins the frame and the context alone
     */
    public void network(BoltzmannMachine machine, Presentation examples) {
        network(machine, examples, List.of());
    }

    /**
     * As {@link #network(BoltzmannMachine, Presentation)}, watched.
     *
     * @param machine a machine with a network; the network's parameters and those of terms that join the frame and the context alone
     *     are changed
     * @param examples the sequences
     * @param observers who watches; the machine they see is that of the terms that learn
     * @throws IllegalArgumentException if no term joins the frame and the context alone
     */
    public void network(BoltzmannMachine machine, Presentation examples, List<TrainingObserver> observers) {
        ContextNetwork network = network(machine);
        List<Group> known = List.of(network.input(), network.context());
        List<Term> predicting = machine.terms().stream()
                .filter(term -> known.containsAll(term.groups()))
                .toList();
        if (predicting.stream().noneMatch(term -> term.groups().containsAll(known))) {
            throw new IllegalArgumentException(
                    "network " + network + " cannot learn to predict frames: no term joins " + known + " alone");
        }
        train(
                machine,
                BoltzmannMachine.of(predicting).conditionedBy(network),
                examples,
                observers,
                (part, shown) -> new ThroughTime(
                        part,
                        new MaximumLikelihood(
                                PositivePhases.choose(PositivePhases.AUTO, part, List.of(network.input()), 1)
                                        .phase(),
                                new ExactNegativePhase(part))));
    }

    private static ContextNetwork network(BoltzmannMachine machine) {
        return machine.network()
                .orElseThrow(() -> new IllegalArgumentException("no network computes a context of " + machine));
    }

    private void train(
            BoltzmannMachine whole,
            BoltzmannMachine part,
            Presentation examples,
            List<TrainingObserver> observers,
            BiFunction<BoltzmannMachine, Presentation, Objective> objective) {
        if (epochs == 0) {
            return;
        }
        copy(whole, part, part.parameters());
        Optimizer adam = Optimizer.adam(Schedule.linear(learningRate, 0, epochs));
        new Trainer(part, objective.apply(part, examples), adam, batchSize, seed, observers).train(examples, epochs);
        copy(part, whole, part.parameters());
    }

    private static void copy(BoltzmannMachine from, BoltzmannMachine to, List<Parameter> parameters) {
        parameters.forEach(
                parameter -> to.theta().of(parameter).set(from.theta().of(parameter)));
    }

    /**
     * Takes over the parameters of another machine that have the same names and shapes, such as those of a restricted machine.
     *
     * @param from a trained machine
     * @param to the machine whose values are set
     * @throws IllegalArgumentException if there is none, or one of the same name has another shape
     */
    public static void takeOver(BoltzmannMachine from, BoltzmannMachine to) {
        boolean some = false;
        for (Parameter parameter : from.parameters()) {
            for (Parameter own : to.parameters()) {
                if (own.name().equals(parameter.name())) {
                    if (!own.shape().equals(parameter.shape())) {
                        throw new IllegalArgumentException(
                                "parameter " + own + " cannot be taken from a machine where it is " + parameter
                                        + "; train one of the same sizes");
                    }
                    to.theta().of(own).set(from.theta().of(parameter));
                    some = true;
                }
            }
        }
        if (!some) {
            throw new IllegalArgumentException(
                    "no parameter of " + from.parameters() + " is one of " + to.parameters());
        }
    }
}
