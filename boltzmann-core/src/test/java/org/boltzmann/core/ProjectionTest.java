package org.boltzmann.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.boltzmann.core.linalg.Backend;
import org.boltzmann.core.linalg.Backends;
import org.boltzmann.core.linalg.Kernels;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Partition;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Factored;
import org.boltzmann.core.train.ContrastiveDivergence;
import org.boltzmann.core.train.ExactPositivePhase;
import org.boltzmann.core.train.MaximumLikelihood;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Real;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Projections are computed once while nothing changes, and anew when something has. */
class ProjectionTest {

    private static final RandomKey KEY = RandomKey.of(5);

    /** Counts the products of a backend, on one tile each. */
    private static final class Counting implements Backend {

        private final Backend inner;
        private int products;

        Counting(Backend inner) {
            this.inner = inner;
        }

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public String description() {
            return "counting";
        }

        @Override
        public void addProduct(
                boolean transposeA,
                boolean transposeB,
                int m,
                int n,
                int k,
                float alpha,
                float[] a,
                int startA,
                int strideA,
                float[] b,
                int startB,
                int strideB,
                float[] c,
                int startC,
                int strideC) {
            products++;
            inner.addProduct(
                    transposeA, transposeB, m, n, k, alpha, a, startA, strideA, b, startB, strideB, c, startC, strideC);
        }
    }

    private final Kernels before = Kernels.get();
    private final Counting counting = new Counting(Backends.choose("ojalgo").backend());
    private final Group x = Group.of("x", new Real(), 5);
    private final Group y = Group.of("y", new Bernoulli(), 4);
    private final Group h = Group.of("h", new Bernoulli(), 3);
    private final Factored factored = Factored.among(6, Initializer.normal(0.5), x, y, h);
    private final BoltzmannMachine machine =
            BoltzmannMachine.of(Bias.on(y), Bias.on(h), factored).initialize(KEY, java.util.Map.of());

    @BeforeEach
    void count() {
        Kernels.use(counting, Partition.AUTO);
    }

    @AfterEach
    void kernelsAsBefore() {
        Kernels.use(before.backend(), before.partition());
    }

    private State pair(int columns) {
        Matrix first = Matrix.zeros(5, columns);
        Matrix second = Matrix.zeros(4, columns);
        for (int i = 0; i < first.data().length; i++) {
            first.data()[i] = (i % 7 - 3) / 2f;
        }
        for (int i = 0; i < second.data().length; i++) {
            second.data()[i] = i % 3 == 0 ? 1 : 0;
        }
        State state = machine.newState(columns);
        return state.set(x, first).set(y, second).clamp(x).clamp(y);
    }

    @Test
    void contrastiveDivergenceOfAFactoredTermTakesFifteenProducts() {
        MaximumLikelihood objective = new MaximumLikelihood(
                new ExactPositivePhase(machine, List.of(y)), new ContrastiveDivergence(machine, 1));
        State batch = pair(8);
        Gradient gradient = machine.newGradient();
        objective.addGradient(batch, 1, KEY, gradient);
        assertThat(counting.products).isEqualTo(15);
        counting.products = 0;
        objective.addGradient(batch, 1, KEY, gradient);
        assertThat(counting.products).as("again, on the same state").isEqualTo(15);
    }

    @Test
    void gradientsAreThoseOfTermsThatRememberNothing() {
        MaximumLikelihood objective = new MaximumLikelihood(
                new ExactPositivePhase(machine, List.of(y)), new ContrastiveDivergence(machine, 3));
        State batch = pair(8);
        for (int step = 0; step < 3; step++) { // parameters and values change between steps
            machine.theta().of(factored.filters().get(step)).set(0, 0, step + 1);
            batch.of(x).set(0, 0, 2 - step);
            Gradient remembered = machine.newGradient();
            objective.addGradient(batch, 1, KEY.at(step), remembered);
            Gradient afresh = machine.newGradient();
            objective.addGradient(pairLike(batch), 1, KEY.at(step), afresh);
            for (Parameter parameter : machine.parameters()) {
                assertThat(remembered.of(parameter).data())
                        .as(parameter.name())
                        .containsExactly(afresh.of(parameter).data());
            }
        }
    }

    private State pairLike(State batch) {
        State copy = machine.newState(batch.columns());
        return copy.set(x, batch.of(x)).set(y, batch.of(y)).clamp(x).clamp(y);
    }

    @Test
    void whatChangesIsProjectedAnew() {
        State state = pair(3);
        Parameter filters = factored.filters().get(1);
        state.remember();
        float[] first = state.projection(machine.theta(), filters, y).data().clone();
        int known = counting.products;
        state.projection(machine.theta(), filters, y);
        assertThat(counting.products).as("nothing has changed").isEqualTo(known);
        state.set(y, Matrix.zeros(4, 3));
        assertThat(state.projection(machine.theta(), filters, y).data())
                .containsOnly(0)
                .isNotEqualTo(first);
        state.forget();
        state.of(y).fill(1); // without a word: nothing is remembered now
        assertThat(state.projection(machine.theta(), filters, y).data()[0]).isNotZero();
    }

    @Test
    void anotherMachineOfTheSameTermsIsNotToldWhatWasRememberedOfTheFirst() {
        BoltzmannMachine other = machine.copy();
        other.theta().of(factored.filters().get(1)).fill(2);
        State state = pair(3);
        float plain = other.fillField(h, state).get(0, 0);
        state.remember();
        machine.fillField(h, state);
        assertThat(other.fillField(h, state).get(0, 0)).isEqualTo(plain);
    }

    @Test
    void imagesAreRememberedBesideProjectionsOfTheSameWeights() {
        Parameter square = Parameter.weights("square", Initializer.normal(1), 4, 4);
        ParameterValues theta = ParameterValues.zeros(List.of(square));
        theta.of(square).set(1, 2, 3);
        State state = pair(2);
        state.of(y).fill(0);
        state.of(y).set(2, 0, 1);
        state.of(y).set(1, 1, 1);
        state.remember();
        counting.products = 0;
        for (int n = 0; n < 2; n++) {
            assertThat(state.image(theta, square, y).data()).containsExactly(0, 3, 0, 0, 0, 0, 0, 0);
            assertThat(state.projection(theta, square, y).data()).containsExactly(0, 0, 0, 0, 0, 0, 3, 0);
        }
        assertThat(counting.products).isEqualTo(2);
        state.of(y).set(2, 1, 1);
        state.changed(y);
        assertThat(state.image(theta, square, y).get(1, 1)).isEqualTo(3);
        State other = machine.newState(2);
        other.remember();
        other.set(y, state);
        assertThat(other.image(theta, square, y).get(1, 1)).isEqualTo(3);
        assertThat(counting.products).as("what was taken over is known").isEqualTo(3);
        state.forget();
        state.image(theta, square, y);
        state.image(theta, square, y);
        assertThat(counting.products).isEqualTo(5);
    }
}
