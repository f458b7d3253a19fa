package org.boltzmann.core.wiring;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoublePredicate;
import java.util.regex.Pattern;
import org.apache.commons.configuration2.CompositeConfiguration;
import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.MapConfiguration;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.io.Checksum;
import org.boltzmann.core.io.Nearest;
import org.boltzmann.core.io.Tree;

/**
 * Settings by key, read once, with all that is wrong with them told at once.
 *
 * <p>They come in layers, each overriding those below it: the command line, the environment, the user's file; then the defaults of
 * a declared machine, of a variant, and last the default that a key is asked for with. A value that is not allowed, and a key that
 * nothing asked for, are noted with their places; {@link #check} throws them all together, an unknown key with the nearest known
 * one. What was asked for, with its value, is kept for the provenance.
 *
 * <p>Values are taken as they stand: nothing like {@code ${env:...}} is expanded, since settings can come from elsewhere.
 */
public final class Settings {

    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");

    private final CompositeConfiguration all = new CompositeConfiguration();
    private final IdentityHashMap<Configuration, SettingsLayer> layers = new IdentityHashMap<>();
    private final List<SettingsLayer> given;
    private final Map<String, String> environment;
    private final MapConfiguration fromEnvironment = layer(Map.of());
    private final MapConfiguration ofData = layer(Map.of());
    private final Map<String, String> used = new TreeMap<>();
    private final Map<String, Asked> asked = new LinkedHashMap<>();
    private final Map<String, String> checksums = new TreeMap<>();
    private final Set<String> known = new TreeSet<>();
    private final Set<String> elsewhere = new TreeSet<>();
    private final Set<String> parameters = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    private Settings(List<SettingsLayer> given, SettingsLayer environment) {
        this.given = List.copyOf(given);
        this.environment = new TreeMap<>(environment.values());
        all.setInterpolator(null);
        add(given.get(0));
        all.addConfiguration(fromEnvironment);
        given.stream().skip(1).forEach(this::add);
        layers.put(ofData, SettingsLayer.of("default for few examples", Map.of()));
        all.addConfiguration(ofData);
    }

    private static MapConfiguration layer(Map<String, String> values) {
        MapConfiguration configuration = new MapConfiguration(new LinkedHashMap<String, Object>(values));
        configuration.setInterpolator(null);
        return configuration;
    }

    private void add(SettingsLayer some) {
        MapConfiguration configuration = layer(some.values());
        layers.put(configuration, some);
        all.addConfiguration(configuration);
    }

    /**
     * Settings as given by a user in one place.
     *
     * @param given values by key
     * @return the settings
     */
    public static Settings of(Map<String, String> given) {
        return of(SettingsLayer.of(COMMAND_LINE, given), SettingsLayer.of("environment", Map.of()), List.of());
    }

    /** What settings that a user types are called. */
    public static final String COMMAND_LINE = "command line";

    /**
     * Settings as given by a user in several places.
     *
     * @param commandLine what overrides everything else
     * @param environment as {@link SettingsLayer#ofEnvironment} makes it
     * @param files the user's files, each overriding those after it
     * @return the settings
     */
    public static Settings of(SettingsLayer commandLine, SettingsLayer environment, List<SettingsLayer> files) {
        List<SettingsLayer> given = new ArrayList<>(List.of(commandLine));
        given.addAll(files);
        return new Settings(given, environment);
    }

    /**
     * Adds defaults, such as a variant's, below everything there is.
     *
     * @param origin whose they are
     * @param values by key
     */
    public void addDefaults(String origin, Map<String, String> values) {
        add(SettingsLayer.of("default of " + origin, values));
    }

    /**
     * Puts defaults above all others, those that are known only once there are data.
     *
     * @param values by key
     */
    void putDefaultsOfData(Map<String, String> values) {
        values.forEach(ofData::setProperty);
    }

    /** Whether a value is nobody's but a default. */
    boolean isDefault(String key) {
        return origin(key).startsWith("default");
    }

    /**
     * The settings of one of several things that are made side by side. In each place, what is set below the name of that one
     * comes before what is set for all: {@code compare.rbm.epochs} is {@code epochs} to {@code only("compare", "rbm", ...)}, and
     * what is set below {@code compare} for the others is not there.
     *
     * @param scope what the keys of single ones begin with
     * @param name the one's name
     * @param fixed values that nothing overrides
     * @return settings that nothing has been asked of; defaults are not among them
     */
    public Settings only(String scope, String name, Map<String, String> fixed) {
        List<SettingsLayer> layers = new ArrayList<>();
        given.forEach(layer -> layers.add(layer.only(scope, name)));
        layers.set(0, layers.get(0).with(fixed));
        Settings one = new Settings(layers, SettingsLayer.of("environment", environment));
        one.allowElsewhere(elsewhere);
        return one;
    }

    /**
     * Keys that are set on the command line or in files, whether asked for or not.
     *
     * @param prefix what they begin with
     * @return what follows the prefix in each of them, in the order in which they are given
     */
    public Set<String> below(String prefix) {
        Set<String> names = new LinkedHashSet<>();
        for (SettingsLayer layer : given) {
            layer.values().keySet().stream()
                    .filter(key -> key.startsWith(prefix))
                    .forEach(key -> names.add(key.substring(prefix.length())));
        }
        return names;
    }

    /**
     * Allows keys that belong to what was not chosen.
     *
     * @param keys keys that are no mistake, though nothing may ask for them
     */
    public void allow(Collection<String> keys) {
        known.addAll(keys);
    }

    /**
     * Allows keys that other programs read from the same file or environment.
     *
     * @param keys keys that are no mistake there, though nothing here asks for them; one that ends with a point means all that begin so
     */
    public void allowElsewhere(Collection<String> keys) {
        elsewhere.addAll(keys);
    }

    /**
     * The machine that a file declares.
     *
     * @return the declaration of the first file that has one
     */
    public Optional<Tree> machine() {
        return given.stream().flatMap(layer -> layer.machine().stream()).findFirst();
    }

    /**
     * Where the value of a key stands.
     *
     * @param key a key
     * @return such as {@code command line}, {@code run.yaml:3}, {@code default of variant rbm}, {@code default}
     */
    public String origin(String key) {
        for (int c = 0; c < all.getNumberOfConfigurations(); c++) {
            Configuration configuration = all.getConfiguration(c);
            if (configuration.containsKey(key)) {
                return configuration == fromEnvironment
                        ? "environment " + SettingsLayer.variable(key)
                        : layers.get(configuration).place(key);
            }
        }
        return "default";
    }

    /** A problem with the value of a key, with the place where it stands if a user would have to look for it. */
    void wrong(String key, String what) {
        String origin = origin(key);
        problems.add(origin.equals(COMMAND_LINE) || origin.equals("default") ? what : origin + ": " + what);
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
        String variable = SettingsLayer.variable(key);
        if (environment.containsKey(variable) && !fromEnvironment.containsKey(key)) {
            fromEnvironment.setProperty(key, environment.get(variable));
        }
        String value = all.getString(key, otherwise);
        used.put(key, value);
        asked.putIfAbsent(key, new Asked(otherwise, ANYTHING));
        return value;
    }

    /** Notes what is allowed, once {@link #text} has noted the default. */
    private void allowed(String key, String description) {
        asked.computeIfPresent(key, (same, first) -> new Asked(first.otherwise(), description));
    }

    /**
     * A text that need not be there.
     *
     * @param key the setting's key
     * @return its value, if it has one
     */
    public Optional<String> find(String key) {
        String value = text(key, "");
        if (value.isEmpty()) {
            used.remove(key);
            if (all.containsKey(key)) {
                wrong(key, key + " is empty; give it a value, or leave it out");
            }
            return Optional.empty();
        }
        return Optional.of(value);
    }

    /**
     * A file that decides what comes out, such as one with first values. Its checksum is kept for the provenance.
     *
     * @param key the setting's key
     * @return its path, if one is set; one that is the name of no file is noted
     */
    public Optional<Path> file(String key) {
        Optional<String> name = find(key);
        allowed(key, "the name of a file");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path file = Path.of(name.get());
            if (!checksums.containsKey(key)) {
                checksums.put(key, Checksum.of(file));
            }
            return Optional.of(file);
        } catch (IOException e) {
            wrong(key, key + " is \"" + Excerpt.of(name.get()) + "\", which cannot be read: " + e);
        } catch (InvalidPathException e) {
            wrong(key, key + " is \"" + Excerpt.of(name.get()) + "\", which is no name of a file");
        }
        return Optional.empty();
    }

    /**
     * The checksums of the files that {@link #file} was asked for.
     *
     * @return SHA-256 in hexadecimal digits, by the key of the setting that names the file
     */
    public Map<String, String> checksums() {
        return new TreeMap<>(checksums);
    }

    /**
     * The seed of all that is random.
     *
     * @return any whole number of 64 bits, if one is set; one that is none is noted
     */
    public OptionalLong seed() {
        Optional<String> text = find("seed");
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text.get()));
        } catch (NumberFormatException e) {
            wrong("seed", "seed is \"" + Excerpt.of(text.get()) + "\"; allowed is a whole number of 64 bits");
            return OptionalLong.empty();
        }
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
        allowed(key, String.join(", ", allowed));
        if (!Arrays.asList(allowed).contains(value)) {
            wrong(key, unknown(key, value, Arrays.asList(allowed)));
            return otherwise;
        }
        return value;
    }

    private static String unknown(String key, String value, Collection<String> allowed) {
        return key + " is \"" + Excerpt.of(value) + "\"; "
                + Nearest.to(value, allowed)
                        .map(near -> "did you mean " + near + "? ")
                        .orElse("") + "allowed are "
                + String.join(", ", allowed);
    }

    /**
     * One of some things that have names.
     *
     * @param key the setting's key
     * @param otherwise the name of its default
     * @param known the things by name
     * @param <T> what they are
     * @return the thing; the default if there is none of that name, which is noted
     */
    public <T> T one(String key, String otherwise, Map<String, ? extends T> known) {
        String value = text(key, otherwise);
        allowed(key, String.join(", ", known.keySet()));
        T thing = known.get(value);
        if (thing == null) {
            wrong(key, unknown(key, value, known.keySet()));
            if (!known.containsKey(otherwise)) {
                throw new SettingsException(problems);
            }
            return known.get(otherwise);
        }
        return thing;
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
        allowed(key, description);
        if (NUMBER.matcher(value).matches() && allowed.test(Double.parseDouble(value))) {
            return Double.parseDouble(value);
        }
        wrong(key, key + " is \"" + Excerpt.of(value) + "\"; allowed is " + description);
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
     * Tells of parameters whose names hold no point; else a key such as {@code l2.w} is none of a parameter.
     *
     * @param names names of parameters
     */
    public void nameParameters(Collection<String> names) {
        parameters.addAll(names);
    }

    /**
     * The settings of single parameters: all keys that begin with a setting's key, a point, and hold a further point, as the
     * names of parameters do, or a name that was told of.
     *
     * @param key the setting's key, such as {@code l2} for {@code l2.v-h.weights}
     * @return numbers of at least 0 by parameter name
     */
    public Map<String, Double> perParameter(String key) {
        Set<String> keys = new TreeSet<>();
        all.getKeys().forEachRemaining(keys::add);
        Map<String, Double> values = new TreeMap<>();
        for (String candidate : keys) {
            String name = candidate.startsWith(key + ".") ? candidate.substring(key.length() + 1) : "";
            if (name.indexOf('.') > 0 || parameters.contains(name)) {
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
     * @throws SettingsException with all {@link #problems}
     */
    public void check(Set<String> stillToCome) {
        List<String> all = problems(stillToCome);
        if (!all.isEmpty()) {
            throw new SettingsException(all);
        }
    }

    /**
     * What is wrong so far.
     *
     * @param stillToCome keys that will be asked for later; empty at the end
     * @return everything that was noted, and every given key that nothing asked for
     */
    public List<String> problems(Set<String> stillToCome) {
        List<String> all = new ArrayList<>(problems);
        Set<String> words = new TreeSet<>(known);
        words.addAll(stillToCome);
        for (SettingsLayer layer : given) {
            Set<String> right = new TreeSet<>(words);
            if (!layer.origin().equals(COMMAND_LINE)) {
                right.addAll(elsewhere);
            }
            for (String key : layer.values().keySet()) {
                boolean program = !layer.origin().equals(COMMAND_LINE)
                        && elsewhere.stream().anyMatch(other -> other.endsWith(".") && key.startsWith(other));
                if (!right.contains(key) && !program) {
                    String place = layer.origin().equals(COMMAND_LINE) ? "" : layer.place(key) + ": ";
                    all.add(place + "no setting is called " + key + nearest(key, right));
                }
            }
        }
        Set<String> variables = new TreeSet<>();
        words.forEach(key -> variables.add(SettingsLayer.variable(key)));
        elsewhere.forEach(key -> variables.add(SettingsLayer.variable(key)));
        for (String variable : environment.keySet()) {
            if (!variables.contains(variable)) {
                all.add("environment: no setting is called " + variable + nearest(variable, variables));
            }
        }
        return all.stream().distinct().toList();
    }

    private static String nearest(String key, Set<String> known) {
        return Nearest.to(key, known)
                .map(near -> "; did you mean " + near + "?")
                .orElse("; known are " + known);
    }

    /**
     * What a setting was asked for with.
     *
     * @param otherwise its default in the program, which those of variants and users come before; empty if it need not be there
     * @param allowed which values are, in words; {@link #ANYTHING} where that was not said
     */
    public record Asked(String otherwise, String allowed) {}

    /** What is said of values where nothing was said of which are allowed. */
    public static final String ANYTHING = "";

    /**
     * The settings that were asked for so far, each with its default and what is allowed, as the code that reads it has them.
     *
     * @return by key, in the order of asking
     */
    public Map<String, Asked> asked() {
        return new LinkedHashMap<>(asked);
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
