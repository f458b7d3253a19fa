package org.boltzmann.examples.cli;

import java.util.Locale;
import java.util.function.LongSupplier;
import org.boltzmann.core.train.TrainingProgress;

/**
 * How long a training will still take: the steps to come at the mean pace of the steps of this run, the time of measuring included.
 */
final class TimeLeft {

    private static final double NANO = 1e-9;
    private static final double MINUTE = 60;

    /** Below so many seconds they are told one by one. */
    private static final double SECONDS = 100;

    private final LongSupplier clock;
    private long start;
    private long before;

    /** {@code clock} in nanoseconds. */
    TimeLeft(LongSupplier clock) {
        this.clock = clock;
        begin(0);
    }

    /** Begins to count, where training was left after so many steps. */
    void begin(TrainingProgress progress) {
        begin((long) progress.epochsDone() * progress.steps() + progress.stepsDone());
    }

    /** Begins to count after so many steps. */
    void begin(long steps) {
        start = clock.getAsLong();
        before = steps;
    }

    /** In words, such as {@code about 3 min left}; at the end, or as long as no step has been taken, an empty text. */
    String words(TrainingProgress progress) {
        long done = (long) progress.epochsDone() * progress.steps() + progress.stepsDone();
        return words(done, (long) progress.epochs() * progress.steps());
    }

    /** In words, after {@code done} of {@code all} steps. */
    String words(long done, long all) {
        if (done <= before || done >= all) {
            return "";
        }
        double seconds = (clock.getAsLong() - start) * NANO / (done - before) * (all - done);
        return seconds < SECONDS
                ? String.format(Locale.ROOT, "about %.0f s left", Math.ceil(seconds))
                : String.format(Locale.ROOT, "about %,.0f min left", Math.ceil(seconds / MINUTE));
    }
}
