package org.boltzmann.core.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.boltzmann.core.Excerpt;

/**
 * Reads tables of numbers, plain or gzip: one line an example, one column a feature, perhaps one column the label.
 *
 * <pre>{@code
 * CsvReader reader = CsvReader.standard().withLabel("label");
 * DataSet training = reader.read(Path.of("train.csv.gz"));
 * DataSet test = reader.withClassNames(training.classNames()).read(Path.of("test.csv.gz"));
 * }</pre>
 *
 * <p>The text is UTF-8; fields may be quoted; empty lines are passed over. Numbers are decimal, with a point. An empty field,
 * {@code ?}, {@code NA}, {@code NaN} and {@code nan} are missing values unless other words are given: refused, unless asked for.
 * In the column of the label they say that the example has none, {@link DataSet#UNLABELLED}, and are never refused; where no
 * example has a label, the data set is not labelled.
 *
 * <p>Labels, here and in all other formats: classes are those that occur, numbered from 0 in sorted order, integers numerically,
 * texts by their characters. What stood in the file is kept as {@link DataSet#classNames()}; 3, 03 and 3.0 are one label. More than 65,536 different labels, or one of more than 200
 * characters, are refused.
 *
 * <p>Construction is refused with an {@link IllegalArgumentException} if the separator is one that numbers or
 * lines need.
 *
 * @param separator what stands between fields, such as a comma, semicolon or tab
 * @param header whether the first line names the columns
 * @param label which column is the label
 * @param missing what becomes of missing values
 * @param missingWords the fields that are missing values; one may be a number, such as {@code -999}, in exactly this spelling
 * @param classNames the classes labels may name, in order; empty to find them in the file
 * @param decimal what stands before the fraction of a number
 * @param roles columns that are neither features nor the label
 */
public record CsvReader(
        char separator,
        Header header,
        LabelColumn label,
        MissingValues missing,
        Set<String> missingWords,
        List<String> classNames,
        DecimalMark decimal,
        ColumnRoles roles) {

    /** Whether the first line names the columns. */
    public enum Header {
        /** It does if it has a field, the label's column aside, that is no number. */
        AUTO,
        /** It does. */
        PRESENT,
        /** It is an example. */
        ABSENT
    }

    /** What stands before the fraction of a number. */
    public enum DecimalMark {
        /** A point; or a comma, where all fractions of the table have one and it can be nothing else. */
        AUTO,
        /** A point. */
        POINT,
        /** A comma. */
        COMMA
    }

    /** What becomes of missing values. */
    public enum MissingValues {
        /** The file is refused, with line and column. */
        REFUSE,
        /** They become NaN. */
        AS_NAN
    }

    /** The fields that are missing values if nobody says otherwise. */
    public static final Set<String> MISSING_WORDS =
            Set.of("", "?", "NA", "<NA>", "#N/A", "N/A", "n/a", "NaN", "nan", "NULL", "null");

    private static final int LARGEST_FIELD = 1 << 16;

    /** In characters; a line is held several times over while it is read. */
    private static final int LARGEST_LINE =
            (int) Math.max(LARGEST_FIELD, Math.min(1 << 26, Runtime.getRuntime().maxMemory() / 32));

    private static final int LARGEST_WIDTH = 1 << 20;

    public CsvReader {
        if (separator == '"'
                || separator == '\n'
                || separator == '\r'
                || separator == '.'
                || separator == '-'
                || Character.isLetterOrDigit(separator)) {
            throw new IllegalArgumentException(
                    "fields cannot be separated by '" + separator + "'; take a comma, a semicolon, a tab or a space");
        }
        missingWords = Set.copyOf(missingWords);
        classNames = List.copyOf(classNames);
    }

    /**
     * Comma, header found out, no label, missing values refused.
     *
     * @return the reader
     */
    public static CsvReader standard() {
        return new CsvReader(
                ',',
                Header.AUTO,
                LabelColumn.none(),
                MissingValues.REFUSE,
                MISSING_WORDS,
                List.of(),
                DecimalMark.AUTO,
                ColumnRoles.standard());
    }

    /**
     * The same with another separator.
     *
     * @param separator such as a semicolon or a tab
     * @return the reader
     * @throws IllegalArgumentException if it is one that numbers or lines need
     */
    public CsvReader withSeparator(char separator) {
        return new CsvReader(separator, header, label, missing, missingWords, classNames, decimal, roles);
    }

    /**
     * The same with the header settled.
     *
     * @param header whether the first line names the columns
     * @return the reader
     */
    public CsvReader withHeader(Header header) {
        return new CsvReader(separator, header, label, missing, missingWords, classNames, decimal, roles);
    }

    /**
     * The same with a label.
     *
     * @param label which column it is
     * @return the reader
     */
    public CsvReader withLabel(LabelColumn label) {
        return new CsvReader(separator, header, label, missing, missingWords, classNames, decimal, roles);
    }

    /**
     * The same with a label in a column of the header.
     *
     * @param column the column's name
     * @return the reader
     */
    public CsvReader withLabel(String column) {
        return withLabel(LabelColumn.named(column));
    }

    /**
     * The same with a label in a column counted from either end.
     *
     * @param column 0 for the first, -1 for the last
     * @return the reader
     */
    public CsvReader withLabel(int column) {
        return withLabel(LabelColumn.at(column));
    }

    /**
     * The same with missing values treated otherwise.
     *
     * @param missing what becomes of them
     * @return the reader
     */
    public CsvReader withMissing(MissingValues missing) {
        return new CsvReader(separator, header, label, missing, missingWords, classNames, decimal, roles);
    }

    /**
     * The same with other words for missing values.
     *
     * @param missingWords the fields that are missing values, without blanks around them; an empty one for an empty field
     * @return the reader
     */
    public CsvReader withMissingWords(Collection<String> missingWords) {
        return new CsvReader(separator, header, label, missing, Set.copyOf(missingWords), classNames, decimal, roles);
    }

    /**
     * The same with the classes known beforehand, as for a test file that must count them as the training file did.
     *
     * @param classNames the classes in order; any other label is refused
     * @return the reader
     */
    public CsvReader withClassNames(List<String> classNames) {
        return new CsvReader(separator, header, label, missing, missingWords, classNames, decimal, roles);
    }

    /**
     * The same with another mark before fractions.
     *
     * @param decimal the mark
     * @return the reader
     */
    public CsvReader withDecimal(DecimalMark decimal) {
        return new CsvReader(separator, header, label, missing, missingWords, classNames, decimal, roles);
    }

    /**
     * The same with other roles of columns.
     *
     * @param roles columns that are neither features nor the label
     * @return the reader
     */
    public CsvReader withRoles(ColumnRoles roles) {
        return new CsvReader(separator, header, label, missing, missingWords, classNames, decimal, roles);
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @return one column an example, of shape {@code [features]}
     * @throws DataException if the file is missing, damaged, has no examples or no features, or a line is of another length, a
     *     field no number, a value missing or a label unknown: with the line and the column
     */
    public DataSet read(Path file) {
        DataFile source = DataFile.of(file);
        CsvHead.Findings findings = CsvHead.Findings.NONE;
        while (true) {
            try {
                CsvTable table = new CsvTable(source, this, findings);
                return scan(source, table::add, table::dataSet);
            } catch (CsvUnclear e) {
                findings = e.isIndex() ? findings.withoutIndex() : survey(source, findings);
            }
        }
    }

    private CsvHead.Findings survey(DataFile source, CsvHead.Findings before) {
        if (before.kinds().isPresent()) {
            throw new DataException(source + ": changed while it was read; read it again");
        }
        CsvSurvey survey = new CsvSurvey(source, this, before);
        return scan(source, survey::add, () -> survey.findings(before));
    }

    private <T> T scan(DataFile source, Consumer<CsvRecord> lineTaken, Supplier<T> end) {
        CsvRecordHandler records = CsvRecordHandler.builder()
                .maxFields(LARGEST_WIDTH)
                .maxFieldSize(LARGEST_FIELD)
                .maxRecordSize(LARGEST_LINE)
                .build();
        try (Reader text = new InputStreamReader(source.open(), StandardCharsets.UTF_8.newDecoder());
                de.siegmar.fastcsv.reader.CsvReader<CsvRecord> lines = de.siegmar.fastcsv.reader.CsvReader.builder()
                        .fieldSeparator(separator)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .allowUnclosedQuote(false)
                        .maxBufferSize(LARGEST_LINE)
                        .build(records, text)) {
            for (CsvRecord line : lines) {
                lineTaken.accept(line);
            }
            return end.get();
        } catch (CsvParseException e) {
            throw new DataException(
                    source + ": is not a CSV file (" + Excerpt.of(e.getMessage()) + "); mend that line", e);
        } catch (UncheckedIOException e) {
            throw source.refused(e.getCause());
        } catch (IOException e) {
            throw source.refused(e);
        } catch (OutOfMemoryError e) {
            throw source.refused(e);
        }
    }
}
