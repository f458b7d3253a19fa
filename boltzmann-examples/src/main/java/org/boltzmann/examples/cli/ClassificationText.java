package org.boltzmann.examples.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.boltzmann.core.Excerpt;
import org.boltzmann.discriminative.ClassScore;
import org.boltzmann.discriminative.Classification;
import org.boltzmann.discriminative.Proportion;

/** How well a machine classifies, for people: figures, which classes it takes for which, and how it does on each of them. */
final class ClassificationText {

    /** As many classes as there are letters make a matrix; of more, only the worst are shown. */
    private static final int MOST = 26;

    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_HEAD = 8;

    private final Classification result;
    private final List<String> names;
    private final int width;
    private final StringBuilder text = new StringBuilder();

    private ClassificationText(Classification result, List<String> classNames) {
        this.result = result;
        this.names =
                classNames.stream().map(name -> Excerpt.of(name, LONGEST_NAME)).toList();
        this.width = Math.max(
                5, names.stream().mapToInt(ClassificationText::length).max().orElse(0));
    }

    /** Everything. */
    static String of(Classification result, List<String> classNames) {
        ClassificationText described = new ClassificationText(result, classNames);
        described.line(summary(result));
        described.line("");
        if (result.classes() <= MOST) {
            described.appendMatrix();
        } else {
            described.appendConfusions();
        }
        described.line("");
        described.appendScores();
        return described.text.toString().stripTrailing();
    }

    /** Two lines. */
    static String summary(Classification result) {
        return String.format(
                Locale.ROOT,
                "error %s%nlog loss %.4f%s nats, calibration error %.4f, macro F1 %.4f",
                errors(result.errors()),
                result.logLoss(),
                Double.isNaN(result.logLossError())
                        ? ""
                        : String.format(Locale.ROOT, " +- %.4f", result.logLossError()),
                result.calibrationError(),
                result.macroF1());
    }

    static String errors(Proportion errors) {
        return String.format(
                Locale.ROOT,
                "%.4f (%,d of %,d; 95 %% interval %.4f to %.4f)",
                errors.rate(),
                errors.count(),
                errors.of(),
                errors.low(),
                errors.high());
    }

    /** Columns are headed by the names, or by letters if those would make them wide. */
    private void appendMatrix() {
        boolean lettered = names.stream().anyMatch(name -> length(name) > LONGEST_HEAD);
        List<String> heads = IntStream.range(0, result.classes())
                .mapToObj(k -> lettered ? String.valueOf((char) ('a' + k)) : names.get(k))
                .toList();
        int largest = result.confusion().stream()
                .flatMap(List::stream)
                .mapToInt(count -> count)
                .max()
                .orElse(0);
        int cell = 2
                + Math.max(
                        Integer.toString(largest).length(),
                        heads.stream()
                                .mapToInt(ClassificationText::length)
                                .max()
                                .orElse(0));
        StringBuilder head = new StringBuilder(" ".repeat(width + (lettered ? 3 : 0)));
        heads.forEach(name -> head.append(right(name, cell)));
        line("which class (row) was taken for which (column)");
        line(head.toString());
        for (int k = 0; k < result.classes(); k++) {
            StringBuilder row = new StringBuilder(left(names.get(k)) + (lettered ? "  " + heads.get(k) : ""));
            for (int count : result.confusion().get(k)) {
                row.append(right(count == 0 ? "." : Integer.toString(count), cell));
            }
            line(row.toString());
        }
    }

    private record Confusion(int trueClass, int predicted, int count) {}

    private void appendConfusions() {
        List<Confusion> confusions = new ArrayList<>();
        for (int k = 0; k < result.classes(); k++) {
            for (int l = 0; l < result.classes(); l++) {
                int count = result.confusion().get(k).get(l);
                if (k != l && count > 0) {
                    confusions.add(new Confusion(k, l, count));
                }
            }
        }
        confusions.sort(Comparator.comparingInt(Confusion::count).reversed());
        int shown = Math.min(MOST, confusions.size());
        line(
                shown == 0
                        ? "no class was taken for another"
                        : String.format(
                                Locale.ROOT,
                                "a class and what it was taken for, most frequent first (%d of %,d such pairs)",
                                shown,
                                confusions.size()));
        for (Confusion confusion : confusions.subList(0, shown)) {
            line(left(names.get(confusion.trueClass())) + "  " + left(names.get(confusion.predicted()))
                    + right(Integer.toString(confusion.count()), 7));
        }
    }

    private void appendScores() {
        List<Integer> shown =
                new ArrayList<>(IntStream.range(0, result.classes()).boxed().toList());
        if (shown.size() > MOST) {
            shown.sort(Comparator.comparingDouble(k -> result.score(k).f1())); // NaN comes last
            shown = shown.subList(0, MOST);
            line(MOST + " of " + result.classes() + " classes, those with the lowest F1; --json has all");
        }
        line(left("class") + "  examples  predicted  precision  recall      F1");
        for (int k : shown) {
            ClassScore score = result.score(k);
            line(left(names.get(k))
                    + right(Integer.toString(score.support()), 10)
                    + right(Integer.toString(score.predicted()), 11)
                    + right(defined(score.precision()), 11)
                    + right(defined(score.recall()), 8)
                    + right(defined(score.f1()), 8));
        }
    }

    private static String defined(double figure) {
        return Double.isNaN(figure) ? "-" : String.format(Locale.ROOT, "%.4f", figure);
    }

    private String left(String name) {
        return name + " ".repeat(width - length(name));
    }

    private static String right(String entry, int cell) {
        return " ".repeat(Math.max(0, cell - length(entry))) + entry;
    }

    private static int length(String name) {
        return name.codePointCount(0, name.length());
    }

    private void line(String line) {
        text.append(String.format("%s%n", line.stripTrailing()));
    }
}
