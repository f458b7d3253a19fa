package org.boltzmann.core.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.boltzmann.core.Excerpt;

/**
 * One door to all formats of data: reads any file, by its content and its name.
 *
 * <table>
 * <caption>How a format is seen, in this order; each may be compressed by gzip, NPZ excepted</caption>
 * <tr><th>format</th><th>content</th><th>name</th></tr>
 * <tr><td>NPY</td><td>begins with {@code \x93NUMPY}</td><td></td></tr>
 * <tr><td>NPZ</td><td>a zip archive</td><td></td></tr>
 * <tr><td>IDX</td><td>begins with two zero bytes and a type</td><td></td></tr>
 * <tr><td>libsvm</td><td>the first line has {@code index:value} after the label</td><td>or ends in .libsvm, .svmlight or .svm</td></tr>
 * <tr><td>CSV</td><td>anything else</td><td>or ends in .csv or .tsv</td></tr>
 * </table>
 *
 * <p>The labels of an IDX file are those of the file beside it that has {@code labels} for {@code images} and {@code idx1} for
 * {@code idx3} in its name, if there is one. Its unsigned bytes become grey values, 0 to 1; all others keep values as they are.
 */
public final class DataFiles {

    private static final int LOOKED_AT = 1 << 16;
    private static final Pattern SPARSE_LINE = Pattern.compile("[^\\s,;:]+\\s+(qid:\\d+\\s+)?\\d+:[^\\s,;:]+(\\s.*)?");

    private DataFiles() {}

    /**
     * Reads a file as it says itself.
     *
     * @param file the file
     * @return one column an example
     * @throws DataException if the file is refused
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public static DataSet read(Path file) {
        return read(file, DataOptions.standard());
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @param options what the file does not say, or is to be otherwise
     * @return one column an example
     * @throws DataException if the file is refused, or has another number of features than asked for
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public static DataSet read(Path file, DataOptions options) {
        DataSet data = switch (format(file, options)) {
            case IDX -> readIdx(file, options);
            case NPY -> readNpy(file, options);
            case NPZ ->
                new NpzReader(options.examples(), options.label(), options.missing(), options.classNames()).read(file);
            case LIBSVM ->
                new LibsvmReader(
                                options.features(),
                                !(options.label() instanceof LabelColumn.None),
                                options.missing(),
                                options.missingWords(),
                                options.classNames())
                        .read(file);
            default ->
                new CsvReader(
                                options.separator().orElseGet(() -> separator(file)),
                                options.header(),
                                options.label(),
                                options.missing(),
                                options.missingWords(),
                                options.classNames(),
                                options.decimal(),
                                options.roles())
                        .read(file);
        };
        if (options.features() > 0 && data.features() != options.features()) {
            throw new DataException(file + ": has " + data.features() + " features but " + options.features()
                    + " were asked for; give the right file or number");
        }
        return options.shape().isEmpty() ? data : shaped(file, data, options.shape());
    }

    private static DataSet shaped(Path file, DataSet data, List<Integer> shape) {
        try {
            return data.withShape(shape);
        } catch (IllegalArgumentException e) {
            throw new DataException(
                    file + ": has " + data.features() + " features, which is not the shape " + shape
                            + "; give another shape",
                    e);
        }
    }

    /**
     * Which format a file has.
     *
     * @param file the file
     * @param options whose format decides, unless it is {@code AUTO}
     * @return any but {@code AUTO}
     * @throws DataException if there is no such file, or it is of another format that is known
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public static DataFormat format(Path file, DataOptions options) {
        if (options.format() != DataFormat.AUTO) {
            return options.format();
        }
        if (NpyReader.recognises(file)) {
            return DataFormat.NPY;
        }
        if (NpzReader.recognises(file)) {
            return DataFormat.NPZ;
        }
        if (IdxReader.recognises(file)) {
            return DataFormat.IDX;
        }
        String name = file.toString().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        boolean sparse = name.matches("(?s).*\\.(libsvm|svmlight|svm)");
        boolean table = name.matches("(?s).*\\.(csv|tsv)");
        ForeignFile.refuse(DataFile.of(file), sparse || table);
        if (sparse) {
            return DataFormat.LIBSVM;
        }
        return !table && SPARSE_LINE.matcher(firstLine(file)).matches() ? DataFormat.LIBSVM : DataFormat.CSV;
    }

    private static DataSet readIdx(Path file, DataOptions options) {
        if (options.label() instanceof LabelColumn.At at) {
            throw new DataException(file + ": is an IDX file, which has no column " + at.place()
                    + " to be the label; name the file of labels beside it");
        }
        Path labels = file;
        if (options.label() instanceof LabelColumn.Named named) {
            labels = named.required() ? beside(file, named.name()) : idxLabels(file);
        }
        IdxReader reader = new IdxReader(255, options.missing(), options.classNames());
        return labels.equals(file) || !Files.exists(labels) ? reader.read(file) : reader.read(file, labels);
    }

    private static Path idxLabels(Path file) {
        String name = file.toAbsolutePath().getFileName().toString();
        String labels = name.replace("images", "labels").replaceAll("idx[2-9]", "idx1");
        Path beside = file.resolveSibling(labels);
        // labels are bytes whatever the examples are
        return Files.exists(beside) ? beside : file.resolveSibling(labels.replaceAll("(idx1)-\\w+", "$1-ubyte"));
    }

    private static DataSet readNpy(Path file, DataOptions options) {
        NpyReader reader = new NpyReader(options.label(), options.missing(), options.classNames());
        return options.label() instanceof LabelColumn.Named named && named.required()
                ? reader.read(file, beside(file, named.name()))
                : reader.read(file);
    }

    private static Path beside(Path file, String name) {
        try {
            Path beside = file.resolveSibling(name);
            if (Files.exists(beside)) {
                return beside;
            }
        } catch (InvalidPathException e) {
            throw notBeside(file, name);
        }
        throw notBeside(file, name);
    }

    private static DataException notBeside(Path file, String name) {
        return new DataException(file + ": there is no file " + Excerpt.of(name)
                + " beside it, which was to hold its labels; name one, or no label");
    }

    /**
     * The likeliest of comma, semicolon, tab and space, which are counted in the first line outside quotes; not the comma where it
     * stands before fractions between semicolons or tabs.
     */
    private static char separator(Path file) {
        String line = firstLine(file).replaceAll("\"[^\"]*\"", "").strip();
        for (String other : new String[] {";", "\t"}) {
            if (line.contains(other)
                    && Stream.of(line.split(other))
                            .map(String::strip)
                            .allMatch(field -> Decimal.isNumber(field) || Decimal.hasComma(field))) {
                return other.charAt(0);
            }
        }
        char best = line.indexOf(' ') >= 0 ? ' ' : ',';
        long most = 0;
        for (char candidate : new char[] {',', ';', '\t'}) {
            long count = line.chars().filter(c -> c == candidate).count();
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return best;
    }

    /** The first line that has something on it, as far as one block of the file reaches; what is no text is left to the reader. */
    private static String firstLine(Path path) {
        DataFile file = DataFile.of(path);
        try (InputStream in = file.open()) {
            return new String(in.readNBytes(LOOKED_AT), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.startsWith("\uFEFF") ? line.substring(1).strip() : line.strip())
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw file.refused(e);
        }
    }
}
