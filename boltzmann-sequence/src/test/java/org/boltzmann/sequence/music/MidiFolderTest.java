package org.boltzmann.sequence.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSource;
import org.boltzmann.core.data.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MidiFolderTest {

    @TempDir
    private Path folder;

    private static MidiFolder dealing(long seed) {
        return new MidiFolder(MidiReader.standard(), 0.2, 0.2, seed);
    }

    private PianoRoll write(String name, long seed) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        PianoRoll roll = Rolls.random(NoteRange.PIANO, 12, seed).trimmed();
        MidiWriter.standard().write(file, roll);
        return roll;
    }

    @Test
    void filesAreDealtOutBySeedAndName() throws IOException {
        for (int i = 0; i < 10; i++) {
            write("sub/piece" + i + (i % 2 == 0 ? ".mid" : ".MIDI"), i);
        }
        Files.writeString(folder.resolve("readme.txt"), "none");
        Corpus corpus = dealing(1).read(folder, false).corpus();
        assertThat(List.of(
                        corpus.training().size(),
                        corpus.validation().size(),
                        corpus.test().size()))
                .containsExactly(6, 2, 2);
        assertThat(corpus.all()).doesNotHaveDuplicates();
        assertThat(dealing(1).read(folder, false).corpus()).isEqualTo(corpus);
        assertThat(dealing(2).read(folder, false).corpus()).isNotEqualTo(corpus);
    }

    @Test
    void foldersNamedLikePartsAreTheParts() throws IOException {
        PianoRoll first = write("train/a.mid", 1);
        PianoRoll second = write("train/b.mid", 2);
        PianoRoll valid = write("valid/a.mid", 3);
        PianoRoll test = write("test/a.mid", 4);
        assertThat(dealing(1).read(folder, false).corpus())
                .isEqualTo(new Corpus(List.of(first, second), List.of(valid), List.of(test)));
        write("c.mid", 5);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> dealing(1).read(folder, false))
                .withMessageContaining("lies in none of the folders");
    }

    @Test
    void brokenFilesAreToldOfAndSkippedOnRequest() throws IOException {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> dealing(1).read(folder, false))
                .withMessageContaining("holds 0 MIDI files");
        for (int i = 0; i < 3; i++) {
            write("piece" + i + ".mid", i);
        }
        Path broken = Files.writeString(folder.resolve("broken.mid"), "MThd");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> dealing(1).read(folder, false))
                .withMessageStartingWith("1 of 4 files are refused; mend them or skip such files: " + broken);
        MidiFolder.Import read = dealing(1).read(folder, true);
        assertThat(read.refused()).containsOnlyKeys(broken);
        assertThat(read.corpus().all()).hasSize(3);
        assertThat(read.readings()).hasSize(3);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> dealing(1).read(broken, false))
                .withMessageContaining("is no folder");
        assertThatIllegalArgumentException().isThrownBy(() -> new MidiFolder(MidiReader.standard(), 0.5, 0.5, 1));
    }

    @Test
    void publishedMusicIsFoundInTheDirectoryOfDataOrSaidToBeMissing() throws IOException {
        DataSource source = PublishedMusic.all().get("piano-midi");
        RandomKey key = RandomKey.of(1);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> source.loader().load(Split.TRAIN, folder, key))
                .withMessageStartingWith("there is no file " + folder.resolve("music/piano-midi-de.json.gz"))
                .withMessageContaining("boltzmann data import FOLDER --out");
        Files.createDirectories(folder.resolve("music"));
        CorpusWriter.write(folder.resolve("music/piano-midi.json.gz"), Rolls.corpus());
        assertThat(source.loader().load(Split.VALIDATION, folder, key).size()).isEqualTo(2);
        assertThat(source.parts()).containsExactlyInAnyOrder(Split.values());
        CorpusWriter.write(
                folder.resolve("music/piano-midi-de.json"),
                new Corpus(Rolls.corpus().training(), List.of(), List.of()));
        assertThat(source.loader().load(Split.TRAIN, folder, key).name()).isEqualTo("piano-midi");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> source.loader().load(Split.TEST, folder, key))
                .withMessageContaining("has no sequences for this part");
    }
}
