package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine of sequences from the command line: trained, measured, and heard. */
class SequenceCommandsTest {

    @TempDir
    private static Path folder;

    private static Path model;

    /** A little music in the format of collections: a scale up and down over a held bass, some times. */
    @BeforeAll
    static void train() throws IOException {
        StringBuilder piece = new StringBuilder("[");
        int[] scale = {60, 62, 64, 65, 67, 65, 64, 62};
        for (int t = 0; t < 16; t++) {
            piece.append(t == 0 ? "" : ", ")
                    .append("[48, ")
                    .append(scale[t % 8])
                    .append("]");
        }
        piece.append("]");
        String pieces = "[" + String.join(", ", Collections.nCopies(6, piece)) + "]";
        Path data = Files.writeString(
                folder.resolve("scales.json"),
                "{\"train\": " + pieces + ", \"valid\": [" + piece + "], \"test\": [" + piece + ", " + piece + "]}");
        model = folder.resolve("scales.safetensors");
        Commands trained = Commands.run(
                "train",
                "--variant=rnn-rbm",
                "--data=" + data,
                "--epochs=60",
                "--seed=1",
                "-Dmodel.hidden=10",
                "-Dmodel.recurrent=20",
                "-Dlearning-rate=0.02",
                "-Dais.watched-frames=5",
                "--out=" + model);
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.err()).contains("log likelihood");
    }

    @Test
    void theNetworkIsDrawn() throws IOException {
        Path svg = folder.resolve("graph.svg");
        Commands drawn = Commands.run("inspect", model, "--svg=" + svg);
        assertThat(drawn.code()).as(drawn.err()).isZero();
        assertThat(drawn.out()).containsPattern("v of the frames before -> elman.*, 20 units -> u");
        assertThat(Files.readString(svg)).containsPattern("v of the frames before \u2192 elman.*, 20 units");
    }

    @Test
    void preTrainingTellsOfItself() {
        Commands trained = Commands.run(
                "train",
                "--variant=rnn-rbm",
                "--data=" + folder.resolve("scales.json"),
                "--epochs=2",
                "--seed=1",
                "-Dmodel.hidden=4",
                "-Dmodel.recurrent=5",
                "-Dpretrain.epochs=20",
                "-Dpretrain.network-epochs=3",
                "-Dais.watched-frames=2",
                "--out=" + folder.resolve("pretrained.safetensors"));
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.err())
                .contains("pre-training the machine without its context, epochs: 20 ...")
                .contains("pre-training the machine without its context, epoch 2/20 ")
                .doesNotContain("epoch 3/20 ")
                .contains("pre-training the network, epoch 3/3 ")
                .containsPattern("epoch   1/2 .* samples/s   about [\\d,]+ (s|min) left");
    }

    private static double number(Map<?, ?> figures, String key) {
        return ((Number) figures.get(key)).doubleValue();
    }

    @Test
    void theNextFrameIsPredictedBetterThanByTheFrameBefore() {
        Map<?, ?> figures = Commands.run("evaluate", model, "--metric=frames", "--seed=1", "--json")
                .json();
        assertThat(number(figures, "frames")).isEqualTo(32);
        assertThat(number(figures, "squared-error")).isLessThan(number(figures, "squared-error-of-last-frame") / 2);
        assertThat(number(figures, "accuracy")).isGreaterThan(number(figures, "accuracy-of-last-frame"));
        Map<?, ?> likelihood = Commands.run(
                        "evaluate", model, "--seed=1", "--json", "-Dais.chains=10", "-Dais.betas=50")
                .json();
        assertThat(number(likelihood, "mean")).isGreaterThan(number(figures, "log-likelihood-of-independent-units"));
        assertThat(number(likelihood, "measured-examples")).isEqualTo(32);
    }

    @Test
    void musicIsDrawnAsAPictureAndMidi() throws IOException {
        Path picture = folder.resolve("drawn.png");
        Commands drawn = Commands.run(
                "sample", model, "--seed=1", "--out=" + picture, "-Dsample.count=2", "-Dsample.frames=12", "--json");
        assertThat(drawn.code()).as(drawn.err()).isZero();
        assertThat(ImageIO.read(picture.toFile()).getWidth()).isGreaterThan(12);
        assertThat(drawn.json().get("midi"))
                .isEqualTo(List.of(
                        folder.resolve("drawn-1.mid").toString(),
                        folder.resolve("drawn-2.mid").toString()));
        assertThat(Files.readAllBytes(folder.resolve("drawn-1.mid"))).startsWith('M', 'T', 'h', 'd');
        assertThat(number((Map<?, ?>) drawn.json().get("music"), "frames")).isEqualTo(24);
    }

    @Test
    void aBeginningIsContinuedAndAMelodyHarmonised() throws IOException {
        Path picture = folder.resolve("continued.png");
        Commands continued = Commands.run(
                "complete", model, "--mask=after:4", "--seed=1", "--out=" + picture, "-Dcomplete.examples=1", "--json");
        assertThat(continued.code()).as(continued.err()).isZero();
        assertThat(number(continued.json(), "hidden-values")).isEqualTo(12 * 88);
        assertThat(continued.json().get("midi"))
                .isEqualTo(List.of(folder.resolve("continued.mid").toString()));
        Commands below = Commands.run(
                "complete",
                model,
                "--mask=below-melody",
                "--seed=1",
                "--out=" + picture,
                "-Dcomplete.examples=1",
                "--json");
        assertThat(below.code()).as(below.err()).isZero();
        // Each melody note hides the units below it: 60 to 67 above 21.
        assertThat(number(below.json(), "hidden-values")).isEqualTo(2 * (39 + 41 + 43 + 44 + 46 + 44 + 43 + 41));
    }

    @Test
    void whatSequencesDoNotHaveIsSaid() {
        Commands half = Commands.run("complete", model, "--mask=left-half", "--out=" + folder.resolve("x.png"));
        assertThat(half.code()).isNotZero();
        assertThat(half.err()).contains("after:N or below-melody");
        Commands number = Commands.run("complete", model, "--mask=after:x", "--out=" + folder.resolve("x.png"));
        assertThat(number.err()).contains("a whole number of frames");
        Commands table = Commands.run("complete", model, "--mask=after:2", "--out=" + folder.resolve("x.csv"));
        assertThat(table.err()).contains("into a file .png");
    }
}
