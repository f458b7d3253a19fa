package org.boltzmann.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.train.Cadence;
import org.boltzmann.core.train.Checkpoints;
import org.boltzmann.core.train.ExactPositivePhase;
import org.boltzmann.core.train.MaximumLikelihood;
import org.boltzmann.core.train.Optimizer;
import org.boltzmann.core.train.PersistentContrastiveDivergence;
import org.boltzmann.core.train.TinyMachines;
import org.boltzmann.core.train.Trainer;
import org.boltzmann.core.train.TrainingObserver;
import org.boltzmann.core.train.TrainingProgress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointDirectoryTest {

    private static final int EPOCHS = 2;

    @TempDir
    private Path folder;

    private static Checkpoint checkpoint(String text) {
        Snapshot state = Snapshot.empty();
        state.put("text", text);
        state.put("numbers", new float[] {1, -0f, Float.NaN, Float.NEGATIVE_INFINITY});
        state.put("doubles", new double[] {Math.PI, -0.0, Double.NaN, Double.MIN_VALUE});
        return new Checkpoint(state, Map.of("key", "value"), Map.of("seed", "1"));
    }

    private static List<String> names(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatWasPutInIsTakenOutBitForBit() throws IOException {
        try (CheckpointDirectory directory = CheckpointDirectory.open(folder)) {
            directory.write(3, 4, checkpoint("é\"\n"));
            CheckpointDirectory.Found found =
                    directory.newest(CheckpointDirectoryTest::fail).orElseThrow();
            assertThat(found.file()).isEqualTo(folder.resolve("checkpoint-000003-00004.safetensors"));
            assertThat(found.checkpoint().settings()).containsExactly(Map.entry("key", "value"));
            assertThat(found.checkpoint().provenance()).containsExactly(Map.entry("seed", "1"));
            Snapshot state = found.checkpoint().state();
            assertThat(state.text("text")).isEqualTo("é\"\n");
            float[] numbers = new float[4];
            state.fill("numbers", numbers);
            assertThat(numbers).containsExactly(1, -0f, Float.NaN, Float.NEGATIVE_INFINITY);
            assertThat(state.doubles("doubles")).containsExactly(Math.PI, -0.0, Double.NaN, Double.MIN_VALUE);
            state.checkAllTaken();
        }
    }

    private static void fail(String warning) {
        assertThat(warning).isNull();
    }

    @Test
    void aFlippedBitOrAMissingEndIsSeen() throws IOException {
        try (CheckpointDirectory directory = CheckpointDirectory.open(folder)) {
            Path file = directory.write(1, 0, checkpoint("text"));
            byte[] bytes = Files.readAllBytes(file);
            for (int bit = 0; bit < 8 * bytes.length; bit += bit < 2000 ? 1 : 7) {
                byte[] flipped = bytes.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                Files.write(file, flipped);
                assertThatThrownBy(() -> Checkpoint.read(file))
                        .as("bit %d", bit)
                        .isInstanceOf(ModelFileException.class)
                        .hasMessageContaining(file.toString());
            }
            for (int length = 0; length < bytes.length; length += 3) {
                Files.write(file, java.util.Arrays.copyOf(bytes, length));
                assertThatThrownBy(() -> Checkpoint.read(file)).isInstanceOf(ModelFileException.class);
            }
        }
    }

    @Test
    void theNewestWholeOneIsFoundAndEveryBadOneIsNamedWithTheReason() throws IOException {
        try (CheckpointDirectory directory = CheckpointDirectory.open(folder)) {
            directory.write(1, 0, checkpoint("first"));
            directory.write(2, 7, checkpoint("second"));
            Path cut = directory.write(10, 0, checkpoint("third"));
            Path empty = directory.write(9, 99_999, checkpoint("fourth"));
            Files.write(cut, java.util.Arrays.copyOf(Files.readAllBytes(cut), 100));
            Files.write(empty, new byte[0]);
            Files.writeString(folder.resolve("checkpoint-notes.txt"), "mine");
            List<String> warnings = new ArrayList<>();
            Snapshot state =
                    directory.newest(warnings::add).orElseThrow().checkpoint().state();
            assertThat(state.text("text")).isEqualTo("second");
            assertThat(warnings).hasSize(2).allSatisfy(line -> assertThat(line).doesNotContain("\n"));
            assertThat(warnings.get(0)).startsWith("skipped " + cut + ": ");
            assertThat(warnings.get(1)).startsWith("skipped " + empty + ": 0 bytes are too few");
            // Bad ones neither count among the last nor are they touched.
            directory.keep(1, "");
            assertThat(names(folder))
                    .containsExactly(
                            ".boltzmann-lock",
                            "checkpoint-000002-00007.safetensors",
                            "checkpoint-000009-99999.safetensors",
                            "checkpoint-000010-00000.safetensors",
                            "checkpoint-notes.txt");
        }
    }

    @Test
    void aDirectoryBelongsToOneRunAndOnlyItsOwnLeftoversAreDeleted() throws IOException {
        Path mine = Files.writeString(folder.resolve(".boltzmann-checkpoint-1.tmp"), "half");
        Path other = Files.writeString(folder.resolve(".boltzmann-2.tmp"), "of a program at work");
        try (CheckpointDirectory directory = CheckpointDirectory.open(folder)) {
            assertThat(mine).doesNotExist();
            assertThat(other).exists();
            assertThatThrownBy(() -> CheckpointDirectory.open(folder))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining(directory.toString())
                    .hasMessageContaining("in use by another run");
        }
        CheckpointDirectory once = CheckpointDirectory.open(folder);
        once.close();
        try (CheckpointDirectory again = CheckpointDirectory.open(folder)) {
            once.close(); // which is none of the other's business
            assertThatThrownBy(() -> CheckpointDirectory.open(again.path()))
                    .hasMessageContaining("in use by another run");
        }
        assertThatThrownBy(() -> CheckpointDirectory.open(other))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("is a file");
        assertThatThrownBy(() -> CheckpointDirectory.open(other.resolve("below")))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining(other.resolve("below").toString());
    }

    private record Run(BoltzmannMachine machine, Presentation data, Trainer trainer, Checkpoints checkpoints) {

        static Run start(CheckpointDirectory directory) {
            BoltzmannMachine machine = TinyMachines.rbm(4, 2, 0.3);
            DataSet set = DataSet.of("bits", List.of(4), TinyMachines.allBits(4));
            Presentation data = new Presentation(set, machine.group("v"), Encoding.asIs());
            MaximumLikelihood likelihood = new MaximumLikelihood(
                    new ExactPositivePhase(machine, data.observed()),
                    new PersistentContrastiveDivergence(machine, 1, 3));
            TrainingObserver scores = new TrainingObserver() {
                @Override
                public void epochEnded(TrainingProgress progress) {
                    progress.report("score", -progress.epoch());
                }
            };
            Checkpoints checkpoints = new Checkpoints(directory, Cadence.parse("1e,1b"), 2, "score");
            Optimizer optimizer = Optimizer.sgd(0.1).withMomentum(0.9);
            return new Run(
                    machine,
                    data,
                    new Trainer(machine, likelihood, optimizer, 6, 1, List.of(scores, checkpoints)),
                    checkpoints);
        }

        List<float[]> train() {
            trainer.trainTo(data, EPOCHS);
            List<float[]> values = new ArrayList<>();
            for (Parameter parameter : machine.parameters()) {
                Matrix matrix = machine.theta().of(parameter);
                values.add(matrix.data().clone());
            }
            return values;
        }
    }

    @Test
    void theLastOnesAndTheBestAreKept() throws IOException {
        try (CheckpointDirectory directory = CheckpointDirectory.open(folder)) {
            Run.start(directory).train();
            assertThat(directory.files().stream().map(file -> file.getFileName().toString()))
                    .containsExactly(directory.name(2, 0), directory.name(1, 2), directory.name(1, 0));
        }
    }

    @Test
    void anotherRunsCheckpointsAreNeitherMixedNorDeleted() throws IOException {
        try (CheckpointDirectory directory = CheckpointDirectory.open(folder)) {
            Run.start(directory).train();
            List<String> before = names(folder);
            assertThatThrownBy(() -> Run.start(directory).train())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("holds the checkpoints of another run");
            assertThat(names(folder)).isEqualTo(before);
        }
    }

    /** Each of them in turn: whichever fails, training says where, and goes on from a checkpoint to the same end. */
    @Test
    void everySingleWriteMayFail() throws IOException {
        List<float[]> expected;
        try (CheckpointDirectory directory = CheckpointDirectory.open(folder.resolve("whole"))) {
            expected = Run.start(directory).train();
        }
        int failing = 1;
        for (boolean failed = true; failed; failing++) {
            Path own = folder.resolve("failing-" + failing);
            FaultyDisk disk = new FaultyDisk(failing);
            int reached;
            try (CheckpointDirectory directory = CheckpointDirectory.open(own, disk)) {
                Run run = Run.start(directory);
                Throwable failure = catchThrowable(run::train);
                failed = disk.hasFailed();
                if (failed) {
                    assertThat(failure)
                            .isInstanceOf(UncheckedIOException.class)
                            .cause()
                            .isInstanceOf(FileSystemException.class)
                            .hasMessageContaining(own.toString())
                            .hasMessageContaining("No space left on device");
                } else {
                    assertThat(failure).isNull();
                }
                reached = directory.files().size();
            }
            try (CheckpointDirectory directory = CheckpointDirectory.open(own)) {
                assertThat(names(own)).noneMatch(name -> name.endsWith(".tmp"));
                for (Path file : directory.files()) {
                    assertThat(Checkpoint.read(file).provenance()).isEmpty();
                }
                Run run = Run.start(directory);
                directory
                        .newest(CheckpointDirectoryTest::fail)
                        .ifPresent(found -> run.checkpoints().resume(run.trainer(), found));
                assertThat(run.checkpoints().last().isPresent()).isEqualTo(reached > 0);
                assertThat(run.train()).usingRecursiveComparison().isEqualTo(expected);
            }
        }
        // 7 checkpoints of 6 operations each, and 5 deletions
        assertThat(failing).isGreaterThan(7 * 6);
    }
}
