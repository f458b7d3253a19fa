package org.boltzmann.examples.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Damages bytes, the same for the same generator: as disks do, and as people who write a file by hand or by another program. */
final class Damage {

    private static final List<String> WORDS = List.of(
            "0",
            "1",
            "-1",
            "0.5",
            "1e39",
            "-1e39",
            "1e308",
            "1e999999999",
            "3.4e38",
            "1e-46",
            "NaN",
            "nan",
            "Infinity",
            "-inf",
            "",
            "?",
            "null",
            "true",
            "False",
            "N/A",
            " ",
            "\t",
            "\n",
            "\r\n",
            "\r",
            ",",
            ";",
            ":",
            "#",
            "-",
            "=",
            "\"",
            "'",
            "[",
            "]",
            "{",
            "}",
            "{}",
            "[]",
            "()",
            "2147483647",
            "2147483648",
            "-2147483648",
            "4294967296",
            "9223372036854775807",
            "99999999999999999999",
            "1048577",
            "65536",
            "\0",
            "\u001b[2J",
            "\u202e",
            "\ufeff",
            "é",
            "\ud83c\udfb5",
            "0x10",
            "1_000",
            "1,0",
            "yes",
            "no",
            "auto",
            "none",
            "bernoulli",
            "gaussian",
            "one-hot",
            "real",
            "label",
            "train",
            "test",
            "<f8",
            "|O",
            "<f2",
            ">i8",
            "|S3",
            "U99999999",
            "v",
            "h",
            "y",
            "x",
            "..",
            "/dev/null",
            "${x}",
            "*",
            "&a [*a,*a]",
            "!!java.net.URL []");

    private Damage() {}

    /** One edit, or up to three. */
    static byte[] of(byte[] original, RandomGenerator random) {
        byte[] bytes = original;
        for (int edits = random.nextInt(3) > 0 ? 1 : 1 + random.nextInt(3); edits > 0; edits--) {
            bytes = bytes.length == 0 ? word(random) : edited(bytes, random);
        }
        return bytes;
    }

    private static byte[] edited(byte[] bytes, RandomGenerator random) {
        int n = bytes.length;
        int at = random.nextInt(random.nextInt(3) == 0 ? Math.min(n, 128) : n);
        int piece = Math.min(n - at, 1 + random.nextInt(40));
        return switch (random.nextInt(12)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> spliced(bytes, at, 1, new byte[] {(byte) (bytes[at] ^ 1 << random.nextInt(8))});
            case 2 -> spliced(bytes, at, piece, new byte[0]);
            case 3 -> spliced(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + piece));
            case 4 -> spliced(bytes, at, 0, word(random));
            case 5, 6, 7 -> wordFor(bytes, at, random);
            case 8, 9 -> number(bytes, at, random);
            case 10 -> lines(bytes, at, random);
            default -> spliced(bytes, at, 0, repeated(random));
        };
    }

    private static byte[] word(RandomGenerator random) {
        return WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] repeated(RandomGenerator random) {
        String word = WORDS.get(random.nextInt(WORDS.size()));
        return word.repeat(1 << random.nextInt(random.nextInt(4) == 0 ? 14 : 6)).getBytes(StandardCharsets.UTF_8);
    }

    /** Another word in the place of the word or number found there. */
    private static byte[] wordFor(byte[] bytes, int at, RandomGenerator random) {
        int start = at;
        while (start < bytes.length && !isWord(bytes[start])) {
            start++;
        }
        int end = start;
        while (end < bytes.length && isWord(bytes[end])) {
            end++;
        }
        return spliced(bytes, start, end - start, word(random));
    }

    private static boolean isWord(byte b) {
        return Character.isLetterOrDigit(b) || b == '.' || b == '-' || b == '_';
    }

    /** A number of 1 to 8 bytes, as sizes, offsets and floating-point values are. */
    private static byte[] number(byte[] bytes, int at, RandomGenerator random) {
        ByteBuffer buffer =
                ByteBuffer.allocate(8).order(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        switch (random.nextInt(4)) {
            case 0 ->
                buffer.putFloat(List.of(Float.NaN, Float.POSITIVE_INFINITY, 3e38f, -3e38f, 1e-45f, 1e20f)
                        .get(random.nextInt(6)));
            case 1 ->
                buffer.putDouble(
                        List.of(Double.NaN, -1 / 0.0, 1e300, -0.0, 1e39, 4e-320).get(random.nextInt(6)));
            case 2 ->
                buffer.putInt(List.of(-1, 0, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 20, 255)
                        .get(random.nextInt(6)));
            default ->
                buffer.putLong(List.of(-1L, 0L, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32, 1L << 20)
                        .get(random.nextInt(6)));
        }
        int width = Math.min(bytes.length - at, 1 << random.nextInt(4));
        return spliced(bytes, at, width, Arrays.copyOf(buffer.array(), width));
    }

    /** A line removed, doubled, or moved to the end. */
    private static byte[] lines(byte[] bytes, int at, RandomGenerator random) {
        int start = at;
        while (start > 0 && bytes[start - 1] != '\n') {
            start--;
        }
        int end = at;
        while (end < bytes.length && bytes[end] != '\n') {
            end++;
        }
        end = Math.min(end + 1, bytes.length);
        byte[] line = Arrays.copyOfRange(bytes, start, end);
        return switch (random.nextInt(3)) {
            case 0 -> spliced(bytes, start, end - start, new byte[0]);
            case 1 -> spliced(bytes, start, 0, line);
            default -> spliced(spliced(bytes, bytes.length, 0, line), start, end - start, new byte[0]);
        };
    }

    private static byte[] spliced(byte[] bytes, int at, int removed, byte[] inserted) {
        ByteBuffer all = ByteBuffer.allocate(bytes.length - removed + inserted.length);
        return all.put(bytes, 0, at)
                .put(inserted)
                .put(bytes, at + removed, bytes.length - at - removed)
                .array();
    }

    static byte[] gzip(byte[] bytes) {
        return written(out -> {
            try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(bytes);
            }
        });
    }

    /** Damages one entry and zips all again, so that sizes and checksums of the archive are right. */
    static byte[] entry(byte[] zip, RandomGenerator random) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String hit = List.copyOf(entries.keySet()).get(random.nextInt(entries.size()));
        entries.compute(hit, (name, bytes) -> of(bytes, random));
        return written(out -> {
            try (ZipOutputStream all = new ZipOutputStream(out)) {
                for (Map.Entry<String, byte[]> one : entries.entrySet()) {
                    ZipEntry entry = new ZipEntry(one.getKey());
                    entry.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
                    all.putNextEntry(entry);
                    all.write(one.getValue());
                }
            }
        });
    }

    /** Damages the header or the numbers of a safetensors file; the header's length is right again, and so is the seal. */
    static byte[] sealed(byte[] file, RandomGenerator random) {
        int length = (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        byte[] header = Arrays.copyOfRange(file, 8, 8 + length);
        byte[] data = Arrays.copyOfRange(file, 8 + length, file.length);
        if (random.nextInt(3) > 0) {
            header = of(header, random);
        } else {
            byte[] damaged = number(data, random.nextInt(data.length / 4) * 4, random);
            data = damaged.length == data.length ? damaged : data;
        }
        return seal(ByteBuffer.allocate(8 + header.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .put(data)
                .array());
    }

    /** The checksum is the SHA-256 of the file with 64 zeros in its place. */
    private static byte[] seal(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        String key = "\"boltzmann.sha256\":\"";
        int at = text.indexOf(key) + key.length();
        if (at < key.length() || at + 64 > file.length) {
            return file;
        }
        Arrays.fill(file, at, at + 64, (byte) '0');
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(file);
            return spliced(file, at, 64, HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes into memory. */
    private interface Writing {
        void to(ByteArrayOutputStream out) throws IOException;
    }

    private static byte[] written(Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
