package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarningsTest {

    @TempDir
    private Path folder;

    private Commands train(String... more) {
        List<Object> words = new ArrayList<>(List.of(
                "train",
                "--json",
                "--seed=1",
                "-Dais.betas=2",
                "-Dais.chains=2",
                "--out",
                folder.resolve("m.safetensors")));
        words.addAll(List.of(more));
        Commands run = Commands.run(words.toArray());
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    @Test
    void theDefaultIsHealthy() {
        Commands run = train();
        assertThat(run.err()).doesNotContain("warning: ");
        assertThat((List<?>) run.json().get("warnings")).isEmpty();
    }

    @Test
    void aRateThatKillsUnitsIsToldOnce() {
        String[] sick = {"--data=stroke-digits", "--epochs=5", "-Dlearning-rate=5", "-Ddata.examples=1500"};
        Commands run = train(sick);
        assertThat((List<?>) run.json().get("warnings")).isNotEmpty();
    }
}
