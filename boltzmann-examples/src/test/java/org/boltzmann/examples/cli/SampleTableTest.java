package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.boltzmann.core.data.NpzArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleTableTest {

    @TempDir
    private Path folder;

    private Path trained(Object... options) {
        Path model = folder.resolve("model.safetensors");
        Object[] words = {"train", "--seed=1", "-Dais.betas=2", "--out", model};
        Object[] all = Arrays.copyOf(words, words.length + options.length);
        System.arraycopy(options, 0, all, words.length, options.length);
        Commands run = Commands.run(all);
        assertThat(run.code()).as(run.err()).isZero();
        return model;
    }

    private List<String[]> rows(Path csv) throws IOException {
        return Files.readAllLines(csv).stream()
                .skip(1)
                .map(line -> line.split(","))
                .toList();
    }

    @Test
    void statesAreThoseOfTheUnitsAndMeansAreBetween() throws IOException {
        Path model = trained("--data=bars-and-stripes", "--epochs=1");
        Path csv = folder.resolve("s.csv");
        Commands run =
                Commands.run("sample", model, "--out", csv, "-Dsample.count=50", "-Dsample.sweeps=5", "--seed=1");
        assertThat(run.out()).startsWith("table " + csv);
        assertThat(rows(csv))
                .hasSize(50)
                .allSatisfy(row -> assertThat(row)
                        .hasSize(16)
                        .containsAnyOf("0.0", "1.0")
                        .allMatch(value -> value.equals("0.0") || value.equals("1.0")));
        assertThat(Files.readAllLines(csv).get(0)).startsWith("v[0],v[1],");
        Commands.run("sample", model, "--out", csv, "-Dsample.values=means", "-Dsample.sweeps=5", "--seed=1");
        assertThat(rows(csv))
                .hasSize(100)
                .allSatisfy(row ->
                        assertThat(row).allMatch(value -> Float.parseFloat(value) > 0 && Float.parseFloat(value) < 1));
        Path npy = folder.resolve("s.npy");
        assertThat(Commands.run("sample", model, "--out", npy, "-Dsample.sweeps=5", "--seed=1")
                        .code())
                .isZero();
        assertThat(Commands.run("data", npy).out()).contains("shape=[16]");
        // what is drawn is data
        assertThat(Commands.run("score", model, "--data", csv, "--out", folder.resolve("f.csv"))
                        .code())
                .isZero();
    }

    /** The mean of 400 draws of deviation 2 lies within 4 * 2 / 20 of the data's, beside what 100 epochs leave. */
    @Test
    void valuesAreOnTheScaleOfTheData() throws IOException {
        StringBuilder data = new StringBuilder("height,width\n");
        java.util.Random random = new java.util.Random(1);
        for (int i = 0; i < 200; i++) {
            data.append(170 + 2 * random.nextGaussian())
                    .append(',')
                    .append(-5 + 2 * random.nextGaussian())
                    .append('\n');
        }
        Path csv = Files.writeString(folder.resolve("d.csv"), data);
        Path model = trained(
                "--data", csv, "--variant=gaussian-rbm", "-Dscaling=standardise", "-Dmodel.hidden=2", "--epochs=20");
        Path out = folder.resolve("s.csv");
        Commands run =
                Commands.run("sample", model, "--out", out, "-Dsample.count=400", "-Dsample.sweeps=50", "--seed=1");
        assertThat(run.code()).as(run.err()).isZero();
        for (int column = 0; column < 2; column++) {
            int c = column;
            double mean = rows(out).stream()
                    .mapToDouble(row -> Double.parseDouble(row[c]))
                    .average()
                    .orElseThrow();
            assertThat(mean).isCloseTo(c == 0 ? 170 : -5, within(0.6));
        }
    }

    @Test
    void ofAMachineWithALabelTheClassIsDrawnToo() throws IOException {
        Path csv = Files.writeString(folder.resolve("d.csv"), "a,b,kind\n" + "0,1,left\n1,0,right\n".repeat(40));
        Path model = trained(
                "--data",
                csv,
                "-Ddata.label=kind",
                "--variant=class-rbm",
                "-Dmodel.hidden=4",
                "-Dlearning-rate=0.5",
                "-Dobjective=likelihood",
                "-Dearly-stopping.patience=0",
                "-Dlearning-rate.schedule=constant",
                "-Dbatch-size=4",
                "--epochs=100");
        Path out = folder.resolve("s.csv");
        Commands run = Commands.run("sample", model, "--out", out, "-Dsample.sweeps=50", "--seed=1");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readAllLines(out).get(0)).endsWith(",label");
        // learned nearly without noise: a first column of 0 is left
        assertThat(rows(out).stream()
                        .filter(row -> row[2].equals(row[0].equals("0.0") ? "left" : "right"))
                        .count())
                .isGreaterThan(80);
        Path npz = folder.resolve("s.npz");
        Commands.run("sample", model, "--out", npz, "-Dsample.sweeps=50", "--seed=1");
        assertThat(NpzArchive.read(npz).numbers().get("x").shape()).isEqualTo(List.of(100, 2));
        assertThat(Commands.run("data", npz).out()).contains("classes=2");
    }
}
