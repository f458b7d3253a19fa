package org.boltzmann.sequence.music;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.boltzmann.core.linalg.Matrix;

/**
 * Music as a sequence of frames of equal length, each the set of notes that sound in it.
 *
 * <p>As a matrix it is units x frames, 1 where the note of the unit sounds and 0 elsewhere. A roll does not tell a note that is
 * held from one that is struck again.
 *
 * <pre>{@code
 * PianoRoll cadence = PianoRoll.of(NoteRange.PIANO, List.of(new int[] {43, 59, 62, 67}, new int[] {48, 60, 64, 67}));
 * }</pre>
 */
public final class PianoRoll {

    /** Of memory, a frame. */
    static final int BYTES = 2 * Long.BYTES;

    private final NoteRange range;

    /** Two to a frame: the notes 0 to 63 and 64 to 127, from the lowest bit on. */
    private final long[] bits;

    private PianoRoll(NoteRange range, long[] bits) {
        this.range = range;
        this.bits = bits;
    }

    /**
     * A roll of given frames.
     *
     * @param range the notes that have units
     * @param frames the notes of each frame, ascending; copied
     * @return the roll
     * @throws IllegalArgumentException if notes do not ascend or one is outside the range, naming the frame
     */
    public static PianoRoll of(NoteRange range, List<int[]> frames) {
        Builder roll = new Builder(range, frames.size());
        for (int t = 0; t < frames.size(); t++) {
            check(range, frames.get(t), t);
            for (int note : frames.get(t)) {
                roll.set(t, note);
            }
        }
        return roll.build(frames.size());
    }

    /** Frames that are filled one after another, or in any order; silent until they are. */
    static final class Builder {

        private final NoteRange range;
        private long[] bits;

        Builder(NoteRange range, int frames) {
            this.range = range;
            this.bits = new long[2 * frames];
        }

        /** How many frames there is room for. */
        int capacity() {
            return bits.length / 2;
        }

        /** Makes room for more frames. */
        void grow(int frames) {
            bits = Arrays.copyOf(bits, 2 * frames);
        }

        /** Adds a note of the range to a frame and says whether it is new there. */
        boolean set(int t, int note) {
            int at = 2 * t + note / Long.SIZE;
            long before = bits[at];
            bits[at] |= 1L << note;
            return bits[at] != before;
        }

        PianoRoll build(int frames) {
            return new PianoRoll(range, Arrays.copyOf(bits, 2 * frames));
        }
    }

    private static void check(NoteRange range, int[] notes, int t) {
        for (int n = 0; n < notes.length; n++) {
            if (!range.contains(notes[n])) {
                throw new IllegalArgumentException(
                        "frame " + t + ": note " + notes[n] + " is outside " + range + "; transpose or leave it out");
            }
            if (n > 0 && notes[n] <= notes[n - 1]) {
                throw new IllegalArgumentException("frame " + t + ": note " + notes[n] + " follows " + notes[n - 1]
                        + "; the notes of a frame ascend, each once");
            }
        }
    }

    /**
     * A roll from the values of units.
     *
     * @param range the notes that have units
     * @param values units x frames, each 0 or 1
     * @return the roll
     * @throws IllegalArgumentException if there are not as many rows as notes, or a value is neither 0 nor 1
     */
    public static PianoRoll of(NoteRange range, Matrix values) {
        if (values.rows() != range.units()) {
            throw new IllegalArgumentException("the notes " + range + " are " + range.units()
                    + " units, but frames have " + values.rows() + " values; name the range they were made with");
        }
        Builder roll = new Builder(range, values.columns());
        for (int t = 0; t < values.columns(); t++) {
            for (int unit = 0; unit < values.rows(); unit++) {
                float value = values.get(unit, t);
                if (value == 1) {
                    roll.set(t, range.lowest() + unit);
                } else if (value != 0) {
                    throw new IllegalArgumentException("frame " + t + ": the value of note " + (range.lowest() + unit)
                            + " is " + value + "; a piano roll holds samples, 0 or 1, no means");
                }
            }
        }
        return roll.build(values.columns());
    }

    /**
     * The notes that have units.
     *
     * @return the range
     */
    public NoteRange range() {
        return range;
    }

    /**
     * How many frames there are.
     *
     * @return the length in frames, perhaps 0
     */
    public int length() {
        return bits.length / 2;
    }

    /**
     * The notes of a frame.
     *
     * @param t 0 to length − 1
     * @return a copy, ascending
     */
    public int[] notes(int t) {
        return IntStream.rangeClosed(range.lowest(), range.highest())
                .filter(note -> has(t, note))
                .toArray();
    }

    /**
     * How many notes a frame has.
     *
     * @param t 0 to length − 1
     * @return 0 for silence
     */
    public int count(int t) {
        return Long.bitCount(bits[2 * t]) + Long.bitCount(bits[2 * t + 1]);
    }

    /**
     * Whether a note sounds in a frame.
     *
     * @param t a number; before and after the roll nothing sounds
     * @param note any number
     * @return true if it sounds
     */
    public boolean sounds(int t, int note) {
        return t >= 0 && t < length() && range.contains(note) && has(t, note);
    }

    private boolean has(int t, int note) {
        return (bits[2 * t + note / Long.SIZE] >>> note & 1) != 0;
    }

    /**
     * A part of the roll.
     *
     * @param from the first frame
     * @param to the frame after the last
     * @return the frames from {@code from} to {@code to − 1}
     * @throws IndexOutOfBoundsException if there are no such frames
     */
    public PianoRoll slice(int from, int to) {
        if (from < 0 || from > to || to > length()) {
            throw new IndexOutOfBoundsException("frames " + from + " to " + to + " of " + length());
        }
        return new PianoRoll(range, Arrays.copyOfRange(bits, 2 * from, 2 * to));
    }

    /**
     * The roll without the silence at both ends.
     *
     * @return from the first frame that has notes to the last; no frames if none has
     */
    public PianoRoll trimmed() {
        int from = 0;
        int to = length();
        while (from < to && count(from) == 0) {
            from++;
        }
        while (to > from && count(to - 1) == 0) {
            to--;
        }
        return slice(from, to);
    }

    /**
     * The roll in another key.
     *
     * @param semitones how far up, negative for down
     * @return the same music, as much higher
     * @throws IllegalArgumentException if a note leaves the range
     */
    public PianoRoll transposed(int semitones) {
        List<int[]> moved = IntStream.range(0, length())
                .mapToObj(t ->
                        Arrays.stream(notes(t)).map(note -> note + semitones).toArray())
                .toList();
        return of(range, moved);
    }

    /**
     * Writes the frames into columns of units.
     *
     * @param first the column of the first frame
     * @param values units x at least first + length, zeros
     */
    public void fillColumns(int first, Matrix values) {
        for (int t = 0; t < length(); t++) {
            for (int note : notes(t)) {
                values.set(note - range.lowest(), first + t, 1);
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PianoRoll roll && range.equals(roll.range) && Arrays.equals(bits, roll.bits);
    }

    @Override
    public int hashCode() {
        return 31 * range.hashCode() + Arrays.hashCode(bits);
    }

    @Override
    public String toString() {
        return "piano roll of " + length() + " frames, notes " + range;
    }
}
