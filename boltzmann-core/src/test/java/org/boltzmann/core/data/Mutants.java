package org.boltzmann.core.data;

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

/** Damaged copies of a file, as a seeded generator damages them. */
final class Mutants {

    private Mutants() {}

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    /** Reads many damaged copies: each is read or refused by a DataException; any other exception fails the test. */
    static void read(int count, byte[] original, Path file, Consumer<Path> reader) throws IOException {
        int refused = 0;
        for (int i = 0; i < count; i++) {
            RandomGenerator random = RandomKey.of(original.length).at(i).generator();
            Files.write(file, mutated(original, random));
            try {
                reader.accept(file);
            } catch (DataException e) {
                refused++;
                assertThat(e).hasMessageContaining(file.toString());
            } catch (RuntimeException e) {
                throw new AssertionError("mutant " + i + " of " + file, e);
            }
        }
        assertThat(refused).isBetween(count / 20, count - 1);
    }

    private static byte[] mutated(byte[] original, RandomGenerator random) {
        byte[] bytes = original.clone();
        for (int changes = random.nextInt(4); changes >= 0; changes--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> bytes[random.nextInt(Math.min(16, bytes.length))] = (byte) random.nextInt();
                case 3 -> bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length + 8));
                default ->
                    Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) "0,\n\"-".charAt(random.nextInt(5)));
            }
        }
        return bytes;
    }
}
