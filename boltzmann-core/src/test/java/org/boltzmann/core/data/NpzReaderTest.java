package org.boltzmann.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.io.Tensor;
import org.boltzmann.core.linalg.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NpzReaderTest {

    /** np.savez(f, x=np.arange(6, dtype='u1').reshape(3, 2), y=np.array(['b', 'a', 'b'])), by NumPy 2.4.6. */
    private static final String BY_NUMPY =
            "UEsDBC0AAAAAAAAAIQAb+n1h//////////8FABQAeC5ucHkBABAAhgAAAAAAAACGAAAAAAAAAJNOVU1QWQEAdgB7J2Rlc2NyJzog"
                    + "J3x1MScsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFwZSc6ICgzLCAyKSwgfSAgICAgICAgICAgICAgICAgICAgICAgICAg"
                    + "ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKAAECAwQFUEsDBC0AAAAAAAAAIQAIP+wW//////////8FABQAeS5ucHkB"
                    + "ABAAjAAAAAAAAACMAAAAAAAAAJNOVU1QWQEAdgB7J2Rlc2NyJzogJzxVMScsICdmb3J0cmFuX29yZGVyJzogRmFsc2UsICdzaGFw"
                    + "ZSc6ICgzLCksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAKYgAA"
                    + "AGEAAABiAAAAUEsBAi0DLQAAAAAAAAAhABv6fWGGAAAAhgAAAAUAAAAAAAAAAAAAAIABAAAAAHgubnB5UEsBAi0DLQAAAAAAAAAh"
                    + "AAg/7BaMAAAAjAAAAAUAAAAAAAAAAAAAAIABvQAAAHkubnB5UEsFBgAAAAACAAIAZgAAAIABAAAAAA==";

    private static final NpzReader STANDARD = NpzReader.standard();

    @TempDir
    private Path directory;

    private Path write(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("arrays.npz"), bytes);
    }

    /** Arrays of bytes: of two axes for a name in capitals or one that holds examples by custom, otherwise of one. */
    private Path write(String... names) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int k = 0; k < names.length; k++) {
            byte number = (byte) k;
            entries.put(
                    names[k] + ".npy",
                    List.of("x", "X", "data", "x_train", "arr_0", "other").contains(names[k])
                            ? NpyFiles.npy("|u1", false, "(2, 2)", new byte[] {number, number, number, number})
                            : NpyFiles.npy("|u1", false, "(2,)", new byte[] {number, 0}));
        }
        return write(NpyFiles.zip(entries));
    }

    private void refused(NpzReader reader, Path file, String why) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> reader.read(file))
                .withMessageStartingWith(directory.toString())
                .withMessageContaining(why);
    }

    @Test
    void whatNumPyWroteIsRead() throws IOException {
        Path file = write(Base64.getDecoder().decode(BY_NUMPY));
        DataSet data = STANDARD.read(file);
        assertThat(data.values().data()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(data.classNames()).containsExactly("a", "b");
        assertThat(data.labels()).containsExactly(1, 0, 1);
        assertThat(STANDARD.withLabel(LabelColumn.none()).read(file).isLabelled())
                .isFalse();
        assertThat(STANDARD.withLabel(LabelColumn.at(0)).read(file).features()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "y x, 1, 0",
        "X labels, 0, 1",
        "data target, 0, 1",
        "arr_0 arr_1, 0, 1",
        "x_train y_train x_test y, 0, 1",
        "other, 0, -1",
        "x, 0, -1",
        "label y X, 2, 0"
    })
    void arraysAreFoundByTheirNames(String names, int examples, int labels) throws IOException {
        DataSet data = STANDARD.read(write(names.split(" ")));
        assertThat(data.values().data()).containsOnly(examples);
        assertThat(data.isLabelled()).isEqualTo(labels >= 0);
        if (labels >= 0) {
            assertThat(data.label(0)).isEqualTo(labels);
        }
    }

    @Test
    void arraysCanBeNamed() throws IOException {
        Path file = write("x", "other", "y", "z");
        DataSet data =
                STANDARD.withExamples("other").withLabel(LabelColumn.named("z")).read(file);
        assertThat(data.values().data()).containsOnly(1);
        assertThat(data.classNames()).containsExactly("0", "3");
        refused(STANDARD.withExamples("w"), file, "has no array named w, only x, other, y, z");
        refused(STANDARD.withLabel(LabelColumn.named("w")), file, "has no array named w");
        refused(STANDARD, write("p", "q"), "say which one holds the examples");
        refused(STANDARD, write(), "is a zip archive without arrays of NumPy's");
        refused(STANDARD, write("data", "indices", "indptr", "shape"), "sparse matrix of SciPy's");
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Matrix values = Matrix.wrap(6, 3, new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18});
        DataSet plain = DataSet.of("written", List.of(2, 3), values);
        Path file = directory.resolve("written.npz");
        for (DataSet data : List.of(
                plain,
                plain.withLabels(new int[] {2, 0, 1}, 3),
                plain.withLabels(new int[] {-1, 1, 0}, 2),
                plain.withLabels(new int[] {-1, 0, 0}, List.of("1")), // -1 and 1 alone would be two classes
                plain.withLabels(new int[] {1, 0, -1}, List.of("elm", "oak")),
                plain.withLabels(new int[] {1, 0, 1}, List.of("elm", "gr\u00fcn")))) {
            NpzWriter.write(file, data);
            DataSet read = STANDARD.read(file);
            assertThat(read.sha256()).isEqualTo(data.sha256());
            assertThat(read.classNames()).isEqualTo(data.classNames());
            byte[] bytes = Files.readAllBytes(file);
            NpzWriter.write(file, data);
            assertThat(file).hasBinaryContent(bytes);
        }
        NpzWriter.write(file, Map.of("features", Tensor.of(new float[] {1, 2}, 1, 2)));
        assertThat(STANDARD.read(file).features()).isEqualTo(2);
    }

    @Test
    void bombsAndOversizedClaimsAreRefused() throws IOException {
        byte[] claim = NpyFiles.npy("<f8", false, "(1000, 200000)", new byte[8]);
        refused(STANDARD, write(NpyFiles.zip(Map.of("x.npy", claim))), "array x: says that its shape is");
        byte[] more = NpyFiles.npy("|u1", false, "(1, 2)", new byte[10_000_000]);
        refused(STANDARD, write(NpyFiles.zip(Map.of("x.npy", more))), "goes on after the last value");
        byte[] longHeader = NpyFiles.npy(2, " ".repeat(10_000_000), new byte[0]);
        refused(STANDARD, write(NpyFiles.zip(Map.of("x.npy", longHeader))), "at most 65536");
    }

    @Test
    void damageIsRefused() throws IOException {
        byte[] bytes = Base64.getDecoder().decode(BY_NUMPY);
        byte[] flipped = bytes.clone();
        flipped[185] ^= 1; // a value of x
        refused(STANDARD, write(flipped), "array x: the checksum is not that of the content");
        refused(STANDARD, write(Arrays.copyOf(bytes, 300)), "is not an NPZ file, or damaged");
        refused(STANDARD, write(new byte[0]), "is not an NPZ file, or damaged");
        refused(STANDARD, write(Mutants.gzip(bytes)), "unpack it first");
    }

    @Test
    void whatMacOsAddsIsNoArray() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("__MACOSX/._mine.npy", new byte[] {0, 5, 22, 7});
        entries.put("mine.npy", NpyFiles.npy("|u1", false, "(1, 2)", new byte[] {1, 2}));
        Path file = Files.write(directory.resolve("mac.npz"), NpyFiles.zip(entries));
        assertThat(NpzReader.standard().read(file).values().data()).containsExactly(1, 2);
    }

    /** The arrays of a sparse matrix may lie beside the examples. */
    @Test
    void aSparseMatrixIsRefusedOnlyWhereItWouldBeTheExamples() throws IOException {
        byte[] numbers = NpyFiles.npy("|u1", false, "(1, 2)", new byte[] {1, 2});
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (String name : List.of("data", "indices", "indptr")) {
            entries.put(name + ".npy", numbers);
        }
        Path file = Files.write(directory.resolve("sparse.npz"), NpyFiles.zip(entries));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> NpzReader.standard().read(file))
                .withMessageContaining("is a sparse matrix of SciPy's; save it dense");
        entries.put("X.npy", numbers);
        Files.write(file, NpyFiles.zip(entries));
        assertThat(NpzReader.standard().read(file).values().data()).containsExactly(1, 2);
    }
}
