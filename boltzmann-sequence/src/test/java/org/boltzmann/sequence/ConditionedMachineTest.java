package org.boltzmann.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.Sequences;
import org.boltzmann.core.State;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.unit.Real;
import org.boltzmann.core.unit.Spin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionedMachineTest {

    private static final Group U = Group.of("u", new Real(), 4);

    private static BoltzmannMachine still() {
        return ConditionalMachines.of(
                TinySequences.V,
                TinySequences.H,
                U,
                Emission.biases(),
                ConditionalMachines.First.matchedTo(TinySequences.V));
    }

    private static Elman reading(Group input, Group context) {
        return Elman.reading(input, context, Activation.TANH, 0.1, 0.1);
    }

    @Test
    void aNetworkReadsAGroupAndComputesAContextOfTheMachine() {
        Group other = Group.of("w", new Real(), 4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> still().conditionedBy(reading(TinySequences.V, other)))
                .withMessageContaining("must read a group and compute a context group");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> still().conditionedBy(reading(U, U)))
                .withMessageContaining("must read a group");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> still().conditionedBy(reading(TinySequences.V, TinySequences.H)))
                .withMessageContaining("compute a context group");
        Elman own = reading(TinySequences.V, U);
        CellParameters clashing = new CellParameters(
                own.cell().input(),
                own.cell().recurrent(),
                Parameter.perUnit("v.bias", Initializer.zero(), 4),
                own.cell().start());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> still().conditionedBy(new Elman(TinySequences.V, U, Activation.TANH, clashing)))
                .withMessageContaining("two different parameters are named v.bias");
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DelayLine(TinySequences.V, U))
                .withMessageContaining("no whole number of frames of 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Lstm(TinySequences.V, U, reading(TinySequences.V, U).cell()))
                .withMessageContaining("lstm(v,u)");
        Group spins = Group.of("h", new Spin(), 4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConditionalMachines.recurrentTemporal(
                        TinySequences.V, spins, U, ConditionalMachines.First.matchedTo(TinySequences.V)))
                .withMessageContaining("mean of binary hidden units");
        assertThatIllegalArgumentException().isThrownBy(() -> Emission.lowRank(0));
    }

    @Test
    void aContextFollowsFromSequences() {
        BoltzmannMachine machine = TinySequences.machine("tanh", Emission.biases());
        State loose = machine.newState(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> machine.fillContext(loose))
                .withMessageContaining("the columns of the state are no sequences");
        BoltzmannMachine without = still();
        State x = without.newState(2);
        x.of(U).fill(3);
        without.fillContext(x); // given, and so left alone
        assertThat(x.of(U).data()).containsOnly(3);
    }

    @Test
    void aCopyReadsWithItsOwnParameters() {
        BoltzmannMachine machine = TinySequences.machine("lstm", Emission.biases());
        BoltzmannMachine copy = machine.copy();
        copy.theta().of(copy.parameter("u.start")).fill(0.5f);
        State x = machine.newState(2).setSequences(Sequences.of(2));
        copy.fillContext(x);
        assertThat(x.of(machine.group("u")).columns(0, 1).copy().data()).containsOnly(0.5f);
        machine.fillContext(x);
        assertThat(x.of(machine.group("u")).get(0, 0))
                .isEqualTo(machine.theta().of(machine.parameter("u.start")).get(0, 0));
    }

    /** A batch equals its sequences one by one, whatever their company. */
    @ParameterizedTest
    @ValueSource(strings = {"tanh", "logistic", "lstm", "window"})
    void contextsDoNotDependOnOtherSequences(String network) {
        BoltzmannMachine machine = TinySequences.machine(network, Emission.biases());
        DataSet data = TinySequences.data();
        Matrix together = contexts(machine, data);
        for (int s = 0; s < data.sequences().count(); s++) {
            Matrix alone = contexts(machine, data.subsetOfSequences(s));
            for (int t = 0; t < alone.columns(); t++) {
                for (int i = 0; i < alone.rows(); i++) { // sums of at most 8 floats below 2, in another order
                    assertThat(alone.get(i, t))
                            .isCloseTo(together.get(i, data.sequences().start(s) + t), within(1e-5f));
                }
            }
        }
    }

    private static Matrix contexts(BoltzmannMachine machine, DataSet data) {
        Presentation shown = new Presentation(data, machine.group("v"), Encoding.asIs());
        List<Matrix> parts = new ArrayList<>();
        shown.parts(machine, 100, RandomKey.of(1)).forEach(x -> parts.add(x.of(machine.group("u"))));
        assertThat(parts).hasSize(1);
        return parts.get(0);
    }
}
