package org.boltzmann.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two figures on noise: learned by a restricted machine, shared out by the label, and found by the mask. */
class MaskCommandTest {

    private static final String[] FIGURES = {"111100000", "000001111"};

    @TempDir
    private static Path folder;

    private static Path noisy;
    private static Path clean;
    private static Path gated;

    @BeforeAll
    static void train() throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        StringBuilder noise = new StringBuilder("a,b,c,d,e,f,g,h,i,label\n");
        StringBuilder figures = new StringBuilder("a,b,c,d,e,f,g,h,i,label\n");
        for (int j = 0; j < 400; j++) {
            int figure = random.nextInt(2);
            for (int i = 0; i < 9; i++) {
                int on = FIGURES[figure].charAt(i) - '0';
                figures.append(on).append(',');
                noise.append(Math.max(on, random.nextInt(256) / 255.0)).append(',');
            }
            figures.append(figure).append('\n');
            noise.append(figure).append('\n');
        }
        noisy = Files.writeString(folder.resolve("noisy.csv"), noise, UTF_8);
        clean = Files.writeString(folder.resolve("clean.csv"), figures, UTF_8);
        Path rbm = folder.resolve("rbm.safetensors");
        gated = folder.resolve("gated.safetensors");
        Commands pretrained = Commands.run(
                "train",
                "--variant=rbm",
                "--data",
                noisy,
                "--seed=1",
                "--epochs=40",
                "-Dmodel.hidden=8",
                "-Dencoding=means",
                "-Dnegative-phase=cd",
                "-Dlearning-rate=0.2",
                "-Dbatch-size=20",
                "--out",
                rbm);
        assertThat(pretrained.code()).as(pretrained.err()).isZero();
        Commands trained = Commands.run(
                "train",
                "--variant=point-wise-gated-rbm",
                "--data",
                noisy,
                "--seed=1",
                "--epochs=40",
                "-Dmodel.hidden=4",
                "-Dpretrained=" + rbm,
                "-Dlearning-rate=0.1",
                "-Dbatch-size=20",
                "--out",
                gated);
        assertThat(trained.code()).as(trained.err()).isZero();
    }

    @Test
    void theMaskFindsTheFigure() throws IOException {
        Path picture = folder.resolve("mask.png");
        Commands run = Commands.run("mask", gated, "--truth", clean, "--out", picture, "--json");
        assertThat(run.code()).as(run.err()).isZero();
        Map<?, ?> result = run.json();
        Map<?, ?> baselines = (Map<?, ?>) result.get("baselines");
        assertThat((Double) result.get("area-under-curve")).isGreaterThan(0.85).isGreaterThan((Double)
                baselines.get("pixel-mean"));
        assertThat(result.get("examples")).isEqualTo(80L);
        assertThat(ImageIO.read(picture.toFile()).getHeight())
                .as("pictures, mask, two reconstructions, truth")
                .isEqualTo(5 * (3 * 18 + 2) + 2);
        Commands text = Commands.run("mask", gated, "--truth", clean, "--out", picture);
        assertThat(text.out()).contains("area under the curve of the mask ", "of the pixel's value 0.");
        assertThat(Commands.run("mask", gated, "--out", picture).out()).isEqualToIgnoringNewLines("picture " + picture);
    }

    @Test
    void aMachineWithoutAMaskOrATruthOfOtherSizeIsRefused() throws IOException {
        Commands run = Commands.run("mask", folder.resolve("rbm.safetensors"), "--out", folder.resolve("none.png"));
        assertThat(run.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(run.err()).contains("train a machine of variant point-wise-gated-rbm");
        Path other = Files.writeString(folder.resolve("other.csv"), "a,b\n" + "0,1\n".repeat(400), UTF_8);
        Commands wrong = Commands.run("mask", gated, "--truth", other, "--out", folder.resolve("none.png"));
        assertThat(wrong.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(wrong.err()).contains("80 examples of 9; name the same pictures");
        assertThat(folder.resolve("none.png")).doesNotExist();
    }
}
