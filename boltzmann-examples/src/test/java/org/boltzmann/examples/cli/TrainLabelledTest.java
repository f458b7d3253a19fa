package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainLabelledTest {

    @TempDir
    private static Path folder;

    private static Commands train(String machine, Path data, Object... more) throws IOException {
        Path config = Files.writeString(folder.resolve("machine.yaml"), machine);
        List<Object> words = new ArrayList<>(List.of("train", "--config", config, "--data", data));
        words.addAll(List.of("-Ddata.label=kind", "-Dnegative-phase=cd", "--out", folder.resolve("model.safetensors")));
        words.addAll(List.of(more));
        Commands run = Commands.run(words.toArray());
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    private static Path trees() throws IOException {
        return LabelledModels.trees(folder, "ash", "elm", "oak");
    }

    @Test
    void everyEpochTellsErrorAndLogLoss() throws IOException {
        Commands run = train(LabelledModels.CLASSIFYING, trees(), "--seed=1", "--epochs=3");
        assertThat(run.err())
                .containsPattern(
                        "epoch   2/3   error [01]\\.\\d{4}   log loss \\d+\\.\\d{4} \\(training data\\)   [\\d,]+ samples/s")
                .doesNotContain("reconstruction error", "pseudo");
    }

    @Test
    void earlyStoppingWatchesTheErrorRate() throws IOException {
        Commands run = train(
                LabelledModels.CLASSIFYING,
                trees(),
                "--seed=1",
                "--epochs=9",
                "-Dlearning-rate=0",
                "-Dearly-stopping.patience=2");
        assertThat(run.err())
                .contains("epoch   3/9", "score has not improved for 2 epochs; best was epoch 1")
                .doesNotContain("epoch   4/9");
    }

    @Test
    void aMachineThatCannotClassifyTellsOfItsReconstruction() throws IOException {
        Commands run = train(LabelledModels.DEEP, trees(), "--seed=1", "--epochs=1");
        assertThat(run.err()).contains("epoch   1/1   reconstruction error ").doesNotContain("log loss");
    }
}
