package org.boltzmann.core.io;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * A file of scalars over steps that TensorBoard shows. Each event is on the disk once it has been added; a run that goes on opens a file of
 * its own in the same folder.
 *
 * <p>A record is the length n in 8 bytes, the masked checksum of these, n bytes, and their masked checksum; the checksum is CRC-32C, the mask
 * (c ≫ 15 | c ≪ 17) + 0xa282ead8. The bytes are a protocol buffer: wall_time = 1 (double, seconds), step = 2, file_version = 3, summary = 5, whose
 * values = 1 have tag = 1 and simple_value = 2 (float). All of it is little-endian.
 *
 * <p>Source: event.proto, summary.proto and record_writer of TensorFlow.
 */
public final class EventFile implements Closeable {

    private static final int MASK = 0xa282ead8;
    private static final int MOST_FILES = 1000;

    private final OutputStream out;
    private final Path file;

    private EventFile(Path file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    /**
     * Begins a new file.
     *
     * @param folder where TensorBoard looks; it is made if there is none
     * @return the file, which holds nothing but its version yet
     * @throws IOException if it cannot be written
     */
    public static EventFile in(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (int n = 0; ; n++) {
            Path file = folder.resolve(String.format(
                    Locale.ROOT,
                    "events.out.tfevents.%010d.%d.boltzmann",
                    Instant.now().getEpochSecond(),
                    n));
            try {
                EventFile events = new EventFile(
                        file, Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
                ByteArrayOutputStream version = event(0);
                text(version, 3, "brain.Event:2");
                events.record(version.toByteArray());
                return events;
            } catch (FileAlreadyExistsException e) {
                if (n == MOST_FILES) {
                    throw e;
                }
            }
        }
    }

    /**
     * Adds scalars.
     *
     * @param step of all of them, such as the epoch
     * @param scalars values by tag; those that are not finite are shown as such
     * @throws IOException if they cannot be written
     */
    public void add(long step, Map<String, Double> scalars) throws IOException {
        ByteArrayOutputStream summary = new ByteArrayOutputStream();
        scalars.forEach((tag, value) -> {
            ByteArrayOutputStream one = new ByteArrayOutputStream();
            text(one, 1, tag);
            one.write((2 << 3) | 5);
            byte[] number = new byte[Float.BYTES];
            wrap(number).putFloat(value.floatValue());
            one.writeBytes(number);
            bytes(summary, 1, one.toByteArray());
        });
        ByteArrayOutputStream event = event(step);
        bytes(event, 5, summary.toByteArray());
        record(event.toByteArray());
    }

    /**
     * Where it is.
     *
     * @return the file
     */
    public Path file() {
        return file;
    }

    private static ByteBuffer wrap(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteArrayOutputStream event(long step) {
        ByteArrayOutputStream event = new ByteArrayOutputStream();
        event.write((1 << 3) | 1);
        byte[] time = new byte[Double.BYTES];
        wrap(time).putDouble(System.currentTimeMillis() * 1e-3);
        event.writeBytes(time);
        event.write(2 << 3);
        varint(event, step);
        return event;
    }

    private static void text(ByteArrayOutputStream to, int field, String text) {
        bytes(to, field, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void bytes(ByteArrayOutputStream to, int field, byte[] bytes) {
        to.write((field << 3) | 2);
        varint(to, bytes.length);
        to.writeBytes(bytes);
    }

    private static void varint(ByteArrayOutputStream to, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            to.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        to.write((int) rest);
    }

    private void record(byte[] data) throws IOException {
        byte[] length = new byte[Long.BYTES];
        wrap(length).putLong(data.length);
        byte[] record = new byte[length.length + data.length + 2 * Integer.BYTES];
        wrap(record).put(length).putInt(masked(length)).put(data).putInt(masked(data));
        out.write(record);
        out.flush();
    }

    /** The checksum as records have it. */
    static int masked(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        int c = (int) crc.getValue();
        return Integer.rotateRight(c, 15) + MASK;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
