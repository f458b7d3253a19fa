package org.boltzmann.core.data;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.boltzmann.core.io.AtomicFile;
import org.boltzmann.core.io.Tensor;

/**
 * Writes NPZ files, which NumPy's {@code np.load} reads: named arrays as {@link NpyWriter} writes them, compressed, all or nothing.
 * The same values give the same bytes.
 */
public final class NpzWriter {

    /** The first moment that zip archives know. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private NpzWriter() {}

    /**
     * Writes arrays.
     *
     * @param file where to; its directory exists
     * @param arrays by name, in the order in which they are to lie in the file
     * @throws IOException if it cannot be written; an old file then stays
     */
    public static void write(Path file, Map<String, Tensor> arrays) throws IOException {
        write(file, new NpzArchive(arrays, Map.of()));
    }

    static void write(Path file, NpzArchive archive) throws IOException {
        Map<String, AtomicFile.Writer> contents = new LinkedHashMap<>();
        archive.numbers().forEach((name, array) -> contents.put(name, out -> NpyWriter.write(out, array)));
        archive.texts().forEach((name, texts) -> contents.put(name, out -> NpyWriter.write(out, texts)));
        writeAll(file, contents);
    }

    /**
     * Writes a data set: the examples as {@code x}, one a row, and the labels, if there are any, as {@code y}: as numbers if classes
     * are named by their numbers, otherwise as texts. An example without a label has -1 or the empty text; if -1 beside 1 alone
     * would be taken for a class, all labels are texts.
     *
     * <p>{@link NpzReader} reads it back, but for classes without an example, of which the file does not know.
     *
     * @param file where to; its directory exists
     * @param data examples of any shape
     * @throws IOException if it cannot be written; an old file then stays
     */
    public static void write(Path file, DataSet data) throws IOException {
        Map<String, AtomicFile.Writer> contents = new LinkedHashMap<>();
        contents.put("x", out -> NpyWriter.write(out, data));
        addLabels(data, contents);
        writeAll(file, contents);
    }

    /**
     * Writes what was found of the examples of a data set, with what tells them apart: their rows of the file they come from as
     * {@code index}, their identifiers as {@code id} and their labels as {@code y}, where there are any.
     *
     * @param file where to; its directory exists
     * @param data the examples
     * @param arrays by name, a row an example
     * @param columns by name, numbers of 64 bits, one an example
     * @throws IOException if it cannot be written; an old file then stays
     */
    public static void write(Path file, DataSet data, Map<String, Tensor> arrays, Map<String, double[]> columns)
            throws IOException {
        Map<String, AtomicFile.Writer> contents = new LinkedHashMap<>();
        contents.put("index", out -> NpyWriter.write(out, data.rows()));
        if (!data.ids().isEmpty()) {
            contents.put("id", out -> NpyWriter.write(out, data.ids()));
        }
        addLabels(data, contents);
        arrays.forEach((name, array) -> contents.put(name, out -> NpyWriter.write(out, array)));
        columns.forEach((name, column) -> contents.put(name, out -> NpyWriter.write(out, column)));
        writeAll(file, contents);
    }

    private static void addLabels(DataSet data, Map<String, AtomicFile.Writer> contents) {
        if (data.isLabelled()) {
            int[] labels = data.labels();
            List<String> numbers = IntStream.range(0, data.classes())
                    .mapToObj(Integer::toString)
                    .toList();
            contents.put(
                    "y",
                    data.classNames().equals(numbers) && !isTakenForAClass(data)
                            ? out -> NpyWriter.write(out, labels)
                            : out -> NpyWriter.write(
                                    out,
                                    IntStream.of(labels)
                                            .mapToObj(label -> label == DataSet.UNLABELLED
                                                    ? NumberLabels.NONE
                                                    : data.classNames().get(label))
                                            .toList()));
        }
    }

    private static boolean isTakenForAClass(DataSet data) {
        return data.unlabelledCount() > 0 && IntStream.of(data.labels()).allMatch(label -> Math.abs(label) == 1);
    }

    private static void writeAll(Path file, Map<String, AtomicFile.Writer> contents) throws IOException {
        AtomicFile.write(file, out -> {
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, AtomicFile.Writer> content : contents.entrySet()) {
                    ZipEntry entry = new ZipEntry(content.getKey() + ".npy");
                    entry.setTimeLocal(NO_TIME);
                    zip.putNextEntry(entry);
                    content.getValue().writeTo(zip);
                    zip.closeEntry();
                }
            }
        });
    }
}
