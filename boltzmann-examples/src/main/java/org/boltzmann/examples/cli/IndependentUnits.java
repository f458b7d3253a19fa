package org.boltzmann.examples.cli;

import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.examples.compare.Baseline;

/**
 * A machine of biases alone, with the means of the training data by Laplace's rule: of n examples, k of which are in one of K
 * states, that state gets the probability (k + 1)/(n + K), so that nothing is impossible that was not seen. Real values have
 * their means.
 */
final class IndependentUnits {

    private static final RandomKey KEY = RandomKey.of(1);

    private IndependentUnits() {}

    /** How it does; nothing for means, which have no likelihood, and if groups cannot be without the others. */
    static Optional<Baseline> measure(Presentation training, Presentation tested) {
        Map<Group, Matrix> means = training.means(KEY.at("means"));
        if (tested.holdsMeans()
                || means.keySet().stream().anyMatch(group -> group.type().isContext())) {
            return Optional.empty();
        }
        int examples = training.size();
        BoltzmannMachine machine = BoltzmannMachine.of(tested.observed().stream()
                .map(group -> Bias.on(group, byLaplacesRule(group, examples)))
                .toList());
        machine.initialize(KEY, means);
        Map<String, Object> figures = new Evaluation("exact", 2, 2, 1, 2, false, 0)
                .measure("log-likelihood", machine, tested, KEY.at("evaluation"));
        return Optional.of(Baseline.independent(
                figures.get("of").toString(),
                ((Number) figures.get("mean")).doubleValue(),
                Evaluation.reconstructionError(machine, tested, KEY.at("evaluation")),
                parameters(machine)));
    }

    private static Initializer byLaplacesRule(Group group, int examples) {
        return (theta, random, means, values) -> {
            Matrix mean = means.get(group);
            int states = group.type().states().size();
            double prior = (double) states / (examples + states);
            values.fill(0);
            group.type().fillMean(theta, values, values);
            for (int i = 0; i < group.size(); i++) {
                if (!Float.isNaN(mean.get(i, 0))) { // else missing throughout
                    values.set(i, 0, (float) (prior * values.get(i, 0) + (1 - prior) * mean.get(i, 0)));
                }
            }
            group.type().fillFieldForMean(theta, values, values);
        };
    }

    static long parameters(BoltzmannMachine machine) {
        return machine.parameters().stream()
                .mapToLong(parameter -> parameter.length())
                .sum();
    }
}
