package org.boltzmann.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataFormat;
import org.boltzmann.core.data.DataOptions;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.DataSource;
import org.boltzmann.core.data.FileFormat;
import org.boltzmann.core.data.Split;
import org.boltzmann.core.linalg.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetsTest {

    private static final DataOptions OPTIONS = DataOptions.standard();

    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();

    private static DataSet of(int examples) {
        return DataSet.of("some", List.of(1), Matrix.zeros(1, examples));
    }

    /** Files that end in .three, of as many examples as a part has letters; without a part for testing. */
    private static final FileFormat THREE = three(1);

    private static FileFormat three(int times) {
        return new FileFormat() {
            @Override
            public Map<String, String> options() {
                return Map.of("times", "how many times each letter counts");
            }

            @Override
            public FileFormat with(Map<String, String> values) {
                return values.containsKey("times") ? three(Integer.parseInt(values.get("times"))) : this;
            }

            @Override
            public boolean recognises(Path file) {
                return file.toString().endsWith(".three");
            }

            @Override
            public Optional<DataSet> read(Path file, Split split) {
                return split == Split.TEST
                        ? Optional.empty()
                        : Optional.of(of(times * split.toString().length()));
            }

            @Override
            public DataSet read(Path file) {
                return of(15);
            }
        };
    }

    @Test
    void whatAFormatWantsToKnowIsASettingAndReachesIt() throws IOException {
        Map<String, FileFormat> formats = Map.of("THREE", THREE);
        assertThat(DataSettings.documentation(formats))
                .containsEntry("data.times", "of a THREE file: how many times each letter counts");
        Settings settings = Settings.of(Map.of("data.times", "2"));
        DataOptions options = DataSettings.from(settings, formats);
        settings.check(Set.of());
        assertThat(settings.used()).containsEntry("data.times", "2");
        Path file = Files.writeString(folder.resolve("some.three"), "");
        assertThat(sets(options).load(file.toString(), Split.TRAIN).size()).isEqualTo(10);
        Settings wrong = Settings.of(Map.of("data.times", "two"));
        DataSettings.from(wrong, formats);
        assertThat(wrong.problems(Set.of()))
                .hasSize(1)
                .allMatch(problem -> problem.startsWith("data.times is \"two\": "));
    }

    private DataSets sets(DataOptions options) {
        DataSource two = new DataSource("", "", "", (split, directory, key) -> of(2));
        DataSource three = new DataSource("", "", "", (split, directory, key) -> of(3), Set.of(Split.values()));
        return new DataSets(Map.of("two", two, "three", three), folder, options, Map.of("THREE", THREE), told::add);
    }

    @Test
    void aDataSetHasThePartsItSays() {
        assertThat(sets(OPTIONS).parts("two")).containsExactly(Split.TRAIN, Split.TEST);
        assertThat(sets(OPTIONS).parts("three")).containsExactly(Split.values());
        assertThat(sets(OPTIONS).validation("two")).isEmpty();
        assertThat(sets(OPTIONS).validation("three")).isPresent();
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> sets(OPTIONS).load("two", Split.VALIDATION))
                .withMessageContaining("two: has no part for validation");
    }

    @Test
    void aFileOfAFormatThatAModuleAddsHasThePartsInIt() throws IOException {
        String file =
                Files.writeString(folder.resolve("a.three"), "1\n2\n3\n4\n5\n").toString();
        assertThat(sets(OPTIONS).parts(file)).containsExactly(Split.TRAIN, Split.VALIDATION);
        assertThat(sets(OPTIONS).load(file, Split.TRAIN).size()).isEqualTo(5);
        assertThat(sets(OPTIONS).validation(file).orElseThrow().size()).isEqualTo(10);
        assertThat(sets(OPTIONS).all(file).size()).isEqualTo(15);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> sets(OPTIONS).load(file, Split.TEST));
        DataSets asTable = sets(OPTIONS.withFormat(DataFormat.CSV));
        assertThat(asTable.all(file).size()).as("what the user says").isEqualTo(5);
        assertThat(asTable.parts(file)).containsExactly(Split.TRAIN, Split.TEST);
    }

    @Test
    void whatIsUnknownIsAnsweredWithAllFormats() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> sets(OPTIONS).load("tree", Split.TRAIN))
                .withMessageContaining("perhaps three")
                .withMessageEndingWith("any CSV, NPY, NPZ, libsvm, THREE or IDX file");
    }
}
