package org.boltzmann.examples.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.linalg.Functions;
import org.boltzmann.discriminative.Classification;
import org.boltzmann.discriminative.Classifier;
import org.boltzmann.examples.compare.CsvLine;

/** What a machine takes each example of a data set for, and how sure it is. */
final class Predictions {

    private static final int COLUMNS = 500;

    private final LabelledMachine machine;
    private final DataSet data;
    private final double[][] logProbabilities;

    private Predictions(LabelledMachine machine, DataSet data, double[][] logProbabilities) {
        this.machine = machine;
        this.data = data;
        this.logProbabilities = logProbabilities;
    }

    /** Those of a machine for data shown to it without the label, which some of {@code data} or all may have all the same. */
    static Predictions of(LabelledMachine machine, Presentation shown, DataSet data) {
        if (data.size() == 0) {
            throw new DataException("data set " + data.name() + " has no examples in this part; give it more");
        }
        if (!shown.isComplete()) {
            throw new DataException("data set " + data.name()
                    + " has missing values, over which no classifier sums; fill them in, or leave those examples out");
        }
        Classifier classifier = machine.classifier();
        List<double[]> all = new ArrayList<>();
        for (State x : shown.parts(machine.machine(), COLUMNS, RandomKey.of(0))) { // frozen, so that nothing is drawn
            all.addAll(List.of(classifier.logProbabilities(x)));
        }
        return new Predictions(machine, data, all.toArray(double[][]::new));
    }

    int size() {
        return logProbabilities.length;
    }

    List<String> classNames() {
        return machine.classNames();
    }

    /** The most probable class of an example, the first of those that are equally probable. */
    int predicted(int example) {
        double[] own = logProbabilities[example];
        int best = 0;
        for (int k = 1; k < own.length; k++) {
            best = own[k] > own[best] ? k : best;
        }
        return best;
    }

    /** The probability of a class. */
    double probability(int example, int k) {
        return Math.min(1, Functions.exp(logProbabilities[example][k]));
    }

    /** Whether an example is known to be of another class than the one predicted. */
    boolean isWrong(int example) {
        return isLabelled(example) && data.label(example) != predicted(example);
    }

    private boolean isLabelled(int example) {
        return data.isLabelled() && data.label(example) >= 0;
    }

    /** The examples taken for a class, those first of which the machine is surest. */
    List<Integer> takenFor(int k) {
        return IntStream.range(0, size())
                .filter(example -> predicted(example) == k)
                .boxed()
                .sorted(java.util.Comparator.comparingDouble(example -> -logProbabilities[example][k]))
                .toList();
    }

    /** How well they hold against the labels, if there are any. */
    Optional<Classification> judged() {
        Classification.Tally tally = Classification.tally(classNames().size());
        boolean any = false;
        for (int example = 0; example < size(); example++) {
            if (isLabelled(example)) {
                tally.add(logProbabilities[example], data.label(example));
                any = true;
            }
        }
        return any ? Optional.of(tally.result()) : Optional.empty();
    }

    /** A line for each example: its row in the file, its identifier if it has one, what it is taken for, the probability of each class, and its own if the data say it. */
    String csv() {
        List<Object> head = new ArrayList<>(List.of("index"));
        if (!data.ids().isEmpty()) {
            head.add("id");
        }
        head.add("predicted");
        head.addAll(classNames());
        if (data.isLabelled()) {
            head.add("true");
        }
        StringBuilder text = new StringBuilder(CsvLine.of(head));
        int[] rows = data.rows();
        for (int example = 0; example < size(); example++) {
            List<Object> line = new ArrayList<>(List.of(rows[example]));
            if (!data.ids().isEmpty()) {
                line.add(data.ids().get(example));
            }
            line.add(classNames().get(predicted(example)));
            for (int k = 0; k < classNames().size(); k++) {
                line.add((float) probability(example, k)); // as few digits as tell one float from the next
            }
            if (data.isLabelled()) {
                line.add(trueClass(example));
            }
            text.append(CsvLine.of(line));
        }
        return text.toString();
    }

    private String trueClass(int example) {
        return isLabelled(example) ? classNames().get(data.label(example)) : "";
    }

    /** The same for programs. */
    List<Map<String, Object>> tree() {
        List<Map<String, Object>> tree = new ArrayList<>();
        int[] rows = data.rows();
        for (int example = 0; example < size(); example++) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("index", rows[example]);
            if (!data.ids().isEmpty()) {
                one.put("id", data.ids().get(example));
            }
            one.put("predicted", classNames().get(predicted(example)));
            List<Double> probabilities = new ArrayList<>();
            for (int k = 0; k < classNames().size(); k++) {
                probabilities.add(probability(example, k));
            }
            one.put("probabilities", probabilities);
            if (isLabelled(example)) {
                one.put("true", trueClass(example));
            }
            tree.add(one);
        }
        return tree;
    }
}
