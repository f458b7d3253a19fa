package org.boltzmann.core.wiring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.io.Json;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.linalg.Matrix;

/**
 * The names of the features that a machine was trained on, by which other data are brought into their order.
 *
 * @param names a name for each feature; empty where the training data had none
 * @param oneHot whether some are categories, named {@code column=category}
 */
public record Columns(List<String> names, boolean oneHot) {

    private static final String KEY = "data.columns";
    private static final String ONE_HOT = "data.one-hot";
    private static final int TOLD = 5;

    /** Characters of names that a model file holds at most. */
    private static final int MOST = 1 << 20;

    public Columns {
        names = List.copyOf(names);
    }

    /**
     * Those of the training data.
     *
     * @param training the data
     * @param settings how they were read
     * @return the names
     */
    static Columns of(DataSet training, Settings settings) {
        return new Columns(
                training.columns(),
                settings.find(ONE_HOT).filter(text -> !text.equals("none")).isPresent());
    }

    /**
     * As a model file says it.
     *
     * @param model what the file holds
     * @return the names; none of an older file
     * @throws IllegalArgumentException if they are no list of texts
     */
    static Columns of(ModelFile model) {
        return new Columns(
                Json.texts(model.provenance().getOrDefault(KEY, "[]")),
                !model.settings().getOrDefault(ONE_HOT, "none").equals("none"));
    }

    /** What a model file is to hold. */
    Map<String, String> provenance() {
        long characters = names.stream().mapToLong(String::length).sum();
        return names.isEmpty() || characters > MOST ? Map.of() : Map.of(KEY, Json.write(names));
    }

    /** The columns that were made one-hot. */
    List<String> categories() {
        Set<String> columns = new LinkedHashSet<>();
        names.stream().filter(name -> oneHot && name.contains("=")).forEach(name -> columns.add(column(name)));
        return List.copyOf(columns);
    }

    private static String column(String name) {
        return name.substring(0, name.lastIndexOf('='));
    }

    /**
     * Data with their features in the order of the training data. A category that the data lack is 0, or missing where their
     * category is.
     *
     * @param data the data
     * @return the same data if they are in that order, or neither has names; by place, with a note, if one of them has none
     * @throws DataException if features lack, are foreign, or their names occur twice
     */
    DataSet ordered(DataSet data) {
        if (data.columns().equals(names)) {
            return data;
        }
        if (names.isEmpty()) {
            return data.withNotes(
                    List.of(data.name() + ": the machine knows no names of columns, and takes these in their order: "
                            + told(data.columns())));
        }
        if (data.columns().isEmpty()) {
            return data.features() == names.size()
                    ? data.withColumns(names)
                            .withNotes(List.of(data.name() + ": columns have no names and are taken in the order of the"
                                    + " training data: " + told(names)))
                    : data;
        }
        Map<String, Integer> places = new HashMap<>();
        data.columns().forEach(name -> places.put(name, places.size()));
        if (places.size() < data.features() || new HashSet<>(names).size() < names.size()) {
            throw new DataException("data set " + data.name() + ": columns are not those of the training data ("
                    + told(names) + ") in their order, and cannot be matched as names occur twice; give each its own");
        }
        int[] from = places(data, places);
        Matrix values = Matrix.zeros(names.size(), data.size());
        for (int j = 0; j < data.size(); j++) {
            for (int i = 0; i < from.length; i++) {
                // an absent category: 0 times one that is there, so that it is missing where that is
                values.set(
                        i,
                        j,
                        from[i] >= 0
                                ? data.values().get(from[i], j)
                                : 0 * data.values().get(-1 - from[i], j));
            }
        }
        DataSet ordered = DataSet.of(
                        data.name(), data.features() == names.size() ? data.shape() : List.of(names.size()), values)
                .withSequences(data.sequences())
                .withRows(data.rows())
                .withIds(data.ids())
                .withColumns(names)
                .withNotes(data.notes())
                .withNotes(List.of(data.name()
                        + ": columns are matched by their names, in the order of the training data: " + told(names)));
        return data.isLabelled() ? ordered.withLabels(data.labels(), data.classNames()) : ordered;
    }

    /** Where each feature is; -1 - the place of another category of its column where it is an absent category. */
    private int[] places(DataSet data, Map<String, Integer> places) {
        Map<String, Integer> blocks = new HashMap<>();
        if (oneHot) {
            places.forEach((name, place) -> {
                if (name.contains("=")) {
                    blocks.put(column(name), place);
                }
            });
        }
        List<String> missing = new ArrayList<>();
        int[] from = new int[names.size()];
        for (int i = 0; i < from.length; i++) {
            String name = names.get(i);
            Integer place = places.get(name);
            Integer block = oneHot && name.contains("=") ? blocks.get(column(name)) : null;
            if (place == null && block == null) {
                missing.add(name);
            } else {
                from[i] = place != null ? place : -1 - block;
            }
        }
        Set<String> known = new HashSet<>(names);
        List<String> foreign =
                data.columns().stream().filter(name -> !known.contains(name)).toList();
        if (!missing.isEmpty() || !foreign.isEmpty()) {
            throw refused(data, missing, foreign);
        }
        return from;
    }

    private DataException refused(DataSet data, List<String> missing, List<String> foreign) {
        String start = "data set " + data.name() + " has other columns than the training data: ";
        List<String> known = categories();
        List<String> unknown = foreign.stream()
                .filter(name -> name.contains("=") && known.contains(column(name)))
                .toList();
        if (!unknown.isEmpty() && unknown.size() == foreign.size() && missing.isEmpty()) {
            return new DataException(start + "no category " + told(unknown)
                    + " was among them; mend these values, or leave those examples out");
        }
        List<String> words = new ArrayList<>();
        if (!missing.isEmpty()) {
            words.add("it lacks " + told(missing));
        }
        if (!foreign.isEmpty()) {
            words.add((missing.isEmpty() ? "it has " : "and has ") + told(foreign) + " beside");
        }
        return new DataException(start
                + String.join(" ", words)
                + (missing.isEmpty()
                        ? "; leave them out with -D data.ignore=" + ignore(foreign)
                        : "; give data with these columns, or rename them"));
    }

    private static String ignore(List<String> columns) {
        return Excerpt.of(String.join(",", columns), 200);
    }

    private static String told(List<String> names) {
        List<String> shown =
                names.stream().limit(TOLD).map(name -> Excerpt.of(name, 40)).toList();
        return String.join(", ", shown) + (names.size() > TOLD ? " and " + (names.size() - TOLD) + " more" : "");
    }
}
