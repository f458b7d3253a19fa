package org.boltzmann.core.hostile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Damages bytes as disks, networks and ill will do, the same for the same generator. */
final class Mutator {

    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        2,
        0x7f,
        0xff,
        0x7fff,
        0xffff,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        0xffff_ffffL,
        0x1_0000_0000L,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        1 << 20,
        100_000_000
    };

    private static final List<String> TEXTS = List.of(
            "0",
            "1",
            "-1",
            "-0",
            "007",
            "2147483647",
            "2147483648",
            "4294967296",
            "9223372036854775807",
            "9223372036854775808",
            "99999999999999999999999999",
            "1e9",
            "1e39",
            "1e-999999999",
            "1e999999999",
            "0x10",
            "NaN",
            "Infinity",
            "null",
            "true",
            "",
            "?",
            " ",
            "\n",
            "\r",
            "\r\n\r\n",
            "\t",
            "\0",
            "\u001b[2J",
            "\u2028",
            "\ufeff",
            "\u00e9",
            "\\u0000",
            "\\ud800",
            "'",
            "\"",
            "\"\"\"",
            ",",
            ":",
            ";",
            "#",
            "qid:1",
            "1:1",
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            "{}",
            "[]",
            "<",
            "|O",
            "<f8",
            "U99999999",
            "__import__('os')",
            "[".repeat(20_000),
            "{\"a\":".repeat(5_000),
            "(".repeat(20_000),
            "\"".repeat(1_001),
            "9".repeat(5_000),
            "A".repeat(100_000),
            "1,".repeat(20_000),
            "x\n".repeat(2_000));

    private Mutator() {}

    static byte[] damaged(byte[] original, RandomGenerator random) {
        byte[] bytes = original;
        for (int edits = random.nextBoolean() ? 1 : 2 + random.nextInt(2); edits > 0; edits--) {
            bytes = bytes.length == 0 ? new byte[] {(byte) random.nextInt()} : edited(bytes, random);
        }
        return bytes;
    }

    private static byte[] edited(byte[] bytes, RandomGenerator random) {
        int length = bytes.length;
        // Half of all edits hit the beginning, where headers are.
        int at = random.nextInt(random.nextBoolean() ? length : Math.min(length, 160));
        int piece = random.nextInt(Math.min(length - at, 64) + 1);
        return switch (random.nextInt(13)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> replaced(bytes, at, (byte) (bytes[at] ^ 1 << random.nextInt(8)));
            case 2 -> replaced(bytes, at, (byte) random.nextInt());
            case 3, 4 -> withNumber(bytes, at, random);
            case 5, 6 -> withDecimal(bytes, at, random);
            case 7 -> spliced(bytes, at, 0, text(random));
            case 8 -> spliced(bytes, at, piece, text(random));
            case 9 -> spliced(bytes, at, piece, new byte[0]);
            case 10 -> spliced(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + piece));
            case 11 -> {
                int other = random.nextInt(length);
                byte[] chunk = Arrays.copyOfRange(bytes, other, Math.min(length, other + 1 + random.nextInt(32)));
                yield spliced(bytes, at, Math.min(chunk.length, length - at), chunk);
            }
            default -> filled(bytes, at, piece, random);
        };
    }

    private static byte[] replaced(byte[] bytes, int at, byte value) {
        byte[] copy = bytes.clone();
        copy[at] = value;
        return copy;
    }

    private static byte[] filled(byte[] bytes, int at, int count, RandomGenerator random) {
        byte[] copy = bytes.clone();
        byte value = (byte) random.nextInt();
        for (int i = at; i < at + count; i++) {
            copy[i] = random.nextInt(4) == 0 ? (byte) random.nextInt() : value;
        }
        return copy;
    }

    /** A number of 1, 2, 4 or 8 bytes, as lengths, counts and offsets are. */
    private static byte[] withNumber(byte[] bytes, int at, RandomGenerator random) {
        int width = 1 << random.nextInt(4);
        long number = NUMBERS[random.nextInt(NUMBERS.length)];
        ByteBuffer eight = ByteBuffer.allocate(Long.BYTES)
                .order(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN)
                .putLong(number);
        int from = eight.order() == ByteOrder.LITTLE_ENDIAN ? 0 : Long.BYTES - width;
        int start = random.nextBoolean() ? at : at / width * width;
        int count = Math.min(width, bytes.length - start);
        return spliced(bytes, start, count, Arrays.copyOfRange(eight.array(), from, from + count));
    }

    /** Another text in the place of the next number written in digits, if there is one. */
    private static byte[] withDecimal(byte[] bytes, int at, RandomGenerator random) {
        for (int i = at; i < bytes.length; i++) {
            if (isDigit(bytes[i])) {
                int end = i;
                while (end < bytes.length && isDigit(bytes[end])) {
                    end++;
                }
                return spliced(bytes, i, end - i, text(random));
            }
        }
        return withNumber(bytes, at, random);
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static byte[] text(RandomGenerator random) {
        return TEXTS.get(random.nextInt(TEXTS.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] spliced(byte[] bytes, int at, int removed, byte[] inserted) {
        return ByteBuffer.allocate(bytes.length - removed + inserted.length)
                .put(bytes, 0, at)
                .put(inserted)
                .put(bytes, at + removed, bytes.length - at - removed)
                .array();
    }
}
