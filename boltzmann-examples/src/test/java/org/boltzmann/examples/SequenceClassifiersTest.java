package org.boltzmann.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.Sequences;
import org.boltzmann.core.State;
import org.boltzmann.core.Term;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.term.ThreeWay;
import org.boltzmann.core.train.Objective;
import org.boltzmann.core.train.SparsityTarget;
import org.boltzmann.core.train.ThroughTime;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.unit.Real;
import org.boltzmann.core.unit.Spin;
import org.boltzmann.discriminative.ConditionalLikelihood;
import org.boltzmann.sequence.Activation;
import org.boltzmann.sequence.Elman;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Machines with a label whose context a cell computes, under the objective of another module. */
class SequenceClassifiersTest {

    private static final float STEP = 1 / 16f;

    private static BoltzmannMachine machine(boolean binary, boolean multiplied) {
        Group v = Group.of("v", new Bernoulli(), 3);
        Group y = Group.of("y", new OneHot(3), 3);
        Group h = Group.of("h", binary ? new Bernoulli() : new Spin(), 2);
        Group u = Group.of("u", new Real(), 2);
        List<Term> terms = new ArrayList<>(List.of(
                Bias.on(v),
                Bias.on(y),
                Bias.on(h),
                Pairwise.between(v, h),
                Pairwise.between(y, h),
                Pairwise.between(u, v),
                Pairwise.between(u, h),
                Pairwise.between(u, y)));
        if (multiplied) {
            terms.add(ThreeWay.among(u, y, h));
        }
        BoltzmannMachine machine =
                BoltzmannMachine.of(terms).conditionedBy(Elman.reading(v, u, Activation.TANH, 0.1, 0.1));
        for (Parameter parameter : machine.parameters()) {
            var random = RandomKey.of(11).at(parameter.name()).generator();
            float[] values = machine.theta().of(parameter).data();
            for (int i = 0; i < values.length; i++) {
                values[i] = (random.nextInt(129) - 64) / 64f;
            }
        }
        return machine;
    }

    private static State batch(BoltzmannMachine machine) {
        Sequences layout = Sequences.of(2, 4, 1);
        State x = machine.newState(layout.frames()).setSequences(layout);
        for (int j = 0; j < layout.frames(); j++) {
            for (int i = 0; i < 3; i++) {
                x.of(machine.group("v")).set(i, j, ((3 * j + 1) >> i) & 1);
            }
            x.of(machine.group("y")).set(j * j % 3, j, 1);
        }
        return x.clamp(machine.group("v")).clamp(machine.group("y"));
    }

    /** Hidden units by the fast way, by the general one, and with the label multiplied. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void theGradientOfTheConditionalLikelihoodGoesThroughTime(int kind) {
        BoltzmannMachine machine = machine(kind % 2 == 0, kind / 2 == 1);
        Group v = machine.group("v");
        Group y = machine.group("y");
        State x = batch(machine);
        Gradient found = machine.newGradient();
        new ThroughTime(machine, ConditionalLikelihood.of(machine, List.of(v, y), y))
                .addGradient(x, 1, RandomKey.of(1), found);
        Marginal joint = Marginal.keeping(machine, List.of(v, y));
        Marginal alone = Marginal.keeping(machine, List.of(v));
        checkSlope(machine, found, () -> {
            machine.fillContext(x);
            double[] both = joint.freeEnergy(x);
            double[] data = alone.freeEnergy(x);
            double sum = 0;
            for (int j = 0; j < both.length; j++) {
                sum += data[j] - both[j];
            }
            return sum / both.length;
        });
    }

    @Test
    void aSparsityTargetGoesThroughTimeToo() {
        BoltzmannMachine machine = machine(true, false);
        Group h = machine.group("h");
        State x = batch(machine);
        Objective target = new SparsityTarget(machine, h, 0.2);
        Gradient found = machine.newGradient();
        new ThroughTime(machine, target).addGradient(x, 1, RandomKey.of(1), found);
        checkSlope(machine, found, () -> {
            machine.fillContext(x);
            machine.fillMean(h, machine.fillField(h, x), x.drawn(h));
            double sum = 0;
            for (int i = 0; i < h.size(); i++) {
                double activity = 0;
                for (int j = 0; j < x.columns(); j++) {
                    activity += x.drawn(h).get(i, j) / x.columns();
                }
                sum -= (0.2 - activity) * (0.2 - activity) / 2;
            }
            return sum;
        });
    }

    private static void checkSlope(BoltzmannMachine machine, Gradient found, DoubleSupplier objective) {
        for (Parameter parameter : machine.parameters()) {
            float[] values = machine.theta().of(parameter).data();
            for (int i = 0; i < values.length; i++) {
                // five points: h⁴/30 = 5e-7 of the fifth derivative is left out, and 2e-6 of rounding in contexts and
                // fields adds 5e-5
                assertThat((double) found.of(parameter).data()[i])
                        .as(parameter + " " + i)
                        .isCloseTo(slope(values, i, objective), within(1e-4));
            }
        }
    }

    private static double slope(float[] values, int i, DoubleSupplier objective) {
        float value = values[i];
        double[] at = new double[4];
        float[] steps = {1, -1, 2, -2};
        for (int s = 0; s < 4; s++) {
            values[i] = value + steps[s] * STEP;
            at[s] = objective.getAsDouble();
        }
        values[i] = value;
        return (8 * (at[0] - at[1]) - (at[2] - at[3])) / (12 * STEP);
    }

    @Test
    void anObjectiveThatDoesNotReachTheContextIsRefused() {
        BoltzmannMachine machine = machine(true, false);
        Objective mute = (batch, factor, key, gradient) ->
                gradient.of(machine.parameter("v.bias")).fill(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ThroughTime(machine, mute)
                        .addGradient(batch(machine), 1, RandomKey.of(1), machine.newGradient()))
                .withMessageContaining("says nothing to context u");
    }
}
