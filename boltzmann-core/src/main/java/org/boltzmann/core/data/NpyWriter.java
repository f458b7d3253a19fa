package org.boltzmann.core.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.boltzmann.core.io.AtomicFile;
import org.boltzmann.core.io.Tensor;

/**
 * Writes NPY files, which NumPy's {@code np.load} reads: one array of 32-bit floats (NPY 1.0, dtype {@code <f4}, C order), or of 64 bits where a method says so, all or
 * nothing. The same values give the same bytes.
 */
public final class NpyWriter {

    /** The header and what stands before it fill a multiple of this, as NumPy does it. */
    private static final int ALIGNMENT = 64;

    private static final int BLOCK = 1 << 14;

    private NpyWriter() {}

    /**
     * Writes an array.
     *
     * @param file where to; its directory exists
     * @param array of any numbers, NaN and the infinite ones too
     * @throws IOException if it cannot be written; an old file then stays
     */
    public static void write(Path file, Tensor array) throws IOException {
        AtomicFile.write(file, out -> write(out, array));
    }

    /**
     * Writes the examples of a data set, one a row, without their labels.
     *
     * @param file where to; its directory exists
     * @param data examples of any shape
     * @throws IOException if it cannot be written; an old file then stays
     */
    public static void write(Path file, DataSet data) throws IOException {
        AtomicFile.write(file, out -> write(out, data));
    }

    static void write(OutputStream out, Tensor array) throws IOException {
        writeHeader(out, "<f4", array.shape());
        writeFloats(out, array.data(), 0, array.data().length);
    }

    static void write(OutputStream out, DataSet data) throws IOException {
        List<Integer> shape = new ArrayList<>(List.of(data.size()));
        shape.addAll(data.shape());
        writeHeader(out, "<f4", shape);
        for (int example = 0; example < data.size(); example++) {
            writeFloats(out, data.values().data(), data.values().columnStart(example), data.features());
        }
    }

    /**
     * Writes a column of numbers of 64 bits, an array (numbers, 1) of dtype {@code <f8}.
     *
     * @param file where to; its directory exists
     * @param column any numbers
     * @throws IOException if it cannot be written; an old file then stays
     */
    public static void write(Path file, double[] column) throws IOException {
        AtomicFile.write(file, out -> write(out, column));
    }

    static void write(OutputStream out, double[] column) throws IOException {
        writeHeader(out, "<f8", List.of(column.length, 1));
        ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * column.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(column);
        out.write(bytes.array());
    }

    static void write(OutputStream out, int[] numbers) throws IOException {
        writeHeader(out, "<i4", List.of(numbers.length));
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(numbers);
        out.write(bytes.array());
    }

    static void write(OutputStream out, List<String> texts) throws IOException {
        int longest = texts.stream()
                .mapToInt(text -> text.codePointCount(0, text.length()))
                .max()
                .orElse(1);
        writeHeader(out, "<U" + Math.max(1, longest), List.of(texts.size()));
        for (String text : texts) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(Integer.BYTES * Math.max(1, longest)).order(ByteOrder.LITTLE_ENDIAN);
            text.codePoints().forEach(bytes::putInt);
            out.write(bytes.array());
        }
    }

    private static void writeHeader(OutputStream out, String type, List<Integer> shape) throws IOException {
        String axes = shape.stream().map(axis -> axis + ", ").collect(Collectors.joining());
        String tuple = shape.size() > 1 ? axes.substring(0, axes.length() - 2) : axes.stripTrailing();
        String dictionary = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + tuple + "), }";
        int before = 10;
        int padded = (before + dictionary.length() + ALIGNMENT) / ALIGNMENT * ALIGNMENT - before;
        String header = dictionary + " ".repeat(padded - 1 - dictionary.length()) + "\n";
        out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) padded, (byte) (padded >> 8)});
        out.write(header.getBytes(StandardCharsets.US_ASCII));
    }

    private static void writeFloats(OutputStream out, float[] values, int start, int count) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(Float.BYTES * Math.min(BLOCK, count)).order(ByteOrder.LITTLE_ENDIAN);
        for (int done = 0; done < count; done += BLOCK) {
            int now = Math.min(BLOCK, count - done);
            bytes.asFloatBuffer().put(values, start + done, now);
            out.write(bytes.array(), 0, Float.BYTES * now);
        }
    }
}
