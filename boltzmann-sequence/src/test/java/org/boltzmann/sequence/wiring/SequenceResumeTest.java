package org.boltzmann.sequence.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.Sequences;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.io.CheckpointDirectory;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Workers;
import org.boltzmann.core.train.Cadence;
import org.boltzmann.core.train.Checkpoints;
import org.boltzmann.core.train.Trainer;
import org.boltzmann.core.wiring.Catalog;
import org.boltzmann.core.wiring.Contributions;
import org.boltzmann.core.wiring.Experiment;
import org.boltzmann.core.wiring.Plan;
import org.boltzmann.core.wiring.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sequences and windows are left in the middle of an epoch and gone on with, bit for bit. */
class SequenceResumeTest {

    private static final Catalog CATALOG = Contributions.catalog();
    private static final int EPOCHS = 2;

    @TempDir
    private Path folder;

    private static DataSet data() {
        Sequences layout = Sequences.of(4, 1, 7, 3, 5, 2, 6);
        Matrix frames = Matrix.zeros(5, layout.frames());
        for (int i = 0; i < frames.data().length; i++) {
            frames.data()[i] = i * i % 7 < 3 ? 1 : 0;
        }
        return DataSet.of("tunes", List.of(5), frames).withSequences(layout);
    }

    private static Experiment experiment(String settings) {
        Map<String, String> given = new LinkedHashMap<>();
        given.put("variant", "rnn-rbm");
        given.put("model.hidden", "4");
        given.put("model.recurrent", "3");
        given.put("batch-size", "3");
        given.put("validation", "0");
        given.put("negative-phase.sweeps", "2");
        for (String setting : settings.split(" ")) {
            given.put(setting.split("=")[0], setting.split("=")[1]);
        }
        Plan plan = Plan.read(Settings.of(given), CATALOG);
        return Experiment.of(plan, data(), 3);
    }

    private static Map<String, float[]> values(Experiment experiment) {
        Map<String, float[]> values = new LinkedHashMap<>();
        for (Parameter parameter : experiment.machine().parameters()) {
            values.put(
                    parameter.name(),
                    experiment.machine().theta().of(parameter).data().clone());
        }
        return values;
    }

    private static void checkSame(Experiment experiment, Map<String, float[]> expected) {
        values(experiment).forEach((name, values) -> assertThat(values).as(name).isEqualTo(expected.get(name)));
    }

    private static Trainer trainer(Experiment experiment, Checkpoints checkpoints) {
        return experiment.trainer(List.of(checkpoints));
    }

    private static Checkpoints checkpoints(CheckpointDirectory directory) {
        return new Checkpoints(directory, new Cadence(1e9, 1, 1), 100, "score");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "window=0",
                "window=3 network.dropout=0.3 network.noise=0.1",
                "negative-phase=pcd window=3",
                "window=2 window.lead=2 model.cell=lstm model.emits=low-rank model.factors=2"
            })
    void resumedAfterEveryStepItEndsAsIfItHadNeverStopped(String settings) throws IOException {
        Map<String, float[]> expected;
        List<Path> files;
        try (CheckpointDirectory directory = CheckpointDirectory.open(folder.resolve("whole"))) {
            Experiment whole = experiment(settings);
            trainer(whole, checkpoints(directory)).trainTo(whole.examples(), EPOCHS);
            expected = values(whole);
            files = directory.files();
        }
        assertThat(files).hasSizeGreaterThan(6);
        for (Path file : files) {
            Path alone = Files.createDirectory(folder.resolve("from-" + file.getFileName()));
            Files.copy(file, alone.resolve(file.getFileName()));
            try (CheckpointDirectory directory = CheckpointDirectory.open(alone)) {
                Experiment resumed = experiment(settings);
                Checkpoints checkpoints = checkpoints(directory);
                Trainer trainer = trainer(resumed, checkpoints);
                checkpoints.resume(trainer, directory.newest(warning -> {}).orElseThrow());
                trainer.trainTo(resumed.examples(), EPOCHS);
                checkSame(resumed, expected);
            }
        }
    }

    @Test
    void otherWindowsAreOtherData() throws IOException {
        try (CheckpointDirectory directory = CheckpointDirectory.open(folder)) {
            Experiment first = experiment("window=3");
            trainer(first, checkpoints(directory)).trainTo(first.examples(), 1);
            Experiment other = experiment("window=4");
            Checkpoints checkpoints = checkpoints(directory);
            Trainer trainer = trainer(other, checkpoints);
            checkpoints.resume(trainer, directory.newest(warning -> {}).orElseThrow());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> trainer.trainTo(other.examples(), 2))
                    .withMessageContaining("windows of 3 after all before them");
        }
    }

    @Test
    void theNumberOfThreadsChangesNoBit() {
        int before = Workers.shared().threads();
        try {
            Map<String, float[]> expected = null;
            for (int threads : new int[] {1, 2, 4}) {
                Workers.useThreads(threads);
                Experiment one = experiment("window=3 network.noise=0.1 model.cell=lstm");
                one.trainer(List.of()).trainTo(one.examples(), EPOCHS);
                if (expected == null) {
                    expected = values(one);
                }
                checkSame(one, expected);
            }
        } finally {
            Workers.useThreads(before);
        }
    }
}
