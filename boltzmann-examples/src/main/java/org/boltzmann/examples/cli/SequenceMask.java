package org.boltzmann.examples.cli;

import java.util.List;
import java.util.Optional;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.wiring.SettingsException;

/** Which values of a sequence are hidden, by words that only sequences have. */
interface SequenceMask {

    /** What {@link #parse} understands beside the words of {@link Mask}. */
    String WORDS =
            "of sequences also after:N (all frames but the first N) and below-melody (all but the highest note of each"
                    + " frame, and the silence above it)";

    /** Whether a value is hidden. */
    boolean isMissing(Matrix sequence, int unit, int frame);

    /**
     * A mask by its name.
     *
     * @param text such as {@code after:16}
     * @return empty if it is none of these words
     * @throws SettingsException if what follows {@code after:} is no number
     */
    static Optional<SequenceMask> parse(String text) {
        if (text.equals("below-melody")) {
            return Optional.of((sequence, unit, frame) -> unit < highest(sequence, frame));
        }
        if (!text.startsWith("after:")) {
            return Optional.empty();
        }
        String number = text.substring("after:".length());
        if (!number.matches("[0-9]{1,9}")) {
            throw new SettingsException(
                    List.of("--mask is " + text + "; what follows after: is a whole number of frames"));
        }
        int given = Integer.parseInt(number);
        return Optional.of((sequence, unit, frame) -> frame >= given);
    }

    /** The highest unit that is on; 0 in silence, so that nothing is hidden there. */
    private static int highest(Matrix sequence, int frame) {
        int unit = sequence.rows() - 1;
        while (unit > 0 && sequence.get(unit, frame) <= 0) {
            unit--;
        }
        return unit;
    }
}
