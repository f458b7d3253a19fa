package org.boltzmann.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Workers;
import org.boltzmann.core.sample.MeanField;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Lateral;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.OneHot;
import org.junit.jupiter.api.Test;

class MeanFieldPositivePhaseTest {

    private static final RandomKey KEY = RandomKey.of(3);

    private static BoltzmannMachine general(double deviation) {
        Group v = Group.of("v", new Bernoulli(), 5);
        Group h = Group.of("h", new Bernoulli(), 40);
        Initializer weights = Initializer.normal(deviation);
        return BoltzmannMachine.of(
                        Bias.on(v),
                        Bias.on(h, weights),
                        Lateral.within(v, weights),
                        Lateral.within(h, weights),
                        Pairwise.between(v, h, weights))
                .initialize(KEY, Map.of());
    }

    private static State batch(BoltzmannMachine machine, int columns) {
        State x = machine.newState(columns);
        Matrix v = x.of(machine.group("v"));
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < v.rows(); i++) {
                v.set(i, j, (j >> i) & 1);
            }
        }
        return x.clamp(machine.group("v"));
    }

    private static float[] gradientOf(PositivePhase phase, BoltzmannMachine machine, State batch, String parameter) {
        Gradient gradient = machine.newGradient();
        phase.addGradient(batch, 1, KEY, gradient);
        return gradient.of(machine.parameter(parameter)).data();
    }

    @Test
    void itIsExactWhereHiddenUnitsAreIndependent() {
        BoltzmannMachine rbm = TinyMachines.rbm(4, 3, 1);
        List<Group> observed = List.of(rbm.group("v"));
        for (Parameter parameter : rbm.parameters()) {
            float[] exact = gradientOf(new ExactPositivePhase(rbm, observed), rbm, batch(rbm, 9), parameter.name());
            float[] found = gradientOf(new MeanFieldPositivePhase(rbm, 5), rbm, batch(rbm, 9), parameter.name());
            for (int k = 0; k < exact.length; k++) { // sums of 9 columns in another order of summation at worst
                assertThat((double) found[k]).isCloseTo(exact[k], org.assertj.core.data.Offset.offset(1e-5));
            }
        }
    }

    @Test
    void everyMeanIsThatOfItsFieldAtTheMeansOfAllOthers() {
        BoltzmannMachine machine = general(0.3);
        Group h = machine.group("h");
        State x = batch(machine, 32);
        new MeanFieldPositivePhase(machine, 100).addGradient(x, 1, KEY, machine.newGradient());
        Matrix means = x.drawn(h).copy();
        State atMeans = batch(machine, 32).set(h, means);
        Matrix field = machine.fillField(h, atMeans);
        Matrix expected = Matrix.zeros(h.size(), 32);
        machine.fillMean(h, field, expected);
        for (int k = 0; k < expected.data().length; k++) {
            // a mean moves by less than the tolerance in a round, and the others by as much after it, each with a
            // weight
            assertThat(Math.abs(means.data()[k] - expected.data()[k])).isLessThan(5e-3f);
        }
    }

    @Test
    void aSampleOfValidStatesIsLeft() {
        BoltzmannMachine machine = general(0.3);
        State x = batch(machine, 8);
        new MeanFieldPositivePhase(machine, 20).addGradient(x, 1, KEY, machine.newGradient());
        for (float value : x.of(machine.group("h")).data()) {
            assertThat(value).isIn(0f, 1f);
        }
    }

    @Test
    void missingValuesAreFilledInAndGivenOnesKept() {
        BoltzmannMachine machine = general(0.3);
        Group v = machine.group("v");
        Matrix data = batch(machine, 8).of(v).copy();
        data.set(2, 3, Float.NaN);
        State x = machine.newState(8).observe(v, data);
        Gradient gradient = machine.newGradient();
        new MeanFieldPositivePhase(machine, 20).addGradient(x, 1, KEY, gradient);
        for (int j = 0; j < 8; j++) {
            for (int i = 0; i < 5; i++) {
                if (i == 2 && j == 3) {
                    assertThat(x.of(v).get(i, j)).isIn(0f, 1f);
                } else {
                    assertThat(x.of(v).get(i, j)).isEqualTo(data.get(i, j));
                }
            }
        }
    }

    @Test
    void itsBitsDoNotDependOnTheNumberOfThreads() {
        int threads = Workers.shared().threads();
        BoltzmannMachine machine = general(0.3);
        try {
            Workers.useThreads(1);
            float[] one =
                    gradientOf(new MeanFieldPositivePhase(machine, 9), machine, batch(machine, 128), "h-h.weights");
            for (int n : new int[] {2, 4}) {
                Workers.useThreads(n);
                assertThat(gradientOf(
                                new MeanFieldPositivePhase(machine, 9), machine, batch(machine, 128), "h-h.weights"))
                        .containsExactly(one);
            }
        } finally {
            Workers.useThreads(threads);
        }
    }

    @Test
    void namesAndRoundsAreChecked() {
        BoltzmannMachine machine = general(0.1);
        List<Group> observed = List.of(machine.group("v"));
        assertThatIllegalArgumentException().isThrownBy(() -> new MeanFieldPositivePhase(machine, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PositivePhases.choose("best", machine, observed, 5))
                .withMessageContaining("mean-field");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PositivePhases.choose("exact", machine, observed, 5))
                .withMessageContaining("lateral(h)");
        assertThat(PositivePhases.choose("gibbs", machine, observed, 5).phase()).hasToString("gibbs-5");
    }

    @Test
    void contrastiveDivergenceStartsWithTheDataOfALateralVisibleGroup() {
        BoltzmannMachine machine = general(0.3);
        State x = batch(machine, 32);
        new MeanFieldPositivePhase(machine, 20).addGradient(x, 1, KEY, machine.newGradient());
        float[] once = gradientOf(
                (batch, factor, key, gradient) ->
                        new ContrastiveDivergence(machine, 1).addGradient(batch, factor, key, gradient),
                machine,
                x,
                "v-v.weights");
        ContrastiveDivergence used = new ContrastiveDivergence(machine, 1);
        used.addGradient(x, 1, KEY.at("before"), machine.newGradient());
        Gradient again = machine.newGradient();
        used.addGradient(x, 1, KEY, again);
        assertThat(again.of(machine.parameter("v-v.weights")).data()).containsExactly(once);
    }

    /** Of two one-hot units that favour equal states it finds those in which it began; groups in their first state are visited last. */
    @Test
    void meanFieldBeginsInTheFirstStateOfGroupsThatAreNamed() {
        Group a = Group.of("a", new OneHot(3), 3);
        Group b = Group.of("b", new OneHot(3), 3);
        BoltzmannMachine machine = BoltzmannMachine.of(Pairwise.between(a, b));
        for (int k = 0; k < 3; k++) {
            machine.theta().of(machine.parameter("a-b.weights")).set(k, k, 6);
        }
        State x = machine.newState(1);
        new MeanField(machine, 30).fillMeans(x);
        assertThat(x.of(b).data()).as("as 0 says nothing, all are equal").containsOnly(1 / 3f);
        List<Group> open =
                new MeanField(machine, 30).startingInFirstState(List.of(a)).fillMeans(x);
        assertThat(open).containsExactly(b, a);
        assertThat(x.of(a).get(0, 0)).isGreaterThan(0.9f);
        assertThat(x.of(b).get(0, 0)).isGreaterThan(0.9f);
        Group real = Group.of("real", Gaussian.unitPrecision(), 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MeanField(machine, 1).startingInFirstState(List.of(real)))
                .withMessageContaining("real");
    }
}
