package org.boltzmann.core.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files damaged at random are refused or read, with no other exception and no memory out of proportion to the file. */
class SafetensorsMutationTest {

    private static final int MUTATIONS = 5_000;
    private static final long SEED = 20_261_123;

    /** The header's buffers, Jackson's and the data of a file of some hundred bytes stay far below; a wild array does not. */
    private static final long ALLOCATION_BYTES = 1 << 20;

    private static final String[] FRAGMENTS = {
        "0",
        "-1",
        "1e9",
        "2147483647",
        "2147483648",
        "9223372036854775807",
        "9223372036854775808",
        "[",
        "]",
        "{",
        "}",
        "\"",
        ",",
        ":",
        "null",
        "true",
        "\"F64\"",
        "\"F16\"",
        "\"I8\"",
        "\"shape\":",
        "\"dtype\":",
        "__metadata__",
        "\\ud800",
        "\\u0000",
        " ",
        "\n",
        "[[[[[[[[",
        "\u00e9"
    };

    @TempDir
    Path directory;

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void damagedFilesAreRefusedOrReadAndNothingElse() throws IOException {
        byte[] whole = whole();
        Path file = directory.resolve("damaged.safetensors");
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int refused = 0;
        int read = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] damaged = whole;
            for (int edits = random.nextInt(1, 4); edits > 0; edits--) {
                damaged = damage(damaged);
            }
            Files.write(file, damaged);
            long before = threads.getCurrentThreadAllocatedBytes();
            try {
                Safetensors.readAnyNumbers(file);
                read++;
            } catch (ModelFileException e) {
                refused++;
            } catch (IOException | RuntimeException | Error e) {
                throw new AssertionError("mutation " + i + " of seed " + SEED, e);
            }
            assertThat(threads.getCurrentThreadAllocatedBytes() - before)
                    .as("bytes allocated for mutation %d", i)
                    .isLessThan(ALLOCATION_BYTES);
        }

        // Most edits hit the header and are seen; those of numbers, padding and metadata leave a lawful file.
        assertThat(refused).isGreaterThan(MUTATIONS / 2);
        assertThat(read).isGreaterThan(MUTATIONS / 100);
    }

    private byte[] whole() throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("v-h.weights", Tensor.of(new float[21], 7, 3));
        tensors.put("v.bias", Tensor.of(new float[7], 7));
        tensors.put("empty", Tensor.of(new float[0], 0, 9));
        tensors.put("größe", Tensor.of(new float[] {1}));
        Path file = directory.resolve("whole.safetensors");
        Safetensors.write(file, tensors, Map.of("variant", "rbm"));
        return Files.readAllBytes(file);
    }

    private byte[] damage(byte[] bytes) {
        return switch (bytes.length == 0 ? 2 : random.nextInt(7)) {
            case 0 -> flipBit(bytes);
            case 1 -> setByte(bytes);
            case 2 -> splice(bytes, random.nextInt(bytes.length + 1), 0, new byte[random.nextInt(1, 9)]);
            case 3 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 4 -> cut(bytes);
            default -> editHeader(bytes);
        };
    }

    private byte[] flipBit(byte[] bytes) {
        byte[] copy = bytes.clone();
        copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        return copy;
    }

    private byte[] setByte(byte[] bytes) {
        byte[] copy = bytes.clone();
        copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        return copy;
    }

    private byte[] cut(byte[] bytes) {
        int at = random.nextInt(bytes.length);
        return splice(bytes, at, random.nextInt(bytes.length - at + 1), new byte[0]);
    }

    /** Replaces part of the header by something a header might hold, and mends its length so that the edit is parsed. */
    private byte[] editHeader(byte[] bytes) {
        if (bytes.length < 16) {
            return flipBit(bytes);
        }
        long stated = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        int header = (int) Math.max(1, Math.min(stated, bytes.length - 8));
        int at = 8 + random.nextInt(header);
        int removed = Math.min(random.nextInt(4), 8 + header - at);
        byte[] inserted = FRAGMENTS[random.nextInt(FRAGMENTS.length)].getBytes(StandardCharsets.UTF_8);
        byte[] edited = splice(bytes, at, removed, inserted);
        ByteBuffer.wrap(edited).order(ByteOrder.LITTLE_ENDIAN).putLong(header - removed + inserted.length);
        return edited;
    }

    private static byte[] splice(byte[] bytes, int at, int removed, byte[] inserted) {
        return ByteBuffer.allocate(bytes.length - removed + inserted.length)
                .put(bytes, 0, at)
                .put(inserted)
                .put(bytes, at + removed, bytes.length - at - removed)
                .array();
    }
}
