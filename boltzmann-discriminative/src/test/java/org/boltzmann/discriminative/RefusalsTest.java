package org.boltzmann.discriminative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Lateral;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.unit.Real;
import org.junit.jupiter.api.Test;

/** What cannot be meant is refused, before it is computed. */
class RefusalsTest {

    private static final RandomKey KEY = RandomKey.of(1);

    private final BoltzmannMachine machine = ClassRbms.bernoulli(4, 3, 2);
    private final Group v = machine.group("v");
    private final Group y = machine.group("y");
    private final Group h = machine.group("h");

    private static void assertNoLabel(Group group) {
        Group v = Group.of("v", new Bernoulli(), 2);
        BoltzmannMachine machine = BoltzmannMachine.of(Pairwise.between(v, group));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Classifier.of(machine, List.of(v), group))
                .withMessageContaining(group.name())
                .withMessageContaining("one block of one-hot units");
        assertThatIllegalArgumentException().isThrownBy(() -> ConditionalLikelihood.of(machine, List.of(v), group));
        assertThatIllegalArgumentException().isThrownBy(() -> UnknownLabelPhase.summed(machine, List.of(v), group));
        assertThatIllegalArgumentException().isThrownBy(() -> UnknownLabelPhase.drawn(machine, List.of(v), group));
    }

    @Test
    void aLabelIsOneBlockOfOneHotUnits() {
        assertNoLabel(Group.of("digit", new Bernoulli(), 2));
        assertNoLabel(Group.of("digit", new Bernoulli(), 1));
        assertNoLabel(Group.of("digit", new OneHot(3), 6));
        assertNoLabel(Group.of("digit", new Real(), 3));
    }

    @Test
    void aLabelIsAGroupOfTheMachine() {
        Group absent = Group.of("digit", new OneHot(3), 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Classifier.of(machine, List.of(v), absent))
                .withMessageContaining("digit")
                .withMessageContaining("h");
    }

    @Test
    void missingValuesAreRefusedWhereverTheyAre() {
        Matrix holes = Matrix.zeros(4, 2);
        holes.set(1, 1, Float.NaN);
        BoltzmannMachine enumerated = BoltzmannMachine.of(
                Bias.on(y), Bias.on(h), Lateral.within(h), Pairwise.between(v, h), Pairwise.between(y, h));
        for (BoltzmannMachine any : List.of(machine, enumerated)) {
            State x = any.newState(2).observe(v, holes).clamp(y);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Classifier.of(any, List.of(v), y).logProbabilities(x))
                    .withMessageContaining("group v has missing values");
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            ConditionalLikelihood.of(any, List.of(v), y).addGradient(x, 1, KEY, any.newGradient()))
                    .withMessageContaining("group v has missing values");
        }
        State x = machine.newState(2).observe(v, holes);
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        UnknownLabelPhase.summed(machine, List.of(v), y).addGradient(x, 1, KEY, machine.newGradient()))
                .withMessageContaining("group v has missing values");
    }

    @Test
    void aNumberThatIsNoneDoesNotBecomeAProbability() {
        State x = machine.newState(3);
        x.of(v).set(2, 1, Float.NaN);
        Matrix p = Classifier.of(machine, List.of(v), y).probabilities(x);
        assertThat(p.columns(1, 2).copy().data()).containsOnly(Float.NaN);
        assertThat(p.columns(0, 1).copy().data()).doesNotContain(Float.NaN);
        assertThat(p.columns(2, 3).copy().data()).doesNotContain(Float.NaN);
    }

    @Test
    void examplesWithoutALabelAreRefused() {
        ConditionalLikelihood objective = ConditionalLikelihood.of(machine, List.of(v), y);
        State none = machine.newState(2).clamp(v);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> objective.addGradient(none, 1, KEY, machine.newGradient()))
                .withMessageContaining("group y does not hold a label for every example");
        State some = machine.newState(2).clamp(v).clamp(y, 0, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> objective.addGradient(some, 1, KEY, machine.newGradient()))
                .withMessageContaining("group y does not hold a label for every example");
    }

    @Test
    void labelsAreRefusedByThePhaseForExamplesWithoutThem() {
        UnknownLabelPhase phase = UnknownLabelPhase.drawn(machine, List.of(v), y);
        State all = machine.newState(2).clamp(v).clamp(y);
        State some = machine.newState(2).clamp(v).clamp(y, 0, 1);
        for (State x : List.of(all, some)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> phase.addGradient(x, 1, KEY, machine.newGradient()))
                    .withMessageContaining("group y holds labels");
        }
    }

    @Test
    void weightsAndProbabilitiesOutOfBoundsAreRefused() {
        ConditionalLikelihood objective = ConditionalLikelihood.of(machine, List.of(v), y);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> objective.withClassWeights(1, 2))
                .withMessageContaining("2 weights")
                .withMessageContaining("3");
        for (double weight : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> objective.withClassWeights(1, weight, 1))
                    .withMessageContaining(Double.toString(weight));
        }
        for (double dropped : new double[] {-0.1, 1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> objective.withDropout(dropped))
                    .withMessageContaining(Double.toString(dropped));
        }
        State x = machine.newState(2).clamp(v).clamp(y);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> objective.addGradient(x, 1, new double[3], KEY, machine.newGradient()))
                .withMessageContaining("3 weights")
                .withMessageContaining("2 columns");
    }
}
