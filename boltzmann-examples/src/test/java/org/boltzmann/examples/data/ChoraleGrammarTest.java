package org.boltzmann.examples.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.sequence.music.Corpus;
import org.boltzmann.sequence.music.Key;
import org.boltzmann.sequence.music.NoteRange;
import org.boltzmann.sequence.music.PianoRoll;
import org.boltzmann.sequence.music.RollFigures;
import org.junit.jupiter.api.Test;

class ChoraleGrammarTest {

    private static final RandomKey KEY = RandomKey.of(3);
    private static final int[][] RANGES = {{40, 60}, {48, 67}, {55, 74}, {60, 79}};
    private static final ChoraleGrammar GRAMMAR = ChoraleGrammar.inC();

    private static List<PianoRoll> pieces(int count) {
        return IntStream.range(0, count).mapToObj(n -> GRAMMAR.piece(KEY.at(n))).toList();
    }

    @Test
    void fourVoicesKeepToTheirRangesAndMoveByTheRules() {
        for (PianoRoll piece : pieces(100)) {
            for (int t = 0; t < piece.length(); t++) {
                int[] notes = piece.notes(t);
                assertThat(notes).hasSize(4);
                for (int voice = 0; voice < 4; voice++) {
                    assertThat(notes[voice]).isBetween(RANGES[voice][0], RANGES[voice][1]);
                }
                boolean held = t % 8 == 7;
                assertThat(t > 0 && Arrays.equals(notes, piece.notes(t - 1))).isEqualTo(held);
                if (t > 0 && !held) {
                    checkMoves(piece.notes(t - 1), notes);
                }
            }
        }
    }

    private static void checkMoves(int[] before, int[] after) {
        for (int low = 0; low < 4; low++) {
            assertThat(Math.abs(after[low] - before[low])).isLessThanOrEqualTo(low == 0 ? 12 : 5);
            for (int high = low + 1; high < 4; high++) {
                int interval = (before[high] - before[low]) % 12;
                if (interval == (after[high] - after[low]) % 12 && before[high] != after[high]) {
                    assertThat(interval).as("no parallel octaves and fifths").isNotIn(0, 7);
                }
            }
        }
    }

    @Test
    void phrasesEndInCadencesAndThePieceWithTheThirdAuthenticOne() {
        for (PianoRoll piece : pieces(100)) {
            assertThat(piece.length() % 8).isZero();
            assertThat(piece.length()).isBetween(24, 96);
            int authentic = 0;
            for (int end = 6; end < piece.length(); end += 8) {
                assertThat(piece.notes(end)[0] % 12).as("root of I, V or VI").isIn(0, 7, 8, 9);
                authentic += piece.notes(end)[0] % 12 == 0 ? 1 : 0;
            }
            assertThat(piece.notes(0)[0] % 12).isZero();
            assertThat(authentic == 3 || piece.length() == 96).isTrue();
            assertThat(Arrays.stream(piece.notes(piece.length() - 1))
                            .map(n -> n % 12)
                            .boxed())
                    .containsAnyOf(0, 7);
        }
    }

    @Test
    void everyKeyHasItsOwnFirstChordAndNoDeadEnd() {
        ChoraleGrammar all = ChoraleGrammar.inAllKeys();
        for (int n = 0; n < 100; n++) {
            assertThat(all.logProbability(all.piece(KEY.at(n)))).isFinite();
        }
        assertThatIllegalArgumentException().isThrownBy(() -> ChoraleGrammar.in("none", List.of()));
        Key twice = new Key(1, true);
        assertThatIllegalArgumentException().isThrownBy(() -> ChoraleGrammar.in("twice", List.of(twice, twice)));
    }

    @Test
    void probabilitiesOfWhatMayFollowSumToOne() {
        ChoraleKey key = ChoraleKey.of(new Key(9, true));
        for (int position = 0; position < Harmony.CHORDS; position++) {
            for (int chord = 0; chord < key.size(); chord++) {
                ChoraleKey.Choice choice = key.next(position, chord);
                double sum = IntStream.range(0, choice.size())
                        .mapToDouble(choice::probability)
                        .sum();
                assertThat(sum).isCloseTo(choice.size() == 0 ? 0 : 1, within(1e-12));
            }
        }
    }

    /** The mean of n pieces deviates by sd/√n; five times that by chance once in a million. */
    @Test
    void theEntropyIsTheMeanOfMinusTheLogProbability() {
        ChoraleGrammar.Entropy entropy = GRAMMAR.entropy();
        int n = 2000;
        List<PianoRoll> pieces = pieces(n);
        double[] nats = pieces.stream()
                .mapToDouble(piece -> -GRAMMAR.logProbability(piece))
                .toArray();
        double[] frames = pieces.stream().mapToDouble(PianoRoll::length).toArray();
        assertThat(mean(nats)).isCloseTo(entropy.natsPerPiece(), within(5 * error(nats)));
        assertThat(mean(frames)).isCloseTo(entropy.framesPerPiece(), within(5 * error(frames)));
        assertThat(entropy.natsPerFrame()).as("as the documentation says").isCloseTo(1.454, within(0.0005));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double error(double[] values) {
        double mean = mean(values);
        double squares = Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum();
        return Math.sqrt(squares / values.length / (values.length - 1));
    }

    @Test
    void whatTheGrammarDoesNotMakeHasNoProbability() {
        PianoRoll piece = GRAMMAR.piece(KEY);
        assertThat(GRAMMAR.logProbability(piece.transposed(1))).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(GRAMMAR.logProbability(piece.slice(1, piece.length()))).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(GRAMMAR.logProbability(piece.slice(0, 8))).isFinite();
    }

    @Test
    void piecesSoundLikeWhatGeneratedMusicIsHeldAgainst() {
        RollFigures figures = RollFigures.of(pieces(300));
        assertThat(figures.notesPerFrame()).isEqualTo(4);
        assertThat(figures.silence()).isZero();
        assertThat(figures.longestHeld()).isLessThanOrEqualTo(16);
    }

    @Test
    void piecesDependOnTheKeyAndTheirNumberAlone() {
        DataSet few = GRAMMAR.of(3, KEY);
        DataSet many = GRAMMAR.of(5, KEY);
        assertThat(many.take(few.size()).sha256()).isEqualTo(few.sha256());
        assertThat(GRAMMAR.of(3, KEY.at(1)).sha256()).isNotEqualTo(few.sha256());
        assertThat(Corpus.rolls(NoteRange.PIANO, few)).isEqualTo(pieces(3));
    }
}
