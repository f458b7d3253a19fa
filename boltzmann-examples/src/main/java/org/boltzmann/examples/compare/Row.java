package org.boltzmann.examples.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * One variant in a comparison.
 *
 * @param variant its name
 * @param settings all settings it was trained with, by key
 * @param baseline independent units on the same data, as this variant's visible units see them
 * @param optimum what nothing can exceed on the same data, where the test examples are the whole distribution
 * @param cells what came out, a seed each
 */
public record Row(
        String variant,
        Map<String, String> settings,
        Optional<Baseline> baseline,
        Optional<Optimum> optimum,
        List<Cell> cells) {

    public Row {
        settings = java.util.Collections.unmodifiableMap(new TreeMap<>(settings));
        cells = List.copyOf(cells);
    }

    /**
     * The machines there are.
     *
     * @return cells in the order of the seeds
     */
    public List<Cell.Done> done() {
        List<Cell.Done> done = new ArrayList<>();
        for (Cell cell : cells) {
            if (cell instanceof Cell.Done one) {
                done.add(one);
            }
        }
        return done;
    }

    /** One figure over the seeds. */
    Optional<Summary> summary(ToDoubleFunction<Cell.Done> figure) {
        return Summary.of(done().stream().map(figure::applyAsDouble).toList());
    }

    /** The reconstruction error as a fraction of the baseline's: it does not depend on the unit that values are measured in. */
    double relativeError(Cell.Done cell) {
        return baseline.map(units -> cell.reconstructionError() / units.reconstructionError())
                .orElse(Double.NaN);
    }

    /** Whether log-likelihoods of both are of the same kind of values. */
    boolean isComparableWith(Row other) {
        return baseline.flatMap(own -> other.baseline.map(own::isComparableWith))
                .orElse(false);
    }

    /** What the log-likelihood lacks of the greatest possible: the divergence KL(examples || machine). */
    double gap(Cell.Done cell) {
        return optimum.map(best -> best.logLikelihood() - cell.meanLogLikelihood())
                .orElse(Double.NaN);
    }

    boolean isDensity() {
        return done().stream()
                .map(cell -> cell.logLikelihood().get("of"))
                .anyMatch(of -> of != null && !of.equals("probability"));
    }

    boolean isClassifier() {
        return done().stream().anyMatch(cell -> !Double.isNaN(cell.error()));
    }

    boolean isBound() {
        return done().stream().anyMatch(cell -> !cell.bound().equals(Cell.Done.NO_BOUND));
    }

    String status() {
        return done().isEmpty() ? cells.get(0).status() : "done";
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("variant", variant);
        figures.put("status", status());
        figures.put("settings", settings);
        figures.put("baseline", baseline.map(Baseline::figures).orElse(null));
        figures.put("optimum", optimum.map(Optimum::figures).orElse(null));
        figures.put("log-likelihood", figures(Cell.Done::meanLogLikelihood));
        figures.put("gap", figures(this::gap));
        figures.put("reconstruction-error", figures(Cell.Done::reconstructionError));
        figures.put("relative-reconstruction-error", figures(this::relativeError));
        figures.put("error", figures(Cell.Done::error));
        figures.put("parameters", done().isEmpty() ? null : done().get(0).parameters());
        figures.put("training-seconds", figures(Cell.Done::seconds));
        figures.put("seconds-per-epoch", figures(Cell.Done::secondsPerEpoch));
        figures.put("cells", cells.stream().map(this::figures).toList());
        return figures;
    }

    private Map<String, Object> figures(ToDoubleFunction<Cell.Done> figure) {
        return summary(figure).map(Summary::figures).orElse(null);
    }

    private Map<String, Object> figures(Cell cell) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("seed", cell.seed());
        figures.put("status", cell.status());
        if (!cell.reason().isEmpty()) {
            figures.put("reason", cell.reason());
        }
        if (cell instanceof Cell.Done done) {
            figures.put("log-likelihood", done.logLikelihood().isEmpty() ? null : done.logLikelihood());
            figures.put("reconstruction-error", done.reconstructionError());
            figures.put("relative-reconstruction-error", relativeError(done));
            figures.put("error", Double.isNaN(done.error()) ? null : done.error());
            figures.put("epochs", done.epochs());
            figures.put("training-seconds", done.seconds());
            figures.put("seconds-per-epoch", done.secondsPerEpoch());
        }
        return figures;
    }
}
