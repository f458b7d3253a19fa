package org.boltzmann.examples.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A task's results as a table, its lines in sections of what can be compared, each with its baseline on top. */
final class ComparisonText {

    /** More variants that cannot be built are only named. */
    private static final int MOST_REASONS = 2;

    /** Fewer differences are told than there are: of each variant from the first of its section. */
    private static final Map<Figure, Integer> DIFFERENCES = differences();

    /** A line of the table: a variant, or a baseline. */
    private record Line(String name, Optional<Row> row, Optional<Baseline> baseline) {

        static Line of(Row row) {
            return new Line(row.variant(), Optional.of(row), row.baseline());
        }

        static Line of(Baseline baseline) {
            return new Line(baseline.name(), Optional.empty(), Optional.of(baseline));
        }

        Optional<Summary> figure(Figure figure) {
            if (row.isPresent()) {
                return row.get().summary(figure);
            }
            double value = baseline.orElseThrow().figure(figure);
            return Double.isNaN(value) ? Optional.empty() : Optional.of(Summary.fixed(figure.shown(value)));
        }

        Optional<Summary> either(Function<Row, Optional<Summary>> ofRow, Function<Baseline, Optional<Summary>> other) {
            return row.isPresent() ? ofRow.apply(row.get()) : other.apply(baseline.orElseThrow());
        }
    }

    private final TaskResult task;
    private final List<Figure> measured;

    ComparisonText(TaskResult task) {
        this.task = task;
        this.measured = task.measured();
    }

    private static Map<Figure, Integer> differences() {
        Map<Figure, Integer> decimals = new LinkedHashMap<>();
        decimals.put(Figure.ERROR, 2);
        decimals.put(Figure.LOG_LIKELIHOOD, 3);
        decimals.put(Figure.ANALOGY, 5);
        return decimals;
    }

    @Override
    public String toString() {
        if (!task.problem().isEmpty()) {
            return task.data() + ": left out: " + task.problem();
        }
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: %,d training and %,d test examples, seed%s %s%n",
                task.data(),
                task.training(),
                task.test(),
                task.seeds().size() == 1 ? "" : "s",
                task.seeds().stream().map(String::valueOf).collect(Collectors.joining(", "))));
        List<List<Line>> sections = sections();
        List<Line> lines = sections.stream().flatMap(List::stream).toList();
        if (!lines.isEmpty()) {
            text.append(String.format("%n"));
            append(text, sections, lines);
        }
        appendDifferences(text);
        appendFailures(text);
        if (!lines.isEmpty()) {
            appendLegend(text);
        }
        return text.toString().stripTrailing();
    }

    /** First what is held against all, then each kind of log-likelihood with independent units on top. */
    private List<List<Line>> sections() {
        List<List<Line>> sections = new ArrayList<>();
        if (task.rows().stream().allMatch(row -> row.done().isEmpty())) {
            return sections;
        }
        if (!task.baselines().isEmpty()) {
            sections.add(task.baselines().stream().map(Line::of).toList());
        }
        for (TaskResult.Section section : task.sections()) {
            List<Line> lines = new ArrayList<>();
            section.independent().ifPresent(units -> lines.add(Line.of(units)));
            section.rows().forEach(row -> lines.add(Line.of(row)));
            sections.add(lines);
        }
        return sections;
    }

    private void append(StringBuilder text, List<List<Line>> sections, List<Line> lines) {
        List<Column> columns = new ArrayList<>(
                List.of(Column.left("variant", lines.stream().map(Line::name).toList())));
        for (Figure figure : measured) {
            if (figure == Figure.RECONSTRUCTION && measured.contains(Figure.RELATIVE_RECONSTRUCTION)) {
                continue;
            }
            columns.add(Column.means(
                    figure.title(),
                    lines.stream().map(line -> line.figure(figure)).toList(),
                    figure.isOfLikelihood()
                            ? lines.stream().map(line -> mark(line, figure)).toList()
                            : List.of(),
                    figure.leastDecimals(),
                    figure.mostDecimals()));
            if (figure == (measured.contains(Figure.GAP) ? Figure.GAP : Figure.LOG_LIKELIHOOD)) {
                columns.add(Column.left(
                        "log Z",
                        lines.stream().map(ComparisonText::logPartition).toList()));
            }
        }
        columns.add(Column.means(
                "parameters",
                lines.stream()
                        .map(line -> line.either(
                                row -> Optional.of(
                                        Summary.fixed((double) row.done().get(0).parameters())),
                                other -> other.parameters() == 0
                                        ? Optional.empty()
                                        : Optional.of(Summary.fixed((double) other.parameters()))))
                        .toList(),
                List.of(),
                0,
                0));
        columns.add(Column.means(
                "seconds",
                lines.stream()
                        .map(line -> line.either(row -> row.summary(Cell.Done::seconds), units -> Optional.empty()))
                        .toList(),
                List.of(),
                1,
                3));
        columns.add(Column.means(
                "s/epoch",
                lines.stream()
                        .map(line -> line.either(
                                row -> row.summary(Cell.Done::secondsPerEpoch).map(all -> Summary.fixed(all.mean())),
                                units -> Optional.empty()))
                        .toList(),
                List.of(),
                2,
                5));
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

    private static String mark(Line line, Figure figure) {
        return line.row()
                .map(row -> row.marks(figure))
                .orElseGet(() -> figure == Figure.LOG_LIKELIHOOD
                                && line.baseline().orElseThrow().of().startsWith("density")
                        ? Row.DENSITY
                        : "");
    }

    private static String logPartition(Line line) {
        return line.row()
                .map(Row::logPartition)
                .orElseGet(
                        () -> Double.isNaN(line.baseline().orElseThrow().figure(Figure.LOG_LIKELIHOOD)) ? "" : "exact");
    }

    /** Of the variants of a section, from the first of them. */
    private void appendDifferences(StringBuilder text) {
        List<String> names = new ArrayList<>();
        Map<Figure, List<String>> told = new LinkedHashMap<>();
        DIFFERENCES.keySet().forEach(figure -> told.put(figure, new ArrayList<>()));
        for (TaskResult.Section section : task.sections()) {
            Row first = section.rows().get(0);
            for (Row row : section.rows().subList(1, section.rows().size())) {
                names.add(row.variant() + " - " + first.variant());
                boolean trusted = row.isTrusted() && first.isTrusted();
                told.forEach((figure, texts) -> {
                    String one = difference(figure, PairedDifference.of(row, first, figure), DIFFERENCES.get(figure));
                    boolean doubtful = !trusted && figure.isOfLikelihood() && !one.isEmpty();
                    texts.add(one + (doubtful ? Row.DOUBT : ""));
                });
            }
        }
        List<Column> columns = new ArrayList<>();
        told.forEach((figure, texts) -> {
            if (texts.stream().anyMatch(cell -> !cell.isBlank())) {
                columns.add(Column.left(figure.title(), texts));
            }
        });
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

    private static String difference(Figure figure, Optional<PairedDifference> difference, int decimals) {
        String number = "%+,." + decimals + "f";
        return difference
                .map(d -> String.format(
                        Locale.ROOT,
                        number + " (" + number + " to " + number + ")",
                        figure.shown(d.mean()),
                        figure.shown(d.low()),
                        figure.shown(d.high())))
                .orElse("");
    }

    /** What there is not, each reason once, with the seeds it holds for unless it holds for all. */
    private void appendFailures(StringBuilder text) {
        StringBuilder failures = new StringBuilder();
        List<Row> skipped = task.rows().stream()
                .filter(row ->
                        row.status().equals("skipped") && !task.notAsked().contains(row))
                .toList();
        boolean inShort = skipped.size() > MOST_REASONS
                && task.rows().stream().anyMatch(row -> !row.done().isEmpty());
        for (Row row : task.rows()) {
            if (inShort && skipped.contains(row)) {
                continue;
            }
            Map<String, List<Cell>> reasons = row.cells().stream()
                    .filter(cell -> !cell.reason().isEmpty())
                    .collect(Collectors.groupingBy(Cell::reason, LinkedHashMap::new, Collectors.toList()));
            reasons.forEach((reason, cells) -> {
                if (!reason.equals(TaskResult.NOT_ASKED)) {
                    failures.append(String.format(
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
                            reason));
                }
            });
        }
        if (inShort) {
            failures.append(String.format(
                    "skipped, since they cannot be built for these data (the report says why): %s%n",
                    skipped.stream().map(Row::variant).collect(Collectors.joining(", "))));
        }
        String others = task.notAsked().stream().map(Row::variant).collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            failures.append(String.format("of another kind than this task asks for: %s%n", others));
        }
        if (failures.length() > 0) {
            text.append(String.format("%n%s", failures));
        }
    }

    private void appendLegend(StringBuilder text) {
        text.append(String.format("%n"));
        if (task.seeds().size() > 1) {
            text.append(String.format(
                    "mean +- standard error over the seeds; differences with their 95 %% intervals, by Student's t%n"));
        }
        for (Figure figure : measured) {
            if (figure == Figure.GAP) {
                appendOptimum(text);
            } else if (figure != Figure.RECONSTRUCTION || !measured.contains(Figure.RELATIVE_RECONSTRUCTION)) {
                text.append(String.format("%s: %s%n", figure.title(), figure.meaning()));
            }
        }
        if (measured.contains(Figure.LOG_LIKELIHOOD) && task.rows().stream().anyMatch(Row::isClassifier)) {
            text.append(String.format("the log-likelihood of a machine with a label is that of data and label%n"));
        }
        if (task.rows().stream().anyMatch(Row::isDensity)) {
            text.append(String.format(
                    "%s: a density of the values as scaled and encoded, which cannot be compared with probabilities%n",
                    Row.DENSITY));
        }
        if (task.rows().stream().anyMatch(Row::isBound)) {
            text.append(String.format("%s: a lower bound: the log-likelihood itself is at least that%n", Row.BOUND));
        }
        if (!task.rows().stream().allMatch(Row::isTrusted)) {
            text.append(String.format("%s: %s%n", Row.DOUBT, Row.DOUBT_MEANING));
        }
        if (task.rows().stream()
                .flatMap(row -> row.done().stream())
                .anyMatch(cell -> cell.logPartition("method").equals("ais"))) {
            text.append(
                    String.format(
                            "ais: estimated from below, with the largest deviation of the log-weights; below 1 is good, above 3 hopeless%n"));
        }
        text.append(String.format("seconds: of training alone%n"));
    }

    private void appendOptimum(StringBuilder text) {
        task.rows().stream()
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
    }
}
