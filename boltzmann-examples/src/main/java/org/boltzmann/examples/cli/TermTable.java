package org.boltzmann.examples.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured of terms, for a person. */
final class TermTable {

    static final String LEGEND =
            "bound: the method's products alone; ratio: bound / ms, median (quartiles) of rounds in turn; gather: how many times"
                    + " faster than the products that the same shapes take where the one-hot group holds means; on one thread times are the processor's";

    private TermTable() {}

    static String of(Map<String, Object> measured) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%n%-29s %-12s %9s %9s %8s %8s %18s %20s %8s%n",
                "term",
                "method",
                "ms",
                "products",
                "GFLOP",
                "bound",
                "ratio",
                "gather",
                "KB/call"));
        for (Object row : (List<?>) measured.get("terms")) {
            Map<?, ?> figures = (Map<?, ?>) row;
            text.append(String.format(
                    Locale.ROOT,
                    "%-29s %-12s %9.3f %9d %8.3f %8s %18s %20s %8.1f%n",
                    figures.get("term"),
                    figures.get("method"),
                    median(figures, "ms"),
                    (Integer) figures.get("products"),
                    (Double) figures.get("operations") * 1e-9,
                    figures.containsKey("bound-ms")
                            ? String.format(Locale.ROOT, "%.3f", median(figures, "bound-ms"))
                            : "-",
                    spread(figures, "ratio"),
                    spread(figures, "times-faster-than-dense"),
                    (Double) figures.get("bytes") / 1024));
        }
        text.append(String.format(
                Locale.ROOT,
                "%na step of CD-1 of a factored term as it grows%n%8s %7s %16s %9s %9s %18s %22s%n",
                "factors",
                "units",
                "factors x units",
                "products",
                "ms",
                "ratio",
                "ps per factor and unit"));
        for (Object row : (List<?>) measured.get("growth")) {
            Map<?, ?> figures = (Map<?, ?>) row;
            double size = (double) (Integer) figures.get("factors") * (Integer) figures.get("units");
            text.append(String.format(
                    Locale.ROOT,
                    "%8d %7d %,16.0f %9d %9.3f %18s %22.1f%n",
                    (Integer) figures.get("factors"),
                    (Integer) figures.get("units"),
                    size,
                    (Integer) figures.get("products"),
                    median(figures, "ms"),
                    spread(figures, "ratio"),
                    median(figures, "ms") * 1e9 / size / (Integer) figures.get("columns")));
        }
        return text.append(String.format("%n")).toString();
    }

    private static double median(Map<?, ?> figures, String key) {
        return (Double) ((Map<?, ?>) figures.get(key)).get("median");
    }

    private static String spread(Map<?, ?> figures, String key) {
        if (!figures.containsKey(key)) {
            return "-";
        }
        Map<?, ?> spread = (Map<?, ?>) figures.get(key);
        return String.format(
                Locale.ROOT, "%.2f (%.2f-%.2f)", (Double) spread.get("median"), (Double) spread.get("low"), (Double)
                        spread.get("high"));
    }
}
