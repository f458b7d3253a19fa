package org.boltzmann.higherorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.term.ThreeWay;
import org.boltzmann.core.train.ExactNegativePhase;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.unit.Spin;
import org.boltzmann.higherorder.HigherOrderMachines.Interactions;
import org.boltzmann.testkit.MachineContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HigherOrderMachinesTest {

    private static BoltzmannMachine machine(int order, Interactions interactions) {
        Initializer first = Initializer.normal(1);
        return HigherOrderMachines.of(
                Group.of("v", new Bernoulli(), 4),
                Optional.of(Group.of("y", new OneHot(2), 2)),
                Optional.of(Group.of("h", new Bernoulli(), 3)),
                order,
                0,
                interactions,
                first,
                first);
    }

    @Nested
    class AllInteractions extends MachineContract {

        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return HigherOrderMachinesTest.machine(3, Interactions.ALL).initialize(key, Map.of());
        }
    }

    @Nested
    class HiddenUnitsApart extends MachineContract {

        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            return HigherOrderMachinesTest.machine(4, Interactions.RESTRICTED).initialize(key, Map.of());
        }
    }

    @Nested
    class SpinsWithoutHiddenUnits extends MachineContract {

        @Override
        protected BoltzmannMachine machine(RandomKey key) {
            BoltzmannMachine machine = HigherOrderMachines.visible(Group.of("v", new Spin(), 5), 4);
            machine.parameters()
                    .forEach(parameter -> Multiples.fill(
                            machine.theta().of(parameter),
                            key.at(parameter.name()).generator()));
            return machine;
        }
    }

    @Test
    void termsAreThoseOfEachOrderAndCombinationOfGroups() {
        BoltzmannMachine machine = machine(3, Interactions.ALL);
        assertThat(machine.parameters().stream().map(Parameter::name))
                .containsExactly(
                        "v.bias",
                        "y.bias",
                        "h.bias",
                        "v.order-2.weights",
                        "v-y.weights",
                        "h.order-2.weights",
                        "v-h.weights",
                        "y-h.weights",
                        "v.order-3.weights",
                        "v-y.order-3.weights",
                        "h.order-3.weights",
                        "v-h.order-3.weights",
                        "y-h.order-3.weights",
                        "v-h-y.weights");
        assertThat(machine.terms())
                .hasAtLeastOneElementOfType(Pairwise.class)
                .hasAtLeastOneElementOfType(ThreeWay.class);
        // products of up to 3 of 4 + 1 (of two states) + 3 units: those without y, and those with one of its states
        long products =
                machine.parameters().stream().mapToLong(Parameter::length).sum();
        assertThat(products).isEqualTo((7 + 21 + 35) + 2 * (1 + 7 + 21));
    }

    @Test
    void restrictedHiddenUnitsAreIndependentGivenAllOthers() {
        BoltzmannMachine machine = machine(4, Interactions.RESTRICTED);
        assertThat(machine.isLateral(machine.group("h"))).isFalse();
        assertThat(machine.isLateral(machine.group("v"))).isTrue();
        assertThat(machine(4, Interactions.ALL).isLateral(machine.group("h"))).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> machine(0, Interactions.ALL))
                .withMessageContaining("order");
    }

    /** Of a concave likelihood, from wherever learning begins: all eight states can be told by products of up to three units. */
    @Test
    void learningWithoutHiddenUnitsEndsAtTheOneMaximum() {
        Group v = Group.of("v", new Bernoulli(), 3);
        double[] wanted = {0.05, 0.2, 0.05, 0.1, 0.25, 0.05, 0.1, 0.2};
        Matrix states = Matrix.zeros(3, 8);
        float[] weights = new float[8];
        for (int j = 0; j < 8; j++) {
            weights[j] = (float) wanted[j];
            for (int i = 0; i < 3; i++) {
                states.set(i, j, j >> i & 1);
            }
        }
        for (int start = 0; start < 2; start++) {
            BoltzmannMachine machine = HigherOrderMachines.visible(v, 3);
            Parameter[] parameters = machine.parameters().toArray(new Parameter[0]);
            for (Parameter parameter : parameters) {
                machine.theta().of(parameter).fill(start == 0 ? 0 : 1);
            }
            State data = machine.newState(8).set(v, states);
            ExactNegativePhase model = new ExactNegativePhase(machine);
            for (int step = 0; step < 4000; step++) {
                Gradient gradient = machine.newGradient();
                machine.addGradient(data, ColumnWeights.of(weights), gradient);
                model.addGradient(data, -1, RandomKey.of(step), gradient);
                for (Parameter parameter : parameters) {
                    Matrix theta = machine.theta().of(parameter);
                    for (int e = 0; e < parameter.length(); e++) {
                        theta.data()[e] += 2 * gradient.of(parameter).data()[e];
                    }
                }
            }
            double logZ = Marginal.logPartition(machine);
            double[] free = Marginal.keeping(machine, List.of(v)).freeEnergy(data);
            for (int j = 0; j < 8; j++) {
                assertThat(Math.exp(-free[j] - logZ)).isCloseTo(wanted[j], within(1e-3));
            }
        }
    }
}
