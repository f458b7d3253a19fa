package org.boltzmann.examples.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What several measurements of one thing have in common.
 *
 * @param median half of them are not above it
 * @param low a quarter of them are not above it
 * @param high a quarter of them are not below it
 */
public record Spread(double median, double low, double high) {

    static Spread of(List<Double> measurements) {
        double[] sorted = measurements.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int last = sorted.length - 1;
        return new Spread((sorted[last / 2] + sorted[(last + 1) / 2]) / 2, sorted[last / 4], sorted[last - last / 4]);
    }

    Spread times(double factor) {
        return new Spread(factor * median, factor * low, factor * high);
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("median", median);
        figures.put("low", low);
        figures.put("high", high);
        return figures;
    }
}
