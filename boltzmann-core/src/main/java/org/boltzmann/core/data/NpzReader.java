package org.boltzmann.core.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.io.Tensor;

/**
 * Reads NPZ files: NumPy's archives of named arrays, one of examples, perhaps one of labels; see {@link NpyReader} for the arrays.
 *
 * <p>The array of examples is the one named, or else the first there is of x, X, data, images, features, x_train, arr_0, or else
 * the only one. The array of labels is the one named, or else y_train if the examples are x_train, and otherwise the first there is
 * of y, Y, labels, label, target, targets, arr_1. A column of the examples can be the label too, by its place.
 *
 * <p>Only the arrays used are unpacked. Their sizes are checked against the length of what is compressed before anything is
 * allocated, and their checksums when they have been read.
 *
 * @param examples the name of the array of examples; empty to find it
 * @param label the array of labels, or the column
 * @param missing what becomes of NaN
 * @param classNames the classes labels may name, in order; empty to find them in the file
 */
public record NpzReader(String examples, LabelColumn label, CsvReader.MissingValues missing, List<String> classNames) {

    private static final List<String> EXAMPLES = List.of("x", "X", "data", "images", "features", "x_train", "arr_0");
    private static final List<String> LABELS = List.of("y", "Y", "labels", "label", "target", "targets", "arr_1");
    private static final String ENDING = ".npy";
    private static final int MOST_ARRAYS = 10_000;

    /** What macOS adds to a zip archive: no arrays, whatever their names end with. */
    private static final String JUNK = "__MACOSX/";

    /** In what Java says of an archive with such a file in it. */
    private static final Pattern METHOD = Pattern.compile("compression method: (\\d+)");

    private static final Map<String, String> METHODS =
            Map.of("9", "deflate64", "12", "bzip2", "14", "LZMA", "93", "zstd");

    /** Deflate cannot shrink a byte to less than one 1032nd. */
    private static final long LARGEST_RATIO = 1032;

    public NpzReader {
        classNames = List.copyOf(classNames);
    }

    /**
     * Arrays found by their names, missing values refused.
     *
     * @return the reader
     */
    public static NpzReader standard() {
        return new NpzReader("", LabelColumn.namedIfPresent("label"), CsvReader.MissingValues.REFUSE, List.of());
    }

    /**
     * The same with the array of examples named.
     *
     * @param examples its name; empty to find it
     * @return the reader
     */
    public NpzReader withExamples(String examples) {
        return new NpzReader(examples, label, missing, classNames);
    }

    /**
     * The same with another label.
     *
     * @param label the array of labels by its name, or the column of the examples by its place; a name that need not be there lets
     *     the usual names be tried too
     * @return the reader
     */
    public NpzReader withLabel(LabelColumn label) {
        return new NpzReader(examples, label, missing, classNames);
    }

    /**
     * The same with missing values treated otherwise.
     *
     * @param missing what becomes of them
     * @return the reader
     */
    public NpzReader withMissing(CsvReader.MissingValues missing) {
        return new NpzReader(examples, label, missing, classNames);
    }

    /**
     * The same with the classes known beforehand.
     *
     * @param classNames the classes in order; any other label is refused
     * @return the reader
     */
    public NpzReader withClassNames(List<String> classNames) {
        return new NpzReader(examples, label, missing, classNames);
    }

    /**
     * Whether a file begins like a zip archive, which is what an NPZ file is.
     *
     * @param file a file
     * @return true if so; false also if it is too short
     * @throws DataException if there is no such file
     */
    public static boolean recognises(Path file) {
        byte[] start = DataFile.of(file).start();
        return start.length >= 4
                && start[0] == 'P'
                && start[1] == 'K'
                && ((start[2] == 3 && start[3] == 4) || (start[2] == 5 && start[3] == 6));
    }

    /**
     * Reads a file.
     *
     * @param archive the file
     * @return one column an example
     * @throws DataException if the file is missing, damaged, too large or of another kind, an array is not there, with the names of
     *     those that are, or a value is missing or infinite: with the example and the feature, both counted from 0
     */
    public DataSet read(Path archive) {
        return inArchive(archive, (file, zip) -> read(file, zip, arrays(file, zip)));
    }

    /**
     * Reads arrays of a file as they are.
     *
     * @param archive the file
     * @param wanted which arrays, by name; the others are not looked at
     * @return those there are, of numbers and of texts
     * @throws DataException if the file is missing, damaged, too large or of another kind, an array that is wanted has no axis or no element,
     *     or a value is missing or infinite
     */
    static NpzArchive readAll(Path archive, Predicate<String> wanted) {
        return inArchive(archive, (file, zip) -> {
            Map<String, Tensor> numbers = new LinkedHashMap<>();
            Map<String, List<String>> texts = new LinkedHashMap<>();
            Map<String, ZipEntry> arrays = arrays(file, zip);
            arrays.keySet().removeIf(wanted.negate());
            for (String name : arrays.keySet()) {
                with(file, zip, arrays, name, array -> {
                    if (array.isText()) {
                        texts.put(name, array.texts());
                    } else {
                        numbers.put(name, array.tensor());
                    }
                    return name;
                });
            }
            return new NpzArchive(numbers, texts);
        });
    }

    /** What is made of an archive. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(DataFile file, ZipFile zip) throws IOException;
    }

    private static <T> T inArchive(Path archive, Reading<T> reading) {
        DataFile file = DataFile.of(archive);
        if (file.isCompressed()) {
            throw new DataException(file + ": is a gzip file; unpack it first, an NPZ file is compressed in itself");
        }
        try (ZipFile zip = open(file)) {
            return reading.of(file, zip);
        } catch (IOException e) {
            throw file.refused(e);
        } catch (OutOfMemoryError e) {
            throw file.refused(e);
        }
    }

    private static ZipFile open(DataFile file) throws IOException {
        try {
            return new ZipFile(file.content().toFile());
        } catch (ZipException e) {
            Matcher method = METHOD.matcher(String.valueOf(e.getMessage()));
            throw new DataException(
                    file
                            + (method.find()
                                    ? ": is compressed by " + METHODS.getOrDefault(method.group(1), "another method")
                                            + ", which Java does not read; write it again by np.savez_compressed"
                                    : ": is not an NPZ file, or damaged (" + Excerpt.of(e.getMessage())
                                            + "); get it again"),
                    e);
        } catch (RuntimeException e) { // a hostile directory makes older versions of Java throw several kinds
            throw new DataException(file + ": is not an NPZ file, or damaged; get it again", e);
        }
    }

    private static Map<String, ZipEntry> arrays(DataFile file, ZipFile zip) {
        List<? extends ZipEntry> entries;
        try {
            entries = Collections.list(zip.entries());
        } catch (RuntimeException e) { // as above
            throw new DataException(file + ": the directory of the archive is damaged; get it again", e);
        }
        Map<String, ZipEntry> arrays = new LinkedHashMap<>();
        for (ZipEntry entry : entries) {
            String name = entry.getName();
            if (name.endsWith(ENDING) && !name.startsWith(JUNK)) {
                String array = name.substring(0, name.length() - ENDING.length());
                if (arrays.put(array, entry) != null) {
                    throw new DataException(file + ": has two arrays named " + Excerpt.of(array)
                            + "; it is damaged, get it or write it again");
                }
                if (arrays.size() > MOST_ARRAYS) {
                    throw new DataException(file + ": has more than " + MOST_ARRAYS + " arrays; write fewer to a file");
                }
            }
        }
        if (arrays.isEmpty()) {
            throw new DataException(file + ": "
                    + ForeignFile.archive(
                            entries.stream().map(ZipEntry::getName).toList()));
        }
        return arrays;
    }

    private DataSet read(DataFile file, ZipFile zip, Map<String, ZipEntry> arrays) throws IOException {
        String chosen = examplesAmong(file, arrays);
        String labels = labelsAmong(file, arrays, chosen);
        LabelColumn column = label instanceof LabelColumn.At ? label : LabelColumn.none();
        DataSet data = with(file, zip, arrays, chosen, array -> array.examples(column, missing, classNames));
        return labels.isEmpty()
                ? data
                : with(
                        file,
                        zip,
                        arrays,
                        labels,
                        array -> array.labels(data.size(), classNames).on(data, array::example));
    }

    private String examplesAmong(DataFile file, Map<String, ZipEntry> arrays) {
        if (!examples.isEmpty()) {
            checkIsThere(file, examples, arrays);
            return examples;
        }
        String found = arrays.size() == 1
                ? arrays.keySet().iterator().next()
                : EXAMPLES.stream().filter(arrays::containsKey).findFirst().orElse("");
        if (arrays.containsKey("indptr")
                && arrays.containsKey("indices")
                && (found.isEmpty() || found.equals("data"))) {
            throw new DataException(file + ": is a sparse matrix of SciPy's; save it dense, as by"
                    + " np.savez_compressed(file, x=a.toarray()), or in the libsvm format");
        }
        if (found.isEmpty()) {
            throw new DataException(file + ": has no array named " + String.join(", ", EXAMPLES) + there(arrays)
                    + "; say which one holds the examples (data.array)");
        }
        return found;
    }

    /** Empty for none. */
    private String labelsAmong(DataFile file, Map<String, ZipEntry> arrays, String chosen) {
        if (!(label instanceof LabelColumn.Named named)) {
            return "";
        }
        if (named.required()) {
            checkIsThere(file, named.name(), arrays);
            return named.name();
        }
        List<String> candidates = new ArrayList<>(List.of(named.name()));
        candidates.addAll(chosen.equals("x_train") ? List.of("y_train") : LABELS);
        return candidates.stream()
                .filter(name -> arrays.containsKey(name) && !name.equals(chosen))
                .findFirst()
                .orElse("");
    }

    private static void checkIsThere(DataFile file, String name, Map<String, ZipEntry> arrays) {
        if (!arrays.containsKey(name)) {
            throw new DataException(file + ": has no array named " + name + there(arrays) + "; name one of them");
        }
    }

    private static String there(Map<String, ZipEntry> arrays) {
        return ", only "
                + arrays.keySet().stream().limit(10).map(Excerpt::of).collect(Collectors.joining(", "))
                + (arrays.size() > 10 ? " ..." : "");
    }

    /** What is made of an array. */
    @FunctionalInterface
    private interface Use<T> {
        T of(NpyArray array) throws IOException;
    }

    private static <T> T with(DataFile file, ZipFile zip, Map<String, ZipEntry> arrays, String name, Use<T> use)
            throws IOException {
        ZipEntry entry = arrays.get(name);
        String where = file + ", array " + Excerpt.of(name);
        long available = Math.min(entry.getSize(), LARGEST_RATIO * Math.min(entry.getCompressedSize(), 1L << 50));
        try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
            T made = use.of(NpyArray.open(file, where, in, available));
            if (in.getChecksum().getValue() != entry.getCrc()) {
                throw new DataException(
                        where + ": the checksum is not that of the content; it is damaged, get it again");
            }
            return made;
        }
    }
}
