package org.boltzmann.examples.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.boltzmann.discriminative.Proportion;

/**
 * How well a machine has learned transformations.
 *
 * @param decoded pairs whose label is told from the mapping units
 * @param classes number of labels
 * @param analogies errors of analogies
 * @param binary whether pixels are on or off
 * @param waveShares for each filter the largest share of its power at one spatial frequency; empty without pictures
 */
record TransformationFigures(
        Proportion decoded,
        int classes,
        TransformationMeasure.AnalogyError analogies,
        boolean binary,
        List<Double> waveShares) {

    private double improvement() {
        return analogies.copying() / analogies.error();
    }

    private long waves() {
        return waveShares.stream().filter(share -> share > 0.5).count();
    }

    private double median() {
        List<Double> sorted = waveShares.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }

    /** For programs. */
    Map<String, Object> tree() {
        Map<String, Object> decoding = new LinkedHashMap<>();
        decoding.put("right", decoded.count());
        decoding.put("examples", decoded.of());
        decoding.put("classes", classes);
        decoding.put("rate", decoded.rate());
        decoding.put("rate-low", decoded.low());
        decoding.put("rate-high", decoded.high());
        Map<String, Object> analogy = new LinkedHashMap<>();
        analogy.put("analogies", analogies.analogies());
        analogy.put("squared-error", analogies.error());
        analogy.put("standard-error", analogies.errorDeviation());
        if (!Double.isNaN(analogies.copying())) {
            analogy.put("squared-error-of-copying", analogies.copying());
        }
        if (binary) {
            analogy.put("wrong-pixels", analogies.wrong());
            if (!Double.isNaN(analogies.wrongCopying())) {
                analogy.put("wrong-pixels-of-copying", analogies.wrongCopying());
            }
        }
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("decoding", decoding);
        tree.put("analogy", analogy);
        if (!waveShares.isEmpty()) {
            Map<String, Object> filters = new LinkedHashMap<>();
            filters.put("filters", waveShares.size());
            filters.put("waves", waves());
            filters.put("median-share-at-one-frequency", median());
            tree.put("filters", filters);
        }
        return tree;
    }

    /** For a person. */
    String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "transformation told from the mapping units: %.2f %% right (95 %%: %.2f to %.2f), %,d pairs, %d"
                        + " classes%n",
                100 * decoded.rate(),
                100 * decoded.low(),
                100 * decoded.high(),
                decoded.of(),
                classes));
        text.append(String.format(
                Locale.ROOT,
                "analogies: squared error of a pixel %.5f +- %.5f",
                analogies.error(),
                analogies.errorDeviation()));
        boolean comparable = !Double.isNaN(analogies.copying());
        if (comparable) {
            text.append(String.format(
                    Locale.ROOT, ", %.1f times below copying (%.5f)", improvement(), analogies.copying()));
        }
        if (binary) {
            text.append(String.format(Locale.ROOT, "%nanalogies: %.3f %% of pixels wrong", 100 * analogies.wrong()));
            if (comparable) {
                text.append(String.format(Locale.ROOT, ", by copying %.3f %%", 100 * analogies.wrongCopying()));
            }
        }
        if (!waveShares.isEmpty()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%nfilters: %d of %d have more than half of their power at one spatial frequency; median share"
                            + " %.2f",
                    waves(),
                    waveShares.size(),
                    median()));
        }
        return text.toString();
    }
}
