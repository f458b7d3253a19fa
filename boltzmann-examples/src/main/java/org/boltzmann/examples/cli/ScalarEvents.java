package org.boltzmann.examples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.boltzmann.core.io.EventFile;
import org.boltzmann.core.train.TrainingObserver;
import org.boltzmann.core.train.TrainingProgress;

/** Writes what is reported after each epoch as scalars over epochs; a training that goes on has a file of its own, whose epochs go on. */
final class ScalarEvents implements TrainingObserver {

    private final Path folder;
    private final Consumer<String> tell;
    private EventFile events;
    private boolean failed;

    ScalarEvents(Path folder, Consumer<String> tell) {
        this.folder = folder;
        this.tell = tell;
    }

    /**
     * Before there is anything to write.
     *
     * @throws IOException if the folder cannot be made or written to
     */
    static void checkWritable(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.delete(Files.createTempFile(folder, "boltzmann", null));
    }

    @Override
    public void epochEnded(TrainingProgress progress) {
        if (failed) {
            return;
        }
        Map<String, Double> scalars = new LinkedHashMap<>(progress.metrics());
        scalars.remove(EpochReport.METRIC); // what early stopping watches is one of the others, or their negative
        scalars.put("examples-per-second", progress.examplesPerSecond());
        try {
            if (events == null) {
                events = EventFile.in(folder);
            }
            events.add(progress.epoch(), scalars);
        } catch (IOException e) {
            goOnWithout(e);
        }
    }

    /** A training of hours is worth more than its curves. */
    private void goOnWithout(IOException e) {
        failed = true;
        tell.accept("warning: --tensorboard " + folder + ": " + ExitCodes.message(e)
                + "; training goes on, but no more metrics are written there");
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
            if (!failed) {
                goOnWithout(e);
            }
        }
    }
}
