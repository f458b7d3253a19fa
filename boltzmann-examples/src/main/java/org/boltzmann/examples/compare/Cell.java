package org.boltzmann.examples.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came out of one variant with one seed. */
public sealed interface Cell {

    /**
     * The seed of all that is random.
     *
     * @return the seed
     */
    long seed();

    /**
     * What became of it, in a word.
     *
     * @return {@code done}, {@code failed} or {@code skipped}
     */
    String status();

    /**
     * Why there are no figures, or not all.
     *
     * @return a line; empty if nothing is missing
     */
    String reason();

    /**
     * Everything, to be written down.
     *
     * @return what {@link org.boltzmann.core.io.Json} writes and {@link #of} reads
     */
    Map<String, Object> tree();

    /**
     * A cell that was written down.
     *
     * @param tree what {@link #tree} made
     * @return the cell
     * @throws RuntimeException if it is anything else
     */
    static Cell of(Map<?, ?> tree) {
        long seed = ((Number) tree.get("seed")).longValue();
        String reason = tree.get("reason").toString();
        if (!tree.get("status").equals("done")) {
            return new Failed(
                    seed,
                    tree.get("status").equals("failed"),
                    reason,
                    number(tree, "code").intValue());
        }
        Map<Figure, Double> figures = new LinkedHashMap<>();
        ((Map<?, ?>) tree.get("figures"))
                .forEach((key, value) ->
                        figures.put(Figure.of(key.toString()).orElseThrow(), ((Number) value).doubleValue()));
        List<Curve> curves = new ArrayList<>();
        ((List<?>) tree.get("curves")).forEach(curve -> curves.add(Curve.of((Map<?, ?>) curve)));
        List<Picture> pictures = new ArrayList<>();
        ((List<?>) tree.get("pictures")).forEach(picture -> pictures.add(Picture.of((Map<?, ?>) picture)));
        return new Done(
                seed,
                map(tree.get("log-likelihood")),
                figures,
                map(tree.get("details")),
                number(tree, "parameters").longValue(),
                number(tree, "epochs").intValue(),
                number(tree, "training-seconds").doubleValue(),
                number(tree, "peak-heap-bytes").longValue(),
                curves,
                pictures,
                reason);
    }

    private static Number number(Map<?, ?> tree, String key) {
        return (Number) tree.get(key);
    }

    private static Map<String, Object> map(Object tree) {
        Map<String, Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) tree).forEach((key, value) -> map.put(key.toString(), value));
        return map;
    }

    /**
     * A machine that was trained and measured.
     *
     * @param seed the seed
     * @param logLikelihood figures of the test log-likelihood, with {@code mean}, {@code of}, {@code log-partition}; empty if it
     *     cannot be computed
     * @param figures what else was measured; {@link Figure#LOG_LIKELIHOOD}, {@link Figure#GAP} and
     *     {@link Figure#RELATIVE_RECONSTRUCTION} are derived and not among them
     * @param details what belongs to a figure and is no single number: intervals, the confusion matrix
     * @param parameters number of parameters
     * @param epochs epochs trained
     * @param seconds duration of the training alone
     * @param peakHeap largest size of the heap meanwhile, in bytes, garbage included
     * @param curves metrics over the epochs
     * @param pictures what the machine draws, and what it has learned
     * @param reason why there is no log-likelihood
     */
    record Done(
            long seed,
            Map<String, Object> logLikelihood,
            Map<Figure, Double> figures,
            Map<String, Object> details,
            long parameters,
            int epochs,
            double seconds,
            long peakHeap,
            List<Curve> curves,
            List<Picture> pictures,
            String reason)
            implements Cell {

        static final String NO_BOUND = "none";

        public Done {
            logLikelihood = Collections.unmodifiableMap(new LinkedHashMap<>(logLikelihood));
            figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
            details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
            curves = List.copyOf(curves);
            pictures = List.copyOf(pictures);
        }

        @Override
        public String status() {
            return "done";
        }

        @Override
        public Map<String, Object> tree() {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("seed", seed);
            tree.put("status", status());
            tree.put("reason", reason);
            tree.put("log-likelihood", logLikelihood);
            Map<String, Object> measured = new LinkedHashMap<>();
            figures.forEach((figure, value) -> measured.put(figure.key(), value));
            tree.put("figures", measured);
            tree.put("details", details);
            tree.put("parameters", parameters);
            tree.put("epochs", epochs);
            tree.put("training-seconds", seconds);
            tree.put("peak-heap-bytes", peakHeap);
            tree.put("curves", curves.stream().map(Curve::tree).toList());
            tree.put("pictures", pictures.stream().map(Picture::tree).toList());
            return tree;
        }

        /**
         * Duration of an epoch.
         *
         * @return seconds; not a number where there was no epoch
         */
        public double secondsPerEpoch() {
            return epochs == 0 ? Double.NaN : seconds / epochs;
        }

        /**
         * The mean test log-likelihood.
         *
         * @return nats; not a number if it cannot be computed
         */
        public double meanLogLikelihood() {
            return logLikelihood.get("mean") instanceof Number mean ? mean.doubleValue() : Double.NaN;
        }

        /**
         * A figure that was measured.
         *
         * @param figure which
         * @return its value; not a number if there is none
         */
        public double figure(Figure figure) {
            return figure == Figure.LOG_LIKELIHOOD ? meanLogLikelihood() : figures.getOrDefault(figure, Double.NaN);
        }

        /**
         * What kind of a bound the log-likelihood is.
         *
         * @return {@code none} where it is the log-likelihood itself
         */
        public String bound() {
            return logLikelihood.getOrDefault("bound", NO_BOUND).toString();
        }

        /**
         * Whether nothing is known against its log-likelihood: log Z is exact, or annealing shows no reason for doubt.
         *
         * @return true where there is no log-likelihood either
         */
        public boolean isTrusted() {
            return !Boolean.FALSE.equals(logPartition("trusted"));
        }

        /**
         * A figure of the log partition function.
         *
         * @param name such as {@code deviation-of-log-weights}
         * @return the figure; an empty text if there is none
         */
        public Object logPartition(String name) {
            Object figure = logLikelihood.get("log-partition") instanceof Map<?, ?> all ? all.get(name) : null;
            return figure == null ? "" : figure;
        }
    }

    /**
     * A machine that there is not.
     *
     * @param seed the seed
     * @param tried whether its training began; otherwise the variant cannot be built for the data or the settings, or is not what the task
     *     asks for
     * @param reason what is wrong
     * @param code exit code of a program that does nothing else
     */
    record Failed(long seed, boolean tried, String reason, int code) implements Cell {

        @Override
        public String status() {
            return tried ? "failed" : "skipped";
        }

        @Override
        public Map<String, Object> tree() {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("seed", seed);
            tree.put("status", status());
            tree.put("reason", reason);
            tree.put("code", code);
            return tree;
        }
    }
}
