package org.boltzmann.core.data;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How {@link DataFiles} reads a file, where that cannot be seen from the file itself or is to be otherwise.
 *
 * <pre>{@code
 * DataOptions options = DataOptions.standard().withLabel(LabelColumn.of("species")).withMissing(MissingValues.AS_NAN);
 * DataSet data = DataFiles.read(Path.of("iris.csv"), options);
 * }</pre>
 *
 * <p>What a format has no use for is passed over: a separator in an NPY file. Construction is refused with an
 * {@link IllegalArgumentException} if an option makes no sense in any format, such as a negative number of features.
 *
 * @param format the format; {@code AUTO} to see it from content and name
 * @param separator what stands between the fields of a table; empty to see it from the first line
 * @param header whether the first line of a table names the columns
 * @param label the label: a column of a table or of an array of two axes, an array of an NPZ archive; of IDX and NPY files, the
 *     name of the file beside it that holds the labels
 * @param missing what becomes of missing values
 * @param missingWords the words that stand for missing values in a text
 * @param examples the array of examples in an NPZ archive; empty to find it
 * @param features how many features an example must have, which a libsvm file does not say; 0 for any number
 * @param shape the shape of an example, its product the number of features; empty for the file's own
 * @param classNames the classes that labels may name, in order; empty to find them in the file
 * @param testShare the share of a file's examples that is held out for testing, at least 0 and below 1
 * @param test the path of a file of examples for testing, so that none are held out; empty for none
 * @param sequences which examples are the frames of one sequence
 * @param decimal what stands before the fractions of numbers in a table
 * @param roles columns of a table that are neither features nor the label
 * @param more what {@link FileFormat#options} of formats that modules add want to know, by name
 */
public record DataOptions(
        DataFormat format,
        Optional<Character> separator,
        CsvReader.Header header,
        LabelColumn label,
        CsvReader.MissingValues missing,
        Set<String> missingWords,
        String examples,
        int features,
        List<Integer> shape,
        List<String> classNames,
        double testShare,
        String test,
        FileSequences sequences,
        CsvReader.DecimalMark decimal,
        ColumnRoles roles,
        Map<String, String> more) {

    /** One example in five is held out for testing where nothing else is said. */
    public static final double TEST_SHARE = 0.2;

    private static final DataOptions STANDARD = new DataOptions(
            DataFormat.AUTO,
            Optional.empty(),
            CsvReader.Header.AUTO,
            LabelColumn.of("auto"),
            CsvReader.MissingValues.REFUSE,
            CsvReader.MISSING_WORDS,
            "",
            0,
            List.of(),
            List.of(),
            TEST_SHARE,
            "",
            FileSequences.NONE,
            CsvReader.DecimalMark.AUTO,
            ColumnRoles.standard(),
            Map.of());

    public DataOptions {
        separator.ifPresent(CsvReader.standard()::withSeparator); // refused here if it ever is
        missingWords = Set.copyOf(missingWords);
        shape = List.copyOf(shape);
        classNames = List.copyOf(classNames);
        more = Map.copyOf(more);
        if (features < 0) {
            throw new IllegalArgumentException(
                    "the number of features must be positive, or 0 for any, but is " + features);
        }
        if (!(testShare >= 0 && testShare < 1)) {
            throw new IllegalArgumentException(
                    "the share held out for testing must be at least 0 and below 1, but is " + testShare);
        }
        if (shape.stream().anyMatch(axis -> axis <= 0)) {
            throw new IllegalArgumentException("the axes of an example must be positive but the shape is " + shape);
        }
    }

    /**
     * Everything as the file says; the label is what is called {@code label} or lies beside it, if anything does; missing values
     * refused.
     *
     * @return the options
     */
    public static DataOptions standard() {
        return STANDARD;
    }

    /**
     * The same with the format settled.
     *
     * @param format the format
     * @return the options
     */
    public DataOptions withFormat(DataFormat format) {
        return with(draft -> draft.format = format);
    }

    /**
     * The same with the separator of tables settled.
     *
     * @param separator such as a semicolon or a tab
     * @return the options
     * @throws IllegalArgumentException if it is one that numbers or lines need
     */
    public DataOptions withSeparator(char separator) {
        return with(draft -> draft.separator = Optional.of(separator));
    }

    /**
     * The same with the header of tables settled.
     *
     * @param header whether the first line names the columns
     * @return the options
     */
    public DataOptions withHeader(CsvReader.Header header) {
        return with(draft -> draft.header = header);
    }

    /**
     * The same with another label.
     *
     * @param label what the label is
     * @return the options
     */
    public DataOptions withLabel(LabelColumn label) {
        return with(draft -> draft.label = label);
    }

    /**
     * The same with missing values treated otherwise.
     *
     * @param missing what becomes of them
     * @return the options
     */
    public DataOptions withMissing(CsvReader.MissingValues missing) {
        return with(draft -> draft.missing = missing);
    }

    /**
     * The same with other words for missing values.
     *
     * @param missingWords the words, an empty one for an empty field
     * @return the options
     */
    public DataOptions withMissingWords(Collection<String> missingWords) {
        return with(draft -> draft.missingWords = Set.copyOf(missingWords));
    }

    /**
     * The same with the array of examples in an archive named.
     *
     * @param examples its name; empty to find it
     * @return the options
     */
    public DataOptions withExamples(String examples) {
        return with(draft -> draft.examples = examples);
    }

    /**
     * The same with the number of features settled.
     *
     * @param features how many; 0 for any number
     * @return the options
     */
    public DataOptions withFeatures(int features) {
        return with(draft -> draft.features = features);
    }

    /**
     * The same with the shape of an example settled.
     *
     * @param shape its axes, such as {@code [28, 28]}; empty for the file's own
     * @return the options
     */
    public DataOptions withShape(List<Integer> shape) {
        return with(draft -> draft.shape = shape);
    }

    /**
     * The same with the classes known beforehand, as for a test file that must count them as the training file did.
     *
     * @param classNames the classes in order; any other label is refused
     * @return the options
     */
    public DataOptions withClassNames(List<String> classNames) {
        return with(draft -> draft.classNames = classNames);
    }

    /**
     * The same with what formats that modules add want to know.
     *
     * @param more values by the names of {@link FileFormat#options}
     * @return the options
     */
    public DataOptions withMore(Map<String, String> more) {
        return with(draft -> draft.more = more);
    }

    /**
     * The same with another share of a file's examples held out for testing.
     *
     * @param testShare at least 0, for none, and below 1
     * @return the options
     */
    public DataOptions withTestShare(double testShare) {
        return with(draft -> draft.testShare = testShare);
    }

    /**
     * The same with examples for testing in a file of their own.
     *
     * @param test the path of the file; empty for none
     * @return the options
     */
    public DataOptions withTest(String test) {
        return with(draft -> draft.test = test);
    }

    /**
     * The same with examples that follow one another.
     *
     * @param sequences which examples are the frames of one sequence
     * @return the options
     */
    public DataOptions withSequences(FileSequences sequences) {
        return with(draft -> draft.sequences = sequences);
    }

    /**
     * The same with another mark before fractions in tables.
     *
     * @param decimal the mark
     * @return the options
     */
    public DataOptions withDecimal(CsvReader.DecimalMark decimal) {
        return with(draft -> draft.decimal = decimal);
    }

    /**
     * The same with other roles of the columns of a table.
     *
     * @param roles columns that are neither features nor the label
     * @return the options
     */
    public DataOptions withRoles(ColumnRoles roles) {
        return with(draft -> draft.roles = roles);
    }

    private DataOptions with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.options();
    }

    /** The options while one of them changes. */
    private static final class Draft {

        private DataFormat format;
        private Optional<Character> separator;
        private CsvReader.Header header;
        private LabelColumn label;
        private CsvReader.MissingValues missing;
        private Set<String> missingWords;
        private String examples;
        private int features;
        private List<Integer> shape;
        private List<String> classNames;
        private double testShare;
        private String test;
        private FileSequences sequences;
        private CsvReader.DecimalMark decimal;
        private ColumnRoles roles;
        private Map<String, String> more;

        Draft(DataOptions options) {
            format = options.format;
            separator = options.separator;
            header = options.header;
            label = options.label;
            missing = options.missing;
            missingWords = options.missingWords;
            examples = options.examples;
            features = options.features;
            shape = options.shape;
            classNames = options.classNames;
            testShare = options.testShare;
            test = options.test;
            sequences = options.sequences;
            decimal = options.decimal;
            roles = options.roles;
            more = options.more;
        }

        DataOptions options() {
            return new DataOptions(
                    format,
                    separator,
                    header,
                    label,
                    missing,
                    missingWords,
                    examples,
                    features,
                    shape,
                    classNames,
                    testShare,
                    test,
                    sequences,
                    decimal,
                    roles,
                    more);
        }
    }
}
