package org.boltzmann.examples.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.Group;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.discriminative.Classification;
import org.boltzmann.examples.compare.Baseline;
import org.boltzmann.examples.compare.Figure;

/** What a log-likelihood is to be held against, and whether the machine is any better. */
final class LearnedNothing {

    static final String KEY = "independent-units";

    /** Nats for each unit, and share of the baseline, by which a machine that has learned something is better. */
    private static final double GAIN = 0.01;

    private LearnedNothing() {}

    /** That of independent units with the means of the training data, put beside the figures; empty where it cannot be compared. */
    static Optional<Double> baseline(Map<String, Object> figures, Presentation training, Presentation tested) {
        if (!figures.containsKey("log-partition") || !figures.containsKey("of")) {
            return Optional.empty();
        }
        Optional<Double> found = IndependentUnits.measure(training, tested)
                .filter(units -> units.of().equals(figures.get("of")))
                .map(units -> units.figure(Figure.LOG_LIKELIHOOD));
        found.ifPresent(mean -> figures.put(KEY, mean));
        return found;
    }

    /**
     * What to try where a classifier does no better than always naming the most frequent class, or worse than a linear one.
     *
     * @param figures how it does
     * @param baselines how they do on the same examples
     * @param classWeights with which errors count
     * @return a line; empty where it does better
     */
    static Optional<String> warning(Classification figures, ClassificationBaselines baselines, String classWeights) {
        double error = EpochReport.error(figures, classWeights);
        for (String name : List.of("majority-class", "linear-softmax")) {
            Classification other = baselines.byName().get(name);
            if (other == null) {
                continue;
            }
            double than = EpochReport.error(other, classWeights);
            boolean majority = name.equals("majority-class");
            if (majority ? error >= than : error - than > chance(error, than, figures.examples())) {
                return Optional.of(String.format(
                        Locale.ROOT,
                        "warning: the machine classifies %s (error %.4f against %.4f): %s; try more epochs, another learning-rate (ten"
                                + " times smaller or larger), or data scaled otherwise (scaling)",
                        majority
                                ? "no better than by naming the most frequent class always"
                                : "worse than linear softmax does",
                        error,
                        than,
                        majority
                                ? "it has learned nothing of the classes"
                                : "it has learned less than a simpler machine"));
            }
        }
        return Optional.empty();
    }

    /** Two standard errors of the difference of two error rates. */
    private static double chance(double one, double other, int examples) {
        return 2 * Math.sqrt((one * (1 - one) + other * (1 - other)) / examples);
    }

    /** The line below the log-likelihood. */
    static String text(Map<String, Object> figures) {
        return figures.get(KEY) instanceof Double mean
                ? String.format(Locale.ROOT, "%n    %s:    log likelihood %.4f nats", Baseline.INDEPENDENT, mean)
                : "";
    }

    /**
     * What to try where the machine is hardly better than that, or worse.
     *
     * @param figures with the baseline
     * @param tested what they are of
     * @return a line; empty where the machine is better, and where there is nothing to compare
     */
    static Optional<String> warning(Map<String, Object> figures, Presentation tested) {
        if (!(figures.get(KEY) instanceof Double baseline) || !(figures.get("mean") instanceof Number mean)) {
            return Optional.empty();
        }
        int units = tested.observed().stream().mapToInt(Group::size).sum();
        double gain = mean.doubleValue() - baseline;
        if (gain > GAIN * Math.min(units, Math.abs(baseline))) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "warning: the machine is %s independent units with the means of the training data (%.4f nats against %.4f): either it"
                        + " has not learned how units go together, or they don't; try more epochs, another learning-rate (ten times"
                        + " smaller or larger), or another number of hidden units",
                gain < 0 ? "worse than" : "hardly better than",
                mean.doubleValue(),
                baseline));
    }
}
