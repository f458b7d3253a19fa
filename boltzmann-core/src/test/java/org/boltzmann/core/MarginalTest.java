package org.boltzmann.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.unit.Bernoulli;
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
}
