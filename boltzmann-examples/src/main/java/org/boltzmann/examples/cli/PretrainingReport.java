package org.boltzmann.examples.cli;

import java.util.Locale;
import java.util.function.Consumer;
import org.boltzmann.core.train.TrainingObserver;
import org.boltzmann.core.train.TrainingProgress;

/** Tells of what is learned before training: a line at its beginning and some ten more. */
final class PretrainingReport implements TrainingObserver {

    private static final int LINES = 10;

    private final String what;
    private final Consumer<String> tell;
    private final TimeLeft left = new TimeLeft(System::nanoTime);

    PretrainingReport(String what, Consumer<String> tell) {
        this.what = what;
        this.tell = tell;
    }

    @Override
    public void started(TrainingProgress progress) {
        left.begin(progress);
        tell.accept("pre-training " + what + ", epochs: " + progress.epochs() + " ...");
    }

    @Override
    public void epochEnded(TrainingProgress progress) {
        int every = (progress.epochs() + LINES - 1) / LINES;
        if (progress.epoch() % every == 0 || progress.epoch() == progress.epochs()) {
            String line = String.format(
                    Locale.ROOT,
                    "pre-training %s, epoch %d/%d   %,.0f samples/s   %s",
                    what,
                    progress.epoch(),
                    progress.epochs(),
                    progress.examplesPerSecond(),
                    left.words(progress));
            tell.accept(line.stripTrailing());
        }
    }
}
