package org.boltzmann.examples.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * Variants trained on one data set with the same seeds.
 *
 * @param name what the task is called
 * @param about what it asks, in a sentence; may be empty
 * @param data the data set
 * @param training number of training examples
 * @param test number of test examples
 * @param seeds the seeds
 * @param baselines what is held against all variants; independent units belong to a row, as its units see the data
 * @param rows the variants
 * @param problem why it could not be held at all; empty if it was
 */
public record TaskResult(
        String name,
        String about,
        String data,
        int training,
        int test,
        List<Long> seeds,
        List<Baseline> baselines,
        List<Row> rows,
        String problem) {

    /** The reason of a machine that could be trained but is of another kind than the task asks for. */
    public static final String NOT_ASKED = "of another kind than the task asks for";

    public TaskResult {
        seeds = List.copyOf(seeds);
        baselines = List.copyOf(baselines);
        rows = List.copyOf(rows);
    }

    /**
     * A task that could not be held, because there are no data for example.
     *
     * @param name what the task is called
     * @param about what it asks
     * @param data the data set
     * @param problem why not
     * @return a result without variants
     */
    public static TaskResult leftOut(String name, String about, String data, String problem) {
        return new TaskResult(name, about, data, 0, 0, List.of(), List.of(), List.of(), problem);
    }

    /** 0 if there is a machine at all, else the code of the first failure. */
    int exitCode() {
        OptionalInt failure = OptionalInt.empty();
        for (Row row : rows) {
            for (Cell cell : row.cells()) {
                if (!(cell instanceof Cell.Failed failed)) {
                    return 0;
                }
                failure = failure.isPresent() ? failure : OptionalInt.of(failed.code());
            }
        }
        return failure.orElse(0);
    }

    /**
     * Variants that are of another kind than the task asks for.
     *
     * @return their rows, which hold no figures
     */
    public List<Row> notAsked() {
        return rows.stream()
                .filter(row ->
                        row.cells().stream().allMatch(cell -> cell.reason().equals(NOT_ASKED)))
                .toList();
    }

    /**
     * The figures there are, of any variant or baseline.
     *
     * @return in the order of a table's columns
     */
    public List<Figure> measured() {
        return Arrays.stream(Figure.values())
                .filter(figure -> Stream.concat(
                                rows.stream().flatMap(row -> row.done().stream().map(cell -> row.figure(figure, cell))),
                                baselines.stream().map(baseline -> baseline.figure(figure)))
                        .anyMatch(value -> !value.isNaN()))
                .toList();
    }

    /**
     * Variants with comparable baselines, in the order of the first of them.
     *
     * @return sections of those of which there is a machine
     */
    public List<Section> sections() {
        Map<Optional<Baseline>, List<Row>> sections = new LinkedHashMap<>();
        for (Row row : rows) {
            if (row.done().isEmpty()) {
                continue;
            }
            Optional<Baseline> shared = row.baseline()
                    .map(own -> sections.keySet().stream()
                            .flatMap(Optional::stream)
                            .filter(own::isComparableWith)
                            .findFirst()
                            .orElse(own));
            sections.computeIfAbsent(shared, baseline -> new ArrayList<>()).add(row);
        }
        List<Section> all = new ArrayList<>();
        sections.forEach((baseline, some) -> all.add(new Section(baseline, some)));
        return all;
    }

    /**
     * Variants whose log-likelihoods can be compared.
     *
     * @param independent independent units on the same data, if they can be
     * @param rows the variants
     */
    public record Section(Optional<Baseline> independent, List<Row> rows) {

        public Section {
            rows = List.copyOf(rows);
        }
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("task", name);
        figures.put("data", data);
        if (!problem.isEmpty()) {
            figures.put("problem", problem);
        }
        figures.put("training-examples", training);
        figures.put("test-examples", test);
        figures.put("seeds", seeds);
        figures.put("baselines", baselines.stream().map(Baseline::tree).toList());
        figures.put("variants", rows.stream().map(Row::figures).toList());
        figures.put("differences", differences());
        return figures;
    }

    /** Of each variant from every one before it, seed by seed; log-likelihoods only where they can be compared. */
    private List<Map<String, Object>> differences() {
        List<Map<String, Object>> differences = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < i; j++) {
                Row one = rows.get(i);
                Row other = rows.get(j);
                Map<String, Object> figures = new LinkedHashMap<>();
                compared(one, other)
                        .forEach(figure -> PairedDifference.of(one, other, figure)
                                .ifPresent(difference -> figures.put(figure.key(), difference.figures())));
                if (!figures.isEmpty()) {
                    figures.put("variant", one.variant());
                    figures.put("less", other.variant());
                    differences.add(figures);
                }
            }
        }
        return differences;
    }

    /** The figures by which two variants may be told apart. */
    static List<Figure> compared(Row one, Row other) {
        List<Figure> figures = new ArrayList<>(List.of(
                Figure.ERROR, Figure.LOG_LOSS, Figure.ANALOGY, Figure.DECODED, Figure.ACCURACY, Figure.FRAME_ERROR));
        if (one.isComparableWith(other)) {
            figures.add(Figure.LOG_LIKELIHOOD);
        }
        return figures;
    }
}
