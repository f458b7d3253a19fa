package org.boltzmann.core.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.data.MiniBatches;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.io.Snapshot;
import org.boltzmann.core.linalg.Kernels;

/**
 * Trains a machine: epochs of seeded, shuffled mini-batches, for each of which an objective's gradient becomes a step.
 *
 * <p>Every random number belongs to (seed, epoch, step), so that the same seed gives the same machine, and training that was left
 * between two steps goes on as if it had not been: what it needs beside the position is in a {@link Snapshot}.
 */
public final class Trainer {

    /** What Java makes up to name an object, other in every run: its hash, and the class of a lambda. */
    private static final Pattern MADE_UP = Pattern.compile("\\$\\$Lambda[\\w$/.]*|@[0-9a-f]+\\b");

    private final BoltzmannMachine machine;
    private final Objective objective;
    private final Ascent ascent;
    private final int batchSize;
    private final RandomKey key;
    private final List<TrainingObserver> observers;
    private final Map<String, String> identity;
    private final History history = new History();
    private final Rooms states;
    private final Gradient gradient;
    private final AtomicReference<String> pauseAsked = new AtomicReference<>();
    private int epochsDone;
    private int stepsDone;
    private boolean left;
    private String stopped;
    private String dataWanted;
    private Presentation data;
    private String dataIdentity;

    /**
     * A trainer of a machine whose parameters have their first values.
     *
     * @param machine the machine
     * @param objective what to climb
     * @param optimizer how
     * @param batchSize examples in a mini-batch, or sequences or windows where the data are shown so; the last of an epoch has fewer
     *     if they don't divide the data
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
        this.gradient = machine.newGradient();
        this.states = new Rooms(machine);
        this.batchSize = batchSize;
        this.key = RandomKey.of(seed);
        this.observers = List.copyOf(observers);
        this.identity = Map.of(
                "seed", Long.toString(seed),
                "batch-size", Integer.toString(batchSize),
                "optimizer", optimizer.toString(),
                "objective", lasting(objective),
                "backend", Kernels.get().backend().description(),
                "tiles", Integer.toString(Kernels.get().partition().tiles()));
    }

    /**
     * Trains for some epochs; called again, it goes on from there, with momentum, chains, schedules and random numbers
     * (where early stopping has put the best epoch's parameters back, from those).
     *
     * @param data the examples
     * @param epochs number of further epochs, not negative; one left in the middle is finished and counts
     * @return how far training came, with the metrics of its last epoch
     * @throws DivergenceException as {@link #trainTo}
     */
    public TrainingProgress train(Presentation data, int epochs) {
        return trainTo(data, epochsDone + epochs);
    }

    /**
     * Trains until so many epochs have been done in all, those before a checkpoint or an earlier call included.
     *
     * @param data the examples
     * @param epochs number of the last epoch
     * @return how far training came, with the metrics of its last epoch
     * @throws DivergenceException if after a step a parameter is not a finite number, or beyond both 10,000 and a hundred times
     *     the largest of its first values
     * @throws IllegalArgumentException if training resumes and these are other data or shown otherwise, or an epoch was left beyond their end
     */
    public TrainingProgress trainTo(Presentation data, int epochs) {
        check(data);
        dataWanted = null;
        MiniBatches batches = MiniBatches.of(data.portions(), batchSize);
        TrainingProgress progress = new TrainingProgress(this, epochs, batches.count());
        progress.begin(epochsDone, 0);
        if (stopped != null) {
            progress.stop(stopped);
        }
        boolean resumes = left;
        observers.forEach(observer -> {
            if (resumes) {
                observer.resumed(progress);
            } else {
                observer.started(progress);
            }
        });
        takePause(progress);
        int[] order = new int[data.portions()];
        while (epochsDone < epochs && progress.goesOn()) {
            epoch(data, batches, order, progress);
        }
        left = progress.pauseReason().isPresent();
        stopped = null;
        observers.forEach(left ? observer -> observer.paused(progress) : observer -> observer.ended(progress));
        return progress;
    }

    private void epoch(Presentation data, MiniBatches batches, int[] order, TrainingProgress progress) {
        int epoch = epochsDone + 1;
        RandomKey epochKey = key.at(epoch);
        batches.fillOrder(epochKey.at("shuffle"), order);
        progress.begin(epoch, stepsDone);
        int examples = 0;
        long watching = 0;
        long start = System.nanoTime();
        while (stepsDone < batches.count() && progress.goesOn()) {
            double done = epoch - 1 + (double) stepsDone / batches.count();
            step(data, batches, order, done, epochKey.at(stepsDone));
            examples += data.columns(order, batches.start(stepsDone), batches.size(stepsDone));
            stepsDone++;
            progress.endStep();
            checkNotDiverged(progress);
            long watched = System.nanoTime();
            for (int o = 0; o < observers.size(); o++) {
                observers.get(o).stepEnded(progress);
            }
            watching += System.nanoTime() - watched;
            takePause(progress);
        }
        if (stepsDone == batches.count() && progress.pauseReason().isEmpty()) {
            progress.endEpoch(examples, (System.nanoTime() - start - watching) * 1e-9);
            epochsDone = epoch;
            stepsDone = 0;
            observers.forEach(observer -> observer.epochEnded(progress));
            takePause(progress);
        }
    }

    private void step(Presentation data, MiniBatches batches, int[] order, double epochsDone, RandomKey stepKey) {
        int from = batches.start(stepsDone);
        int count = batches.size(stepsDone);
        State batch = states.of(data.columns(order, from, count));
        data.present(order, from, count, stepKey.at("data"), batch);
        gradient.clear();
        objective.addGradient(batch, 1, stepKey.at("objective"), gradient);
        ascent.step(gradient, epochsDone);
    }

    private void checkNotDiverged(TrainingProgress progress) {
        ascent.diverged().ifPresent(parameter -> {
            throw new DivergenceException("training diverged in epoch " + progress.epoch() + ", step " + progress.step()
                    + " of " + progress.steps() + ": parameter " + parameter.name() + " is not finite, or beyond "
                    + ascent.bound(parameter) + "; try a smaller learning rate than "
                    + ascent.rate(parameter, epochsDone)
                    + ", or scale the data");
        });
    }

    /**
     * Asks for training to be left after the step under way, or before the first, to go on later. Any thread may call it, such as
     * one that was told of a signal.
     *
     * @param reason why, for the user
     */
    public void pause(String reason) {
        pauseAsked.set(reason);
    }

    private void takePause(TrainingProgress progress) {
        String reason = pauseAsked.get() == null ? null : pauseAsked.getAndSet(null);
        if (reason != null) {
            progress.pause(reason);
        }
    }

    /**
     * Takes this trainer to where a snapshot was taken; then {@link #trainTo} goes on as if training had not been left.
     *
     * @param state a snapshot of a trainer made as this one was
     * @throws IllegalArgumentException if something differs on which the result depends, naming it and both values; this trainer
     *     is then of no further use
     */
    public void resume(Snapshot state) {
        Snapshot from = state.at("trainer");
        List<String> differences = new ArrayList<>();
        identity.keySet().stream().sorted().forEach(name -> {
            String was = from.text(name);
            if (!was.equals(identity.get(name))) {
                differences.add(name + " was " + was + " and is now " + identity.get(name));
            }
        });
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", differences));
        }
        dataWanted = from.text("data");
        epochsDone = from.count("epochs-done");
        stepsDone = from.count("steps-done");
        stopped = from.has("stopped") ? from.text("stopped") : null;
        left = true;
        history.restore(state.at("history"));
        state.at("parameters").fill(machine.theta());
        ascent.restore(state.at("optimizer"));
        objective.restore(state.at("objective"));
        named(observers, state.at("observers")).forEach((own, observer) -> observer.restore(own));
        state.checkAllTaken();
    }

    Snapshot snapshot(TrainingProgress progress) {
        Snapshot state = Snapshot.empty();
        Snapshot to = state.at("trainer");
        identity.keySet().stream().sorted().forEach(name -> to.put(name, identity.get(name)));
        to.put("data", dataIdentity());
        to.put("epochs-done", epochsDone);
        to.put("steps-done", stepsDone);
        progress.stopReason().ifPresent(reason -> to.put("stopped", reason));
        history.save(state.at("history"));
        state.at("parameters").put(machine.theta());
        ascent.save(state.at("optimizer"));
        objective.save(state.at("objective"));
        named(observers, state.at("observers")).forEach((own, observer) -> observer.save(own));
        return state;
    }

    /** What an object says of itself, as it says it in every run. */
    private static String lasting(Object object) {
        return MADE_UP.matcher(object.toString()).replaceAll("");
    }

    /** By the name of the class, and a number where it is not the first of its class. */
    private static Map<Snapshot, TrainingObserver> named(List<TrainingObserver> observers, Snapshot all) {
        Map<String, Integer> seen = new HashMap<>();
        Map<Snapshot, TrainingObserver> named = new LinkedHashMap<>();
        for (TrainingObserver observer : observers) {
            String type = observer.getClass().getName();
            String name = type.substring(type.lastIndexOf('.') + 1);
            named.put(all.at(name + "-" + seen.merge(name, 1, Integer::sum)), observer);
        }
        return named;
    }

    /**
     * Whether training can go on with some data from where it was left; {@link #trainTo} asks first of all.
     *
     * @param data the training examples
     * @throws IllegalArgumentException if these are other data than before, or shown otherwise, or an epoch was left beyond their end
     */
    public void check(Presentation data) {
        this.data = data;
        dataIdentity = null;
        if (dataWanted != null && !dataWanted.equals(dataIdentity())) {
            throw new IllegalArgumentException("training cannot go on with other data: they were "
                    + Excerpt.of(dataWanted, 200) + " and are now " + Excerpt.of(dataIdentity(), 200));
        }
        int steps = MiniBatches.of(data.portions(), batchSize).count();
        if (stepsDone > steps) {
            throw new IllegalArgumentException("an epoch was left after " + stepsDone + " steps but has " + steps
                    + " with these data; finish it with the data it was begun with");
        }
    }

    private String dataIdentity() {
        if (dataIdentity == null) {
            dataIdentity = data.identity();
        }
        return dataIdentity;
    }

    BoltzmannMachine machine() {
        return machine;
    }

    History history() {
        return history;
    }

    /**
     * Whole epochs done so far.
     *
     * @return 0 at first
     */
    public int epochsDone() {
        return epochsDone;
    }

    /**
     * Steps done since the last whole epoch ended.
     *
     * @return 0 between epochs
     */
    public int stepsDone() {
        return stepsDone;
    }
}
