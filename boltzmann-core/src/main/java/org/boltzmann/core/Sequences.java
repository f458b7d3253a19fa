package org.boltzmann.core;

import java.util.Arrays;

/**
 * Which consecutive columns belong together in time: the lengths of sequences that lie one after another, each frame a column.
 *
 * <p>A data set or a state without sequences has {@link #none()}: its columns are independent of each other.
 *
 * <pre>{@code
 * Sequences two = Sequences.of(5, 3); // columns 0 to 4 are the first sequence, 5 to 7 the second
 * }</pre>
 */
public final class Sequences {

    private static final Sequences NONE = new Sequences(new int[] {0});

    /** Where each begins, and where the last ends. */
    private final int[] starts;

    private Sequences(int[] starts) {
        this.starts = starts;
    }

    /**
     * No sequences: columns that are independent of each other.
     *
     * @return the layout of no sequence
     */
    public static Sequences none() {
        return NONE;
    }

    /**
     * Sequences that follow one another.
     *
     * @param lengths frames of each sequence, at least 1; none gives {@link #none()}
     * @return the layout
     * @throws IllegalArgumentException if a sequence has no frame, or all together are too many for an array
     */
    public static Sequences of(int... lengths) {
        int[] starts = new int[lengths.length + 1];
        for (int s = 0; s < lengths.length; s++) {
            if (lengths[s] < 1) {
                throw new IllegalArgumentException(
                        "sequence " + s + " has " + lengths[s] + " frames; leave empty sequences out");
            }
            if (starts[s] > Integer.MAX_VALUE - lengths[s]) {
                throw new IllegalArgumentException("too many frames: sequence " + s + " of " + lengths[s]
                        + " frames follows " + starts[s] + " others");
            }
            starts[s + 1] = starts[s] + lengths[s];
        }
        return lengths.length == 0 ? NONE : new Sequences(starts);
    }

    /**
     * Whether there is no sequence.
     *
     * @return true for {@link #none()} alone
     */
    public boolean isNone() {
        return count() == 0;
    }

    /**
     * Number of sequences.
     *
     * @return 0 for {@link #none()}
     */
    public int count() {
        return starts.length - 1;
    }

    /**
     * Number of frames of all sequences together.
     *
     * @return the sum of the lengths
     */
    public int frames() {
        return starts[starts.length - 1];
    }

    /**
     * The column of a sequence's first frame.
     *
     * @param sequence 0 to count − 1
     * @return the sum of the lengths before it
     */
    public int start(int sequence) {
        return starts[checked(sequence)];
    }

    /**
     * Frames of a sequence.
     *
     * @param sequence 0 to count − 1
     * @return its length, at least 1
     */
    public int length(int sequence) {
        return starts[checked(sequence) + 1] - starts[sequence];
    }

    private int checked(int sequence) {
        if (sequence < 0 || sequence >= count()) {
            throw new IndexOutOfBoundsException("sequence " + sequence + " of " + count());
        }
        return sequence;
    }

    /**
     * Frames of each sequence.
     *
     * @return a copy
     */
    public int[] lengths() {
        int[] lengths = new int[count()];
        Arrays.setAll(lengths, this::length);
        return lengths;
    }

    /**
     * Chosen sequences, in the order given.
     *
     * @param sequences each 0 to count − 1
     * @return their layout, one after another
     */
    public Sequences subset(int... sequences) {
        return of(Arrays.stream(sequences).map(this::length).toArray());
    }

    /**
     * The columns of chosen sequences, in the order given.
     *
     * @param sequences each 0 to count − 1
     * @return the frames of each sequence in their order
     */
    public int[] columns(int... sequences) {
        int[] columns = new int[subset(sequences).frames()];
        int next = 0;
        for (int sequence : sequences) {
            for (int t = 0; t < length(sequence); t++) {
                columns[next++] = start(sequence) + t;
            }
        }
        return columns;
    }

    /**
     * The layout of the first frames.
     *
     * @param frames 0 to {@link #frames()}
     * @return the sequences that begin among them, the last cut short where it does not end among them
     */
    public Sequences take(int frames) {
        if (frames < 0 || frames > frames()) {
            throw new IndexOutOfBoundsException(frames + " of " + frames() + " frames");
        }
        int whole = 0;
        while (starts[whole] < frames) {
            whole++;
        }
        int[] some = Arrays.copyOf(starts, whole + 1);
        some[whole] = frames;
        return whole == 0 ? NONE : new Sequences(some);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sequences sequences && Arrays.equals(starts, sequences.starts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(starts);
    }

    @Override
    public String toString() {
        return isNone() ? "no sequences" : count() + " sequences of " + frames() + " frames";
    }
}
