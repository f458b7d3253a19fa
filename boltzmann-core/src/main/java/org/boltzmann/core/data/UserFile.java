package org.boltzmann.core.data;

import java.nio.file.Path;
import org.boltzmann.core.RandomKey;

/**
 * A file of the user's, of any format of {@link DataFiles}.
 *
 * <p>One example in five is kept for testing. Which ones depends on the number of examples alone.
 *
 * @param path the file
 * @param options how it is read
 */
public record UserFile(Path path, DataOptions options) {

    private static final double TRAINING_SHARE = 0.8;
    private static final RandomKey SPLIT = RandomKey.of(0).at("split");

    /**
     * A file read with the usual settings.
     *
     * @param path the file
     * @return the file, not yet read
     */
    public static UserFile of(Path path) {
        return new UserFile(path, DataOptions.standard());
    }

    /**
     * Reads one part.
     *
     * @param split which part
     * @return four fifths of the examples for training, one fifth for testing
     * @throws DataException if the file is refused
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public DataSet load(Split split) {
        DataSet.Parts parts = read().splitFraction(TRAINING_SHARE, SPLIT);
        return split == Split.TRAIN ? parts.first() : parts.second();
    }

    /**
     * Reads all of it.
     *
     * @return all examples in the order of the file
     * @throws DataException if the file is refused
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public DataSet read() {
        return DataFiles.read(path, options);
    }
}
