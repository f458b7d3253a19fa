package org.boltzmann.examples.compare;

import java.util.Arrays;
import java.util.Optional;

/** What is measured of a machine by one number, in the order of a table's columns. */
public enum Figure {
    /** Test examples taken for a wrong class, a fraction. */
    ERROR("error", "error %", 100, false, 2, 2, "test examples taken for a wrong class, of a hundred"),
    /** Minus the mean logarithm of the probability of the true class. */
    LOG_LOSS("log-loss", "log loss", 1, false, 3, 4, "minus the mean logarithm of the probability of the true class"),
    /** Mean test log-likelihood, in nats. */
    LOG_LIKELIHOOD("log-likelihood", "log-likelihood", 1, true, 2, 4, "of a test example, in nats"),
    /** What the log-likelihood lacks of the greatest possible, in nats. */
    GAP("gap", "gap", 1, false, 2, 4, "what the log-likelihood lacks of the greatest possible, in nats"),
    /** Squared error of an analogy, of a pixel. */
    ANALOGY(
            "analogy-error",
            "analogy",
            1,
            false,
            4,
            5,
            "squared error of a pixel when a transformation is carried over"),
    /** Transformations told rightly from the mapping units, a fraction. */
    DECODED(
            "decoded",
            "decoded %",
            100,
            true,
            2,
            2,
            "test pairs whose transformation is told rightly from the mapping units, of a hundred"),
    /** Expected accuracy of the next frame, a fraction. */
    ACCURACY(
            "accuracy",
            "accuracy %",
            100,
            true,
            1,
            2,
            "of the next frame, TP / (TP + FP + FN) in expectation, of a hundred"),
    /** Squared error of the next frame, summed over its units. */
    FRAME_ERROR("frame-error", "frame error", 1, false, 3, 4, "squared error of the next frame, summed over its units"),
    /** Mean squared error per unit of a reconstruction. */
    RECONSTRUCTION(
            "reconstruction-error", "reconstruction", 1, false, 3, 4, "mean squared error of a unit, reconstructed"),
    /** That error as a fraction of the baseline's. */
    RELATIVE_RECONSTRUCTION(
            "relative-reconstruction-error",
            "reconstruction",
            1,
            false,
            3,
            4,
            "mean squared error, as a fraction of that of independent units");

    private final String key;
    private final String title;
    private final double shownTimes;
    private final boolean more;
    private final int least;
    private final int most;
    private final String meaning;

    Figure(String key, String title, double shownTimes, boolean more, int least, int most, String meaning) {
        this.key = key;
        this.title = title;
        this.shownTimes = shownTimes;
        this.more = more;
        this.least = least;
        this.most = most;
        this.meaning = meaning;
    }

    /**
     * The figure of a name.
     *
     * @param key such as {@code log-loss}
     * @return the figure, if there is one
     */
    public static Optional<Figure> of(String key) {
        return Arrays.stream(values()).filter(figure -> figure.key.equals(key)).findFirst();
    }

    /**
     * Its name in JSON and CSV.
     *
     * @return words joined by hyphens
     */
    public String key() {
        return key;
    }

    /**
     * What a table calls it.
     *
     * @return a few words
     */
    public String title() {
        return title;
    }

    /**
     * What it says.
     *
     * @return to follow the title and a colon
     */
    public String meaning() {
        return meaning;
    }

    /**
     * Whether the larger number is the better one.
     *
     * @return false of errors
     */
    public boolean isMoreBetter() {
        return more;
    }

    /**
     * Whether it comes from the log-likelihood, and so from log Z.
     *
     * @return true of the log-likelihood and of what it lacks
     */
    public boolean isOfLikelihood() {
        return this == LOG_LIKELIHOOD || this == GAP;
    }

    /**
     * The number as a table shows it.
     *
     * @param value the figure
     * @return a percentage of fractions
     */
    public double shown(double value) {
        return shownTimes * value;
    }

    /**
     * A number of decimals within the figure's limits.
     *
     * @param wanted how many there might be
     * @return how many are to be shown
     */
    public int decimals(int wanted) {
        return Math.max(least, Math.min(most, wanted));
    }

    int leastDecimals() {
        return least;
    }

    int mostDecimals() {
        return most;
    }
}
