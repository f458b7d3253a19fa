package org.boltzmann.core.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A value of a JSON or YAML text with its place there, so that what is wrong with it can be told.
 *
 * <p>Objects are maps with string keys, lists are lists; a scalar may be a text where the text's own types are not trusted
 * ({@code 010}, {@code yes}).
 */
public final class Tree {

    private static final int LONGEST_QUOTED = 60;

    private final String path;
    private final Object value;
    private final UnaryOperator<String> place;

    private Tree(String path, Object value, UnaryOperator<String> place) {
        this.path = path;
        this.value = value;
        this.place = place;
    }

    /**
     * A value whose place is told by its path alone.
     *
     * @param name what the whole is called
     * @param value maps, lists and scalars
     * @return the tree
     */
    public static Tree of(String name, Object value) {
        return new Tree(name, value, path -> path);
    }

    /**
     * A value of a file.
     *
     * @param name what the whole is called
     * @param value maps, lists and scalars
     * @param place makes of a path such as {@code machine.groups[0].size} what is told of it, such as file and line before it
     * @return the tree
     */
    public static Tree of(String name, Object value, UnaryOperator<String> place) {
        return new Tree(name, value, place);
    }

    /**
     * What is told of a place in the whole.
     *
     * @param path such as {@code machine.groups[0]}
     * @return the path, with whatever names its place
     */
    public String told(String path) {
        return place.apply(path);
    }

    /**
     * The value itself.
     *
     * @return maps, lists and scalars
     */
    public Object value() {
        return value;
    }

    /**
     * Whether an object has a key.
     *
     * @param key the key
     * @return false if this is no object
     */
    public boolean has(String key) {
        return value instanceof Map<?, ?> map && map.containsKey(key);
    }

    /**
     * What an object holds under a key.
     *
     * @param key the key
     * @return the value there
     * @throws IllegalArgumentException if there is none
     */
    public Tree get(String key) {
        if (!has(key)) {
            throw refused("has no \"" + key + "\"");
        }
        return new Tree(path + "." + key, ((Map<?, ?>) value).get(key), place);
    }

    /**
     * What an object may hold under a key.
     *
     * @param key the key
     * @return the value there, if there is one
     */
    public Optional<Tree> find(String key) {
        return has(key) ? Optional.of(get(key)) : Optional.empty();
    }

    /**
     * The entries of an object.
     *
     * @return values by key
     * @throws IllegalArgumentException if this is no object
     */
    public Map<String, Tree> fields() {
        if (!(value instanceof Map<?, ?> map)) {
            throw expected("an object of names and values");
        }
        Map<String, Tree> fields = new LinkedHashMap<>();
        map.forEach((key, field) -> fields.put(key.toString(), new Tree(path + "." + key, field, place)));
        return fields;
    }

    /**
     * Checks the keys of an object.
     *
     * @param known the keys it may have
     * @throws IllegalArgumentException if it has another, with the nearest known one, or if this is no object
     */
    public void checkKeys(String... known) {
        fields().forEach((key, field) -> {
            if (!Arrays.asList(known).contains(key)) {
                throw field.refused("is not known; "
                        + Nearest.to(key, Arrays.asList(known))
                                .map(near -> "did you mean " + near + "?")
                                .orElse("known are " + String.join(", ", known)));
            }
        });
    }

    /**
     * The elements of a list.
     *
     * @return values in their order
     * @throws IllegalArgumentException if this is no list
     */
    public List<Tree> elements() {
        if (!(value instanceof List<?> list)) {
            throw expected("a list");
        }
        List<Tree> elements = new ArrayList<>();
        for (Object element : list) {
            elements.add(new Tree(path + "[" + elements.size() + "]", element, place));
        }
        return elements;
    }

    /**
     * A text.
     *
     * @return the text
     * @throws IllegalArgumentException if this is none
     */
    public String text() {
        if (!(value instanceof String text)) {
            throw expected("a text");
        }
        return text;
    }

    /**
     * A scalar as a text, or a list of scalars as texts joined by commas.
     *
     * @return the text
     * @throws IllegalArgumentException if this is anything else
     */
    public String joined() {
        if (value instanceof List<?>) {
            return String.join(",", elements().stream().map(Tree::scalar).toList());
        }
        return scalar();
    }

    private String scalar() {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw expected("a text or a number");
    }

    /**
     * A whole number.
     *
     * @return the number, at least 1
     * @throws IllegalArgumentException if this is none
     */
    public int integer() {
        if (value instanceof Long number && number >= 1 && number <= Integer.MAX_VALUE) {
            return number.intValue();
        }
        if (value instanceof String text
                && text.matches("[1-9][0-9]{0,9}")
                && Long.parseLong(text) <= Integer.MAX_VALUE) {
            return Integer.parseInt(text);
        }
        throw expected("a whole number of at least 1");
    }

    /**
     * A truth value.
     *
     * @return true or false
     * @throws IllegalArgumentException if this is neither
     */
    public boolean truth() {
        if (value instanceof Boolean truth) {
            return truth;
        }
        if ("true".equals(value) || "false".equals(value)) {
            return "true".equals(value);
        }
        throw expected("true or false");
    }

    /**
     * What is wrong with this value.
     *
     * @param what follows the value's place
     * @return an exception to be thrown
     */
    public IllegalArgumentException refused(String what) {
        return new IllegalArgumentException(place.apply(path) + " " + what);
    }

    private IllegalArgumentException expected(String what) {
        String shown = value instanceof Map || value instanceof List ? "something with parts" : quoted();
        return refused("is " + shown + " but must be " + what);
    }

    private String quoted() {
        if (value == null) {
            return "empty";
        }
        String text = value.toString();
        String cut = text.length() <= LONGEST_QUOTED ? text : text.substring(0, LONGEST_QUOTED) + "...";
        return value instanceof String ? "\"" + cut + "\"" : cut;
    }

    @Override
    public String toString() {
        return path;
    }
}
