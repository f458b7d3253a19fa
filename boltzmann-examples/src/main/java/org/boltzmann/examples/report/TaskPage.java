package org.boltzmann.examples.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.boltzmann.examples.compare.Baseline;
import org.boltzmann.examples.compare.Cell;
import org.boltzmann.examples.compare.Figure;
import org.boltzmann.examples.compare.PairedDifference;
import org.boltzmann.examples.compare.Row;
import org.boltzmann.examples.compare.Summary;
import org.boltzmann.examples.compare.TaskResult;

/** What the template shows of a task. */
final class TaskPage {

    private static final double MEBIBYTE = 1 << 20;

    private final TaskResult task;
    private final List<Figure> figures;

    private TaskPage(TaskResult task) {
        this.task = task;
        this.figures = task.measured().stream()
                .filter(figure ->
                        figure != Figure.RECONSTRUCTION || !task.measured().contains(Figure.RELATIVE_RECONSTRUCTION))
                .toList();
    }

    static Map<String, Object> of(TaskResult task) {
        return new TaskPage(task).page();
    }

    /** A name that can stand in an address. */
    static String id(TaskResult task) {
        return "task-" + task.name().replaceAll("[^A-Za-z0-9-]", "-");
    }

    private Map<String, Object> page() {
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("id", id(task));
        page.put("name", task.name());
        page.put("about", task.about());
        page.put("problem", task.problem());
        page.put("data", task.data());
        page.put("training", String.format(Locale.ROOT, "%,d", task.training()));
        page.put("test", String.format(Locale.ROOT, "%,d", task.test()));
        page.put("seeds", task.seeds().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        page.put("severalSeeds", task.seeds().size() > 1);
        page.put(
                "columns",
                figures.stream()
                        .map(figure -> Map.of(
                                "title",
                                figure.title(),
                                "meaning",
                                figure.meaning(),
                                "better",
                                figure.isMoreBetter() ? "more is better" : "less is better"))
                        .toList());
        List<List<Map<String, Object>>> sections = sections();
        page.put("rows", sections.stream().flatMap(List::stream).toList());
        page.put("differences", differences());
        page.put("hasDifferences", !differences().isEmpty());
        page.put(
                "variants",
                task.rows().stream()
                        .filter(row -> !row.done().isEmpty())
                        .map(this::variant)
                        .toList());
        page.put("failures", failures());
        page.put("hasFailures", !failures().isEmpty());
        page.put("notAsked", task.notAsked().stream().map(Row::variant).collect(Collectors.joining(", ")));
        page.put("hasDensity", task.rows().stream().anyMatch(Row::isDensity));
        page.put("hasBound", task.rows().stream().anyMatch(Row::isBound));
        page.put("hasDoubt", !task.rows().stream().allMatch(Row::isTrusted));
        page.put("doubt", Row.DOUBT_MEANING);
        return page;
    }

    /** Lines of the table, those that can be compared one after the other, what is best of them marked. */
    private List<List<Map<String, Object>>> sections() {
        List<List<Map<String, Object>>> sections = new ArrayList<>();
        List<TaskResult.Section> all = task.sections();
        if (!all.isEmpty() && !task.baselines().isEmpty()) {
            sections.add(task.baselines().stream().map(this::line).toList());
        }
        for (TaskResult.Section section : all) {
            List<Map<String, Object>> lines = new ArrayList<>();
            section.independent().ifPresent(units -> lines.add(line(units)));
            Map<Figure, Double> best = new LinkedHashMap<>();
            for (Figure figure : figures) {
                section.rows().stream()
                        .filter(row -> row.isTrusted() || !figure.isOfLikelihood())
                        .flatMap(row -> row.summary(figure).stream())
                        .map(Summary::mean)
                        .reduce((a, b) -> figure.isMoreBetter() == (a >= b) ? a : b)
                        .ifPresent(mean -> best.put(figure, mean));
            }
            boolean several = section.rows().size() > 1;
            section.rows().forEach(row -> lines.add(line(row, several ? best : Map.of())));
            sections.add(lines);
        }
        return sections;
    }

    private Map<String, Object> line(Baseline baseline) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("name", baseline.name());
        line.put("baseline", true);
        line.put("link", "");
        line.put(
                "cells",
                figures.stream()
                        .map(figure -> {
                            double value = baseline.figure(figure);
                            return Double.isNaN(value)
                                    ? cell(Optional.empty(), figure, "", false)
                                    : cell(
                                            Optional.of(Summary.of(List.of(figure.shown(value)))
                                                    .orElseThrow()),
                                            figure,
                                            figure == Figure.LOG_LIKELIHOOD
                                                            && baseline.of().startsWith("density")
                                                    ? Row.DENSITY
                                                    : "",
                                            false);
                        })
                        .toList());
        line.put("parameters", baseline.parameters() == 0 ? "" : whole(baseline.parameters()));
        line.put("parametersValue", baseline.parameters() == 0 ? "" : baseline.parameters());
        line.put("seconds", "");
        line.put("memory", "");
        return line;
    }

    private Map<String, Object> line(Row row, Map<Figure, Double> best) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("name", row.variant());
        line.put("baseline", false);
        line.put("link", id(task) + "-" + row.variant());
        line.put(
                "cells",
                figures.stream()
                        .map(figure -> {
                            Optional<Summary> summary = row.summary(figure);
                            boolean first = summary.map(Summary::mean).isPresent()
                                    && (row.isTrusted() || !figure.isOfLikelihood())
                                    && summary.map(Summary::mean).equals(Optional.ofNullable(best.get(figure)));
                            return cell(summary, figure, row.marks(figure), first);
                        })
                        .toList());
        long parameters = row.done().get(0).parameters();
        line.put("parameters", whole(parameters));
        line.put("parametersValue", parameters);
        double seconds = mean(row, Cell.Done::seconds);
        line.put("seconds", String.format(Locale.ROOT, "%.1f", seconds));
        line.put("secondsValue", seconds);
        double memory = mean(row, cell -> cell.peakHeap() / MEBIBYTE);
        line.put("memory", String.format(Locale.ROOT, "%.0f", memory));
        line.put("memoryValue", memory);
        return line;
    }

    private static double mean(Row row, Function<Cell.Done, Double> figure) {
        return row.done().stream().mapToDouble(figure::apply).average().orElse(Double.NaN);
    }

    private static Map<String, Object> cell(Optional<Summary> summary, Figure figure, String mark, boolean best) {
        Map<String, Object> cell = new LinkedHashMap<>();
        cell.put("value", summary.map(all -> Double.toString(all.mean())).orElse(""));
        int decimals = summary.map(all -> decimals(all, figure)).orElse(0);
        cell.put("text", summary.map(all -> number(all.mean(), decimals) + mark).orElse("–"));
        cell.put(
                "error",
                summary.flatMap(Summary::standardError)
                        .map(error -> "± " + number(error, decimals))
                        .orElse(""));
        cell.put("best", best);
        return cell;
    }

    /** As many as show two digits of the error, within the figure's limits. */
    private static int decimals(Summary summary, Figure figure) {
        double smallest = summary.standardError().filter(error -> error > 0).orElse(Math.abs(summary.mean()));
        int wanted = smallest == 0 ? 0 : 1 - (int) Math.floor(Math.log10(smallest));
        return figure.decimals(wanted);
    }

    private static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value).replace("-", "−");
    }

    private static String whole(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** Of each variant from the first of its section, in the figures by which they can be told apart. */
    private List<Map<String, Object>> differences() {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (TaskResult.Section section : task.sections()) {
            Row first = section.rows().get(0);
            for (Row row : section.rows().subList(1, section.rows().size())) {
                for (Figure figure : figures) {
                    PairedDifference.of(row, first, figure)
                            .filter(difference -> figure != Figure.GAP && figure != Figure.RELATIVE_RECONSTRUCTION)
                            .ifPresent(difference -> lines.add(difference(row, first, figure, difference)));
                }
            }
        }
        return lines;
    }

    private static Map<String, Object> difference(Row row, Row first, Figure figure, PairedDifference difference) {
        double half = figure.shown(difference.high() - difference.mean());
        int decimals = figure.decimals(half == 0 ? 0 : 1 - (int) Math.floor(Math.log10(half)));
        boolean clear = difference.low() > 0 || difference.high() < 0;
        boolean better = figure.isMoreBetter() == (difference.mean() > 0);
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("one", row.variant());
        line.put("other", first.variant());
        line.put("figure", figure.title());
        line.put("mean", number(figure.shown(difference.mean()), decimals));
        line.put("low", number(figure.shown(difference.low()), decimals));
        line.put("high", number(figure.shown(difference.high()), decimals));
        boolean trusted = (row.isTrusted() && first.isTrusted()) || !figure.isOfLikelihood();
        line.put("verdict", !trusted ? "not to be trusted" : !clear ? "not told apart" : better ? "better" : "worse");
        return line;
    }

    private Map<String, Object> variant(Row row) {
        Cell.Done first = row.done().get(0);
        Map<String, Object> page = new LinkedHashMap<>();
        page.put("link", id(task) + "-" + row.variant());
        page.put("name", row.variant());
        page.put("machine", row.machine());
        page.put("parameters", whole(first.parameters()));
        page.put(
                "pictures",
                first.pictures().stream()
                        .map(picture -> Map.of(
                                "title", picture.title(),
                                "about", picture.about(),
                                "width", picture.width(),
                                "height", picture.height(),
                                "address", picture.address()))
                        .toList());
        page.put("hasPictures", !first.pictures().isEmpty());
        Optional<Map<String, Object>> confusion = ConfusionMatrix.of(first.details());
        page.put("confusion", confusion.map(List::of).orElse(List.of()));
        page.put("seeds", row.done().stream().map(cell -> seed(row, cell)).toList());
        page.put(
                "settings",
                row.settings().entrySet().stream()
                        .map(entry -> Map.of("key", entry.getKey(), "value", entry.getValue()))
                        .toList());
        return page;
    }

    private Map<String, Object> seed(Row row, Cell.Done cell) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("seed", cell.seed());
        List<String> texts = new ArrayList<>();
        for (Figure figure : figures) {
            double value = row.figure(figure, cell);
            if (!Double.isNaN(value)) {
                texts.add(figure.title() + " " + number(figure.shown(value), figure.decimals(Integer.MAX_VALUE)));
            }
        }
        Object low = cell.details().get("error-low");
        if (low instanceof Number from && cell.details().get("error-high") instanceof Number to) {
            texts.add("95 % interval of the error " + number(100 * from.doubleValue(), 2) + " to "
                    + number(100 * to.doubleValue(), 2));
        }
        Object deviation = cell.logPartition("deviation-of-log-weights");
        if (deviation instanceof Number number) {
            texts.add("log-weights of annealing deviate by " + number(number.doubleValue(), 2));
        } else if (!cell.logPartition("method").toString().isEmpty()) {
            texts.add("log Z " + cell.logPartition("method"));
        }
        if (!cell.isTrusted()) {
            texts.add("not to be trusted: " + cell.logPartition("why"));
        }
        texts.add(cell.epochs() + " epochs in " + number(cell.seconds(), 1) + " s");
        line.put("text", String.join(", ", texts));
        line.put("reason", cell.reason());
        return line;
    }

    private List<Map<String, Object>> failures() {
        List<Map<String, Object>> failures = new ArrayList<>();
        for (Row row : task.rows()) {
            row.cells().stream()
                    .filter(cell -> !cell.reason().isEmpty() && !cell.reason().equals(TaskResult.NOT_ASKED))
                    .collect(Collectors.groupingBy(Cell::reason, LinkedHashMap::new, Collectors.toList()))
                    .forEach((reason, cells) -> failures.add(Map.of(
                            "variant",
                            row.variant(),
                            "status",
                            cells.get(0).status().equals("done")
                                    ? "no log-likelihood"
                                    : cells.get(0).status(),
                            "seeds",
                            cells.size() == row.cells().size()
                                    ? ""
                                    : cells.stream()
                                            .map(cell -> String.valueOf(cell.seed()))
                                            .collect(Collectors.joining(", ", "seed ", "")),
                            "reason",
                            reason)));
        }
        return failures;
    }
}
