package org.boltzmann.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.UnitType;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Lateral;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.unit.Spin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeanFieldBoundTest {

    private static final Initializer STRONG = Initializer.normal(0.8);
    private static final Group V = Group.of("v", new Bernoulli(), 5);

    private static BoltzmannMachine machine(UnitType hidden, boolean coupled) {
        Group h = Group.of("h", hidden, 4);
        List<org.boltzmann.core.Term> terms = new java.util.ArrayList<>(List.of(
                Bias.on(V, Initializer.zero()), Bias.on(h, Initializer.zero()), Pairwise.between(V, h, STRONG)));
        if (coupled) {
            terms.add(Lateral.within(h, STRONG));
        }
        BoltzmannMachine machine = BoltzmannMachine.of(terms);
        machine.initialize(RandomKey.of(7), Map.of());
        return machine;
    }

    private static State data(BoltzmannMachine machine) {
        State x = machine.newState(32);
        Matrix values = Matrix.zeros(5, 32);
        for (int j = 0; j < 32; j++) {
            for (int i = 0; i < 5; i++) {
                values.set(i, j, j >> i & 1);
            }
        }
        return x.observe(V, values);
    }

    private static double[] exact(BoltzmannMachine machine) {
        return Marginal.keeping(machine, List.of(V)).freeEnergy(data(machine));
    }

    @Test
    void whereHiddenUnitsAreIndependentItIsTheLikelihood() {
        for (UnitType type : List.of(new Bernoulli(), new Spin(), new OneHot(2), Gaussian.unitPrecision())) {
            BoltzmannMachine machine = machine(type, false);
            double[] bound = new MeanFieldBound(machine, List.of(V)).of(data(machine));
            double[] exact = exact(machine);
            for (int j = 0; j < bound.length; j++) {
                // sums of some ten products of floats below 10
                assertThat(bound[j]).as("%s, column %d", type.name(), j).isCloseTo(-exact[j], within(2e-5));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bernoulli", "spin", "one-hot"})
    void whereTheyAreNotItLiesBelow(String name) {
        UnitType type = Map.of("bernoulli", new Bernoulli(), "spin", new Spin(), "one-hot", new OneHot(2))
                .get(name);
        BoltzmannMachine machine = machine(type, true);
        double[] bound = new MeanFieldBound(machine, List.of(V)).of(data(machine));
        double[] exact = exact(machine);
        double largest = 0;
        for (int j = 0; j < bound.length; j++) {
            assertThat(bound[j]).isLessThanOrEqualTo(-exact[j] + 2e-5);
            largest = Math.max(largest, -exact[j] - bound[j]);
        }
        assertThat(largest).as("a bound that is no equality, and a tight one").isBetween(1e-4, 2.0);
    }

    @Test
    void theLogLikelihoodOfSuchAMachineIsBoundedAndSaysSo() {
        BoltzmannMachine machine = machine(new Bernoulli(), true);
        LogPartitionEstimate logPartition = LogPartitionEstimate.exact(machine);
        LogLikelihood bound =
                LogLikelihood.atLeast(new MeanFieldBound(machine, List.of(V)), List.of(data(machine)), logPartition);
        LogLikelihood exact = LogLikelihood.of(machine, List.of(V), List.of(data(machine)), logPartition);
        assertThat(bound.mean()).isLessThan(exact.mean()).isCloseTo(exact.mean(), within(0.5));
        assertThat(bound.examples()).isEqualTo(32);
    }

    @Test
    void whatIsNotObservedInFullIsRefused() {
        BoltzmannMachine machine = machine(new Bernoulli(), true);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MeanFieldBound(machine, List.of(V)).of(machine.newState(2)))
                .withMessageContaining("not observed in full");
    }
}
