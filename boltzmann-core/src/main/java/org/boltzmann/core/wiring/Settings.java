package org.boltzmann.core.wiring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoublePredicate;
import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.MapConfiguration;
import org.apache.commons.configuration2.ex.ConversionException;
import org.boltzmann.core.io.Nearest;

/**
 * Settings by key, read once, with all that is wrong with them told at once.
 *
 * <p>Each setting is asked for by its key, with its default and what is allowed. A value that is not allowed, and a key that
 * nothing asked for, are noted; {@link #check} throws them all together, an unknown key with the nearest known one. What was asked
 * for, with its value, is kept for the provenance.
 *
 * <p>Values are taken as they stand: nothing like {@code ${env:...}} is expanded, since settings can come from elsewhere.
 */
public final class Settings {

    private final Configuration given;
    private final Map<String, String> defaults;
    private final Map<String, String> used = new TreeMap<>();
    private final Set<String> known = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    private Settings(Map<String, String> given, Map<String, String> defaults) {
        MapConfiguration configuration = new MapConfiguration(new LinkedHashMap<String, Object>(given));
        configuration.getInterpolator().setEnableSubstitutionInVariables(false);
        configuration.setInterpolator(null);
        this.given = configuration;
        this.defaults = Map.copyOf(defaults);
    }

    /**
     * Settings as given by a user.
     *
     * @param given values by key
     * @return the settings
     */
    public static Settings of(Map<String, String> given) {
        return new Settings(given, Map.of());
    }

    /**
     * These settings with other defaults, such as a variant's.
     *
     * @param others values by key, used where the user gives none
     * @return the settings, read afresh
     */
    public Settings withDefaults(Map<String, String> others) {
        Map<String, String> values = new LinkedHashMap<>();
        given.getKeys().forEachRemaining(key -> values.put(key, given.getString(key)));
        Map<String, String> all = new LinkedHashMap<>(defaults);
        all.putAll(others);
        return new Settings(values, all);
    }

    /**
     * A text.
     *
     * @param key the setting's key
     * @param otherwise its default
     * @return its value
     */
    public String text(String key, String otherwise) {
        known.add(key);
        String value = given.getString(key, defaults.getOrDefault(key, otherwise));
        used.put(key, value);
        return value;
    }

    /**
     * One of some words.
     *
     * @param key the setting's key
     * @param otherwise its default
     * @param allowed the words
     * @return its value; the default if it is none of them, which is noted
     */
    public String choice(String key, String otherwise, String... allowed) {
        String value = text(key, otherwise);
        if (!Arrays.asList(allowed).contains(value)) {
            problems.add(key + " is \"" + value + "\"; allowed are " + String.join(", ", allowed));
            return otherwise;
        }
        return value;
    }

    /**
     * A number.
     *
     * @param key the setting's key
     * @param otherwise its default
     * @param allowed which numbers are
     * @param description of them, to follow "allowed is"
     * @return its value; the default if it is none of them, which is noted
     */
    public double number(String key, double otherwise, DoublePredicate allowed, String description) {
        String value = text(key, trimmed(otherwise));
        try {
            double number = Double.parseDouble(value);
            if (allowed.test(number)) {
                return number;
            }
        } catch (NumberFormatException | ConversionException e) {
            // noted below, like a number that is not allowed
        }
        problems.add(key + " is \"" + value + "\"; allowed is " + description);
        return otherwise;
    }

    private static String trimmed(double number) {
        boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
        return whole ? Long.toString((long) number) : Double.toString(number);
    }

    /**
     * A number of at least 0.
     *
     * @param key the setting's key
     * @param otherwise its default
     * @return its value; the default if it is not allowed, which is noted
     */
    public double notNegative(String key, double otherwise) {
        return number(key, otherwise, x -> x >= 0 && x < Double.POSITIVE_INFINITY, "a number of at least 0");
    }

    /**
     * A whole number.
     *
     * @param key the setting's key
     * @param otherwise its default
     * @param least the smallest allowed
     * @return its value; the default if it is not allowed, which is noted
     */
    public int count(String key, int otherwise, int least) {
        return (int) number(
                key,
                otherwise,
                x -> x == Math.rint(x) && x >= least && x <= Integer.MAX_VALUE,
                "a whole number of at least " + least);
    }

    /**
     * The settings of single parameters: all keys that begin with a setting's key, a point, and hold a further point, as the
     * names of parameters do.
     *
     * @param key the setting's key, such as {@code l2} for {@code l2.v-h.weights}
     * @return numbers of at least 0 by parameter name
     */
    public Map<String, Double> perParameter(String key) {
        Set<String> keys = new TreeSet<>(defaults.keySet());
        given.getKeys().forEachRemaining(keys::add);
        Map<String, Double> values = new TreeMap<>();
        for (String candidate : keys) {
            String name = candidate.startsWith(key + ".") ? candidate.substring(key.length() + 1) : "";
            if (name.indexOf('.') > 0) {
                values.put(name, notNegative(candidate, 0));
            }
        }
        return values;
    }

    /**
     * Notes a problem that shows only once a setting meets others or the data.
     *
     * @param problem what is wrong, with key, value and what is allowed
     */
    public void problem(String problem) {
        problems.add(problem);
    }

    /**
     * Ends the reading, or a first part of it.
     *
     * @param stillToCome keys that will be asked for later; empty at the end
     * @throws SettingsException with everything that was noted, and every given key that nothing asked for
     */
    public void check(Set<String> stillToCome) {
        Set<String> known = new TreeSet<>(this.known);
        known.addAll(stillToCome);
        given.getKeys().forEachRemaining(key -> {
            if (!known.contains(key)) {
                problems.add("no setting is called " + key
                        + Nearest.to(key, known)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse("; known are " + known));
            }
        });
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    /**
     * What was asked for so far.
     *
     * @return values by key, in the order of the keys
     */
    public Map<String, String> used() {
        return new TreeMap<>(used);
    }
}
