package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.Vocabulary;
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

    @Test
    void whoLearnsFewExamplesByHeartIsTold() {
        Commands run = train(
                "--data=stroke-digits",
                "--epochs=200",
                "-Ddata.examples=200",
                "-Dvalidation=100",
                "-Dmodel.hidden=500",
                "-Dlearning-rate=0.2",
                "-Dl2=0",
                "-Dnegative-phase=cd",
                "-Dbatch-size=10",
                "-Dencoding=threshold(0.5)");
        assertThat(run.err()).containsOnlyOnce("warning: the free energy of validation data rises");
    }

    @Test
    void thatThereAreWarningsChangesNoBit() throws IOException {
        train("--epochs=3", "-Dlearning-rate=0.1");
        byte[] with = Files.readAllBytes(folder.resolve("m.safetensors"));
        Commands without = train("--epochs=3", "-Dlearning-rate=0.1", "-Dwarnings=no");
        assertThat((List<?>) without.json().get("warnings")).isEmpty();
        ModelFile one = ModelFile.read(folder.resolve("m.safetensors"), Vocabulary.core());
        Path other = Files.write(folder.resolve("with.safetensors"), with);
        assertThat(ModelFile.read(other, Vocabulary.core()).tensors()).isEqualTo(one.tensors());
    }

    @Test
    void theMetricsOfEpochsGoToTensorBoardToo() throws IOException {
        Path events = folder.resolve("events");
        train("--data=bars-and-stripes", "--epochs=4", "-Dlearning-rate=0.1", "--tensorboard=" + events);
        try (Stream<Path> files = Files.list(events)) {
            Path file = files.reduce((a, b) -> {
                        throw new AssertionError("two files");
                    })
                    .orElseThrow();
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            for (String tag : List.of("reconstruction-error", "pseudo-log-likelihood", "examples-per-second")) {
                assertThat(text.split(tag, -1)).as(tag).hasSize(1 + 4);
            }
        }
    }
}
