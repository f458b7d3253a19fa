package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompleteCommandTest {

    @TempDir
    private static Path folder;

    private static Path model;
    private static Path mixture;
    private static Path trees;

    @BeforeAll
    static void train() throws IOException {
        trees = LabelledModels.trees(folder, "ash", "elm", "oak");
        model = LabelledModels.train(folder, "trees", """
                variant: two-group-rbm
                learning-rate: 0.5
                batch-size: 10
                objective.alpha: 1
                model.relevant: 4
                model.irrelevant: 3
                """, trees, "--epochs=60");
        mixture = LabelledModels.train(
                folder,
                "mixture",
                "variant: mixture-rbm\nlearning-rate: 0.3\nbatch-size: 10\nmodel.hidden: 3\nmodel.components: 3\n",
                trees,
                "--epochs=30");
    }

    private static Commands run(Object... arguments) {
        Commands run = Commands.run(arguments);
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    @Test
    void missingValuesOfATableAreFilledInAndKnownOnesKept() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.csv"), "a,b,c,d,e,f\n1,?,0,0,1,1\n0,0,?,1,?,1\n");
        Path out = folder.resolve("mended.csv");
        Map<?, ?> json = run(
                        "complete",
                        model,
                        "--data",
                        broken,
                        "-Ddata.label=none",
                        "-Ddata.missing-words=?",
                        "--seed=1",
                        "--json",
                        "--out",
                        out)
                .json();
        assertThat(json.get("missing-values")).isEqualTo(3L);
        assertThat(json.containsKey("squared-error")).isFalse();
        List<String> lines = Files.readAllLines(out);
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isEqualTo("a,b,c,d,e,f");
        String[] first = lines.get(1).split(",");
        assertThat(Float.parseFloat(first[0])).isEqualTo(1);
        assertThat(Double.parseDouble(first[1])).isBetween(0.0, 0.5); // an ash has no b
        String[] second = lines.get(2).split(",");
        assertThat(Double.parseDouble(second[2])).isBetween(0.5, 1.0); // what has neither a nor b is an oak
        assertThat(Float.parseFloat(second[5])).isEqualTo(1);
    }

    @Test
    void aPictureIsDrawnAndTheErrorOfWhatWasHiddenTold() throws IOException {
        Path out = folder.resolve("completed.png");
        Map<?, ?> json = run(
                        "complete",
                        mixture,
                        "--mask=random:0.4",
                        "--seed=1",
                        "-Dcomplete.chains=5",
                        "--json",
                        "--out",
                        out)
                .json();
        BufferedImage image = ImageIO.read(out.toFile());
        assertThat(image.getWidth()).isGreaterThan(image.getHeight() / 10);
        assertThat((Double) json.get("squared-error")).isBetween(0.0, 1.0);
        assertThat(json.containsKey("class-kept")).isFalse();
    }

    @Test
    void whatIsHeldKeepsTheClass() {
        Map<?, ?> json = run(
                        "complete",
                        model,
                        "--mask=all",
                        "--hold=r,y",
                        "--seed=1",
                        "--json",
                        "--out",
                        folder.resolve("held.png"))
                .json();
        assertThat((Double) json.get("class-kept"))
                .isGreaterThan(0.5); // by chance a third: of 144, 4 standard deviations less
        assertThat((Double) json.get("originals-right")).isCloseTo(1, within(1e-9));
    }

    @Test
    void whatCannotBeDoneIsRefused() {
        for (List<String> wrong : List.of(
                List.of("--hold=v", "holds values of the data"),
                List.of("--hold=x", "no group named x"),
                List.of("--mask=right-half", "no pictures"),
                List.of("--out=" + folder.resolve("x.txt"), ".csv or .png"))) {
            Commands run = Commands.run("complete", model, wrong.get(0));
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains(wrong.get(1));
        }
    }

    @Test
    void componentsAnswerForExamples() throws IOException {
        Path out = folder.resolve("responsibilities.csv");
        Map<?, ?> json = run("evaluate", mixture, "--metric=responsibilities", "--split=train", "--json", "--out", out)
                .json();
        List<?> components = (List<?>) json.get("components");
        double shares = 0;
        long examples = 0;
        for (Object component : components) {
            shares += (Double) ((Map<?, ?>) component).get("share");
            examples += (Long) ((Map<?, ?>) component).get("examples");
        }
        assertThat(components).hasSize(3);
        assertThat(shares).isCloseTo(1, within(1e-5));
        assertThat(examples).isEqualTo(96);
        assertThat((Double) json.get("purity")).isBetween(1 / 3.0, 1.0);
        List<String> lines = Files.readAllLines(out);
        assertThat(lines.get(0)).isEqualTo("index,predicted,z0,z1,z2");
        assertThat(lines).hasSize(97);
        assertThat(run("evaluate", mixture, "--metric=responsibilities", "--split=train")
                        .out())
                .contains("ash")
                .contains("most frequent class");
        Commands refused = Commands.run("evaluate", model, "--metric=responsibilities");
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("mixture-rbm");
    }

    @Test
    void aMaskCanBeAFile() throws IOException {
        Path mask = Files.writeString(folder.resolve("mask.csv"), "0,0,1,0,0,1\n");
        Map<?, ?> json = run(
                        "complete",
                        mixture,
                        "--mask",
                        mask,
                        "-Dcomplete.examples=7",
                        "--seed=1",
                        "--json",
                        "--out",
                        folder.resolve("masked.csv"))
                .json();
        assertThat(json.get("missing-values")).isEqualTo(14L);
    }

    @Test
    void theLabelIsReadOffEachHiddenGroup() throws IOException {
        Path joined = LabelledModels.train(folder, "joined", LabelledModels.CLASSIFYING, trees, "--epochs=60");
        Map<?, ?> told = run(
                        "evaluate", joined, "--metric=read-out", "--split=train", "-Dread-out.epochs=1000", "--json")
                .json();
        Map<?, ?> h = (Map<?, ?>) ((Map<?, ?>) told.get("read-out")).get("h");
        assertThat((Double) h.get("error-rate")).isLessThan(0.34); // the label is told by h alone; by chance two thirds
        Map<?, ?> two = run("evaluate", model, "--metric=read-out", "-Dread-out.epochs=5", "--json")
                .json();
        assertThat(((Map<?, ?>) two.get("read-out")).keySet().stream().map(Object::toString))
                .containsExactlyInAnyOrder("r", "s");
    }
}
