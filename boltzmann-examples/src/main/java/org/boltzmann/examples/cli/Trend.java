package org.boltzmann.examples.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.boltzmann.core.train.TrainingObserver;
import org.boltzmann.core.train.TrainingProgress;

/** Whether what early stopping could watch was still getting better when training ended. */
final class Trend implements TrainingObserver {

    /** Fewer epochs say nothing of a trend. */
    private static final int FEWEST = 10;

    /** Share of all that was gained that the last fifth of the epochs gained over the fifth before it. */
    private static final double SHARE = 0.05;

    private final List<Double> scores = new ArrayList<>();

    @Override
    public void epochEnded(TrainingProgress progress) {
        scores.add(progress.metrics().getOrDefault(EpochReport.METRIC, Double.NaN));
    }

    /** A line; empty where it was not, or nothing can be said. */
    Optional<String> stillRising() {
        return isRising(scores)
                ? Optional.of("what is watched was still getting better when training ended; try --epochs "
                        + 2 * scores.size())
                : Optional.empty();
    }

    /** By the means of the last two fifths, since single epochs go up and down. */
    static boolean isRising(List<Double> scores) {
        int n = scores.size();
        if (n < FEWEST) {
            return false;
        }
        int fifth = n / 5;
        double last = mean(scores.subList(n - fifth, n));
        double before = mean(scores.subList(n - 2 * fifth, n - fifth));
        double earlier = mean(scores.subList(n - 3 * fifth, n - 2 * fifth));
        double gained = last - scores.get(0);
        return gained > 0 && before > earlier && last - before > SHARE * gained;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
}
