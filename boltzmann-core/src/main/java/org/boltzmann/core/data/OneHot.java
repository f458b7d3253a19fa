package org.boltzmann.core.data;

import java.util.Arrays;
import java.util.List;

/**
 * Which columns of a table are categories: each becomes as many features as it has categories, one of them 1 and the others 0.
 *
 * <p>The features are named {@code column=category}, in the order in which classes are numbered. A missing category is NaN in all
 * of them.
 *
 * @param which which columns
 * @param columns those that are {@code NAMED}; empty otherwise
 */
public record OneHot(Which which, List<LabelColumn> columns) {

    /** How columns are chosen. */
    public enum Which {
        /** None is. */
        NONE,
        /** Those that hold texts. */
        TEXTS,
        /** All features, with the categories of all of them together, so that they are blocks of equal size. */
        ALL,
        /** Some by name or place, each with its own categories. */
        NAMED
    }

    public OneHot {
        columns = List.copyOf(columns);
    }

    /**
     * No column.
     *
     * @return the choice
     */
    public static OneHot none() {
        return new OneHot(Which.NONE, List.of());
    }

    /**
     * The choice as settings write it.
     *
     * @param text {@code none}, {@code auto} for columns of texts, {@code all}, or names and places of columns, joined by commas
     * @return the choice
     */
    public static OneHot of(String text) {
        return switch (text) {
            case "none" -> none();
            case "auto" -> new OneHot(Which.TEXTS, List.of());
            case "all" -> new OneHot(Which.ALL, List.of());
            default -> new OneHot(Which.NAMED, columns(text));
        };
    }

    /**
     * Columns as settings write them.
     *
     * @param text names and places, joined by commas
     * @return the columns
     */
    public static List<LabelColumn> columns(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(LabelColumn::column)
                .toList();
    }
}
