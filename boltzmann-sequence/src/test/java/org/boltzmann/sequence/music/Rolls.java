package org.boltzmann.sequence.music;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.boltzmann.core.RandomKey;

/** Piano rolls for tests. */
final class Rolls {

    private Rolls() {}

    static PianoRoll of(int[]... frames) {
        return PianoRoll.of(NoteRange.PIANO, List.of(frames));
    }

    static int[] notes(int... notes) {
        return notes;
    }

    /** Any notes, silence and the outermost notes among them, held and struck again by chance. */
    static PianoRoll random(NoteRange range, int length, long seed) {
        RandomGenerator random = RandomKey.of(seed).generator();
        List<int[]> frames = new ArrayList<>();
        for (int t = 0; t < length; t++) {
            double density = random.nextInt(3) * 0.2;
            frames.add(IntStream.rangeClosed(range.lowest(), range.highest())
                    .filter(note -> random.nextDouble() < density)
                    .toArray());
        }
        return PianoRoll.of(range, frames);
    }

    static Corpus corpus() {
        return new Corpus(
                List.of(
                        of(notes(43, 59, 62, 67), notes(48, 60, 64, 67)),
                        of(notes(21), notes(), notes(), notes(60, 108))),
                List.of(of(notes(), notes())),
                List.of(random(NoteRange.PIANO, 7, 1)));
    }
}
