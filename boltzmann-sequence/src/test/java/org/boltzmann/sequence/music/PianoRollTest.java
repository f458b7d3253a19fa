package org.boltzmann.sequence.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.boltzmann.sequence.music.Rolls.notes;

import java.util.List;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Split;
import org.boltzmann.core.linalg.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PianoRollTest {

    @ParameterizedTest
    @CsvSource({"21, 108", "0, 127", "60, 60", "50, 58"})
    void aRollBecomesValuesAndValuesARoll(int lowest, int highest) {
        NoteRange range = new NoteRange(lowest, highest);
        PianoRoll roll = Rolls.random(range, 33, 5);
        Matrix values = Matrix.zeros(range.units(), 33);
        roll.fillColumns(0, values);
        assertThat(PianoRoll.of(range, values)).isEqualTo(roll).hasSameHashCodeAs(roll);
        for (int t = 0; t < 33; t++) {
            for (int note = lowest; note <= highest; note++) {
                assertThat(roll.sounds(t, note)).isEqualTo(values.get(note - lowest, t) == 1);
            }
        }
    }

    @Test
    void notesAscendAndAreWithinTheRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rolls.of(notes(60), notes(20)))
                .withMessageContaining("frame 1: note 20 is outside 21..108");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rolls.of(notes(60, 60)))
                .withMessageContaining("note 60 follows 60");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NoteRange(50, 128))
                .withMessageContaining("0 to 127");
    }

    @Test
    void meansAreNoRoll() {
        Matrix values = Matrix.zeros(88, 2);
        values.set(3, 1, 0.5f);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PianoRoll.of(NoteRange.PIANO, values))
                .withMessageContaining("frame 1: the value of note 24 is 0.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PianoRoll.of(NoteRange.PIANO, Matrix.zeros(87, 2)))
                .withMessageContaining("88 units");
    }

    @Test
    void silenceAtTheEndsIsCutOffAndWithinIsKept() {
        PianoRoll roll = Rolls.of(notes(), notes(60), notes(), notes(62), notes(), notes());
        assertThat(roll.trimmed()).isEqualTo(Rolls.of(notes(60), notes(), notes(62)));
        assertThat(Rolls.of(notes(), notes()).trimmed().length()).isZero();
    }

    @Test
    void aRollIsTransposedWithinItsRange() {
        PianoRoll roll = Rolls.of(notes(60, 64), notes(100));
        assertThat(roll.transposed(-3)).isEqualTo(Rolls.of(notes(57, 61), notes(97)));
        assertThatIllegalArgumentException().isThrownBy(() -> roll.transposed(9));
    }

    @Test
    void piecesAreDataWithSequencesAndBack() {
        Corpus corpus = Rolls.corpus();
        DataSet data = Corpus.dataSet("two", corpus.part(Split.TRAIN));
        assertThat(data.sequences().lengths()).containsExactly(2, 4);
        assertThat(data.shape()).containsExactly(88);
        assertThat(Corpus.rolls(NoteRange.PIANO, data)).isEqualTo(corpus.training());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Corpus.rolls(NoteRange.PIANO, data.take(0)))
                .withMessageContaining("no sequences");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aPieceHasAPastAndWhatFollowsIt(int frames) {
        PianoRoll roll = Rolls.random(NoteRange.PIANO, frames, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Corpus(List.of(roll), List.of(), List.of()))
                .withMessageContaining("at least 2 frames");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Corpus(List.of(), List.of(), List.of()))
                .withMessageContaining("no piece");
    }

    @Test
    void figuresAreCounted() {
        RollFigures figures = RollFigures.of(List.of(
                Rolls.of(notes(60, 64), notes(60), notes(60, 62, 65), notes()), Rolls.of(notes(60), notes(61, 72))));
        assertThat(figures.framesByNotes()).containsExactly(1, 2, 2, 1);
        assertThat(figures.longestHeld()).isEqualTo(3);
        assertThat(figures.shareWithAtMost(1)).isEqualTo(0.5);
        assertThat(figures.shareWithAtMost(9)).isEqualTo(1);
        assertThat(figures.silence()).isEqualTo(1.0 / 6);
        assertThat(figures.notesPerFrame()).isEqualTo(9.0 / 6);
        assertThat(RollFigures.of(List.of()).silence()).isZero();
    }
}
