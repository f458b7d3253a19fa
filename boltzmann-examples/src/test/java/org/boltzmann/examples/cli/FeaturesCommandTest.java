package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.data.DataOptions;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.LabelColumn;
import org.boltzmann.core.data.Split;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.wiring.Contributions;
import org.boltzmann.core.wiring.DataSets;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeaturesCommandTest {

    private static final String RBM = """
            machine:
              groups:
                - {name: v, type: bernoulli, role: observed}
                - {name: h, type: bernoulli, size: 4}
              terms:
                - {type: bias, groups: [v]}
                - {type: bias, groups: [h]}
                - {type: pairwise, groups: [v, h]}
            learning-rate: 0.5
            batch-size: 10
            """;

    @TempDir
    private static Path folder;

    private static Path trees;
    private static Path model;
    private static BoltzmannMachine machine;
    private static List<float[]> rows;

    @BeforeAll
    static void train() throws IOException {
        trees = LabelledModels.trees(folder, "ash", "elm", "oak");
        model = LabelledModels.train(folder, "rbm", RBM, trees, "--epochs=20");
        machine = ModelFile.read(model, Contributions.catalog().vocabulary()).machine();
        rows = Files.readAllLines(trees).stream()
                .skip(1)
                .map(line -> {
                    String[] fields = line.split(",");
                    float[] row = new float[6];
                    for (int i = 0; i < 6; i++) {
                        row[i] = Float.parseFloat(fields[i]);
                    }
                    return row;
                })
                .toList();
    }

    private static Commands done(Object... arguments) {
        Commands run = Commands.run(arguments);
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    private static void assertRefused(int code, String told, Object... arguments) {
        Commands run = Commands.run(arguments);
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertThat(run.err()).contains(told);
        assertThat(run.out()).isEmpty();
    }

    /** c + v W for a row. */
    private static double[] fields(float[] v) {
        Matrix w = machine.theta().of(machine.parameter("v-h.weights"));
        Matrix c = machine.theta().of(machine.parameter("h.bias"));
        double[] fields = new double[4];
        for (int j = 0; j < 4; j++) {
            fields[j] = c.data()[j];
            for (int i = 0; i < 6; i++) {
                fields[j] += v[i] * w.get(i, j);
            }
        }
        return fields;
    }

    private static double[] logistic(float[] v) {
        return Arrays.stream(fields(v)).map(field -> 1 / (1 + Math.exp(-field))).toArray();
    }

    private static double freeEnergy(float[] v) {
        Matrix b = machine.theta().of(machine.parameter("v.bias"));
        double energy = 0;
        for (int i = 0; i < 6; i++) {
            energy -= v[i] * b.data()[i];
        }
        for (double field : fields(v)) {
            energy -= Math.log1p(Math.exp(field));
        }
        return energy;
    }

    private static Path bare() throws IOException {
        StringBuilder text = new StringBuilder("a,b,c,d,e,f\n");
        for (float[] row : rows) {
            for (int i = 0; i < 6; i++) {
                text.append((int) row[i]).append(i < 5 ? "," : "\n");
            }
        }
        return Files.writeString(folder.resolve("bare.csv"), text);
    }

    private static List<String> all(String command, Path out) throws IOException {
        done(command, model, "--data", bare(), "-Ddata.label=none", "--split=train", "--out", out);
        return Files.readAllLines(out);
    }

    @Test
    void featuresAreTheLogisticOfTheFields() throws IOException {
        List<String> lines = all("features", folder.resolve("features.csv"));
        assertThat(lines.get(0)).isEqualTo("index,h[0],h[1],h[2],h[3]");
        assertThat(lines).hasSizeGreaterThan(50);
        DataSet part = part();
        assertThat(lines).hasSize(1 + part.size());
        for (int example = 0; example < part.size(); example++) {
            String[] fields = lines.get(1 + example).split(",");
            assertThat(fields[0]).isEqualTo(Integer.toString(part.rows()[example]));
            double[] expected = logistic(row(part, example));
            for (int j = 0; j < 4; j++) {
                assertThat(Double.parseDouble(fields[j + 1])).isCloseTo(expected[j], within(1e-6));
            }
        }
    }

    /** The part of the file that the commands are given, in its order. */
    private static DataSet part() throws IOException {
        return new DataSets(Map.of(), folder, DataOptions.standard().withLabel(LabelColumn.none()))
                .load(bare().toString(), Split.TRAIN);
    }

    private static float[] row(DataSet part, int example) {
        float[] row = new float[6];
        for (int i = 0; i < 6; i++) {
            row[i] = part.values().get(i, example);
        }
        return row;
    }

    @Test
    void scoresAreFreeEnergies() throws IOException {
        List<String> lines = all("score", folder.resolve("scores.csv"));
        assertThat(lines.get(0)).isEqualTo("index,free-energy");
        DataSet part = part();
        assertThat(lines).hasSize(1 + part.size());
        for (int example = 0; example < part.size(); example++) {
            double score = Double.parseDouble(lines.get(1 + example).split(",")[1]);
            assertThat(score).isCloseTo(freeEnergy(row(part, example)), within(1e-5));
        }
    }

    @Test
    void theJsonHoldsFeaturesAndQuantiles() {
        Map<?, ?> features = done("features", model, "--json").json();
        List<?> h = (List<?>) ((Map<?, ?>) features.get("features")).get("h");
        assertThat(h).hasSize(((Long) features.get("examples")).intValue());
        assertThat((List<?>) h.get(0)).hasSize(4);
        Map<?, ?> scores = done("score", model, "--json").json();
        Map<?, ?> quantiles = (Map<?, ?>) scores.get("free-energy-quantiles");
        assertThat((Double) quantiles.get("0%")).isLessThanOrEqualTo((Double) quantiles.get("50%"));
        assertThat((Double) quantiles.get("50%")).isLessThanOrEqualTo((Double) quantiles.get("100%"));
    }

    @Test
    void arraysAreWritten() {
        for (String name : List.of("x.npy", "x.npz")) {
            Path out = folder.resolve(name);
            assertThat(done("features", model, "--out", out).out()).contains("features " + out, "units {h=4}");
            assertThat(out).isNotEmptyFile();
        }
    }

    @Test
    void quantilesAreValuesThatOccur() {
        assertThat(ScoreCommand.quantiles(new double[] {3, 1, 2}))
                .containsEntry("0%", 1.0)
                .containsEntry("50%", 2.0)
                .containsEntry("95%", 3.0);
    }

    @Test
    void whatCannotBeDoneIsRefused() throws IOException {
        assertRefused(ExitCodes.USAGE, "name a file .csv or .npy or .npz", "features", model, "--out", "a.txt");
        assertRefused(ExitCodes.REFUSED, "--group takes one of [h]", "features", model, "--group=g");
        Path deep = LabelledModels.train(folder, "deep", LabelledModels.DEEP, trees, "--epochs=1");
        assertRefused(ExitCodes.REFUSED, "independent", "features", deep);
        assertRefused(ExitCodes.REFUSED, "independent", "score", deep);
    }
}
