package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {

    @TempDir
    private static Path folder;

    private static Path trees;
    private static Path model;

    @BeforeAll
    static void train() throws IOException {
        trees = LabelledModels.trees(folder, "ash", "elm", "oak");
        model = LabelledModels.train(folder, "trees", LabelledModels.CLASSIFYING, trees, "--epochs=60");
    }

    @Test
    void aMachineWithALabelIsMeasuredByItsClassificationUnlessAskedOtherwise() {
        Commands run = Commands.run("evaluate", model);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("error 0.0000 (0 of ", "95 % interval 0.0000 to ", "log loss ", "calibration error ")
                .containsPattern("(?m)^ +ash +elm +oak$")
                .containsPattern("(?m)^class +examples +predicted +precision +recall +F1$");
        assertThat(Commands.run("evaluate", model, "--metric=log-likelihood").out())
                .startsWith("log likelihood -");
    }

    @Test
    void theJsonHoldsEverything() {
        Map<?, ?> result = Commands.run("evaluate", model, "--metric=classification", "--split=train", "--json")
                .json();
        assertThat(result.get("metric")).isEqualTo("classification");
        assertThat(result.get("errors")).isEqualTo(0L);
        assertThat((Double) result.get("error-rate-high")).isBetween(0.0, 0.1);
        assertThat((Double) result.get("log-loss")).isBetween(0.0, 0.7);
        List<?> classes = (List<?>) result.get("classes");
        assertThat(classes).hasSize(3);
        assertThat(((Map<?, ?>) classes.get(1)).get("name")).isEqualTo("elm");
        assertThat(((Map<?, ?>) classes.get(1)).get("recall")).isEqualTo(1.0);
        assertThat((List<?>) result.get("confusion")).hasSize(3);
        assertThat(result.get("examples").toString()).isEqualTo(total(result).toString());
    }

    private static Long total(Map<?, ?> result) {
        return ((List<?>) result.get("confusion"))
                .stream()
                        .flatMap(row -> ((List<?>) row).stream())
                        .mapToLong(count -> (Long) count)
                        .sum();
    }

    @Test
    void dataWithoutLabelsAreRefused() throws IOException {
        Path bare = Files.writeString(folder.resolve("bare.csv"), "a,b,c,d,e,f\n" + "1,0,0,1,1,1\n".repeat(20));
        Commands run = Commands.run("evaluate", model, "--data", bare, "-Ddata.label=none");
        assertThat(run.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(run.err()).contains("has no labels", "name the column");
    }

    @Test
    void dataWithMissingValuesAreRefused() throws IOException {
        Path holed =
                Files.writeString(folder.resolve("holed.csv"), "a,b,c,d,e,f,kind\n" + "1,0,0,,1,1,oak\n".repeat(20));
        Commands run = Commands.run("evaluate", model, "--data", holed, "-Ddata.missing=as-nan");
        assertThat(run.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(run.err()).contains("missing values, over which no classifier sums");
    }

    @Test
    void aMachineWithoutALabelIsRefused() throws IOException {
        Path rbm = folder.resolve("rbm.safetensors");
        assertThat(Commands.run("train", "--data=bars-and-stripes", "--epochs=1", "-Dmodel.hidden=4", "--out", rbm)
                        .code())
                .isZero();
        Commands run = Commands.run("evaluate", rbm, "--metric=classification");
        assertThat(run.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(run.err()).contains("holds a label", "role label");
        assertThat(Commands.run("evaluate", rbm).out()).startsWith("log likelihood");
    }

    @Test
    void aMachineThatCannotBeSummedOutIsRefusedNamingTheTermUnlessNothingWasAskedFor() throws IOException {
        Path deep = LabelledModels.train(folder, "deep", LabelledModels.DEEP, trees, "--epochs=1");
        Commands run = Commands.run("evaluate", deep, "--metric=classification");
        assertThat(run.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(run.err()).contains("pairwise(h1,h2) joins them");
        assertThat(Commands.run("evaluate", deep, "-Dais.betas=2", "-Dais.chains=2")
                        .out())
                .startsWith("log likelihood at least");
    }
}
