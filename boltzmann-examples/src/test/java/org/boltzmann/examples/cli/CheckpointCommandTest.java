package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.io.Checkpoint;
import org.boltzmann.core.io.CheckpointDirectory;
import org.boltzmann.core.io.Json;
import org.boltzmann.core.io.Snapshot;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Training with checkpoints, as it is asked for on the command line. */
class CheckpointCommandTest {

    private static final String[] FOUR_BITS = {
        "a,b,c,d", "1,0,0,1", "0,1,1,0", "1,0,1,0", "0,1,0,1", "1,0,0,1", "0,1,1,0", "1,0,1,0", "0,1,0,1", "1,0,1,0"
    };

    @TempDir
    private Path folder;

    private Path csv;
    private Path run;

    private record Run(int code, String out, String err) {}

    @BeforeEach
    void data() throws IOException {
        csv = Files.write(folder.resolve("bits.csv"), List.of(FOUR_BITS));
        run = folder.resolve("run");
    }

    private static Run run(List<Object> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = BoltzmannCommand.commandLine();
        commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int code = commandLine.execute(arguments.stream().map(Object::toString).toArray(String[]::new));
        return new Run(code, out.toString(), err.toString());
    }

    private Run train(String out, Object... more) {
        List<Object> words = new ArrayList<>(
                List.of("train", "--data", csv, "--out", folder.resolve(out), "-Dmodel.hidden=3", "-Dbatch-size=4"));
        words.addAll(List.of(more));
        return run(words);
    }

    private Run checkpointed(String out, Object... more) {
        List<Object> words = new ArrayList<>(List.of("--checkpoint", run));
        words.addAll(List.of(more));
        return train(out, words.toArray());
    }

    private void assertSame(String one, String other) {
        assertThat(folder.resolve(one)).hasSameBinaryContentAs(folder.resolve(other));
    }

    /** Every variant, between epochs and within; the seed is drawn, and found again. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Dvariant=rbm",
                "-Dvariant=rbm -Dnegative-phase=cd -Dmomentum=0.9 -Dmomentum.kind=nesterov",
                "-Dvariant=gaussian-rbm -Dmodel.precision=learned -Doptimizer=adam -Dlearning-rate=0.001",
                "-Dvariant=spin-rbm -Dmomentum=0.5 -Dearly-stopping.patience=2",
                "-Dvariant=potts-rbm -Dsparsity.group=h -Dsparsity.cost=0.1"
            })
    void stoppedTwiceAndResumedItIsTheFileOfOneRun(String options) {
        Object[] settings = options.split(" ");
        Run first = checkpointed("m.safetensors", with(settings, "--epochs=5", "--stop-after=1.34", "--json"));
        assertThat(first.code()).as(first.err()).isZero();
        Map<?, ?> result = (Map<?, ?>) Json.read(first.out());
        assertThat(result.get("checkpoint"))
                .isEqualTo(run.resolve("checkpoint-000001-00001.safetensors").toString());
        assertThat(result.get("resume").toString()).endsWith("--json --resume").doesNotContain("stop-after");
        assertThat(folder.resolve("m.safetensors")).doesNotExist();
        Run second = checkpointed("m.safetensors", with(settings, "--epochs=5", "--stop-after", 1, "--resume"));
        assertThat(second.err()).contains("going on from", "after 1 epochs and 1 steps", "go on with");
        Run third = checkpointed("m.safetensors", with(settings, "--epochs=5", "--resume"));
        assertThat(third.code()).as(third.err()).isZero();
        String seed = first.err().replaceAll("(?s).*, seed (\\d+).*", "$1");
        Run whole = train("whole.safetensors", with(settings, "--epochs=5", "--seed", seed));
        assertThat(whole.code()).as(whole.err()).isZero();
        assertSame("whole.safetensors", "m.safetensors");
        assertSame("whole.png", "m.png");
        assertThat(third.out().lines().skip(2))
                .isEqualTo(whole.out().lines().skip(2).toList());
        // A run that is complete just writes the model again.
        Run again = checkpointed("again.safetensors", with(settings, "--epochs=5", "--resume"));
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.err()).doesNotContain("epoch   ");
        assertSame("whole.safetensors", "again.safetensors");
    }

    private static Object[] with(Object[] settings, Object... more) {
        List<Object> all = new ArrayList<>(List.of(settings));
        all.addAll(List.of(more));
        return all.toArray();
    }

    @Test
    void whatDecidesTheOutcomeMustBeTheSameAndTheRestMayChange() throws IOException {
        Object[] constant = {"--epochs=3", "-Dlearning-rate.schedule=constant", "--seed=1"};
        assertThat(checkpointed("m.safetensors", constant).code()).isZero();
        Run other = checkpointed(
                "m.safetensors", with(constant, "--resume", "-Dl2=0.5", "-Dais.betas=7", "--checkpoint-keep=1"));
        assertThat(other.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(other.err())
                .contains("checkpoint-000003-00000.safetensors: l2 is 0.5 but was 1e-4 when the checkpoint was written")
                .doesNotContain("betas");
        Run seed = checkpointed("m.safetensors", "--epochs=3", "--seed=2", "--resume");
        assertThat(seed.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(seed.err()).contains("seed is 2 but was 1");
        Run schedule = checkpointed("m.safetensors", "--epochs=4", "--resume");
        assertThat(schedule.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(schedule.err()).contains("epochs is 4 but was", "learning-rate.schedule is linear but was constant");
        Run fewer = checkpointed("m.safetensors", "--epochs=2", "-Dlearning-rate.schedule=constant", "--resume");
        assertThat(fewer.err()).contains("epochs is 2 but 3 epochs are done already");
        // Where no learning rate depends on the number of epochs, there may be more.
        Run longer = checkpointed("m.safetensors", "--epochs=5", "-Dlearning-rate.schedule=constant", "--resume");
        assertThat(longer.code()).as(longer.err()).isZero();
        train("whole.safetensors", "--epochs=5", "-Dlearning-rate.schedule=constant", "--seed=1");
        assertSame("whole.safetensors", "m.safetensors");
        Files.writeString(csv, "0,0,0,1\n", java.nio.file.StandardOpenOption.APPEND);
        Run data = checkpointed("m.safetensors", "--epochs=5", "-Dlearning-rate.schedule=constant", "--resume");
        assertThat(data.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(data.err()).contains("data.", "but was", "the same data only");
    }

    @Test
    void aScriptMayAlwaysSayResume() {
        Run begun = checkpointed("m.safetensors", "--epochs=2", "--resume");
        assertThat(begun.code()).as(begun.err()).isZero();
        assertThat(begun.err()).contains("no checkpoint in " + run + " yet: training begins");
        assertThat(checkpointed("m.safetensors", "--epochs=2", "--resume").code())
                .isZero();
        Run again = checkpointed("m.safetensors", "--epochs=2");
        assertThat(again.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(again.err()).contains(run + " holds checkpoints of another run", "add --resume");
    }

    @Test
    void badCheckpointsAreNamedAndIfAllAreTheRunIsRefused() throws IOException {
        checkpointed("m.safetensors", "--epochs=3", "--stop-after=2", "--seed=1");
        Path newest = run.resolve("checkpoint-000002-00000.safetensors");
        Files.write(newest, new byte[10]);
        Run on = checkpointed("m.safetensors", "--epochs=3", "--resume");
        assertThat(on.code()).as(on.err()).isZero();
        assertThat(on.err()).contains("skipped " + newest, "going on from " + run, "after 1 epochs and 0 steps");
        train("whole.safetensors", "--epochs=3", "--seed=1");
        assertSame("whole.safetensors", "m.safetensors");
        try (CheckpointDirectory directory = CheckpointDirectory.open(run)) {
            for (Path file : directory.files()) {
                Files.write(file, new byte[0]);
            }
        }
        Run refused = checkpointed("m.safetensors", "--epochs=3", "--resume");
        assertThat(refused.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(refused.err()).contains("no checkpoint in " + run + " is whole");
    }

    @Test
    void aFolderInUseAndPlacesWhereNoneCanBeAreNamed() throws IOException {
        try (CheckpointDirectory directory = CheckpointDirectory.open(run)) {
            Run used = checkpointed("m.safetensors", "--epochs=3");
            assertThat(used.code()).isEqualTo(ExitCodes.INPUT_OUTPUT);
            assertThat(used.err()).contains(directory + ": is in use by another run");
        }
        for (Path nowhere : List.of(csv, csv.resolve("below"), Path.of("/proc/boltzmann"))) {
            Run run = train("m.safetensors", "--checkpoint", nowhere, "--epochs=3");
            assertThat(run.code()).as(run.err()).isEqualTo(ExitCodes.INPUT_OUTPUT);
            assertThat(run.err()).contains("boltzmann: " + nowhere).doesNotContain("epoch ");
        }
    }

    @Test
    void optionsThatMakeNoSenseAreToldTogether() {
        Run wrong =
                train("m.safetensors", "--resume", "--stop-after=0", "--checkpoint-every=often", "--checkpoint-keep=0");
        assertThat(wrong.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(wrong.err())
                .contains(
                        "--resume needs --checkpoint DIR",
                        "--stop-after needs --checkpoint DIR",
                        "--stop-after is 0.0",
                        "--checkpoint-every: \"often\"",
                        "--checkpoint-keep is 0")
                .doesNotContain("epoch ", "backend "); // the library is not even loaded
    }

    @ParameterizedTest
    @ValueSource(strings = {"rbm", "spin-rbm", "gaussian-rbm", "potts-rbm"})
    void aLearningRateOfAMillionEndsWithinOneMiniBatch(String variant) throws IOException {
        Run run =
                checkpointed("m.safetensors", "--epochs=3", "--seed=1", "-Dvariant=" + variant, "-Dlearning-rate=1e6");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCodes.DIVERGED);
        Path good = this.run.resolve("checkpoint-000000-00000.safetensors");
        assertThat(run.err())
                .contains("epoch 1, step 1 of 2: parameter ", "smaller learning rate than 1000000.0")
                .contains("the last good checkpoint is " + good);
        assertThat(good).exists();
        assertThat(folder.resolve("m.safetensors")).doesNotExist();
        Run bare = train("m.safetensors", "-Dvariant=" + variant, "-Dlearning-rate=1e6");
        assertThat(bare.err()).contains("--checkpoint DIR would");
    }

    @Test
    void aCheckpointThatLacksAPartIsRefused() throws IOException {
        checkpointed("m.safetensors", "--epochs=2", "--stop-after=1", "--seed=1");
        Path file;
        try (var files = Files.list(run)) {
            file = files.filter(some -> some.toString().endsWith(".safetensors"))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
        Checkpoint whole = Checkpoint.read(file);
        try (var out = Files.newOutputStream(file)) {
            new Checkpoint(Snapshot.empty(), whole.settings(), whole.provenance()).writeTo(out);
        }
        Run resumed = checkpointed("m.safetensors", "--epochs=2", "--resume");
        assertThat(resumed.err()).contains(file + ": there is no trainer/epochs-done");
        assertThat(resumed.code()).isEqualTo(ExitCodes.REFUSED);
    }
}
