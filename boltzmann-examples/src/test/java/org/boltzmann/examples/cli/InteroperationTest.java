package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.boltzmann.core.data.NpzArchive;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.Safetensors;
import org.boltzmann.core.io.Tensor;
import org.boltzmann.core.wiring.Contributions;
import org.boltzmann.rbm.ScikitLearn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models go to other programs and come back. */
class InteroperationTest {

    @TempDir
    private static Path folder;

    private static Path fixture(String name) throws IOException {
        try (InputStream in = InteroperationTest.class.getResourceAsStream(name)) {
            return Files.write(folder.resolve(name), in.readAllBytes());
        }
    }

    private static Commands done(Object... arguments) {
        Commands run = Commands.run(arguments);
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    private static Path trained() {
        Path model = folder.resolve("trained.safetensors");
        if (!Files.exists(model)) {
            done(
                    "train",
                    "--data=bars-and-stripes",
                    "--variant=rbm",
                    "--epochs=5",
                    "--seed=1",
                    "-Dmodel.hidden=6",
                    "--out",
                    model);
        }
        return model;
    }

    /** The numbers are those of the library itself: its parameters, and what its transform makes of five rows. */
    @Test
    void featuresOfAnImportedMachineAreThoseOfScikitLearn() throws IOException {
        Path model = folder.resolve("imported.safetensors");
        done("import", fixture("scikit-learn-1.9.1.npz"), "--as", "scikit-learn", "--out", model);
        List<String> lines = Files.readAllLines(fixture("scikit-learn-1.9.1-transform.csv"));
        StringBuilder rows = new StringBuilder("a,b,c,d,e,f\n");
        for (String line : lines.subList(1, 6)) {
            rows.append(String.join(",", Arrays.asList(line.split(",")).subList(0, 6)))
                    .append('\n');
        }
        // a file is divided into a part for training and one for testing
        Path csv = Files.writeString(folder.resolve("rows.csv"), rows.toString());
        Path train = folder.resolve("train.csv");
        Path test = folder.resolve("test.csv");
        done("features", model, "--data", csv, "-Ddata.label=none", "--split=train", "--out", train);
        done("features", model, "--data", csv, "-Ddata.label=none", "--split=test", "--out", test);
        List<double[]> found = new ArrayList<>();
        for (Path part : List.of(train, test)) {
            Files.readAllLines(part).stream()
                    .skip(1)
                    .forEach(line -> found.add(Arrays.stream(line.split(","))
                            .skip(1)
                            .mapToDouble(Double::parseDouble)
                            .toArray()));
        }
        assertThat(found).hasSize(5);
        for (String line : lines.subList(1, 6)) {
            double[] expected = Arrays.stream(line.split(","))
                    .skip(6)
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            assertThat(found).anySatisfy(row -> {
                for (int j = 0; j < 4; j++) {
                    assertThat(row[j]).isCloseTo(expected[j], within(1e-6));
                }
            });
        }
    }

    @Test
    void whatScikitLearnIsGivenIsWhatItGave() throws IOException {
        Path model = folder.resolve("there.safetensors");
        Path back = folder.resolve("back.npz");
        Path given = fixture("scikit-learn-1.9.1.npz");
        done("import", given, "--as", "scikit-learn", "--out", model);
        done("export", model, "--as", "scikit-learn", "--out", back);
        assertThat(NpzArchive.read(back)).isEqualTo(NpzArchive.read(given));
        assertThat(NpzArchive.read(back).numbers().get(ScikitLearn.WEIGHTS).shape())
                .containsExactly(4, 6);
    }

    @Test
    void aModelComesBackWholeFromEitherKindOfFile() throws IOException {
        for (String name : List.of("there.npz", "there.safetensors")) {
            Path there = folder.resolve("x" + name);
            Path back = folder.resolve("back-" + name + ".safetensors");
            done("export", trained(), "--out", there);
            done("import", there, "--out", back);
            assertThat(back).hasSameBinaryContentAs(trained());
        }
        done("reproduce", folder.resolve("back-there.npz.safetensors"));
    }

    @Test
    void bareArraysMakeADeclaredMachine() throws IOException {
        ModelFile stored = ModelFile.read(trained(), Contributions.catalog().vocabulary());
        Path bare = folder.resolve("bare.npz");
        new NpzArchive(stored.tensors(), Map.of()).write(bare);
        Path tensors = folder.resolve("bare.safetensors");
        Safetensors.write(tensors, stored.tensors(), Map.of());
        Path config = Files.writeString(folder.resolve("declared.yaml"), """
                machine:
                  groups:
                    - {name: v, type: bernoulli, size: 16, role: observed}
                    - {name: h, type: bernoulli, size: 6}
                  terms:
                    - {type: bias, groups: [v]}
                    - {type: bias, groups: [h]}
                    - {type: pairwise, groups: [v, h]}
                """);
        Map<String, Tensor> more = new LinkedHashMap<>(stored.tensors());
        more.put("optimizer.step", Tensor.of(new float[] {7}, 1));
        Path besides = folder.resolve("besides.npz");
        new NpzArchive(more, Map.of()).write(besides);
        for (Path file : List.of(bare, tensors, besides)) {
            Path back = folder.resolve("declared.safetensors");
            done("import", file, "--config", config, "--out", back);
            ModelFile read = ModelFile.read(back, Contributions.catalog().vocabulary());
            assertThat(read.tensors()).isEqualTo(stored.tensors());
            done("score", back, "--data=bars-and-stripes");
            Commands refused = Commands.run("import", file, "--out", back);
            assertThat(refused.code()).isEqualTo(ExitCodes.REFUSED);
            assertThat(refused.err()).contains("not a model of this program");
        }
    }

    /** As of a pickled estimator: what is no parameter is not looked at, and may be of a kind that is not read. */
    @Test
    void arraysThatAreNotNeededAreNotRead() throws IOException {
        byte[] objects = "\u0093NUMPY\1\0\73\0{'descr': '|O', 'fortran_order': False, 'shape': (), }    \n"
                .getBytes(StandardCharsets.ISO_8859_1);
        Path given = folder.resolve("with-objects.npz");
        try (ZipInputStream from = new ZipInputStream(Files.newInputStream(fixture("scikit-learn-1.9.1.npz")));
                ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(given))) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                from.transferTo(to);
            }
            to.putNextEntry(new ZipEntry("feature_names_in_.npy"));
            to.write(objects);
        }
        Path plain = folder.resolve("without-objects.safetensors");
        Path model = folder.resolve("with-objects.safetensors");
        done("import", fixture("scikit-learn-1.9.1.npz"), "--as", "scikit-learn", "--out", plain);
        done("import", given, "--as", "scikit-learn", "--out", model);
        assertThat(model).hasSameBinaryContentAs(plain);
        Commands refused = Commands.run("import", given, "--out", model);
        assertThat(refused.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(refused.err()).contains("array feature_names_in_: the array's header is of Python objects");
    }

    @Test
    void whatDoesNotFitIsRefused() throws IOException {
        Path classes = folder.resolve("classes.safetensors");
        done(
                "train",
                "--variant=class-rbm",
                "--data=bars-and-stripes",
                "--epochs=1",
                "--seed=1",
                "-Dmodel.hidden=3",
                "--out",
                classes);
        Commands other = Commands.run("export", classes, "--as", "scikit-learn", "--out", folder.resolve("no.npz"));
        assertThat(other.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(other.err()).contains("two groups of binary units");
        Commands ending = Commands.run("export", classes, "--out", folder.resolve("no.txt"));
        assertThat(ending.code()).isEqualTo(ExitCodes.USAGE);
        Commands layout = Commands.run("import", classes, "--as", "keras", "--out", folder.resolve("no.safetensors"));
        assertThat(layout.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(layout.err()).contains("boltzmann, scikit-learn");
        Path half = folder.resolve("half.npz");
        new NpzArchive(
                        Map.of(
                                ScikitLearn.WEIGHTS,
                                NpzArchive.read(fixture("scikit-learn-1.9.1.npz"))
                                        .numbers()
                                        .get(ScikitLearn.WEIGHTS)),
                        Map.of())
                .write(half);
        Commands missing =
                Commands.run("import", half, "--as", "scikit-learn", "--out", folder.resolve("no.safetensors"));
        assertThat(missing.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(missing.err()).contains("there is no array intercept_hidden_");
    }

    /** Bytes changed or cut off: refused in one line, or, where nothing that counts was hit, read. */
    @Test
    void aDamagedFileIsReadOrRefused() throws IOException {
        Path whole = folder.resolve("whole.npz");
        done("export", trained(), "--out", whole);
        byte[] bytes = Files.readAllBytes(whole);
        Random random = new Random(3);
        Path broken = folder.resolve("broken.npz");
        Path out = folder.resolve("broken.safetensors");
        int refused = 0;
        for (int n = 0; n < 60; n++) {
            byte[] some = Arrays.copyOf(bytes, n % 3 == 0 ? random.nextInt(bytes.length) : bytes.length);
            for (int k = 0; n % 3 != 0 && k <= n % 2; k++) {
                some[random.nextInt(some.length)] = (byte) random.nextInt(256);
            }
            Files.write(broken, some);
            Commands run = Commands.run("import", broken, "--out", out);
            assertThat(run.code()).as(run.err()).isIn(0, ExitCodes.REFUSED);
            refused += run.code() == ExitCodes.REFUSED ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(40);
    }
}
