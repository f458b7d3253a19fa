package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.boltzmann.core.RandomKey;
import org.boltzmann.examples.data.ChoraleGrammar;
import org.boltzmann.sequence.music.Key;
import org.boltzmann.sequence.music.MidiWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataCommandTest {

    @TempDir
    private Path folder;

    private void writePieces(int count) throws IOException {
        ChoraleGrammar grammar = ChoraleGrammar.in("D", List.of(new Key(2, false)));
        for (int n = 0; n < count; n++) {
            MidiWriter.standard().write(folder.resolve("p" + n + ".mid"), grammar.piece(RandomKey.of(n)));
        }
    }

    @Test
    void aFolderOfMidiFilesBecomesADataSetThatCanBeNamed() throws IOException {
        writePieces(10);
        Path music = Files.createDirectories(folder.resolve("data/music"));
        Commands run = Commands.run(
                "data",
                "import",
                folder,
                "--out",
                music.resolve("nottingham.json.gz"),
                "--seed=1",
                "--transpose=c",
                "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().get("files")).isEqualTo(10L);
        assertThat(((Map<?, ?>) run.json().get("train")).get("sequences")).isEqualTo(6L);
        Path picture = folder.resolve("roll.png");
        Commands told = Commands.run(
                "data", "nottingham", "--data-dir", folder.resolve("data"), "--picture", picture, "--json");
        assertThat(told.code()).as(told.err()).isZero();
        assertThat(told.json().get("train")).asString().contains("sequences=6", "notes-per-frame=4", "longest-held");
        assertThat(told.json().get("validation")).asString().contains("sequences=2");
        assertThat(ImageIO.read(picture.toFile()).getWidth()).isGreaterThan(24 * 8);
    }

    @Test
    void ownFilesOfMusicAreData() throws IOException {
        writePieces(1);
        Commands run = Commands.run("data", folder.resolve("p0.mid"), "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().get("train")).asString().contains("sequences=1");
        assertThat(run.json().get("validation")).isNull();
    }

    @Test
    void whatIsWrongIsSaidBeforeAnythingIsWritten() throws IOException {
        writePieces(3);
        Path out = folder.resolve("own.json");
        assertThat(Commands.run("data", "import", folder, "--out", folder.resolve("own.mid"))
                        .code())
                .isEqualTo(2);
        assertThat(Commands.run("data", "import", folder, "--out", out, "--frame=x")
                        .err())
                .contains("--frame: a frame lasts");
        assertThat(Commands.run("data", "import", folder, "--out", out, "--outside=x")
                        .err())
                .contains("allowed are refuse");
        assertThat(Commands.run("data", "import", folder, "--out", out, "--transpose=60")
                        .code())
                .isEqualTo(3);
        Files.writeString(folder.resolve("broken.mid"), "MThd");
        assertThat(Commands.run("data", "import", folder, "--out", out).code()).isEqualTo(3);
        assertThat(out).doesNotExist();
        Commands run = Commands.run("data", "import", folder, "--out", out, "--skip-broken");
        assertThat(run.err()).contains("left out: " + folder.resolve("broken.mid"));
        assertThat(out).exists();
        assertThat(Commands.run("data", "jsb-chorales", "--data-dir", folder).err())
                .contains("there is no file " + folder.resolve("music/jsb-chorales.json.gz"), "data import");
        assertThat(Commands.run("data", "bars-and-stripes", "--picture", folder.resolve("x.png"))
                        .err())
                .contains("no sequences of music or films");
    }
}
