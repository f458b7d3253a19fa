package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {

    @TempDir
    private static Path folder;

    private static Path a;

    @BeforeAll
    static void train() {
        a = train("a", "-Dmodel.hidden=3", "--seed=1");
    }

    private static Path train(String name, String... arguments) {
        Path model = folder.resolve(name + ".safetensors");
        List<Object> words = new ArrayList<>(
                List.of("train", "--data=bars-and-stripes", "--epochs=1", "--out", model, "-Dais.betas=2"));
        words.addAll(List.of(arguments));
        Commands run = Commands.run(words.toArray());
        assertThat(run.code()).as(run.err()).isZero();
        return model;
    }

    @Test
    void theSameModelsAreTheSame() throws IOException {
        Commands run = Commands.run("diff", a, Files.copy(a, folder.resolve("copy.safetensors")));
        assertThat(run.code()).isZero();
        assertThat(run.out()).startsWith("the same: ");
    }

    @Test
    void anotherSeedAndRateAreToldWithHowFarParametersLieApart() {
        Path b = train("b", "-Dmodel.hidden=3", "--seed=2", "-Dlearning-rate=0.07");
        Commands run = Commands.run("diff", a, b);
        assertThat(run.code()).isEqualTo(ExitCodes.DIFFERENT);
        assertThat(run.out())
                .contains("settings", "learning-rate: 0.05 | 0.07", "seed: 1 | 2", "v-h.weights: [16, 3]  largest")
                .doesNotContain("machine");
        Map<?, ?> json = Commands.run("diff", a, b, "--json").json();
        assertThat(json.get("same")).isEqualTo(false);
        Map<?, ?> weights = (Map<?, ?>) ((Map<?, ?>) json.get("tensors")).get("v-h.weights");
        assertThat(((Number) weights.get("largest")).doubleValue()).isPositive();
        assertThat(weights.keySet()).map(Object::toString).contains("relative", "rms", "correlation");
    }

    @Test
    void anotherMachineIsToldByGroupsTermsAndShapes() {
        Path b = train("spins", "--variant=spin-rbm", "-Dmodel.hidden=4", "--seed=1");
        assertThat(Commands.run("diff", a, b).out())
                .contains(
                        "machine",
                        "group h: ",
                        "name: rbm | spin-rbm",
                        "h.bias: [3] | [4]",
                        "v-h.weights: [16, 3] | [16, 4]");
        Path c = train("general", "--variant=boltzmann-machine", "-Dmodel.hidden=3", "--seed=1");
        assertThat(Commands.run("diff", a, c).out())
                .contains("term lateral[v]: nothing | {", "v-v.weights: nothing | [16, 16]")
                .doesNotContain("group h");
    }

    @Test
    void figuresStandSideBySideIfDataAreNamed() {
        Commands run = Commands.run("diff", a, a, "--data=bars-and-stripes", "--seed=1", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        Map<?, ?> figures = (Map<?, ?>) run.json().get("figures");
        Map<?, ?> likelihood = (Map<?, ?>) ((Map<?, ?>) figures.get("a")).get("log-likelihood");
        Map<?, ?> evaluated = Commands.run("evaluate", a, "--seed=1", "--json").json();
        assertThat(likelihood.get("mean")).isEqualTo(evaluated.get("mean"));
        assertThat(figures.get("b")).isEqualTo(figures.get("a"));
    }

    @Test
    void ofClassifiersTheErrorIsToldToo() throws IOException {
        Path trees = LabelledModels.trees(folder, "oak", "elm");
        Path b = LabelledModels.train(folder, "classifier", LabelledModels.CLASSIFYING, trees, "--epochs=2");
        Commands run = Commands.run("diff", b, b, "--data", trees, "--seed=1");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("    error: ", "    log-likelihood: ");
    }

    @Test
    void whatIsNoModelIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("no.model"), "nothing");
        assertThat(Commands.run("diff", a, file).code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(Commands.run("diff", a).code()).isEqualTo(ExitCodes.USAGE);
    }
}
