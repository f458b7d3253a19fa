package org.boltzmann.examples.compare;

import java.util.ArrayList;
import java.util.Collections;
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
 * @param machine its groups and their sizes, in a line; empty where there is no machine
 * @param settings all settings it was trained with, by key
 * @param baseline independent units on the same data, as this variant's visible units see them
 * @param optimum what nothing can exceed on the same data, where the test examples are the whole distribution
 * @param cells what came out, a seed each
 */
public record Row(
        String variant,
        String machine,
        Map<String, String> settings,
        Optional<Baseline> baseline,
        Optional<Optimum> optimum,
        List<Cell> cells) {

    /** The mark of a density. */
    public static final String DENSITY = "*";

    /** The mark of a lower bound. */
    public static final String BOUND = "^";

    /** The mark of a log-likelihood that cannot be trusted. */
    public static final String DOUBT = "?";

    /** What that mark says. */
    public static final String DOUBT_MEANING =
            "not to be trusted, and likely too high: annealing shows that its log Z may be far off, or too low";

    public Row {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
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

    /** Something over the seeds. */
    Optional<Summary> summary(ToDoubleFunction<Cell.Done> figure) {
        return Summary.of(done().stream().map(figure::applyAsDouble).toList());
    }

    /**
     * One figure over the seeds.
     *
     * @param figure which
     * @return its mean, as a table shows it; none where no seed has it
     */
    public Optional<Summary> summary(Figure figure) {
        return summary(cell -> figure.shown(figure(figure, cell)));
    }

    /**
     * One figure of one machine, derived ones included.
     *
     * @param figure which
     * @param cell the machine
     * @return its value; not a number if there is none
     */
    public double figure(Figure figure, Cell.Done cell) {
        return switch (figure) {
            case GAP -> gap(cell);
            case RELATIVE_RECONSTRUCTION -> relativeError(cell);
            default -> cell.figure(figure);
        };
    }

    /** The reconstruction error as a fraction of the baseline's: it does not depend on the unit that values are measured in. */
    private double relativeError(Cell.Done cell) {
        return baseline.map(units -> cell.figure(Figure.RECONSTRUCTION) / units.figure(Figure.RECONSTRUCTION))
                .orElse(Double.NaN);
    }

    /** What the log-likelihood lacks of the greatest possible: the divergence KL(examples || machine). */
    private double gap(Cell.Done cell) {
        return optimum.map(best -> best.logLikelihood() - cell.meanLogLikelihood())
                .orElse(Double.NaN);
    }

    /** Whether log-likelihoods of both are of the same kind of values. */
    boolean isComparableWith(Row other) {
        return baseline.flatMap(own -> other.baseline.map(own::isComparableWith))
                .orElse(false);
    }

    /**
     * Whether log-likelihoods are of densities.
     *
     * @return false where they are of probabilities, or there are none
     */
    public boolean isDensity() {
        return done().stream()
                .map(cell -> cell.logLikelihood().get("of"))
                .anyMatch(of -> of != null && !of.toString().startsWith("probability"));
    }

    boolean isClassifier() {
        return done().stream().anyMatch(cell -> !Double.isNaN(cell.figure(Figure.ERROR)));
    }

    /**
     * Whether log-likelihoods are lower bounds.
     *
     * @return false where they are exact or estimated
     */
    public boolean isBound() {
        return done().stream().anyMatch(cell -> !cell.bound().equals(Cell.Done.NO_BOUND));
    }

    /**
     * Whether nothing is known against its log-likelihoods.
     *
     * @return false if that of any seed cannot be trusted
     */
    public boolean isTrusted() {
        return done().stream().allMatch(Cell.Done::isTrusted);
    }

    /**
     * What is written after one of its figures in a table, to be explained below it: {@value #DENSITY} a density, {@value #BOUND} a lower
     * bound, {@value #DOUBT} one that cannot be trusted.
     *
     * @param figure which
     * @return nothing, or some of the marks
     */
    public String marks(Figure figure) {
        boolean trusted = isTrusted() || !figure.isOfLikelihood();
        return figure == Figure.LOG_LIKELIHOOD
                ? (isDensity() ? DENSITY : "") + (isBound() ? BOUND : "") + (trusted ? "" : DOUBT)
                : trusted ? "" : DOUBT;
    }

    /**
     * What became of it, in a word.
     *
     * @return {@code done} if there is a machine at all
     */
    public String status() {
        return done().isEmpty() ? cells.get(0).status() : "done";
    }

    /** How log Z was found: by which method, and the largest deviation of log-weights over the seeds. */
    String logPartition() {
        List<Cell.Done> cells = done();
        double deviation = cells.stream()
                .map(cell -> cell.logPartition("deviation-of-log-weights"))
                .mapToDouble(figure -> figure instanceof Number number ? number.doubleValue() : Double.NaN)
                .filter(number -> !Double.isNaN(number))
                .max()
                .orElse(Double.NaN);
        return Double.isNaN(deviation)
                ? cells.get(0).logPartition("method").toString()
                : String.format(java.util.Locale.ROOT, "ais, %.2f", deviation);
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("variant", variant);
        figures.put("status", status());
        figures.put("trusted", isTrusted());
        figures.put("settings", settings);
        figures.put("baseline", baseline.map(Baseline::tree).orElse(null));
        figures.put("optimum", optimum.map(Optimum::figures).orElse(null));
        for (Figure figure : Figure.values()) {
            figures.put(
                    figure.key(),
                    summary(cell -> figure(figure, cell)).map(Summary::figures).orElse(null));
        }
        figures.put("parameters", done().isEmpty() ? null : done().get(0).parameters());
        figures.put("training-seconds", figures(Cell.Done::seconds));
        figures.put("seconds-per-epoch", figures(Cell.Done::secondsPerEpoch));
        figures.put("peak-heap-bytes", figures(Cell.Done::peakHeap));
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
            for (Figure figure : Figure.values()) {
                double value = figure(figure, done);
                if (figure != Figure.LOG_LIKELIHOOD && !Double.isNaN(value)) {
                    figures.put(figure.key(), value);
                }
            }
            if (!done.details().isEmpty()) {
                figures.put("details", done.details());
            }
            figures.put("epochs", done.epochs());
            figures.put("training-seconds", done.seconds());
            figures.put("seconds-per-epoch", done.secondsPerEpoch());
            figures.put("peak-heap-bytes", done.peakHeap());
        }
        return figures;
    }
}
