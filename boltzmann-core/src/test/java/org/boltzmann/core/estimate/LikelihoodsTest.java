package org.boltzmann.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.train.TinyMachines;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.OneHot;
import org.junit.jupiter.api.Test;

class LikelihoodsTest {

    private static final RandomKey KEY = RandomKey.of(37);

    /** Fields are floats of numbers below 8: each free energy is known to 1e-6, and few are added. */
    private static final double FIELDS = 1e-5;

    private static State all(BoltzmannMachine machine) {
        return machine.newState(16).observe(machine.group("v"), TinyMachines.allBits(4));
    }

    /** log p of all 16 states of the visible units, from the energies of all joint states. */
    private static double[] bruteForce(BoltzmannMachine machine) {
        double[] p = new double[16];
        double total = 0;
        State x = machine.newState(1);
        for (int v = 0; v < 16; v++) {
            for (int h = 0; h < 8; h++) {
                for (int i = 0; i < 4; i++) {
                    x.of(machine.group("v")).set(i, 0, v >> i & 1);
                }
                for (int i = 0; i < 3; i++) {
                    x.of(machine.group("h")).set(i, 0, h >> i & 1);
                }
                double[] energy = {0};
                machine.addEnergy(x, energy);
                p[v] += Math.exp(-energy[0]);
            }
            total += p[v];
        }
        for (int v = 0; v < 16; v++) {
            p[v] = Math.log(p[v] / total);
        }
        return p;
    }

    @Test
    void theLogLikelihoodIsThatOfAllJointStates() {
        BoltzmannMachine machine = TinyMachines.rbm(4, 3, 0.8);
        double[] expected = bruteForce(machine);
        double sum = 0;
        double squares = 0;
        for (double logProbability : expected) {
            sum += logProbability / 16;
        }
        for (double logProbability : expected) {
            squares += (logProbability - sum) * (logProbability - sum);
        }
        LogPartitionEstimate exact = LogPartitionEstimate.exact(machine);
        LogLikelihood whole = LogLikelihood.of(machine, List.of(machine.group("v")), List.of(all(machine)), exact);
        assertThat(whole.mean()).isCloseTo(sum, within(FIELDS));
        assertThat(whole.spread()).isCloseTo(Math.sqrt(squares / 15), within(FIELDS));
        assertThat(whole.examples()).isEqualTo(16);
        assertThat(whole.standardError()).isZero();

        Presentation parts = new Presentation(
                DataSet.of("all", List.of(4), TinyMachines.allBits(4)), machine.group("v"), Encoding.asIs());
        LogLikelihood inParts = LogLikelihood.of(
                machine,
                List.of(machine.group("v")),
                parts.parts(machine, 7, KEY),
                new LogPartitionEstimate(exact.value() + 1, 0.25, 0.5, 3, 10));
        assertThat(inParts.mean()).isCloseTo(sum - 1, within(FIELDS));
        assertThat(inParts.standardError()).isEqualTo(0.25);
        assertThat(inParts.bias()).isEqualTo(0.5);
        assertThat(inParts.examples()).isEqualTo(16);
    }

    @Test
    void givenContextEachExampleHasItsOwnLogZ() {
        BoltzmannMachine machine = TinyMachines.withContext(1);
        State x = machine.newState(3);
        x.set(machine.group("c"), Matrix.wrap(2, 3, new float[] {0, 0, 1, -1, -0.5f, 2}));
        x.observe(machine.group("v"), Matrix.wrap(3, 3, new float[] {0, 1, 1, 0, 0, 1, 1, 1, 0}));
        List<Group> observed = List.of(machine.group("v"));
        LogLikelihood exact = LogLikelihood.conditional(machine, observed, List.of(x));
        double[] free = Marginal.summingAll(machine).freeEnergy(x);
        LogLikelihood estimated = LogLikelihood.conditional(
                machine,
                observed,
                List.of(x),
                part -> List.of(
                        new LogPartitionEstimate(-free[0] + 0.3, 0.1, 0.01, 1, 10),
                        new LogPartitionEstimate(-free[1], 0.2, 0.02, 1, 10),
                        new LogPartitionEstimate(-free[2], 0.2, 0.03, 1, 10)));
        assertThat(estimated.mean()).isCloseTo(exact.mean() - 0.1, within(FIELDS));
        assertThat(estimated.standardError()).isCloseTo(0.3 / 3, within(1e-12));
        assertThat(estimated.bias()).isCloseTo(0.02, within(1e-12));
        assertThat(estimated.examples()).isEqualTo(3);
        assertThat(exact.standardError()).isZero();
    }

    @Test
    void oneExampleHasNoSpread() {
        BoltzmannMachine machine = TinyMachines.rbm(4, 3, 0.8);
        State x = machine.newState(1).clamp(machine.group("v"));
        assertThat(LogLikelihood.of(
                                machine, List.of(machine.group("v")), List.of(x), LogPartitionEstimate.exact(machine))
                        .spread())
                .isZero();
    }

    @Test
    void thePseudoLogLikelihoodIsTheSumOfTheConditionals() {
        BoltzmannMachine machine = TinyMachines.rbm(4, 3, 0.8);
        double[] logP = bruteForce(machine);
        double[] actual =
                new PseudoLogLikelihood(machine, List.of(machine.group("v")), machine.group("v")).of(all(machine));
        for (int v = 0; v < 16; v++) {
            double expected = 0;
            for (int i = 0; i < 4; i++) {
                expected += logP[v] - Math.log(Math.exp(logP[v]) + Math.exp(logP[v ^ 1 << i]));
            }
            assertThat(actual[v]).as("state %d", v).isCloseTo(expected, within(FIELDS));
        }
    }

    @Test
    void oneHotUnitsAreConditionedABlockAtATime() {
        Group v = Group.of("v", new OneHot(3), 6);
        Group h = Group.of("h", new Bernoulli(), 2);
        BoltzmannMachine machine =
                TinyMachines.filled(BoltzmannMachine.of(Bias.on(v), Bias.on(h), Pairwise.between(v, h)), 0.8);
        Marginal marginal = Marginal.keeping(machine, List.of(v));
        State x = machine.newState(1).observe(v, Matrix.wrap(6, 1, new float[] {0, 1, 0, 0, 0, 1}));
        double expected = 0;
        for (int block = 0; block < 2; block++) {
            double total = 0;
            for (int k = 0; k < 3; k++) {
                Matrix changed = x.of(v).copy();
                changed.rows(3 * block, 3 * block + 3).fill(0);
                changed.set(3 * block + k, 0, 1);
                total += Math.exp(-marginal.freeEnergy(x.with(v, changed))[0]);
            }
            expected -= marginal.freeEnergy(x)[0] + Math.log(total);
        }
        assertThat(new PseudoLogLikelihood(machine, List.of(v), v).of(x)[0]).isCloseTo(expected, within(FIELDS));
    }

    @Test
    void theEstimateFromOneUnitIsUnbiased() {
        BoltzmannMachine machine = TinyMachines.rbm(4, 3, 0.8);
        PseudoLogLikelihood pseudo = new PseudoLogLikelihood(machine, List.of(machine.group("v")), machine.group("v"));
        State one = machine.newState(1)
                .observe(
                        machine.group("v"),
                        TinyMachines.allBits(4).columns(5, 6).copy());
        int columns = 20_000;
        Matrix same = Matrix.zeros(4, columns);
        for (int j = 0; j < columns; j++) {
            same.columns(j, j + 1).set(one.of(machine.group("v")));
        }
        double[] estimates = pseudo.estimate(machine.newState(columns).observe(machine.group("v"), same), KEY);
        double sum = 0;
        double squares = 0;
        for (double estimate : estimates) {
            sum += estimate;
            squares += estimate * estimate;
        }
        double mean = sum / columns;
        double error = Math.sqrt((squares / columns - mean * mean) / columns);
        assertThat(error).isBetween(1e-4, 0.05);
        assertThat(mean).isCloseTo(pseudo.of(one)[0], within(4 * error));
    }

    @Test
    void realUnitsHaveNoStatesToSumOver() {
        Group v = Group.of("v", Gaussian.unitPrecision(), 3);
        BoltzmannMachine machine = BoltzmannMachine.of(Bias.on(v));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PseudoLogLikelihood(machine, List.of(v), v))
                .withMessageContaining("infinitely many");
    }

    @Test
    void theReconstructionErrorIsTheSquaredDistanceToTheMean() {
        Group v = Group.of("v", Gaussian.unitPrecision(), 2);
        Group h = Group.of("h", new Bernoulli(), 1);
        BoltzmannMachine machine = BoltzmannMachine.of(Bias.on(v), Bias.on(h), Pairwise.between(v, h));
        // The hidden unit is 1 but with probability e⁻⁴⁰, so that the means of v are b + W = (1.5, -1).
        machine.theta().of(machine.parameter("h.bias")).fill(40);
        machine.theta().of(machine.parameter("v.bias")).set(Matrix.wrap(2, 1, new float[] {1, -0.5f}));
        machine.theta().of(machine.parameter("v-h.weights")).set(Matrix.wrap(2, 1, new float[] {0.5f, -0.5f}));
        State x = machine.newState(3).observe(v, Matrix.wrap(2, 3, new float[] {1.5f, -1, 0.5f, -1, 3.5f, 3}));
        double[] errors = new ReconstructionError(machine, v).of(x, KEY);
        assertThat(errors).containsExactly(0, 0.5, 10);
        assertThat(x.of(v).data()).containsExactly(1.5f, -1, 0.5f, -1, 3.5f, 3);
    }
}
