package org.boltzmann.examples.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.boltzmann.core.io.EventFile;
import org.boltzmann.core.train.TrainingObserver;
import org.boltzmann.core.train.TrainingProgress;

/** Writes what is reported after each epoch as scalars over epochs; a training that goes on has a file of its own, whose epochs go on. */
final class ScalarEvents implements TrainingObserver {

    private final Path folder;
    private EventFile events;

    ScalarEvents(Path folder) {
        this.folder = folder;
    }

    @Override
    public void epochEnded(TrainingProgress progress) {
        Map<String, Double> scalars = new LinkedHashMap<>(progress.metrics());
        scalars.remove(EpochReport.METRIC); // what early stopping watches is one of the others, or their negative
        scalars.put("examples-per-second", progress.examplesPerSecond());
        try {
            if (events == null) {
                events = EventFile.in(folder);
            }
            events.add(progress.epoch(), scalars);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void paused(TrainingProgress progress) {
        close();
    }

    @Override
    public void ended(TrainingProgress progress) {
        close();
    }

    private void close() {
        try {
            if (events != null) {
                events.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
