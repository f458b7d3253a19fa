package org.boltzmann.sequence.music;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.boltzmann.core.Sequences;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Split;
import org.boltzmann.core.linalg.Matrix;

/**
 * Pieces of music for training, validation and testing.
 *
 * <p>Construction is refused with an {@link IllegalArgumentException} if a piece has less than two frames, since one frame has no
 * past and tells nothing of time, if ranges differ, or if there is no piece at all.
 *
 * @param training pieces that a machine learns from
 * @param validation pieces watched during training
 * @param test pieces it has not seen
 */
public record Corpus(List<PianoRoll> training, List<PianoRoll> validation, List<PianoRoll> test) {

    /** A sequence has a first frame and one that follows it. */
    static final int SHORTEST = 2;

    public Corpus {
        training = List.copyOf(training);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
        List<PianoRoll> all =
                Stream.of(training, validation, test).flatMap(List::stream).toList();
        if (all.isEmpty()) {
            throw new IllegalArgumentException("there is no piece of music at all; give at least one");
        }
        for (PianoRoll roll : all) {
            if (roll.length() < SHORTEST) {
                throw new IllegalArgumentException(tooShort(roll.length()));
            }
            if (!roll.range().equals(all.get(0).range())) {
                throw new IllegalArgumentException("one piece has the notes "
                        + all.get(0).range() + ", another " + roll.range() + "; read all with one range");
            }
        }
    }

    static String tooShort(int frames) {
        return "a piece of music needs at least " + SHORTEST + " frames, a past and what follows it, but one has "
                + frames + "; leave it out, or take shorter frames";
    }

    /**
     * The pieces of a part.
     *
     * @param split which part
     * @return its pieces, perhaps none
     */
    public List<PianoRoll> part(Split split) {
        return switch (split) {
            case TRAIN -> training;
            case VALIDATION -> validation;
            case TEST -> test;
        };
    }

    /**
     * All pieces.
     *
     * @return those for training, for validation and for testing
     */
    public List<PianoRoll> all() {
        return Stream.of(training, validation, test).flatMap(List::stream).toList();
    }

    /**
     * Pieces as data.
     *
     * @param name what messages and reports call them
     * @param pieces at least one, of one range
     * @return an example a frame, values 0 and 1, one a note; the pieces are its sequences
     * @throws IllegalArgumentException if all together are too large for one array
     */
    public static DataSet dataSet(String name, List<PianoRoll> pieces) {
        NoteRange range = pieces.get(0).range();
        Sequences sequences =
                Sequences.of(pieces.stream().mapToInt(PianoRoll::length).toArray());
        Matrix values = Matrix.zeros(range.units(), sequences.frames());
        for (int s = 0; s < pieces.size(); s++) {
            pieces.get(s).fillColumns(sequences.start(s), values);
        }
        return DataSet.of(name, List.of(range.units()), values).withSequences(sequences);
    }

    /**
     * The pieces of data.
     *
     * @param range the notes that have units
     * @param data frames of 0 and 1, with sequences
     * @return a roll for each sequence
     * @throws IllegalArgumentException if there are no sequences, or the values are no piano roll of this range
     */
    public static List<PianoRoll> rolls(NoteRange range, DataSet data) {
        Sequences sequences = data.sequences();
        if (sequences.isNone()) {
            throw new IllegalArgumentException(data.name() + ": has no sequences, hence no pieces of music");
        }
        PianoRoll whole = PianoRoll.of(range, data.values());
        return IntStream.range(0, sequences.count())
                .mapToObj(s -> whole.slice(sequences.start(s), sequences.start(s) + sequences.length(s)))
                .toList();
    }
}
