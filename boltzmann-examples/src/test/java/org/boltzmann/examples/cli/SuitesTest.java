package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class SuitesTest {

    @TempDir
    private Path folder;

    private record Run(int code, String out, String err) {}

    private static Run run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = BoltzmannCommand.commandLine();
        commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int code = commandLine.execute(
                Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
        return new Run(code, out.toString(), err.toString());
    }

    /** Settings are read before data, so that one wrong setting shows that all the others are right. */
    @ParameterizedTest
    @ValueSource(strings = {"quick", "mnist", "music", "published"})
    void everySettingOfOurSuitesIsOne(String suite) {
        Run run = run("compare", "--suite", suite, "--out", folder, "-D", "gradient.clip=-1");
        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err().lines().filter(line -> !line.startsWith("backend")))
                .singleElement()
                .asString()
                .startsWith("boltzmann: gradient.clip is \"-1\"");
        assertThat(run("compare", "--list", suite).out()).contains("tasks:");
    }

    @Test
    void tasksHaveSettingsOfTheirOwnAndStandInTheOrderOfTheFile() throws Exception {
        Path file = Files.writeString(folder.resolve("two.yaml"), """
                suite: two
                data: bars-and-stripes
                ais.betas: 20
                epochs: 2
                seeds: 1
                variant: rbm
                model.hidden: 4
                tasks:
                  wide:
                    model.hidden: 5
                    seeds: 2
                  narrow:
                    compare.rbm.epochs: 1
                """);
        Run run = run("compare", "--suite", file, "--out", folder.resolve("out"));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().indexOf("wide: bars-and-stripes"))
                .isBetween(0, run.out().indexOf("narrow: bars"));
        List<String> csv = Files.readAllLines(folder.resolve("out/comparison.csv"));
        List<String> titles = List.of(csv.get(0).split(","));
        assertThat(csv).hasSize(1 + 3);
        assertThat(csv.get(1)).startsWith("wide,bars-and-stripes,rbm,1,done");
        assertThat(csv.get(2)).startsWith("wide,bars-and-stripes,rbm,2,done");
        String[] narrow = csv.get(3).split(",", -1);
        assertThat(narrow[titles.indexOf("epochs")]).isEqualTo("1");
        assertThat(narrow[titles.indexOf("parameters")]).isEqualTo(Integer.toString(16 + 4 + 16 * 4));
        Run again = run("compare", "--suite", file, "--out", folder.resolve("out"), "--task", "narrow");
        assertThat(again.err()).contains("1 of 1: rbm, seed 1: found before");
        assertThat(again.out()).doesNotContain("wide");
        Run fresh = run("compare", "--suite", file, "--out", folder.resolve("out"), "--task=narrow", "--fresh");
        assertThat(fresh.err()).doesNotContain("found before");
    }

    @Test
    void aTaskWithoutDataDoesNotStopTheOthers() throws Exception {
        Path file = Files.writeString(folder.resolve("missing.yaml"), """
                variant: rbm
                epochs: 1
                seeds: 1
                ais.betas: 20
                tasks:
                  absent.data: no-such-file.csv
                  there.data: bars-and-stripes
                """);
        Run run = run("compare", "--suite", file, "--out", folder.resolve("out"));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("absent: left out: ").contains("1 of 1: rbm, seed 1");
        assertThat(run.out()).contains("no-such-file.csv: left out: ").contains("there: bars-and-stripes: 30 training");
        assertThat(Files.readString(folder.resolve("out/report.html"))).contains("Left out: ");
        Run alone = run("compare", "--suite", file, "--task=absent", "--out", folder.resolve("out"));
        assertThat(alone.code()).isEqualTo(ExitCodes.REFUSED);
    }

    @Test
    void aBrokenFindingIsFoundOnceMore() throws Exception {
        List<Object> command = List.of(
                "compare", "--data=bars-and-stripes", "--variant=rbm", "--seeds=1", "--epochs=1", "--out=" + folder);
        assertThat(run(command.toArray()).code()).isZero();
        String table = Files.readString(folder.resolve("comparison.csv"));
        Path cell;
        try (var files = Files.list(folder.resolve("cells"))) {
            cell = files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
        String whole = Files.readString(cell);
        for (String broken : List.of(
                "", "{}", whole.substring(0, whole.length() / 2), "[1]", whole.replace("\"status\"", "\"state\""))) {
            Files.writeString(cell, broken);
            Run run = run(command.toArray());
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.err()).doesNotContain("found before");
            assertThat(withoutTimes(Files.readString(folder.resolve("comparison.csv"))))
                    .isEqualTo(withoutTimes(table));
        }
        assertThat(run(command.toArray()).err()).contains("found before");
    }

    /** The first columns, as far as the log-likelihood. */
    private static List<String> withoutTimes(String csv) {
        return csv.lines()
                .map(line -> String.join(",", Arrays.asList(line.split(",", -1)).subList(0, 9)))
                .toList();
    }

    @Test
    void whatIsWrongIsToldWithItsTaskOrOnceForAll() throws Exception {
        Path file = Files.writeString(folder.resolve("wrong.yaml"), """
                momentum: 2
                tasks:
                  one: {data: bars-and-stripes, measure: densities}
                  two: {data: bars-and-stripes, leave-out: rbn}
                """);
        Run run = run("compare", "--suite", file, "--task", "tow", "--out", folder.resolve("out"));
        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err().lines())
                .satisfiesOnlyOnce(line -> assertThat(line).contains("momentum is \"2\""))
                .satisfiesOnlyOnce(line -> assertThat(line).contains("one: measure is \"densities\""))
                .satisfiesOnlyOnce(line -> assertThat(line).contains("two: leave-out is \"rbn\"", "did you mean rbm?"))
                .satisfiesOnlyOnce(line -> assertThat(line).contains("--task is \"tow\"", "did you mean two?"));
        assertThat(run("compare", "--suite", "quik").err()).contains("did you mean quick?");
    }

    @Test
    void oneFolderIsUsedByOneComparisonAtATime() throws Exception {
        try (CellStore held = CellStore.open(folder.resolve("cells"), java.util.Map.of())) {
            Run run = run(
                    "compare",
                    "--data=bars-and-stripes",
                    "--variant=rbm",
                    "--seeds=1",
                    "--epochs=1",
                    "--out=" + folder);
            assertThat(run.code()).isEqualTo(ExitCodes.INPUT_OUTPUT);
            assertThat(run.err()).contains("in use by another run");
            assertThat(held).isNotNull();
        }
    }
}
