package org.boltzmann.examples.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Variants trained on one data set with the same seeds.
 *
 * @param data the data set
 * @param training number of training examples
 * @param test number of test examples
 * @param seeds the seeds
 * @param rows the variants
 */
public record Comparison(String data, int training, int test, List<Long> seeds, List<Row> rows) {

    public Comparison {
        seeds = List.copyOf(seeds);
        rows = List.copyOf(rows);
    }

    /**
     * How a program ends that compares.
     *
     * @return 0 if there is a machine at all, else the code of the first failure
     */
    public int exitCode() {
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
     * Everything, for a program.
     *
     * @return what {@link org.boltzmann.core.io.Json} writes
     */
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("data", data);
        figures.put("training-examples", training);
        figures.put("test-examples", test);
        figures.put("seeds", seeds);
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
                PairedDifference.of(one, other, Cell.Done::error)
                        .ifPresent(difference -> figures.put("error", difference.figures()));
                if (one.isComparableWith(other)) {
                    PairedDifference.of(one, other, Cell.Done::meanLogLikelihood)
                            .ifPresent(difference -> figures.put("log-likelihood", difference.figures()));
                }
                if (!figures.isEmpty()) {
                    figures.put("variant", one.variant());
                    figures.put("less", other.variant());
                    differences.add(figures);
                }
            }
        }
        return differences;
    }

    /**
     * A table for a person.
     *
     * @return some lines
     */
    public String text() {
        return new ComparisonText(this).toString();
    }

    /**
     * A table for other programs: one line for each variant and seed.
     *
     * @return CSV as RFC 4180 has it, but with line feeds alone
     */
    public String csv() {
        return ComparisonCsv.of(this);
    }
}
