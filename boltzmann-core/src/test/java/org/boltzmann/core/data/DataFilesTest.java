package org.boltzmann.core.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.data.CsvReader.Header;
import org.boltzmann.core.data.CsvReader.MissingValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataFilesTest {

    private static final DataOptions STANDARD = DataOptions.standard();
    private static final byte[] NPY = NpyFiles.npy("|u1", false, "(3, 2)", new byte[] {1, 2, 3, 4, 5, 6});
    private static final byte[] IDX = {0, 0, 8, 2, 0, 0, 0, 3, 0, 0, 0, 2, 1, 2, 3, 4, 5, 6};
    private static final byte[] IDX_LABELS = {0, 0, 8, 1, 0, 0, 0, 3, 1, 0, 1};

    @TempDir
    private Path directory;

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes);
    }

    private Path write(String name, String text) throws IOException {
        return write(name, text.getBytes(UTF_8));
    }

    private void refused(Path file, DataOptions options, String why) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataFiles.read(file, options))
                .withMessageStartingWith(file.toString())
                .withMessageContaining(why);
    }

    @Test
    void theFormatIsSeenFromTheContent() throws IOException {
        Map<DataFormat, byte[]> contents = Map.of(
                DataFormat.NPY, NPY,
                DataFormat.NPZ, NpyFiles.zip(Map.of("x.npy", NPY)),
                DataFormat.IDX, IDX,
                DataFormat.CSV, "1,2\n3,4\n5,6\n".getBytes(UTF_8),
                DataFormat.LIBSVM, "0 1:1 2:2\n0 1:3 2:4\n0 1:5 2:6\n".getBytes(UTF_8));
        for (Map.Entry<DataFormat, byte[]> content : contents.entrySet()) {
            Path file = write("file", content.getValue());
            assertThat(DataFiles.format(file, STANDARD)).isEqualTo(content.getKey());
            DataSet data = DataFiles.read(file);
            float scale = content.getKey() == DataFormat.IDX ? 255 : 1;
            assertThat(data.values().get(1, 2)).isEqualTo(6 / scale);
            if (content.getKey() != DataFormat.NPZ) {
                DataSet compressed = DataFiles.read(write("file", Mutants.gzip(content.getValue())));
                assertThat(compressed.sha256()).isEqualTo(data.sha256());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.svm|1 2|LIBSVM",
                "a.libsvm.gz|1 2|LIBSVM",
                "a.CSV|1 2:3|CSV",
                "a.tsv|1 2:3|CSV",
                "a|1 qid:3 2:3|LIBSVM",
                "a|+1 2:3 # x|LIBSVM",
                "a|1 2:x|LIBSVM",
                "a|1 2: 3|CSV",
                "a|1:2 3:4|CSV",
                "a|1,2 3:4|CSV",
                "a|1 2|CSV"
            })
    void aTextIsATableUnlessItsNameOrFirstLineIsSparse(String name, String line, DataFormat format) throws IOException {
        assertThat(DataFiles.format(write(name, line + "\n"), STANDARD)).isEqualTo(format);
        assertThat(DataFiles.format(directory, STANDARD.withFormat(DataFormat.NPZ)))
                .isEqualTo(DataFormat.NPZ);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,2\n", "1;2\n", "1\t2\n", "1 2\n", "\"a;b;c\",2\n1,2\n", "\n 1 ; 2 \n"})
    void theSeparatorIsSeenFromTheFirstLine(String text) throws IOException {
        assertThat(DataFiles.read(write("table", text)).values().data()).containsExactly(1, 2);
    }

    @Test
    void optionsReachTheReaders() throws IOException {
        Path table = write("table.csv", "1;2;a\n3;-9;b\n");
        DataOptions options = STANDARD.withSeparator(';')
                .withHeader(Header.ABSENT)
                .withLabel(LabelColumn.at(-1))
                .withMissing(MissingValues.AS_NAN)
                .withMissingWords(List.of("-9"))
                .withClassNames(List.of("b", "a"))
                .withShape(List.of(1, 2))
                .withFeatures(2);
        DataSet data = DataFiles.read(table, options);
        assertThat(data.labels()).containsExactly(1, 0);
        assertThat(data.values().data()).containsExactly(1, 2, 3, Float.NaN);
        assertThat(data.shape()).containsExactly(1, 2);
        refused(table, options.withMissing(MissingValues.REFUSE), "line 2, column 2: the value is missing");
        refused(table, options.withFeatures(3), "has 2 features but 3 were asked for");
        refused(table, options.withShape(List.of(3)), "has 2 features, which is not the shape [3]");
        Path sparse = write("sparse.svm", "x 1:1\n");
        assertThat(DataFiles.read(sparse, STANDARD.withFeatures(4)).features()).isEqualTo(4);
        assertThat(DataFiles.read(sparse, STANDARD.withLabel(LabelColumn.none()))
                        .isLabelled())
                .isFalse();
        Path archive = write("a.npz", NpyFiles.zip(Map.of("p.npy", NPY, "q.npy", NPY)));
        assertThat(DataFiles.read(archive, STANDARD.withExamples("q")).size()).isEqualTo(3);
        assertThatIllegalArgumentException().isThrownBy(() -> STANDARD.withFeatures(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> STANDARD.withShape(List.of(0)));
        assertThatIllegalArgumentException().isThrownBy(() -> STANDARD.withSeparator('5'));
    }

    @Test
    void labelsMayLieBesideTheExamples() throws IOException {
        Path images = write("t-images-idx3-ubyte", IDX);
        assertThat(DataFiles.read(images).isLabelled()).isFalse();
        write("t-labels-idx1-ubyte", IDX_LABELS);
        write("others", IDX_LABELS);
        assertThat(DataFiles.read(images).labels()).containsExactly(1, 0, 1);
        assertThat(DataFiles.read(images, STANDARD.withClassNames(List.of("b", "a", "c")))
                        .classNames())
                .containsExactly("b", "a", "c");
        assertThat(DataFiles.read(images, STANDARD.withLabel(LabelColumn.none()))
                        .isLabelled())
                .isFalse();
        assertThat(DataFiles.read(write("x", IDX), STANDARD.withLabel(LabelColumn.of("others")))
                        .isLabelled())
                .isTrue();
        refused(images, STANDARD.withLabel(LabelColumn.of("none-such")), "there is no file none-such beside it");
        refused(images, STANDARD.withLabel(LabelColumn.of("a\0b")), "there is no file a\\u0000b beside it");
        refused(images, STANDARD.withLabel(LabelColumn.of("-1")), "which has no column -1");
        Path array = write("a.npy", NPY);
        write("b.npy", NpyFiles.npy("|i1", false, "(3,)", new byte[] {7, 8, 7}));
        assertThat(DataFiles.read(array).isLabelled()).isFalse();
        assertThat(DataFiles.read(array, STANDARD.withLabel(LabelColumn.of("b.npy")))
                        .classNames())
                .containsExactly("7", "8");
        assertThat(DataFiles.read(array, STANDARD.withLabel(LabelColumn.of("1")))
                        .features())
                .isEqualTo(1);
    }

    @Test
    void aBombInATableIsRefusedOrReadWithinItsMemory() throws IOException {
        Path file = write("long.csv.gz", Mutants.gzip("7".repeat(30_000_000).getBytes(UTF_8)));
        refused(file, STANDARD, "is ");
    }
}
