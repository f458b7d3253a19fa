package org.boltzmann.examples.data;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.wiring.Nearest;

/**
 * Data sets by name, and files of the user's by path.
 *
 * <pre>{@code
 * DataSet training = DataCatalog.builtIn().load("stroke-digits", Split.TRAIN, dataDirectory, seed);
 * }</pre>
 */
public final class DataCatalog {

    /** How the parts of a data set are made or found. */
    @FunctionalInterface
    public interface Loader {

        /**
         * Loads one part.
         *
         * @param split which part
         * @param directory the directory of data
         * @param key what is generated depends on it
         * @return the part
         */
        DataSet load(Split split, Path directory, RandomKey key);
    }

    /**
     * A data set that has a name.
     *
     * @param name lower-case letters, digits and hyphens
     * @param description one line
     * @param origin who made it and where it is published
     * @param licence the terms it comes under
     * @param loader how its parts are made or found
     */
    public record Entry(String name, String description, String origin, String licence, Loader loader) {}

    private static final int TRAINING_DIGITS = 10_000;
    private static final int TEST_DIGITS = 2_000;

    private final List<Entry> entries;

    /**
     * A catalog of given data sets.
     *
     * @param entries the data sets
     * @throws IllegalArgumentException if two have one name
     */
    public DataCatalog(Collection<Entry> entries) {
        this.entries =
                entries.stream().sorted(Comparator.comparing(Entry::name)).toList();
        for (int i = 1; i < this.entries.size(); i++) {
            if (this.entries.get(i).name().equals(this.entries.get(i - 1).name())) {
                throw new IllegalArgumentException(
                        "two data sets are named " + this.entries.get(i).name());
            }
        }
    }

    /**
     * What the project brings along.
     *
     * @return bars-and-stripes, mnist, stroke-digits
     */
    public static DataCatalog builtIn() {
        return new DataCatalog(List.of(
                new Entry(
                        "bars-and-stripes",
                        "all 30 pictures of 4 x 4 pixels made of whole columns or whole rows; both parts are all of them",
                        "generated",
                        "none needed",
                        (split, directory, key) -> BarsAndStripes.standard()),
                new Entry(
                        "stroke-digits",
                        "digits of 16 x 16 grey values drawn with a pen: 10,000 for training, 2,000 for testing",
                        "generated from the seed",
                        "none needed",
                        (split, directory, key) -> split == Split.TRAIN
                                ? StrokeDigits.of(TRAINING_DIGITS, key.at("train"))
                                : StrokeDigits.of(TEST_DIGITS, key.at("test"))),
                new Entry(
                        "mnist",
                        "handwritten digits of 28 x 28 grey values: 60,000 for training, 10,000 for testing; downloaded once",
                        "Y. LeCun, C. Cortes, C. J. C. Burges, http://yann.lecun.com/exdb/mnist/",
                        "CC BY-SA 3.0",
                        (split, directory, key) -> Mnist.in(directory).load(split))));
    }

    /**
     * The data sets.
     *
     * @return in the order of their names
     */
    public List<Entry> entries() {
        return entries;
    }

    /**
     * Loads a part of a data set, by its name or from the user's own file.
     *
     * <p>A file's examples are cut in two once and for all, whatever the seed: a machine trained with one seed is never tested
     * on its own training examples when it is evaluated with another. See {@link UserFile}.
     *
     * @param nameOrPath a name of {@link #entries()}, or the path of a file that {@link org.boltzmann.core.data.DataFiles} reads
     * @param split which part
     * @param directory the directory of data, where data sets that are downloaded live
     * @param seed what is generated depends on it
     * @return the part
     * @throws DataException if there is no such data set, with the nearest name, or it is refused
     * @throws java.io.UncheckedIOException if a file cannot be read or written
     */
    public DataSet load(String nameOrPath, Split split, Path directory, long seed) {
        for (Entry entry : entries) {
            if (entry.name().equals(nameOrPath)) {
                return entry.loader().load(split, directory, RandomKey.of(seed).at(nameOrPath));
            }
        }
        return UserFile.of(path(nameOrPath)).load(split);
    }

    private Path path(String nameOrPath) {
        try {
            Path path = Path.of(nameOrPath);
            if (Files.exists(path) && !nameOrPath.isEmpty()) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw unknown(nameOrPath);
        }
        throw unknown(nameOrPath);
    }

    private DataException unknown(String name) {
        String known = entries.stream().map(Entry::name).collect(Collectors.joining(", "));
        String nearest = Nearest.to(name, entries.stream().map(Entry::name).toList())
                .map(candidate -> ", perhaps " + candidate)
                .orElse("");
        return new DataException("no data set and no file is named \"" + name + "\"" + nearest + "; known are " + known
                + ", and the path of any CSV, NPY, NPZ, libsvm or IDX file");
    }
}
