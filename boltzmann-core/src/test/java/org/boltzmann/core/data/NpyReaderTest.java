package org.boltzmann.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.CsvReader.MissingValues;
import org.boltzmann.core.io.Tensor;
import org.boltzmann.core.linalg.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyReaderTest {

    /** np.save of np.arange(6, dtype='<f4').reshape(2, 3), by NumPy 2.4.6. */
    private static final String BY_NUMPY =
            "k05VTVBZAQB2AHsnZGVzY3InOiAnPGY0JywgJ2ZvcnRyYW5fb3JkZXInOiBGYWxzZSwgJ3NoYXBl"
                    + "JzogKDIsIDMpLCB9ICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAAAACAPwAA"
                    + "AEAAAEBAAACAQAAAoEA=";

    /** Of np.asfortranarray(np.arange(12, dtype='>i2').reshape(2, 3, 2)). */
    private static final String FORTRAN_BY_NUMPY =
            "k05VTVBZAQB2AHsnZGVzY3InOiAnPmkyJywgJ2ZvcnRyYW5fb3JkZXInOiBUcnVlLCAnc2hhcG"
                    + "UnOiAoMiwgMywgMiksIH0gICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgIAoAAAAGAAIACAAE"
                    + "AAoAAQAHAAMACQAFAAs=";

    private static final NpyReader STANDARD = NpyReader.standard();

    @TempDir
    private Path directory;

    private Path write(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("array.npy"), bytes);
    }

    private DataSet read(byte[] bytes) throws IOException {
        return STANDARD.read(write(bytes));
    }

    private void refused(ThrowingCallable reading, String why) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(reading)
                .withMessageStartingWith(directory.toString())
                .withMessageContaining(why)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    private void refused(byte[] bytes, String why) {
        refused(() -> read(bytes), why);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] texts(int longest, String... texts) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * longest * texts.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < texts.length; i++) {
            buffer.position(4 * longest * i);
            texts[i].codePoints().forEach(buffer::putInt);
        }
        return buffer.array();
    }

    @Test
    void whatNumPyWroteIsRead() throws IOException {
        DataSet plain = read(Base64.getDecoder().decode(BY_NUMPY));
        assertThat(plain.values().data()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(plain.size()).isEqualTo(2);
        assertThat(plain.shape()).containsExactly(3);
        assertThat(plain.name()).isEqualTo("array");
        DataSet fortran = read(Base64.getDecoder().decode(FORTRAN_BY_NUMPY));
        assertThat(fortran.values().data()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(fortran.shape()).containsExactly(3, 2);
        assertThat(read(Mutants.gzip(Base64.getDecoder().decode(BY_NUMPY))).sha256())
                .isEqualTo(plain.sha256());
    }

    @ParameterizedTest
    @CsvSource({
        "|b1, 00 01, 0 1",
        "?, 00 01, 0 1",
        "b, 80 7f, -128 127",
        "=i2, 00 80 ff 7f, -32768 32767",
        "|u2, 00 80 ff ff, 32768 65535",
        ">q, ff ff ff ff ff ff ff fe 00 00 00 00 00 00 00 01, -2 1",
        "f4, 00 00 80 3f 00 00 00 c0, 1 -2",
        "float32, 00 00 80 3f 00 00 00 c0, 1 -2",
        "uint16, 00 80 ff ff, 32768 65535",
        "|i1, 80 7f, -128 127",
        "|u1, 80 ff, 128 255",
        "<i2, 00 80 ff 7f, -32768 32767",
        ">i2, 80 00 7f ff, -32768 32767",
        "<u2, 00 80 ff ff, 32768 65535",
        "<i4, 00 00 00 80 01 00 00 00, -2147483648 1",
        ">u4, 80 00 00 00 00 00 00 02, 2147483648 2",
        "<i8, ff ff ff ff ff ff ff ff 00 00 00 00 00 00 00 80, -1 -9223372036854775808",
        "<u8, ff ff ff ff ff ff ff ff 07 00 00 00 00 00 00 00, 18446744073709551615 7",
        "<f2, 00 3c 00 c0, 1 -2",
        ">f2, 3c 00 00 01, 1 5.9604645e-8",
        ">f4, 3f 80 00 00 c0 00 00 00, 1 -2",
        "<f8, 00 00 00 00 00 00 f0 3f 9a 99 99 99 99 99 b9 3f, 1 0.1",
        ">f8, 3f f0 00 00 00 00 00 00 3f b9 99 99 99 99 99 9a, 1 0.1"
    })
    void everyTypeOfNumberIsRead(String type, String hexadecimal, String values) throws IOException {
        byte[] data = HexFormat.ofDelimiter(" ").parseHex(hexadecimal);
        DataSet read = read(NpyFiles.npy(type, false, "(2,)", data));
        assertThat(read.shape()).containsExactly(1);
        String[] expected = values.split(" ");
        assertThat(read.values().data()).containsExactly(Float.parseFloat(expected[0]), Float.parseFloat(expected[1]));
    }

    @Test
    void versionsAndBlanksAndTheOrderOfEntriesDoNotMatter() throws IOException {
        byte[] data = bytes(1, 2);
        for (int version = 1; version <= 3; version++) {
            for (String header : List.of(
                    "{'descr': '|u1', 'fortran_order': False, 'shape': (1, 2), }  \n",
                    "{\"shape\":(1,2),\"fortran_order\":True,\"descr\":\"|u1\"}",
                    "{ 'shape' : ( 1 , 2, ) , 'descr' : '<u1' , 'fortran_order' : False }\n",
                    "{u'descr':\tu'|u1', u'fortran_order': False,\r\n u\"shape\": (1L, 0_2L)}")) {
                assertThat(read(NpyFiles.npy(version, header, data)).values().data())
                        .containsExactly(1, 2);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 33, 20_000})
    void whatIsWrittenIsRead(int examples) throws IOException {
        Matrix values = Matrix.zeros(6, examples);
        RandomGenerator random = RandomKey.of(3).generator();
        for (int i = 0; i < values.data().length; i++) {
            values.data()[i] = random.nextFloat();
        }
        DataSet data = DataSet.of("some", List.of(3, 2), values);
        Path file = directory.resolve("written.npy");
        NpyWriter.write(file, data);
        assertThat(STANDARD.read(file).sha256()).isEqualTo(data.sha256());
        assertThat(Files.size(file) % 8).isZero();
        NpyWriter.write(file, Tensor.of(new float[] {1, 2, 3}, 3));
        assertThat(STANDARD.read(file).values().data()).containsExactly(1, 2, 3);
    }

    @Test
    void anArrayOfNumPysIsWrittenAsNumPyDoes() throws IOException {
        Path file = directory.resolve("written.npy");
        NpyWriter.write(file, Tensor.of(new float[] {0, 1, 2, 3, 4, 5}, 2, 3));
        assertThat(file).hasBinaryContent(Base64.getDecoder().decode(BY_NUMPY));
    }

    @Test
    void aColumnCanBeTheLabel() throws IOException {
        Path file = write(NpyFiles.npy("|i1", false, "(3, 3)", bytes(1, 5, 2, 3, 7, 4, 5, 5, 6)));
        DataSet data = STANDARD.withLabel(LabelColumn.at(1)).read(file);
        assertThat(data.values().data()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(data.labels()).containsExactly(0, 1, 0);
        assertThat(data.classNames()).containsExactly("5", "7");
        assertThat(STANDARD.withLabel(LabelColumn.at(-2)).read(file).sha256()).isEqualTo(data.sha256());
        Path fortran = write(NpyFiles.npy("|i1", true, "(3, 3)", bytes(1, 3, 5, 5, 7, 5, 2, 4, 6)));
        assertThat(STANDARD.withLabel(LabelColumn.at(1)).read(fortran).sha256()).isEqualTo(data.sha256());
        refused(() -> STANDARD.withLabel(LabelColumn.at(3)).read(fortran), "only 0 to 2");
        refused(() -> STANDARD.withLabel(LabelColumn.named("kind")).read(fortran), "there is no header");
        Path cube = write(NpyFiles.npy("|i1", true, "(1, 2, 2)", bytes(1, 2, 3, 4)));
        refused(() -> STANDARD.withLabel(LabelColumn.at(0)).read(cube), "give the labels as another array");
        Path vector = write(NpyFiles.npy("|i1", true, "(2, 1)", bytes(1, 2)));
        refused(() -> STANDARD.withLabel(LabelColumn.at(0)).read(vector), "no column but the label");
    }

    @Test
    void labelsOfAnotherFileAreNumbersOrTexts() throws IOException {
        Path examples = write(NpyFiles.npy("|u1", false, "(3, 2)", bytes(1, 2, 3, 4, 5, 6)));
        Path labels = directory.resolve("labels.npy");
        Files.write(labels, NpyFiles.npy("<U5", false, "(3,)", texts(5, "oak", "elm", "gr\u00fcn\ud83c\udf33")));
        DataSet data = STANDARD.read(examples, labels);
        assertThat(data.classNames()).containsExactly("elm", "gr\u00fcn\ud83c\udf33", "oak");
        assertThat(data.labels()).containsExactly(2, 0, 1);
        refused(
                () -> STANDARD.withClassNames(List.of("oak", "elm")).read(examples, labels),
                "labels.npy, example 2: label \"gr\u00fcn\ud83c\udf33\" is none of the classes [oak, elm]");
        Files.write(labels, NpyFiles.npy("|i1", false, "(3, 1)", bytes(-1, 1, -1)));
        assertThat(STANDARD.read(examples, labels).classNames()).containsExactly("-1", "1");
        Files.write(labels, NpyFiles.npy("<f4", false, "(3,)", bytes(0, 0, 0, 64, 0, 0, 0, 0, 0, 0, 128, 63)));
        assertThat(STANDARD.read(examples, labels).labels()).containsExactly(2, 0, 1);
        Files.write(labels, NpyFiles.npy("|i1", false, "(2,)", bytes(1, 1)));
        refused(() -> STANDARD.read(examples, labels), "has 2 labels but there are 3 examples");
        Files.write(labels, NpyFiles.npy("|i1", false, "(3, 2)", bytes(1, 0, 1, 0, 0, 1)));
        refused(() -> STANDARD.read(examples, labels), "if it is one-hot, save a.argmax(axis=1)");
        Files.write(labels, NpyFiles.npy("<U1", false, "(3,)", texts(1, "a", "", "b")));
        assertThat(STANDARD.read(examples, labels).labels()).containsExactly(0, -1, 1);
        Files.write(labels, NpyFiles.npy("<U1", false, "(3,)", bytes(0, 0, 0, 127, 0, 0, 0, 0, 0, 0, 0, 0)));
        refused(() -> STANDARD.read(examples, labels), "is not Unicode");
        refused(() -> STANDARD.read(labels), "holds texts, as labels do");
        Files.write(labels, NpyFiles.npy("|S4", false, "(3,)", bytes('o', 'a', 'k', 0, 0xc3, 0xbc, 0, 0, 0, 0, 0, 0)));
        assertThat(STANDARD.read(examples, labels).classNames()).containsExactly("oak", "\u00fc");
        assertThat(STANDARD.read(examples, labels).labels()).containsExactly(0, 1, -1);
        Files.write(labels, NpyFiles.npy("|S1", false, "(3,)", bytes('a', 'b', 0xfc)));
        refused(() -> STANDARD.read(examples, labels), "labels.npy, example 2: the label is not text in UTF-8; save");
    }

    /** 3 x 4 x 2 x 5 in Fortran order: the value of a place is what NumPy has there in C order. */
    @Test
    void theAxesOfFortranOrderAreCountedTheOtherWayRound() throws IOException {
        int[] axes = {3, 4, 2, 5};
        byte[] fortran = new byte[120];
        int at = 0;
        for (int l = 0; l < axes[3]; l++) {
            for (int k = 0; k < axes[2]; k++) {
                for (int j = 0; j < axes[1]; j++) {
                    for (int i = 0; i < axes[0]; i++) {
                        fortran[at++] = (byte) (((i * axes[1] + j) * axes[2] + k) * axes[3] + l);
                    }
                }
            }
        }
        float[] values = read(NpyFiles.npy("|u1", true, "(3, 4, 2, 5)", fortran))
                .values()
                .data();
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).isEqualTo(i);
        }
    }

    private DataSet labelledBy(String type, byte[] labels, String... known) throws IOException {
        Path examples = write(NpyFiles.npy("|u1", false, "(4, 1)", bytes(1, 2, 3, 4)));
        Path file = directory.resolve("labels.npy");
        Files.write(file, NpyFiles.npy(type, false, "(4,)", labels));
        return STANDARD.withClassNames(List.of(known)).read(examples, file);
    }

    private static byte[] floats(float... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        return bytes.array();
    }

    @Test
    void minusOneAndNanSayThatAnExampleHasNoLabel() throws IOException {
        DataSet whole = labelledBy("|i1", bytes(-1, 2, 0, -1));
        assertThat(whole.labels()).containsExactly(-1, 1, 0, -1);
        assertThat(whole.classNames()).containsExactly("0", "2");
        assertThat(labelledBy("<f4", floats(Float.NaN, 3, -1, 0)).labels()).containsExactly(-1, 1, -1, 0);
        assertThat(labelledBy("|i1", bytes(-1, -1, -1, -1)).isLabelled()).isFalse();
        assertThat(labelledBy("<f4", floats(Float.NaN, Float.NaN, Float.NaN, Float.NaN), "0", "1")
                        .isLabelled())
                .isFalse();
        assertThat(labelledBy("|i1", bytes(-1, 1, 0, -1), "0", "1").labels()).containsExactly(-1, 1, 0, -1);
    }

    @Test
    void minusOneBesideOneAloneIsAClass() throws IOException {
        DataSet signs = labelledBy("<f4", floats(-1, 1, Float.NaN, -1));
        assertThat(signs.classNames()).containsExactly("-1", "1");
        assertThat(signs.labels()).containsExactly(0, 1, -1, 0);
        assertThat(labelledBy("|i1", bytes(-1, -1, -1, -1), "-1", "1").labels()).containsExactly(0, 0, 0, 0);
        assertThat(labelledBy("|i1", bytes(-1, 1, 1, 1), "0", "1").labels()).containsExactly(-1, 1, 1, 1);
    }

    @Test
    void numbersThatCountNoClassAreRefusedWithTheirPlace() {
        refused(() -> labelledBy("|i1", bytes(0, 1, -2, 1)), "labels.npy, example 2: the label is -2, but classes are");
        for (float wrong : new float[] {1.5f, Float.POSITIVE_INFINITY, 1e30f}) {
            refused(
                    () -> labelledBy("<f4", floats(0, wrong, 1, 1)),
                    "labels.npy, example 1: the label is " + (double) wrong + ", but classes are whole numbers");
        }
    }

    @Test
    void missingValuesAreRefusedWithTheirPlaceOrBecomeNan() throws IOException {
        Path file = write(NpyFiles.npy("<f4", false, "(1, 2)", bytes(0, 0, 0, 0, 0, 0, 192, 127)));
        refused(() -> STANDARD.read(file), "example 0, feature 1: the value is missing");
        assertThat(STANDARD.withMissing(MissingValues.AS_NAN).read(file).hasMissing())
                .isTrue();
        assertThat(STANDARD.withLabel(LabelColumn.at(1)).read(file).isLabelled())
                .as("its only label is missing")
                .isFalse();
        Path infinite = write(NpyFiles.npy("<f4", false, "(1, 2)", bytes(0, 0, 0, 0, 0, 0, 128, 255)));
        refused(() -> STANDARD.read(infinite), "example 0, feature 1: -Infinity is infinite");
        Path large = write(NpyFiles.npy(">f8", false, "(1,)", bytes(0x7f, 0xef, 0, 0, 0, 0, 0, 0)));
        refused(() -> STANDARD.read(large), "too large for a value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'|O'; (dtype O), which are never loaded; save numbers instead",
                "'<c8'; complex numbers",
                "'<c8'; save a.real, a.imag or abs(a)",
                "'|V8'; (bytes without a type), which is not read; save its bytes, as by a.view",
                "'<M8[ns]'; times",
                "'<f16'; is of dtype \"<f16\"",
                "'f3'; is of dtype \"f3\"",
                "'='; is of dtype \"=\"",
                "''; is of dtype",
                "'<U0'; of texts of 0 characters",
                "'<U99999999'; of texts of 99999999 characters",
                "'|S0'; of texts of 0 characters",
                "'|S10001'; of texts of 10001 characters",
                "[('a', '<f4')]; structured dtype",
                "('<f4', (2,)); structured dtype",
                "'\\x3cf4'; plain string",
                "7; lacks a plain string"
            },
            quoteCharacter = '~')
    void whatIsNoNumberIsRefusedByName(String type, String why) {
        refused(
                NpyFiles.npy(1, "{'descr': " + type + ", 'fortran_order': False, 'shape': (1,), }\n", new byte[16]),
                why);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{'descr': '<f4', 'fortran_order': False}; lacks descr, fortran_order or shape",
                "{}; lacks descr",
                "; lacks a '{'",
                "{'descr': '<f4', 'descr': '<f4'}; twice",
                "{'descr': '<f4', 'fortran_order': 0, 'shape': (1,)}; neither True nor False",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1)}; no tuple",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1,-1)}; other than sizes",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 99999999999)}; other than sizes",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 9999999999)}; axis of 9999999999",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 65536, 65536)}; too large",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647, 2)}; too large",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647,)}; is too short for that",
                "{'descr': '<f4', 'fortran_order': False, 'shape': ()}; single number",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 4)}; no examples",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (4, 0)}; no features",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)} x; goes on after its dictionary",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)}}; goes on after its dictionary",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'x': 1}; unknown entry",
                "{'descr': __import__('os'), 'fortran_order': False, 'shape': (1,)}; lacks a plain string",
                "{'descr': '<f4', 'fortran_order': False, 'shape': (__import__('os'),)}; other than sizes"
            })
    void aHeaderThatIsNotAsItShouldBeIsRefused(String header, String why) {
        refused(NpyFiles.npy(2, header == null ? "" : header, new byte[4]), why);
    }

    @Test
    void moreAxesThanNumPyHasAreRefused() {
        refused(NpyFiles.npy("|u1", false, "(" + "1, ".repeat(33) + ")", bytes(1)), "too large");
        refused(NpyFiles.npy("|u1", false, "(".repeat(5000), bytes(1)), "other than sizes");
    }

    @Test
    void brokenFilesAreRefused() throws IOException {
        refused(new byte[0], "ends too early");
        refused("plain text".getBytes(StandardCharsets.US_ASCII), "is not an NPY file");
        byte[] right = NpyFiles.npy("|u1", false, "(1, 2)", bytes(1, 2));
        refused(NpyFiles.npy("|u1", false, "(1, 2)", bytes(1)), "too short");
        refused(NpyFiles.npy("|u1", false, "(1, 2)", bytes(1, 2, 3)), "goes on after the last value");
        refused(NpyFiles.npy("|b1", false, "(1, 2)", bytes(1, 2)), "truth value is 2");
        byte[] newer = right.clone();
        newer[6] = 4;
        refused(newer, "NPY version 4.0");
        refused(NpyFiles.npy(2, " ".repeat(70_000), bytes(1)), "at most 65536");
        refused(Arrays.copyOf(right, 20), "ends too early");
        refused(Mutants.gzip(NpyFiles.npy("|u1", false, "(90, 2)", bytes(1, 2))), "ends too early");
        refused(() -> STANDARD.read(directory.resolve("none")), "there is no such file");
    }
}
