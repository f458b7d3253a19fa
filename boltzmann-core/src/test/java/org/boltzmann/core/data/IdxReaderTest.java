package org.boltzmann.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
        assertThat(data.labels()).containsExactly(0, 7, 14);
        assertThat(data.classes()).isEqualTo(15);
        assertThat(IdxReader.scaled().read(images(3), labels, 20).classes()).isEqualTo(20);
        refused(() -> IdxReader.scaled().read(images(3), labels, 10), "label 2 is 14 but there are 10 classes");
        refused(() -> IdxReader.scaled().read(images(4), labels, 20), "3 labels but");
        refused(() -> IdxReader.scaled().read(labels), "give the file of examples here");
        refused(() -> IdxReader.readLabels(images(3)), "give the file of labels here");
    }

    @Test
    void brokenFilesAreRefusedBeforeAnythingIsAllocated() throws IOException {
        refused(() -> read(new byte[0]), "two zero bytes");
        refused(() -> read(new byte[] {0, 0, 8}), "two zero bytes");
        refused(() -> read("plain text".getBytes(java.nio.charset.StandardCharsets.US_ASCII)), "is not an IDX file");
        refused(() -> read(idx(0x0d, new int[] {1, 1}, 4)), "type 0x0d");
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
        refused(() -> IdxReader.readLabels(write("short", Mutants.gzip(idx(8, new int[] {4}, 3)))), "ends too early");
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
        Mutants.read(1_000, labels, write("mutant", labels), IdxReader::readLabels);
    }

    @Test
    void aDivisorMustBePositive() {
        IntStream.of(0, -1)
                .forEach(divisor -> assertThatIllegalArgumentException().isThrownBy(() -> new IdxReader(divisor)));
        assertThatIllegalArgumentException().isThrownBy(() -> new IdxReader(Float.NaN));
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
