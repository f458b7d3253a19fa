package org.boltzmann.core.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.BoltzmannMachine;

/** How far training has come: what observers are shown, and through which they report metrics or stop it. */
public final class TrainingProgress {

    private final BoltzmannMachine machine;
    private final int epochs;
    private final int steps;
    private final int examples;
    private int epoch;
    private int step;
    private double seconds;
    private final Map<String, Double> metrics = new LinkedHashMap<>();
    private String stopReason;

    TrainingProgress(BoltzmannMachine machine, int epochs, int steps, int examples) {
        this.machine = machine;
        this.epochs = epochs;
        this.steps = steps;
        this.examples = examples;
    }

    void beginEpoch(int number) {
        epoch = number;
        step = 0;
        metrics.clear();
    }

    void endStep() {
        step++;
    }

    void endEpoch(double duration) {
        seconds = duration;
    }

    /**
     * The machine being trained.
     *
     * @return the machine itself
     */
    public BoltzmannMachine machine() {
        return machine;
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
     * Examples learned from per second in the epoch just ended, observers' time not counted.
     *
     * @return examples per second
     */
    public double examplesPerSecond() {
        return examples / seconds;
    }

    /**
     * Metrics reported since the epoch began.
     *
     * @return by name, in the order reported
     */
    public Map<String, Double> metrics() {
        return Collections.unmodifiableMap(metrics);
    }

    /**
     * Reports a metric of this epoch, for the observers that come after.
     *
     * @param name the metric's name
     * @param value its value
     */
    public void report(String name, double value) {
        metrics.put(name, value);
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
     * Why training ends before its last epoch.
     *
     * @return empty unless an observer asked for it
     */
    public Optional<String> stopReason() {
        return Optional.ofNullable(stopReason);
    }
}
