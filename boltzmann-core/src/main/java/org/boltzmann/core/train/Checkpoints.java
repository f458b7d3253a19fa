package org.boltzmann.core.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.io.Checkpoint;
import org.boltzmann.core.io.CheckpointDirectory;
import org.boltzmann.core.io.Snapshot;

/**
 * Writes checkpoints while a machine is trained, from which training goes on as if it had never stopped, bit for bit. An example
 * stands in the description of this package.
 *
 * <p>It comes last among the observers, so that it sees what the others have done. Beside what the cadence asks for there is a
 * checkpoint before the first step, which shows that there is room for it, at a pause and at the end. The last few are kept, and
 * of those written at the end of an epoch the one with the best metric.
 *
 * <p>A checkpoint that cannot be written ends training with an {@link UncheckedIOException} that names the file; those written
 * before stay.
 */
public final class Checkpoints implements TrainingObserver {

    private final CheckpointDirectory directory;
    private final Cadence cadence;
    private final int keep;
    private final String metric;
    private final Map<String, String> settings;
    private final Map<String, String> provenance;
    private double best = Double.NEGATIVE_INFINITY;
    private String bestFile = "";
    private Path last;
    private int lastEpochs = -1;
    private int lastSteps = -1;
    private long lastTime = System.nanoTime();

    /**
     * Checkpoints of one run.
     *
     * @param directory where they are written; the caller closes it
     * @param cadence how often
     * @param keep how many of the last are kept, at least 1
     * @param metric name of a metric that observers before this one report, larger being better; the best checkpoint is kept too
     */
    public Checkpoints(CheckpointDirectory directory, Cadence cadence, int keep, String metric) {
        this(directory, cadence, keep, metric, Map.of(), Map.of());
    }

    /**
     * Checkpoints of one run that say where they come from.
     *
     * @param directory where they are written; the caller closes it
     * @param cadence how often
     * @param keep how many of the last are kept, at least 1
     * @param metric name of a metric that observers before this one report, larger being better; the best checkpoint is kept too
     * @param settings the settings on which the result depends
     * @param provenance seed, data, version ...
     */
    public Checkpoints(
            CheckpointDirectory directory,
            Cadence cadence,
            int keep,
            String metric,
            Map<String, String> settings,
            Map<String, String> provenance) {
        if (keep < 1) {
            throw new IllegalArgumentException("at least 1 checkpoint must be kept, not " + keep);
        }
        this.directory = directory;
        this.cadence = cadence;
        this.keep = keep;
        this.metric = metric;
        this.settings = settings;
        this.provenance = provenance;
    }

    /**
     * Takes a new trainer to where a checkpoint was written.
     *
     * @param trainer a trainer made as the one that wrote it, with these checkpoints among its observers
     * @param found the checkpoint
     * @throws IllegalArgumentException if something differs on which the result depends, naming the file, it, and both values
     */
    public void resume(Trainer trainer, CheckpointDirectory.Found found) {
        try {
            trainer.resume(found.checkpoint().state());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("cannot go on from " + found.file() + ": " + e.getMessage(), e);
        }
        last = found.file();
    }

    /**
     * The checkpoint to go on from, if training stopped now.
     *
     * @return the file written last, or resumed from; empty if there is none yet
     */
    public Optional<Path> last() {
        return Optional.ofNullable(last);
    }

    @Override
    public void started(TrainingProgress progress) {
        if (last == null) {
            checkUnused();
        }
        write(progress);
    }

    /** What another run has left must neither be mixed with this one's nor be deleted by it. */
    private void checkUnused() {
        try {
            if (!directory.files().isEmpty()) {
                throw new FileSystemException(
                        directory.toString(),
                        null,
                        "holds the checkpoints of another run; resume that one, or give this one a folder of its own");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stepEnded(TrainingProgress progress) {
        boolean ended = progress.step() == progress.steps(); // then the end of the epoch is about to come
        if (!ended && (cadence.isDueAfterStep(progress, secondsSince()) || isOver(progress))) {
            write(progress);
        }
    }

    @Override
    public void epochEnded(TrainingProgress progress) {
        boolean lastEpoch = progress.epoch() == progress.epochs();
        if (cadence.isDueAfterEpoch(progress, secondsSince()) || lastEpoch || isOver(progress)) {
            Double value = progress.metrics().get(metric);
            boolean better = value != null && value > best;
            if (better) {
                best = value;
                bestFile = directory.name(progress.epochsDone(), progress.stepsDone());
            }
            write(progress);
        }
    }

    @Override
    public void paused(TrainingProgress progress) {
        if (progress.epochsDone() != lastEpochs || progress.stepsDone() != lastSteps) {
            write(progress);
        }
    }

    private static boolean isOver(TrainingProgress progress) {
        return progress.stopReason().isPresent();
    }

    private double secondsSince() {
        return (System.nanoTime() - lastTime) * 1e-9;
    }

    private void write(TrainingProgress progress) {
        Checkpoint checkpoint = new Checkpoint(progress.snapshot(), settings, provenance);
        try {
            lastEpochs = progress.epochsDone();
            lastSteps = progress.stepsDone();
            last = directory.write(lastEpochs, lastSteps, checkpoint);
            directory.keep(keep, bestFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        lastTime = System.nanoTime();
    }

    @Override
    public void save(Snapshot to) {
        to.put("best", best);
        to.put("best-file", bestFile);
    }

    @Override
    public void restore(Snapshot from) {
        best = from.number("best");
        bestFile = from.text("best-file");
    }

    @Override
    public String toString() {
        return "checkpoints in " + directory;
    }
}
