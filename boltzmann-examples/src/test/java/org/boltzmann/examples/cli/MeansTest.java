package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeansTest {

    @TempDir
    private static Path folder;

    private static Path grey;
    private static Path model;
    private static Commands trained;

    @BeforeAll
    static void train() throws IOException {
        grey = Files.writeString(folder.resolve("grey.csv"), "a,b,c\n" + "0,0.25,1\n1,0.5,0\n".repeat(20));
        model = folder.resolve("grey.safetensors");
        trained = Commands.run(
                "train", "--data", grey, "--epochs", "2", "-D", "encoding=means", "--seed", "1", "--out", model);
    }

    @Test
    void noLikelihoodOfMeansIsPretended() {
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(trained.err()).contains("epoch   2/2   reconstruction error").doesNotContain("pseudo");
        assertThat(trained.out()).contains("reconstruction error").doesNotContain("likelihood");
    }

    @Test
    void askingForOneIsRefusedWithTheRemedy() {
        for (String metric : new String[] {"log-likelihood", "pseudo-log-likelihood"}) {
            Commands refused = Commands.run("evaluate", model, "--metric", metric);
            assertThat(refused.code()).as(metric).isEqualTo(ExitCodes.REFUSED);
            assertThat(refused.err())
                    .contains("is shown as means of units, which have no " + metric)
                    .contains("encoding bernoulli or threshold");
        }
        Commands measured = Commands.run("evaluate", model, "--metric", "reconstruction-error", "--json");
        assertThat(measured.code()).as(measured.err()).isZero();
    }

    @Test
    void aComparisonShowsThemWithoutALikelihood() {
        Commands compared = Commands.run(
                "compare",
                "--data",
                grey,
                "--variant=rbm",
                "--epochs=1",
                "--seeds=1",
                "-Dencoding=means",
                "--out",
                folder.resolve("comparison"));
        assertThat(compared.code()).as(compared.err()).isZero();
        assertThat(compared.err()).contains("rbm, seed 1: no log-likelihood");
        assertThat(compared.out()).contains("which have no log-likelihood");
    }

    @Test
    void statesShownAsMeansHaveALikelihood() throws IOException {
        Path binary = Files.writeString(folder.resolve("binary.csv"), "a,b\n" + "0,1\n1,0\n".repeat(20));
        Path out = folder.resolve("binary.safetensors");
        Commands run = Commands.run("train", "--data", binary, "--epochs", "1", "-D", "encoding=means", "--out", out);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("log likelihood");
    }
}
