package org.boltzmann.core.data;

import java.util.List;
import java.util.stream.Collectors;
import org.boltzmann.core.io.Excerpt;

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
     * The column of this name if there is one, otherwise none.
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
            default -> text.matches("-?[0-9]{1,9}") ? at(Integer.parseInt(text)) : named(text);
        };
    }

    /**
     * Finds the column.
     *
     * @param header the names of the columns, empty where there is no header
     * @param width number of columns
     * @return its index, or -1 for none
     * @throws IllegalArgumentException if there is no such column
     */
    int index(List<String> header, int width);

    /** No column. */
    record None() implements LabelColumn {

        @Override
        public int index(List<String> header, int width) {
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
        public int index(List<String> header, int width) {
            int index = header.indexOf(name);
            if (index < 0 && required) {
                throw new IllegalArgumentException(
                        header.isEmpty()
                                ? "there is no header to name the label column " + name + "; name it by its place"
                                : "no column is named " + name + ", which was to be the label; the columns are "
                                        + shortened(header));
            }
            if (index != header.lastIndexOf(name)) {
                throw new IllegalArgumentException("two columns are named " + name + "; name the label by its place");
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
        public int index(List<String> header, int width) {
            int index = place < 0 ? width + place : place;
            if (index < 0 || index >= width) {
                throw new IllegalArgumentException(
                        "there is no column " + place + " to be the label, only 0 to " + (width - 1));
            }
            return index;
        }

        @Override
        public String toString() {
            return Integer.toString(place);
        }
    }
}
