package org.boltzmann.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.LogSum;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.train.TinyMachines;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.junit.jupiter.api.Test;

class LogPartitionBoundTest {

    /** Sums of some ten energies in float. */
    private static final double ROUNDING = 1e-5;

    private final BoltzmannMachine machine = TinyMachines.rbm(5, 3, 1);
    private final Group v = machine.group("v");
    private final Group h = machine.group("h");

    /** All 2^5 states of v, column j the bits of j. */
    private State all() {
        State x = machine.newState(32);
        for (int j = 0; j < 32; j++) {
            for (int i = 0; i < 5; i++) {
                x.of(v).set(i, j, j >> i & 1);
            }
        }
        return x;
    }

    @Test
    void allStatesTogetherGiveLogZ() {
        LogPartitionBound bound = new LogPartitionBound(machine, List.of(h));
        assertThat(bound.value()).isEqualTo(Double.NEGATIVE_INFINITY);
        bound.add(all());
        assertThat(bound.value()).isCloseTo(Marginal.logPartition(machine), within(ROUNDING));
    }

    @Test
    void aStateThatIsSeenTwiceCountsOnceWhateverTheSignOfItsZeros() {
        LogPartitionBound bound = new LogPartitionBound(machine, List.of(h));
        State x = machine.newState(3);
        x.of(v).set(1, 0, 1);
        x.of(v).set(1, 2, 1);
        x.of(v).set(0, 2, -0f);
        bound.add(x);
        bound.add(x);
        double[] f = Marginal.summing(machine, List.of(h)).freeEnergy(x);
        LogSum two = new LogSum();
        two.add(-f[0]);
        two.add(-f[1]);
        assertThat(bound.value()).isCloseTo(two.value(), within(1e-12)).isLessThan(Marginal.logPartition(machine));
    }

    @Test
    void whatIsNoStateDoesNotCount() {
        LogPartitionBound bound = new LogPartitionBound(machine, List.of(h));
        State x = machine.newState(1);
        x.of(v).set(2, 0, 0.5f);
        bound.add(x);
        assertThat(bound.value()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void aValueOfAContinuousUnitHasNoProbabilityAndDoesNotCount() {
        Group real = Group.of("v", Gaussian.unitPrecision(), 2);
        BoltzmannMachine gaussian =
                TinyMachines.filled(BoltzmannMachine.of(Bias.on(real), Bias.on(h), Pairwise.between(real, h)), 0.5);
        LogPartitionBound ofValues = new LogPartitionBound(gaussian, List.of(h));
        ofValues.add(gaussian.newState(1));
        assertThat(ofValues.value()).isEqualTo(Double.NEGATIVE_INFINITY);
        LogPartitionBound ofHidden = new LogPartitionBound(gaussian, List.of(real));
        ofHidden.add(gaussian.newState(1));
        assertThat(ofHidden.value()).isFinite().isLessThan(Marginal.logPartition(gaussian));
    }

    /** The mode of h_0 = 1 weighs e^45 and lies behind a wall: of 20 chains over 101 temperatures none gets there, but data do. */
    @Test
    void dataShowAnEstimateThatIsTooLow() {
        Group wide = Group.of("v", new Bernoulli(), 20);
        Group one = Group.of("h", new Bernoulli(), 2);
        BoltzmannMachine far = BoltzmannMachine.of(Bias.on(wide), Bias.on(one), Pairwise.between(wide, one));
        far.theta().of(far.parameters().get(1)).set(0, 0, -555);
        for (int i = 0; i < 20; i++) {
            far.theta().of(far.parameters().get(2)).set(i, 0, 30);
        }
        AnnealedImportanceSampling annealing = AnnealedImportanceSampling.of(far, Map.of());
        double[] betas = AnnealedImportanceSampling.uniformBetas(101);
        LogPartitionEstimate blind = annealing.run(20, betas, RandomKey.of(1));
        State data = far.newState(1);
        data.of(wide).fill(1);
        data.clamp(wide);
        LogPartitionEstimate seeing = annealing.run(20, betas, RandomKey.of(1), List.of(wide), List.of(data));
        double exact = Marginal.logPartition(far);
        assertThat(exact).isGreaterThan(40);
        assertThat(blind.value()).isLessThan(exact - 5);
        assertThat(seeing.value()).isEqualTo(blind.value());
        assertThat(seeing.atLeast()).isBetween(exact - 0.2, exact + ROUNDING);
        assertThat(seeing.isTooLow()).isTrue();
        assertThat(seeing.doubt().orElseThrow()).contains("log Z is at least", "annealing found only");
    }

    @Test
    void chainsAloneGiveABoundForEachContext() {
        BoltzmannMachine conditional = TinyMachines.withContext(1);
        Group c = conditional.group("c");
        State contexts = conditional.newState(3);
        contexts.of(c).set(0, 1, 2);
        contexts.of(c).set(1, 2, -1);
        double[] exact = Marginal.summingAll(conditional).freeEnergy(contexts);
        List<LogPartitionEstimate> estimates = AnnealedImportanceSampling.of(conditional, Map.of())
                .run(contexts, 50, AnnealedImportanceSampling.uniformBetas(20), RandomKey.of(2));
        for (int j = 0; j < exact.length; j++) {
            // 50 chains see most of the 4 states that are kept
            assertThat(estimates.get(j).atLeast()).isBetween(-exact[j] - 1, -exact[j] + ROUNDING);
            assertThat(estimates.get(j).doubt()).isEmpty();
        }
    }

    /** On a machine as small as this the chains see all there is, so that the bound is log Z and must not find fault. */
    @Test
    void anEstimateWithinItsErrorIsNotTooLow() {
        for (int seed = 0; seed < 50; seed++) {
            LogPartitionEstimate estimate = AnnealedImportanceSampling.of(machine, Map.of())
                    .run(100, AnnealedImportanceSampling.uniformBetas(30), RandomKey.of(seed));
            assertThat(estimate.atLeast()).isLessThan(Marginal.logPartition(machine) + ROUNDING);
            assertThat(estimate.doubt()).as("seed %d: %s", seed, estimate).isEmpty();
        }
    }
}
