package org.boltzmann.core.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.boltzmann.core.data.CsvReader.MissingValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibsvmReaderTest {

    private static final LibsvmReader STANDARD = LibsvmReader.standard();

    @TempDir
    private Path directory;

    private DataSet read(LibsvmReader reader, String text) throws IOException {
        return reader.read(Files.writeString(directory.resolve("sparse.libsvm"), text, UTF_8));
    }

    private void refused(LibsvmReader reader, String text, String why) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> read(reader, text))
                .withMessageStartingWith(directory.resolve("sparse.libsvm").toString())
                .withMessageContaining(why);
    }

    @Test
    void whatIsNotNamedIsZero() throws IOException {
        DataSet data = read(STANDARD, "+1 2:0.5 4:-3e1\n-1 1:1\n+1\n");
        assertThat(data.values().data()).containsExactly(0, 0.5f, 0, -30, 1, 0, 0, 0, 0, 0, 0, 0);
        assertThat(data.shape()).containsExactly(4);
        assertThat(data.classNames()).containsExactly("-1", "1");
        assertThat(data.labels()).containsExactly(1, 0, 1);
        assertThat(data.name()).isEqualTo("sparse");
    }

    @Test
    void blanksCommentsEmptyLinesAndQueriesArePassedOver() throws IOException {
        DataSet data = read(STANDARD, "\uFEFF# made by hand\n\n  oak\tqid:7  1:1   3:2 # a tree\r\n#\nelm 2:5#x\n ash");
        assertThat(data.values().data()).containsExactly(1, 0, 2, 0, 5, 0, 0, 0, 0);
        assertThat(data.classNames()).containsExactly("ash", "elm", "oak");
        DataSet compressed = STANDARD.read(
                Files.write(directory.resolve("c"), Mutants.gzip("oak 1:1 3:2\nelm 2:5\nash".getBytes(UTF_8))));
        assertThat(compressed.sha256()).isEqualTo(data.sha256());
    }

    /** X is 1 0 0 / 0 2 0, whichever number the first feature has. */
    @Test
    void indicesAreCountedFromZeroWhereOneIsZero() throws IOException {
        DataSet fromOne = read(STANDARD.withFeatures(3), "1 1:1\n0 2:2\n");
        DataSet fromZero = read(STANDARD.withFeatures(3), "1 0:1\n0 1:2\n");
        assertThat(fromOne.values().data()).containsExactly(1, 0, 0, 0, 2, 0);
        assertThat(fromZero.values().data()).containsExactly(1, 0, 0, 0, 2, 0);
        assertThat(fromOne.notes()).isEmpty();
        assertThat(fromZero.notes()).hasSize(1).first().asString().contains("indices are counted from 0");
        assertThat(read(STANDARD, "0 1:2\n1 0:1\n").features()).isEqualTo(2);
        assertThat(read(STANDARD, "0 0:2\n1\n").values().data()).containsExactly(2, 0);
        refused(
                STANDARD.withFeatures(2),
                "1 2:1\n1 0:1\n",
                "line 1: index 2 is more than the 2 features, counted from 0");
    }

    @Test
    void aMachineOfMoreFeaturesTakesTheOthersAsZero() throws IOException {
        DataSet data = read(STANDARD, "1 2:1\n0 1:5\n");
        assertThat(data.widened(4).values().data()).containsExactly(0, 1, 0, 0, 5, 0, 0, 0);
        assertThat(data.take(1).widened(3).labels()).containsExactly(1);
        assertThat(data.subset(new int[] {1}).widened(3).values().data()).containsExactly(5, 0, 0);
        assertThat(data.widened(1)).isSameAs(data);
        DataSet settled = read(STANDARD.withFeatures(2), "1 2:1\n0 1:5\n");
        assertThat(settled.widened(4)).isSameAs(settled);
    }

    @Test
    void theNumberOfFeaturesCanBeGiven() throws IOException {
        assertThat(read(STANDARD.withFeatures(9), "1 2:1\n").features()).isEqualTo(9);
        assertThat(read(STANDARD.withFeatures(2), "1\n2\n").values().data()).containsOnly(0);
        refused(STANDARD.withFeatures(1), "1 1:1\n1 2:1\n", "line 2: index 2 is more than the 1 features");
        refused(STANDARD, "1\n2\n", "give the number of features");
        assertThatIllegalArgumentException().isThrownBy(() -> STANDARD.withFeatures(-1));
    }

    @Test
    void labelsCanBeLeftOutAndClassesKnown() throws IOException {
        assertThat(read(STANDARD.withoutLabels(), "1,3 1:1\n2 1:1\n").isLabelled())
                .isFalse();
        LibsvmReader reader = STANDARD.withClassNames(List.of("a", "b"));
        assertThat(read(reader, "b 1:1\n").labels()).containsExactly(1);
        refused(reader, "b 1:1\n\nc 1:1\n", "line 3: label \"c\" is none of the classes [a, b]");
    }

    @Test
    void missingValuesAreRefusedWithTheirLineOrBecomeNan() throws IOException {
        for (String missing : List.of("", "?", "NA", "nan", "NaN")) {
            refused(STANDARD, "1 1:1\n1 1:2 2:" + missing + "\n", "line 2: value 2 is missing");
            assertThat(read(STANDARD.withMissing(MissingValues.AS_NAN), "1 2:" + missing + "\n")
                            .values()
                            .data())
                    .containsExactly(0, Float.NaN);
        }
        assertThat(read(STANDARD.withMissing(MissingValues.AS_NAN).withMissingWords(Set.of("-9")), "1 1:-9 2:-9.0\n")
                        .values()
                        .data())
                .containsExactly(Float.NaN, -9);
    }

    @ParameterizedTest
    @CsvSource({
        "1 -0:1, is not index:value with a whole number from 0",
        "1 -1:1, is not index:value",
        "1 x:1, is not index:value",
        "1 :1, is not index:value",
        "1 1, is not index:value",
        "1 2147483647:1, is not index:value",
        "1 99999999999:1, is not index:value",
        "1 1:1 qid:3, is not index:value",
        "1 2:1 1:1, index 1 comes after 2",
        "1 2:1 2:1, index 2 comes after 2",
        "1 1:1f, not a number",
        "1 1:Infinity, not a number",
        "1 1:1e39, too large",
        "1 1:2:3, not a number",
        "1:1 2:1, the label is missing",
        "? 2:1, the label is missing",
        "'1,2 2:1', more than one label",
    })
    void whatIsWrongIsRefusedWithItsLine(String line, String why) {
        refused(STANDARD, "# one\n0 1:1\n" + line + "\n", "line 3: ");
        refused(STANDARD, line, why);
    }

    @Test
    void whatFitsNowhereIsRefused() throws IOException {
        refused(STANDARD, "", "holds no examples");
        refused(STANDARD, "1 2147483646:1\n2 1:1\n", "do not fit");
        refused(STANDARD, "x".repeat(2000), "more than 1000 characters");
        refused(STANDARD, "x".repeat(300) + " 1:1", "more than 200 characters");
        Path latin = Files.write(directory.resolve("latin"), new byte[] {(byte) 0xe4, ' ', '1', ':', '1'});
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> STANDARD.read(latin))
                .withMessageContaining("UTF-8");
        StringBuilder many = new StringBuilder();
        for (int i = 0; i <= 1 << 16; i++) {
            many.append('c').append(i).append(" 1:1\n");
        }
        refused(STANDARD, many.toString(), "more than 65536 different labels");
    }
}
