package org.boltzmann.core;

import java.util.Map;

/** Makes a unit type from what a declaration says of a group. */
@FunctionalInterface
public interface UnitTypeFactory {

    /**
     * Makes the type.
     *
     * @param group name of the group
     * @param size number of its units
     * @param options option names and values, as {@link UnitType#options} gives them
     * @return the unit type
     * @throws IllegalArgumentException if an option is missing, unknown or wrong
     */
    UnitType create(String group, int size, Map<String, String> options);
}
