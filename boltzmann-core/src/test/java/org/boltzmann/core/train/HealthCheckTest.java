package org.boltzmann.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.unit.Bernoulli;
import org.junit.jupiter.api.Test;

class HealthCheckTest {

    private static Matrix draws(long seed) {
        Random random = new Random(seed);
        Matrix drawn = Matrix.zeros(50, 100);
        for (int i = 0; i < drawn.data().length; i++) {
            drawn.data()[i] = random.nextInt(4) == 0 ? 1 : 0;
        }
        return drawn;
    }

    /** Of 5,000 pairs the share that changed, 3/8, has a standard error of 0.0068, 1.8 % of it. */
    @Test
    void independentDrawsHaveMobilityOneAndFrozenChainsNone() {
        assertThat(HealthCheck.mobility(draws(1), draws(2))).isCloseTo(1, within(0.09));
        assertThat(HealthCheck.mobility(draws(1), draws(1))).isZero();
        assertThat(HealthCheck.mobility(Matrix.zeros(2, 3), Matrix.zeros(2, 3))).isNaN();
    }

    /** A machine that stands still, its parameters as given, watched for 4 epochs of 500 steps. */
    private static List<HealthCheck.Warning> standing(float weight, float hiddenBias) {
        Group v = Group.of("v", new Bernoulli(), 6);
        Group h = Group.of("h", new Bernoulli(), 4);
        BoltzmannMachine machine = BoltzmannMachine.of(Bias.on(v), Bias.on(h), Pairwise.between(v, h));
        machine.initialize(RandomKey.of(1), Map.of());
        machine.theta().of(machine.parameter("v.bias")).fill(-2 * weight);
        machine.theta().of(machine.parameter("h.bias")).fill(hiddenBias - 3 * weight);
        machine.theta().of(machine.parameter("v-h.weights")).fill(weight);
        Matrix values = Matrix.zeros(6, 500);
        for (int j = 250; j < 500; j++) {
            values.columns(j, j + 1).fill(1); // half of them all off, half all on: two modes
        }
        Presentation data = new Presentation(DataSet.of("halves", List.of(6), values), v, Encoding.asIs());
        PersistentContrastiveDivergence chains = new PersistentContrastiveDivergence(machine, 1, 50);
        for (int j = 0; j < 25; j++) {
            chains.chains().of(v).columns(j, j + 1).fill(1);
            chains.chains().of(h).columns(j, j + 1).fill(1);
        }
        Objective objective = new MaximumLikelihood(new ExactPositivePhase(machine, data.observed()), chains);
        List<HealthCheck.Warning> told = new ArrayList<>();
        HealthCheck check = new HealthCheck(objective, data, Optional.empty(), RandomKey.of(2), told::add);
        new Trainer(machine, objective, Optimizer.sgd(0), 1, 3, List.of(check)).train(data, 4);
        return told;
    }

    @Test
    void chainsBetweenTwoModesDoNotMix() {
        assertThat(standing(8, 0)).extracting(HealthCheck.Warning::kind).contains(HealthCheck.Kind.CHAINS);
        assertThat(standing(0.1f, 0)).isEmpty();
    }

    @Test
    void unitsThatAreAlwaysOnOrOffAreTold() {
        assertThat(standing(0, 6))
                .singleElement()
                .satisfies(warning -> assertThat(warning.kind()).isEqualTo(HealthCheck.Kind.SATURATED))
                .satisfies(warning -> assertThat(warning.figure()).isEqualTo(1));
        assertThat(standing(0, -6))
                .singleElement()
                .satisfies(warning -> assertThat(warning.kind()).isEqualTo(HealthCheck.Kind.DEAD));
    }
}
