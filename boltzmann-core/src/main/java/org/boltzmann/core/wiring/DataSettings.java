package org.boltzmann.core.wiring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.data.CsvReader;
import org.boltzmann.core.data.DataFormat;
import org.boltzmann.core.data.DataOptions;
import org.boltzmann.core.data.FileFormat;
import org.boltzmann.core.data.FileSequences;
import org.boltzmann.core.data.LabelColumn;
import org.boltzmann.core.data.OneHot;
import org.boltzmann.core.io.ModelFile;

/** How the user's files of data are read, as settings say it; what is not set is seen from the file. */
public final class DataSettings {

    static final String PREFIX = "data.";
    private static final String FORMAT = PREFIX + "format";
    private static final String SEPARATOR = PREFIX + "separator";
    private static final String HEADER = PREFIX + "header";
    private static final String LABEL = PREFIX + "label";
    private static final String MODEL = "the model";

    /** What becomes of missing values. */
    public static final String MISSING = PREFIX + "missing";

    private static final String WORDS = PREFIX + "missing-words";
    private static final String ARRAY = PREFIX + "array";
    private static final String FEATURES = PREFIX + "features";
    private static final String SHAPE = PREFIX + "shape";
    private static final String SEQUENCE = PREFIX + "sequence";
    private static final String SEQUENCE_LENGTH = PREFIX + "sequence-length";
    private static final String IGNORE = PREFIX + "ignore";
    private static final String ID = PREFIX + "id";
    private static final String ONE_HOT = PREFIX + "one-hot";
    private static final String DECIMAL = PREFIX + "decimal";
    private static final String TEST_SHARE = PREFIX + "test-share";
    /** A file of examples for testing. */
    public static final String TEST = PREFIX + "test";

    private DataSettings() {}

    /**
     * Every setting read here, with a line that says what it is.
     *
     * @param formats formats that modules add, which have settings of their own
     * @return descriptions by key
     */
    public static Map<String, String> documentation(Map<String, FileFormat> formats) {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put(FORMAT, "of a file: " + String.join(", ", words(DataFormat.values())));
        lines.put(SEPARATOR, "between the fields of a table: one sign, or the word tab");
        lines.put(
                HEADER,
                "whether the first line of a table names the columns: "
                        + String.join(", ", words(CsvReader.Header.values())));
        lines.put(
                LABEL,
                "a column or array by name or place, counted from 0, none, or auto: what is called label, in any capitals");
        lines.put(IGNORE, "columns of a table that are left out, by name or place, joined by commas");
        lines.put(
                ID,
                "the column of a table that identifies examples, by name or place; none; otherwise a first column without a"
                        + " name that numbers them");
        lines.put(
                ONE_HOT,
                "columns of a table that are categories, each a feature of 0 and 1: names or places joined by commas, auto for"
                        + " columns of texts, all for all with the same categories, or none");
        lines.put(
                DECIMAL,
                "what stands before the fraction of a number in a table: "
                        + String.join(", ", words(CsvReader.DecimalMark.values())));
        lines.put(
                MISSING,
                "what becomes of missing values: " + String.join(", ", words(CsvReader.MissingValues.values())));
        lines.put(WORDS, "words that stand for missing values, and for no label, joined by commas");
        lines.put(ARRAY, "the array of an NPZ file that holds the examples");
        lines.put(FEATURES, "how many features an example has, which a libsvm file does not say");
        lines.put(SHAPE, "sizes of the axes of an example, such as 28,28");
        lines.put(
                SEQUENCE,
                "which examples of a file are the frames of one sequence: the column of a table, or the array of an NPZ file, that"
                        + " tells the sequence of each row (or an array of lengths); all, if the file is one; examples, of an array of"
                        + " examples x frames x features");
        lines.put(
                SEQUENCE_LENGTH,
                "frames of the pieces that the sequences of a file are cut into; whole ones if not given");
        lines.put(TEST_SHARE, "of a file: the share of its examples held out of training, for testing; 0 for none");
        lines.put(TEST, "a file of examples for testing; nothing is then held out of the training data");
        formats.forEach((name, format) -> new TreeMap<>(format.options())
                .forEach((option, line) -> lines.putIfAbsent(PREFIX + option, "of a " + name + " file: " + line)));
        return lines;
    }

    private static List<String> words(Enum<?>[] values) {
        return Arrays.stream(values).map(DataSettings::word).toList();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Reads the settings; what is wrong is noted in them.
     *
     * @param settings the settings
     * @param formats formats that modules add, which have settings of their own
     * @return how to read
     */
    public static DataOptions from(Settings settings, Map<String, FileFormat> formats) {
        DataOptions options = DataOptions.standard();
        options = with(settings, FORMAT, options, text -> one(text, DataFormat.values()), DataOptions::withFormat);
        options = with(settings, SEPARATOR, options, DataSettings::sign, DataOptions::withSeparator);
        options =
                with(settings, HEADER, options, text -> one(text, CsvReader.Header.values()), DataOptions::withHeader);
        options = with(settings, LABEL, options, LabelColumn::of, DataOptions::withLabel);
        options = with(
                settings,
                MISSING,
                options,
                text -> one(text, CsvReader.MissingValues.values()),
                DataOptions::withMissing);
        options = with(settings, WORDS, options, DataSettings::list, DataOptions::withMissingWords);
        options = with(settings, ARRAY, options, text -> text, DataOptions::withExamples);
        options = with(settings, FEATURES, options, DataSettings::number, DataOptions::withFeatures);
        options = with(
                settings,
                SHAPE,
                options,
                text -> list(text).stream().map(DataSettings::number).toList(),
                DataOptions::withShape);
        options = with(
                settings,
                SEQUENCE,
                options,
                text -> text,
                (o, v) -> o.withSequences(new FileSequences(v, o.sequences().length())));
        options = with(
                settings,
                SEQUENCE_LENGTH,
                options,
                DataSettings::number,
                (o, v) -> o.withSequences(new FileSequences(o.sequences().by(), v)));
        options = with(
                settings,
                DECIMAL,
                options,
                text -> one(text, CsvReader.DecimalMark.values()),
                DataOptions::withDecimal);
        options = with(
                settings,
                IGNORE,
                options,
                OneHot::columns,
                (o, v) -> o.withRoles(o.roles().withIgnored(v)));
        options = with(
                settings,
                ID,
                options,
                DataSettings::id,
                (o, v) -> o.withRoles(o.roles().withId(v)));
        options = with(
                settings,
                ONE_HOT,
                options,
                OneHot::of,
                (o, v) -> o.withRoles(o.roles().withOneHot(v)));
        if (Stream.of(IGNORE, ID, ONE_HOT).allMatch(key -> settings.origin(key).matches("default|" + MODEL + ".*"))) {
            options = options.withRoles(options.roles().ifPresent()); // of other data than these
        }
        options = with(settings, TEST_SHARE, options, DataSettings::share, DataOptions::withTestShare);
        options = with(settings, TEST, options, text -> text, DataOptions::withTest);
        Map<String, String> more = new TreeMap<>();
        for (FileFormat format : formats.values()) {
            for (String option : new TreeSet<>(format.options().keySet())) {
                with(
                        settings,
                        PREFIX + option,
                        options,
                        text -> format.with(Map.of(option, text)), // refused here if it ever is
                        (same, checked) -> same);
                settings.find(PREFIX + option).ifPresent(text -> more.put(option, text));
            }
        }
        return options.withMore(more);
    }

    /**
     * The settings by which the data of a model were read, for other data of the same kind.
     *
     * @param model what a model file holds
     * @return values by key
     */
    public static Map<String, String> of(ModelFile model) {
        Map<String, String> values = new LinkedHashMap<>(model.settings());
        values.keySet().removeIf(key -> !key.startsWith(PREFIX));
        if ("auto".equals(values.get(ONE_HOT))) { // a column of another file may hold texts that look like numbers
            List<String> columns = Columns.of(model).categories();
            if (!columns.isEmpty() && columns.stream().noneMatch(name -> name.contains(","))) {
                values.put(ONE_HOT, String.join(",", columns));
            }
        }
        return values;
    }

    private static LabelColumn id(String text) {
        return text.equals("none") ? LabelColumn.none() : LabelColumn.column(text);
    }

    /** Adds one option to those there are. */
    private interface Adding<T> {
        DataOptions add(DataOptions options, T value);
    }

    private static <T> DataOptions with(
            Settings settings, String key, DataOptions options, Function<String, T> parse, Adding<T> adding) {
        Optional<String> text = settings.find(key);
        if (text.isEmpty()) {
            return options;
        }
        try {
            return adding.add(options, parse.apply(text.get()));
        } catch (IllegalArgumentException e) {
            settings.wrong(key, key + " is \"" + Excerpt.of(text.get()) + "\": " + e.getMessage());
            return options;
        }
    }

    private static <E extends Enum<?>> E one(String text, E[] values) {
        for (E value : values) {
            if (word(value).equals(text)) {
                return value;
            }
        }
        throw new IllegalArgumentException("allowed are " + String.join(", ", words(values)));
    }

    private static char sign(String text) {
        if (text.equals("tab")) {
            return '\t';
        }
        if (text.length() != 1) {
            throw new IllegalArgumentException("allowed is one sign, or the word tab");
        }
        return text.charAt(0);
    }

    private static List<String> list(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.split(",", -1)) {
            words.add(word.strip());
        }
        return words;
    }

    private static double share(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("allowed are numbers of at least 0 and below 1", e);
        }
    }

    private static int number(String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("allowed are whole numbers of at least 1");
        }
        return Integer.parseInt(text);
    }
}
