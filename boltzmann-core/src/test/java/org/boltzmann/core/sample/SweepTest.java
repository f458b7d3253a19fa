package org.boltzmann.core.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Lateral;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.train.TinyMachines;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.junit.jupiter.api.Test;

class SweepTest {

    private static final RandomKey KEY = RandomKey.of(3);

    /** A half clamped group with parameters of its own has no expectation in a gradient: there its sample counts. */
    @Test
    void aLastGroupThatIsPartlyClampedIsDrawnToo() {
        Group h = Group.of("h", new Bernoulli(), 3);
        Group v = Group.of("v", Gaussian.learnedPrecision("v", 4), 4);
        BoltzmannMachine machine =
                TinyMachines.filled(BoltzmannMachine.of(Bias.on(h), Bias.on(v), Pairwise.between(h, v)), 0.5);
        GibbsSampler sampler = new GibbsSampler(machine);
        assertThat(sampler.lastBlock()).containsExactly(v);
        State means = halfClamped(machine, v);
        State samples = halfClamped(machine, v);
        sampler.sweepToMeans(2, means, KEY);
        sampler.sweepWithMeans(2, samples, KEY);
        assertThat(means.of(v).data()).isEqualTo(samples.of(v).data());
        assertThat(means.of(h).data()).isEqualTo(samples.of(h).data());
        assertThat(means.drawn(v).data()).isEqualTo(samples.drawn(v).data());
        for (int j = 0; j < means.columns(); j++) {
            for (int i = 0; i < v.size(); i++) {
                if (means.isClamped(v, i, j)) {
                    assertThat(means.of(v).get(i, j)).isEqualTo(100);
                } else {
                    assertThat(means.of(v).get(i, j)).isBetween(-50f, 50f);
                }
            }
        }
    }

    @Test
    void aGroupMayHoldItsMeansWhereOthersAreDrawn() {
        BoltzmannMachine machine = TinyMachines.rbm(4, 3, 0.7);
        Group v = machine.group("v");
        Group h = machine.group("h");
        State x = machine.newState(6);
        x.of(h).fill(1);
        State expected = machine.newState(6);
        expected.of(h).fill(1);
        GibbsSampler sampler =
                new GibbsSampler(machine).startingWith(List.of(v)).withMeansOf(List.of(v));
        sampler.fillMeans(List.of(v), expected);
        sampler.sweep(x, KEY);
        assertThat(x.of(v).data()).isEqualTo(expected.of(v).data());
        for (float value : x.of(h).data()) {
            assertThat(value).isIn(0f, 1f);
        }
        assertThat(sampler.startingWith(List.of(v))).hasToString(sampler.toString());
    }

    @Test
    void coupledUnitsHaveNoMeansToHold() {
        Group v = Group.of("v", new Bernoulli(), 4);
        GibbsSampler sampler = new GibbsSampler(BoltzmannMachine.of(Bias.on(v), Lateral.within(v)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampler.withMeansOf(List.of(v)))
                .withMessageContaining("coupled");
    }

    private static State halfClamped(BoltzmannMachine machine, Group v) {
        State x = machine.newState(5);
        x.of(v).fill(100);
        for (int j = 0; j < x.columns(); j++) {
            x.clamp(v, j % v.size(), j);
        }
        return x;
    }
}
