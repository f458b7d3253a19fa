package org.boltzmann.discriminative;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.random.RandomGenerator;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.Term;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Factored;
import org.boltzmann.core.term.Lateral;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.unit.Spin;
import org.junit.jupiter.api.Test;

/** Hidden units that depend on each other given data and label: enumerated where they are few, refused where they are many. */
class JoinedHiddenGroupsTest {

    private static final Group V = Group.of("v", new Bernoulli(), 3);
    private static final Group Y = Group.of("y", new OneHot(3), 3);
    private static final Group H = Group.of("h", new Bernoulli(), 3);

    private static void assertObeysTheLaws(List<Group> hidden, Term... terms) {
        BoltzmannMachine machine = BoltzmannMachine.of(terms);
        RandomGenerator random = RandomKey.of(5).generator();
        for (Parameter parameter : machine.parameters()) {
            float[] values = machine.theta().of(parameter).data();
            for (int i = 0; i < values.length; i++) {
                values[i] = (random.nextInt(129) - 64) / 64f;
            }
        }
        LabelledMachine labelled = LabelledMachine.of(machine, Y, hidden);
        State x = RandomLabelledMachines.labelled(labelled, 3, RandomKey.of(6));
        ClassificationLaws laws = new ClassificationLaws(labelled, x, RandomKey.of(7));
        laws.classProbabilities();
        laws.conditionalGradient();
        laws.classAndColumnWeights();
    }

    @Test
    void aDeepMachineClassifiesExactly() {
        Group k = Group.of("k", new Spin(), 2);
        assertObeysTheLaws(
                List.of(H, k),
                Bias.on(V),
                Bias.on(Y),
                Bias.on(H),
                Bias.on(k),
                Pairwise.between(V, H),
                Pairwise.between(H, k),
                Pairwise.between(Y, k));
    }

    @Test
    void hiddenUnitsCoupledWithEachOtherAreEnumerated() {
        assertObeysTheLaws(
                List.of(H), Bias.on(Y), Bias.on(H), Lateral.within(H), Pairwise.between(V, H), Pairwise.between(Y, H));
    }

    @Test
    void normalHiddenUnitsJoinedToBinaryOnesAreSummedOutBesideThem() {
        Group k = Group.of("k", Gaussian.learnedPrecision("k", 2), 2);
        assertObeysTheLaws(
                List.of(H, k), Bias.on(V), Bias.on(H), Pairwise.between(V, H), Factored.among(2, Y, H, k), Bias.on(k));
    }

    @Test
    void theValuesOfTheLabelAreNotLookedAtEvenIfSomeOfThemAreClamped() {
        for (Term joining : List.of(Lateral.within(H), Pairwise.between(Y, H))) {
            BoltzmannMachine machine = BoltzmannMachine.of(Bias.on(Y), Bias.on(H), Pairwise.between(V, H), joining);
            State x = machine.newState(2).clamp(V).clamp(Y, 0, 1).clamp(H, 2, 0);
            Classifier.of(machine, List.of(V), Y).logProbabilities(x);
        }
    }

    @Test
    void tooManyStatesAreRefusedAtOnceNamingTheTermThatJoinsThem() {
        for (int units : new int[] {17, 30}) {
            Group h = Group.of("h", new Bernoulli(), units);
            Group k = Group.of("k", new Bernoulli(), units);
            BoltzmannMachine machine =
                    BoltzmannMachine.of(Pairwise.between(V, h), Pairwise.between(h, k), Pairwise.between(Y, k));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Classifier.of(machine, List.of(V), Y))
                    .withMessageContaining("pairwise(h,k)")
                    .withMessageContaining("2^" + units);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ConditionalLikelihood.of(machine, List.of(V), Y))
                    .withMessageContaining("pairwise(h,k)");
        }
    }

    @Test
    void unlabelledExamplesOfSuchAMachineAreRefusedNamingTheTerm() {
        BoltzmannMachine machine =
                BoltzmannMachine.of(Pairwise.between(V, H), Lateral.within(H), Pairwise.between(Y, H));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UnknownLabelPhase.summed(machine, List.of(V), Y))
                .withMessageContaining("lateral(h)")
                .withMessageContaining("GibbsPositivePhase");
    }

    @Test
    void unitsThatDependOnEachOtherCannotBeLeftOut() {
        BoltzmannMachine machine =
                BoltzmannMachine.of(Pairwise.between(V, H), Lateral.within(H), Pairwise.between(Y, H));
        ConditionalLikelihood objective =
                ConditionalLikelihood.of(machine, List.of(V), Y).withDropout(0.5);
        State x = machine.newState(1).clamp(V).clamp(Y);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> objective.addGradient(x, 1, RandomKey.of(1), machine.newGradient()))
                .withMessageContaining("without dropout");
    }
}
