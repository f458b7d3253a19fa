package org.boltzmann.sequence;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.boltzmann.core.Sequences;
import org.boltzmann.core.linalg.Matrix;

/**
 * Frames of several sequences arranged by time: first the first frames of all, then the second frames of those that have one, and so
 * on, the longest sequences first, so that at each time the live sequences are neighbouring columns without gaps.
 */
final class Packing {

    private final int[] order;
    private final int[] starts;
    private final int[] columns;

    Packing(Sequences sequences) {
        order = IntStream.range(0, sequences.count())
                .boxed()
                .sorted(Comparator.comparing(s -> -sequences.length(s)))
                .mapToInt(Integer::intValue)
                .toArray();
        int longest = sequences.isNone() ? 0 : sequences.length(order[0]);
        starts = new int[longest + 1];
        columns = new int[sequences.frames()];
        for (int t = 0; t < longest; t++) {
            int live = 0;
            while (live < order.length && sequences.length(order[live]) > t) {
                columns[starts[t] + live] = sequences.start(order[live]) + t;
                live++;
            }
            starts[t + 1] = starts[t] + live;
        }
    }

    /** Frames of the longest sequence. */
    int steps() {
        return starts.length - 1;
    }

    /** Sequences that have a frame at a time. */
    int live(int time) {
        return time < steps() ? starts[time + 1] - starts[time] : 0;
    }

    /** The columns of a time's frames. */
    Matrix at(int time, Matrix packed) {
        return packed.columns(starts[time], starts[time + 1]);
    }

    /** Those of a time's frames that another frame follows. */
    Matrix followed(int time, Matrix packed) {
        return packed.columns(starts[time], starts[time] + live(time + 1));
    }

    /** Frames by time. */
    Matrix pack(Matrix frames) {
        Matrix packed = Matrix.zeros(frames.rows(), frames.columns());
        for (int j = 0; j < columns.length; j++) {
            copy(frames, columns[j], packed, j);
        }
        return packed;
    }

    /** Frames by sequence again. */
    void unpack(Matrix packed, Matrix frames) {
        for (int j = 0; j < columns.length; j++) {
            copy(packed, j, frames, columns[j]);
        }
    }

    /** What each sequence has, one column a sequence, put to the first frames. */
    void packFirst(Matrix perSequence, Matrix packed) {
        for (int s = 0; s < order.length; s++) {
            copy(perSequence, order[s], packed, s);
        }
    }

    /** What the last frame of each sequence has, one column a sequence. */
    void unpackLast(Matrix packed, Matrix perSequence) {
        for (int t = 0; t < steps(); t++) {
            for (int s = live(t + 1); s < live(t); s++) {
                copy(packed, starts[t] + s, perSequence, order[s]);
            }
        }
    }

    /** The number of the sequence whose first frame lies in a column. */
    int sequence(int column) {
        return order[column];
    }

    private static void copy(Matrix from, int column, Matrix to, int toColumn) {
        System.arraycopy(from.data(), from.columnStart(column), to.data(), to.columnStart(toColumn), to.rows());
    }
}
