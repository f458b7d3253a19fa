package org.boltzmann.core.data;

import java.nio.file.Path;
import java.util.Set;
import org.boltzmann.core.RandomKey;

/**
 * A data set that has a name.
 *
 * @param description one line
 * @param origin who made it and where it is published
 * @param licence the terms it comes under
 * @param loader how its parts are made or found
 * @param parts those there are; where {@link Split#VALIDATION} is one, nothing is held out of the training data
 */
public record DataSource(String description, String origin, String licence, Loader loader, Set<Split> parts) {

    /** How the parts of a data set are made or found. */
    @FunctionalInterface
    public interface Loader {

        /**
         * Loads one part.
         *
         * @param split which part, one of those there are
         * @param directory the directory of data
         * @param key what is generated depends on it
         * @return the part
         * @throws DataException if it is refused
         */
        DataSet load(Split split, Path directory, RandomKey key);
    }

    public DataSource {
        parts = Set.copyOf(parts);
    }

    /**
     * A data set of two parts, for training and for testing.
     *
     * @param description one line
     * @param origin who made it and where it is published
     * @param licence the terms it comes under
     * @param loader how its parts are made or found
     */
    public DataSource(String description, String origin, String licence, Loader loader) {
        this(description, origin, licence, loader, Set.of(Split.TRAIN, Split.TEST));
    }
}
