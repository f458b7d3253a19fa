package org.boltzmann.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Each exit code but those of signals, which {@code InterruptionTest} has: no stack trace, and a message that says what to do. */
class ExitCodeTest {

    @Command(name = "fail")
    static final class Failing implements Callable<Integer> {

        @Override
        public Integer call() {
            throw new IllegalStateException("nobody foresaw this");
        }
    }

    @TempDir
    private Path folder;

    private String err;

    private int run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter told = new StringWriter();
        CommandLine commandLine = BoltzmannCommand.commandLine();
        commandLine.addSubcommand(new Failing());
        commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(told, true));
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int code = commandLine.execute(words);
        err = told.toString();
        return code;
    }

    private void assertMessage(String... said) {
        assertThat(err).contains(said).doesNotContain("\tat ").doesNotContain("Exception:");
    }

    @Test
    void doneIsZero() {
        assertThat(run("--help")).isZero();
        assertThat(run("data")).isZero();
    }

    @Test
    void theUnexpectedIsOneAndOnlyDebugShowsWhere() {
        assertThat(run("fail")).isEqualTo(1);
        assertThat(err)
                .contains("unexpected failure", "nobody foresaw this", "--debug")
                .doesNotContain("\tat ");
        assertThat(run("--debug", "fail")).isEqualTo(1);
        assertThat(err).contains("\tat org.boltzmann.examples.cli.ExitCodeTest$Failing.call");
        assertThat(run("fail", "--debug")).isEqualTo(1);
        assertThat(err).contains("\tat ");
    }

    @Test
    void usageAndSettingsAreTwo() throws IOException {
        assertThat(run("train", "--unknown")).isEqualTo(2);
        assertThat(run("trian")).isEqualTo(2);
        Path out = folder.resolve("m.safetensors");
        assertThat(run("train", "--data", "bars-and-stripes", "--out", out, "-D", "epochs=-1", "-D", "variant=rmb"))
                .isEqualTo(2);
        assertMessage("epochs is \"-1\"", "variant is \"rmb\"", "did you mean rbm?");
        Path file = Files.writeString(folder.resolve("a.yaml"), "epochs: 1\nlearning-rat: 3\n", UTF_8);
        assertThat(run("train", "--config", file, "--data", "bars-and-stripes", "--out", out))
                .isEqualTo(2);
        assertMessage(file + ":2: no setting is called learning-rat; did you mean learning-rate?");
        Path broken = Files.writeString(folder.resolve("b.yaml"), "epochs: [1\n", UTF_8);
        assertThat(run("train", "--config", broken, "--out", out)).isEqualTo(2);
        assertMessage(broken + ":");
        assertThat(out).doesNotExist();
    }

    @Test
    void refusedDataAndModelsAreThree() throws IOException {
        assertThat(run("train", "--data", "no-such-data", "--out", folder.resolve("m.safetensors")))
                .isEqualTo(3);
        assertMessage("no data set and no file is named \"no-such-data\"");
        Path csv = Files.writeString(folder.resolve("a.csv"), "1,2\n3,x\n", UTF_8);
        assertThat(run("train", "--data", csv, "--out", folder.resolve("m.safetensors")))
                .isEqualTo(3);
        assertMessage(csv.toString());
        Path missing = Files.writeString(folder.resolve("n.csv"), "1,0\n0,\n1,1\n1,0\n0,0\n", UTF_8);
        assertThat(run("train", "--data", missing, "--out", folder.resolve("m.safetensors")))
                .isEqualTo(3);
        assertMessage(missing.toString());
        Path model = Files.write(folder.resolve("bad.safetensors"), new byte[100]);
        assertThat(run("inspect", model)).isEqualTo(3);
        assertThat(run("evaluate", model)).isEqualTo(3);
        assertThat(run("sample", model, "--out", folder.resolve("s.png"))).isEqualTo(3);
        assertMessage(model.toString());
    }

    @Test
    void divergenceIsFour() {
        assertThat(run(
                        "train",
                        "--data",
                        "bars-and-stripes",
                        "--seed",
                        "1",
                        "-D",
                        "learning-rate=1e6",
                        "--out",
                        folder.resolve("m.safetensors")))
                .isEqualTo(4);
        assertMessage("epoch 1");
    }

    @Test
    void inputAndOutputAreFive() {
        Path nowhere = folder.resolve("none").resolve("m.safetensors");
        assertThat(run("train", "--data", "bars-and-stripes", "--out", nowhere)).isEqualTo(5);
        assertMessage("no such file or folder");
        assertThat(run("train", "--config", folder.resolve("none.yaml"))).isEqualTo(5);
        assertMessage("none.yaml: no such file or folder");
        assertThat(run("inspect", folder.resolve("none.safetensors"))).isEqualTo(5);
        assertThat(run("train", "--data", "bars-and-stripes", "--out", folder)).isEqualTo(5);
        assertMessage("is a folder");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPipeIsNotReplacedByAFile() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no mkfifo here");
        assertThat(run("train", "--data", "bars-and-stripes", "--out", pipe)).isEqualTo(5);
        assertMessage("is no regular file");
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }

    @Test
    void whatIsPrintedAsSettingsIsReadAsTheSame() throws IOException {
        StringWriter out = new StringWriter();
        CommandLine commandLine = BoltzmannCommand.commandLine();
        commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(new StringWriter(), true));
        assertThat(commandLine.execute(
                        "train",
                        "--data",
                        "bars-and-stripes",
                        "--seed",
                        "3",
                        "-D",
                        "model.hidden=5",
                        "--epochs=2",
                        "--print-config"))
                .isZero();
        assertThat(out.toString())
                .containsPattern("model.hidden: 5 +# command line")
                .containsPattern("l2: 1e-4 +# default of variant rbm")
                .containsPattern("optimizer: sgd +# default\\R");
        Path file = Files.writeString(folder.resolve("printed.yaml"), out.toString(), UTF_8);
        Path one = folder.resolve("one.safetensors");
        Path two = folder.resolve("two.safetensors");
        assertThat(run(
                        "train",
                        "--data",
                        "bars-and-stripes",
                        "--seed",
                        "3",
                        "-D",
                        "model.hidden=5",
                        "--epochs=2",
                        "--out",
                        one))
                .isZero();
        assertThat(run("train", "--config", file, "--out", two)).as("%s", err).isZero();
        assertThat(Files.mismatch(one, two)).isEqualTo(-1);
    }

    @Test
    void whatIsMistypedIsToldInALineOrTwoAndNotByTheWholeHelp() {
        assertThat(run("trian")).isEqualTo(2);
        assertThat(err.lines())
                .containsExactly(
                        "boltzmann: Unmatched argument at index 0: 'trian'",
                        "did you mean \"boltzmann train\"?",
                        "\"boltzmann --help\" tells all that can be given");
        assertThat(run("train", "--epoch", "2")).isEqualTo(2);
        assertThat(err).contains("--epochs", "boltzmann train --help");
        assertThat(err.lines()).hasSizeLessThan(5);
        assertThat(run("evaluate", "x", "--metric", "loglik")).isEqualTo(2);
        assertThat(err.lines()).hasSizeLessThan(5);
        assertThat(run("train", "-D", "variant")).isEqualTo(2);
        assertThat(err).startsWith("boltzmann: -D variant has no value; write -D variant=VALUE");
        assertThat(run("train", "-Dvariant=rmb")).isEqualTo(2);
        assertThat(err).startsWith("boltzmann: variant is \"rmb\"; did you mean rbm? allowed are ");
    }

    @Test
    void whatIsNoModelFileIsToldSo() throws IOException {
        Path text = Files.writeString(folder.resolve("README.md"), "# Not a model\n".repeat(20), UTF_8);
        assertThat(run("evaluate", text)).isEqualTo(3);
        assertThat(err).startsWith("boltzmann: " + text + ": is no model file");
    }
}
