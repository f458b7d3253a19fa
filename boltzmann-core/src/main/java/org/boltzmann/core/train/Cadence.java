package org.boltzmann.core.train;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often something is done that costs time, such as writing a checkpoint: whenever one of these has passed.
 *
 * @param seconds time since it was done last; infinite for never
 * @param epochs whole epochs of the run; 0 for never
 * @param steps steps of the run, those of all epochs counted; 0 for never
 */
public record Cadence(double seconds, int epochs, long steps) {

    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h|e|b)");

    public Cadence {
        if (!(seconds > 0) || epochs < 0 || steps < 0) {
            throw new IllegalArgumentException("a cadence needs a time above 0 and numbers of epochs and steps not"
                    + " below 0, not " + seconds + ", " + epochs + ", " + steps);
        }
    }

    /**
     * After every so many epochs.
     *
     * @param epochs at least 1
     * @return the cadence
     */
    public static Cadence epochs(int epochs) {
        return new Cadence(Double.POSITIVE_INFINITY, epochs, 0);
    }

    /**
     * The cadence of a text.
     *
     * @param text such as {@code 1e} (every epoch), {@code 5m}, {@code 90s}, {@code 20ms}, {@code 2h}, {@code 500b} (every 500
     *     mini-batches), or several with commas between them: {@code 1e,5m}
     * @return the cadence
     * @throws IllegalArgumentException if it is nothing like that
     */
    public static Cadence parse(String text) {
        double seconds = Double.POSITIVE_INFINITY;
        double epochs = 0;
        double steps = 0;
        for (String part : text.split(",", -1)) {
            Matcher matcher = PART.matcher(part.strip());
            double number = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
            if (number <= 0) {
                throw notOne(text);
            }
            switch (matcher.group(2)) {
                case "e" -> epochs = number;
                case "b" -> steps = number;
                case "ms" -> seconds = number / 1000;
                case "s" -> seconds = number;
                case "m" -> seconds = 60 * number;
                default -> seconds = 3600 * number;
            }
        }
        if (epochs != (int) epochs || steps != (long) steps) {
            throw notOne(text);
        }
        return new Cadence(seconds, (int) epochs, (long) steps);
    }

    private static IllegalArgumentException notOne(String text) {
        return new IllegalArgumentException(
                "\"" + text + "\" does not say how often; allowed are a time (5m, 90s, 20ms,"
                        + " 2h), whole epochs (1e), whole mini-batches (500b), or several: 1e,5m");
    }

    /** Whether it is time within an epoch. */
    boolean isDueAfterStep(TrainingProgress progress, double secondsSince) {
        long done = (long) (progress.epoch() - 1) * progress.steps() + progress.step();
        return secondsSince >= seconds || (steps > 0 && done % steps == 0);
    }

    /** Whether it is time at the end of an epoch. */
    boolean isDueAfterEpoch(TrainingProgress progress, double secondsSince) {
        return isDueAfterStep(progress, secondsSince) || (epochs > 0 && progress.epoch() % epochs == 0);
    }
}
