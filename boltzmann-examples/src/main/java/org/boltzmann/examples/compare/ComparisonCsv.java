package org.boltzmann.examples.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A comparison as CSV: a line for each variant and seed, what there is not being empty. */
final class ComparisonCsv {

    private ComparisonCsv() {}

    static String of(Comparison comparison) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (Row row : comparison.rows()) {
            row.cells().forEach(cell -> lines.add(line(comparison, row, cell)));
        }
        StringBuilder text = new StringBuilder();
        text.append(CsvLine.of(lines.get(0).keySet()));
        lines.forEach(line -> text.append(CsvLine.of(line.values())));
        return text.toString();
    }

    private static Map<String, Object> line(Comparison comparison, Row row, Cell cell) {
        Cell.Done done = cell instanceof Cell.Done one ? one : null;
        Baseline baseline = row.baseline().orElse(null);
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("data", comparison.data());
        line.put("variant", row.variant());
        line.put("seed", cell.seed());
        line.put("status", cell.status());
        line.put("of", done == null ? "" : done.logLikelihood().getOrDefault("of", ""));
        line.put("log-likelihood", done == null ? "" : done.meanLogLikelihood());
        line.put("gap", done == null || Double.isNaN(row.gap(done)) ? "" : row.gap(done));
        line.put("bound", done == null ? "" : done.bound());
        line.put("log-partition", done == null ? "" : done.logPartition("method"));
        line.put("log-partition-standard-error", done == null ? "" : done.logPartition("standard-error"));
        line.put("deviation-of-log-weights", done == null ? "" : done.logPartition("deviation-of-log-weights"));
        line.put("baseline-log-likelihood", baseline == null ? "" : baseline.logLikelihood());
        line.put("reconstruction-error", done == null ? "" : done.reconstructionError());
        line.put("baseline-reconstruction-error", baseline == null ? "" : baseline.reconstructionError());
        line.put("error", done == null || Double.isNaN(done.error()) ? "" : done.error());
        line.put("parameters", done == null ? "" : done.parameters());
        line.put("epochs", done == null ? "" : done.epochs());
        line.put("training-seconds", done == null ? "" : done.seconds());
        line.put("seconds-per-epoch", done == null ? "" : done.secondsPerEpoch());
        line.put("reason", cell.reason());
        return line;
    }
}
