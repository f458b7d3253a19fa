package org.boltzmann.core.data;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.io.Nearest;

/** Which column of a table is the label. */
public sealed interface LabelColumn {

    /**
     * No column is.
     *
     * @return the choice
     */
    static LabelColumn none() {
        return new None();
    }

    /**
     * The column of this name; the table must have a header.
     *
     * @param name the name
     * @return the choice
     */
    static LabelColumn named(String name) {
        return new Named(name, true);
    }

    /**
     * The column of this name if there is one, in whatever capitals if only one is so called, otherwise none.
     *
     * @param name the name
     * @return the choice
     */
    static LabelColumn namedIfPresent(String name) {
        return new Named(name, false);
    }

    /**
     * The column at this place.
     *
     * @param index 0 for the first, -1 for the last
     * @return the choice
     */
    static LabelColumn at(int index) {
        return new At(index);
    }

    /**
     * The choice as settings write it.
     *
     * @param text {@code none}; {@code auto}, the column or array {@code label} if there is one; a whole number, the place; or else a name
     * @return the choice
     */
    static LabelColumn of(String text) {
        return switch (text) {
            case "none" -> none();
            case "auto" -> namedIfPresent("label");
            default -> column(text);
        };
    }

    /**
     * A column as settings write it.
     *
     * @param text a whole number, the place; or else a name
     * @return the choice
     */
    static LabelColumn column(String text) {
        return text.matches("-?[0-9]{1,9}") ? at(Integer.parseInt(text)) : named(text);
    }

    /**
     * Finds the column.
     *
     * @param header the names of the columns, empty where there is no header
     * @param width number of columns
     * @return its index, or -1 for none
     * @throws IllegalArgumentException if there is no such column
     */
    default int index(List<String> header, int width) {
        return index(header, width, "the label");
    }

    /**
     * Finds the column.
     *
     * @param header the names of the columns, empty where there is no header
     * @param width number of columns
     * @param role what the column is to be, for messages, such as {@code the label}
     * @return its index, or -1 for none
     * @throws IllegalArgumentException if there is no such column
     */
    int index(List<String> header, int width, String role);

    /** No column. */
    record None() implements LabelColumn {

        @Override
        public int index(List<String> header, int width, String role) {
            return -1;
        }

        @Override
        public String toString() {
            return "none";
        }
    }

    /**
     * A column by its name.
     *
     * @param name the name
     * @param required whether it must exist
     */
    record Named(String name, boolean required) implements LabelColumn {

        @Override
        public int index(List<String> header, int width, String role) {
            int index = header.indexOf(name);
            if (index < 0 && !required) {
                int[] alike = IntStream.range(0, header.size())
                        .filter(column -> header.get(column).equalsIgnoreCase(name))
                        .toArray();
                return alike.length == 1 ? alike[0] : -1;
            }
            if (index < 0) {
                throw new IllegalArgumentException(
                        header.isEmpty()
                                ? "there is no header to name " + role + " column " + Excerpt.of(name)
                                        + "; give its place, or data.header=present if the first line names the columns"
                                : "no column is named " + Excerpt.of(name) + ", which was to be " + role
                                        + Nearest.to(name, header)
                                                .map(near -> "; did you mean " + Excerpt.of(near) + "?")
                                                .orElse("")
                                        + "; the columns are " + shortened(header));
            }
            if (index != header.lastIndexOf(name)) {
                throw new IllegalArgumentException("two columns are named " + Excerpt.of(name) + ", which was to be "
                        + role + "; give its place, counted from 0");
            }
            return index;
        }

        private static String shortened(List<String> header) {
            int shown = 5;
            return header.size() <= 2 * shown
                    ? joined(header)
                    : joined(header.subList(0, shown)) + " ... "
                            + joined(header.subList(header.size() - shown, header.size()));
        }

        private static String joined(List<String> names) {
            return names.stream().map(Excerpt::of).collect(Collectors.joining(", "));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * A column by its place.
     *
     * @param place 0 for the first, -1 for the last
     */
    record At(int place) implements LabelColumn {

        @Override
        public int index(List<String> header, int width, String role) {
            int index = place < 0 ? width + place : place;
            if (index < 0 || index >= width) {
                throw new IllegalArgumentException(
                        "there is no column " + place + " to be " + role + ", only 0 to " + (width - 1));
            }
            return index;
        }

        @Override
        public String toString() {
            return Integer.toString(place);
        }
    }
}
