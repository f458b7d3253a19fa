package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.Vocabulary;
import org.boltzmann.core.linalg.Backends;
import org.boltzmann.core.linalg.Kernels;
import org.boltzmann.core.linalg.Workers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Which backend and how many threads a command computes with, and what it tells of them. */
class ComputingTest {

    @TempDir
    private Path folder;

    private final Kernels before = Kernels.get();
    private final int threads = Workers.shared().threads();

    private record Run(int code, String err) {}

    @AfterEach
    void asBefore() {
        Kernels.use(before.backend(), before.partition());
        Workers.useThreads(threads);
    }

    private static Run run(String... arguments) {
        StringWriter err = new StringWriter();
        CommandLine commandLine = BoltzmannCommand.commandLine();
        commandLine.setOut(new PrintWriter(new StringWriter())).setErr(new PrintWriter(err, true));
        return new Run(commandLine.execute(arguments), err.toString());
    }

    private Run train(Path out, String... more) {
        List<String> arguments = new ArrayList<>(List.of("train", "--data", "bars-and-stripes", "--epochs", "2"));
        arguments.addAll(List.of("--seed", "1", "--out", out.toString(), "-D", "ais.betas=10"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"auto, openblas", "openblas, openblas", "ojalgo, ojalgo"})
    void theBackendIsToldOnceAndRememberedWithTheSettingAsGiven(String asked, String used) throws IOException {
        Path out = folder.resolve("m.safetensors");
        Run run = train(out, "-D", "backend=" + asked, "-D", "tiles=3", "--threads", "2");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err().lines().filter(line -> line.startsWith("backend ")))
                .singleElement()
                .asString()
                .startsWith("backend " + used + " (")
                .endsWith(", 2 threads");
        assertThat(run.err().lines().filter(line -> !line.contains("independent units"))) // two epochs learn nothing
                .noneMatch(line -> line.contains("warning"));
        ModelFile stored = ModelFile.read(out, Vocabulary.core());
        assertThat(stored.settings()).containsEntry("backend", asked).containsEntry("tiles", "3");
        assertThat(stored.settings().keySet()).noneMatch(key -> key.contains("threads"));
        assertThat(stored.provenance())
                .containsEntry("backend", used)
                .containsEntry(
                        "backend.description", Backends.choose(asked).backend().description());
    }

    @Test
    void theFileIsTheSameForAnyNumberOfThreads() throws IOException {
        Path one = folder.resolve("1.safetensors");
        for (String count : List.of("1", "3")) {
            Path out = folder.resolve(count + ".safetensors");
            Run run = train(out, "-D", "model.hidden=130", "-D", "tiles=3", "--threads", count);
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(Files.mismatch(one, out)).isEqualTo(-1);
        }
    }

    @Test
    void evaluateAndSampleTakeTheSameSettings() {
        Path out = folder.resolve("m.safetensors");
        assertThat(train(out).code()).isZero();
        String[] settings = {"-D", "backend=ojalgo", "-D", "tiles=2", "--threads", "1"};
        for (String[] command : new String[][] {
            {"evaluate", out.toString()},
            {"sample", out.toString(), "--out", folder.resolve("s.png").toString(), "-D", "sample.sweeps=2"}
        }) {
            Run run = run(Stream.of(command, settings).flatMap(Stream::of).toArray(String[]::new));
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.err()).contains("backend ojalgo (ojAlgo", "asked for by name), 1 thread");
        }
    }

    @Test
    void whatIsNotThereOrOutOfRangeIsToldWithAllElseThatIsWrong() {
        Run run = train(
                folder.resolve("never.safetensors"),
                "-D",
                "backend=openbls",
                "-D",
                "tiles=-1",
                "--threads",
                "0",
                "-D",
                "momentum=2");
        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err())
                .contains(
                        "backend is \"openbls\"; on the class path are auto, openblas, ojalgo; did you mean openblas?",
                        "tiles is \"-1\"",
                        "--threads is 0",
                        "momentum");
        assertThat(folder.resolve("never.safetensors")).doesNotExist();
    }

    @Test
    void aBackendThatCannotBeLoadedIsAMatterOfUsage() {
        assertThat(ExitCodes.of(new org.boltzmann.core.linalg.BackendException("no natives")))
                .isEqualTo(ExitCodes.USAGE);
    }
}
