package org.boltzmann.examples.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.boltzmann.core.io.CheckpointDirectory;
import org.boltzmann.examples.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command line does when it is told to stop from outside, or when the disk gives way under it. */
@DisabledOnOs(OS.WINDOWS)
class InterruptionTest {

    @TempDir
    private Path folder;

    private List<String> train(Object... more) {
        List<Object> words = new ArrayList<>(List.of(
                "train",
                "--data=bars-and-stripes",
                "--seed=3",
                "-Dmodel.hidden=8",
                "-Dbatch-size=5",
                "-Dmomentum=0.5"));
        words.addAll(List.of(more));
        return Forked.command(Main.class, words.toArray());
    }

    private Path errors() {
        return folder.resolve("errors");
    }

    private String told() throws IOException {
        return Files.readString(errors());
    }

    private void here(List<String> command) throws IOException {
        int code = Forked.here(command, errors());
        assertThat(code).as(told()).isZero();
    }

    private void signal(Process process, String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** A shell without job control starts what it puts into the background with SIGINT ignored, and its children inherit that. */
    private static boolean isIgnored(int signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(status)) {
            String mask =
                    lines.filter(line -> line.startsWith("SigIgn:")).findFirst().orElse("SigIgn: 0");
            return (Long.parseUnsignedLong(mask.substring(mask.indexOf(':') + 1).strip(), 16) >>> (signal - 1) & 1)
                    == 1;
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, 2, 130", "TERM, 15, 143"})
    void aSignalLeavesACheckpointFromWhichTheRunGoesOnToTheSameEnd(String name, int number, int code) throws Exception {
        assumeThat(isIgnored(number)).isFalse();
        Path run = folder.resolve("run");
        Path model = folder.resolve("m.safetensors");
        Object[] options = {"--checkpoint=" + run, "--epochs=1000000", "--out=" + model};
        Process process = Forked.start(train(options), errors());
        Forked.awaitText(process, errors(), "epoch   1/");
        signal(process, name);
        assertThat(process.waitFor()).as(told()).isEqualTo(code);
        assertThat(told())
                .contains("stopped by a signal, after ", "go on with", " --epochs=1000000 ", "--resume")
                .doesNotContain("Exception");
        assertThat(model).doesNotExist();
        double interrupted = epochs(run);
        here(train(with(options, "--resume", "--stop-after=2")));
        assertThat(told()).contains("going on from " + run);
        assertThat(epochs(run)).isCloseTo(interrupted + 2, within(1e-9));
        Path whole = folder.resolve("whole");
        Object[] others = {"--checkpoint=" + whole, "--epochs=1000000", "--out=" + model};
        here(train(with(others, "--stop-after=" + (interrupted + 2))));
        Path last = newest(whole);
        assertThat(newest(run)).hasFileName(last.getFileName().toString()).hasSameBinaryContentAs(last);
    }

    private static Path newest(Path run) throws IOException {
        try (CheckpointDirectory directory = CheckpointDirectory.open(run)) {
            return directory
                    .newest(warning -> assertThat(warning).isNull())
                    .orElseThrow()
                    .file();
        }
    }

    /** How many epochs of 6 steps had been done, as the name of the newest checkpoint says. */
    private static double epochs(Path run) throws IOException {
        String[] parts = newest(run).getFileName().toString().split("[-.]");
        return Integer.parseInt(parts[1]) + Integer.parseInt(parts[2]) / 6.0;
    }

    private static Object[] with(Object[] options, Object... more) {
        List<Object> all = new ArrayList<>(List.of(options));
        all.addAll(List.of(more));
        return all.toArray();
    }

    @Test
    void withoutCheckpointsASignalEndsAtOnceAndSaysHowToGetThem() throws Exception {
        Path model = folder.resolve("m.safetensors");
        Process process = Forked.start(train("--epochs=1000000", "--out=" + model), errors());
        Forked.awaitText(process, errors(), "epoch   1/");
        process.destroy();
        assertThat(process.waitFor()).isEqualTo(143);
        assertThat(told()).contains("nothing of this training is kept", "--checkpoint DIR");
        assertThat(model).doesNotExist();
    }

    @Test
    void aFolderThatVanishesEndsTheRunWithItsPath() throws Exception {
        Path run = folder.resolve("run");
        Process process = Forked.start(
                train("--epochs=1000000", "--checkpoint=" + run, "--out=" + folder.resolve("m.safetensors")), errors());
        Forked.awaitText(process, errors(), "epoch   1/");
        Files.move(run, folder.resolve("elsewhere"));
        assertThat(process.waitFor()).as(told()).isEqualTo(5);
        assertThat(told()).contains("boltzmann: " + run).doesNotContain("\tat ");
    }

    /** Plain Java, since a native library is unpacked among the temporary files. */
    @Test
    void withoutATemporaryFolderThePictureIsWrittenToo() throws Exception {
        Path model = folder.resolve("m.safetensors");
        List<String> command = train("--epochs=1", "--out=" + model, "-Dbackend=ojalgo");
        command.add(1, "-Djava.io.tmpdir=" + folder.resolve("nowhere"));
        Process process = Forked.start(command, errors());
        assertThat(process.waitFor()).as(told()).isZero();
        assertThat(folder.resolve("m.png")).isNotEmptyFile();
    }

    /** A limit on the size of files is a full disk that needs no rights to be made. */
    @Test
    void aFullDiskEndsTheRunWithThePathAndKeepsTheOldCheckpoint() throws Exception {
        Path run = folder.resolve("run");
        // Plain Java, since a native library is unpacked first, into a file that the limit would cut off too.
        Object[] options = {
            "--checkpoint=" + run, "--epochs=6", "--out=" + folder.resolve("m.safetensors"), "-D", "backend=ojalgo"
        };
        here(train(with(options, "--stop-after=1.5")));
        Path checkpoint = run.resolve("checkpoint-000001-00003.safetensors");
        byte[] before = Files.readAllBytes(checkpoint);
        List<String> limited = new ArrayList<>(List.of("sh", "-c", "ulimit -f 8; exec \"$@\"", "sh"));
        limited.addAll(train(with(options, "--resume")));
        Process full = Forked.start(limited, errors());
        assertThat(full.waitFor()).as(told()).isEqualTo(5);
        assertThat(told()).contains("boltzmann: " + run.resolve("checkpoint-000002-00000.safetensors"));
        assertThat(checkpoint).hasBinaryContent(before);
        assertThat(run.resolve("checkpoint-000002-00000.safetensors")).doesNotExist();
        here(train(with(options, "--resume")));
    }
}
