package org.boltzmann.sequence.music;

/** How far music is moved up or down while it is read, before its notes are held against the range. */
@FunctionalInterface
public interface Transposition {

    /**
     * How far.
     *
     * @param durations how long each pitch class sounds, 12 numbers from C upwards
     * @return semitones up, negative for down
     */
    int semitones(double[] durations);

    /**
     * Nothing is moved.
     *
     * @return the transposition
     */
    static Transposition none() {
        return by(0);
    }

    /**
     * All music is moved by the same interval.
     *
     * @param semitones up, negative for down
     * @return the transposition
     */
    static Transposition by(int semitones) {
        return durations -> semitones;
    }

    /**
     * Each piece is moved to C major or C minor, by the nearer way, its key being estimated by {@link Key#of}. What the file itself says of
     * its key is passed over: most say nothing, and many are wrong.
     *
     * @return the transposition
     */
    static Transposition toC() {
        return durations -> Key.of(durations).semitonesToC();
    }

    /**
     * Reads a transposition.
     *
     * @param text {@code none}, {@code c} for C major or C minor, or semitones from −127 to 127
     * @return the transposition
     * @throws IllegalArgumentException if it is none
     */
    static Transposition parse(String text) {
        if (text.equals("none")) {
            return none();
        }
        if (text.equals("c")) {
            return toC();
        }
        if (!text.matches("[+-]?[0-9]{1,3}") || Math.abs(Integer.parseInt(text)) > 127) {
            throw new IllegalArgumentException(
                    "allowed are none, c for C major or C minor, or semitones from -127 to 127; not \"" + text + "\"");
        }
        return by(Integer.parseInt(text));
    }
}
