package org.boltzmann.examples.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.train.DivergenceException;
import org.boltzmann.core.wiring.Experiment;
import org.boltzmann.discriminative.Classification;

/**
 * What a machine that classifies is held against, on the same examples.
 *
 * @param byName how each of them does
 */
record ClassificationBaselines(Map<String, Classification> byName) {

    /** The majority class of the training data, and softmax regression trained as the machine was. */
    static ClassificationBaselines measure(
            Experiment experiment,
            int epochs,
            LabelledMachine like,
            Presentation tested,
            RandomKey key,
            Consumer<String> tell) {
        Map<String, Classification> byName = new LinkedHashMap<>();
        if (experiment.examples().isComplete()) {
            tell.accept("training a linear softmax classifier in the same way, to compare with ...");
            try {
                byName.put(
                        "linear-softmax",
                        LinearSoftmax.train(experiment, epochs, like).measure(tested, key));
            } catch (DivergenceException e) {
                tell.accept("it is left out: " + e.getMessage());
            }
        }
        byName.put(
                "majority-class",
                majority(
                        experiment.examples().data(),
                        tested.data(),
                        like.label().size()));
        return new ClassificationBaselines(byName);
    }

    /**
     * The classes' frequencies by Laplace's rule, whatever the example: of n, k of which are of one of K classes, it has the
     * probability (k + 1)/(n + K).
     */
    static Classification majority(DataSet training, DataSet tested, int classes) {
        double[] frequencies = new double[classes];
        Arrays.fill(frequencies, 1);
        int[] known =
                Arrays.stream(training.labels()).filter(label -> label >= 0).toArray();
        for (int label : known) {
            frequencies[label]++;
        }
        for (int k = 0; k < classes; k++) {
            frequencies[k] = Math.log(frequencies[k] / (known.length + classes));
        }
        Classification.Tally tally = Classification.tally(classes);
        Arrays.stream(tested.labels()).filter(label -> label >= 0).forEach(label -> tally.add(frequencies, label));
        return tally.result();
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        byName.forEach((name, result) -> {
            Map<String, Object> own = ClassificationFigures.errors(result.errors());
            own.put("log-loss", result.logLoss());
            own.put("log-loss-standard-error", result.logLossError());
            figures.put(name, own);
        });
        return figures;
    }

    /** A line each. */
    String text() {
        StringBuilder text = new StringBuilder();
        byName.forEach((name, result) -> text.append(String.format(
                Locale.ROOT,
                "    %-16s error %s, log loss %.4f%n",
                name.replace('-', ' ') + ":",
                ClassificationText.errors(result.errors()),
                result.logLoss())));
        return text.toString();
    }
}
