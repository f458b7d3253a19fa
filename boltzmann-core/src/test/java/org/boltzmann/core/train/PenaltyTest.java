package org.boltzmann.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.linalg.Matrix;
import org.junit.jupiter.api.Test;

class PenaltyTest {

    private final BoltzmannMachine machine = TinyMachines.rbm(4, 3, 1);
    private final Gradient nothing = machine.newGradient();
    private final Matrix weights = machine.theta().of(machine.parameter("v-h.weights"));

    private void step(Penalty... penalties) {
        Optimizer optimizer = Optimizer.sgd(0.5);
        for (Penalty penalty : penalties) {
            optimizer = optimizer.withPenalty(penalty);
        }
        optimizer.start(machine.theta()).step(nothing, 0);
    }

    @Test
    void anL1PenaltyMovesTowardsZeroAndStopsThere() {
        float[] before = weights.data().clone();
        step(Penalty.l1(1));
        int zeros = 0;
        for (int i = 0; i < before.length; i++) {
            float after = weights.data()[i];
            // 64ths less a half: no rounding.
            assertThat(Math.abs(after)).isEqualTo(Math.max(0, Math.abs(before[i]) - 0.5f));
            assertThat(after * before[i]).isGreaterThanOrEqualTo(0);
            zeros += after == 0 ? 1 : 0;
        }
        assertThat(zeros).isBetween(1, before.length - 1);
        for (int i = 0; i < 20; i++) {
            step(Penalty.l1(1));
        }
        for (float after : weights.data()) {
            assertThat(after == 0).isTrue();
        }
    }

    @Test
    void aLimitScalesLongColumnsAndLeavesShortOnes() {
        for (int i = 0; i < 4; i++) {
            weights.set(i, 0, i == 0 ? 3 : i == 1 ? -4 : 0);
            weights.set(i, 1, 0.5f);
            weights.set(i, 2, 0);
        }
        step(Penalty.maxNorm(2), Penalty.maxNorm(7));
        // Three roundings of 6e-8 of numbers below 2.
        assertThat(weights.get(0, 0)).isCloseTo(1.2f, within(4e-7f));
        assertThat(weights.get(1, 0)).isCloseTo(-1.6f, within(4e-7f));
        assertThat(weights.columns(1, 2).copy().data()).containsOnly(0.5f);
        assertThat(weights.columns(2, 3).copy().data()).containsOnly(0);
    }

    @Test
    void aPenaltyThatNamesAParameterReplacesTheGeneralOneOfItsKind() {
        weights.fill(0.5f);
        step(Penalty.l2(0.5), Penalty.l2(0).on("v-h.weights"), Penalty.l1(0));
        assertThat(weights.data()).containsOnly(0.5f);
        step(Penalty.l2(0.5), Penalty.l2(1).on("v-h.weights"));
        assertThat(weights.data()).containsOnly(0.25f);
    }

    @Test
    void biasesAreSparedUnlessTheyAreNamed() {
        Parameter bias = machine.parameter("v.bias");
        float[] before = machine.theta().of(bias).data().clone();
        float[] weightsBefore = weights.data().clone();
        step(Penalty.l2(0.5), Penalty.l1(0.25), Penalty.maxNorm(0.5));
        assertThat(machine.theta().of(bias).data()).containsExactly(before);
        assertThat(weights.data()).isNotEqualTo(weightsBefore);
        weights.fill(0.5f);

        step(Penalty.l2(0.5).on("v.bias"));
        for (int i = 0; i < before.length; i++) {
            assertThat(machine.theta().of(bias).get(i, 0)).isEqualTo(0.75f * before[i]);
        }
        assertThat(weights.data()).containsOnly(0.5f);
    }

    @Test
    void negativePenaltiesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Penalty.l2(-1)).withMessageContaining("-1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> Penalty.l1(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> Penalty.maxNorm(0));
    }
}
