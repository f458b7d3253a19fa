package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.linalg.Matrix;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pairs of three pixels, of which the second is the first or the first turned round: 60 of each. */
class TransformCommandTest {

    @TempDir
    private static Path folder;

    private static Path pairs;
    private static Path model;

    @BeforeAll
    static void train() throws IOException {
        StringBuilder rows = new StringBuilder("a,b,c,d,e,f,label\n");
        for (int n = 0; n < 240; n++) {
            int bits = n % 8;
            String image = (bits & 1) + "," + (bits >> 1 & 1) + "," + (bits >> 2);
            boolean kept = n / 8 % 2 == 0;
            rows.append(image).append(',');
            rows.append(kept ? image : new StringBuilder(image).reverse()).append(kept ? ",kept\n" : ",turned\n");
        }
        pairs = Files.writeString(folder.resolve("pairs.csv"), rows);
        model = folder.resolve("pairs.safetensors");
        Commands run = Commands.run(
                "train",
                "--variant=factored-gated-rbm",
                "--data",
                pairs,
                "--epochs=60",
                "--seed=1",
                "--out",
                model,
                "-Dmodel.hidden=4",
                "-Dmodel.factors=10",
                "-Dmodel.deviation=0.3",
                "-Dbatch-size=10");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(ImageIO.read(folder.resolve("pairs.png").toFile()))
                .as("filters side by side")
                .isNotNull();
    }

    @Test
    void withoutArgumentsPairsComeFromTheDataOfTheTraining() throws IOException {
        Path out = folder.resolve("usual.png");
        Commands run = Commands.run("transform", model, "--out", out, "-Dtransform.count=7", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().get("transformed")).isEqualTo(7L);
        assertThat((Double) run.json().get("squared-error")).isBetween(0.0, 1.0);
        assertThat((Double) run.json().get("squared-error-of-copying")).isBetween(0.0, 1.0);
        // five columns of seven rows
        var picture = ImageIO.read(out.toFile());
        assertThat(picture.getWidth()).isGreaterThan(picture.getHeight() / 2);
        assertThat(Commands.run("transform", model, "--out", out).out())
                .contains("picture ", "squared error of a pixel ", "by copying ");
    }

    @Test
    void onePairMayBeAppliedToManyImagesAndManyToOne() throws IOException {
        Path one = Files.writeString(folder.resolve("one.csv"), "a,b,c,d,e,f\n1,0,0,0,0,1\n");
        Path three = Files.writeString(folder.resolve("three.csv"), "a,b,c,d,e,f\n" + "1,0,0,0,0,1\n".repeat(3));
        Path image = Files.writeString(folder.resolve("image.csv"), "a,b,c\n1,1,0\n");
        for (Path pair : List.of(one, three)) {
            Path out = folder.resolve("given.png");
            Commands run = Commands.run("transform", model, "--pair", pair, "--image", image, "--out", out, "--json");
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.json().get("transformed")).isEqualTo(pair.equals(one) ? 1L : 3L);
            assertThat(run.json().containsKey("squared-error")).isFalse();
            assertThat(Files.size(out)).isPositive();
        }
    }

    @Test
    void whatDoesNotFitIsRefused() throws IOException {
        Path one = Files.writeString(folder.resolve("alone.csv"), "a,b,c,d,e,f\n1,0,0,0,0,1\n");
        Path wide = Files.writeString(folder.resolve("wide.csv"), "a,b,c,d\n1,1,0,0\n");
        Path out = folder.resolve("never.png");
        Commands lonely = Commands.run("transform", model, "--pair", one, "--out", out);
        assertThat(lonely.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(lonely.err()).contains("--image");
        Commands wrong = Commands.run("transform", model, "--pair", one, "--image", wide, "--out", out);
        assertThat(wrong.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(wrong.err()).contains("4 pixels", "of 3");
        assertThat(Commands.run("transform", model, "--pair", one, "--data", "shifts", "--out", out)
                        .code())
                .isEqualTo(ExitCodes.USAGE);
        Path rbm = folder.resolve("rbm.safetensors");
        assertThat(Commands.run("train", "--data=bars-and-stripes", "--epochs=1", "-Dmodel.hidden=2", "--out", rbm)
                        .code())
                .isZero();
        Commands other = Commands.run("transform", rbm, "--out", out);
        assertThat(other.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(other.err()).contains("factored-gated-rbm");
        assertThat(out).doesNotExist();
    }

    @Test
    void evaluationTellsHowWellTransformationsWereLearned() {
        Commands run = Commands.run("evaluate", model, "--metric=transformation", "--seed=1", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        Map<?, ?> decoding = (Map<?, ?>) run.json().get("decoding");
        assertThat(decoding.get("classes")).isEqualTo(2L);
        assertThat(decoding.get("examples")).isEqualTo(48L);
        assertThat((Double) decoding.get("rate"))
                .isBetween((Double) decoding.get("rate-low"), (Double) decoding.get("rate-high"));
        Map<?, ?> analogy = (Map<?, ?>) run.json().get("analogy");
        assertThat(analogy.get("analogies")).isEqualTo(48L);
        assertThat(run.json().containsKey("filters"))
                .as("of a line, no picture")
                .isFalse();
        assertThat(Commands.run("evaluate", model, "--metric=transformation").out())
                .contains("% right (95 %: ", "times below copying", "% of pixels wrong");
    }

    @Test
    void theConditionalLikelihoodIsAnnealedOrEnumerated() {
        Commands exact = Commands.run("evaluate", model, "--metric=log-likelihood", "--json");
        assertThat(exact.code()).as(exact.err()).isZero();
        assertThat((Double) exact.json().get("standard-error")).isZero();
        Commands annealed = Commands.run(
                "evaluate",
                model,
                "--metric=log-likelihood",
                "-Dlog-partition=ais",
                "-Dais.betas=300",
                "--seed=1",
                "--json");
        assertThat(annealed.code()).as(annealed.err()).isZero();
        double error = (Double) annealed.json().get("standard-error");
        assertThat(error).isPositive();
        // both measure the same 48 examples: 4 standard errors and the bias
        assertThat(Math.abs((Double) annealed.json().get("mean")
                        - (Double) exact.json().get("mean")))
                .isLessThan(4 * error + (Double) annealed.json().get("bias") + 1e-5);
        Commands both = Commands.run(
                "evaluate",
                model,
                "--metric=log-likelihood",
                "-Dlog-partition=both",
                "-Dais.betas=100",
                "-Dais.contexts=5",
                "--seed=1");
        assertThat(both.out()).contains("over 5 examples", "annealed -", "100 temperatures", "standard errors");
        assertThat(Commands.run("evaluate", model, "-Dlog-partition=ais", "-Dais.betas=5", "-Dais.contexts=3")
                        .out())
                .contains("log Z annealed for each", "by annealing 100 chains over 5 temperatures");
    }

    @Test
    void theNextExampleOfTheSameLabelIsFoundGoingRound() {
        DataSet data = DataSet.of("labels", List.of(1), Matrix.zeros(1, 6))
                .withLabels(new int[] {0, 1, 0, 2, 1, 0}, List.of("a", "b", "c"));
        assertThat(TransformationMeasure.nextOfSameLabel(data)).containsExactly(2, 4, 5, -1, 1, 0);
    }

    @Test
    void errorsAreThoseOfPixelsAndOfCopying() {
        Matrix x = Matrix.wrap(2, 2, new float[] {1, 0, 1, 1});
        Matrix y = Matrix.wrap(2, 2, new float[] {0, 1, 1, 1});
        Matrix predicted = Matrix.wrap(2, 2, new float[] {0.5f, 1, 1, 0.25f});
        TransformationMeasure.AnalogyError error = TransformationMeasure.error(predicted, new PairMachine.Pairs(x, y));
        assertThat(error.error()).isEqualTo((0.25 + 0.5625) / 4);
        assertThat(error.copying()).isEqualTo(0.5);
        assertThat(error.wrong()).isEqualTo(0.5);
        assertThat(error.wrongCopying()).isEqualTo(0.5);
        assertThat(error.analogies()).isEqualTo(2);
    }
}
