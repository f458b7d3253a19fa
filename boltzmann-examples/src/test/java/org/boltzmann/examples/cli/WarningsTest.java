package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.Vocabulary;
import org.boltzmann.core.train.TrainingProgress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;

class WarningsTest {

    @TempDir
    private Path folder;

    private Commands train(String... more) {
        List<Object> words = new ArrayList<>(List.of(
                "train",
                "--json",
                "--seed=1",
                "-Dais.betas=2",
                "-Dais.chains=2",
                "--out",
                folder.resolve("m.safetensors")));
        words.addAll(List.of(more));
        Commands run = Commands.run(words.toArray());
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    @Test
    void theDefaultIsHealthy() {
        Commands run = train();
        // two chains of two temperatures are too few for a log-likelihood, which says so
        assertThat(run.err()).doesNotContain("free energy", "persistent chains", "of the units", "independent units");
        assertThat((List<?>) run.json().get("warnings")).isEmpty();
    }

    @Test
    void aRateThatKillsUnitsIsToldOnce() {
        String[] sick = {"--data=stroke-digits", "--epochs=5", "-Dlearning-rate=5", "-Ddata.examples=1500"};
        Commands run = train(sick);
        assertThat((List<?>) run.json().get("warnings")).isNotEmpty();
    }

    @Test
    void whoLearnsFewExamplesByHeartIsTold() {
        Commands run = train(
                "--data=stroke-digits",
                "--epochs=200",
                "-Ddata.examples=200",
                "-Dvalidation=100",
                "-Dmodel.hidden=500",
                "-Dlearning-rate=0.2",
                "-Dl2=0",
                "-Dnegative-phase=cd",
                "-Dbatch-size=10",
                "-Dencoding=threshold(0.5)");
        assertThat(run.err()).containsOnlyOnce("warning: the free energy of validation data has risen");
    }

    /** The gap of the free energies opens while both likelihoods rise: 8 x 8 digits were told to overfit after 300 of 1,500 good epochs. */
    @Test
    void aGapThatOpensWhileBothPartsAreExplainedBetterIsNoAlarm() {
        Commands run = train(
                "--data=stroke-digits",
                "--epochs=60",
                "-Ddata.examples=1400",
                "-Dmodel.hidden=100",
                "-Dencoding=threshold(0.5)");
        assertThat(run.err()).doesNotContain("free energy");
    }

    @Test
    void theBaselineStandsBesideTheLogLikelihoodAndWhoLearnsNothingIsTold() {
        Commands nothing = train("--data=bars-and-stripes", "--epochs=2", "-Dlearning-rate=0");
        assertThat(nothing.err()).contains("warning: the machine is worse than independent units");
        Map<?, ?> figures = (Map<?, ?>) nothing.json().get("log-likelihood");
        // each of the 16 units is on in half of the examples
        assertThat((double) figures.get("independent-units")).isCloseTo(16 * Math.log(0.5), within(1e-3));
        Commands much = train("--data=bars-and-stripes");
        assertThat(much.err()).doesNotContain("independent units");
        assertThat(figure(much)).isGreaterThan(-6);
    }

    private static double figure(Commands run) {
        return (double) ((Map<?, ?>) run.json().get("log-likelihood")).get("mean");
    }

    @Test
    void aTableHasNoPictureAndOtherDataOnlyIfItIsWanted() throws IOException {
        Path table = Files.writeString(folder.resolve("table.csv"), "a,b,c\n" + "0,1,1\n1,0,0\n".repeat(20));
        assertThat(train("--data=" + table, "--epochs=1").err()).contains("no picture is drawn: 3 columns of a table");
        assertThat(train("--data=bars-and-stripes", "--epochs=1", "-Dpicture=no")
                        .json()
                        .containsKey("picture"))
                .isFalse();
        assertThat(train("--data=bars-and-stripes", "--epochs=1").json().containsKey("picture"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ais.chains", "ais.betas"})
    void annealingThatNoMachineCanPayForIsRefusedBeforeTraining(String key) {
        Commands run = Commands.run(
                "train",
                "--data=bars-and-stripes",
                "-D" + key + "=2000000000",
                "--out=" + folder.resolve("never.safetensors"));
        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains(key + " is \"2000000000\"").doesNotContain("epoch ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hybrid-rbm",
                "discriminative-rbm",
                "sparse-hybrid-rbm",
                "class-rbm",
                "class-multiplicative-rbm",
                "two-group-rbm"
            })
    void missingValuesWithALabelAreRefusedBeforeTrainingAndOneClassToo(String variant) throws IOException {
        Path gaps = Files.writeString(folder.resolve("gaps.csv"), "a,b,kind\n" + "0,,yes\n1,0,no\n".repeat(20));
        Path one = Files.writeString(folder.resolve("one.csv"), "a,b,kind\n" + "0,1,yes\n1,0,yes\n".repeat(20));
        String out = "--out=" + folder.resolve("never.safetensors");
        if (!variant.equals("class-rbm")) { // learns p(data, label), which sums over what is missing
            refusesGaps(variant, gaps, out);
        }
        Commands single = Commands.run("train", "--data", one, "--variant", variant, "-Ddata.label=kind", out);
        assertThat(single.code()).as(single.err()).isEqualTo(ExitCodes.REFUSED);
        assertThat(single.err()).contains("one class only");
    }

    private static void refusesGaps(String variant, Path gaps, String out) {
        Commands run = Commands.run(
                "train", "--data", gaps, "--variant", variant, "-Ddata.missing=as-nan", "-Ddata.label=kind", out);
        assertThat(run.code()).as(run.err()).isIn(ExitCodes.USAGE, ExitCodes.REFUSED);
        assertThat(run.err()).contains("missing values").doesNotContain("examples), seed");
    }

    @Test
    void aFullDiskBelowTensorBoardEndsNoTraining() throws IOException {
        Path folderOfEvents = folder.resolve("gone");
        List<String> told = new ArrayList<>();
        ScalarEvents events = new ScalarEvents(Files.writeString(folderOfEvents, "no folder"), told::add);
        TrainingProgress progress = Mockito.mock(TrainingProgress.class);
        events.epochEnded(progress);
        events.epochEnded(progress);
        assertThat(told).singleElement().asString().contains("gone", "training goes on");
        Commands run = Commands.run(
                "train",
                "--data=bars-and-stripes",
                "--tensorboard",
                folderOfEvents,
                "--out=" + folder.resolve("never.safetensors"));
        assertThat(run.code()).isEqualTo(ExitCodes.INPUT_OUTPUT);
        assertThat(run.err()).contains("gone").doesNotContain("epoch ");
    }

    @Test
    void aTrendIsThatOfTheLastFifths() {
        assertThat(Trend.isRising(
                        IntStream.range(0, 50).mapToObj(n -> (double) n).toList()))
                .isTrue();
        assertThat(Trend.isRising(IntStream.range(0, 50)
                        .mapToObj(n -> 1 - Math.exp(-n / 5.0))
                        .toList()))
                .isFalse();
        assertThat(Trend.isRising(
                        IntStream.range(0, 50).mapToObj(n -> (double) -n).toList()))
                .isFalse();
        assertThat(Trend.isRising(List.of(1.0, 2.0))).isFalse();
    }

    @Test
    void thatThereAreWarningsChangesNoBit() throws IOException {
        train("--epochs=3", "-Dlearning-rate=0.1");
        byte[] with = Files.readAllBytes(folder.resolve("m.safetensors"));
        Commands without = train("--epochs=3", "-Dlearning-rate=0.1", "-Dwarnings=no");
        assertThat((List<?>) without.json().get("warnings")).isEmpty();
        ModelFile one = ModelFile.read(folder.resolve("m.safetensors"), Vocabulary.core());
        Path other = Files.write(folder.resolve("with.safetensors"), with);
        assertThat(ModelFile.read(other, Vocabulary.core()).tensors()).isEqualTo(one.tensors());
    }

    @Test
    void theMetricsOfEpochsGoToTensorBoardToo() throws IOException {
        Path events = folder.resolve("events");
        train("--data=bars-and-stripes", "--epochs=4", "-Dlearning-rate=0.1", "--tensorboard=" + events);
        try (Stream<Path> files = Files.list(events)) {
            Path file = files.reduce((a, b) -> {
                        throw new AssertionError("two files");
                    })
                    .orElseThrow();
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            for (String tag : List.of("reconstruction-error", "pseudo-log-likelihood", "examples-per-second")) {
                assertThat(text.split(tag, -1)).as(tag).hasSize(1 + 4);
            }
        }
    }
}
