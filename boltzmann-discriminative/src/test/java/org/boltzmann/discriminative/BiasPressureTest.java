package org.boltzmann.discriminative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Lateral;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.train.Objective;
import org.boltzmann.core.unit.Bernoulli;
import org.junit.jupiter.api.Test;

class BiasPressureTest {

    private static final RandomKey KEY = RandomKey.of(1);
    private static final Group V = Group.of("v", new Bernoulli(), 3);
    private static final Group H = Group.of("h", new Bernoulli(), 3);

    private static Gradient gradient(BoltzmannMachine machine, Objective objective, int columns, double factor) {
        Gradient gradient = machine.newGradient();
        objective.addGradient(machine.newState(columns), factor, KEY, gradient);
        return gradient;
    }

    @Test
    void eachBiasIsPulledDownByTheSameWhateverTheBatch() {
        BoltzmannMachine machine = BoltzmannMachine.of(Bias.on(V), Bias.on(H), Pairwise.between(V, H));
        Objective pressure = new BiasPressure(machine, H, 0.25);
        for (int columns : new int[] {1, 100}) {
            Gradient gradient = gradient(machine, pressure, columns, 2);
            for (Parameter parameter : machine.parameters()) {
                float expected = parameter.name().equals("h.bias") ? -0.5f : 0;
                assertThat(gradient.of(parameter).data()).containsOnly(expected);
            }
        }
    }

    @Test
    void aBiasSharedWithAnotherGroupIsPulledOnceAndTwoOfOneGroupBoth() {
        Parameter shared = Parameter.perUnit("shared", Initializer.zero(), 3);
        Parameter own = Parameter.perUnit("own", Initializer.zero(), 3);
        BoltzmannMachine machine =
                BoltzmannMachine.of(new Bias(V, shared), new Bias(H, shared), new Bias(H, own), Pairwise.between(V, H));
        Gradient gradient = gradient(machine, new BiasPressure(machine, H, 0.25), 2, 1);
        assertThat(gradient.of(shared).data()).containsOnly(-0.25f);
        assertThat(gradient.of(own).data()).containsOnly(-0.25f);
    }

    @Test
    void itAddsToOtherObjectives() {
        BoltzmannMachine machine = ClassRbms.bernoulli(2, 2, 2);
        machine.parameters().forEach(p -> machine.theta().of(p).fill(0.5f));
        Group h = machine.group("h");
        Objective one = new BiasPressure(machine, h, 0.25);
        Gradient gradient = gradient(machine, one.plus(one.times(3)), 1, 1);
        assertThat(gradient.of(machine.parameter("h.bias")).data()).containsOnly(-1f);
        assertThat(gradient.of(machine.parameter("y.bias")).data()).containsOnly(0f);
    }

    @Test
    void noPressureIsAllowedAndNegativeIsRefused() {
        BoltzmannMachine machine = BoltzmannMachine.of(Bias.on(V), Bias.on(H), Pairwise.between(V, H));
        assertThat(gradient(machine, new BiasPressure(machine, H, 0), 1, 1)
                        .of(machine.parameter("h.bias"))
                        .data())
                .containsOnly(0f);
        for (double pressure : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new BiasPressure(machine, H, pressure))
                    .withMessageContaining(Double.toString(pressure));
        }
    }

    @Test
    void aGroupWithoutBiasesOfItsOwnIsRefused() {
        BoltzmannMachine without = BoltzmannMachine.of(Bias.on(V), Pairwise.between(V, H));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BiasPressure(without, H, 0.1))
                .withMessageContaining("no term touches it alone");
        BoltzmannMachine lateral = BoltzmannMachine.of(Bias.on(V), Lateral.within(H), Pairwise.between(V, H));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BiasPressure(lateral, H, 0.1))
                .withMessageContaining("coupled");
    }
}
