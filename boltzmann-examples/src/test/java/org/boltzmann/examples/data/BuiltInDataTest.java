package org.boltzmann.examples.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataOptions;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.DataSource;
import org.boltzmann.core.data.Split;
import org.boltzmann.core.data.UserFile;
import org.boltzmann.core.wiring.DataSets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltInDataTest {

    @TempDir
    private Path directory;

    private DataSet load(String name, Split split) {
        return new DataSets(BuiltInData.all(), directory, DataOptions.standard()).load(name, split);
    }

    @Test
    void everyDataSetSaysWhereItComesFrom() {
        assertThat(BuiltInData.all().keySet())
                .containsExactly(
                        "bars-and-stripes",
                        "mnist",
                        "mnist-noise",
                        "stroke-digits",
                        "symmetry-3x3",
                        "symmetry-4x4",
                        "shifts",
                        "rotations",
                        "scalings",
                        "chorale-grammar",
                        "chorale-grammar-24-keys",
                        "bouncing-balls",
                        "bouncing-balls-15x15");
        assertThat(BuiltInData.all().values()).allSatisfy(entry -> {
            assertThat(entry.description()).isNotBlank();
            assertThat(entry.origin()).isNotBlank();
            assertThat(entry.licence()).isNotBlank();
        });
    }

    @Test
    void generatedDataDependsOnTheSeedAndThePart() {
        DataSet training = load("stroke-digits", Split.TRAIN);
        assertThat(training.size()).isEqualTo(10_000);
        assertThat(load("stroke-digits", Split.TEST).size()).isEqualTo(2_000);
        assertThat(training.sha256())
                .isEqualTo(load("stroke-digits", Split.TRAIN).sha256());
        DataSource source = BuiltInData.all().get("stroke-digits");
        assertThat(List.of(
                        training.take(2_000).sha256(),
                        load("stroke-digits", Split.TEST).sha256(),
                        source.loader()
                                .load(Split.TEST, directory, RandomKey.of(2).at("stroke-digits"))
                                .sha256()))
                .doesNotHaveDuplicates();
        assertThat(load("bars-and-stripes", Split.TEST).size()).isEqualTo(30);
    }

    @Test
    void aTableIsCutOnceAndForAllWhateverTheSeed() throws IOException {
        StringBuilder text = new StringBuilder("x,label\n");
        for (int i = 0; i < 33; i++) {
            text.append(i).append(',').append(i % 2).append('\n');
        }
        Path file = Files.writeString(directory.resolve("own.csv"), text, UTF_8);
        DataSet training = load(file.toString(), Split.TRAIN);
        DataSet test = load(file.toString(), Split.TEST);
        assertThat(training.size()).isEqualTo(26);
        assertThat(test.size()).isEqualTo(7);
        assertThat(test.classes()).isEqualTo(2);
        List<Float> all = new ArrayList<>();
        for (DataSet part : List.of(training, test)) {
            for (int j = 0; j < part.size(); j++) {
                all.add(part.values().get(0, j));
                assertThat(part.label(j)).isEqualTo((int) part.values().get(0, j) % 2);
            }
        }
        assertThat(all).hasSize(33).doesNotHaveDuplicates();
    }

    @Test
    void pixelsAreReadWithTheLabelsBesideThem() throws IOException {
        Path images = Files.write(directory.resolve("own-images-idx3-ubyte"), IdxFiles.counting(251, 9, 2, 3));
        assertThat(UserFile.of(images).read().isLabelled()).isFalse();
        Files.write(directory.resolve("own-labels-idx1-ubyte"), IdxFiles.gzip(IdxFiles.counting(3, 9)));
        DataSet data = UserFile.of(images).read();
        assertThat(data.labels()).containsExactly(0, 1, 2, 0, 1, 2, 0, 1, 2);
        assertThat(data.shape()).containsExactly(2, 3);
        assertThat(load(images.toString(), Split.TEST).size()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "mnits, mnist",
        "MNIST, mnist",
        "stroke-digit, stroke-digits",
        "bars-and-stripe, bars-and-stripes",
        "bars_and_stripes, bars-and-stripes",
        "zzz, ''",
        "'', ''",
        "none.csv, ''"
    })
    void anUnknownNameIsAnsweredWithTheKnownOnesAndTheNearest(String name, String nearest) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> load(name, Split.TRAIN))
                .withMessage(
                        "no data set and no file is named \"" + name + "\""
                                + (nearest.isEmpty() ? "" : ", perhaps " + nearest)
                                + "; known are bars-and-stripes, mnist, mnist-noise, stroke-digits, symmetry-3x3, symmetry-4x4, shifts, rotations, scalings, chorale-grammar, chorale-grammar-24-keys, bouncing-balls, bouncing-balls-15x15, and the path of any CSV, NPY, NPZ, libsvm or IDX file");
    }

    @Test
    void whatIsNoDataIsRefused() throws IOException {
        Path text = Files.writeString(directory.resolve("letter.txt"), "Dear Sir,\nthank you.\n", UTF_8);
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> load(text.toString(), Split.TRAIN));
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> load(directory.toString(), Split.TRAIN));
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> load("a\0b", Split.TRAIN));
    }
}
