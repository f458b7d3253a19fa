package org.boltzmann.core.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads NPY files, plain or gzip: one array of NumPy's, the first axis counting the examples.
 *
 * <p>Versions 1.0, 2.0 and 3.0; floating-point numbers of 16, 32 and 64 bits, integers of 8 to 64 bits, truth values; least or most
 * significant byte first; C and Fortran order. An array of one axis holds examples of one feature; of more than two, examples of
 * the shape of the further axes. Values are kept as they are, rounded to 32 bits. NaN is a missing value: refused, unless asked for.
 *
 * <p>Labels are a column of an array of two axes, or an array of their own, of numbers or of texts (dtype {@code U}), and are
 * numbered as {@link CsvReader} does it. Numbers are whole and count from 0; NaN, -1 and the empty text say that an example has no
 * label, but where -1 and 1 are all there is, they are two classes. Other negative numbers are refused.
 *
 * <p>The header is parsed and never evaluated, and sizes are checked against the length of the file before anything is allocated.
 * Python objects, structures and anything else are refused.
 *
 * @param label which column is the label
 * @param missing what becomes of NaN
 * @param classNames the classes labels may name, in order; empty to find them in the file
 */
public record NpyReader(LabelColumn label, CsvReader.MissingValues missing, List<String> classNames) {

    public NpyReader {
        classNames = List.copyOf(classNames);
    }

    /**
     * No label, missing values refused.
     *
     * @return the reader
     */
    public static NpyReader standard() {
        return new NpyReader(LabelColumn.none(), CsvReader.MissingValues.REFUSE, List.of());
    }

    /**
     * The same with a column as the label.
     *
     * @param label which column it is, by its place
     * @return the reader
     */
    public NpyReader withLabel(LabelColumn label) {
        return new NpyReader(label, missing, classNames);
    }

    /**
     * The same with missing values treated otherwise.
     *
     * @param missing what becomes of them
     * @return the reader
     */
    public NpyReader withMissing(CsvReader.MissingValues missing) {
        return new NpyReader(label, missing, classNames);
    }

    /**
     * The same with the classes known beforehand.
     *
     * @param classNames the classes in order; any other label is refused
     * @return the reader
     */
    public NpyReader withClassNames(List<String> classNames) {
        return new NpyReader(label, missing, classNames);
    }

    /**
     * Whether a file begins like an NPY file.
     *
     * @param file a file, plain or gzip
     * @return true if so; false also if it is too short or damaged
     * @throws DataException if there is no such file
     */
    public static boolean recognises(Path file) {
        return NpyHeader.begins(DataFile.of(file).start());
    }

    /**
     * Reads a file.
     *
     * @param examples the file
     * @return one column an example
     * @throws DataException if the file is missing, damaged, too large or of another kind, or a value is missing or infinite: with
     *     the example and the feature, both counted from 0
     */
    public DataSet read(Path examples) {
        DataFile file = DataFile.of(examples);
        try (InputStream in = file.open()) {
            return NpyArray.open(file, file.toString(), in, file.largestContent())
                    .examples(label, missing, classNames);
        } catch (IOException e) {
            throw file.refused(e);
        } catch (OutOfMemoryError e) {
            throw file.refused(e);
        }
    }

    /**
     * Reads examples, and their labels from another file.
     *
     * @param examples the file of examples, of which no column is the label
     * @param labels a file of one axis, as long, of numbers or texts
     * @return one column an example
     * @throws DataException if a file is refused or their lengths differ
     */
    public DataSet read(Path examples, Path labels) {
        DataSet data = withLabel(LabelColumn.none()).read(examples);
        DataFile file = DataFile.of(labels);
        try (InputStream in = file.open()) {
            NpyArray array = NpyArray.open(file, file.toString(), in, file.largestContent());
            return array.labels(data.size(), classNames).on(data, array::example);
        } catch (IOException e) {
            throw file.refused(e);
        } catch (OutOfMemoryError e) {
            throw file.refused(e);
        }
    }
}
