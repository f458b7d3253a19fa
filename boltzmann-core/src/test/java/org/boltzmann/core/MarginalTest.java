package org.boltzmann.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.boltzmann.core.linalg.LogSum;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.train.TinyMachines;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.OneHot;
import org.junit.jupiter.api.Test;

/** What a marginal refuses; that its figures are right is tested with the test kit. */
class MarginalTest {

    private final Group v = Group.of("v", new Bernoulli(), 3);
    private final Group h = Group.of("h", new Bernoulli(), 2);
    private final Group z = Group.of("z", new Bernoulli(), 2);

    @Test
    void missingValuesAreRefusedWhetherOrNotAnythingIsEnumerated() {
        for (BoltzmannMachine machine : List.of(
                BoltzmannMachine.of(Pairwise.between(v, h)),
                BoltzmannMachine.of(Pairwise.between(v, h), Pairwise.between(h, z), Pairwise.between(v, z)))) {
            State x = machine.newState(1).observe(v, Matrix.wrap(3, 1, new float[] {1, Float.NaN, 0}));
            Marginal marginal = Marginal.keeping(machine, List.of(v));
            assertThatThrownBy(() -> marginal.freeEnergy(x))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("group v has missing values");
            assertThatThrownBy(() ->
                            marginal.addGradient(x.clamp(h, 0, 0), ColumnWeights.uniform(1), machine.newGradient()))
                    .hasMessageContaining("group v has missing values");
            assertThat(marginal.freeEnergy(x.clamp(v))[0]).isFinite();
        }
    }

    @Test
    void whatWouldTakeTooLongIsRefusedNamingTheTerm() {
        Group large = Group.of("v", new Bernoulli(), 40);
        Group other = Group.of("h", new Bernoulli(), 26);
        BoltzmannMachine machine = BoltzmannMachine.of(Bias.on(large), Pairwise.between(large, other));
        assertThatThrownBy(() -> Marginal.logPartition(machine))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pairwise(v,h)")
                .hasMessageContaining("2^26");
    }

    @Test
    void anyNumberOfIndependentGroupsIsSummedInClosedForm() {
        List<Term> biases = new ArrayList<>();
        for (int g = 0; g < 40; g++) {
            biases.add(Bias.on(Group.of("g" + g, new Bernoulli(), 2)));
        }
        // Each unit's log 2 is a float, good to 2^-25.
        assertThat(Marginal.logPartition(BoltzmannMachine.of(biases)))
                .isCloseTo(80 * Math.log(2), within(80 * 0x1p-25));
    }

    @Test
    void aOneHotBlockOfManyClassesKnowsItsStatesWithoutListingThem() {
        OneHot type = new OneHot(100_000);
        float[] values = new float[100_000];
        assertThat(type.isState(values, 0)).isFalse();
        values[77_777] = 1;
        assertThat(type.isState(values, 0)).isTrue();
        values[5] = 1;
        assertThat(type.isState(values, 0)).isFalse();
        assertThat(type.states()).hasSize(100_000);
    }

    /** Against log Z = log Σ_h exp(c h) Π_i ∫ exp(−x²/2 + f_i x) dx in double: 3 units of mean 10^6 have ½ |f|² = 1.5 10^12. */
    @Test
    void normalUnitsOfLargeMeanLoseNoDigitsOfLogZ() {
        Group v = Group.of("v", Gaussian.unitPrecision(), 3);
        Group h = Group.of("h", new Bernoulli(), 4);
        BoltzmannMachine machine =
                TinyMachines.filled(BoltzmannMachine.of(Bias.on(v), Bias.on(h), Pairwise.between(v, h)), 0.001);
        Matrix b = machine.theta().of(machine.parameter("v.bias"));
        Matrix c = machine.theta().of(machine.parameter("h.bias"));
        Matrix w = machine.theta().of(machine.parameter("v-h.weights"));
        RandomGenerator random = RandomKey.of(3).generator();
        for (int i = 0; i < 3; i++) {
            b.set(i, 0, 1e6f + i);
            for (int j = 0; j < 4; j++) {
                w.set(i, j, (float) (1e-6 * random.nextGaussian()));
            }
        }
        LogSum sum = new LogSum();
        for (int state = 0; state < 16; state++) {
            double log = 1.5 * Math.log(2 * Math.PI);
            for (int i = 0; i < 3; i++) {
                double field = b.get(i, 0);
                for (int j = 0; j < 4; j++) {
                    field += (state >> j & 1) * (double) w.get(i, j);
                }
                log += field * field / 2;
            }
            for (int j = 0; j < 4; j++) {
                log += (state >> j & 1) * (double) c.get(j, 0);
            }
            sum.add(log);
        }
        // a double near 1.5e12 has steps of 2.4e-4; the same in float is off by more than 1
        assertThat(Marginal.logPartition(machine)).isCloseTo(sum.value(), within(2e-3));
    }
}
