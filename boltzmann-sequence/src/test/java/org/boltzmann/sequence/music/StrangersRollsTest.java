package org.boltzmann.sequence.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.boltzmann.core.data.DataException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Piano rolls in JSON as others write them: how many sequences the parts have, the first sequence, and what is told. */
class StrangersRollsTest {

    private static final Path FOLDER = Path.of("src", "test", "resources", "rolls");
    private static final String CADENCE = "60 64 67 | 60 65 69 | 59 62 67 | 60 64 67";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "plain; 3 1 1; CADENCE; ''",
                "only-train; 4 0 0; CADENCE; ''",
                "validation-spelt-out; 4 1 1; CADENCE; ''",
                "bare-list-of-songs; 4 0 0; CADENCE; ''",
                "one-song; 1 0 0; CADENCE; a list of lists of notes was read as one sequence of 4 frames, each the notes that sound together",
                "unsorted-frames; 3 1 1; 60 64 67 | 60 65 69; ''",
                "two-voices-in-unison; 3 1 1; 60 67 | 60 64; 6 notes are in unison with another of their frame, and count once",
                "four-voices-rest-is-minus-one; 3 1 1; '58 65 70 74 | 58 65 74 | 70 75 | '; ''",
                "whole-numbers-as-floats; 1 1 1; 60 64 | 62; ''",
            })
    void aFileMeansItsFrames(String name, String parts, String first, String told) {
        CorpusReader.Read read = CorpusFormat.PIANO.reader().reading(FOLDER.resolve(name + ".json"));
        Corpus corpus = read.corpus();
        assertThat(corpus.training().size() + " " + corpus.validation().size() + " "
                        + corpus.test().size())
                .isEqualTo(parts);
        PianoRoll roll = corpus.training().get(0);
        assertThat(IntStream.range(0, roll.length())
                        .mapToObj(t -> Arrays.stream(roll.notes(t))
                                .mapToObj(Integer::toString)
                                .collect(Collectors.joining(" ")))
                        .collect(Collectors.joining(" | ")))
                .isEqualTo(first.replace("CADENCE", CADENCE));
        assertThat(read.notes()).isEqualTo(told.isEmpty() ? List.of() : List.of(told));
        assertThat(CorpusFormat.PIANO.read(FOLDER.resolve(name + ".json")).notes())
                .isEqualTo(read.notes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "an-empty-song; train, sequence 1: a piece of music needs at least 2 frames",
                "notes-out-of-range; train, sequence 0, frame 0: note 12 is outside 21..108",
            })
    void aFileIsRefused(String name, String reason) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> CorpusFormat.PIANO.read(FOLDER.resolve(name + ".json")))
                .withMessageContaining(reason);
    }
}
