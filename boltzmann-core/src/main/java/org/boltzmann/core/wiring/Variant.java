package org.boltzmann.core.wiring;

import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.io.MachineDeclaration;
import org.boltzmann.core.io.Role;

/**
 * A named machine with documented settings: what a user swaps by one word.
 *
 * @param name lower-case words joined by hyphens
 * @param description one line
 * @param source where it was published: authors, title, year; empty if it was not
 * @param settings the variant's own settings, each with a line that says what it is; defaults and what is allowed are known from
 *     what {@code build} and {@code start} ask for
 * @param defaults defaults of settings that differ from the general ones
 * @param roles what groups are to the data, by name; without any, the group named {@code v} is observed
 * @param build makes the machine for a data set
 * @param start sets first values of parameters that follow from more than means of the data, such as from another machine; called
 *     once, after all have their first values. It asks for settings of the variant that do not begin with {@code model.}
 */
public record Variant(
        String name,
        String description,
        String source,
        Map<String, String> settings,
        Map<String, String> defaults,
        Map<String, Role> roles,
        BiFunction<DataSet, Settings, BoltzmannMachine> build,
        Optional<BiConsumer<Subject, Settings>> start) {

    /**
     * A variant whose parameters have the first values that their initializers give.
     *
     * @param name lower-case words joined by hyphens
     * @param description one line
     * @param settings the variant's own settings, each with a line that says what it is
     * @param defaults defaults of settings that differ from the general ones
     * @param roles what groups are to the data, by name; without any, the group named {@code v} is observed
     * @param build makes the machine for a data set
     */
    public Variant(
            String name,
            String description,
            Map<String, String> settings,
            Map<String, String> defaults,
            Map<String, Role> roles,
            BiFunction<DataSet, Settings, BoltzmannMachine> build) {
        this(name, description, "", settings, defaults, roles, build, Optional.empty());
    }

    /**
     * A variant whose group named {@code v} is observed, all others being hidden.
     *
     * @param name lower-case words joined by hyphens
     * @param description one line
     * @param settings the variant's own settings, each with a line that says what it is
     * @param defaults defaults of settings that differ from the general ones
     * @param build makes the machine for a data set
     */
    public Variant(
            String name,
            String description,
            Map<String, String> settings,
            Map<String, String> defaults,
            BiFunction<DataSet, Settings, BoltzmannMachine> build) {
        this(name, description, settings, defaults, Map.of(), build);
    }

    /**
     * This variant with the place where it was published.
     *
     * @param published authors, title, year, and the equation or section where that helps
     * @return a new variant
     */
    public Variant from(String published) {
        return new Variant(name, description, published, settings, defaults, roles, build, start);
    }

    /**
     * This variant with first values that follow from more than means of the data.
     *
     * @param beginning sets them, once all parameters have the first values that their initializers give
     * @return a new variant
     */
    public Variant startingWith(BiConsumer<Subject, Settings> beginning) {
        return new Variant(name, description, source, settings, defaults, roles, build, Optional.of(beginning));
    }

    /** Name of the group that holds the data's values where no roles are given. */
    public static final String VISIBLE = MachineDeclaration.OBSERVED;
}
