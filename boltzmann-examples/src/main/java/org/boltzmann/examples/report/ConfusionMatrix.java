package org.boltzmann.examples.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A confusion matrix as the template shows it: rows of true classes, columns of what they were taken for. */
final class ConfusionMatrix {

    /** More do not fit on a page. */
    private static final int MOST_CLASSES = 30;

    private ConfusionMatrix() {}

    static Optional<Map<String, Object>> of(Map<String, Object> details) {
        if (!(details.get("confusion") instanceof List<?> counts)
                || !(details.get("classes") instanceof List<?> classes)
                || counts.size() > MOST_CLASSES) {
            return Optional.empty();
        }
        List<Object> rows = new ArrayList<>();
        for (int k = 0; k < counts.size(); k++) {
            List<?> row = (List<?>) counts.get(k);
            double sum = row.stream()
                    .mapToDouble(count -> ((Number) count).doubleValue())
                    .sum();
            List<Object> cells = new ArrayList<>();
            for (int l = 0; l < row.size(); l++) {
                long count = ((Number) row.get(l)).longValue();
                Map<String, Object> cell = new LinkedHashMap<>();
                cell.put("count", count == 0 ? "" : count);
                cell.put("share", String.format(Locale.ROOT, "%.3f", sum == 0 ? 0 : count / sum));
                cell.put("right", k == l);
                cells.add(cell);
            }
            rows.add(Map.of("name", classes.get(k), "cells", cells));
        }
        return Optional.of(Map.of("classes", classes, "rows", rows));
    }
}
