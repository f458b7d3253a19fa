package org.boltzmann.examples.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A comparison as a table, its lines in sections of what can be compared, each with its baseline on top. */
final class ComparisonText {

    private static final String INDEPENDENT = "independent units";
    private static final String DENSITY = "*";
    private static final String BOUND = "^";

    /** A line of the table: a variant, or the baseline of a section. */
    private record Line(String name, Optional<Row> row, Optional<Baseline> baseline) {

        Optional<Summary> either(
                Function<Row, Optional<Summary>> ofRow, Function<Baseline, Optional<Summary>> ofBaseline) {
            return row.isPresent() ? ofRow.apply(row.get()) : ofBaseline.apply(baseline.orElseThrow());
        }
    }

    private final Comparison comparison;

    ComparisonText(Comparison comparison) {
        this.comparison = comparison;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: %,d training and %,d test examples, seed%s %s%n",
                comparison.data(),
                comparison.training(),
                comparison.test(),
                comparison.seeds().size() == 1 ? "" : "s",
                comparison.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "))));
        List<List<Line>> sections = sections();
        List<Line> lines = sections.stream().flatMap(List::stream).toList();
        if (!lines.isEmpty()) {
            text.append(String.format("%n"));
            append(text, sections, lines);
        }
        appendDifferences(text, sections);
        appendFailures(text);
        if (!lines.isEmpty()) {
            appendLegend(text);
        }
        return text.toString().stripTrailing();
    }

    /** Variants with comparable baselines go together, in the order of the first of them. */
    private List<List<Line>> sections() {
        Map<Optional<Baseline>, List<Line>> sections = new LinkedHashMap<>();
        for (Row row : comparison.rows()) {
            if (row.done().isEmpty()) {
                continue;
            }
            Optional<Baseline> shared = row.baseline()
                    .map(own -> sections.keySet().stream()
                            .flatMap(Optional::stream)
                            .filter(own::isComparableWith)
                            .findFirst()
                            .orElse(own));
            sections.computeIfAbsent(
                            shared,
                            baseline -> new ArrayList<>(baseline.stream()
                                    .map(units -> new Line(INDEPENDENT, Optional.empty(), baseline))
                                    .toList()))
                    .add(new Line(row.variant(), Optional.of(row), row.baseline()));
        }
        return List.copyOf(sections.values());
    }

    private static void append(StringBuilder text, List<List<Line>> sections, List<Line> lines) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.left("variant", lines.stream().map(Line::name).toList()),
                Column.means(
                        "log-likelihood",
                        lines.stream()
                                .map(line -> line.either(
                                        row -> row.summary(Cell.Done::meanLogLikelihood),
                                        units -> Optional.of(Summary.fixed(units.logLikelihood()))))
                                .toList(),
                        lines.stream().map(ComparisonText::mark).toList(),
                        2,
                        4),
                Column.left(
                        "log Z",
                        lines.stream().map(ComparisonText::logPartition).toList()),
                Column.means(
                        "reconstruction",
                        lines.stream()
                                .map(line -> line.either(
                                        row -> row.summary(row::relativeError), units -> Optional.of(Summary.fixed(1))))
                                .toList(),
                        List.of(),
                        3,
                        4),
                Column.means(
                        "parameters",
                        lines.stream()
                                .map(line -> Optional.of(Summary.fixed(line.row()
                                        .map(row -> row.done().get(0).parameters())
                                        .orElseGet(() ->
                                                line.baseline().orElseThrow().parameters()))))
                                .toList(),
                        List.of(),
                        0,
                        0),
                Column.means(
                        "seconds",
                        lines.stream()
                                .map(line ->
                                        line.either(row -> row.summary(Cell.Done::seconds), units -> Optional.empty()))
                                .toList(),
                        List.of(),
                        1,
                        3),
                Column.means(
                        "s/epoch",
                        lines.stream()
                                .map(line -> line.either(
                                        row -> row.summary(Cell.Done::secondsPerEpoch)
                                                .map(all -> Summary.fixed(all.mean())),
                                        units -> Optional.empty()))
                                .toList(),
                        List.of(),
                        2,
                        5)));
        List<Optional<Summary>> errors = lines.stream()
                .map(line -> line.either(row -> row.summary(cell -> 100 * cell.error()), units -> Optional.empty()))
                .toList();
        List<Optional<Summary>> gaps = lines.stream()
                .map(line -> line.either(row -> row.summary(row::gap), units -> Optional.empty()))
                .toList();
        if (gaps.stream().anyMatch(Optional::isPresent)) {
            columns.add(2, Column.means("gap", gaps, List.of(), 2, 4));
        }
        if (errors.stream().anyMatch(Optional::isPresent)) {
            columns.add(1, Column.means("error %", errors, List.of(), 2, 2));
        }
        appendLine(text, columns.stream().map(Column::title).toList());
        int at = 0;
        for (List<Line> section : sections) {
            if (at > 0) {
                text.append(String.format("%n"));
            }
            for (int i = 0; i < section.size(); i++, at++) {
                int line = at;
                appendLine(
                        text,
                        columns.stream().map(column -> column.cells().get(line)).toList());
            }
        }
    }

    private static void appendLine(StringBuilder text, List<String> cells) {
        text.append(String.format("%s%n", String.join("   ", cells).stripTrailing()));
    }

    private static String mark(Line line) {
        boolean density = line.row()
                .map(Row::isDensity)
                .orElseGet(() -> !line.baseline().orElseThrow().of().equals("probability"));
        boolean bound = line.row().map(Row::isBound).orElse(false);
        return (density ? DENSITY : "") + (bound ? BOUND : "");
    }

    private static String logPartition(Line line) {
        if (line.row().isEmpty()) {
            return "exact";
        }
        List<Cell.Done> cells = line.row().get().done();
        double deviation = cells.stream()
                .map(cell -> cell.logPartition("deviation-of-log-weights"))
                .mapToDouble(figure -> figure instanceof Number number ? number.doubleValue() : Double.NaN)
                .filter(number -> !Double.isNaN(number))
                .max()
                .orElse(Double.NaN);
        return Double.isNaN(deviation)
                ? cells.get(0).logPartition("method").toString()
                : String.format(Locale.ROOT, "ais, %.2f", deviation);
    }

    /** Of the variants of a section, from the first of them. */
    private static void appendDifferences(StringBuilder text, List<List<Line>> sections) {
        List<String> names = new ArrayList<>();
        List<String> errors = new ArrayList<>();
        List<String> likelihoods = new ArrayList<>();
        for (List<Line> section : sections) {
            List<Row> rows =
                    section.stream().flatMap(line -> line.row().stream()).toList();
            for (Row row : rows.subList(1, rows.size())) {
                names.add(row.variant() + " - " + rows.get(0).variant());
                errors.add(difference(PairedDifference.of(row, rows.get(0), cell -> 100 * cell.error()), 2));
                likelihoods.add(difference(PairedDifference.of(row, rows.get(0), Cell.Done::meanLogLikelihood), 3));
            }
        }
        List<Column> columns = new ArrayList<>();
        for (Column column : List.of(Column.left("error %", errors), Column.left("log-likelihood", likelihoods))) {
            if (column.cells().stream().anyMatch(cell -> !cell.isBlank())) {
                columns.add(column);
            }
        }
        if (!columns.isEmpty()) {
            columns.add(0, Column.left("difference, seed by seed", names));
            text.append(String.format("%n"));
            appendLine(text, columns.stream().map(Column::title).toList());
            for (int i = 0; i < names.size(); i++) {
                int line = i;
                appendLine(
                        text,
                        columns.stream().map(column -> column.cells().get(line)).toList());
            }
        }
    }

    private static String difference(Optional<PairedDifference> difference, int decimals) {
        String number = "%+,." + decimals + "f";
        return difference
                .map(d -> String.format(
                        Locale.ROOT, number + " (" + number + " to " + number + ")", d.mean(), d.low(), d.high()))
                .orElse("");
    }

    /** What there is not, each reason once, with the seeds it holds for unless it holds for all. */
    private void appendFailures(StringBuilder text) {
        StringBuilder failures = new StringBuilder();
        for (Row row : comparison.rows()) {
            Map<String, List<Cell>> reasons = row.cells().stream()
                    .filter(cell -> !cell.reason().isEmpty())
                    .collect(Collectors.groupingBy(Cell::reason, LinkedHashMap::new, Collectors.toList()));
            reasons.forEach((reason, cells) -> failures.append(String.format(
                    "%s%s: %s: %s%n",
                    row.variant(),
                    cells.size() == row.cells().size()
                            ? ""
                            : ", seed "
                                    + cells.stream()
                                            .map(cell -> String.valueOf(cell.seed()))
                                            .collect(Collectors.joining(", ")),
                    cells.get(0).status().equals("done")
                            ? "no log-likelihood"
                            : cells.get(0).status(),
                    reason)));
        }
        if (failures.length() > 0) {
            text.append(String.format("%n%s", failures));
        }
    }

    private void appendLegend(StringBuilder text) {
        text.append(String.format("%n"));
        if (comparison.seeds().size() > 1) {
            text.append(String.format(
                    "mean +- standard error over the seeds; differences with their 95 %% intervals, by Student's t%n"));
        }
        if (comparison.rows().stream().anyMatch(Row::isClassifier)) {
            text.append(String.format(
                    "error %%: test examples taken for a wrong class, of a hundred; the log-likelihood of a"
                            + " machine with a label is that of data and label%n"));
        }
        text.append(String.format("log-likelihood: of a test example, in nats%n"));
        comparison.rows().stream()
                .filter(row -> !row.done().isEmpty())
                .flatMap(row -> row.optimum().stream())
                .distinct()
                .forEach(best -> text.append(String.format(
                        Locale.ROOT,
                        "gap: what it lacks of the greatest possible, %.4f, that of the test examples' own distribution%s%n",
                        best.logLikelihood(),
                        Double.isNaN(best.error())
                                ? ""
                                : String.format(Locale.ROOT, ", whose error is %.2f %%", 100 * best.error()))));
        if (comparison.rows().stream().anyMatch(Row::isDensity)) {
            text.append(String.format(
                    "%s: a density of the values as scaled and encoded, which cannot be compared with probabilities%n",
                    DENSITY));
        }
        if (comparison.rows().stream().anyMatch(Row::isBound)) {
            text.append(String.format("%s: a lower bound: the log-likelihood itself is at least that%n", BOUND));
        }
        if (comparison.rows().stream()
                .flatMap(row -> row.done().stream())
                .anyMatch(cell -> cell.logPartition("method").equals("ais"))) {
            text.append(
                    String.format(
                            "ais: estimated, with the largest deviation of the log-weights; below 1 is good, above 3 hopeless%n"));
        }
        text.append(String.format("reconstruction: mean squared error, as a fraction of that of independent units%n"));
        text.append(String.format("seconds: of training alone%n"));
    }
}
