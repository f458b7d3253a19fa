package org.boltzmann.core.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.data.CsvHead.Kind;
import org.boltzmann.core.linalg.Matrix;

/** The categories of the columns of a table that are to be one-hot, as they are met. */
final class CsvCategories {

    /** More are no categories, and each takes a feature. */
    static final int MOST = 1000;

    private static final int LONGEST = 200;

    /** Floats that a category, or the name of a feature, takes the room of, beside its characters. */
    private static final int TEXT_ROOM = 30;

    private final DataFile file;
    private final CsvReader reader;
    private final CsvHead head;
    private final Map<Integer, Map<String, Integer>> numbers = new TreeMap<>();
    private Map<Integer, ClassNumbers> classes = Map.of();
    private long room;

    CsvCategories(DataFile file, CsvReader reader, CsvHead head) {
        this.file = file;
        this.reader = reader;
        this.head = head;
        for (int column = 0; column < head.width(); column++) {
            if (head.kind(column) == Kind.CATEGORY) {
                numbers.put(column, new LinkedHashMap<>());
            }
        }
    }

    /** The number by which the text is kept until the table has ended. */
    int number(String text, long line, int column) {
        Map<String, Integer> known = numbers.get(column);
        Integer number = known.get(text);
        if (number != null) {
            return number;
        }
        if (text.length() > LONGEST || known.size() == MOST) {
            throw new DataException(head.at(line, column) + ": "
                    + (text.length() > LONGEST
                            ? "\"" + Excerpt.of(text) + "\" has more than " + LONGEST + " characters"
                            : "there are more than " + MOST + " different categories")
                    + "; leave the column out (data.ignore), keep it as the id (data.id), or take fewer categories");
        }
        room += TEXT_ROOM + text.length();
        file.checkRoom(room);
        known.put(text, known.size());
        return known.size() - 1;
    }

    /** A table with a feature for each category. */
    record Expanded(Matrix values, List<String> names) {}

    /** Makes one feature of each category; those of all columns are the same where all are to be one-hot. */
    Expanded expand(Matrix values) {
        List<Integer> places = new ArrayList<>();
        for (int column = 0; column < head.width(); column++) {
            if (head.kind(column).isFeature()) {
                places.add(column);
            }
        }
        if (numbers.isEmpty()) {
            return new Expanded(
                    values,
                    head.hasHeader() ? places.stream().map(head::plainName).toList() : List.of());
        }
        classes = classes();
        List<String> names = new ArrayList<>();
        long wide = 0;
        for (int column : places) {
            wide += classes.containsKey(column) ? classes.get(column).names().size() : 1;
        }
        file.checkRoom(wide * ((long) values.columns() + TEXT_ROOM));
        for (int column : places) {
            String name = head.plainName(column);
            if (classes.containsKey(column)) {
                classes.get(column).names().forEach(category -> names.add(name + "=" + category));
            } else {
                names.add(name);
            }
        }
        Matrix expanded = Matrix.zeros(names.size(), values.columns());
        int first = 0;
        for (int i = 0; i < places.size(); i++) {
            int column = places.get(i);
            if (!classes.containsKey(column)) {
                for (int j = 0; j < values.columns(); j++) {
                    expanded.set(first, j, values.get(i, j));
                }
                first++;
                continue;
            }
            int[] feature = numbers.get(column).keySet().stream()
                    .mapToInt(classes.get(column)::number)
                    .toArray();
            int block = classes.get(column).names().size();
            for (int j = 0; j < values.columns(); j++) {
                float value = values.get(i, j);
                for (int k = 0; k < block; k++) {
                    expanded.set(first + k, j, Float.isNaN(value) ? Float.NaN : feature[(int) value] == k ? 1 : 0);
                }
            }
            first += block;
        }
        return new Expanded(expanded, List.copyOf(names));
    }

    private Map<Integer, ClassNumbers> classes() {
        Map<Integer, ClassNumbers> each = new TreeMap<>();
        if (reader.roles().oneHot().which() == OneHot.Which.ALL) {
            Set<String> all = new LinkedHashSet<>();
            numbers.values().forEach(known -> all.addAll(known.keySet()));
            ClassNumbers common = checked(all, "the table");
            numbers.keySet().forEach(column -> each.put(column, common));
        } else {
            numbers.forEach((column, known) -> each.put(column, checked(known.keySet(), head.name(column))));
        }
        return each;
    }

    private ClassNumbers checked(Set<String> texts, String what) {
        if (texts.isEmpty() || texts.size() > MOST) {
            throw new DataException(file + ": " + what + " is to be one-hot (data.one-hot) but has "
                    + (texts.isEmpty() ? "no values" : "more than " + MOST + " categories")
                    + "; leave out what holds no categories (data.ignore)");
        }
        return ClassNumbers.of(texts, List.of());
    }

    List<String> notes() {
        if (numbers.isEmpty()) {
            return List.of();
        }
        List<String> told = new ArrayList<>();
        classes.forEach((column, each) -> {
            if (told.size() < 5) {
                told.add(head.name(column) + " has " + each.names().size() + " categories ("
                        + Excerpt.of(String.join(", ", each.names())) + ")");
            }
        });
        return List.of(file.name() + ": one-hot: " + String.join("; ", told)
                + (numbers.size() > told.size() ? "; and " + (numbers.size() - told.size()) + " columns more" : ""));
    }
}
