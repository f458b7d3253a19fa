package org.boltzmann.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Factored;
import org.boltzmann.core.train.ContrastiveDivergence;
import org.boltzmann.core.train.ExactPositivePhase;
import org.boltzmann.core.train.MaximumLikelihood;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Real;
import org.junit.jupiter.api.Test;

/** A step of CD-1 of a factored three-way term makes fifteen products, none of them twice. */
class FactoredProductsTest {

    @Test
    void fifteenProductsAndNoneTwice() {
        Group x = Group.of("x", new Real(), 8);
        Group y = Group.of("y", new Bernoulli(), 9);
        Group h = Group.of("h", new Bernoulli(), 7);
        BoltzmannMachine machine = BoltzmannMachine.of(Factored.among(5, x, y, h), Bias.on(y), Bias.on(h))
                .initialize(RandomKey.of(1), Map.of());
        State batch = machine.newState(11);
        SplittableRandom random = new SplittableRandom(1);
        for (Group group : List.of(x, y)) {
            Matrix values = batch.of(group);
            for (int i = 0; i < values.data().length; i++) {
                values.data()[i] = random.nextInt(2);
            }
        }
        batch.clamp(y);
        Gradient gradient = machine.newGradient();
        MaximumLikelihood objective = new MaximumLikelihood(
                new ExactPositivePhase(machine, List.of(y)), new ContrastiveDivergence(machine, 1));
        List<Product> products = TermBench.record(() -> objective.addGradient(batch, 1, RandomKey.of(2), gradient));
        assertThat(products).hasSize(15);
        for (int p = 0; p < products.size(); p++) {
            for (int q = 0; q < p; q++) {
                assertThat(isSame(products.get(p), products.get(q)))
                        .as("products %d and %d", q, p)
                        .isFalse();
            }
        }
    }

    /** The same operation on equal factors, wherever they lie. */
    private static boolean isSame(Product one, Product other) {
        return one.transposeA() == other.transposeA()
                && one.transposeB() == other.transposeB()
                && isEqual(one.a(), other.a())
                && isEqual(one.b(), other.b());
    }

    private static boolean isEqual(Matrix one, Matrix other) {
        return one.rows() == other.rows()
                && Arrays.equals(one.copy().data(), other.copy().data());
    }
}
