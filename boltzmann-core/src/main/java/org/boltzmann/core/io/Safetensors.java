package org.boltzmann.core.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes and reads safetensors files: named arrays and strings, data only, readable from Python as they are.
 *
 * <p>A file is the header's length (8 bytes, little-endian), a JSON header, and the numbers of all tensors one after the other,
 * row-major and little-endian. The same input gives the same bytes: tensors and metadata in the order of their maps, the header
 * padded with spaces to a multiple of 8. Whatever {@link #write} accepts, {@link #read} gives back, bit for bit.
 *
 * <p>A file is not trusted. Before any memory is allocated for tensors it is checked that the header has at most 1 MiB and lies
 * within the file, is strict UTF-8 and JSON without duplicate keys, and names at most 10,000 tensors; that names are not empty
 * and free of control characters; that shapes do not overflow; and that the data of all tensors fill the rest of the file without
 * hole, overlap or remainder. Memory is then in proportion to the file.
 *
 * <p>Source: the format description in the README of Hugging Face's safetensors. Limits: dtypes other than those of
 * {@link DataType} are refused. A flipped bit within a number goes unseen, as the format has no checksum;
 * {@link ModelFile} and {@link Checkpoint} add one.
 */
public final class Safetensors {

    private static final int PREFIX_BYTES = Long.BYTES;
    private static final int CHUNK_BYTES = 1 << 16;

    private Safetensors() {}

    /**
     * Creates or replaces a file, all or nothing (see {@link AtomicFile}).
     *
     * @param file the file; its directory exists
     * @param tensors the tensors by name, in the order in which they are to lie in the file; written as F32
     * @param metadata strings to go with them; may be empty
     * @throws IOException if the file cannot be written; the old one then stays
     * @throws IllegalArgumentException if a number is not finite, a name is empty, reserved or has control characters, there are
     *     more than 10,000 tensors, or the header exceeds 1 MiB; the old file then stays
     */
    public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
        HeaderWriter.checkFinite(tensors);
        AtomicFile.write(file, content(tensors, metadata));
    }

    /** What is written, of any numbers. */
    static AtomicFile.Writer content(Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
        byte[] header = HeaderWriter.header(tensors, metadata);
        return out -> {
            byte[] prefix = new byte[PREFIX_BYTES];
            littleEndian(prefix, PREFIX_BYTES).putLong(header.length);
            out.write(prefix);
            out.write(header);
            byte[] chunk = new byte[CHUNK_BYTES];
            for (Tensor tensor : tensors.values()) {
                writeData(tensor.data(), chunk, out);
            }
        };
    }

    private static void writeData(float[] data, byte[] chunk, OutputStream out) throws IOException {
        int most = chunk.length / Float.BYTES;
        for (int start = 0, count; start < data.length; start += count) {
            count = Math.min(most, data.length - start);
            littleEndian(chunk, chunk.length).asFloatBuffer().put(data, start, count);
            out.write(chunk, 0, count * Float.BYTES);
        }
    }

    /**
     * Reads a file whose numbers are all finite.
     *
     * @param file the file
     * @return its tensors and metadata
     * @throws ModelFileException if the content is not as it should be, or a number is NaN, infinite or too large for a float
     * @throws IOException if the file cannot be read
     */
    public static SafetensorsContent read(Path file) throws IOException {
        return read(file, new Seal());
    }

    static SafetensorsContent read(Path file, Seal seal) throws IOException {
        SafetensorsContent content = readAnyNumbers(file, seal);
        content.tensors().forEach((name, tensor) -> {
            int bad = tensor.firstNonFinite();
            if (bad >= 0) {
                throw new ModelFileException(file + ": tensor " + SafetensorsRules.quote(name) + ": element " + bad
                        + " is " + tensor.data()[bad] + " as a 32-bit float but only finite numbers are allowed:"
                        + " use a file saved before training diverged");
            }
        });
        return content;
    }

    /**
     * Reads a file in which NaN and infinite numbers are welcome, to look into it; otherwise as {@link #read}.
     *
     * @param file the file
     * @return its tensors and metadata
     * @throws ModelFileException if the content is not as it should be
     * @throws IOException if the file cannot be read
     */
    public static SafetensorsContent readAnyNumbers(Path file) throws IOException {
        return readAnyNumbers(file, new Seal());
    }

    static SafetensorsContent readAnyNumbers(Path file, Seal seal) throws IOException {
        long length = length(file);
        try (InputStream in = seal.over(Files.newInputStream(file))) {
            byte[] bytes = readHeaderBytes(file, in, length);
            SafetensorsHeader header = HeaderReader.read(file, bytes, length - PREFIX_BYTES - bytes.length);
            seal.begin(bytes, header.metadata(), in);
            Map<String, Tensor> loaded = new HashMap<>();
            byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, length)];
            for (TensorInfo tensor : HeaderReader.inFileOrder(header.tensors())) {
                loaded.put(tensor.name(), readData(file, tensor, in, chunk));
            }
            Map<String, Tensor> ordered = new LinkedHashMap<>();
            header.tensors().forEach(tensor -> ordered.put(tensor.name(), loaded.get(tensor.name())));
            return new SafetensorsContent(ordered, header.metadata());
        }
    }

    /**
     * Reads and checks what a file contains, without its numbers.
     *
     * @param file the file
     * @return its header
     * @throws ModelFileException if the header is not as it should be
     * @throws IOException if the file cannot be read
     */
    public static SafetensorsHeader readHeader(Path file) throws IOException {
        long length = length(file);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] header = readHeaderBytes(file, in, length);
            return HeaderReader.read(file, header, length - PREFIX_BYTES - header.length);
        }
    }

    private static long length(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new ModelFileException(file + ": not a regular file: give the path of a safetensors file");
        }
        return attributes.size();
    }

    private static byte[] readHeaderBytes(Path file, InputStream in, long length) throws IOException {
        if (length < PREFIX_BYTES) {
            throw new ModelFileException(
                    file + ": " + length + " bytes are too few for a safetensors file, which has at least "
                            + PREFIX_BYTES + ": write or download it again");
        }
        long headerBytes = fill(file, in, new byte[PREFIX_BYTES], PREFIX_BYTES).getLong();
        long most = Math.min(SafetensorsRules.MAX_HEADER_BYTES, length - PREFIX_BYTES);
        if (headerBytes < 0 || headerBytes > most) {
            throw new ModelFileException(file + ": is no model file (safetensors): the header's length is given as "
                    + Long.toUnsignedString(headerBytes)
                    + " bytes but at most " + most + " are allowed (1 MiB, and within the file of " + length
                    + " bytes): the file is damaged or no safetensors file; write or download it again");
        }
        byte[] header = new byte[(int) headerBytes];
        fill(file, in, header, header.length);
        return header;
    }

    private static Tensor readData(Path file, TensorInfo tensor, InputStream in, byte[] chunk) throws IOException {
        float[] data = new float[tensor.elements()];
        int most = chunk.length / tensor.type().bytes();
        for (int start = 0, count; start < data.length; start += count) {
            count = Math.min(most, data.length - start);
            ByteBuffer numbers = fill(file, in, chunk, count * tensor.type().bytes());
            tensor.type().read(numbers, data, start, count);
        }
        return Tensor.of(data, tensor.shape());
    }

    private static ByteBuffer fill(Path file, InputStream in, byte[] buffer, int bytes) throws IOException {
        if (in.readNBytes(buffer, 0, bytes) < bytes) {
            throw new EOFException(file + ": became shorter while it was read: wait until it is complete");
        }
        return littleEndian(buffer, bytes);
    }

    private static ByteBuffer littleEndian(byte[] buffer, int bytes) {
        return ByteBuffer.wrap(buffer, 0, bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
