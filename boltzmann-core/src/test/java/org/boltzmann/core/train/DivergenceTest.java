package org.boltzmann.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.UnitType;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.io.CheckpointDirectory;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.unit.Spin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that has left the numbers that make sense ends with the very step that took it there. */
class DivergenceTest {

    @TempDir
    private Path folder;

    static Stream<Arguments> unitsAndRules() {
        Map<String, UnitType> types = new LinkedHashMap<>();
        types.put("bernoulli", new Bernoulli());
        types.put("spin", new Spin());
        types.put("gaussian", Gaussian.unitPrecision());
        types.put("gaussian of learned precision", Gaussian.learnedPrecision("v", 6));
        types.put("one-hot", new OneHot(3));
        Schedule rate = Schedule.constant(1e6);
        Map<String, Optimizer> rules = new LinkedHashMap<>();
        rules.put("sgd", Optimizer.sgd(rate));
        rules.put("momentum", Optimizer.sgd(rate).withMomentum(0.9));
        rules.put("Nesterov", Optimizer.sgd(rate).withNesterovMomentum(Schedule.constant(0.9)));
        rules.put("Adam", Optimizer.adam(rate));
        rules.put("penalties", Optimizer.sgd(rate).withPenalty(Penalty.l2(1e-4)).withPenalty(Penalty.maxNorm(5)));
        return types.entrySet().stream()
                .flatMap(type -> rules.entrySet().stream()
                        .flatMap(rule -> Stream.of("cd", "pcd")
                                .map(phase -> Arguments.of(
                                        type.getKey(), rule.getKey(), phase, type.getValue(), rule.getValue()))));
    }

    private static Matrix examples(UnitType type) {
        Matrix values = Matrix.zeros(6, 20);
        for (int j = 0; j < 20; j++) {
            for (int i = 0; i < 6; i++) {
                int bit = type.block() > 1 ? (i % 3 == (j + i / 3) % 3 ? 1 : 0) : i * j % 3 % 2;
                values.set(i, j, type.name().equals("spin") ? 2 * bit - 1 : bit);
            }
        }
        return values;
    }

    private static NegativePhase phase(String name, BoltzmannMachine machine) {
        return name.equals("cd")
                ? new ContrastiveDivergence(machine, 1)
                : new PersistentContrastiveDivergence(machine, 1, 10);
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @MethodSource("unitsAndRules")
    void aLearningRateOfAMillionEndsWithinOneMiniBatch(
            String unit, String rule, String phase, UnitType type, Optimizer optimizer) throws Exception {
        Group v = Group.of("v", type, 6);
        Group h = Group.of("h", new Bernoulli(), 4);
        BoltzmannMachine machine =
                BoltzmannMachine.of(Bias.on(v, Initializer.matchedToData(v)), Bias.on(h), Pairwise.between(v, h));
        Presentation data = new Presentation(DataSet.of("d", List.of(6), examples(type)), v, Encoding.asIs());
        machine.initialize(RandomKey.of(3), data.means(RandomKey.of(3)));
        Objective objective =
                new MaximumLikelihood(new ExactPositivePhase(machine, data.observed()), phase(phase, machine));
        try (CheckpointDirectory directory = CheckpointDirectory.open(folder)) {
            Checkpoints checkpoints = new Checkpoints(directory, new Cadence(1e9, 1, 1), 3, "none");
            Trainer trainer = new Trainer(machine, objective, optimizer, 5, 1, List.of(checkpoints));
            assertThatExceptionOfType(DivergenceException.class)
                    .isThrownBy(() -> trainer.trainTo(data, 2))
                    .withMessageContaining("epoch 1, step 1 of 4")
                    .withMessageMatching(".*parameter (v|h|v-h)\\.[a-z-]+ is not finite.*")
                    .withMessageContaining("smaller learning rate than 1000000.0");
            assertThat(checkpoints.last()).contains(folder.resolve("checkpoint-000000-00000.safetensors"));
            assertThat(directory.newest(warning -> {})).isPresent();
        }
    }

    /** Salaries, say, that nobody has scaled: the biases begin at 60,000. */
    @Test
    void biasesMatchedToLargeDataAreNoDivergence() {
        Group v = Group.of("v", Gaussian.unitPrecision(), 2);
        BoltzmannMachine machine = BoltzmannMachine.of(Bias.on(v, Initializer.matchedToData(v)));
        Matrix salaries = Matrix.wrap(2, 3, new float[] {50_000, 20_000, 60_000, 30_000, 70_000, 40_000});
        Presentation data = new Presentation(DataSet.of("salaries", List.of(2), salaries), v, Encoding.asIs());
        machine.initialize(RandomKey.of(3), data.means(RandomKey.of(3)));
        Objective objective = new MaximumLikelihood(
                new ExactPositivePhase(machine, data.observed()), new ContrastiveDivergence(machine, 1));
        Trainer trainer = new Trainer(machine, objective, Optimizer.sgd(0.5), 1, 1, List.of());
        assertThatNoException().isThrownBy(() -> trainer.trainTo(data, 20));
    }

    @Test
    void aNumberThatIsNoneIsNamedWithItsParameter() {
        BoltzmannMachine machine = TinyMachines.rbm(4, 2, 0.1);
        Parameter weights = machine.parameter("v-h.weights");
        Objective broken = (batch, factor, key, gradient) -> {
            if (key.equals(RandomKey.of(1).at(2).at(1).at("objective"))) {
                gradient.of(weights).set(3, 1, Float.NaN);
            }
        };
        Trainer trainer = new Trainer(machine, broken, Optimizer.sgd(0.1), 4, 1, List.of());
        assertThatExceptionOfType(DivergenceException.class)
                .isThrownBy(() -> trainer.train(TinyMachines.shown(machine, TinyMachines.bars()), 3))
                .withMessageContaining("epoch 2, step 2 of 2: parameter v-h.weights is not finite");
    }
}
