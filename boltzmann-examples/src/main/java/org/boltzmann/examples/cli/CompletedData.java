package org.boltzmann.examples.cli;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.data.Scaling;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.wiring.Preparation;
import org.boltzmann.discriminative.Classifier;
import org.boltzmann.discriminative.Proportion;
import org.boltzmann.examples.compare.CsvLine;

/** Examples with what was missing filled in, in the units of the data. */
final class CompletedData {

    private static final int SHOWN = 6;
    private static final float HOLE = 0.5f;

    private final Sources sources;
    private final Presentation shown;
    private final Completion.Ends ends;
    private final int chains;
    private final Matrix means;
    private final List<Integer> features;

    /**
     * What is completed.
     *
     * @param data as they are, neither scaled nor encoded
     * @param preparation what is done to them
     * @param machine the machine
     * @param mask what is hidden of them
     */
    record Sources(DataSet data, Preparation preparation, BoltzmannMachine machine, Mask mask) {

        /** The groups that hold values, context aside. */
        List<Group> observed() {
            return preparation.declaration().holding(machine).stream()
                    .filter(group -> !group.type().isContext())
                    .toList();
        }

        /** The features that the units of these groups hold, one below the other. */
        List<Integer> features() {
            List<Integer> features = new ArrayList<>();
            int first = 0;
            for (Group group : preparation.declaration().holding(machine)) {
                for (int i = 0; i < group.size() && !group.type().isContext(); i++) {
                    features.add(first + i);
                }
                first += group.size();
            }
            return features;
        }

        /** The mask by unit instead of feature. */
        Mask maskOfUnits() {
            List<Integer> features = features();
            return (unit, example) -> mask.isMissing(features.get(unit), example);
        }
    }

    CompletedData(Sources sources, Presentation shown, Completion.Ends ends, int chains) {
        this.sources = sources;
        this.shown = shown;
        this.ends = ends;
        this.chains = chains;
        this.means = Completion.averaged(ends.mean(), chains);
        this.features = sources.features();
    }

    /** Whether the unit that is the n-th of those observed was filled in. */
    private boolean isMissing(int n, int example) {
        return isUnknown(n, example) || sources.mask().isMissing(features.get(n), example);
    }

    private boolean isUnknown(int n, int example) {
        return Float.isNaN(sources.data().values().get(features.get(n), example));
    }

    /** How much was filled in, and how far it is from the truth, where a mask hid that. */
    Map<String, Object> figures() {
        int missing = 0;
        int known = 0;
        double squares = 0;
        double ofMean = 0;
        for (int n = 0; n < features.size(); n++) {
            for (int e = 0; e < means.columns(); e++) {
                if (isMissing(n, e)) {
                    missing++;
                    if (!isUnknown(n, e)) {
                        known++;
                        double truth = shown.data().values().get(features.get(n), e);
                        squares += (means.get(n, e) - truth) * (means.get(n, e) - truth);
                        double average = averageOfOthers(n, truth);
                        ofMean += (average - truth) * (average - truth);
                    }
                }
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("missing-values", missing);
        if (known > 0) {
            figures.put("hidden-values", known);
            figures.put("squared-error", squares / known);
            figures.put("squared-error-of-the-mean", ofMean / known);
        }
        return figures;
    }

    /** Of a unit over the other examples, hidden or not: what knows nothing of the example would fill in. */
    private double averageOfOthers(int n, double own) {
        double sum = -own;
        int count = -1;
        for (int e = 0; e < means.columns(); e++) {
            if (!isUnknown(n, e)) {
                sum += shown.data().values().get(features.get(n), e);
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    /**
     * How many completed examples are taken for the class of their original.
     *
     * @param completed of all chains
     * @param originals of the examples themselves
     */
    record Kept(Proportion completed, Proportion originals) {

        Map<String, Object> figures() {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("class-kept", completed.rate());
            figures.put("class-kept-low", completed.low());
            figures.put("class-kept-high", completed.high());
            figures.put("class-kept-of", completed.of());
            figures.put("originals-right", originals.rate());
            return figures;
        }
    }

    /** Where the examples are complete and have labels. Data that are shown as means are judged by means. */
    Optional<Kept> keptClasses(LabelledMachine labelled) {
        DataSet data = sources.data();
        if (!data.isLabelled() || data.unlabelledCount() > 0 || data.hasMissing()) {
            return Optional.empty();
        }
        int[] labels = data.withClasses(labelled.classNames()).labels();
        Classifier classifier = labelled.classifier();
        Matrix finished = shown.holdsMeans() ? ends.mean() : ends.sample();
        int right = 0;
        int original = 0;
        State x = labelled.machine().newState(chains);
        for (int e = 0; e < labels.length; e++) {
            int[] same = new int[chains];
            Arrays.fill(same, e);
            shown.present(same, RandomKey.of(0), x);
            original += classifier.predict(x)[0] == labels[e] ? 1 : 0;
            int first = 0;
            for (Group group : sources.observed()) {
                x.set(group, finished.columns(e * chains, (e + 1) * chains).rows(first, first + group.size()));
                first += group.size();
            }
            for (int k : classifier.predict(x)) {
                right += k == labels[e] ? 1 : 0;
            }
        }
        return Optional.of(
                new Kept(new Proportion(right, labels.length * chains), new Proportion(original, labels.length)));
    }

    /** The table that the examples are from, with what was missing filled in. */
    String csv(MendedTable table) {
        return table.with(sources.data(), filled());
    }

    /** A line for each example, its features as they are in the data; where those have names or ids, with these and the label. */
    String csv() {
        DataSet data = sources.data();
        Matrix filled = filled();
        boolean named = !data.columns().isEmpty() || !data.ids().isEmpty();
        StringBuilder text = new StringBuilder();
        if (named) {
            List<Object> head = new ArrayList<>(data.ids().isEmpty() ? List.of() : List.of("id"));
            for (int feature = 0; feature < data.features(); feature++) {
                head.add(
                        data.columns().isEmpty()
                                ? "x" + feature
                                : data.columns().get(feature));
            }
            if (data.isLabelled()) {
                head.add("label");
            }
            text.append(CsvLine.of(head));
        }
        for (int e = 0; e < means.columns(); e++) {
            List<Object> line = new ArrayList<>(
                    data.ids().isEmpty() ? List.of() : List.of(data.ids().get(e)));
            for (int feature = 0; feature < data.features(); feature++) {
                float value = filled.get(feature, e);
                line.add(Float.isNaN(value) ? data.values().get(feature, e) : value);
            }
            if (named && data.isLabelled()) {
                line.add(data.label(e) < 0 ? "" : data.classNames().get(data.label(e)));
            }
            text.append(CsvLine.of(line));
        }
        return text.toString();
    }

    /** Features x examples: what was filled in, NaN everywhere else. */
    private Matrix filled() {
        Matrix units = inDataUnits(means);
        Matrix filled = Matrix.zeros(sources.data().features(), means.columns());
        filled.fill(Float.NaN);
        for (int n = 0; n < features.size(); n++) {
            for (int e = 0; e < means.columns(); e++) {
                if (isMissing(n, e)) {
                    filled.set(features.get(n), e, units.get(n, e));
                }
            }
        }
        return filled;
    }

    /** Values of units as those of the data: spins as 0 and 1, scaling undone. */
    private Matrix inDataUnits(Matrix units) {
        boolean spin = sources.preparation().encoding().toString().endsWith(".spin");
        Matrix values = units.copy();
        for (int j = 0; j < values.columns() && spin; j++) {
            for (int i = 0; i < values.rows(); i++) {
                values.set(i, j, (values.get(i, j) + 1) / 2);
            }
        }
        return sources.preparation()
                .scaling()
                .map(scaling -> unscaled(scaling, values))
                .orElse(values);
    }

    private Matrix unscaled(Scaling scaling, Matrix units) {
        Matrix all = Matrix.zeros(sources.data().features(), units.columns());
        for (int n = 0; n < features.size(); n++) {
            all.rows(features.get(n), features.get(n) + 1).set(units.rows(n, n + 1));
        }
        scaling.fillUnscaled(all, all);
        Matrix values = Matrix.zeros(units.rows(), units.columns());
        for (int n = 0; n < features.size(); n++) {
            values.rows(n, n + 1).set(all.rows(features.get(n), features.get(n) + 1));
        }
        return values;
    }

    /** Of the first observed group: the example, with its hole, what some chains drew, and the mean of all. */
    BufferedImage picture() {
        Group group = sources.observed().get(0);
        int some = Math.min(SHOWN, chains);
        int perRow = some + 3;
        Matrix drawn = inDataUnits(ends.mean());
        Matrix filled = inDataUnits(means);
        Matrix panels = Matrix.zeros(group.size(), perRow * means.columns());
        for (int e = 0; e < means.columns(); e++) {
            for (int i = 0; i < group.size(); i++) {
                float original = sources.data().values().get(features.get(i), e);
                boolean missing = isMissing(i, e);
                panels.set(i, e * perRow, Float.isNaN(original) ? HOLE : original);
                panels.set(i, e * perRow + 1, missing ? HOLE : original);
                for (int c = 0; c < some; c++) {
                    panels.set(i, e * perRow + 2 + c, missing ? drawn.get(i, e * chains + c) : original);
                }
                panels.set(i, e * perRow + 2 + some, missing ? filled.get(i, e) : original);
            }
        }
        return Pictures.grid(group, panels, perRow);
    }

    String text(Map<String, Object> result, Path out) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "completed %s%n%,d examples, %,d values filled in",
                out,
                (int) result.get("examples"),
                (int) result.get("missing-values")));
        if (result.containsKey("hidden-values")) {
            text.append(String.format(
                    Locale.ROOT,
                    "; squared error of the %,d that were hidden %.4f, of the mean of the other examples %.4f",
                    (int) result.get("hidden-values"),
                    (double) result.get("squared-error"),
                    (double) result.get("squared-error-of-the-mean")));
        }
        if (result.containsKey("class-kept")) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n%.4f of %,d completions are taken for the class of their original (95 %% interval %.4f to %.4f),"
                            + " %.4f of the originals",
                    (double) result.get("class-kept"),
                    (int) result.get("class-kept-of"),
                    (double) result.get("class-kept-low"),
                    (double) result.get("class-kept-high"),
                    (double) result.get("originals-right")));
        }
        return text.toString();
    }
}
