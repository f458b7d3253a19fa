package org.boltzmann.core.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.RandomKey;

/**
 * A file of the user's, of any format of {@link DataFiles}.
 *
 * <p>An NPZ file may bring parts, as arrays {@code x_train}, {@code y_train}, {@code x_test} and so on; they are then its parts. Of any
 * other file a share of the examples ({@link DataOptions#testShare}, one in five unless set) is held out for testing: which ones
 * depends on the number of examples alone. Nothing is held out where the examples for testing have a file of their own
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
     * Whether the file says itself what is for training and what for testing.
     *
     * @return true for an NPZ file with an array for each
     */
    public boolean bringsParts() {
        return !NpzParts.of(path, options).isEmpty();
    }

    /**
     * Reads one part.
     *
     * @param split which part
     * @return its examples, which know their rows of the file, or of the array that is the part; in random order where they are a
     *     share, of sequences whole ones, and of a single sequence its beginning or end; empty if there is no such part
     * @throws DataException if the file is refused
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public Optional<DataSet> load(Split split) {
        Map<Split, DataOptions> parts = NpzParts.of(path, options);
        if (!parts.isEmpty()) {
            return Optional.ofNullable(parts.get(split))
                    .map(own -> own.sequences().read(path, own).withNotes(List.of(NpzParts.note(path, parts))));
        }
        boolean whole = !options.test().isEmpty() || options.testShare() == 0;
        if (split == Split.VALIDATION || (whole && split == Split.TEST)) {
            return Optional.empty();
        }
        if (whole) {
            return Optional.of(read());
        }
        DataSet.Parts shares = FileSequences.split(read(), 1 - options.testShare(), SPLIT);
        return Optional.of(split == Split.TRAIN ? shares.first() : shares.second());
    }

    /**
     * Reads all of it.
     *
     * @return all examples in the order of the file; of parts that it brings, one after another
     * @throws DataException if the file is refused
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public DataSet read() {
        Map<Split, DataOptions> parts = NpzParts.of(path, options);
        if (parts.isEmpty()) {
            return options.sequences().read(path, options);
        }
        try {
            return DataSet.concatenation(parts.values().stream()
                            .map(own -> own.sequences().read(path, own))
                            .toList())
                    .withNotes(List.of(NpzParts.note(path, parts)));
        } catch (IllegalArgumentException e) {
            throw new DataException(
                    path + ": its parts do not go together (" + e.getMessage() + "); take one by --split", e);
        }
    }
}
