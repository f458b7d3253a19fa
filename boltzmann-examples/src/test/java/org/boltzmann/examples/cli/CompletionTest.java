package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.wiring.SettingsException;
import org.boltzmann.discriminative.ClassRbms;
import org.boltzmann.higherorder.MultiplicativeRbms;
import org.boltzmann.rbm.Rbms;
import org.junit.jupiter.api.Test;

/** What chains fill in has the distribution that enumeration gives it. */
class CompletionTest {

    private static final int CHAINS = 20_000;

    /** Chains are independent, a frequency of n is off by at most 0.5/√n on average: 6 times that happens once in 5e8. */
    private static final double TOLERANCE = 3 / Math.sqrt(CHAINS);

    private static BoltzmannMachine filled(BoltzmannMachine machine) {
        for (Parameter parameter : machine.parameters()) {
            var random = RandomKey.of(3).at(parameter.name()).generator();
            float[] values = machine.theta().of(parameter).data();
            for (int i = 0; i < values.length; i++) {
                values[i] = (random.nextInt(129) - 64) / 64f;
            }
        }
        return machine;
    }

    private static Presentation shown(BoltzmannMachine machine, float... values) {
        Group v = machine.group("v");
        DataSet data = DataSet.of("one", List.of(values.length), Matrix.wrap(values.length, 1, values));
        return new Presentation(data, List.of(v), Optional.empty(), Encoding.asIs());
    }

    /** p of each state of the units 2 and 3 of four, given the first two. */
    private static double[] conditional(BoltzmannMachine machine, float first, float second) {
        Group v = machine.group("v");
        State x = machine.newState(4);
        for (int j = 0; j < 4; j++) {
            x.of(v).set(0, j, first);
            x.of(v).set(1, j, second);
            x.of(v).set(2, j, j & 1);
            x.of(v).set(3, j, j >> 1);
        }
        double[] p = Marginal.keeping(machine, List.of(v)).freeEnergy(x);
        double sum = 0;
        for (int j = 0; j < 4; j++) {
            p[j] = Math.exp(-p[j]);
            sum += p[j];
        }
        for (int j = 0; j < 4; j++) {
            p[j] /= sum;
        }
        return p;
    }

    /** Parameters of at most 1 leave little memory: after 30 sweeps a chain's start is forgotten to far below the tolerance. */
    @Test
    void frequenciesAreThoseOfTheExactConditional() {
        for (BoltzmannMachine machine : List.of(
                filled(Rbms.bernoulli(4, 3)),
                filled(MultiplicativeRbms.mixture(4, 3, 3)),
                filled(MultiplicativeRbms.twoGroups(4, 2, 2, 3)),
                filled(ClassRbms.bernoulli(4, 3, 3)))) {
            Completion completion = new Completion(machine, List.of(machine.group("v")), List.of(), 30);
            Mask lastTwo = (unit, example) -> unit >= 2;
            Completion.Ends ends = completion.run(shown(machine, 1, 0, 1, 1), lastTwo, CHAINS, RandomKey.of(1));
            Completion.Ends missing = completion.run(
                    shown(machine, 1, 0, Float.NaN, Float.NaN), (unit, example) -> false, CHAINS, RandomKey.of(2));
            double[] expected = conditional(machine, 1, 0);
            for (Completion.Ends one : List.of(ends, missing)) {
                double[] found = new double[4];
                for (float shown : one.sample().rows(0, 1).copy().data()) {
                    assertEquals(1, shown);
                }
                for (float shown : one.mean().rows(1, 2).copy().data()) {
                    assertEquals(0, shown);
                }
                for (int j = 0; j < CHAINS; j++) {
                    found[(int) (one.sample().get(2, j) + 2 * one.sample().get(3, j))] += 1.0 / CHAINS;
                }
                assertThat(found).as(machine.toString()).containsExactly(expected, within(TOLERANCE));
                Matrix mean = Completion.averaged(one.mean(), CHAINS);
                assertThat((double) mean.get(2, 0)).isCloseTo(expected[1] + expected[3], within(TOLERANCE));
            }
        }
    }

    /** Given r and y, v does not depend on the example that they were drawn for, but through them. */
    @Test
    void heldGroupsKeepWhatTheExampleGaveThem() {
        BoltzmannMachine machine = filled(MultiplicativeRbms.twoGroups(4, 1, 2, 3));
        Group r = machine.group("r");
        Group y = machine.group("y");
        machine.theta().of(machine.parameter("r-y.weights")).fill(40); // r is on
        machine.theta().of(machine.parameter("y.bias")).fill(-40);
        machine.theta().of(machine.parameter("y.bias")).set(1, 0, 40); // y is the second class
        Completion held = new Completion(machine, List.of(machine.group("v")), List.of(r, y), 30);
        Mask all = (unit, example) -> true;
        Completion.Ends ends = held.run(shown(machine, 1, 0, 1, 1), all, CHAINS, RandomKey.of(1));
        State x = machine.newState(16);
        for (int j = 0; j < 16; j++) {
            for (int i = 0; i < 4; i++) {
                x.of(machine.group("v")).set(i, j, j >> i & 1);
            }
            x.of(r).set(0, j, 1);
            x.of(y).set(1, j, 1);
        }
        double[] f =
                Marginal.keeping(machine, List.of(machine.group("v"), r, y)).freeEnergy(x);
        double sum = 0;
        double[] on = new double[4];
        for (int j = 0; j < 16; j++) {
            double p = Math.exp(-(f[j] - f[0]));
            sum += p;
            for (int i = 0; i < 4; i++) {
                on[i] += (j >> i & 1) * p;
            }
        }
        Matrix mean = Completion.averaged(ends.sample(), CHAINS);
        for (int i = 0; i < 4; i++) {
            assertThat((double) mean.get(i, 0)).isCloseTo(on[i] / sum, within(TOLERANCE));
        }
    }

    @Test
    void masksHideWhatTheirNamesSay() {
        DataSet picture = DataSet.of("p", List.of(2, 3), Matrix.zeros(6, 400));
        assertThat(hidden("right-half", picture)).containsExactly(2, 5);
        assertThat(hidden("left-half", picture)).containsExactly(0, 1, 3, 4);
        assertThat(hidden("top-half", picture)).containsExactly(0, 1, 2);
        assertThat(hidden("bottom-half", picture)).containsExactly(3, 4, 5);
        assertThat(hidden("all", picture)).hasSize(6);
        assertThat(hidden("none", picture)).isEmpty();
        Mask random = Mask.parse("random:0.3", picture, RandomKey.of(1), file -> picture);
        int count = 0;
        for (int e = 0; e < 400; e++) {
            for (int i = 0; i < 6; i++) {
                count += random.isMissing(i, e) ? 1 : 0;
            }
        }
        assertThat(count).isBetween(720 - 135, 720 + 135); // 6 standard deviations of 2,400 draws
        Mask file = Mask.parse(
                "mask.csv",
                picture,
                RandomKey.of(1),
                name -> DataSet.of(name, List.of(6), Matrix.wrap(6, 1, new float[] {0, 1, 0, 0, 0, 1})));
        assertThat(file.isMissing(1, 399)).isTrue();
        assertThat(file.isMissing(2, 0)).isFalse();
    }

    private static List<Integer> hidden(String name, DataSet data) {
        Mask mask = Mask.parse(name, data, RandomKey.of(1), file -> data);
        return IntStream.range(0, data.features())
                .filter(i -> mask.isMissing(i, 0))
                .boxed()
                .toList();
    }

    @Test
    void aMaskThatDoesNotFitIsRefused() {
        DataSet row = DataSet.of("row", List.of(6), Matrix.zeros(6, 2));
        for (String wrong : List.of("left-half", "random:2", "random:x", "short.csv")) {
            assertThatExceptionOfType(SettingsException.class)
                    .isThrownBy(() -> Mask.parse(
                            wrong, row, RandomKey.of(1), file -> DataSet.of(file, List.of(5), Matrix.zeros(5, 1))))
                    .withMessageContaining(wrong);
        }
    }
}
