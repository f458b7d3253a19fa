package org.boltzmann.examples.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.io.CheckpointDirectory;
import org.boltzmann.core.io.ModelFileException;
import org.boltzmann.core.train.Checkpoints;
import org.boltzmann.core.train.DivergenceException;
import org.boltzmann.core.train.Trainer;
import org.boltzmann.core.train.TrainingObserver;
import org.boltzmann.core.train.TrainingProgress;

/** One training, with its checkpoints if they are wanted: where it begins, how it is interrupted, and how it goes on. */
final class TrainingRun implements AutoCloseable {

    private final CheckpointOptions options;
    private final CommonOptions common;
    private final Optional<CheckpointDirectory> directory;
    private Optional<CheckpointDirectory.Found> found;
    private Optional<Checkpoints> checkpoints = Optional.empty();

    TrainingRun(CheckpointOptions options, CommonOptions common) throws IOException {
        this.options = options;
        this.common = common;
        this.directory = options.open();
        this.found = Optional.empty();
        try {
            if (directory.isPresent()) {
                found = options.found(directory.get(), common::tell);
            }
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The seed given, that of the checkpoint, or one drawn. */
    long seed() {
        return found.map(checkpoint -> Continuation.seed(checkpoint, common)).orElseGet(common::seed);
    }

    /** Observers with those of this run after them; refused if it cannot go on with these settings and data. */
    List<TrainingObserver> observing(
            List<TrainingObserver> observers,
            Map<String, String> settings,
            Map<String, String> provenance,
            int epochs) {
        found.ifPresent(checkpoint -> Continuation.check(checkpoint, settings, provenance, epochs));
        checkpoints = directory.map(opened ->
                new Checkpoints(opened, options.cadence(), options.keep(), EpochReport.METRIC, settings, provenance));
        List<TrainingObserver> all = new ArrayList<>(observers);
        options.stopAfter().ifPresent(epochsMore -> all.add(new StopAfter(epochsMore)));
        checkpoints.ifPresent(all::add);
        return all;
    }

    /** Trains to the end, or until interrupted; then there is a reason for the pause, and it has been told how to go on. */
    TrainingProgress train(Trainer trainer, Presentation data, int epochs) throws Exception {
        found.ifPresent(checkpoint -> resume(trainer, data, checkpoint));
        found = Optional.empty(); // its memory is needed
        Interruption interruption = new Interruption(() -> interrupt(trainer), checkpoints.isPresent(), common.err());
        return interruption.guard(() -> {
            TrainingProgress progress = trainTo(trainer, data, epochs);
            progress.pauseReason().ifPresent(reason -> tellHowToGoOn(reason, progress));
            return progress;
        });
    }

    private void resume(Trainer trainer, Presentation data, CheckpointDirectory.Found checkpoint) {
        try {
            checkpoints.orElseThrow().resume(trainer, checkpoint);
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(e.getMessage(), e);
        }
        try {
            trainer.check(
                    data); // what the settings and the provenance say has been compared; this the state itself says
        } catch (IllegalArgumentException e) {
            throw new ModelFileException("cannot go on from " + checkpoint.file() + ": " + e.getMessage(), e);
        }
        common.tell("going on from " + checkpoint.file() + ", after " + trainer.epochsDone() + " epochs and "
                + trainer.stepsDone() + " steps");
    }

    private void interrupt(Trainer trainer) {
        if (checkpoints.isPresent()) {
            trainer.pause("by a signal");
        } else {
            common.tell("stopped by a signal: nothing of this training is kept; with --checkpoint DIR it could go on");
        }
    }

    private TrainingProgress trainTo(Trainer trainer, Presentation data, int epochs) {
        try {
            return trainer.trainTo(data, epochs);
        } catch (DivergenceException e) {
            String kept = checkpoints
                    .flatMap(Checkpoints::last)
                    .map(file -> "the last good checkpoint is " + file)
                    .orElse("nothing of this training is kept (--checkpoint DIR would)");
            throw new DivergenceException(e.getMessage() + "; " + kept);
        }
    }

    private void tellHowToGoOn(String reason, TrainingProgress progress) {
        Path file = checkpoints.flatMap(Checkpoints::last).orElseThrow();
        String command = common.commandWithout("--stop-after", "--resume") + " --resume";
        common.tell("stopped " + reason + ", after " + progress.epochsDone() + " epochs and " + progress.stepsDone()
                + " of " + progress.steps() + " steps; go on with");
        common.tell("    " + command);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("checkpoint", file.toString());
        result.put("epochs", progress.epochsDone());
        result.put("steps", progress.stepsDone());
        result.put("resume", command);
        common.print(result, "checkpoint " + file);
    }

    @Override
    public void close() throws IOException {
        if (directory.isPresent()) {
            directory.get().close();
        }
    }
}
