package org.boltzmann.core.io;

import java.util.Locale;

/** What a group of a declared machine is to the data. */
public enum Role {
    /** Holds values of the data, as many features as it has units. */
    OBSERVED,
    /** Holds the class of an example, one unit a class. */
    LABEL,
    /** Holds values of the data that are always given and never modelled. */
    CONTEXT,
    /** Holds nothing of the data. */
    HIDDEN;

    /**
     * As declarations say it.
     *
     * @return the name in small letters
     */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
