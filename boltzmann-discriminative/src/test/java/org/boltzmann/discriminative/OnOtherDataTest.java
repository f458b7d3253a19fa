package org.boltzmann.discriminative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.io.Snapshot;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.train.MaximumLikelihood;
import org.boltzmann.core.train.Objective;
import org.boltzmann.core.train.PersistentContrastiveDivergence;
import org.junit.jupiter.api.Test;

class OnOtherDataTest {

    private static final RandomKey KEY = RandomKey.of(4);
    private static final int EXAMPLES = 7;

    private final BoltzmannMachine machine = ClassRbms.bernoulli(3, 2, 2);
    private final Group v = machine.group("v");
    private final Group y = machine.group("y");

    /** Example n in binary digits. */
    private Presentation numbered(int examples) {
        Matrix values = Matrix.zeros(3, examples);
        for (int n = 0; n < examples; n++) {
            for (int i = 0; i < 3; i++) {
                values.set(i, n, n >> i & 1);
            }
        }
        return new Presentation(DataSet.of("numbers", List.of(3), values), v, Encoding.asIs());
    }

    /** Writes down what it is given. */
    private final class Listening implements Objective {

        private final List<Integer> heard = new ArrayList<>();
        private double factor;
        private State batch;

        @Override
        public void addGradient(State x, double factorOfAll, RandomKey key, Gradient gradient) {
            factor = factorOfAll;
            batch = x;
            for (int j = 0; j < x.columns(); j++) {
                Matrix values = x.of(v);
                heard.add((int) (values.get(0, j) + 2 * values.get(1, j) + 4 * values.get(2, j)));
            }
        }

        @Override
        public String toString() {
            return "listening";
        }
    }

    private List<Integer> heard(RandomKey key, int columns, int steps) {
        Listening listening = new Listening();
        Objective objective = new OnOtherData(machine, numbered(EXAMPLES), columns, listening);
        for (int step = 0; step < steps; step++) {
            objective.addGradient(machine.newState(2), 1, key.at(step), machine.newGradient());
        }
        return listening.heard;
    }

    @Test
    void whatIsDrawnIsUniformAndWithReplacement() {
        int columns = 10; // more than there are
        int steps = 400;
        int n = columns * steps;
        List<Integer> heard = heard(KEY, columns, steps);
        assertThat(heard).hasSize(n);
        // Bernstein: off by more than sqrt(2 p L / n) + 2 L / 3n with probability at most 2 exp(−L), 1e-6 for all
        // seven.
        double l = Math.log(2 * EXAMPLES / 1e-6);
        for (int example = 0; example < EXAMPLES; example++) {
            int wanted = example;
            long count = heard.stream().filter(one -> one == wanted).count();
            assertThat(count / (double) n)
                    .isCloseTo(1.0 / EXAMPLES, within(Math.sqrt(2.0 / EXAMPLES * l / n) + 2 * l / 3 / n));
        }
    }

    @Test
    void equalKeysDrawTheSameAndOthersNot() {
        assertThat(heard(KEY, 5, 6)).isEqualTo(heard(KEY, 5, 6)).isNotEqualTo(heard(KEY.at(1), 5, 6));
    }

    @Test
    void theDataAreClampedAndNothingElseAndTheFactorIsPassedOn() {
        Listening listening = new Listening();
        State labelled = machine.newState(2).clamp(v).clamp(y);
        new OnOtherData(machine, numbered(EXAMPLES), 4, listening)
                .times(0.5)
                .addGradient(labelled, 3, KEY, machine.newGradient());
        assertThat(listening.factor).isEqualTo(1.5);
        assertThat(listening.batch.columns()).isEqualTo(4);
        assertThat(listening.batch.isClamped(v)).isTrue();
        assertThat(listening.batch.isClamped(y)).isFalse();
        assertThat(listening.batch).isNotSameAs(labelled);
    }

    private Objective persistent(Presentation data) {
        BoltzmannMachine own = machine;
        Objective likelihood = new MaximumLikelihood(
                UnknownLabelPhase.drawn(own, List.of(v), y), new PersistentContrastiveDivergence(own, 1, 200));
        return ConditionalLikelihood.of(own, List.of(v), y).plus(new OnOtherData(own, data, 4, likelihood).times(0.1));
    }

    private Gradient step(Objective objective, int step) {
        Gradient gradient = machine.newGradient();
        State x = machine.newState(2).clamp(v).clamp(y);
        x.of(y).rows(0, 1).fill(1);
        objective.addGradient(x, 1, KEY.at(step), gradient);
        return gradient;
    }

    @Test
    void trainingGoesOnWhereItStopped() {
        machine.parameters().forEach(p -> machine.theta().of(p).fill(0.25f));
        Objective whole = persistent(numbered(EXAMPLES));
        Objective stopped = persistent(numbered(EXAMPLES));
        for (int step = 0; step < 3; step++) {
            step(whole, step);
            step(stopped, step);
        }
        Snapshot saved = Snapshot.empty();
        stopped.save(saved);
        Objective resumed = persistent(numbered(EXAMPLES));
        resumed.restore(saved);
        saved.checkAllTaken();
        Gradient expected = step(whole, 3);
        Gradient actual = step(resumed, 3);
        Gradient forgetful = step(persistent(numbered(EXAMPLES)), 3);
        machine.parameters()
                .forEach(p -> assertThat(actual.of(p).data())
                        .as("%s", p)
                        .containsExactly(expected.of(p).data()));
        assertThat(machine.parameters())
                .anyMatch(p -> !java.util.Arrays.equals(
                        forgetful.of(p).data(), expected.of(p).data()));
    }

    @Test
    void otherDataThanBeforeAreRefused() {
        Snapshot saved = Snapshot.empty();
        persistent(numbered(EXAMPLES)).save(saved);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> persistent(numbered(EXAMPLES - 1)).restore(saved))
                .withMessageContaining("training cannot go on with other data")
                .withMessageContaining(numbered(EXAMPLES).identity())
                .withMessageContaining(numbered(EXAMPLES - 1).identity());
    }

    @Test
    void noDataAndNoBatchAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OnOtherData(machine, numbered(EXAMPLES), 0, new Listening()))
                .withMessageContaining("mini-batch of 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OnOtherData(machine, numbered(0), 4, new Listening()))
                .withMessageContaining("0 examples");
    }

    @Test
    void objectivesAreCalledTheSameInEveryRunAndUnlikeEachOther() {
        List<String> names = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            BoltzmannMachine own = ClassRbms.bernoulli(3, 2, 2);
            ConditionalLikelihood plain = ConditionalLikelihood.of(own, List.of(own.group("v")), own.group("y"));
            names.addAll(List.of(
                    plain.toString(),
                    plain.withDropout(0.25).toString(),
                    plain.withClassWeights(1, 2.5).toString(),
                    plain.withDropout(0.5).withClassWeights(1, 2.5).toString(),
                    new BiasPressure(own, own.group("h"), 0.002).toString(),
                    persistent(numbered(EXAMPLES)).toString(),
                    UnknownLabelPhase.summed(machine, List.of(v), y).toString()));
        }
        int half = names.size() / 2;
        assertThat(names.subList(0, half))
                .isEqualTo(names.subList(half, 2 * half))
                .doesNotHaveDuplicates();
        assertThat(names).noneMatch(name -> name.contains("@"));
        assertThat(names.subList(0, 5))
                .containsExactly(
                        "conditional likelihood of y",
                        "conditional likelihood of y, dropout 0.25",
                        "conditional likelihood of y, classes weighted [1.0, 2.5]",
                        "conditional likelihood of y, dropout 0.5, classes weighted [1.0, 2.5]",
                        "pressure 0.002 on the biases of h");
        assertThat(names.get(5)).contains("conditional likelihood of y + 0.1 * (", "4 of 7 other examples");
        assertThat(ConditionalLikelihood.of(machine, List.of(v), y)
                        .withDropout(0.9)
                        .toString())
                .isEqualTo("conditional likelihood of y, dropout 0.9");
    }
}
