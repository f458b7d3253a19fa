package org.boltzmann.core.wiring;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.configuration2.Configuration;
import org.boltzmann.core.io.Tree;

/**
 * Settings from one place.
 *
 * @param origin what the place is called, such as a file
 * @param values texts by key
 * @param lines the line of each key, where the place has lines
 * @param machine a machine declared in the same place
 */
public record SettingsLayer(
        String origin, Map<String, String> values, Map<String, Integer> lines, Optional<Tree> machine) {

    private static final String PREFIX = "BOLTZMANN_";

    /** Names of environment variables that begin like settings but mean something else. */
    private static final List<String> NO_SETTINGS =
            List.of("BOLTZMANN_DATA", "BOLTZMANN_JAVA_OPTS", "BOLTZMANN_MAVEN_ARGS", "BOLTZMANN_CLASSPATH");

    public SettingsLayer {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        lines = Map.copyOf(lines);
    }

    /**
     * Settings without lines.
     *
     * @param origin what the place is called
     * @param values texts by key
     * @return the layer
     */
    public static SettingsLayer of(String origin, Map<String, String> values) {
        return new SettingsLayer(origin, values, Map.of(), Optional.empty());
    }

    /**
     * Settings of an application's own configuration, taken as they stand: nothing in them is expanded.
     *
     * @param configuration any configuration; lists are joined by commas
     * @return the layer
     */
    public static SettingsLayer of(Configuration configuration) {
        Map<String, String> values = new LinkedHashMap<>();
        configuration.getKeys().forEachRemaining(key -> {
            Object value = configuration.getProperty(key);
            values.put(key, value instanceof Iterable<?> list ? String.join(",", texts(list)) : String.valueOf(value));
        });
        return of("configuration", values);
    }

    private static List<String> texts(Iterable<?> values) {
        List<String> texts = new java.util.ArrayList<>();
        values.forEach(value -> texts.add(String.valueOf(value)));
        return texts;
    }

    /**
     * Settings of the environment: {@code BOLTZMANN_LEARNING_RATE} is {@code learning-rate}, every sign that is no letter or digit
     * being an underscore. Settings of single parameters and of single variants, whose keys hold names, have no variable.
     *
     * @param variables all environment variables
     * @return those that are settings, by the names of the variables
     */
    public static SettingsLayer ofEnvironment(Map<String, String> variables) {
        Map<String, String> values = new TreeMap<>();
        variables.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !NO_SETTINGS.contains(name)) {
                values.put(name, value);
            }
        });
        return of("environment", values);
    }

    /** These settings without those below a scope; what is set there for one name is in their place. */
    SettingsLayer only(String scope, String name) {
        String all = scope + ".";
        String own = all + name + ".";
        Map<String, String> some = new LinkedHashMap<>(values);
        Map<String, Integer> places = new LinkedHashMap<>(lines);
        some.keySet().removeIf(key -> key.startsWith(all));
        values.forEach((key, value) -> {
            if (key.startsWith(own)) {
                String bare = key.substring(own.length());
                some.put(bare, value);
                if (lines.containsKey(key)) {
                    places.put(bare, lines.get(key));
                }
            }
        });
        return new SettingsLayer(origin, some, places, machine);
    }

    /** These settings, some of them replaced. */
    SettingsLayer with(Map<String, String> others) {
        Map<String, String> some = new LinkedHashMap<>(values);
        some.putAll(others);
        return new SettingsLayer(origin, some, lines, machine);
    }

    /** The variable that stands for a key. */
    static String variable(String key) {
        return PREFIX + key.toUpperCase(java.util.Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** Where exactly a key stands. */
    String place(String key) {
        return lines.containsKey(key) ? origin + ":" + lines.get(key) : origin;
    }
}
