package org.boltzmann.core.data;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.io.Excerpt;

/**
 * A file of the user's, of any format of {@link DataFiles}.
 *
 * <p>A share of the examples ({@link DataOptions#testShare}, one in five unless set) is held out for testing: which ones depends on
 * the number of examples alone. Nothing is held out where the examples for testing have a file of their own
 * ({@link DataOptions#test}).
 *
 * @param path the file
 * @param options how it is read
 */
public record UserFile(Path path, DataOptions options) {

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
     * @return the examples for training, or those for testing: of that share, or of that file; in random order where they are a
     *     share
     * @throws DataException if the file is refused, or there is no part for validation
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public DataSet load(Split split) {
        if (split == Split.VALIDATION) {
            throw new DataException(path + ": has no part for validation; take another part");
        }
        if (!options.test().isEmpty()) {
            return split == Split.TRAIN ? read() : UserFile.test(options).read();
        }
        DataSet all = read();
        if (options.testShare() == 0) {
            return split == Split.TRAIN ? all : all.take(0);
        }
        DataSet.Parts parts = all.splitFraction(1 - options.testShare(), SPLIT);
        return split == Split.TRAIN ? parts.first() : parts.second();
    }

    private static UserFile test(DataOptions options) {
        try {
            return new UserFile(Path.of(options.test()), options);
        } catch (InvalidPathException e) {
            throw new DataException(
                    "no file is named " + Excerpt.of(options.test()) + ", which was to be for testing", e);
        }
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
