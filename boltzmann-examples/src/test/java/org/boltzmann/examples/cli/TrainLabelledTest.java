package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.wiring.Contributions;
import org.boltzmann.core.wiring.Experiment;
import org.boltzmann.core.wiring.Plan;
import org.boltzmann.core.wiring.Settings;
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

    @Test
    void atTheEndAllTestExamplesAreClassifiedBesideTheBaselines() throws IOException {
        Commands run = train(
                LabelledModels.CLASSIFYING, trees(), "--seed=1", "--epochs=60", "-Dl2.v-h.weights=1e-4", "--json");
        Map<?, ?> classification = (Map<?, ?>) run.json().get("classification");
        assertThat(classification.get("errors")).isEqualTo(0L);
        Map<?, ?> baselines = (Map<?, ?>) run.json().get("baselines");
        Map<?, ?> softmax = (Map<?, ?>) baselines.get("linear-softmax");
        assertThat(softmax.get("errors")).isEqualTo(0L);
        assertThat(softmax.get("examples")).isEqualTo(classification.get("examples"));
        Map<?, ?> majority = (Map<?, ?>) baselines.get("majority-class");
        assertThat((Double) majority.get("error-rate")).isBetween(0.5, 0.8);
        assertThat((Double) majority.get("log-loss")).isBetween(1.0, 1.2); // three classes of the same size: log 3
        assertThat((Map<?, ?>) run.json().get("log-likelihood")).isNotNull();
    }

    @Test
    void theClassificationIsToldBeforeTheLogLikelihood() throws IOException {
        Commands run = train(LabelledModels.CLASSIFYING, trees(), "--seed=1", "--epochs=1");
        assertThat(run.out())
                .containsPattern("(?s)model .*error .*log loss .*linear softmax: +error .*majority class: +error .*"
                        + "test examples: log likelihood");
        assertThat(run.err())
                .as("a classifier is held against classifiers, not against densities")
                .contains("warning: the machine classifies no better")
                .doesNotContain("independent units");
    }

    /** At its maximum the conditional likelihood of one bit and two classes has the frequencies themselves. */
    @Test
    void theLinearSoftmaxFindsTheMaximumOfTheConditionalLikelihood() throws IOException {
        int[] bits = new int[400];
        int[] kinds = new int[400];
        for (int j = 0; j < bits.length; j++) {
            bits[j] = j < 200 ? 0 : 1;
            kinds[j] = j < 150 || j >= 360 ? 0 : 1; // 150 of 200 without the bit, 40 of 200 with it
        }
        Matrix values = Matrix.zeros(1, 400);
        for (int j = 0; j < bits.length; j++) {
            values.set(0, j, bits[j]);
        }
        DataSet data = DataSet.of("bits", List.of(1), values).withLabels(kinds, 2);
        Path machine = Files.writeString(
                folder.resolve("one.yaml"),
                LabelledModels.CLASSIFYING.replaceAll("(?m)^(learning-rate|batch-size).*$", ""));
        Settings settings = Settings.of(
                Map.of("epochs", "400", "batch-size", "400", "learning-rate", "2", "machine", machine.toString()));
        Experiment experiment = Experiment.of(Plan.read(settings, Contributions.catalog()), data, 1);
        LabelledMachine softmax = LinearSoftmax.train(
                experiment, 400, LabelledMachine.of(experiment).orElseThrow());
        double[][] logarithms = softmax.classifier()
                .logProbabilities(experiment
                        .examples()
                        .parts(softmax.machine(), 400, RandomKey.of(1))
                        .iterator()
                        .next());
        assertThat(Math.exp(logarithms[0][0])).isCloseTo(0.75, within(1e-3));
        assertThat(Math.exp(logarithms[399][0])).isCloseTo(0.2, within(1e-3));
    }
}
