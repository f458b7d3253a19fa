package org.boltzmann.core.train;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.data.MiniBatches;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.linalg.Passes;

/**
 * Trains a machine: epochs of seeded, shuffled mini-batches, for each of which an objective's gradient becomes a step.
 *
 * <p>Every random number belongs to (seed, epoch, step), so that the same seed gives the same machine.
 */
public final class Trainer {

    /** Beyond this a parameter has left everything a field of sensible size could need. */
    private static final float LIMIT = 1e6f;

    private final BoltzmannMachine machine;
    private final Objective objective;
    private final Ascent ascent;
    private final int batchSize;
    private final RandomKey key;
    private final List<TrainingObserver> observers;
    private final Map<Integer, State> states = new HashMap<>();
    private int epochsDone;

    /**
     * A trainer of a machine whose parameters have their first values.
     *
     * @param machine the machine
     * @param objective what to climb
     * @param optimizer how
     * @param batchSize examples in a mini-batch; the last of an epoch has fewer if they don't divide the data
     * @param seed of all that is random
     * @param observers who watches, called in this order
     */
    public Trainer(
            BoltzmannMachine machine,
            Objective objective,
            Optimizer optimizer,
            int batchSize,
            long seed,
            List<TrainingObserver> observers) {
        this.machine = machine;
        this.objective = objective;
        this.ascent = optimizer.start(machine.theta());
        this.batchSize = batchSize;
        this.key = RandomKey.of(seed);
        this.observers = List.copyOf(observers);
    }

    /**
     * Trains for some epochs; called again, it goes on from there, with momentum, chains, schedules and random numbers
     * (where early stopping has put the best epoch's parameters back, from those).
     *
     * @param data the examples
     * @param epochs number of further epochs, not negative
     * @return how far training came, with the metrics of its last epoch
     * @throws DivergenceException if a parameter is not a finite number any more, or beyond a million, at the end of an epoch
     */
    public TrainingProgress train(Presentation data, int epochs) {
        MiniBatches batches = MiniBatches.of(data.size(), batchSize);
        TrainingProgress progress = new TrainingProgress(machine, epochsDone + epochs, batches.count(), data.size());
        progress.beginEpoch(epochsDone);
        Gradient gradient = machine.newGradient();
        observers.forEach(observer -> observer.started(progress));
        int last = epochsDone + epochs;
        while (epochsDone < last && progress.stopReason().isEmpty()) {
            int epoch = ++epochsDone;
            RandomKey epochKey = key.at(epoch);
            int[] order = batches.order(epochKey.at("shuffle"));
            progress.beginEpoch(epoch);
            long watching = 0;
            long start = System.nanoTime();
            for (int b = 0; b < batches.count() && progress.stopReason().isEmpty(); b++) {
                double done = epoch - 1 + (double) b / batches.count();
                step(data, batches.batch(order, b), done, epochKey.at(b), gradient);
                progress.endStep();
                long watched = System.nanoTime();
                observers.forEach(observer -> observer.stepEnded(progress));
                watching += System.nanoTime() - watched;
            }
            progress.endEpoch((System.nanoTime() - start - watching) * 1e-9);
            checkWithinLimit(epoch);
            observers.forEach(observer -> observer.epochEnded(progress));
        }
        observers.forEach(observer -> observer.ended(progress));
        return progress;
    }

    private void step(Presentation data, int[] examples, double epochsDone, RandomKey stepKey, Gradient gradient) {
        State batch = states.computeIfAbsent(examples.length, machine::newState);
        data.present(examples, stepKey.at("data"), batch);
        gradient.clear();
        objective.addGradient(batch, 1, stepKey.at("objective"), gradient);
        ascent.step(gradient, epochsDone);
    }

    private void checkWithinLimit(int epoch) {
        for (Parameter parameter : machine.parameters()) {
            if (!Passes.isWithin(machine.theta().of(parameter), LIMIT)) {
                throw new DivergenceException("training diverged in epoch " + epoch + ": parameter " + parameter.name()
                        + " is not finite, or beyond " + LIMIT + "; try a smaller learning rate");
            }
        }
    }
}
