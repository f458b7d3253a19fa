package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.boltzmann.core.io.Json;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.Vocabulary;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {

    @TempDir
    private static Path folder;

    private static Path model;

    private record Run(int code, String out, String err) {

        Map<?, ?> json() {
            return (Map<?, ?>) Json.read(out);
        }
    }

    private static Run run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = BoltzmannCommand.commandLine();
        commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int code = commandLine.execute(words);
        return new Run(code, out.toString(), err.toString());
    }

    private static Run trainBars(Path out, Object... more) {
        Object[] arguments = {
            "train",
            "--data=bars-and-stripes",
            "--epochs=300",
            "--seed=7",
            "--json",
            "--out=" + out,
            "-Dmodel.hidden=8",
            "-Dbatch-size=5",
            "-Dlearning-rate=0.5",
            "-Dnegative-phase=exact"
        };
        Object[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return run(all);
    }

    @BeforeAll
    static void train() {
        model = folder.resolve("bars.safetensors");
        Run run = trainBars(model);
        assertThat(run.code()).as(run.err()).isZero();
        Map<?, ?> figures = (Map<?, ?>) run.json().get("log-likelihood");
        // 30 pictures: at best log 1/30 = -3.40; 16 independent units give at best 16 log 1/2 = -11.09
        assertThat((Double) figures.get("mean")).isBetween(-6.0, Math.log(1.0 / 30) + 1e-6);
    }

    @Test
    void trainingTellsOfEveryEpochOnStandardErrorAndOfTheResultOnStandardOutput() {
        Run run = trainBars(folder.resolve("told.safetensors"), "--epochs", "2");
        assertThat(run.code()).isEqualTo(2); // an option given twice is an error, not a silent choice
        run = run(
                "train",
                "--data",
                "bars-and-stripes",
                "--seed",
                "1",
                "--epochs",
                "2",
                "--out",
                folder.resolve("t.safetensors"));
        assertThat(run.err()).contains("epoch   1/2", "epoch   2/2", "samples/s", "pseudo log likelihood", "seed 1");
        assertThat(run.out()).contains("log likelihood").doesNotContain("epoch ");
    }

    @Test
    void theSameSeedGivesTheSameFileAndAnotherSeedAnother() throws IOException {
        Path again = folder.resolve("again.safetensors");
        trainBars(again);
        assertThat(Files.mismatch(model, again)).isEqualTo(-1);
        Path other = folder.resolve("other.safetensors");
        run("train", "--data", "bars-and-stripes", "--epochs", "1", "--seed", "8", "--out", other);
        assertThat(Files.mismatch(model, other)).isNotEqualTo(-1);
    }

    @Test
    void aModelHoldsWhatItTakesToTrainItAgain() throws IOException {
        ModelFile stored = ModelFile.read(model, Vocabulary.core());
        assertThat(stored.declaration().name()).isEqualTo("rbm");
        assertThat(stored.machine().group("h").size()).isEqualTo(8);
        assertThat(stored.settings())
                .containsEntry("learning-rate.schedule", "linear")
                .containsEntry("encoding", "bernoulli");
        assertThat(stored.provenance())
                .containsEntry("seed", "7")
                .containsEntry("data", "bars-and-stripes")
                .containsKey("backend")
                .containsKey("data.sha256");
    }

    @Test
    void annealingAgreesWithEnumerationOnASmallMachine() {
        Run run = run("evaluate", model, "--json", "--seed", "3", "-D", "log-partition=both");
        assertThat(run.code()).as(run.err()).isZero();
        Map<?, ?> partition = (Map<?, ?>) run.json().get("log-partition");
        assertThat(Math.abs((Double) partition.get("difference-in-standard-errors")))
                .isLessThan(4);
        assertThat(run.json().get("examples")).isEqualTo(30L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"log-likelihood", "pseudo-log-likelihood", "reconstruction-error"})
    void everyMetricCanBeMeasured(String metric) {
        Run run = run("evaluate", model, "--metric", metric, "--json", "--split", "train");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().get("metric")).isEqualTo(metric);
        assertThat((Double) run.json().get("mean")).isFinite();
    }

    @Test
    void samplesAreAPictureOfTheRightSize() throws IOException {
        Path picture = folder.resolve("samples.png");
        Run run = run(
                "sample", model, "--out", picture, "--seed", "1", "-D", "sample.count=20", "-D", "sample.sweeps=50");
        assertThat(run.code()).as(run.err()).isZero();
        // 10 across and 2 down; 4 pixels zoomed 14 times and a gap of 2 each, and a gap of 2 at the end
        assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(10 * (4 * 14 + 2) + 2);
        assertThat(ImageIO.read(picture.toFile()).getHeight()).isEqualTo(2 * (4 * 14 + 2) + 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rbm", "gaussian-rbm", "spin-rbm", "potts-rbm", "boltzmann-machine"})
    void everyVariantTrainsAndIsMeasured(String variant) throws IOException {
        Path csv = folder.resolve(variant + ".csv");
        Files.writeString(
                csv,
                "a,b,c,d\n1,0,0,1\n0,1,1,0\n1,0,1,0\n0,1,0,1\n1,0,0,1\n0,1,1,0\n1,0,1,0\n0,1,0,1\n1,0,1,0\n0,1,0,1\n");
        Path out = folder.resolve(variant + ".safetensors");
        Run run = run(
                "train",
                "--data",
                csv,
                "--epochs",
                "5",
                "--out",
                out,
                "-D",
                "variant=" + variant,
                "-D",
                "model.hidden=3",
                "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat((Double) ((Map<?, ?>) run.json().get("log-likelihood")).get("mean"))
                .isFinite();
        assertThat(run("evaluate", out, "--json").code()).isZero();
        assertThat(run("sample", out, "--out", folder.resolve(variant + "-samples.png"), "-D", "sample.sweeps=5")
                        .code())
                .isZero();
        assertThat(run("inspect", out).out()).contains("v.bias", "h.bias", "v-h.weights");
    }

    @Test
    void aMachineOfVisibleUnitsAloneHasAName() throws IOException {
        Path csv =
                Files.writeString(folder.resolve("visible.csv"), "a,b,c\n" + "1,1,0\n0,0,1\n0,0,0\n1,1,1\n".repeat(5));
        Path out = folder.resolve("visible.safetensors");
        Run run = run("train", "--variant", "fully-visible-bm", "--data", csv, "--epochs", "5", "--out", out, "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run("sample", out, "--out", folder.resolve("visible.png"), "-D", "sample.sweeps=5")
                        .code())
                .isZero();
        assertThat(run("inspect", out).out()).contains("v.bias", "v-v.weights").doesNotContain("h.bias");
    }

    @Test
    void aDivergingRunEndsWithItsOwnExitCodeAndAMessageThatSaysWhatToDo() {
        Run run = run(
                "train",
                "--data",
                "bars-and-stripes",
                "--epochs",
                "3",
                "-D",
                "learning-rate=1e38",
                "--out",
                folder.resolve("d.safetensors"));
        assertThat(run.code()).isEqualTo(ExitCodes.DIVERGED);
        assertThat(run.err()).contains("diverged", "smaller learning rate");
        assertThat(folder.resolve("d.safetensors")).doesNotExist();
    }

    @Test
    void allWrongSettingsAreToldAtOnceBeforeAnyWork() {
        Run run = run("train", "--data", "no-such-data", "-D", "epoch=3", "-D", "momentum=2", "-D", "model.hiden=3");
        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err())
                .contains(
                        "epoch; did you mean epochs?", "momentum is \"2\"", "model.hiden; did you mean model.hidden?");
    }

    @Test
    void whatIsWrongIsToldByTheExitCodeAndTheRemedyByTheMessage() throws IOException {
        assertThat(run("train", "-D", "variant=rmb").code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run("train", "--epochs", "many").err()).contains("epochs is \"many\"; allowed is a whole number");
        assertThat(run("train", "--no-such-option").code()).isEqualTo(ExitCodes.USAGE);
        Run unknown = run("train", "--data", "minst");
        assertThat(unknown.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(unknown.err()).contains("perhaps mnist");
        assertThat(run("evaluate", folder.resolve("none")).code()).isEqualTo(ExitCodes.INPUT_OUTPUT);
        Path broken = Files.writeString(folder.resolve("broken.safetensors"), "not a model file at all");
        Run refused = run("evaluate", broken);
        assertThat(refused.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(refused.err()).contains("broken.safetensors");
        assertThat(run("evaluate", model, "--data", "stroke-digits").code()).isEqualTo(ExitCodes.REFUSED);
        Run nowhere = run("train", "--out", folder.resolve("no/such/folder/m.safetensors"));
        assertThat(nowhere.code()).isEqualTo(ExitCodes.INPUT_OUTPUT);
        assertThat(nowhere.err()).contains("folder").doesNotContain("epoch");
    }

    @Test
    void listsAndHelpAreThere() {
        assertThat(run("variants").out()).contains("rbm", "potts-rbm", "learning-rate.horizon");
        assertThat(run("variants", "--json").json()).hasSize(2);
        assertThat(run("data").out()).contains("mnist", "stroke-digits", "bars-and-stripes");
        assertThat(run("data", "bars-and-stripes", "--json").json().get("train"))
                .isInstanceOf(Map.class);
        for (String command : new String[] {
            "train", "evaluate", "compare", "sample", "transform", "variants", "inspect", "check", "data", "bench"
        }) {
            assertThat(run(command, "--help").out()).contains("Usage: boltzmann " + command);
        }
        assertThat(run("--version").out()).startsWith("boltzmann ");
    }

    @Test
    void whatCannotWorkIsRefusedBeforeTraining() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("taken"));
        Run run = run("train", "--data", "bars-and-stripes", "--out", taken);
        assertThat(run.code()).isEqualTo(ExitCodes.INPUT_OUTPUT);
        assertThat(run.err()).contains("is a folder").doesNotContain("epoch");
        Path one = Files.writeString(folder.resolve("one.csv"), "1,0\n");
        run = run("train", "--data", one, "--out", folder.resolve("one.safetensors"));
        assertThat(run.code()).as(run.out()).isEqualTo(ExitCodes.REFUSED);
        assertThat(run.err()).doesNotContain("epoch");
        run = run(
                "train",
                "--data",
                "bars-and-stripes",
                "-D",
                "variant=potts-rbm",
                "--out",
                folder.resolve("p.safetensors"));
        assertThat(run.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(run.err()).contains("no state of a one-hot unit").doesNotContain("epoch");
    }

    @Test
    void greyValuesOfAnyRangeAreScaledDrawnAndShownInTheirRange() throws IOException {
        StringBuilder rows = new StringBuilder("a,b,c,d\n");
        for (int n = 0; n < 40; n++) {
            rows.append(n % 2 * 200).append(",0,").append(100 + n).append(",0\n");
        }
        Path csv = Files.writeString(folder.resolve("grey.csv"), rows);
        Path out = folder.resolve("grey.safetensors");
        Run run = run("train", "--data", csv, "--epochs", "2", "-D", "scaling=unit-range", "--out", out, "--json");
        assertThat(run.code()).as(run.err()).isZero();
        var picture = ImageIO.read(folder.resolve("grey.png").toFile());
        // the second unit, top right of 2 x 2, is 0 throughout: dark in the first sample, which begins 2 pixels in
        assertThat(picture.getRaster().getSample(2 + 40, 2 + 10, 0)).isLessThan(60);
        assertThat(run("evaluate", out, "--json").code()).isZero();
    }

    @Test
    void aModelFileOfAnotherMakingIsRefused() throws IOException {
        var machine = org.boltzmann.rbm.Rbms.of(
                org.boltzmann.core.Group.of("x", new org.boltzmann.core.unit.Bernoulli(), 2),
                org.boltzmann.core.Group.of("h", new org.boltzmann.core.unit.Bernoulli(), 2));
        Path file = folder.resolve("other-groups.safetensors");
        ModelFile.of(Vocabulary.core(), machine, Map.of(), Map.of()).write(file);
        assertThat(run("sample", file, "--out", folder.resolve("never.png")).code())
                .isEqualTo(ExitCodes.REFUSED);
        Path spins = folder.resolve("spins.safetensors");
        ModelFile stored = ModelFile.read(model, Vocabulary.core());
        ModelFile.of(
                        Vocabulary.core(),
                        stored.machine(),
                        Map.of("encoding", "as-is" + ".spin".repeat(100_000)),
                        Map.of())
                .write(spins);
        assertThat(run("evaluate", spins, "--data", "bars-and-stripes").code()).isEqualTo(ExitCodes.REFUSED);
    }

    @Test
    void missingValuesAreSampledAndLabelsKeepTheirClasses() throws IOException {
        StringBuilder rows = new StringBuilder("a,b,c,kind\n");
        for (int i = 0; i < 20; i++) {
            rows.append("1,0,,oak\n0,1,1,elm\n,1,1,ash\n");
        }
        Path csv = Files.writeString(folder.resolve("trees.csv"), rows);
        Path machine = Files.writeString(folder.resolve("labelled.yaml"), """
                groups:
                  - {name: v, type: bernoulli, role: observed}
                  - {name: y, type: one-hot, role: label}
                  - {name: h, type: bernoulli, size: 3}
                terms:
                  - {type: bias, groups: [v]}
                  - {type: bias, groups: [y]}
                  - {type: pairwise, groups: [v, h]}
                  - {type: pairwise, groups: [y, h]}
                """);
        Path out = folder.resolve("trees.safetensors");
        Object[] common = {
            "train", "--data", csv, "-D", "data.label=kind", "-D", "machine=" + machine, "--epochs", "3", "--out", out
        };
        assertThat(run(common).code()).isEqualTo(3); // a missing value is nobody's intention until it is said
        Object[] missing = java.util.Arrays.copyOf(common, common.length + 2);
        missing[common.length] = "-D";
        missing[common.length + 1] = "data.missing=as-nan";
        Run run = run(missing);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("maximum likelihood (gibbs-10");
        assertThat(run.out()).contains("reconstruction error");
        ModelFile stored = ModelFile.read(out, Vocabulary.core());
        assertThat(stored.provenance()).containsEntry("data.classes", "[\"ash\",\"elm\",\"oak\"]");
        Path other = Files.writeString(folder.resolve("other.csv"), "a,b,c,kind\n" + "1,0,0,oak\n".repeat(9));
        Run evaluated = run("evaluate", out, "--data", other, "--json", "--seed", "1");
        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        Path unknown = Files.writeString(folder.resolve("unknown.csv"), "a,b,c,kind\n" + "1,0,0,yew\n".repeat(9));
        Run refused = run("evaluate", out, "--data", unknown);
        assertThat(refused.code()).isEqualTo(3);
        assertThat(refused.err()).contains("is of class \"yew\", which is none of [ash, elm, oak]");
        assertThat(run("evaluate", out, "--data", csv).err()).contains("missing values");
    }

    @Test
    void aConditionalMachineIsTrainedAndMeasuredGivenItsContext() throws IOException {
        Path csv = Files.writeString(folder.resolve("pairs.csv"), "a,b,c\n" + "0.5,1,0\n-2,0,1\n".repeat(10));
        Path machine = Files.writeString(folder.resolve("conditional.yaml"), """
                groups:
                  - {name: x, type: real, size: 1, role: context}
                  - {name: v, type: bernoulli, role: observed}
                  - {name: h, type: bernoulli, size: 2}
                terms:
                  - {type: bias, groups: [v]}
                  - {type: pairwise, groups: [x, v]}
                  - {type: pairwise, groups: [v, h]}
                """);
        Path out = folder.resolve("conditional.safetensors");
        Run run = run(
                "train",
                "--data",
                csv,
                "-D",
                "machine=" + machine,
                "-D",
                "negative-phase=cd",
                "--epochs",
                "300",
                "-D",
                "learning-rate=0.5",
                "-D",
                "batch-size=8",
                "--seed",
                "1",
                "--out",
                out);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("nothing can be drawn");
        assertThat(run.out()).contains("given the context (log Z exact for each)");
        Run evaluated = run("evaluate", out, "--json", "--seed", "1");
        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        // the context says which of two pictures it is: at best 0, at worst two fair coins
        assertThat((Double) evaluated.json().get("mean")).isBetween(-0.7, 0.0);
        assertThat(run("sample", out, "--out", folder.resolve("none.png")).code())
                .isEqualTo(3);
    }

    @Test
    void hiddenUnitsThatTakeTooLongToSumAreBounded() {
        Run run = run(
                "train",
                "--data",
                "bars-and-stripes",
                "--variant",
                "boltzmann-machine",
                "-D",
                "model.hidden=24",
                "--epochs",
                "2",
                "--seed",
                "1",
                "--out",
                folder.resolve("24.safetensors"));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("log likelihood at least -");
    }

    @Test
    void anOptionAndItsSettingMustNotContradict() {
        Run run = run("train", "-D", "epochs=2", "--epochs", "1", "--out", folder.resolve("twice.safetensors"));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("epochs is given twice, as 2 and as 1");
    }
}
