package org.boltzmann.core.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.RandomKey;

/** Which examples keep their labels when only so many of each class may. */
final class FewLabels {

    private FewLabels() {}

    /** The examples of each class. */
    static int[] counts(DataSet data) {
        int[] counts = new int[data.classes()];
        for (int example = 0; example < (counts.length == 0 ? 0 : data.size()); example++) {
            if (data.label(example) != DataSet.UNLABELLED) {
                counts[data.label(example)]++;
            }
        }
        return counts;
    }

    /** The first of each class in a random order, so that fewer are always among more. */
    static int[] of(DataSet data, int perClass, RandomKey key) {
        if (perClass < 1) {
            throw new IllegalArgumentException("the labels kept of each class must be at least 1 but are " + perClass);
        }
        check(data, perClass);
        int[] kept = new int[data.size()];
        Arrays.fill(kept, DataSet.UNLABELLED);
        int[] counts = new int[data.classes()];
        for (int example : Shuffle.order(data.size(), key)) {
            int label = data.label(example);
            if (label != DataSet.UNLABELLED && counts[label]++ < perClass) {
                kept[example] = label;
            }
        }
        return kept;
    }

    private static void check(DataSet data, int perClass) {
        int[] counts = counts(data);
        List<String> few = new ArrayList<>();
        for (int k = 0; k < counts.length; k++) {
            if (counts[k] > 0 && counts[k] < perClass) {
                few.add("class " + data.classNames().get(k) + " has " + counts[k]);
            }
        }
        if (!few.isEmpty()) {
            throw new DataException("data set " + data.name() + ": " + perClass
                    + " labels of each class were to be kept, but " + Excerpt.of(String.join(", ", few), 200)
                    + "; keep fewer, or give more examples");
        }
    }
}
