package org.boltzmann.examples.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.boltzmann.examples.compare.Cell;
import org.boltzmann.examples.compare.Curve;
import org.boltzmann.examples.compare.Row;
import org.boltzmann.examples.compare.TaskResult;

/** Learning curves of a task as the page's script draws them: a chart for each metric, a line for each variant with the first seed. */
final class Charts {

    private Charts() {}

    static Map<String, Object> of(String id, TaskResult task) {
        Map<String, Map<String, Curve>> metrics = new LinkedHashMap<>();
        for (Row row : task.rows()) {
            for (Cell.Done cell : row.done().subList(0, Math.min(1, row.done().size()))) {
                for (Curve curve : cell.curves()) {
                    if (curve.epochs().size() > 1) {
                        metrics.computeIfAbsent(curve.metric(), metric -> new LinkedHashMap<>())
                                .put(row.variant(), curve);
                    }
                }
            }
        }
        List<Object> charts = new ArrayList<>();
        metrics.forEach((metric, curves) -> charts.add(chart(metric, curves)));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", id);
        tree.put("charts", charts);
        return tree;
    }

    /** All lines over the same epochs, null where one has no value. */
    private static Map<String, Object> chart(String metric, Map<String, Curve> curves) {
        TreeSet<Integer> epochs = new TreeSet<>();
        curves.values().forEach(curve -> epochs.addAll(curve.epochs()));
        List<Object> lines = new ArrayList<>();
        curves.forEach((variant, curve) -> {
            List<Double> values = new ArrayList<>();
            for (int epoch : epochs) {
                int at = curve.epochs().indexOf(epoch);
                values.add(at < 0 ? null : curve.values().get(at));
            }
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("variant", variant);
            line.put("values", values);
            lines.add(line);
        });
        Map<String, Object> chart = new LinkedHashMap<>();
        chart.put("metric", metric.replace('-', ' '));
        chart.put("epochs", epochs);
        chart.put("lines", lines);
        return chart;
    }
}
