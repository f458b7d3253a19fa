package org.boltzmann.core.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.Sequences;
import org.boltzmann.core.linalg.Matrix;

/**
 * Examples, and the class each belongs to where that is known: of all examples, of some or of none.
 *
 * <p>{@link #values()} is features x examples, one column an example. An example has a {@link #shape()}: a picture of rows x
 * columns lies row by row in its column, a plain vector has one axis. NaN means missing; infinities are refused. The matrix is
 * the data set's own and is not to be changed: a copy at every look would cost 188 MB for MNIST.
 *
 * <p>The examples may be the frames of {@link #sequences()}, in their order. Whoever takes no notice of sequences sees examples
 * like any others.
 *
 * <pre>{@code
 * DataSet all = CsvReader.standard().withLabel("label").read(Path.of("digits.csv.gz"));
 * DataSet.Parts parts = all.split(1000, RandomKey.of(seed).at("split"));
 * }</pre>
 */
public final class DataSet {

    /**
     * A data set cut in two.
     *
     * @param first the part asked for
     * @param second the rest
     */
    public record Parts(DataSet first, DataSet second) {}

    /** Stands in the place of a label for an example that has none. */
    public static final int UNLABELLED = -1;

    private static final int[] NO_LABELS = {};

    private final String name;
    private final List<Integer> shape;
    private final Matrix values;
    private final int[] labels;
    private final List<String> classNames;
    private final Sequences sequences;
    private final Origin origin;
    private final boolean missing;

    /**
     * What is known of the file or source that the examples were read from.
     *
     * @param rows the place of each example there; null where that is its place here
     * @param ids an identifier for each example; empty where there are none
     * @param columns the name of each feature; empty where there are none
     * @param notes what a person should know of how it was read
     * @param sparse whether the file names only what is not 0, so that further features are 0
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Origin(int[] rows, List<String> ids, List<String> columns, List<String> notes, boolean sparse) {

        private static final Origin UNKNOWN = new Origin(null, List.of(), List.of(), List.of());

        private Origin(int[] rows, List<String> ids, List<String> columns, List<String> notes) {
            this(rows, ids, columns, notes, false);
        }

        private Origin subset(int[] examples) {
            int[] chosen = examples.clone();
            if (rows != null) {
                Arrays.setAll(chosen, j -> rows[examples[j]]);
            }
            List<String> chosenIds = ids.isEmpty()
                    ? ids
                    : Arrays.stream(examples).mapToObj(ids::get).toList();
            return new Origin(chosen, chosenIds, columns, notes, sparse);
        }

        private Origin take(int examples) {
            return new Origin(
                    rows == null ? null : Arrays.copyOf(rows, examples),
                    ids.isEmpty() ? ids : ids.subList(0, examples),
                    columns,
                    notes,
                    sparse);
        }
    }

    private DataSet(
            String name,
            List<Integer> shape,
            Matrix values,
            int[] labels,
            List<String> classNames,
            Sequences sequences,
            Origin origin) {
        this.name = name;
        this.shape = List.copyOf(shape);
        this.values = values;
        this.labels = labels;
        this.classNames = List.copyOf(classNames);
        this.sequences = sequences;
        this.origin = origin;
        checkShape();
        checkSequences();
        checkLabels();
        checkOrigin();
        this.missing = findMissing();
    }

    /**
     * Examples without labels.
     *
     * @param name what messages and reports call it
     * @param shape axes of one example, all positive, their product the number of features; {@code [rows, columns]} for a picture
     * @param values features x examples; used as it is, not copied
     * @return the data set
     * @throws IllegalArgumentException if the shape does not fit the values or a value is infinite
     */
    public static DataSet of(String name, List<Integer> shape, Matrix values) {
        return new DataSet(name, shape, values, NO_LABELS, List.of(), Sequences.none(), Origin.UNKNOWN);
    }

    /**
     * The same examples with labels.
     *
     * @param labels the class of each example, 0 to classes - 1, or {@link #UNLABELLED}; copied
     * @param classes the number of classes, at least 1; their names are their numbers
     * @return a data set that shares this one's values
     * @throws IllegalArgumentException if there is not one label an example or one is out of range
     */
    public DataSet withLabels(int[] labels, int classes) {
        return withLabels(
                labels, IntStream.range(0, classes).mapToObj(Integer::toString).toList());
    }

    /**
     * The same examples with labels whose classes have names.
     *
     * @param labels the class of each example, an index into the names, or {@link #UNLABELLED}; copied
     * @param classNames the names, at least one
     * @return a data set that shares this one's values
     * @throws IllegalArgumentException if there is not one label an example, one is out of range or there is no class
     */
    public DataSet withLabels(int[] labels, List<String> classNames) {
        if (classNames.isEmpty()) {
            throw new IllegalArgumentException(name + ": labels need at least one class");
        }
        return new DataSet(name, shape, values, labels.clone(), classNames, sequences, origin);
    }

    /**
     * The same examples with their classes numbered as elsewhere, such as in the data a machine was trained on.
     *
     * @param names names of classes in the order wanted, those of this data set among them
     * @return a data set that shares this one's values
     * @throws DataException if an example belongs to a class that is not among them
     */
    public DataSet withClasses(List<String> names) {
        checkLabelled();
        if (names.equals(classNames)) {
            return this;
        }
        int[] numbers = new int[labels.length];
        for (int example = 0; example < labels.length; example++) {
            if (labels[example] == UNLABELLED) {
                numbers[example] = UNLABELLED;
                continue;
            }
            numbers[example] = names.indexOf(classNames.get(labels[example]));
            if (numbers[example] < 0) {
                throw new DataException(name + ": example " + example + " is of class \""
                        + classNames.get(labels[example]) + "\", which is none of " + names);
            }
        }
        return withLabels(numbers, names);
    }

    /**
     * The same examples without their labels.
     *
     * @return a data set that shares this one's values
     */
    public DataSet withoutLabels() {
        return new DataSet(name, shape, values, NO_LABELS, List.of(), sequences, origin);
    }

    /**
     * The same examples with what identifies each of them.
     *
     * @param ids a text for each example, or none at all
     * @return a data set that shares this one's values
     * @throws IllegalArgumentException if there is not one text an example
     */
    public DataSet withIds(List<String> ids) {
        return with(new Origin(origin.rows, List.copyOf(ids), origin.columns, origin.notes, origin.sparse));
    }

    /**
     * The same examples with the place of each in the file or source they come from.
     *
     * @param rows a place for each example, counted from 0; copied
     * @return a data set that shares this one's values
     * @throws IllegalArgumentException if there is not one place an example
     */
    public DataSet withRows(int[] rows) {
        return with(new Origin(rows.clone(), origin.ids, origin.columns, origin.notes, origin.sparse));
    }

    /**
     * The same examples with names of their features.
     *
     * @param columns a name for each feature, or none at all
     * @return a data set that shares this one's values
     * @throws IllegalArgumentException if there is not one name a feature
     */
    public DataSet withColumns(List<String> columns) {
        return with(new Origin(origin.rows, origin.ids, List.copyOf(columns), origin.notes, origin.sparse));
    }

    /**
     * The same examples with more to say about how they were read.
     *
     * @param notes what was guessed, or lost, one sentence each; added to those there are
     * @return a data set that shares this one's values
     */
    public DataSet withNotes(List<String> notes) {
        return with(new Origin(
                origin.rows,
                origin.ids,
                origin.columns,
                Stream.concat(origin.notes.stream(), notes.stream()).toList(),
                origin.sparse));
    }

    private DataSet with(Origin changed) {
        return new DataSet(name, shape, values, labels, classNames, sequences, changed);
    }

    /**
     * The same as read from a file that names only what is not 0, and so may have more features than it names.
     *
     * @return a data set that {@link #widened} widens
     */
    DataSet sparse() {
        return with(new Origin(origin.rows, origin.ids, origin.columns, origin.notes, true));
    }

    /**
     * The same with as many features as are wanted, if the file names only what is not 0: further ones are 0.
     *
     * @param features how many are wanted
     * @return itself if it has so many or more, or is of another kind of file
     */
    public DataSet widened(int features) {
        if (!origin.sparse || features <= features()) {
            return this;
        }
        Matrix wide = Matrix.zeros(features, size());
        for (int example = 0; example < size(); example++) {
            System.arraycopy(
                    values.data(), values.columnStart(example), wide.data(), wide.columnStart(example), features());
        }
        return new DataSet(name, List.of(features), wide, labels, classNames, sequences, origin);
    }

    /**
     * The same data under another name.
     *
     * @param name the new name
     * @return a data set that shares this one's values
     */
    public DataSet withName(String name) {
        return new DataSet(name, shape, values, labels, classNames, sequences, origin);
    }

    /**
     * The same examples seen in another shape.
     *
     * @param shape axes of one example, their product the number of features
     * @return a data set that shares this one's values
     * @throws IllegalArgumentException if the shape does not fit
     */
    public DataSet withShape(List<Integer> shape) {
        return new DataSet(name, shape, values, labels, classNames, sequences, origin);
    }

    /**
     * The same examples, labels, name and shape with other values, for what changes values one by one.
     *
     * @param values features x examples, as many of each as now; used as it is, not copied
     * @return the new data set
     * @throws IllegalArgumentException if the size differs or a value is infinite
     */
    public DataSet withValues(Matrix values) {
        this.values.checkSameShape(values);
        return new DataSet(name, shape, values, labels, classNames, sequences, origin);
    }

    /**
     * The same examples as the frames of sequences.
     *
     * @param sequences the layout; its frames are as many as the examples, or it is {@link Sequences#none()}
     * @return a data set that shares this one's values
     * @throws IllegalArgumentException if the numbers differ
     */
    public DataSet withSequences(Sequences sequences) {
        return new DataSet(name, shape, values, labels, classNames, sequences, origin);
    }

    private void checkSequences() {
        if (!sequences.isNone() && sequences.frames() != size()) {
            throw new IllegalArgumentException(
                    name + ": " + sequences + " do not fit " + size() + " examples; give each frame an example");
        }
    }

    private void checkOrigin() {
        checkCount("places", origin.rows == null ? size() : origin.rows.length, "examples", size());
        checkCount("ids", origin.ids.isEmpty() ? size() : origin.ids.size(), "examples", size());
        checkCount(
                "names of columns",
                origin.columns.isEmpty() ? features() : origin.columns.size(),
                "features",
                features());
    }

    private void checkCount(String what, int count, String of, int expected) {
        if (count != expected) {
            throw new IllegalArgumentException(
                    name + ": " + count + " " + what + " for " + expected + " " + of + "; give each of them one");
        }
    }

    private void checkShape() {
        long product = shape.isEmpty() ? 0 : 1;
        for (int axis : shape) {
            if (axis <= 0) {
                throw new IllegalArgumentException(name + ": axes must be positive but the shape is " + shape);
            }
            product = Math.min(product * axis, Integer.MAX_VALUE);
        }
        if (product != values.rows()) {
            throw new IllegalArgumentException(name + ": an example of shape " + shape + " does not have the "
                    + values.rows() + " features of the values");
        }
    }

    private void checkLabels() {
        if (classNames.isEmpty()) {
            return;
        }
        if (labels.length != values.columns()) {
            throw new IllegalArgumentException(
                    name + ": " + labels.length + " labels for " + values.columns() + " examples; give one an example");
        }
        for (int example = 0; example < labels.length; example++) {
            if (labels[example] < UNLABELLED || labels[example] >= classNames.size()) {
                throw new IllegalArgumentException(
                        name + ": example " + example + " has label " + labels[example] + " but there are "
                                + classNames.size() + " classes, counted from 0; " + UNLABELLED + " stands for none");
            }
        }
    }

    private boolean findMissing() {
        boolean found = false;
        for (int j = 0; j < values.columns(); j++) {
            int start = values.columnStart(j);
            float sum = 0;
            for (int i = start; i < start + values.rows(); i++) {
                float value = values.data()[i];
                sum += 0 * value;
            }
            if (Float.isNaN(sum)) {
                checkFinite(j);
                found = true;
            }
        }
        return found;
    }

    private void checkFinite(int example) {
        for (int i = 0; i < values.rows(); i++) {
            if (Float.isInfinite(values.get(i, example))) {
                throw new IllegalArgumentException(name + ": feature " + i + " of example " + example + " is infinite");
            }
        }
    }

    /**
     * What messages and reports call this data.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * The axes of one example.
     *
     * @return for example {@code [28, 28]}, rows x columns, the last axis fastest; never empty
     */
    public List<Integer> shape() {
        return shape;
    }

    /**
     * All values.
     *
     * @return features x examples, the data set's own; not to be changed
     */
    public Matrix values() {
        return values;
    }

    /**
     * Number of examples.
     *
     * @return the columns of {@link #values()}
     */
    public int size() {
        return values.columns();
    }

    /**
     * Number of values an example has.
     *
     * @return the rows of {@link #values()}
     */
    public int features() {
        return values.rows();
    }

    /**
     * Which examples are the frames of one sequence.
     *
     * @return the layout; {@link Sequences#none()} where examples are independent of each other
     */
    public Sequences sequences() {
        return sequences;
    }

    /**
     * Whether every value is 0 or 1.
     *
     * @return false also where a value is missing
     */
    public boolean isBinary() {
        for (int j = 0; j < values.columns(); j++) {
            for (int i = 0; i < values.rows(); i++) {
                float value = values.get(i, j);
                if (value != 0 && value != 1) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Whether there are labels at all.
     *
     * @return true if there are classes; single examples may be without a label all the same, as {@link #unlabelledCount} says
     */
    public boolean isLabelled() {
        return !classNames.isEmpty();
    }

    /**
     * How many examples have no label.
     *
     * @return a number from 0 to {@code size()}, which it is where there are no labels at all
     */
    public int unlabelledCount() {
        return isLabelled()
                ? (int) Arrays.stream(labels)
                        .filter(label -> label == UNLABELLED)
                        .count()
                : size();
    }

    /**
     * The examples that have a label, in their order.
     *
     * @return this if all have; else a data set of the same classes with values of its own
     */
    public DataSet labelled() {
        return unlabelledCount() == 0 ? this : subset(examples(true));
    }

    /**
     * The examples that have no label, in their order.
     *
     * @return a data set without labels; with values of its own unless they are all
     */
    public DataSet unlabelled() {
        return unlabelledCount() == size()
                ? withoutLabels()
                : subset(examples(false)).withoutLabels();
    }

    private int[] examples(boolean labelled) {
        return IntStream.range(0, size())
                .filter(example -> labelled == (isLabelled() && labels[example] != UNLABELLED))
                .toArray();
    }

    /**
     * The same examples with only some of their labels, as many of each class; the others become {@link #UNLABELLED}.
     *
     * <p>Which ones is drawn; those of a smaller number are among those of a larger one. Classes without any example are passed
     * over: {@link #classesWithoutExamples} names them.
     *
     * @param examples how many of each class keep their label, at least 1
     * @param key equal keys give equal choices
     * @return a data set that shares this one's values
     * @throws DataException if a class has some examples but fewer than so many: names each and its number
     * @throws IllegalArgumentException if the number is below 1
     * @throws IllegalStateException if there are no labels
     */
    public DataSet withLabelsPerClass(int examples, RandomKey key) {
        checkLabelled();
        return new DataSet(name, shape, values, FewLabels.of(this, examples, key), classNames, sequences, origin);
    }

    /**
     * The classes that no example belongs to.
     *
     * @return their names, in order
     */
    public List<String> classesWithoutExamples() {
        int[] counts = FewLabels.counts(this);
        return IntStream.range(0, classes())
                .filter(k -> counts[k] == 0)
                .mapToObj(classNames::get)
                .toList();
    }

    /**
     * The class of each example.
     *
     * @return a copy: labels 0 to {@code classes() - 1}, or {@link #UNLABELLED}
     * @throws IllegalStateException if there are none
     */
    public int[] labels() {
        checkLabelled();
        return labels.clone();
    }

    /**
     * The class of one example.
     *
     * @param example 0 to size - 1
     * @return its label, 0 to {@code classes() - 1}, or {@link #UNLABELLED}
     * @throws IllegalStateException if there are no labels
     * @throws IndexOutOfBoundsException if there is no such example
     */
    public int label(int example) {
        checkLabelled();
        return labels[example];
    }

    private void checkLabelled() {
        if (!isLabelled()) {
            throw new IllegalStateException("data set " + name
                    + " has no labels; name the label column or give the file of labels when reading it");
        }
    }

    /**
     * Number of classes.
     *
     * @return the number of classes, 0 where there are no labels
     */
    public int classes() {
        return classNames.size();
    }

    /**
     * The names of the classes.
     *
     * @return one name a class, empty where there are no labels
     */
    public List<String> classNames() {
        return classNames;
    }

    /**
     * The place of each example in the file or source it comes from, whatever was left out or shuffled since.
     *
     * @return a copy: places counted from 0, one an example
     */
    public int[] rows() {
        return origin.rows == null ? IntStream.range(0, size()).toArray() : origin.rows.clone();
    }

    /**
     * What identifies each example in its file.
     *
     * @return a text for each example; empty where there are none
     */
    public List<String> ids() {
        return origin.ids;
    }

    /**
     * The names of the features.
     *
     * @return a name for each feature, as columns of a table have; empty where there are none
     */
    public List<String> columns() {
        return origin.columns;
    }

    /**
     * What a person should know of how the data were read: what was guessed, and what was lost.
     *
     * @return sentences; empty where there is nothing to say
     */
    public List<String> notes() {
        return origin.notes;
    }

    /**
     * Whether a value is missing.
     *
     * @return true if a value is NaN
     */
    public boolean hasMissing() {
        return missing;
    }

    /**
     * The examples of several data sets, one after another.
     *
     * @param parts at least one; of equal shapes, all with sequences or none
     * @return a data set with values of its own, with the name and columns of the first and the classes of all; rows are counted anew
     * @throws IllegalArgumentException if they do not go together
     */
    public static DataSet concatenation(List<DataSet> parts) {
        DataSet first = parts.get(0);
        List<String> classes = parts.stream()
                .flatMap(part -> part.classNames.stream())
                .distinct()
                .toList();
        Matrix all = Matrix.zeros(
                first.features(),
                Math.toIntExact(parts.stream().mapToLong(DataSet::size).sum()));
        List<Integer> labels = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        int from = 0;
        for (DataSet part : parts) {
            if (!part.shape.equals(first.shape) || part.sequences.isNone() != first.sequences.isNone()) {
                throw new IllegalArgumentException(part + " cannot follow " + first + ": shapes or kinds differ");
            }
            all.columns(from, from + part.size()).set(part.values);
            from += part.size();
            for (int j = 0; j < part.size(); j++) {
                boolean known = part.isLabelled() && part.labels[j] != UNLABELLED;
                labels.add(known ? classes.indexOf(part.classNames.get(part.labels[j])) : UNLABELLED);
            }
            ids.addAll(part.origin.ids);
        }
        int[] lengths = parts.stream()
                .flatMapToInt(part -> Arrays.stream(part.sequences.lengths()))
                .toArray();
        List<String> notes = parts.stream()
                .flatMap(part -> part.origin.notes.stream())
                .distinct()
                .toList();
        return new DataSet(
                first.name,
                first.shape,
                all,
                classes.isEmpty()
                        ? NO_LABELS
                        : labels.stream().mapToInt(Integer::intValue).toArray(),
                classes,
                Sequences.of(lengths),
                new Origin(null, ids.size() == from ? List.copyOf(ids) : List.of(), first.origin.columns, notes));
    }

    /**
     * Chosen sequences with all their frames, in the order given.
     *
     * @param chosen the sequences, each one of {@link #sequences()}
     * @return a data set with values of its own
     * @throws IndexOutOfBoundsException if there is no such sequence
     */
    public DataSet subsetOfSequences(int... chosen) {
        return subset(sequences.columns(chosen)).withSequences(sequences.subset(chosen));
    }

    /**
     * Chosen examples, in the order given.
     *
     * @param columns the examples, each 0 to size - 1; one may occur more than once
     * @return a data set with values of its own; its examples are no longer frames of sequences
     * @throws IndexOutOfBoundsException if there is no such example
     */
    public DataSet subset(int[] columns) {
        for (int column : columns) {
            if (column < 0 || column >= size()) {
                throw new IndexOutOfBoundsException("example " + column + " of " + name + ", which has " + size());
            }
        }
        Matrix chosen = Matrix.zeros(features(), columns.length);
        for (int j = 0; j < columns.length; j++) {
            System.arraycopy(
                    values.data(), values.columnStart(columns[j]), chosen.data(), chosen.columnStart(j), features());
        }
        int[] chosenLabels = isLabelled()
                ? Arrays.stream(columns).map(column -> labels[column]).toArray()
                : NO_LABELS;
        return new DataSet(name, shape, chosen, chosenLabels, classNames, Sequences.none(), origin.subset(columns));
    }

    /**
     * The first examples.
     *
     * @param examples how many, 0 to size; a sequence that does not end among them is cut short
     * @return a data set whose values are a view of this one's
     * @throws IndexOutOfBoundsException if there are not so many
     */
    public DataSet take(int examples) {
        Matrix first = values.columns(0, examples);
        int[] firstLabels = isLabelled() ? Arrays.copyOf(labels, examples) : NO_LABELS;
        return new DataSet(
                name,
                shape,
                first,
                firstLabels,
                classNames,
                sequences.take(sequences.isNone() ? 0 : examples),
                origin.take(examples));
    }

    /**
     * Cuts the data in two at random. Sequences are not cut: as many whole ones are in the first part as bring it nearest to its
     * size, and at least one is in each part that is to have any.
     *
     * @param examples the size of the first part, 0 to size
     * @param key equal keys give equal parts
     * @return both parts, each in random order, the frames of a sequence in theirs
     * @throws IndexOutOfBoundsException if there are not so many examples
     * @throws DataException if both parts are to have examples but there is but one sequence
     */
    public Parts split(int examples, RandomKey key) {
        if (examples < 0 || examples > size()) {
            throw new IndexOutOfBoundsException(
                    "cannot take " + examples + " examples of " + name + ", which has " + size());
        }
        if (!sequences.isNone()) {
            return splitSequences(examples, key);
        }
        int[] order = Shuffle.order(size(), key);
        return new Parts(
                subset(Arrays.copyOf(order, examples)), subset(Arrays.copyOfRange(order, examples, order.length)));
    }

    private Parts splitSequences(int frames, RandomKey key) {
        int[] order = Shuffle.order(sequences.count(), key);
        boolean both = frames > 0 && frames < size();
        if (both && order.length == 1) {
            throw new DataException(name
                    + " is a single sequence, which cannot be split; give more sequences, or do not" + " split them");
        }
        int last = both ? order.length - 1 : order.length;
        int count = both ? 1 : 0;
        int sum = sequences.subset(Arrays.copyOf(order, count)).frames();
        while (count < last && sum + sequences.length(order[count]) / 2.0 <= frames) {
            sum += sequences.length(order[count++]);
        }
        return new Parts(
                subsetOfSequences(Arrays.copyOf(order, count)),
                subsetOfSequences(Arrays.copyOfRange(order, count, order.length)));
    }

    /**
     * Cuts the data in two at random, with all examples that have no label in the first part. Where some have none, all count as
     * independent of each other, frames of sequences too.
     *
     * @param examples how many examples with a label are in the first part too, 0 to all of them
     * @param key equal keys give equal parts; where all examples have a label, those of {@link #split}
     * @return both parts, examples with a label in random order, those without after them in their own
     * @throws IndexOutOfBoundsException if not so many examples have a label
     */
    public Parts splitLabelled(int examples, RandomKey key) {
        if (!sequences.isNone() && unlabelledCount() == 0) {
            return split(examples, key);
        }
        int[] labelled = examples(true);
        if (examples < 0 || examples > labelled.length) {
            throw new IndexOutOfBoundsException(
                    "cannot take " + examples + " examples with a label of " + name + ", which has " + labelled.length);
        }
        int[] order = Arrays.stream(Shuffle.order(labelled.length, key))
                .map(place -> labelled[place])
                .toArray();
        IntStream first = IntStream.concat(Arrays.stream(order, 0, examples), Arrays.stream(examples(false)));
        return new Parts(subset(first.toArray()), subset(Arrays.copyOfRange(order, examples, order.length)));
    }

    /**
     * Cuts the data in two at random, by a share.
     *
     * @param fraction the first part's share of the examples, 0 to 1; the number of examples is rounded
     * @param key equal keys give equal parts
     * @return both parts, each in random order
     * @throws IllegalArgumentException if the share is not within 0 and 1
     */
    public Parts splitFraction(double fraction, RandomKey key) {
        if (!(fraction >= 0 && fraction <= 1)) {
            throw new IllegalArgumentException("the share of the first part must be within 0 and 1 but is " + fraction);
        }
        return split((int) Math.round(fraction * size()), key);
    }

    /**
     * A checksum of the contents: shape, bits of the values, labels, number of classes and lengths of sequences, but no names.
     *
     * @return SHA-256 in 64 hexadecimal digits; about half a second for MNIST
     */
    public String sha256() {
        MessageDigest digest = digest();
        digest.update((shape + " x " + size() + " / " + classes()).getBytes(StandardCharsets.US_ASCII));
        ByteBuffer buffer = ByteBuffer.allocate(Float.BYTES * features());
        for (int j = 0; j < size(); j++) {
            int start = values.columnStart(j);
            for (int i = start; i < start + features(); i++) {
                buffer.putInt(Float.floatToIntBits(values.data()[i]));
            }
            digest.update(buffer.flip());
            buffer.clear();
        }
        for (int label : labels) {
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(label).flip());
        }
        for (int length : sequences.lengths()) {
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return name + ": " + size() + " examples of shape " + shape
                + (sequences.isNone() ? "" : ", " + sequences.count() + " sequences")
                + (isLabelled() ? ", " + classes() + " classes" : "")
                + (isLabelled() && unlabelledCount() > 0 ? ", " + unlabelledCount() + " without a label" : "");
    }
}
