package org.boltzmann.core.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files are read back by a second reading of their specification, which shares nothing with the writer. */
class EventFileTest {

    private record Event(double time, long step, String version, Map<String, Float> scalars) {}

    /** CRC-32C bit by bit. */
    private static int crc(byte[] bytes) {
        int crc = ~0;
        for (byte b : bytes) {
            crc ^= b & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc >>> 1) ^ ((crc & 1) == 0 ? 0 : 0x82f63b78);
            }
        }
        return ~crc;
    }

    private static int masked(byte[] bytes) {
        return Integer.rotateRight(crc(bytes), 15) + 0xa282ead8;
    }

    private static long varint(ByteBuffer from) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = from.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static byte[] part(ByteBuffer from) {
        byte[] bytes = new byte[(int) varint(from)];
        from.get(bytes);
        return bytes;
    }

    private static ByteBuffer reading(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static Event event(ByteBuffer from) {
        double time = 0;
        long step = 0;
        String version = "";
        Map<String, Float> scalars = new LinkedHashMap<>();
        while (from.hasRemaining()) {
            switch ((int) varint(from)) {
                case 9 -> time = from.getDouble();
                case 16 -> step = varint(from);
                case 26 -> version = text(part(from));
                case 42 -> {
                    ByteBuffer summary = reading(part(from));
                    while (summary.hasRemaining()) {
                        assertThat(varint(summary)).isEqualTo(10);
                        ByteBuffer value = reading(part(summary));
                        assertThat(varint(value)).isEqualTo(10);
                        String tag = text(part(value));
                        assertThat(varint(value)).isEqualTo(21);
                        scalars.put(tag, value.getFloat());
                    }
                }
                default -> throw new AssertionError("an unknown field");
            }
        }
        return new Event(time, step, version, scalars);
    }

    private static List<Event> read(Path file) throws IOException {
        ByteBuffer from = reading(Files.readAllBytes(file));
        List<Event> events = new ArrayList<>();
        while (from.hasRemaining()) {
            byte[] length = new byte[8];
            from.get(length);
            assertThat(from.getInt()).isEqualTo(masked(length));
            byte[] data = new byte[(int) reading(length).getLong()];
            from.get(data);
            assertThat(from.getInt()).isEqualTo(masked(data));
            events.add(event(reading(data)));
        }
        return events;
    }

    /** RFC 3720, B.4: 32 bytes of zeros have the CRC-32C 8a9136aa. */
    @Test
    void theChecksumIsThePublishedOne() {
        assertThat(crc(new byte[32])).isEqualTo(0x8a9136aa);
        assertThat(EventFile.masked(new byte[32])).isEqualTo(masked(new byte[32]));
    }

    @Test
    void whatIsAddedIsThereAtOnce(@TempDir Path folder) throws IOException {
        try (EventFile events = EventFile.in(folder.resolve("new"))) {
            events.add(1, Map.of("error", 0.25));
            Map<String, Double> more = new LinkedHashMap<>();
            more.put("error", -1e-3);
            more.put("pseudo-log-likelihood", Double.NaN);
            events.add(300, more);
            List<Event> read = read(events.file());
            assertThat(read).hasSize(3);
            assertThat(read.get(0).version()).isEqualTo("brain.Event:2");
            assertThat(read.get(0).scalars()).isEmpty();
            assertThat(read.get(1).step()).isEqualTo(1);
            assertThat(read.get(1).scalars()).containsExactly(Map.entry("error", 0.25f));
            assertThat(read.get(2).step()).isEqualTo(300);
            assertThat(read.get(2).scalars())
                    .containsExactly(Map.entry("error", -1e-3f), Map.entry("pseudo-log-likelihood", Float.NaN));
            assertThat(read.get(2).time()).isBetween(1.7e9, 1e11);
            try (EventFile other = EventFile.in(folder.resolve("new"))) {
                assertThat(other.file()).isNotEqualTo(events.file());
            }
        }
    }
}
