package org.boltzmann.examples.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A comparison as CSV: a line for each task, variant and seed, what there is not being empty. */
final class ComparisonCsv {

    private ComparisonCsv() {}

    static String of(Comparison comparison) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (TaskResult task : comparison.tasks()) {
            for (Row row : task.rows()) {
                row.cells().forEach(cell -> lines.add(line(task, row, cell)));
            }
        }
        StringBuilder text = new StringBuilder();
        text.append(CsvLine.of(lines.get(0).keySet()));
        lines.forEach(line -> text.append(CsvLine.of(line.values())));
        return text.toString();
    }

    private static Map<String, Object> line(TaskResult task, Row row, Cell cell) {
        Cell.Done done = cell instanceof Cell.Done one ? one : null;
        Baseline baseline = row.baseline().orElse(null);
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("task", task.name());
        line.put("data", task.data());
        line.put("variant", row.variant());
        line.put("seed", cell.seed());
        line.put("status", cell.status());
        line.put("of", done == null ? "" : done.logLikelihood().getOrDefault("of", ""));
        for (Figure figure : Figure.values()) {
            line.put(figure.key(), number(done == null ? Double.NaN : row.figure(figure, done)));
        }
        line.put("bound", done == null ? "" : done.bound());
        line.put("log-partition", done == null ? "" : done.logPartition("method"));
        line.put("log-partition-standard-error", done == null ? "" : done.logPartition("standard-error"));
        line.put("deviation-of-log-weights", done == null ? "" : done.logPartition("deviation-of-log-weights"));
        line.put("effective-chains", done == null ? "" : done.logPartition("effective-chains"));
        line.put("trusted", done == null ? "" : done.logPartition("trusted"));
        line.put("baseline-log-likelihood", number(baseline, Figure.LOG_LIKELIHOOD));
        line.put("baseline-reconstruction-error", number(baseline, Figure.RECONSTRUCTION));
        line.put("parameters", done == null ? "" : done.parameters());
        line.put("epochs", done == null ? "" : done.epochs());
        line.put("training-seconds", done == null ? "" : done.seconds());
        line.put("seconds-per-epoch", done == null ? "" : number(done.secondsPerEpoch()));
        line.put("peak-heap-bytes", done == null ? "" : done.peakHeap());
        line.put("reason", cell.reason());
        return line;
    }

    private static Object number(Baseline baseline, Figure figure) {
        return baseline == null ? "" : number(baseline.figure(figure));
    }

    private static Object number(double value) {
        return Double.isNaN(value) ? "" : value;
    }
}
