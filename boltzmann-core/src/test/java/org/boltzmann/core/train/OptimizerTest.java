package org.boltzmann.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.unit.Bernoulli;
import org.junit.jupiter.api.Test;

class OptimizerTest {

    private static final int STEPS = 10;

    /** A step rounds numbers below 1 four times by at most 6e-8, and momentum of 0.9 keeps errors for ten steps: 10*10*2.4e-7. */
    private static final double ROUNDING = 2.4e-5;

    private final BoltzmannMachine machine = TinyMachines.rbm(3, 2, 0.3);
    private final Gradient gradient = machine.newGradient();
    private final RandomGenerator random = RandomKey.of(3).generator();

    /** Steps of a rule in double, for one number. */
    private interface Reference {
        double step(double theta, double gradient, int step);
    }

    private void drawGradient() {
        for (Parameter parameter : gradient.parameters()) {
            float[] values = gradient.of(parameter).data();
            for (int i = 0; i < values.length; i++) {
                values[i] = 2 * random.nextFloat() - 1;
            }
        }
    }

    /** Follows the first weight. */
    private void check(Optimizer optimizer, Reference reference) {
        Ascent ascent = optimizer.start(machine.theta());
        float[] weights = TinyMachines.values(machine, "v-h.weights");
        double expected = weights[0];
        for (int step = 1; step <= STEPS; step++) {
            drawGradient();
            expected = reference.step(expected, TinyMachines.values(gradient, "v-h.weights")[0], step);
            ascent.step(gradient, 0);
            assertThat((double) weights[0]).as("%s, step %d", optimizer, step).isCloseTo(expected, within(ROUNDING));
        }
    }

    @Test
    void plainAscentAddsTheGradientTimesTheRate() {
        check(Optimizer.sgd(0.1), (theta, g, step) -> theta + 0.1 * g);
    }

    @Test
    void weightDecayActsThroughTheGradient() {
        check(
                Optimizer.sgd(0.1).withPenalty(Penalty.l2(0.5)).withPenalty(Penalty.l2(0.25)),
                (theta, g, step) -> theta + 0.1 * (g - 0.75 * theta));
    }

    @Test
    void classicalMomentumAddsTheVelocity() {
        double[] v = {0};
        check(Optimizer.sgd(0.1).withMomentum(0.9).withPenalty(Penalty.l2(0.5)), (theta, g, step) -> {
            v[0] = 0.9 * v[0] + 0.1 * (g - 0.5 * theta);
            return theta + v[0];
        });
    }

    @Test
    void momentumFollowsItsSchedule() {
        Ascent ascent =
                Optimizer.sgd(0.5).withMomentum(Schedule.step(0.5, 1, 0.25)).start(machine.theta());
        float[] weights = TinyMachines.values(machine, "v-h.weights");
        double start = weights[0];
        TinyMachines.values(gradient, "v-h.weights")[0] = 1;
        ascent.step(gradient, 0); // v = 0.5
        ascent.step(gradient, 0.5); // v = 0.75
        ascent.step(gradient, 1); // v = 0.6875
        // Multiples of 2^-6 below 4 and of 2^-4: no rounding.
        assertThat(weights[0] - start).isEqualTo(0.5 + 0.75 + 0.6875);
    }

    /** The method as its authors state it, on a slope −θ that changes with θ: v ← μ v + ε g(θ + μ v); θ ← θ + v. */
    @Test
    void nesterovIsTheLookAheadOfItsAuthors() {
        double mu = 0.9;
        double rate = 0.1;
        Ascent ascent =
                Optimizer.sgd(rate).withNesterovMomentum(Schedule.constant(mu)).start(machine.theta());
        float[] weights = TinyMachines.values(machine, "v-h.weights");
        double theta = weights[0];
        double v = 0;
        for (int step = 1; step <= STEPS; step++) {
            v = mu * v - rate * (theta + mu * v);
            theta += v;
            TinyMachines.values(gradient, "v-h.weights")[0] = -weights[0];
            ascent.step(gradient, 0);
            assertThat((double) weights[0]).as("step %d", step).isCloseTo(theta + mu * v, within(ROUNDING));
        }
    }

    /** 1 − 0.999f is 0.001 up to 1.3e-5, so that a step of 0.1 errs by 0.7e-6, and ten by less than {@link #ROUNDING}. */
    @Test
    void adamIsTheAlgorithmOfItsAuthors() {
        double[] m = {0};
        double[] s = {0};
        check(Optimizer.adam(Schedule.constant(0.1)).withPenalty(Penalty.l2(0.5)), (theta, slope, step) -> {
            double g = slope - 0.5 * theta;
            m[0] = 0.9 * m[0] + 0.1 * g;
            s[0] = 0.999 * s[0] + 0.001 * g * g;
            double first = m[0] / (1 - Math.pow(0.9, step));
            double second = s[0] / (1 - Math.pow(0.999, step));
            return theta + 0.1 * first / (Math.sqrt(second) + 1e-8);
        });
    }

    @Test
    void theFirstStepOfAdamHasTheLengthOfTheRate() {
        float[] weights = TinyMachines.values(machine, "v-h.weights");
        float[] slopes = TinyMachines.values(gradient, "v-h.weights");
        double[] before = {weights[0], weights[1], weights[2]};
        slopes[0] = 1000;
        slopes[1] = -1e-3f;
        Optimizer.adam(Schedule.constant(0.01)).start(machine.theta()).step(gradient, 0);
        // Relative error 0.7e-5 of 1 − 0.999f and 1e-5 of δ beside 1e-3; a rounding of a number below 1.
        assertThat(weights[0] - before[0]).isCloseTo(0.01, within(3e-7));
        assertThat(weights[1] - before[1]).isCloseTo(-0.01, within(3e-7));
        assertThat((double) weights[2]).isEqualTo(before[2]);
    }

    @Test
    void adamRefusesSettingsOutOfRange() {
        Schedule rate = Schedule.constant(0.1);
        assertThatIllegalArgumentException().isThrownBy(() -> Optimizer.adam(rate, 1, 0.999, 1e-8));
        assertThatIllegalArgumentException().isThrownBy(() -> Optimizer.adam(rate, 0.9, -0.1, 1e-8));
        assertThatIllegalArgumentException().isThrownBy(() -> Optimizer.adam(rate, 0.9, 0.9, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Optimizer.adam(rate, Double.NaN, 0.9, 1e-8));
    }

    @Test
    void aLearningRateOfZeroKeepsAParameterAsItIs() {
        for (Optimizer optimizer : new Optimizer[] {
            Optimizer.sgd(0.1),
            Optimizer.sgd(0.1).withMomentum(0.9),
            Optimizer.sgd(0.1).withNesterovMomentum(Schedule.constant(0.9)),
            Optimizer.adam(Schedule.constant(0.1))
        }) {
            float[] bias = TinyMachines.values(machine, "h.bias").clone();
            float[] weights = TinyMachines.values(machine, "v-h.weights").clone();
            Ascent ascent = optimizer
                    .withPenalty(Penalty.l2(1).on("h.bias"))
                    .withPenalty(Penalty.l1(1).on("h.bias"))
                    .withLearningRate("h.bias", Schedule.constant(0))
                    .start(machine.theta());
            drawGradient();
            ascent.step(gradient, 0);
            ascent.step(gradient, 1);
            assertThat(TinyMachines.values(machine, "h.bias"))
                    .as("%s", optimizer)
                    .containsExactly(bias);
            assertThat(TinyMachines.values(machine, "v-h.weights"))
                    .as("%s", optimizer)
                    .isNotEqualTo(weights);
        }
    }

    @Test
    void aParameterCanHaveALearningRateOfItsOwn() {
        float[] bias = TinyMachines.values(machine, "v.bias");
        float[] weights = TinyMachines.values(machine, "v-h.weights");
        double biasBefore = bias[0];
        double weightBefore = weights[0];
        gradient.parameters().forEach(parameter -> gradient.of(parameter).fill(1));
        Optimizer.sgd(0.5)
                .withLearningRate("v.bias", Schedule.linear(0.25, 0, 2))
                .start(machine.theta())
                .step(gradient, 1);
        assertThat(bias[0] - biasBefore).isEqualTo(0.125);
        assertThat(weights[0] - weightBefore).isEqualTo(0.5);
    }

    @Test
    void aParameterThatDoesNotExistIsNamed() {
        Optimizer rates = Optimizer.sgd(0.1).withLearningRate("w.bias", Schedule.constant(1));
        Optimizer penalties = Optimizer.sgd(0.1).withPenalty(Penalty.l2(1).on("v-w.weights"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rates.start(machine.theta()))
                .withMessageContaining("w.bias")
                .withMessageContaining("v-h.weights");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> penalties.start(machine.theta()))
                .withMessageContaining("v-w.weights");
    }

    @Test
    void anOptimizerIsAValueThatCanBeStartedTwice() {
        Optimizer optimizer = Optimizer.sgd(0.1).withMomentum(0.9);
        BoltzmannMachine other = machine.copy();
        drawGradient();
        Ascent first = optimizer.start(machine.theta());
        first.step(gradient, 0);
        Ascent second = optimizer.start(other.theta());
        second.step(gradient, 0);
        assertThat(TinyMachines.bits(other)).isEqualTo(TinyMachines.bits(machine));
    }

    @Test
    void tiedParametersTakeOneStep() {
        Group a = Group.of("a", new Bernoulli(), 2);
        Group b = Group.of("b", new Bernoulli(), 2);
        Group c = Group.of("c", new Bernoulli(), 3);
        Parameter shared = Parameter.weights("shared", Initializer.zero(), 2, 3);
        BoltzmannMachine tied = BoltzmannMachine.of(Bias.on(c), new Pairwise(a, c, shared), new Pairwise(b, c, shared));
        Gradient slopes = tied.newGradient();
        slopes.of(shared).fill(1);
        Optimizer.sgd(0.5).start(tied.theta()).step(slopes, 0);
        assertThat(tied.theta().of(shared).data()).containsOnly(0.5f);
    }

    @Test
    void theWholeChainIsShown() {
        assertThat(Optimizer.sgd(Schedule.linear(0.1, 0, 5))
                        .withMomentum(0.9)
                        .withPenalty(Penalty.l2(1e-4))
                        .withPenalty(Penalty.maxNorm(3).on("v-h.weights"))
                        .withLearningRate("v.bias", Schedule.constant(0.01)))
                .hasToString("sgd with momentum 0.9, learning rate 0.1 to 0.0 over 5.0 epochs, 0.01 for v.bias,"
                        + " l2(1.0E-4), max-norm(3.0) on v-h.weights");
    }

    @Test
    void anotherMachineIsTrainedLikewiseWithoutWhatBelongsToSingleParameters() {
        assertThat(Optimizer.sgd(0.1)
                        .withMomentum(0.9)
                        .withPenalty(Penalty.l2(1e-4))
                        .withPenalty(Penalty.maxNorm(3).on("v-h.weights"))
                        .withLearningRate("v.bias", Schedule.constant(0.01))
                        .withoutSingleParameters())
                .hasToString(Optimizer.sgd(0.1)
                        .withMomentum(0.9)
                        .withPenalty(Penalty.l2(1e-4))
                        .toString());
    }
}
