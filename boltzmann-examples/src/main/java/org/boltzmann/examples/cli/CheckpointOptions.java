package org.boltzmann.examples.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.boltzmann.core.io.CheckpointDirectory;
import org.boltzmann.core.io.ModelFileException;
import org.boltzmann.core.train.Cadence;
import org.boltzmann.core.wiring.SettingsException;
import picocli.CommandLine.Option;

/** Options of a training that can be left and gone on with. */
final class CheckpointOptions {

    @Option(
            names = "--checkpoint",
            paramLabel = "DIR",
            description =
                    "Write checkpoints to this folder, one folder for each run. After Ctrl-C, a kill or a full disk,"
                            + " --resume goes on to the same result, bit for bit.")
    private Path directory;

    @Option(
            names = "--resume",
            description =
                    "Go on from the newest whole checkpoint, with the same settings and data, and its seed if none is"
                            + " given. Where there is none yet, begin; where training is complete, write the model again.")
    private boolean resume;

    @Option(
            names = "--checkpoint-every",
            paramLabel = "HOW-OFTEN",
            defaultValue = "1e,5m",
            description = "Epochs (2e), a time (5m, 90s, 20ms, 2h), mini-batches (500b), or several with commas"
                    + " (default: ${DEFAULT-VALUE}, at each epoch's end and every five minutes).")
    private String every;

    @Option(
            names = "--checkpoint-keep",
            paramLabel = "K",
            defaultValue = "3",
            description =
                    "How many of the last checkpoints are kept (default: ${DEFAULT-VALUE}), beside the best of those"
                            + " written at the end of an epoch.")
    private int keep;

    @Option(
            names = "--stop-after",
            paramLabel = "N",
            description =
                    "Stop after N further epochs (1.5 is one and a half) with a checkpoint, to go on with --resume.")
    private Double stopAfter;

    /** Checks what can be checked before any work. */
    void check() {
        List<String> problems = new ArrayList<>();
        if (directory == null && resume) {
            problems.add("--resume needs --checkpoint DIR, the folder with the checkpoints");
        }
        if (directory == null && stopAfter != null) {
            problems.add("--stop-after needs --checkpoint DIR, a folder for the checkpoint to go on from");
        }
        if (stopAfter != null && !(stopAfter > 0 && stopAfter < Integer.MAX_VALUE)) {
            problems.add("--stop-after is " + stopAfter + "; allowed is a number of epochs above 0");
        }
        if (keep < 1) {
            problems.add("--checkpoint-keep is " + keep + "; allowed is a whole number of at least 1");
        }
        try {
            Cadence.parse(every);
        } catch (IllegalArgumentException e) {
            problems.add("--checkpoint-every: " + e.getMessage());
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    Cadence cadence() {
        return Cadence.parse(every);
    }

    int keep() {
        return keep;
    }

    Optional<Double> stopAfter() {
        return Optional.ofNullable(stopAfter);
    }

    /** The folder, locked for this run; empty if no checkpoints are wanted. */
    Optional<CheckpointDirectory> open() throws IOException {
        return directory == null ? Optional.empty() : Optional.of(CheckpointDirectory.open(directory));
    }

    /** The checkpoint to go on from, if that is wanted and there is one. */
    Optional<CheckpointDirectory.Found> found(CheckpointDirectory opened, Consumer<String> tell) throws IOException {
        List<Path> files = opened.files();
        if (!resume) {
            if (!files.isEmpty()) {
                throw new SettingsException(List.of(opened + " holds checkpoints of another run, such as "
                        + files.get(0).getFileName()
                        + "; add --resume to go on with it, or give this run a folder of its own"));
            }
            return Optional.empty();
        }
        if (files.isEmpty()) {
            tell.accept("no checkpoint in " + opened + " yet: training begins");
            return Optional.empty();
        }
        Optional<CheckpointDirectory.Found> found = opened.newest(tell);
        if (found.isEmpty()) {
            throw new ModelFileException("no checkpoint in " + opened
                    + " is whole; delete them to begin training anew, or put a whole one there");
        }
        return found;
    }
}
