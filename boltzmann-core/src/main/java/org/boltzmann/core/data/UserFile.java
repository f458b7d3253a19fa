package org.boltzmann.core.data;

import java.nio.file.Files;
import java.nio.file.Path;
import org.boltzmann.core.RandomKey;

/**
 * A file of the user's: a table (CSV, the column {@code label} being the label if there is one) or an IDX file of examples,
 * with its labels if they lie beside it under the name MNIST's have.
 *
 * <p>One example in five is kept for testing. Which ones depends on the number of examples alone.
 *
 * @param path the file
 * @param csv how it is read if it is a table
 */
public record UserFile(Path path, CsvReader csv) {

    private static final double TRAINING_SHARE = 0.8;
    private static final RandomKey SPLIT = RandomKey.of(0).at("split");

    /**
     * A file read with the usual settings.
     *
     * @param path the file
     * @return the file, not yet read
     */
    public static UserFile of(Path path) {
        return new UserFile(path, CsvReader.standard().withLabel(LabelColumn.namedIfPresent("label")));
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
        if (!IdxReader.recognises(path)) {
            return csv.read(path);
        }
        Path labels = labels();
        return labels.equals(path) || !Files.exists(labels)
                ? IdxReader.scaled().read(path)
                : IdxReader.scaled().read(path, labels);
    }

    private Path labels() {
        String name = path.toAbsolutePath().getFileName().toString();
        return path.resolveSibling(name.replace("images", "labels").replace("idx3", "idx1"));
    }
}
