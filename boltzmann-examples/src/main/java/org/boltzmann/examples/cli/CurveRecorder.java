package org.boltzmann.examples.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.train.TrainingObserver;
import org.boltzmann.core.train.TrainingProgress;
import org.boltzmann.examples.compare.Curve;

/** Lets others measure a training and keeps what they report; their time is counted, so that it can be told from that of training. */
final class CurveRecorder implements TrainingObserver {

    private static final int POINTS = 100;

    private final List<TrainingObserver> observers;
    private final boolean everyEpoch;
    private final Map<String, List<Integer>> epochs = new LinkedHashMap<>();
    private final Map<String, List<Double>> values = new LinkedHashMap<>();
    private long nanoseconds;

    /** {@code everyEpoch} where the observers decide when training ends; otherwise some hundred epochs at equal distances will do. */
    CurveRecorder(List<TrainingObserver> observers, boolean everyEpoch) {
        this.observers = List.copyOf(observers);
        this.everyEpoch = everyEpoch;
    }

    @Override
    public void started(TrainingProgress progress) {
        observers.forEach(observer -> observer.started(progress));
    }

    @Override
    public void stepEnded(TrainingProgress progress) {
        observers.forEach(observer -> observer.stepEnded(progress));
    }

    @Override
    public void epochEnded(TrainingProgress progress) {
        int every = (progress.epochs() + POINTS - 1) / POINTS;
        boolean last = progress.epoch() == progress.epochs();
        if (!everyEpoch && !last && (progress.epoch() - 1) % every != 0) {
            return;
        }
        long start = System.nanoTime();
        observers.forEach(observer -> observer.epochEnded(progress));
        progress.metrics().forEach((metric, value) -> {
            if (!metric.equals(EpochReport.METRIC) && Double.isFinite(value)) {
                epochs.computeIfAbsent(metric, name -> new ArrayList<>()).add(progress.epoch());
                values.computeIfAbsent(metric, name -> new ArrayList<>()).add(value);
            }
        });
        nanoseconds += System.nanoTime() - start;
    }

    @Override
    public void ended(TrainingProgress progress) {
        observers.forEach(observer -> observer.ended(progress));
    }

    long nanoseconds() {
        return nanoseconds;
    }

    List<Curve> curves() {
        return epochs.keySet().stream()
                .map(metric -> new Curve(metric, epochs.get(metric), values.get(metric)))
                .toList();
    }
}
