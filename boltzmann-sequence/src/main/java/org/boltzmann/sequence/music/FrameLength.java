package org.boltzmann.sequence.music;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a frame lasts.
 *
 * @param amount how many units, positive and finite
 * @param unit of what
 */
public record FrameLength(double amount, Unit unit) {

    /** What lengths are told in. */
    public enum Unit {
        /** Quarter notes, whatever the tempo. */
        BEATS,
        /** Seconds of the tempo that the music has. */
        SECONDS
    }

    /** A frame for each quarter note. */
    public static final FrameLength QUARTER = beats(1);

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,9})?)(?:/([1-9][0-9]{0,5}))?(s?)");

    public FrameLength {
        if (!(amount > 0 && amount < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a frame lasts longer than nothing, not " + amount);
        }
    }

    /**
     * A length in beats.
     *
     * @param quarters quarter notes, positive: 0.5 for an eighth note
     * @return the length
     */
    public static FrameLength beats(double quarters) {
        return new FrameLength(quarters, Unit.BEATS);
    }

    /**
     * A length in seconds.
     *
     * @param seconds positive
     * @return the length
     */
    public static FrameLength seconds(double seconds) {
        return new FrameLength(seconds, Unit.SECONDS);
    }

    /**
     * Reads a length.
     *
     * @param text quarter notes such as {@code 1}, {@code 0.5} or {@code 1/3}; or seconds, such as {@code 0.3s}
     * @return the length
     * @throws IllegalArgumentException if it is none
     */
    public static FrameLength parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "a frame lasts so many quarter notes, such as 1, 0.5 or 1/3, or seconds, such as 0.3s; not \""
                            + text + "\"");
        }
        double amount = Double.parseDouble(matcher.group(1));
        double parts = matcher.group(2) == null ? 1 : Double.parseDouble(matcher.group(2));
        return new FrameLength(amount / parts, matcher.group(3).isEmpty() ? Unit.BEATS : Unit.SECONDS);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, unit == Unit.BEATS ? "%s quarter notes" : "%s s", amount);
    }
}
