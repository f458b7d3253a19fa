package org.boltzmann.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxReaderTest {

    @TempDir
    private Path directory;

    private static byte[] idx(int type, int[] axes, int bytes) {
        ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * axes.length + bytes);
        buffer.put((byte) 0).put((byte) 0).put((byte) type).put((byte) axes.length);
        Arrays.stream(axes).forEach(buffer::putInt);
        for (int i = 0; i < bytes; i++) {
            buffer.put((byte) (i * 7));
        }
        return buffer.array();
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(directory.resolve(name), bytes);
    }

    private Path images(int examples) throws IOException {
        return write("images", idx(8, new int[] {examples, 2, 3}, 6 * examples));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 33})
    void plainAndCompressedFilesReadAlikeWhateverTheirNames(int examples) throws IOException {
        byte[] bytes = idx(8, new int[] {examples, 2, 3}, 6 * examples);
        DataSet plain = IdxReader.scaled().read(write("named.gz", bytes));
        DataSet compressed = IdxReader.scaled().read(write("named.idx", Mutants.gzip(bytes)));
        assertThat(plain.size()).isEqualTo(examples);
        assertThat(plain.shape()).containsExactly(2, 3);
        assertThat(plain.sha256()).isEqualTo(compressed.sha256());
    }

    @Test
    void pixelsLieRowByRowInTheColumnOfTheirExample() throws IOException {
        DataSet raw = IdxReader.raw().read(images(7));
        DataSet scaled = IdxReader.scaled().read(images(7));
        assertThat(raw.values().get(5, 6)).isEqualTo((6 * 6 + 5) * 7 & 0xff);
        assertThat(scaled.values().get(4, 6)).isEqualTo(((6 * 6 + 4) * 7 & 0xff) / 255f);
        assertThat(raw.name()).isEqualTo("images");
    }

    @Test
    void labelsComeWithTheirExamples() throws IOException {
        Path labels = write("labels", idx(8, new int[] {3}, 3));
        DataSet data = IdxReader.scaled().read(images(3), labels);
        assertThat(IntStream.range(0, 3).mapToObj(j -> data.classNames().get(data.label(j))))
                .containsExactly("0", "7", "14");
        List<String> twenty = IntStream.range(0, 20).mapToObj(Integer::toString).toList();
        IdxReader known = IdxReader.scaled().withClassNames(twenty);
        assertThat(known.read(images(3), labels).labels()).containsExactly(0, 7, 14);
        assertThat(known.read(images(3), labels).classes()).isEqualTo(20);
        IdxReader others = IdxReader.scaled().withClassNames(List.of("7", "14"));
        refused(() -> others.read(images(3), labels), "label 0: label \"0\" is none of the classes [7, 14]");
        refused(() -> known.read(images(4), labels), "3 labels but");
        refused(() -> known.read(labels), "give the file of examples here");
        refused(() -> known.read(images(3), images(3)), "give the file of labels here");
    }

    /** As of EMNIST, whose letters are numbered from 1: the class of a label is its name among the known, not its number. */
    @Test
    void labelsAreFoundAmongTheClassesByName() throws IOException {
        Path labels = write("labels", new byte[] {0, 0, 8, 1, 0, 0, 0, 3, 3, 1, 2});
        DataSet data = IdxReader.scaled().withClassNames(List.of("1", "2", "3")).read(images(3), labels);
        assertThat(data.labels()).containsExactly(2, 0, 1);
        Path shorts = write("shorts", new byte[] {0, 0, 0x0b, 1, 0, 0, 0, 3, 1, 0, (byte) 255, (byte) 255, 0, 2});
        DataSet wide = IdxReader.scaled().read(images(3), shorts);
        assertThat(wide.classNames().get(wide.label(0))).isEqualTo("256");
        assertThat(wide.label(1)).as("-1 is no label").isEqualTo(DataSet.UNLABELLED);
    }

    @ParameterizedTest
    @CsvSource({
        "8, 80 ff, 128 255",
        "9, 80 7f, -128 127",
        "11, 80 00 7f ff, -32768 32767",
        "12, 80 00 00 00 00 00 00 02, -2147483648 2",
        "13, 3f c0 00 00 c0 00 00 00, 1.5 -2",
        "14, 3f f8 00 00 00 00 00 00 c0 00 00 00 00 00 00 00, 1.5 -2"
    })
    void everyTypeIsRead(int type, String hexadecimal, String values) throws IOException {
        byte[] header = {0, 0, (byte) type, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 1};
        byte[] numbers = HexFormat.ofDelimiter(" ").parseHex(hexadecimal);
        byte[] bytes = Arrays.copyOf(header, header.length + numbers.length);
        System.arraycopy(numbers, 0, bytes, header.length, numbers.length);
        DataSet data = IdxReader.raw().read(write("numbers", bytes));
        assertThat(data.shape()).containsExactly(2, 1);
        String[] expected = values.split(" ");
        assertThat(data.values().data()).containsExactly(Float.parseFloat(expected[0]), Float.parseFloat(expected[1]));
        refused(() -> IdxReader.raw().read(write("numbers", Arrays.copyOf(bytes, bytes.length - 1))), "too short");
        refused(() -> IdxReader.raw().read(write("n", Arrays.copyOf(bytes, bytes.length + 1))), "goes on after");
    }

    @Test
    void missingAndInfiniteValuesAreRefusedWithTheirPlaceOrBecomeNan() throws IOException {
        byte[] bytes = {0, 0, 0x0d, 2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0x7f, (byte) 0xc0, 0, 0};
        Path file = write("reals", bytes);
        refused(() -> IdxReader.raw().read(file), "example 1, feature 0: the value is missing (NaN)");
        assertThat(IdxReader.raw()
                        .withMissing(CsvReader.MissingValues.AS_NAN)
                        .read(file)
                        .hasMissing())
                .isTrue();
        bytes[17] = (byte) 0x80;
        refused(() -> read(bytes), "example 1, feature 0: Infinity is infinite");
        byte[] one = {0, 0, 0x0d, 1, 0, 0, 0, 1, 0x40, 0, 0, 0};
        assertThat(read(one).values().data()).containsExactly(2);
    }

    @Test
    void sizesWithTheirBytesTheOtherWayRoundAreNamed() {
        byte[] bytes = {0, 0, 8, 2, 2, 0, 0, 0, 1, 0, 0, 0, 5, 6};
        refused(() -> read(bytes), "[33554432, 16777216], which are [2, 1] with the bytes of each the other way round");
    }

    @Test
    void brokenFilesAreRefusedBeforeAnythingIsAllocated() throws IOException {
        refused(() -> read(new byte[0]), "two zero bytes");
        refused(() -> read(new byte[] {0, 0, 8}), "two zero bytes");
        refused(() -> read("plain text".getBytes(java.nio.charset.StandardCharsets.US_ASCII)), "is not an IDX file");
        refused(() -> read(idx(0x0a, new int[] {1, 1}, 4)), "type 0x0a");
        refused(() -> read(new byte[] {0, 0, 8, 0}), "0 axes");
        refused(() -> read(new byte[] {0, 0, 8, (byte) 200}), "200 axes");
        refused(() -> read(new byte[] {0, 0, 8, 2, 0}), "ends too early");
        refused(() -> read(idx(8, new int[] {-1, 2}, 4)), "cannot be");
        refused(() -> read(idx(8, new int[] {2, 0}, 4)), "cannot be");
        refused(() -> read(idx(8, new int[] {2, 65536, 65536, 65536, 65536}, 4)), "too short");
        refused(() -> read(idx(8, new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE}, 4)), "too short");
        refused(() -> read(idx(8, new int[] {2, 2}, 3)), "too short");
        refused(() -> read(idx(8, new int[] {2, 2}, 5)), "goes on after the last value");
        refused(() -> read(Mutants.gzip(idx(8, new int[] {2_000_000_000, 1}, 4))), "too short");
        refused(() -> read(Mutants.gzip(idx(8, new int[] {2, 2}, 3))), "ends too early");
        refused(() -> read(Arrays.copyOf(Mutants.gzip(idx(8, new int[] {2, 2}, 4)), 25)), "ends too early");
        Path labels = write("short", Mutants.gzip(idx(8, new int[] {4}, 3)));
        refused(() -> IdxReader.scaled().read(images(4), labels), "ends too early");
    }

    @Test
    void missingFilesAndDirectoriesAreRefusedByName() {
        refused(() -> IdxReader.scaled().read(directory.resolve("none")), "there is no such file");
        refused(() -> IdxReader.scaled().read(directory), "is a directory");
    }

    @Test
    void idxFilesAreRecognisedByTheirFirstBytes() throws IOException {
        assertThat(IdxReader.recognises(images(3))).isTrue();
        assertThat(IdxReader.recognises(write("z", Mutants.gzip(idx(8, new int[] {1}, 1)))))
                .isTrue();
        assertThat(IdxReader.recognises(write("text", new byte[] {'1', ',', '2', '\n'})))
                .isFalse();
        assertThat(IdxReader.recognises(write("empty", new byte[0]))).isFalse();
        assertThat(IdxReader.recognises(write("magic", new byte[] {0x1f, (byte) 0x8b})))
                .isFalse();
    }

    @Test
    void mutatedFilesAreReadOrRefusedAndNothingElse() throws IOException {
        byte[] plain = idx(8, new int[] {9, 2, 3}, 54);
        Mutants.read(
                2_000, plain, write("mutant", plain), file -> IdxReader.scaled().read(file));
        byte[] compressed = Mutants.gzip(plain);
        Mutants.read(
                2_000,
                compressed,
                write("mutant", compressed),
                file -> IdxReader.scaled().read(file));
        byte[] labels = idx(8, new int[] {9}, 9);
        Path pictures = write("pictures", plain);
        Mutants.read(
                1_000,
                labels,
                write("mutant", labels),
                file -> IdxReader.scaled().read(pictures, file));
    }

    @Test
    void aDivisorMustBePositive() {
        IntStream.of(0, -1).forEach(divisor -> refusedDivisor(divisor));
        refusedDivisor(Float.NaN);
    }

    private static void refusedDivisor(float divisor) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new IdxReader(divisor, CsvReader.MissingValues.REFUSE, List.of()));
    }

    private DataSet read(byte[] bytes) throws IOException {
        return IdxReader.scaled().read(write("file", bytes));
    }

    private void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading, String why) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(reading)
                .withMessageContaining(why)
                .withMessageContaining(directory.toString());
    }
}
