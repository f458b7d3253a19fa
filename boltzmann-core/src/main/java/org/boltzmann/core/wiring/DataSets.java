package org.boltzmann.core.wiring;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataFormat;
import org.boltzmann.core.data.DataOptions;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.DataSource;
import org.boltzmann.core.data.FileFormat;
import org.boltzmann.core.data.Split;
import org.boltzmann.core.data.UserFile;
import org.boltzmann.core.io.Nearest;

/**
 * Data sets by name, and files of the user's by path.
 *
 * @param named the data sets that have names
 * @param directory where data sets that are downloaded live
 * @param options how the user's files are read
 * @param formats formats of the user's files, by name, beside those that core reads; passed over if the options settle the format
 * @param notes who is told what a person should know of how data were read
 */
public record DataSets(
        Map<String, DataSource> named,
        Path directory,
        DataOptions options,
        Map<String, FileFormat> formats,
        Consumer<String> notes) {

    /** Generated data sets are what their names say, whatever the seed of a run. */
    private static final long SEED = 1;

    /**
     * Data sets by name, and files of the formats that core reads.
     *
     * @param named the data sets that have names
     * @param directory where data sets that are downloaded live
     * @param options how the user's files are read
     */
    public DataSets(Map<String, DataSource> named, Path directory, DataOptions options) {
        this(named, directory, options, Map.of(), note -> {});
    }

    /**
     * Where data sets live if nobody says otherwise.
     *
     * @return {@code BOLTZMANN_DATA}, else {@code .boltzmann/data} in the user's home
     */
    public static Path defaultDirectory() {
        String variable = System.getenv("BOLTZMANN_DATA");
        return variable != null && !variable.isEmpty()
                ? Path.of(variable)
                : Path.of(System.getProperty("user.home"), ".boltzmann", "data");
    }

    /**
     * Loads a part of a data set, by its name or from the user's own file.
     *
     * <p>A file's examples are cut in two once and for all, whatever the seed: a machine trained with one seed is never tested
     * on its own training examples when it is evaluated with another. See {@link UserFile}.
     *
     * @param nameOrPath a name, or the path of a file
     * @param split which part
     * @return the part
     * @throws DataException if there is no such data set, with the nearest name, or it is refused, or it has no such part
     * @throws java.io.UncheckedIOException if a file cannot be read or written
     */
    public DataSet load(String nameOrPath, Split split) {
        return find(nameOrPath, split)
                .orElseThrow(() -> new DataException(nameOrPath + ": has no part for " + split.purpose()
                        + (split == Split.TEST && !isNamed(nameOrPath) && options.testShare() == 0
                                ? ", since data.test-share is 0"
                                : "")
                        + "; take another part, or other data"));
    }

    /**
     * Loads the part that is to be watched during training, where a data set has such a part of its own.
     *
     * @param nameOrPath a name, or the path of a file
     * @return the part; empty if it is to be held out of the training data
     * @throws DataException if there is no such data set, or it is refused
     * @throws java.io.UncheckedIOException if a file cannot be read or written
     */
    public Optional<DataSet> validation(String nameOrPath) {
        return find(nameOrPath, Split.VALIDATION);
    }

    /**
     * The parts that a data set has.
     *
     * @param nameOrPath a name, or the path of a file
     * @return some of {@link Split#values}, in their order
     * @throws DataException if there is no such data set, or it is refused
     * @throws java.io.UncheckedIOException if a file cannot be read
     */
    public List<Split> parts(String nameOrPath) {
        DataSource source = named.get(nameOrPath);
        return Stream.of(Split.values())
                .filter(split -> source == null
                        ? find(nameOrPath, split).isPresent()
                        : source.parts().contains(split))
                .toList();
    }

    /**
     * Loads a part of a data set, if it has it.
     *
     * @param nameOrPath a name, or the path of a file
     * @param split which part
     * @return the part; empty if there is none, such as for testing of a file of which nothing is held out
     * @throws DataException if there is no such data set, or it is refused
     * @throws java.io.UncheckedIOException if a file cannot be read or written
     */
    public Optional<DataSet> find(String nameOrPath, Split split) {
        Optional<DataSet> found = findUntold(nameOrPath, split);
        found.ifPresent(data -> data.notes().forEach(notes));
        return found;
    }

    private Optional<DataSet> findUntold(String nameOrPath, Split split) {
        if (split == Split.TEST && !options.test().isEmpty()) {
            return Optional.of(new DataSets(
                            named, directory, options.withRoles(options.roles().ifPresent()), formats, notes)
                    .all(options.test()));
        }
        DataSource source = named.get(nameOrPath);
        if (source != null) {
            return source.parts().contains(split) ? Optional.of(load(source, nameOrPath, split)) : Optional.empty();
        }
        Path path = path(nameOrPath);
        Optional<FileFormat> format = format(path);
        if (format.isPresent()) {
            return format.get().read(path, split);
        }
        return new UserFile(path, options).load(split);
    }

    private Optional<FileFormat> format(Path path) {
        return options.format() != DataFormat.AUTO
                ? Optional.empty()
                : formats.values().stream()
                        .filter(format -> format.recognises(path))
                        .findFirst()
                        .map(format -> format.with(options.more()));
    }

    /**
     * Loads all examples there are.
     *
     * @param nameOrPath a name, or the path of a file
     * @return the examples in the order of the file; of a data set by name those of its parts one after another, for training,
     *     validation and testing
     * @throws DataException if there is neither, with the nearest name, or the file is refused
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public DataSet all(String nameOrPath) {
        DataSet all = allUntold(nameOrPath);
        all.notes().forEach(notes);
        return all;
    }

    private DataSet allUntold(String nameOrPath) {
        if (isNamed(nameOrPath)) {
            DataSource source = named.get(nameOrPath);
            return DataSet.concatenation(Stream.of(Split.values())
                    .filter(source.parts()::contains)
                    .map(split -> load(source, nameOrPath, split))
                    .toList());
        }
        Path path = path(nameOrPath);
        return format(path).map(format -> format.read(path)).orElseGet(() -> new UserFile(path, options).read());
    }

    /**
     * Whether a data set has this name, so that no file is meant.
     *
     * @param name a name, or the path of a file
     * @return false also where there is no such file
     */
    public boolean isNamed(String name) {
        return named.containsKey(name);
    }

    /**
     * Whether the data come in parts, so that no share of them is held out for testing.
     *
     * @param nameOrPath a name, or the path of a file
     * @return true for data sets with names and for files of parts
     * @throws DataException if there is no such data set
     */
    public boolean bringsParts(String nameOrPath) {
        return isNamed(nameOrPath)
                || format(path(nameOrPath)).isPresent()
                || new UserFile(path(nameOrPath), options).bringsParts();
    }

    private DataSet load(DataSource source, String name, Split split) {
        return source.loader().load(split, directory, RandomKey.of(SEED).at(name));
    }

    private Path path(String nameOrPath) {
        try {
            Path path = Path.of(nameOrPath);
            if ((Files.exists(path) || Files.isSymbolicLink(path)) && !nameOrPath.isEmpty()) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw unknown(nameOrPath);
        }
        throw unknown(nameOrPath);
    }

    private DataException unknown(String name) {
        String nearest = Nearest.to(name, named.keySet())
                .map(candidate -> ", perhaps " + candidate)
                .orElse("");
        return new DataException("no data set and no file is named \"" + Excerpt.of(name, 200) + "\"" + nearest
                + "; known are " + String.join(", ", named.keySet()) + ", and the path of any " + kinds() + " file");
    }

    private String kinds() {
        List<String> kinds = new ArrayList<>(List.of("CSV", "NPY", "NPZ", "libsvm"));
        kinds.addAll(formats.keySet());
        return String.join(", ", kinds) + " or IDX";
    }
}
