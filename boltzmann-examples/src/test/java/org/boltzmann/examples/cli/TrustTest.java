package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.boltzmann.core.RandomKey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is told of figures that cannot be trusted. The machine of the far mode has 40 visible and 10 hidden units, one of which, when
 * on, makes a mode that annealing must find: log Z is 83.966 and the log-likelihood of its data −77.73, by summing over all states.
 */
class TrustTest {

    private static final double LIKELIHOOD = -77.73;

    @TempDir
    private static Path folder;

    private static Path far;

    private static Path fixture(String name) throws IOException {
        try (InputStream in = TrustTest.class.getResourceAsStream(name)) {
            return Files.write(folder.resolve(name), in.readAllBytes());
        }
    }

    @BeforeAll
    static void importMachine() throws IOException {
        far = folder.resolve("far.safetensors");
        fixture("far-mode.csv");
        Commands run =
                Commands.run("import", fixture("far-mode.npz"), "--config", fixture("far-mode.yaml"), "--out", far);
        assertThat(run.code()).as(run.err()).isZero();
    }

    private static Commands evaluate(Object... more) {
        Object[] all = {
            "evaluate", far, "--data", folder.resolve("far-mode.csv"), "--split", "train", "-Dbackend=ojalgo"
        };
        Object[] arguments = java.util.Arrays.copyOf(all, all.length + more.length);
        System.arraycopy(more, 0, arguments, all.length, more.length);
        return Commands.run(arguments);
    }

    @Test
    void anAnnealedLogZBelowWhatItIsAtLeastIsRefusedAndWhatTheLikelihoodIsAtMostIsTold() {
        Commands run = evaluate("--seed=1", "-Dlog-partition=ais", "-Dais.betas=1000");
        assertThat(run.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(run.err()).contains("warning: no log-likelihood: log Z is at least 83.9", "log-partition=exact");
        assertThat(run.out())
                .startsWith("no log-likelihood: log Z is at least 83.9")
                .contains("annealing found only 66.158", "the log-likelihood is at most -77.72")
                .doesNotContain("-59.9");
        Map<?, ?> json = evaluate("--seed=1", "-Dlog-partition=ais", "-Dais.betas=1000", "--json")
                .json();
        assertThat(json.containsKey("mean")).isFalse();
        assertThat(json.get("refused").toString()).startsWith("log Z is at least");
        assertThat((Double) json.get("at-most")).isCloseTo(LIKELIHOOD, within(0.01));
        Map<?, ?> partition = (Map<?, ?>) json.get("log-partition");
        assertThat(partition.get("trusted")).isEqualTo(false);
        assertThat((Double) partition.get("effective-chains")).isCloseTo(1, within(0.01));
        assertThat((Double) partition.get("at-least")).isCloseTo(83.966, within(0.01));
    }

    @Test
    void fewChainsThatCarryTheWeightAreAWarningAndAWordInText() {
        Commands run = evaluate("--seed=2", "-Dlog-partition=ais", "-Dais.betas=10000");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err())
                .contains(
                        "warning: the log-likelihood cannot be trusted and is likely too high: log-weights of annealing"
                                + " deviate by 17.52; more than 3.00 is too much for 100 chains; take log-partition=exact");
        assertThat(run.out()).contains("annealing is not to be trusted here: log-weights", "from below");
    }

    @Test
    void anExactLogZIsTrustedWhateverAnnealingFinds() {
        Commands run = evaluate("--seed=1", "-Dlog-partition=both", "-Dais.betas=1000", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).doesNotContain("warning");
        assertThat((Double) run.json().get("mean")).isCloseTo(LIKELIHOOD, within(0.005));
        Map<?, ?> partition = (Map<?, ?>) run.json().get("log-partition");
        assertThat(partition.get("trusted")).isEqualTo(true);
        assertThat(partition.get("annealing-not-trusted").toString()).contains("log Z is at least");
    }

    @Test
    void trainingKeepsItsMachineAndWarnsThoughWarningsAreOff() throws IOException {
        Path model = folder.resolve("bars.safetensors");
        Commands run = Commands.run(
                "train",
                "--data=bars-and-stripes",
                "--seed=1",
                "--epochs=2",
                "--out=" + model,
                "-Dwarnings=no",
                "-Dlog-partition=ais",
                "-Dais.chains=2",
                "-Dais.betas=2",
                "-Dmodel.deviation=4",
                "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.exists(model)).isTrue();
        assertThat(run.err()).contains("warning: ");
        Map<?, ?> figures = (Map<?, ?>) run.json().get("log-likelihood");
        assertThat(((Map<?, ?>) figures.get("log-partition")).get("trusted")).isEqualTo(false);
    }

    /** Three temperatures and four chains find nothing of a machine of strong weights; two machines of hardly any are found. */
    @Test
    void aComparisonMarksWhatCannotBeTrustedInTextTableAndReport() throws IOException {
        Path out = folder.resolve("compared");
        Commands run = Commands.run(
                "compare",
                "--data=bars-and-stripes",
                "--variant=rbm,spin-rbm",
                "--seeds=1",
                "--epochs=1",
                "--out=" + out,
                "-Dbackend=ojalgo",
                "-Dlog-partition=ais",
                "-Dais.betas=3",
                "-Dais.chains=30",
                "-Dmodel.hidden=8",
                "-Dcompare.rbm.model.deviation=2",
                "-Dcompare.spin-rbm.model.deviation=0.01",
                "-Dcompare.spin-rbm.learning-rate=0.01");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("rbm, seed 1: warning: ").doesNotContain("spin-rbm, seed 1: warning");
        assertThat(run.out()).contains("?: not to be trusted, and likely too high");
        assertThat(run.out()
                        .lines()
                        .filter(line -> line.startsWith("rbm "))
                        .findFirst()
                        .orElseThrow())
                .contains("?");
        assertThat(run.out()
                        .lines()
                        .filter(line -> line.startsWith("spin-rbm "))
                        .findFirst()
                        .orElseThrow())
                .doesNotContain("?");
        List<String> csv = Files.readAllLines(out.resolve("comparison.csv"));
        int trusted = List.of(csv.get(0).split(",")).indexOf("trusted");
        assertThat(csv.get(1).split(",")[trusted]).isEqualTo("false");
        assertThat(csv.get(2).split(",")[trusted]).isEqualTo("true");
        assertThat(Files.readString(out.resolve("comparison.json")))
                .contains("\"trusted\":false", "\"trusted\":true", "\"why\":\"");
        assertThat(Files.readString(out.resolve("report.html")))
                .contains("<dt>?</dt><dd>not to be trusted", "not to be trusted: ");
    }

    /** Finite parameters of 10^38, whose sums are not: whatever is computed from them is refused, and nothing written. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "score",
                "features",
                "classify",
                "evaluate",
                "evaluate --metric=log-likelihood",
                "evaluate --metric=reconstruction-error",
                "complete --mask=all",
                "sample"
            })
    void aMachineWhoseNumbersOverflowIsRefused(String command) throws IOException {
        Path data = Files.writeString(
                folder.resolve("six.csv"), "a,b,c,d,e,f,kind\n" + "1,0,1,0,1,0,x\n0,1,0,1,0,1,y\n".repeat(5));
        Path out = folder.resolve("overflow" + (command.equals("sample") ? ".png" : ".csv"));
        List<Object> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.add(1, fixture("huge-parameters.safetensors"));
        if (!command.equals("sample")) {
            arguments.addAll(List.of("--data=" + data, "-Ddata.label=kind"));
        }
        if (!command.startsWith("evaluate")) {
            arguments.add("--out=" + out);
        }
        Commands run = Commands.run(arguments.toArray());
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCodes.REFUSED);
        assertThat(run.err()).contains("the machine's numbers overflow");
        assertThat(run.out()).isEmpty();
        assertThat(out).doesNotExist();
    }

    /** Far from its mode all 40 units of the machine are coins. */
    @Test
    void aPseudoLogLikelihoodOfASmallMachineIsExactAndTheSameWithEverySeed() {
        Object first = null;
        for (int seed = 1; seed <= 3; seed++) {
            Map<?, ?> json = Commands.run(
                            "evaluate",
                            far,
                            "--data",
                            folder.resolve("far-mode.csv"),
                            "--metric=pseudo-log-likelihood",
                            "--seed=" + seed,
                            "--json")
                    .json();
            assertThat(json.get("units")).isEqualTo("all");
            first = first == null ? json.get("mean") : first;
            assertThat(json.get("mean")).isEqualTo(first);
            assertThat((Double) first).isCloseTo(-40 * Math.log(2), within(1e-3));
        }
    }

    @Test
    void aReconstructionErrorHasAnError() {
        Commands run = evaluate("--metric=reconstruction-error", "--seed=1");
        assertThat(run.out()).containsPattern("^reconstruction error 0\\.2500, \\+- 0\\.0000 over examples");
    }

    /** Near a million normal units are as likely as near 0: −3 (½ log 2π + ½) = −4.26 for three of variance 1 around their means. */
    @Test
    void dataOfALargeMeanLoseNoDigitsOfLikelihoodAndFreeEnergy() throws IOException {
        StringBuilder text = new StringBuilder("a,b,c\n");
        RandomGenerator random = RandomKey.of(1).generator();
        for (int j = 0; j < 200; j++) {
            text.append(1e6 + random.nextGaussian())
                    .append(',')
                    .append(1e6 + random.nextGaussian())
                    .append(',');
            text.append(1e6 + random.nextGaussian()).append('\n');
        }
        Path data = Files.writeString(folder.resolve("million.csv"), text);
        Path model = folder.resolve("million.safetensors");
        Commands run = Commands.run(
                "train",
                "--variant=gaussian-rbm",
                "--data=" + data,
                "--seed=1",
                "--epochs=1",
                "--out=" + model,
                "-Dscaling=none",
                "-Dmodel.hidden=4",
                "-Dlearning-rate=1e-9",
                "--json");
        assertThat(run.code()).as(run.err()).isZero();
        Map<?, ?> figures = (Map<?, ?>) run.json().get("log-likelihood");
        // the values are floats with steps of 1/16, and 40 examples scatter by 3 sqrt(1/2) / sqrt(40) = 0.2
        assertThat((Double) figures.get("mean")).isCloseTo(-4.26, within(0.8));
        Path scores = folder.resolve("million-scores.csv");
        assertThat(Commands.run("score", model, "--data=" + data, "--out=" + scores)
                        .code())
                .isZero();
        List<String> lines = Files.readAllLines(scores);
        double first = Double.parseDouble(lines.get(1).split(",")[1]);
        for (String line : lines.subList(2, lines.size())) {
            assertThat(Double.parseDouble(line.split(",")[1])).isCloseTo(first, within(20.0));
        }
        assertThat(lines.subList(1, lines.size()).stream()
                        .map(line -> line.split(",")[1])
                        .distinct())
                .hasSizeGreaterThan(100);
    }
}
