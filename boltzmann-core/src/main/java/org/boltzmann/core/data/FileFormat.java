package org.boltzmann.core.data;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A format of files that a module adds to those of {@link DataFiles}, for files that hold more than one matrix: sequences, or parts
 * for training, validation and testing.
 *
 * <p>A reader opens the file as {@link DataFile}, checks what it claims before asking for memory, and refuses what is wrong by
 * {@link DataException} with file, fault and remedy; nothing else may come out of a damaged file.
 */
public interface FileFormat {

    /**
     * Whether a file is of this format.
     *
     * @param file a file that exists
     * @return true if its name, or what it begins with, says so; of a damaged file too
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    boolean recognises(Path file);

    /**
     * Reads one part.
     *
     * @param file the file
     * @param split which part
     * @return the part; empty if the file has none such
     * @throws DataException if the file is refused
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    Optional<DataSet> read(Path file, Split split);

    /**
     * Reads all of it, in the order of the file.
     *
     * @param file the file
     * @return all examples
     * @throws DataException if the file is refused
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    DataSet read(Path file);

    /**
     * What can be said of how files are read, as the settings below {@code data.}.
     *
     * @return a line that says what it is, by name; empty if there is nothing to say
     */
    Map<String, String> options();

    /**
     * The same format, its files read as options say.
     *
     * @param values by the names of {@link #options}; others are passed over
     * @return the format
     * @throws IllegalArgumentException if a value is not allowed, with those that are
     */
    FileFormat with(Map<String, String> values);
}
