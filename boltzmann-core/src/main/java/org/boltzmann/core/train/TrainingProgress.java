package org.boltzmann.core.train;

import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.io.Snapshot;

/** How far training has come: what observers are shown, and through which they report metrics or stop it. */
public final class TrainingProgress {

    private final Trainer trainer;
    private final int epochs;
    private final int steps;
    private int epoch;
    private int step;
    private double seconds;
    private int examples;
    private String stopReason;
    private String pauseReason;

    TrainingProgress(Trainer trainer, int epochs, int steps) {
        this.trainer = trainer;
        this.epochs = epochs;
        this.steps = steps;
    }

    void begin(int epoch, int step) {
        this.epoch = epoch;
        this.step = step;
    }

    void endStep() {
        step++;
    }

    void endEpoch(int examples, double duration) {
        this.examples = examples;
        seconds = duration;
    }

    boolean goesOn() {
        return stopReason == null && pauseReason == null;
    }

    /**
     * The machine being trained.
     *
     * @return the machine itself
     */
    public BoltzmannMachine machine() {
        return trainer.machine();
    }

    /**
     * The epoch under way or just ended.
     *
     * @return from 1; 0 before the first
     */
    public int epoch() {
        return epoch;
    }

    /**
     * Epochs there will be, those of earlier calls included.
     *
     * @return the number of the last epoch asked for
     */
    public int epochs() {
        return epochs;
    }

    /**
     * Steps taken in this epoch.
     *
     * @return 0 to {@link #steps()}
     */
    public int step() {
        return step;
    }

    /**
     * Steps in an epoch.
     *
     * @return number of mini-batches
     */
    public int steps() {
        return steps;
    }

    /**
     * Whole epochs done, what was done before a pause or a checkpoint included.
     *
     * @return from 0; at the end of an epoch that one counts
     */
    public int epochsDone() {
        return trainer.epochsDone();
    }

    /**
     * Steps done since the last whole epoch ended.
     *
     * @return 0 at the end of an epoch
     */
    public int stepsDone() {
        return trainer.stepsDone();
    }

    /**
     * Examples learned from per second in the epoch just ended, observers' time not counted.
     *
     * @return examples per second
     */
    public double examplesPerSecond() {
        return examples == 0 ? 0 : examples / seconds;
    }

    /**
     * Metrics reported since the epoch began.
     *
     * @return by name, in the order reported
     */
    public Map<String, Double> metrics() {
        return trainer.history().of(epoch);
    }

    /**
     * Metrics of all epochs so far, those before a checkpoint included.
     *
     * @return metrics by name, by epoch
     */
    public Map<Integer, Map<String, Double>> history() {
        return trainer.history().all();
    }

    /**
     * Reports a metric of this epoch, for the observers that come after.
     *
     * @param name the metric's name
     * @param value its value
     */
    public void report(String name, double value) {
        trainer.history().put(epoch, name, value);
    }

    /**
     * Everything that is needed to go on from here: of the machine, the optimizer, the objective and all observers.
     *
     * @return a copy, to be put into a {@link org.boltzmann.core.io.Checkpoint}
     */
    public Snapshot snapshot() {
        return trainer.snapshot(this);
    }

    /**
     * Asks for training to end after this step or epoch.
     *
     * @param reason why, for the user
     */
    public void stop(String reason) {
        stopReason = reason;
    }

    /**
     * Asks for training to be left after this step, to go on later.
     *
     * @param reason why, for the user
     */
    public void pause(String reason) {
        pauseReason = reason;
    }

    /**
     * Why training is left, to go on later.
     *
     * @return empty unless somebody asked for it
     */
    public Optional<String> pauseReason() {
        return Optional.ofNullable(pauseReason);
    }

    /**
     * Why training ends before its last epoch.
     *
     * @return empty unless an observer asked for it
     */
    public Optional<String> stopReason() {
        return Optional.ofNullable(stopReason);
    }
}
