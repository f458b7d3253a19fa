package org.boltzmann.examples.cli;

import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.stream.IntStream;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.sequence.music.Corpus;
import org.boltzmann.sequence.music.NoteRange;
import org.boltzmann.sequence.picture.FrameStrip;
import org.boltzmann.sequence.picture.RollPicture;

/** Pictures of the first sequences of a data set: piano rolls, or films. */
final class SequencePictures {

    private static final int SEQUENCES = 4;
    private static final int FRAMES = 20;

    private SequencePictures() {}

    /** Whether frames are the notes of a piano. */
    static boolean isMusic(DataSet data) {
        return !data.sequences().isNone()
                && data.shape().size() == 1
                && data.features() == NoteRange.PIANO.units()
                && data.isBinary();
    }

    /** The first sequences one below the other; nothing if they are neither music nor films. */
    static Optional<BufferedImage> of(DataSet data) {
        int count = Math.min(SEQUENCES, data.sequences().count());
        if (count == 0) {
            return Optional.empty();
        }
        DataSet some = data.subsetOfSequences(IntStream.range(0, count).toArray());
        if (isMusic(data)) {
            return Optional.of(RollPicture.of(Corpus.rolls(NoteRange.PIANO, some)));
        }
        if (data.shape().size() != 2) {
            return Optional.empty();
        }
        int longest = IntStream.of(some.sequences().lengths()).max().orElseThrow();
        return Optional.of(
                FrameStrip.of(some.shape(), some.values(), some.sequences(), (longest + FRAMES - 1) / FRAMES));
    }
}
