package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.data.DataOptions;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Split;
import org.boltzmann.core.io.Json;
import org.boltzmann.core.wiring.Contributions;
import org.boltzmann.core.wiring.DataSets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CompareCommandTest {

    @TempDir
    private static Path folder;

    private record Run(int code, String out, String err) {

        Map<String, Object> json() {
            Map<String, Object> all = map(Json.read(out));
            if (all.containsKey("tasks")) {
                all.putAll(list(all, "tasks").get(0)); // there is one
            }
            return all;
        }

        Map<String, Object> row(String variant) {
            return list(json(), "variants").stream()
                    .filter(row -> row.get("variant").equals(variant))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> figures, String key) {
        return (List<Map<String, Object>>) figures.get(key);
    }

    private static Run run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = BoltzmannCommand.commandLine();
        commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        List<String> all =
                new ArrayList<>(Arrays.stream(arguments).map(Object::toString).toList());
        if (all.get(0).equals("compare") && !all.contains("--out")) {
            all.addAll(List.of("--out", fresh().toString())); // nothing of other tests is found there
        }
        int code = commandLine.execute(all.toArray(String[]::new));
        return new Run(code, out.toString(), err.toString());
    }

    private static Path fresh() {
        try {
            return Files.createTempDirectory(folder, "comparison");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Small machines on bars and stripes, measured by few temperatures. */
    private static Run compare(Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("compare", "--data", "bars-and-stripes", "--epochs", "20"));
        arguments.addAll(List.of("-D", "model.hidden=6", "-D", "ais.betas=50"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray());
    }

    private static double mean(Object figures) {
        return ((Number) map(figures).get("mean")).doubleValue();
    }

    @Test
    void theErrorIsTheSamplesDeviationOverTheRootOfTheNumberOfSeeds() {
        Run run = compare("--variant", "rbm", "--seeds", "3", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        Map<String, Object> row = run.row("rbm");
        List<Map<String, Object>> cells = list(row, "cells");
        assertThat(cells).extracting(cell -> cell.get("seed")).isEqualTo(List.of(1L, 2L, 3L));
        for (String key : List.of("log-likelihood", "reconstruction-error", "training-seconds")) {
            double[] x = cells.stream()
                    .map(cell -> cell.get(key))
                    .mapToDouble(figure -> figure instanceof Number number ? number.doubleValue() : mean(figure))
                    .toArray();
            double mean = (x[0] + x[1] + x[2]) / 3;
            double squares =
                    Arrays.stream(x).map(one -> (one - mean) * (one - mean)).sum();
            Map<String, Object> summary = map(row.get(key));
            assertThat(mean(summary)).isCloseTo(mean, within(1e-12));
            assertThat((Double) summary.get("standard-error"))
                    .isCloseTo(Math.sqrt(squares / 2) / Math.sqrt(3), within(1e-12));
            assertThat(summary.get("seeds")).isEqualTo(3L);
        }
    }

    @Test
    void withOneSeedNoErrorIsShown() {
        Run run = compare("--variant", "rbm", "--seed-list", "7", "--json");
        assertThat(map(run.row("rbm").get("log-likelihood"))).containsEntry("standard-error", null);
        assertThat(compare("--variant", "rbm", "--seeds", "1").out()).doesNotContain("+-");
    }

    @Test
    void aCellIsWhatTrainMakesWithTheSameSettingsAndSeed() {
        Run cell = compare("--variant", "gaussian-rbm", "--seed-list", "5", "--json");
        List<Object> train = List.of("train", "--data", "bars-and-stripes", "--epochs", "20", "--seed", "5", "--json");
        List<Object> all = new ArrayList<>(train);
        all.addAll(List.of("--variant", "gaussian-rbm", "-D", "model.hidden=6", "-D", "ais.betas=50"));
        all.addAll(List.of("--out", folder.resolve("one.safetensors")));
        Run trained = run(all.toArray());
        Map<String, Object> likelihood = new LinkedHashMap<>();
        ((Map<?, ?>) trained.json().get("log-likelihood"))
                .forEach((key, value) -> likelihood.put(key.toString(), value));
        likelihood.remove("independent-units"); // in a comparison a row of its own
        assertThat(list(cell.row("gaussian-rbm"), "cells").get(0).get("log-likelihood"))
                .isEqualTo(likelihood);
    }

    @Test
    void equalSeedsGiveEqualNumbers() {
        Object[] arguments = {"--variant", "rbm", "--variant", "spin-rbm", "--seed-list", "3,7", "--json"};
        assertThat(withoutTimes(compare(arguments).json()))
                .isEqualTo(withoutTimes(compare(arguments).json()));
    }

    private static Object withoutTimes(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> some = new LinkedHashMap<>();
            map.forEach((key, inner) -> {
                if (!key.toString().matches(".*(second|heap|report).*")) {
                    some.put(key, withoutTimes(inner));
                }
            });
            return some;
        }
        return value instanceof List<?> list
                ? list.stream().map(CompareCommandTest::withoutTimes).toList()
                : value;
    }

    @Test
    void everyVariantOfTheCatalogIsThereAndWhatDoesNotFitSaysWhy() {
        Run run = compare("--seeds", "2", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(list(run.json(), "variants"))
                .extracting(row -> row.get("variant"))
                .isEqualTo(List.copyOf(Contributions.catalog().variants().keySet()));
        assertThat(run.json())
                .containsEntry("data", "bars-and-stripes")
                .containsEntry("training-examples", 30L)
                .containsEntry("test-examples", 30L)
                .containsEntry("seeds", List.of(1L, 2L))
                .containsKeys("backend", "threads");
        Map<String, Object> potts = run.row("potts-rbm");
        assertThat(potts.get("status")).isEqualTo("skipped");
        assertThat(list(potts, "cells"))
                .hasSize(2)
                .allSatisfy(cell -> assertThat(cell.get("reason").toString()).contains("no state of a one-hot unit"));
        for (String variant : List.of("rbm", "spin-rbm", "gaussian-rbm")) {
            Map<String, Object> row = run.row(variant);
            assertThat(row.get("status")).isEqualTo("done");
            assertThat(row.get("parameters")).isEqualTo(16L + 6 + 16 * 6);
            assertThat(map(row.get("settings"))).containsKey("learning-rate");
            for (Map<String, Object> cell : list(row, "cells")) {
                assertThat(cell.get("epochs")).isEqualTo(20L);
                assertThat((Double) cell.get("training-seconds")).isPositive();
                assertThat((Double) cell.get("seconds-per-epoch"))
                        .isCloseTo((Double) cell.get("training-seconds") / 20, within(1e-12));
                assertThat((Double) cell.get("reconstruction-error")).isPositive();
            }
        }
        assertThat(list(run.row("factored-gated-rbm"), "cells"))
                .allSatisfy(cell -> assertThat(cell.get("reason").toString()).contains("no pairs of images"));
        assertThat(list(run.row("semi-supervised-rbm"), "cells"))
                .allSatisfy(cell -> assertThat(cell.get("reason").toString()).contains("every example has a label"));
        assertThat((Double) list(run.row("class-rbm"), "cells").get(0).get("error"))
                .isBetween(0.0, 1.0);
        assertThat(list(run.row("rbm"), "cells").get(0).get("error")).isNull();
        int trained = 2
                * (int) list(run.json(), "variants").stream()
                        .filter(row -> row.get("status").equals("done"))
                        .count();
        assertThat(run.err().lines().filter(line -> line.matches("\\d+ of " + trained + ": .*")))
                .hasSize(trained);
    }

    /** What third order does and second order cannot: 0.05 and 1.4 are far from what either reaches, 0.001 and 1.54. */
    @Test
    void oneVariantTakesPartUnderTwoNamesAndTheGapIsExact() {
        String[] arguments = {
            "compare",
            "--data=symmetry-3x3",
            "--variant=second-order,third-order",
            "--seeds=1",
            "--epochs=200",
            "--json",
            "-Dcompare.second-order.variant=higher-order",
            "-Dcompare.second-order.model.order=2",
            "-Dcompare.third-order.variant=higher-order",
            "-Dmodel.units=spin",
            "-Dencoding=bernoulli.spin",
            "-Dnegative-phase=exact",
            "-Dbatch-size=192",
            "-Dlearning-rate=0.3",
            "-Dmomentum=0.9"
        };
        Run run = run((Object[]) arguments);
        assertThat(run.code()).as(run.err()).isZero();
        Map<String, Object> second = run.row("second-order");
        Map<String, Object> third = run.row("third-order");
        assertThat(mean(third.get("gap"))).isBetween(0.0, 0.05);
        assertThat(mean(third.get("error"))).isCloseTo(0.125, within(1e-9));
        assertThat(map(third.get("optimum"))).containsEntry("error", 0.125);
        assertThat(mean(second.get("gap"))).isGreaterThan(1.4);
        assertThat(mean(second.get("error"))).isCloseTo(2 / 3.0, within(0.1));
        arguments[5] = "-Dlog-partition=exact";
        assertThat(run((Object[]) arguments).out())
                .contains("second-order", "third-order", "gap", "-5.2575", "12.50 %");
    }

    @Test
    void aNameForAVariantThatThereIsNotIsTold() {
        Run run = compare("-D", "compare.mine.variant=rbn", "-D", "compare.rbm.variant=rbm");
        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err())
                .contains("compare.mine.variant is \"rbn\"", "did you mean rbm?", "leave compare.rbm.variant out");
        assertThat(compare("-D", "compare.mine.epochs=3").err()).contains("below the name of a variant");
        assertThat(compare("-D", "compare.mine.variant=rbm", "-D", "compare.mine.epocks=3")
                        .err())
                .contains("epocks");
    }

    @Test
    void independentUnitsKnowBarsAndStripesByTheHalfOfEveryPixel() {
        Run run = compare("--seeds", "1", "--json");
        for (String variant : List.of("rbm", "spin-rbm")) {
            Map<String, Object> baseline = map(run.row(variant).get("baseline"));
            assertThat((Double) baseline.get("log-likelihood")).isCloseTo(-16 * Math.log(2), within(1e-5));
            assertThat(baseline.get("parameters")).isEqualTo(16L);
        }
        // standardised values of a half are -1 and 1, under a normal density of mean 0 and variance 1
        Map<String, Object> density = map(run.row("gaussian-rbm").get("baseline"));
        assertThat((Double) density.get("log-likelihood"))
                .isCloseTo(-16 * (0.5 * Math.log(2 * Math.PI) + 0.5), within(1e-4));
        assertThat((Double) density.get("reconstruction-error")).isCloseTo(1, within(1e-5));
        // what predicts one half is off by a half, with spins by 1: the fraction is the same
        assertThat((Double) map(run.row("rbm").get("baseline")).get("reconstruction-error"))
                .isCloseTo(0.25, within(1e-6));
        assertThat((Double) map(run.row("spin-rbm").get("baseline")).get("reconstruction-error"))
                .isCloseTo(1, within(1e-6));
    }

    @Test
    void independentUnitsFollowLaplacesRule() throws IOException {
        StringBuilder rows = new StringBuilder("a,b\n");
        for (int n = 0; n < 20; n++) {
            rows.append(n % 4 == 0 ? 1 : 0).append(",0\n");
        }
        Path csv = Files.writeString(folder.resolve("laplace.csv"), rows);
        Run run = run("compare", "--data", csv, "--variant", "rbm", "--epochs", "1", "--seeds", "1", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        var data = new DataSets(Map.of(), folder, DataOptions.standard());
        double n = (Long) run.json().get("training-examples");
        double m = (Long) run.json().get("test-examples");
        assertThat(n + m).isEqualTo(20);
        double ones = ones(data.load(csv.toString(), Split.TEST));
        double a = (ones(data.load(csv.toString(), Split.TRAIN)) + 1) / (n + 2);
        double b = 1 / (n + 2);
        double expected = (ones * Math.log(a) + (m - ones) * Math.log(1 - a)) / m + Math.log(1 - b);
        assertThat((Double) map(run.row("rbm").get("baseline")).get("log-likelihood"))
                .isCloseTo(expected, within(1e-5));
    }

    private static double ones(DataSet part) {
        double ones = 0;
        for (int j = 0; j < part.size(); j++) {
            ones += part.values().get(0, j);
        }
        return ones;
    }

    @Test
    void aPersonGetsATableInSectionsOfWhatCanBeCompared() {
        Run run = compare("--variant", "rbm,gaussian-rbm,spin-rbm", "--seeds", "2");
        assertThat(run.code()).as(run.err()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines.get(0)).isEqualTo("bars-and-stripes: 30 training and 30 test examples, seeds 1, 2");
        assertThat(lines.get(2).strip().split(" {3,}"))
                .containsExactly(
                        "variant",
                        "log-likelihood",
                        "gap",
                        "log Z",
                        "reconstruction",
                        "parameters",
                        "seconds",
                        "s/epoch");
        assertThat(lines.subList(3, 9))
                .extracting(line -> line.isEmpty() ? "" : line.split(" {3,}")[0])
                .containsExactly("independent units", "rbm", "spin-rbm", "", "independent units", "gaussian-rbm");
        assertThat(lines.get(3).split(" {3,}")).contains("exact", "16");
        assertThat(lines.get(3)).contains("-11.0904");
        for (int line : new int[] {4, 5, 8}) {
            String[] cells = lines.get(line).split(" {3,}");
            assertThat(cells).as(lines.get(line)).hasSize(8);
            assertThat(cells[1]).matches("-\\d+\\.\\d+" + (line == 8 ? "\\*" : "") + " +\\+- *\\d+\\.\\d+");
            assertThat(cells[4]).matches("\\d\\.\\d+ \\+- *\\d\\.\\d+");
            assertThat(cells[5]).isEqualTo("118");
        }
        assertThat(run.out()).contains("*: a density", "in nats");
        assertThat(run.err()).doesNotContain("epoch");
    }

    @Test
    void whatDivergesDoesNotStopTheOthers() throws IOException {
        Path csv = folder.resolve("cells.csv");
        Run run = compare(
                "--variant",
                "spin-rbm,rbm",
                "--seeds",
                "2",
                "--csv",
                csv,
                "-D",
                "compare.rbm.learning-rate=1e38",
                "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.row("rbm").get("status")).isEqualTo("failed");
        assertThat(run.row("rbm").get("log-likelihood")).isNull();
        assertThat(list(run.row("rbm"), "cells").get(1).get("reason").toString())
                .contains("diverged");
        assertThat(run.row("spin-rbm").get("status")).isEqualTo("done");
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines).hasSize(1 + 4);
        List<String> titles = List.of(lines.get(0).split(","));
        assertThat(titles).contains("variant", "seed", "status", "log-likelihood", "parameters", "training-seconds");
        assertThat(lines.get(1))
                .startsWith("bars-and-stripes,bars-and-stripes,rbm,1,failed,,")
                .contains("\"training diverged");
        String[] done = lines.get(3).split(",", -1);
        assertThat(done).hasSize(titles.size());
        assertThat(Double.parseDouble(done[titles.indexOf("log-likelihood")]))
                .isEqualTo(mean(list(run.row("spin-rbm"), "cells").get(0).get("log-likelihood")));
        assertThat(lines.get(4)).startsWith("bars-and-stripes,bars-and-stripes,spin-rbm,2,done,probability,");
    }

    @Test
    void aMachineWhoseLikelihoodCannotBeComputedIsThereWithoutIt() {
        Run run = compare("--variant", "rbm", "--seeds", "1", "--json", "-D", "log-partition=exact");
        assertThat(run.row("rbm").get("log-likelihood")).isNotNull();
        run = run(
                "compare",
                "--data=bars-and-stripes",
                "--variant=gaussian-rbm",
                "--epochs=1",
                "--seeds=1",
                "--json",
                "-Dmodel.hidden=40",
                "-Dlog-partition=exact");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("no log-likelihood");
        assertThat(run.row("gaussian-rbm"))
                .containsEntry("status", "done")
                .containsEntry("log-likelihood", null)
                .containsEntry("parameters", 16L + 40 + 16 * 40);
        assertThat(list(run.row("gaussian-rbm"), "cells").get(0).get("reason").toString())
                .contains("2^40 joint states")
                .doesNotContain("unexpected");
    }

    @Test
    void aBoundIsMarkedAsOne() {
        Run run = compare(
                "--variant", "rbm,boltzmann-machine", "--seeds", "1", "-Dcompare.boltzmann-machine.model.hidden=30");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().lines())
                .anyMatch(line -> line.matches("boltzmann-machine +-\\d+\\.\\d+\\^ .*"))
                .anyMatch(line -> line.matches("rbm +-\\d+\\.\\d+ .*"))
                .anyMatch(line -> line.startsWith("^: a lower bound"));
    }

    @Test
    void onlyWhereNothingCouldBeTrainedIsItAFailureThatOfTheFirst() {
        Run run = compare("--variant", "rbm,potts-rbm", "--seeds", "1", "-D", "learning-rate=1e38");
        assertThat(run.code()).isEqualTo(ExitCodes.DIVERGED);
        assertThat(run.out()).contains("rbm: failed: training diverged", "potts-rbm: skipped: ");
        assertThat(compare("--variant", "potts-rbm").code()).isEqualTo(ExitCodes.REFUSED);
    }

    @Test
    void everythingWrongIsToldAtOnceBeforeAnyTraining() {
        Run run = compare(
                "--variant",
                "rbm,spin-rbn,gaussian-rbm",
                "--seeds",
                "0",
                "-D",
                "epoch=3",
                "-D",
                "momentum=2",
                "-D",
                "ais.chains=1",
                "-D",
                "compare.rmb.l2=1",
                "-D",
                "compare.rbm.model.precision=unit",
                "-D",
                "compare.rbm.variant=spin-rbm",
                "-D",
                "compare.gaussian-rbm.l1=x");
        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines())
                .filteredOn(line -> !line.startsWith("backend"))
                .satisfiesOnlyOnce(line -> assertThat(line).contains("\"spin-rbn\"", "did you mean spin-rbm?"))
                .satisfiesOnlyOnce(line -> assertThat(line).contains("--seeds is 0"))
                .satisfiesOnlyOnce(line -> assertThat(line).startsWith("no setting is called epoch; did you"))
                .satisfiesOnlyOnce(line -> assertThat(line).startsWith("momentum is \"2\""))
                .satisfiesOnlyOnce(line -> assertThat(line).contains("ais.chains is \"1\""))
                .satisfiesOnlyOnce(line -> assertThat(line).startsWith("compare.rmb.l2 must be"))
                .satisfiesOnlyOnce(line -> assertThat(line).startsWith("rbm: no setting is called model.precision"))
                .satisfiesOnlyOnce(line -> assertThat(line).startsWith("rbm: the variant is rbm"))
                .satisfiesOnlyOnce(line -> assertThat(line).startsWith("gaussian-rbm: l1 is \"x\""))
                .hasSize(9);
        Run late = run("compare", "--data=bars-and-stripes", "-Dmodel.hidden=few", "-Dcompare.rbm.model.deviation=-1");
        assertThat(late.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(late.err())
                .contains("model.hidden is \"few\"", "rbm: model.deviation is \"-1\"")
                .doesNotContain("seed 1");
    }

    @Test
    void aFileHoldsSettingsOfAllAndOfOne() throws IOException {
        Path file = Files.writeString(folder.resolve("compare.yaml"), """
                variant: [rbm, gaussian-rbm]
                data: bars-and-stripes
                epochs: 3
                model.precision: learned
                compare:
                  rbm:
                    epochs: 5
                    l2.h.bias: 0.1
                  spin-rbm.epochs: 7
                """);
        Run run = run("compare", "--config", file, "--seed", "4", "--seeds", "2", "-Dais.betas=20", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(list(run.json(), "variants"))
                .extracting(row -> row.get("variant"))
                .containsExactlyInAnyOrder("rbm", "gaussian-rbm");
        assertThat(run.json().get("seeds")).isEqualTo(List.of(4L, 5L));
        assertThat(list(run.row("rbm"), "cells").get(0).get("epochs")).isEqualTo(5L);
        assertThat(list(run.row("gaussian-rbm"), "cells").get(0).get("epochs")).isEqualTo(3L);
        assertThat(map(run.row("rbm").get("settings")))
                .containsEntry("l2.h.bias", "0.1")
                .doesNotContainKey("model.precision");
        // what is typed comes before the file; what is typed for one before what is typed for all
        run = run(
                "compare",
                "--config=" + file,
                "--epochs=2",
                "-Dcompare.gaussian-rbm.epochs=1",
                "--seeds=1",
                "-Dais.betas=20",
                "--json");
        assertThat(list(run.row("rbm"), "cells").get(0).get("epochs")).isEqualTo(2L);
        assertThat(list(run.row("gaussian-rbm"), "cells").get(0).get("epochs")).isEqualTo(1L);
        // the same file serves train, where the typed key is nonsense
        assertThat(run("train", "--config", file, "--variant", "rbm", "--print-config")
                        .code())
                .isZero();
        assertThat(run("train", "--data=bars-and-stripes", "-Dcompare.rbm.epochs=2")
                        .code())
                .isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void whereTheTableCannotGoIsRefusedBeforeTraining() {
        Run run = compare("--variant", "rbm", "--csv", folder);
        assertThat(run.code()).isEqualTo(ExitCodes.INPUT_OUTPUT);
        assertThat(run.err()).contains("is a folder").doesNotContain("seed 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"digit", "word", "cut", "empty"})
    void aFindingThatWasChangedIsMadeAgainAndNamed(String how) throws IOException {
        Path out = fresh();
        Object[] arguments = {
            "--variant", "rbm", "--seeds", "1", "--out", out, "--json", "-D", "early-stopping.patience=0"
        };
        double right = mean(list(compare(arguments).row("rbm"), "cells").get(0).get("log-likelihood"));
        Path cell;
        try (var files = Files.list(out.resolve("cells"))) {
            cell = files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
        assertThat(compare(arguments).err()).contains("found before").doesNotContain("made again");
        String text = Files.readString(cell);
        Files.writeString(
                cell,
                switch (how) {
                    case "digit" ->
                        text.replaceFirst(
                                "(\"mean\":-\\d+\\.)(\\d)",
                                "$1" + (text.matches("(?s).*\"mean\":-\\d+\\.1.*") ? 2 : 1));
                    case "word" -> text.replaceFirst("\"epochs\":\\d+", "\"epochs\":\"x\"");
                    case "cut" -> text.substring(0, text.length() / 2);
                    default -> "";
                });
        assertThat(Files.readString(cell)).isNotEqualTo(text);
        Run again = compare(arguments);
        assertThat(again.code()).isZero();
        assertThat(again.err()).containsOnlyOnce(cell + ": was changed or damaged, and is made again");
        assertThat(again.err()).doesNotContain("found before");
        assertThat(mean(list(again.row("rbm"), "cells").get(0).get("log-likelihood")))
                .isEqualTo(right);
        assertThat(compare(arguments).err()).contains("found before").doesNotContain("made again");
    }
}
