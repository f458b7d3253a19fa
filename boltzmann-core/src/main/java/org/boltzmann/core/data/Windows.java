package org.boltzmann.core.data;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.boltzmann.core.Sequences;

/**
 * How sequences are cut into what a mini-batch is counted in: whole sequences, or windows of them that follow one another.
 *
 * <p>A window that does not begin its sequence continues it: a network reads its lead, the frames before it, without learning
 * from them.
 *
 * @param sequences whole sequences
 * @param length frames of a window at most; 0 for whole sequences
 * @param lead frames before a window that are read first, as far as there are some; 0 for none, {@link #ALL} for all
 */
record Windows(Sequences sequences, int length, int lead) {

    /** A lead of all frames before the window. */
    static final int ALL = Integer.MAX_VALUE;

    Windows {
        if (length < 0 || lead < 0) {
            throw new IllegalArgumentException(
                    "a window must not have a negative length or lead but has " + length + " and " + lead);
        }
    }

    /** The windows, as sequences over the same columns. */
    Sequences layout() {
        if (length == 0) {
            return sequences;
        }
        return Sequences.of(
                Arrays.stream(sequences.lengths()).flatMap(this::cut).toArray());
    }

    private IntStream cut(int frames) {
        return IntStream.range(0, (frames - 1) / length + 1).map(w -> Math.min(length, frames - w * length));
    }

    /** Frames before each window that are read first. */
    int[] leads() {
        if (length == 0) {
            return new int[sequences.count()];
        }
        return Arrays.stream(sequences.lengths())
                .flatMap(frames -> IntStream.range(0, (frames - 1) / length + 1).map(w -> Math.min(lead, w * length)))
                .toArray();
    }

    @Override
    public String toString() {
        return length == 0
                ? "whole sequences"
                : "windows of " + length + " after " + (lead == ALL ? "all" : Integer.toString(lead)) + " before them";
    }
}
