package org.boltzmann.core.data;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Reads files of the libsvm format (svmlight), plain or gzip: one line an example, a label and then the values that are not zero,
 * {@code label index:value index:value ...}.
 *
 * <p>Indices begin at 1, or at 0 if index 0 occurs, which is noted, and ascend within a line; what is not named is 0. The text is UTF-8; a {@code #} begins a comment to the
 * end of the line; empty lines are passed over. {@code qid:number} after the label, which groups examples for ranking, has no
 * meaning here and is passed over. Values are checked as {@link CsvReader} checks them, and labels, numbers or words, are numbered
 * as it does; several labels of one example are refused.
 *
 * <p>There are as many features as asked for, or as the largest index says; then a machine of more features takes the others as 0. The
 * result is dense.
 *
 * <p>Construction is refused with an {@link IllegalArgumentException} if the number of features is negative.
 *
 * @param features the number of features; 0 to find it in the file
 * @param labelled whether the first word of a line is taken for its label; if not, it must be there and is passed over
 * @param missing what becomes of missing values
 * @param missingWords the words that stand for missing values
 * @param classNames the classes labels may name, in order; empty to find them in the file
 */
public record LibsvmReader(
        int features,
        boolean labelled,
        CsvReader.MissingValues missing,
        Set<String> missingWords,
        List<String> classNames) {

    public LibsvmReader {
        if (features < 0) {
            throw new IllegalArgumentException(
                    "the number of features must be positive, or 0 to find it in the file," + " but is " + features);
        }
        missingWords = Set.copyOf(missingWords);
        classNames = List.copyOf(classNames);
    }

    /**
     * Features found in the file, with labels, missing values refused.
     *
     * @return the reader
     */
    public static LibsvmReader standard() {
        return new LibsvmReader(0, true, CsvReader.MissingValues.REFUSE, CsvReader.MISSING_WORDS, List.of());
    }

    /**
     * The same with the number of features settled.
     *
     * @param features how many; 0 to find it in the file
     * @return the reader
     */
    public LibsvmReader withFeatures(int features) {
        return new LibsvmReader(features, labelled, missing, missingWords, classNames);
    }

    /**
     * The same without labels.
     *
     * @return the reader
     */
    public LibsvmReader withoutLabels() {
        return new LibsvmReader(features, false, missing, missingWords, classNames);
    }

    /**
     * The same with missing values treated otherwise.
     *
     * @param missing what becomes of them
     * @return the reader
     */
    public LibsvmReader withMissing(CsvReader.MissingValues missing) {
        return new LibsvmReader(features, labelled, missing, missingWords, classNames);
    }

    /**
     * The same with other words for missing values.
     *
     * @param missingWords what stands in the place of a value
     * @return the reader
     */
    public LibsvmReader withMissingWords(Set<String> missingWords) {
        return new LibsvmReader(features, labelled, missing, missingWords, classNames);
    }

    /**
     * The same with the classes known beforehand.
     *
     * @param classNames the classes in order; any other label is refused
     * @return the reader
     */
    public LibsvmReader withClassNames(List<String> classNames) {
        return new LibsvmReader(features, labelled, missing, missingWords, classNames);
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @return one column an example, of shape {@code [features]}
     * @throws DataException if the file is missing, damaged, too large or has no examples or no features, indices do not ascend or
     *     are too large, a value is no number or missing, or a label is missing or unknown: with the line
     */
    public DataSet read(Path file) {
        DataFile source = DataFile.of(file);
        LibsvmTable table = new LibsvmTable(source, this);
        try (Reader text = new InputStreamReader(source.open(), StandardCharsets.UTF_8.newDecoder())) {
            char[] block = new char[1 << 14];
            for (int read = text.read(block); read >= 0; read = text.read(block)) {
                table.add(block, read);
            }
            return table.dataSet();
        } catch (IOException e) {
            throw source.refused(e);
        } catch (OutOfMemoryError e) {
            throw source.refused(e);
        }
    }
}
