package org.boltzmann.discriminative.wiring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.Group;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.train.MaximumLikelihood;
import org.boltzmann.core.train.Objective;
import org.boltzmann.core.train.PositivePhase;
import org.boltzmann.core.wiring.Choice;
import org.boltzmann.core.wiring.Learning;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.Subject;
import org.boltzmann.discriminative.BiasPressure;
import org.boltzmann.discriminative.ConditionalLikelihood;
import org.boltzmann.discriminative.OnOtherData;
import org.boltzmann.discriminative.UnknownLabelPhase;

/** The objectives of classification, for any machine with a label. */
final class DiscriminativeObjectives {

    private static final String ALPHA = "objective.alpha";
    private static final String BETA = "objective.beta";
    private static final String DROPOUT = "objective.dropout";
    private static final String PRESSURE = "objective.bias-pressure";
    private static final String CLASS_WEIGHTS = "objective.class-weights";
    private static final String UNKNOWN = "objective.unknown-labels";
    private static final String UNLABELLED = "objective.unlabelled-batch";

    private DiscriminativeObjectives() {}

    static Map<String, Choice<Learning, Objective>> all() {
        Map<String, String> conditional = new LinkedHashMap<>();
        conditional.put(DROPOUT, "probability with which a hidden unit is left out of the conditional likelihood");
        conditional.put(PRESSURE, "constant pull on the biases of hidden units, in the unit of the gradient");
        conditional.put(
                CLASS_WEIGHTS, "of the conditional likelihood: none, balanced, or a number for each class, by commas");
        Map<String, String> hybrid = new LinkedHashMap<>(conditional);
        hybrid.put(ALPHA, "weight of the likelihood of data and label beside the conditional likelihood");
        Map<String, String> semi = new LinkedHashMap<>(hybrid);
        semi.put(BETA, "weight of the likelihood of examples without a label");
        semi.put(UNKNOWN, "of examples without a label: summed out exactly, or drawn");
        semi.put(UNLABELLED, "examples without a label in a step, as many as a mini-batch has by default");
        Map<String, Choice<Learning, Objective>> all = new LinkedHashMap<>();
        all.put(
                "conditional",
                new Choice<>(
                        "the probability of the label given the data",
                        conditional,
                        settings -> Supervised.from(settings, 0)::objective));
        all.put(
                "hybrid",
                new Choice<>(
                        "conditional plus a multiple of the likelihood",
                        hybrid,
                        settings -> Supervised.from(settings, settings.notNegative(ALPHA, 0.01))::objective));
        all.put(
                "semi-supervised",
                new Choice<>(
                        "hybrid, plus a multiple of the likelihood of examples without a label",
                        semi,
                        settings -> SemiSupervised.from(settings)::objective));
        return all;
    }

    /**
     * Conditional and hybrid.
     *
     * @param alpha 0 for no generative part
     * @param classWeights one number a class, empty for the same
     */
    private record Supervised(
            double alpha, double dropout, double pressure, boolean balanced, List<Double> classWeights) {

        static Supervised from(Settings settings, double alpha) {
            String weights = settings.text(CLASS_WEIGHTS, "none");
            boolean named = weights.equals("none") || weights.equals("balanced");
            return new Supervised(
                    alpha,
                    settings.number(DROPOUT, 0, p -> p >= 0 && p < 1, "a probability less than 1"),
                    settings.notNegative(PRESSURE, 0),
                    weights.equals("balanced"),
                    named ? List.of() : numbers(weights, settings));
        }

        private static List<Double> numbers(String text, Settings settings) {
            try {
                List<Double> numbers = Arrays.stream(text.split(",", -1))
                        .map(number -> Double.valueOf(number.strip()))
                        .toList();
                if (numbers.stream().allMatch(n -> n >= 0 && n < Double.POSITIVE_INFINITY)) {
                    return numbers;
                }
            } catch (NumberFormatException e) {
                // told below, as a number out of bounds is
            }
            settings.problem(settings.origin(CLASS_WEIGHTS) + ": " + CLASS_WEIGHTS + " is \"" + Excerpt.of(text)
                    + "\" but must be none, balanced, or a number that is not negative for each class, by commas");
            return List.of();
        }

        Objective objective(Learning learning) {
            Subject subject = learning.subject();
            BoltzmannMachine machine = subject.machine();
            Group label = label(subject);
            ConditionalLikelihood conditional =
                    ConditionalLikelihood.of(machine, subject.observed(), label).withDropout(dropout);
            if (balanced) {
                conditional = conditional.withClassWeights(balanced(subject));
            } else if (!classWeights.isEmpty()) {
                conditional = conditional.withClassWeights(
                        classWeights.stream().mapToDouble(Double::doubleValue).toArray());
            }
            Objective objective = conditional;
            if (alpha > 0) {
                Objective generative = new MaximumLikelihood(
                        learning.positivePhase().get(), learning.negativePhase().get());
                objective = objective.plus(generative.times(alpha));
            }
            for (Group hidden : pressure > 0 ? hidden(subject) : List.<Group>of()) {
                objective = objective.plus(new BiasPressure(machine, hidden, pressure));
            }
            return objective;
        }

        /** n / (K n_k): every class counts the same in all, and an example 1 on average. */
        private static double[] balanced(Subject subject) {
            DataSet data = subject.examples().data();
            double[] weights = new double[data.classes()];
            for (int label : data.labels()) {
                weights[label]++;
            }
            for (int k = 0; k < weights.length; k++) {
                weights[k] = weights[k] == 0 ? 0 : data.size() / (weights.length * weights[k]);
            }
            return weights;
        }

        private static List<Group> hidden(Subject subject) {
            List<Group> hidden = new ArrayList<>(subject.machine().groups());
            hidden.removeAll(subject.observed());
            hidden.removeIf(group -> group.type().isContext());
            return hidden;
        }
    }

    private record SemiSupervised(Supervised supervised, double beta, boolean summed, int columns) {

        static SemiSupervised from(Settings settings) {
            return new SemiSupervised(
                    Supervised.from(settings, settings.notNegative(ALPHA, 0.01)),
                    settings.notNegative(BETA, 0.1),
                    settings.choice(UNKNOWN, "summed", "summed", "drawn").equals("summed"),
                    settings.count(UNLABELLED, settings.count("batch-size", 100, 1), 1));
        }

        Objective objective(Learning learning) {
            Subject subject = learning.subject();
            Objective labelled = supervised.objective(learning);
            Optional<Presentation> others = subject.unlabelled();
            if (others.isEmpty()) {
                throw new IllegalArgumentException("objective is semi-supervised, but every example has a label; give"
                        + " data of which some have none (data.labels-per-class forgets labels), or take hybrid");
            }
            Group label = label(subject);
            List<Group> given = new ArrayList<>(subject.observed());
            given.remove(label);
            PositivePhase phase = summed
                    ? UnknownLabelPhase.summed(subject.machine(), given, label)
                    : UnknownLabelPhase.drawn(subject.machine(), given, label);
            Objective unlabelled =
                    new MaximumLikelihood(phase, learning.negativePhase().get());
            return labelled.plus(new OnOtherData(subject.machine(), others.get(), columns, unlabelled).times(beta));
        }
    }

    private static Group label(Subject subject) {
        if (!subject.examples().isComplete()) {
            throw new IllegalArgumentException(
                    "data set " + subject.examples().data().name()
                            + " has missing values, over which p(label | data) does not sum; fill them in (\"boltzmann complete\" of a"
                            + " machine without a label does), or train the likelihood (objective=likelihood)");
        }
        return subject.label()
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "the objective is about the label, but the machine of "
                                        + subject.machine().groups()
                                        + " has no group for it; declare one with the role label, or take a variant such as class-rbm"));
    }
}
