package org.boltzmann.sequence.music;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataException;

/** Damaged copies of a file. */
final class Damage {

    private Damage() {}

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    /** Each copy is read or refused by a DataException that names the file; anything else fails the test. */
    static void read(int count, Path file, Consumer<Path> reader) throws IOException {
        byte[] original = Files.readAllBytes(file);
        int refused = 0;
        for (int i = 0; i < count; i++) {
            Files.write(
                    file, damaged(original, RandomKey.of(original.length).at(i).generator()));
            try {
                reader.accept(file);
            } catch (DataException e) {
                refused++;
                assertThat(e).hasMessageContaining(file.toString());
                assertThat(e.getMessage()).doesNotContain("\n");
            } catch (RuntimeException e) {
                throw new AssertionError("copy " + i + " of " + file, e);
            }
        }
        assertThat(refused).isBetween(count / 20, count);
    }

    static byte[] damaged(byte[] original, RandomGenerator random) {
        byte[] bytes = original.clone();
        for (int changes = random.nextInt(4); changes >= 0; changes--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> bytes[random.nextInt(Math.min(24, bytes.length))] = (byte) random.nextInt();
                case 3 -> bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length + 8));
                case 4 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0xff);
                default ->
                    System.arraycopy(original, 0, bytes, at, Math.min(8, Math.min(original.length, bytes.length - at)));
            }
        }
        return bytes;
    }
}
