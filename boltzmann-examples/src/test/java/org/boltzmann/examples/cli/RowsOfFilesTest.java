package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.boltzmann.core.data.DataFiles;
import org.boltzmann.core.data.DataOptions;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.LabelColumn;
import org.boltzmann.core.data.NpzWriter;
import org.boltzmann.core.io.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is named to a command means all its rows, in its order, whatever else the command does. */
class RowsOfFilesTest {

    @TempDir
    private static Path folder;

    private static Path trees;
    private static Path model;

    @BeforeAll
    static void train() throws IOException {
        trees = LabelledModels.trees(folder, "ash", "elm", "oak");
        model = LabelledModels.train(folder, "trees", LabelledModels.CLASSIFYING, trees, "--epochs=60");
    }

    private static Commands done(Object... arguments) {
        Commands run = Commands.run(arguments);
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    /** How many examples a command took. */
    private static long examples(Object... arguments) {
        List<Object> words = new ArrayList<>(List.of(arguments));
        words.add("--json");
        return (Long) done(words.toArray()).json().get("examples");
    }

    private static List<String[]> table(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.split(",", -1))
                .toList();
    }

    private static Path resource(String name) throws IOException {
        Path file = folder.resolve(name);
        try (var in = RowsOfFilesTest.class.getResourceAsStream("/known/" + name)) {
            Files.write(file, in.readAllBytes());
        }
        return file;
    }

    private static Path known() throws IOException {
        Path known = folder.resolve("known.safetensors");
        done("import", resource("known-6x3.npz"), "--as=scikit-learn", "--out", known);
        return known;
    }

    @Test
    void scoresOfAKnownMachineAreThoseOfEachRow() throws IOException {
        Path out = folder.resolve("known.csv");
        done("score", known(), "--data", resource("plain.csv"), "--out", out);
        List<String> expected = Files.readAllLines(resource("known-6x3.free-energies-of-X.txt"));
        List<String[]> lines = table(out);
        assertThat(lines).hasSize(13);
        for (int row = 0; row < 12; row++) {
            assertThat(lines.get(row + 1)[0]).isEqualTo(Integer.toString(row));
            assertThat(Double.parseDouble(lines.get(row + 1)[1]))
                    .isCloseTo(
                            Double.parseDouble(expected.get(row)),
                            within(2e-6)); // printed to 6 digits, single precision
        }
    }

    @Test
    void scoresAreJoinedBackByTheIdsOfTheRows() throws IOException {
        List<String> plain = Files.readAllLines(resource("plain.csv"));
        List<String> expected = Files.readAllLines(resource("known-6x3.free-energies-of-X.txt"));
        StringBuilder shuffled = new StringBuilder("who," + plain.get(0) + "\n");
        for (int row = 0; row < 12; row++) {
            int from = (5 * row + 3) % 12; // 5 and 12 have no common divisor: every row once
            shuffled.append("r")
                    .append(from)
                    .append(',')
                    .append(plain.get(from + 1))
                    .append('\n');
        }
        Path file = Files.writeString(folder.resolve("shuffled.csv"), shuffled);
        Path out = folder.resolve("joined.csv");
        for (List<String> split : List.of(List.<String>of(), List.of("--split=test"))) {
            List<Object> words =
                    new ArrayList<>(List.of("score", known(), "--data", file, "-Ddata.id=who", "--out", out));
            words.addAll(split);
            Commands run = done(words.toArray());
            assertThat(run.err()).contains("the machine knows no names of columns");
            List<String[]> lines = table(out);
            assertThat(lines).hasSize(split.isEmpty() ? 13 : 3);
            assertThat(lines.get(0)).startsWith("index", "id", "free-energy");
            for (String[] line : lines.subList(1, lines.size())) {
                double own = Double.parseDouble(expected.get(Integer.parseInt(line[1].substring(1))));
                assertThat(Double.parseDouble(line[2])).isCloseTo(own, within(2e-6));
            }
        }
    }

    @Test
    void allCommandsTakeAllRows() throws IOException {
        for (String command : List.of("score", "features", "classify")) {
            Path out = folder.resolve(command + ".csv");
            done(command, model, "--data", trees, "--out", out);
            List<String[]> lines = table(out);
            assertThat(lines).as(command).hasSize(121);
            int label = lines.get(0).length - 1;
            for (int row = 0; row < 120; row++) {
                assertThat(lines.get(row + 1)[0]).isEqualTo(Integer.toString(row));
                assertThat(lines.get(row + 1)[label])
                        .isEqualTo(List.of("ash", "elm", "oak").get(row % 3));
            }
        }
        assertThat(examples("evaluate", model, "--data", trees)).isEqualTo(120);
        assertThat(examples("complete", model, "--data", trees, "--mask=random:0.3", "--out", folder.resolve("c.csv")))
                .isEqualTo(120);
    }

    @Test
    void aPartKnowsTheRowsOfTheFile() throws IOException {
        Map<String, String> all = energies();
        List<Integer> seen = new ArrayList<>();
        for (String part : List.of("train", "test")) {
            Path out = folder.resolve(part + ".csv");
            done("score", model, "--data", trees, "--split", part, "--out", out);
            for (String[] line : table(out).subList(1, table(out).size())) {
                assertThat(line[1]).isEqualTo(all.get(line[0]));
                seen.add(Integer.parseInt(line[0]));
            }
        }
        assertThat(seen)
                .hasSize(120)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 120).boxed().toList());
    }

    private static Map<String, String> energies() throws IOException {
        Path out = folder.resolve("all.csv");
        done("score", model, "--data", trees, "--out", out);
        Map<String, String> energies = new HashMap<>();
        table(out).forEach(line -> energies.put(line[0], line[1]));
        return energies;
    }

    @Test
    void arraysComeWithRowsAndLabels() throws IOException {
        Path out = folder.resolve("features.npz");
        done("features", model, "--data", trees, "--split=test", "--out", out);
        DataOptions means = DataOptions.standard().withExamples("h");
        DataSet kinds = DataFiles.read(out, means.withLabel(LabelColumn.named("y")));
        DataSet rows = DataFiles.read(out, means.withLabel(LabelColumn.named("index")));
        assertThat(kinds.size()).isEqualTo(24);
        for (int n = 0; n < 24; n++) {
            int row = Integer.parseInt(rows.classNames().get(rows.label(n)));
            assertThat(kinds.classNames().get(kinds.label(n)))
                    .isEqualTo(List.of("ash", "elm", "oak").get(row % 3));
        }
    }

    @Test
    void whatTheMachineWasTrainedOnIsTold() throws IOException {
        assertThat(done("score", model, "--data", trees).err())
                .contains("holds the 96 examples that the machine was trained on; --split test takes only the others");
        Path others = Files.writeString(
                folder.resolve("others.csv"),
                Files.readString(trees).replaceFirst("1,0,0,0,0,1,ash", "1,1,1,0,0,1,ash"));
        assertThat(done("score", model, "--data", others).err()).doesNotContain("trained on");
        assertThat(done("score", model).err()).contains("taking the 24 examples", "--split all");
        assertThat(examples("score", model, "--split=all")).isEqualTo(120);
    }

    @Test
    void allOfADataSetWithANameAreItsPartsOneAfterAnother() {
        Map<?, ?> all = done("features", model(), "--data=bars-and-stripes", "--split=all", "--json")
                .json();
        assertThat(all.get("examples")).isEqualTo(60L);
        assertThat(((List<?>) all.get("index")).get(59)).isEqualTo(59L);
    }

    private static Path model() {
        Path bars = folder.resolve("bars.safetensors");
        done("train", "--data=bars-and-stripes", "--epochs=1", "--seed=1", "-Dmodel.hidden=2", "--out", bars);
        return bars;
    }

    @Test
    void theLabelOfTheTrainingIsOptionalWhereItIsNotNeeded() throws IOException {
        Path bare = folder.resolve("bare.csv");
        Files.writeString(bare, Files.readString(trees).replaceAll("(?m),\\w+$", ""));
        for (String command : List.of("score", "features", "classify")) {
            Commands run = done(command, model, "--data", bare);
            assertThat(run.err()).contains("has no label kind, and is read without (data.label)");
        }
        done("complete", model, "--data", bare, "--mask=random:0.3", "--out", folder.resolve("c.csv"));
        Commands refused = Commands.run("evaluate", model, "--data", bare, "--metric=classification");
        assertThat(refused.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(refused.err()).contains("data.label");
        Commands asked = Commands.run("classify", model, "--data", bare, "-Ddata.label=sort");
        assertThat(asked.code()).as("who names a label wants it").isEqualTo(ExitCodes.REFUSED);
    }

    @Test
    void aLabelAtAPlaceIsOptionalToo() throws IOException {
        Path bare = folder.resolve("bare-place.csv");
        Files.writeString(bare, Files.readString(trees).replaceAll("(?m),\\w+$", ""));
        Path last = folder.resolve("last.safetensors");
        Path config = Files.writeString(folder.resolve("last.yaml"), LabelledModels.CLASSIFYING);
        done("train", "--config", config, "--data", trees, "-Ddata.label=-1", "--seed=1", "--epochs=1", "--out", last);
        assertThat(done("classify", last, "--data", trees).out().lines()).hasSize(121);
        Commands run = done("classify", last, "--data", bare);
        assertThat(run.out().lines()).hasSize(121);
        assertThat(run.out()).startsWith("index,predicted,ash,elm,oak\n");
        assertThat(run.err()).contains("read without (data.label)");
    }

    @Test
    void trainSaysWhatIsHeldOutAndOfWhich() throws IOException {
        String[] usual = {"train", "--data", trees.toString(), "-Ddata.label=kind", "--epochs=1", "--seed=1"};
        Path out = folder.resolve("held.safetensors");
        assertThat(train(usual, out).err())
                .contains("96 of 120 rows for training, 24 held out for testing (data.test-share=0.2; --test FILE");
        Commands none = train(usual, out, "-Ddata.test-share=0");
        assertThat(none.err()).contains("120 of 120 rows for training, none held out for testing (data.test-share=0");
        assertThat(none.out()).contains("120 training examples: ").doesNotContain("test examples");
        assertThat(examples("evaluate", out)).as("of the model's own data").isEqualTo(120);
        Commands refused = Commands.run("evaluate", out, "--split=test");
        assertThat(refused.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(refused.err()).contains("data.test-share is 0");
        assertThat(train(usual, out, "-Ddata.test-share=0.5").err())
                .contains("60 of 120 rows for training, 60 held out");
        assertThat(examples("evaluate", out)).isEqualTo(60);
        assertThat(done("reproduce", out).out()).contains("identical");
        assertThat(done("inspect", out, "--yaml").out()).contains("data.test-share: ");
    }

    @Test
    void examplesForTestingMayHaveAFileOfTheirOwn() throws IOException {
        List<String> lines = Files.readAllLines(trees);
        Path test = Files.write(folder.resolve("test.csv"), lines.subList(0, 31));
        Path out = folder.resolve("own.safetensors");
        Commands run = train(
                new String[] {"train", "--data", trees.toString(), "-Ddata.label=kind", "--epochs=1", "--seed=1"},
                out,
                "--test=" + test);
        assertThat(run.err()).contains("120 rows for training, 30 of " + test + " for testing (data.test)");
        assertThat(run.out()).contains("30 test examples: ");
        assertThat(examples("evaluate", out)).isEqualTo(30);
        assertThat(examples("evaluate", out, "--data", trees)).isEqualTo(120);
        assertThat(Commands.run("evaluate", out, "--data", trees, "--split=test")
                        .err())
                .contains("data.test-share is 0");
        assertThat(done("reproduce", out).out()).contains("identical");
    }

    private static Commands train(String[] usual, Path out, String... more) {
        List<Object> words = new ArrayList<>(List.of(usual));
        words.addAll(List.of("-Dmodel.hidden=2", "--out=" + out));
        words.addAll(List.of(more));
        return done(words.toArray());
    }

    @Test
    void partsThatAFileBringsAreItsParts() throws IOException {
        Path file = folder.resolve("parts.npz");
        Map<String, Tensor> arrays = new HashMap<>();
        for (Map.Entry<String, Integer> part :
                Map.of("train", 12, "val", 4, "test", 7).entrySet()) {
            float[] x = new float[6 * part.getValue()];
            float[] y = new float[part.getValue()];
            for (int n = 0; n < y.length; n++) {
                x[6 * n + n % 6] = 1;
                y[n] = n % 2;
            }
            arrays.put("x_" + part.getKey(), Tensor.of(x, y.length, 6));
            arrays.put("y_" + part.getKey(), Tensor.of(y, y.length));
        }
        NpzWriter.write(file, arrays);
        Path out = folder.resolve("parts.safetensors");
        Commands run = done("train", "--data", file, "--epochs=1", "--seed=1", "-Dmodel.hidden=2", "--out", out);
        assertThat(run.err())
                .contains("brings its parts: x_train for training, x_val for validation, x_test for testing")
                .contains("12 examples for training, 7 for testing, as ");
        assertThat(run.out()).contains("7 test examples: ");
        assertThat(examples("score", out, "--data", file)).isEqualTo(23);
        assertThat(examples("score", out, "--data", file, "--split=test")).isEqualTo(7);
        assertThat(examples("score", out, "--data", file, "--split=validation")).isEqualTo(4);
    }

    @Test
    void aMendedTableIsTheOldOneButForWhatWasMissing() throws IOException {
        String broken = "kind;a;\"b\";c;d;e;f\noak;0;0;1;1;;1\n\"an elm; or not\";0;;0;1;1;1\nash;1;0;0;0;0;1\n"
                .replace("\"an elm; or not\"", "elm");
        Path file = Files.writeString(folder.resolve("broken.csv"), broken);
        Path out = folder.resolve("mended.csv");
        done("complete", model, "--data", file, "--seed=1", "--out", out);
        List<String> mended = Files.readAllLines(out);
        assertThat(mended.get(0)).isEqualTo("kind;a;\"b\";c;d;e;f");
        assertThat(mended.get(1)).matches("oak;0;0;1;1;[0-9.E-]+;1");
        assertThat(mended.get(2)).matches("elm;0;[0-9.E-]+;0;1;1;1");
        assertThat(mended.get(3)).isEqualTo("ash;1;0;0;0;0;1");
        assertThat(mended).hasSize(4);
        assertThat(examples("classify", model, "--data", out, "-Dencoding=threshold(0.5)"))
                .isEqualTo(3);
    }

    @Test
    void meansHaveAFreeEnergyOnceTheyAreDrawn() throws IOException {
        Path grey = folder.resolve("grey.csv");
        Files.writeString(grey, Files.readString(trees).replaceAll("(?m)^0,", "0.25,"));
        Path out = folder.resolve("means.safetensors");
        done("train", "--data", grey, "-Ddata.label=kind", "-Dencoding=means", "--epochs=1", "--out", out);
        Commands refused = Commands.run("score", out, "--data", grey);
        assertThat(refused.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(refused.err()).contains("-D encoding=bernoulli");
        assertThat(examples("score", out, "--data", grey, "-Dencoding=bernoulli"))
                .isEqualTo(120);
        assertThat(examples("evaluate", out, "--data", grey, "-Dencoding=bernoulli", "--metric=log-likelihood"))
                .isEqualTo(120);
        assertThat(Commands.run("score", out, "--data", grey, "-Dencoding=none").code())
                .isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void labelsOfASparseFileAreOptional() throws IOException {
        Path bare = Files.writeString(folder.resolve("bare.libsvm"), "1:1 6:1\n2:1 4:1 6:1\n");
        Commands run = done("classify", model, "--data", bare);
        assertThat(run.out().lines().map(line -> line.split(",")[0])).containsExactly("index", "0", "1");
        assertThat(run.err()).contains("read without (data.label)");
    }

    @Test
    void dataAndCompareSayWhatIsHeldOut() {
        String line = "96 of 120 rows for training, 24 held out for testing (data.test-share=0.2";
        assertThat(done("data", trees, "-Ddata.label=kind").err()).contains(line);
        Commands compared = done(
                "compare",
                "--data=" + trees,
                "--variant=rbm",
                "-Ddata.label=kind",
                "--epochs=1",
                "--seed=1",
                "-Dmodel.hidden=2",
                "--out=" + folder.resolve("comparison"));
        assertThat(compared.err()).contains(line);
    }
}
