package org.boltzmann.core.wiring;

import java.util.Map;
import java.util.function.BiFunction;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.data.DataSet;

/**
 * A named machine with documented settings: what a user swaps by one word.
 *
 * <p>The group named {@value #VISIBLE} holds the data's values.
 *
 * @param name lower-case words joined by hyphens
 * @param description one line
 * @param settings the variant's own settings, each with a line that says what it is
 * @param defaults defaults of settings that differ from the general ones
 * @param build makes the machine for a data set
 */
public record Variant(
        String name,
        String description,
        Map<String, String> settings,
        Map<String, String> defaults,
        BiFunction<DataSet, Settings, BoltzmannMachine> build) {

    /** Name of the group that holds the data's values. */
    public static final String VISIBLE = "v";
}
