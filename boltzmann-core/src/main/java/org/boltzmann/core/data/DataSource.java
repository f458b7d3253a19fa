package org.boltzmann.core.data;

import java.nio.file.Path;
import org.boltzmann.core.RandomKey;

/**
 * A data set that has a name.
 *
 * @param description one line
 * @param origin who made it and where it is published
 * @param licence the terms it comes under
 * @param loader how its parts are made or found
 */
public record DataSource(String description, String origin, String licence, Loader loader) {

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
         * @throws DataException if it is refused
         */
        DataSet load(Split split, Path directory, RandomKey key);
    }
}
