package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyCommandTest {

    private static final int ORANGE = 0xffa000;

    @TempDir
    private static Path folder;

    private static Path trees;
    private static Path model;

    @BeforeAll
    static void train() throws IOException {
        trees = LabelledModels.trees(folder, "ash", "elm", "oak");
        model = LabelledModels.train(folder, "trees", LabelledModels.CLASSIFYING, trees, "--epochs=60");
    }

    private static List<String> lines(Object... arguments) {
        Commands run = Commands.run(arguments);
        assertThat(run.code()).as(run.err()).isZero();
        return run.out().lines().toList();
    }

    private static void assertRefused(int code, String told, Object... arguments) {
        Commands run = Commands.run(arguments);
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertThat(run.err()).contains(told);
        assertThat(run.out()).isEmpty();
    }

    private static Path unlabelled() throws IOException {
        return Files.writeString(
                folder.resolve("unlabelled.csv"), "a,b,c,d,e,f\n" + "0,1,0,1,1,1\n1,0,0,0,0,1\n".repeat(10));
    }

    @Test
    void eachExampleHasALineWithTheProbabilityOfEachClass() {
        List<String> lines = lines("classify", model, "--split=train");
        assertThat(lines.get(0)).isEqualTo("index,predicted,ash,elm,oak,true");
        for (int example = 0; example < lines.size() - 1; example++) {
            String[] fields = lines.get(example + 1).split(",");
            int row = Integer.parseInt(fields[0]);
            assertThat(fields[5])
                    .as("of the row of the file")
                    .isEqualTo(List.of("ash", "elm", "oak").get(row % 3));
            double[] p = {Double.parseDouble(fields[2]), Double.parseDouble(fields[3]), Double.parseDouble(fields[4])};
            assertThat(p[0] + p[1] + p[2]).isCloseTo(1, within(1e-6));
            int predicted = List.of("ash", "elm", "oak").indexOf(fields[1]);
            assertThat(Arrays.stream(p).max().orElseThrow()).isEqualTo(p[predicted]);
            assertThat(fields[1]).isEqualTo(fields[5]);
        }
    }

    @Test
    void dataNeedNoLabels() throws IOException {
        List<String> lines = lines("classify", model, "--data", unlabelled(), "-Ddata.label=none", "--split=train");
        assertThat(lines.get(0)).isEqualTo("index,predicted,ash,elm,oak");
        assertThat(lines.subList(1, lines.size())).allMatch(line -> line.matches("\\d+,(ash|elm),[^,]+,[^,]+,[^,]+"));
    }

    @Test
    void aTableIsWrittenAndTheErrorsAreThoseThatEvaluateCounts() throws IOException {
        Path out = folder.resolve("classes.CSV");
        Path mislabelled = mislabelled();
        List<String> printed = lines("classify", model, "--data", mislabelled);
        List<String> told = lines("classify", model, "--data", mislabelled, "--out", out);
        assertThat(Files.readAllLines(out)).isEqualTo(printed);
        Map<?, ?> evaluated =
                Commands.run("evaluate", model, "--data", mislabelled, "--json").json();
        assertThat((Double) evaluated.get("error-rate")).isBetween(0.2, 1.0);
        assertThat(told.get(0)).isEqualTo("predictions " + out);
        assertThat(told.get(1)).contains("(" + evaluated.get("errors") + " of " + evaluated.get("examples"));
        assertThat(printed.stream().skip(1).filter(line -> !line.split(",")[1].equals(line.split(",")[5])))
                .hasSize(((Long) evaluated.get("errors")).intValue());
    }

    /** The same trees, but two kinds have changed their names. */
    private static Path mislabelled() throws IOException {
        return LabelledModels.trees(folder, "ash", "oak", "elm");
    }

    @Test
    void theJsonHoldsEveryPrediction() {
        Map<?, ?> result = Commands.run("classify", model, "--json", "--out=-").json();
        assertThat(result.get("classes")).isEqualTo(List.of("ash", "elm", "oak"));
        assertThat(result.get("errors")).isEqualTo(0L);
        List<?> predictions = (List<?>) result.get("predictions");
        assertThat(predictions).hasSize(((Long) result.get("examples")).intValue());
        Map<?, ?> first = (Map<?, ?>) predictions.get(0);
        assertThat((List<?>) first.get("probabilities")).hasSize(3);
        assertThat(first.get("predicted")).isEqualTo(first.get("true"));
    }

    @Test
    void namesAreQuotedWhereATableNeedsIt() throws IOException {
        Path odd = Files.writeString(
                folder.resolve("odd.csv"),
                Files.readString(trees).replace("ash", "\"ash, \"\"old\"\"\"").replace("oak", "quercus"));
        Path named = LabelledModels.train(folder, "odd", LabelledModels.CLASSIFYING, odd, "--epochs=1");
        assertThat(lines("classify", named).get(0)).isEqualTo("index,predicted,\"ash, \"\"old\"\"\",elm,quercus,true");
    }

    @Test
    void picturesAreSortedIntoRowsOfClassesAndErrorsFramed() throws IOException {
        Path out = folder.resolve("classes.png");
        List<String> told = lines("classify", model, "--split=train", "--out", out);
        assertThat(told.get(0)).isEqualTo("picture " + out);
        assertThat(told.get(told.size() - 1)).isEqualTo("rows from above: ash, elm, oak");
        BufferedImage right = ImageIO.read(out.toFile());
        // 20 across of 3 pixels zoomed 18 times, and a gap of 5 each; 3 down of 2 pixels; and a gap at the end
        assertThat(right.getWidth()).isEqualTo(20 * (3 * 18 + 5) + 5);
        assertThat(right.getHeight()).isEqualTo(3 * (2 * 18 + 5) + 5);
        assertThat(isFramed(right, 0)).isFalse();
        assertThat(isFramed(right, 1)).isFalse();
        assertThat(right.getRGB(5, 5) & 0xffffff).isEqualTo(0xffffff); // of an ash the first bit is on
        lines("classify", model, "--split=train", "--data", mislabelled(), "--out", out);
        BufferedImage wrong = ImageIO.read(out.toFile());
        assertThat(isFramed(wrong, 0)).isFalse();
        assertThat(isFramed(wrong, 1)).isTrue();
    }

    /** The pixel left above the first picture of a row. */
    private static boolean isFramed(BufferedImage image, int row) {
        return (image.getRGB(4, 5 + row * (2 * 18 + 5) - 1) & 0xffffff) == ORANGE;
    }

    @Test
    void picturesOfUnlabelledDataHaveNoFramesAndOnlyRowsOfClassesThatOccur() throws IOException {
        Path out = folder.resolve("unlabelled.png");
        List<String> told = lines("classify", model, "--data", unlabelled(), "-Ddata.label=none", "--out", out);
        assertThat(told.get(told.size() - 1)).isEqualTo("rows from above: ash, elm");
        assertThat(told.get(1)).isEqualTo("20 examples");
    }

    @Test
    void anotherKindOfFileIsRefusedBeforeAnyWork() {
        assertRefused(ExitCodes.USAGE, "name a file .csv or .png", "classify", model, "--out", folder.resolve("a.txt"));
        assertRefused(
                ExitCodes.INPUT_OUTPUT,
                "no such file or folder",
                "classify",
                model,
                "--out",
                folder.resolve("none").resolve("a.csv"));
    }

    @Test
    void dataThatDoNotFitAreRefused() throws IOException {
        Path unknown = LabelledModels.trees(folder, "ash", "elm", "yew");
        assertRefused(ExitCodes.REFUSED, "is of class \"yew\"", "classify", model, "--data", unknown);
        Path holed =
                Files.writeString(folder.resolve("holed.csv"), "a,b,c,d,e,f,kind\n" + "1,0,0,,1,1,oak\n".repeat(20));
        assertRefused(ExitCodes.REFUSED, "missing values", "classify", model, "--data", holed, "-Ddata.missing=as-nan");
        assertRefused(ExitCodes.REFUSED, "features", "classify", model, "--data=bars-and-stripes", "-Ddata.label=none");
    }

    @Test
    void machinesThatDoNotClassifyAreRefused() throws IOException {
        Path deep = LabelledModels.train(folder, "deep", LabelledModels.DEEP, trees, "--epochs=1");
        assertRefused(ExitCodes.REFUSED, "pairwise(h1,h2) joins them", "classify", deep);
        Path bare = LabelledModels.train(
                folder,
                "bare",
                LabelledModels.CLASSIFYING.replaceAll("(?m)^.*(name: y|\\[y).*\n", ""),
                trees,
                "--epochs=1");
        assertRefused(ExitCodes.REFUSED, "holds a label", "classify", bare);
    }

    @Test
    void aMachineOfContextAloneClassifiesButIsNoPicture() throws IOException {
        Path context = LabelledModels.train(folder, "context", """
                machine:
                  groups:
                    - {name: x, type: real, role: context}
                    - {name: y, type: one-hot, role: label}
                  terms:
                    - {type: bias, groups: [y]}
                    - {type: pairwise, groups: [x, y]}
                learning-rate: 0.5
                batch-size: 10
                """, trees, "--epochs=60", "-Dnegative-phase=exact");
        assertThat(lines("classify", context).get(0)).isEqualTo("index,predicted,ash,elm,oak,true");
        assertRefused(
                ExitCodes.REFUSED,
                "--out FILE.csv writes a table instead",
                "classify",
                context,
                "--out",
                folder.resolve("context.png"));
    }

    @Test
    void examplesWithoutALabelAmongOthersAreClassifiedTooAndNotJudged() throws IOException {
        Path some = Files.writeString(
                folder.resolve("some.csv"), Files.readString(trees).replace("oak", ""));
        List<String> lines = lines("classify", model, "--data", some, "--split=train");
        assertThat(lines.stream().filter(line -> line.matches("\\d+,oak,.*,"))).isNotEmpty();
        assertThat(lines.stream().skip(1))
                .allMatch(line -> line.matches("\\d+,oak,.*,") || line.matches("\\d+,(ash|elm),.*,\\1"));
    }
}
