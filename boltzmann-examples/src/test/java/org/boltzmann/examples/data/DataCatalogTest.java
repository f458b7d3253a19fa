package org.boltzmann.examples.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataCatalogTest {

    private static final DataCatalog CATALOG = DataCatalog.builtIn();

    @TempDir
    private Path directory;

    private DataSet load(String name, Split split, long seed) {
        return CATALOG.load(name, split, directory, seed);
    }

    @Test
    void everyDataSetSaysWhereItComesFrom() {
        assertThat(CATALOG.entries())
                .extracting(DataCatalog.Entry::name)
                .containsExactly("bars-and-stripes", "mnist", "stroke-digits");
        assertThat(CATALOG.entries()).allSatisfy(entry -> {
            assertThat(entry.description()).isNotBlank();
            assertThat(entry.origin()).isNotBlank();
            assertThat(entry.licence()).isNotBlank();
        });
    }

    @Test
    void generatedDataDependsOnTheSeedAndThePart() {
        DataSet training = load("stroke-digits", Split.TRAIN, 1);
        assertThat(training.size()).isEqualTo(10_000);
        assertThat(load("stroke-digits", Split.TEST, 1).size()).isEqualTo(2_000);
        assertThat(training.sha256())
                .isEqualTo(load("stroke-digits", Split.TRAIN, 1).sha256());
        assertThat(List.of(
                        training.take(2_000).sha256(),
                        load("stroke-digits", Split.TEST, 1).sha256(),
                        load("stroke-digits", Split.TEST, 2).sha256()))
                .doesNotHaveDuplicates();
        assertThat(load("bars-and-stripes", Split.TEST, 5).size()).isEqualTo(30);
    }

    @Test
    void aTableIsCutOnceAndForAllWhateverTheSeed() throws IOException {
        StringBuilder text = new StringBuilder("x,label\n");
        for (int i = 0; i < 33; i++) {
            text.append(i).append(',').append(i % 2).append('\n');
        }
        Path file = Files.writeString(directory.resolve("own.csv"), text, UTF_8);
        DataSet training = load(file.toString(), Split.TRAIN, 1);
        DataSet test = load(file.toString(), Split.TEST, 2);
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
        assertThat(load(images.toString(), Split.TEST, 0).size()).isEqualTo(2);
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
                .isThrownBy(() -> load(name, Split.TRAIN, 0))
                .withMessage(
                        "no data set and no file is named \"" + name + "\""
                                + (nearest.isEmpty() ? "" : ", perhaps " + nearest)
                                + "; known are bars-and-stripes, mnist, stroke-digits, and the path of any CSV, NPY, NPZ, libsvm or IDX file");
    }

    @Test
    void whatIsNoDataIsRefused() throws IOException {
        Path text = Files.writeString(directory.resolve("letter.txt"), "Dear Sir,\nthank you.\n", UTF_8);
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> load(text.toString(), Split.TRAIN, 0));
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> load(directory.toString(), Split.TRAIN, 0));
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> load("a\0b", Split.TRAIN, 0));
    }

    @Test
    void twoDataSetsOfOneNameAreRefused() {
        DataCatalog.Entry entry = CATALOG.entries().get(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DataCatalog(List.of(entry, entry)))
                .withMessage("two data sets are named bars-and-stripes");
    }
}
