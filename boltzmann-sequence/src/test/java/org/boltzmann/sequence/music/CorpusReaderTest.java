package org.boltzmann.sequence.music;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CorpusReaderTest {

    private static final CorpusReader READER = new CorpusReader(NoteRange.PIANO);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"own.json", "own.json.gz"})
    void whatIsWrittenIsReadAndTheSameBytesAgain(String name) throws IOException {
        Path file = folder.resolve(name);
        CorpusWriter.write(file, Rolls.corpus());
        assertThat(READER.read(file)).isEqualTo(Rolls.corpus());
        Path again = folder.resolve("again-" + name);
        CorpusWriter.write(again, READER.read(file));
        assertThat(Files.mismatch(file, again)).isEqualTo(-1);
        assertThat(CorpusFormat.PIANO.read(file, Split.TRAIN).orElseThrow().name())
                .isEqualTo("own");
    }

    @Test
    void theTextIsTheOneOthersWrite() throws IOException {
        Path file = folder.resolve("a.json");
        CorpusWriter.write(file, Rolls.corpus());
        assertThat(Files.readString(file))
                .startsWith(
                        "{\"train\":[[[43,59,62,67],[48,60,64,67]],[[21],[],[],[60,108]]],\"valid\":[[[],[]]],\"test\":[");
    }

    @Test
    void partsMayBeMissingButThenThereIsNone() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), " {\"train\": [[[60], []]]} ");
        assertThat(CorpusFormat.PIANO.read(file, Split.TRAIN).orElseThrow().size())
                .isEqualTo(2);
        assertThat(CorpusFormat.PIANO.read(file, Split.VALIDATION)).isEmpty();
        assertThat(CorpusFormat.PIANO.read(file).sequences().count()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{`train`: []}; holds no sequence",
                "{}; holds no sequence",
                "{`train`: [[]]}; train, sequence 0: a piece of music needs at least 2 frames",
                "{`test`: [[[1],[2]]]}; test, sequence 0, frame 0: note 1 is outside 21..108",
                "{`train`: [[[60],[61]],[[60]]]}; train, sequence 1: a piece of music needs at least 2 frames",
                "{`train`: [[[60],[109]]]}; train, sequence 0, frame 1: note 109 is outside 21..108",
                "{`train`: [[[60],[-5]]]}; note -5 is outside",
                "{`train`: [[[60],[60.5]]]}; wanted is a whole number, the note, not 60.5",
                "{`train`: [[[60],[null]]]}; wanted is a whole number, the note, not null",
                "{`train`: [[[60],[99999999999999999999]]]}; is not JSON",
                "{`train`: [[[60],[[60]]]]}; wanted is a whole number",
                "{`train`: [[[60],60]]}; wanted is a list of notes, not 60",
                "{`train`: [60]}; wanted is a list of frames, not 60",
                "{`train`: 60}; wanted is a list of sequences, not 60",
                "{`train`: {}}; wanted is a list of sequences",
                "{`tests`: []}; has a part \"tests\"; allowed are train, valid, test",
                "{`train`: [], `train`: []}; is not JSON: Duplicate",
                "{`valid`: [], `validation`: []}; has the part \"valid\" twice, under two names",
                "[]; wanted is a list of sequences, or of frames, not ]",
                "[[]]; begins with an empty list",
                "[[], [60]]; begins with an empty list",
                "[60, 62]; wanted is a list of sequences, or of frames, not 60",
                "[[60, 62], 7]; wanted is a list of notes, not 7",
                "[[[60], [62]], [60]]; wanted is a list of notes, not 60",
                "{`train`: [[[60],[-2]]]}; note -2 is outside",
                "{`train`: [[[60],[1e400]]]}; is not JSON: Numeric value",
                "{`train`: [[[60],[]]]} 7; goes on after its end",
                "{`train`: [[[60],[; is not JSON",
                "; wanted is an object of [train, valid, test], or a list of sequences, not the end",
                "60; wanted is an object",
            })
    void whatIsNoPianoRollIsRefusedWithItsPlace(String text, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), text == null ? "" : text.replace('`', '"'), UTF_8);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> READER.read(file))
                .withMessageStartingWith(file.toString())
                .withMessageContaining(message);
    }

    @Test
    void otherNotesNeedAnotherRange() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "{\"test\": [[[0], [127]]]}");
        Corpus corpus = new CorpusReader(new NoteRange(0, 127)).read(file);
        assertThat(corpus.test().get(0).notes(1)).containsExactly(127);
    }

    @Test
    void damagedFilesAreReadOrRefusedAndNothingElse() throws IOException {
        for (String name : new String[] {"a.json", "a.json.gz"}) {
            Path file = folder.resolve(name);
            CorpusWriter.write(file, Rolls.corpus());
            Damage.read(3000, file, READER::read);
        }
    }

    @Test
    void emptyFramesWithoutEndAreRefusedOrRead() throws IOException {
        Path file = folder.resolve("a.json.gz");
        String some = "[[],[],[],[]]";
        Files.write(file, Damage.gzip(("{\"train\":[" + (some + ",").repeat(50_000) + some + "]}").getBytes(UTF_8)));
        assertThat(READER.read(file).training()).hasSize(50_001);
    }
}
