package org.boltzmann.examples.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.train.Optimizer;
import org.boltzmann.core.train.Schedule;
import org.boltzmann.core.train.Trainer;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.unit.Real;
import org.boltzmann.core.wiring.Preparation;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.discriminative.Classification;
import org.boltzmann.discriminative.Classifier;
import org.boltzmann.discriminative.ConditionalLikelihood;
import org.boltzmann.discriminative.Proportion;

/**
 * How much of the label can be read off each hidden group by a linear classifier: softmax regression on the group's posterior means
 * given the data, everything else, the label too, summed out; trained on the training part and judged on another.
 *
 * @param examples of the training part that it learns from, at most
 * @param epochs how often it goes through them
 */
record ReadOut(int examples, int epochs) {

    private static final int COLUMNS = 100;
    private static final int BATCH = 100;
    private static final double RATE = 0.003;

    private static final String EXAMPLES = "read-out.examples";
    private static final String EPOCHS = "read-out.epochs";

    static Map<String, String> documentation() {
        return Map.of(
                EXAMPLES,
                "of evaluate --metric read-out: examples of the training part that it learns from, at most",
                EPOCHS,
                "of evaluate --metric read-out: epochs");
    }

    static ReadOut from(Settings settings) {
        return new ReadOut(settings.count(EXAMPLES, 10_000, 1), settings.count(EPOCHS, 50, 1));
    }

    /** The errors on {@code tested} for each hidden group, by its name. */
    Map<String, Proportion> measure(ModelFile stored, DataSet training, DataSet tested, String part, RandomKey key) {
        if (!training.isLabelled() || !tested.isLabelled()) {
            throw new DataException("data set " + training.name()
                    + " has no labels to read off; name the column or the file that has them by data.label");
        }
        List<String> classes = training.classNames();
        DataSet learned = training.labelled();
        learned = learned.take(Math.min(examples, learned.size()));
        DataSet judged = tested.labelled().withClasses(classes);
        Preparation preparation = Preparation.of(stored);
        BoltzmannMachine machine = stored.machine();
        List<Group> given = stored.declaration().holding(machine);
        Optional<Group> label = stored.declaration().label(machine);
        Marginal marginal = Fitting.of(() -> Marginal.keeping(machine, given));
        RandomKey drawn = RandomKey.of(Preparation.evaluationSeed(stored));
        Presentation first = preparation.showWithoutLabel(learned, machine).frozen(drawn.at("train"));
        Presentation second = preparation.showWithoutLabel(judged, machine).frozen(drawn.at(part));
        Map<String, Proportion> errors = new LinkedHashMap<>();
        for (Group hidden : hidden(machine, given, label)) {
            errors.put(
                    hidden.name(),
                    errors(
                            means(marginal, machine, hidden, first).withLabels(learned.labels(), classes),
                            means(marginal, machine, hidden, second).withLabels(judged.labels(), classes),
                            key.at(hidden.name())));
        }
        if (errors.isEmpty()) {
            throw new DataException("the machine has no hidden group to read the label off");
        }
        return errors;
    }

    private static List<Group> hidden(BoltzmannMachine machine, List<Group> given, Optional<Group> label) {
        List<Group> hidden = new ArrayList<>(machine.groups());
        hidden.removeAll(given);
        label.ifPresent(hidden::remove);
        return hidden;
    }

    private static DataSet means(Marginal marginal, BoltzmannMachine machine, Group hidden, Presentation shown) {
        if (!shown.isComplete()) {
            throw new DataException("data set " + shown.data().name()
                    + " has missing values, over which no mean of hidden units is summed; fill them in");
        }
        Matrix all = Matrix.zeros(hidden.size(), shown.size());
        int from = 0;
        for (State x : shown.parts(machine, COLUMNS, RandomKey.of(0))) { // frozen, so that nothing is drawn
            marginal.addMean(hidden, x, all.columns(from, from + x.columns()));
            from += x.columns();
        }
        return DataSet.of(hidden.name(), List.of(hidden.size()), all);
    }

    private Proportion errors(DataSet training, DataSet tested, RandomKey key) {
        int classes = training.classes();
        Group x = Group.of("x", new Real(), training.features());
        Group y = Group.of("y", new OneHot(classes), classes);
        BoltzmannMachine softmax =
                BoltzmannMachine.of(Bias.on(y, Initializer.zero()), Pairwise.between(x, y, Initializer.zero()));
        Presentation learned = new Presentation(training, List.of(x), Optional.of(y), Encoding.asIs());
        new Trainer(
                        softmax,
                        ConditionalLikelihood.of(softmax, List.of(x), y),
                        Optimizer.adam(Schedule.linear(RATE, 0, epochs)),
                        BATCH,
                        key.generator().nextLong(),
                        List.of())
                .train(learned, epochs);
        Presentation judged = new Presentation(tested, List.of(x), Optional.of(y), Encoding.asIs());
        return Classification.of(Classifier.of(softmax, List.of(x), y), softmax, judged, key)
                .errors();
    }

    static Map<String, Object> figures(Map<String, Proportion> errors) {
        Map<String, Object> figures = new LinkedHashMap<>();
        errors.forEach((name, own) -> figures.put(name, ClassificationFigures.errors(own)));
        return figures;
    }

    static String text(Map<String, Proportion> errors) {
        int width = errors.keySet().stream().mapToInt(String::length).max().orElse(1);
        StringBuilder text =
                new StringBuilder("the label, read by a linear classifier off the means of each hidden group");
        errors.forEach((name, own) -> text.append(
                String.format(Locale.ROOT, "%n    %-" + width + "s  error %s", name, ClassificationText.errors(own))));
        return text.toString();
    }
}
