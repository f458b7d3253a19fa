package org.boltzmann.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.sample.GibbsSampler;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Real;
import org.junit.jupiter.api.Test;

class PersistentByCaseTest {

    private static final int CASES = 400;
    private static final int ROUNDS = 200;

    private static BoltzmannMachine machine() {
        Group u = Group.of("u", new Real(), 1);
        Group v = Group.of("v", new Bernoulli(), 3);
        Group h = Group.of("h", new Bernoulli(), 2);
        BoltzmannMachine machine = BoltzmannMachine.of(
                Bias.on(v), Bias.on(h), Pairwise.between(v, h), Pairwise.between(u, v), Pairwise.between(u, h));
        return TinyMachines.filled(machine, 0.5);
    }

    private static State batch(BoltzmannMachine machine, int... cases) {
        State x = machine.newState(cases.length).setCases(cases, 0);
        for (int j = 0; j < cases.length; j++) {
            x.of(machine.group("u")).set(0, j, cases[j] % 2 == 0 ? 2 : -2);
        }
        return x;
    }

    /** With one sweep a visit the chains of each context come to its distribution, though cases come in any order and company. */
    @Test
    void chainsOfACaseGoOnUnderItsContext() {
        BoltzmannMachine machine = machine();
        int[] all = IntStream.range(0, CASES).toArray();
        Gradient expected = machine.newGradient();
        new ExactNegativePhase(machine).addGradient(batch(machine, all), 1, RandomKey.of(1), expected);
        NegativePhase phase = new PersistentByCase(machine, new GibbsSampler(machine), 1, CASES);
        Gradient sum = machine.newGradient();
        for (int round = 0; round < ROUNDS + 20; round++) {
            int shift = 7 * round;
            int[] order =
                    IntStream.of(all).map(one -> (one * 3 + shift) % CASES).toArray();
            Gradient gradient = machine.newGradient();
            for (int from = 0; from < CASES; from += 100) {
                int[] some =
                        IntStream.range(from, from + 100).map(j -> order[j]).toArray();
                phase.addGradient(
                        batch(machine, some), 100.0 / CASES, RandomKey.of(round).at(from), gradient);
            }
            if (round >= 20) {
                sum.addScaled(1.0 / ROUNDS, gradient);
            }
        }
        for (Parameter parameter : machine.parameters()) {
            // statistics within -2 and 2, 80,000 of them of which at most ten in a row count as one: 4.5 * 1 /
            // sqrt(8,000)
            for (int k = 0; k < parameter.length(); k++) {
                assertThat(sum.of(parameter).data()[k])
                        .as(parameter + " " + k)
                        .isCloseTo(expected.of(parameter).data()[k], within(0.05f));
            }
        }
    }

    @Test
    void columnsOfNoKnownCaseAreRefused() {
        BoltzmannMachine machine = machine();
        NegativePhase phase = new PersistentByCase(machine, new GibbsSampler(machine), 1, 4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> phase.addGradient(machine.newState(2), 1, RandomKey.of(1), machine.newGradient()))
                .withMessageContaining("it is not known which the columns are");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> phase.addGradient(batch(machine, 1, 4), 1, RandomKey.of(1), machine.newGradient()))
                .withMessageContaining("case 4 is none of the 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PersistentByCase(machine, new GibbsSampler(machine), 0, 4));
    }
}
