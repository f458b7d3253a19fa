package org.boltzmann.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.train.TinyMachines;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.unit.Spin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnnealedImportanceSamplingTest {

    private static final RandomKey KEY = RandomKey.of(31);
    private static final int CHAINS = 1000;
    private static final double[] BETAS = AnnealedImportanceSampling.uniformBetas(101);

    private static BoltzmannMachine joined(Group v, Group h, double spread) {
        return TinyMachines.filled(BoltzmannMachine.of(Bias.on(v), Bias.on(h), Pairwise.between(v, h)), spread);
    }

    private static BoltzmannMachine gaussian() {
        Group v = Group.of("v", Gaussian.learnedPrecision("v", 3), 3);
        return joined(v, Group.of("h", new Bernoulli(), 4), 0.6);
    }

    static Stream<BoltzmannMachine> machines() {
        return Stream.of(
                TinyMachines.rbm(5, 3, 1),
                joined(Group.of("v", new Spin(), 4), Group.of("h", new Spin(), 3), 0.5),
                joined(Group.of("v", new OneHot(3), 6), Group.of("h", new Bernoulli(), 3), 1),
                gaussian(),
                TinyMachines.threeLayers(1));
    }

    /** Four standard errors: one seed in 16,000 would fail; where log w scatters by less than 0.5 the error itself is known. */
    private static void assertAgrees(LogPartitionEstimate estimate, BoltzmannMachine machine) {
        assertThat(estimate.deviation()).isLessThan(0.5);
        assertThat(estimate.standardError()).isBetween(1e-6, 0.5 / Math.sqrt(CHAINS) * 1.2);
        assertThat(estimate.value())
                .isCloseTo(Marginal.logPartition(machine), within(4 * estimate.standardError() + estimate.bias()));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void annealingAgreesWithEnumerationWhicheverGroupsAreSummed(BoltzmannMachine machine) {
        AnnealedImportanceSampling annealing = AnnealedImportanceSampling.of(machine, Map.of());
        assertAgrees(annealing.run(CHAINS, BETAS, KEY), machine);
        for (Group group : machine.groups()) {
            assertAgrees(annealing.summing(List.of(group)).run(CHAINS, BETAS, KEY.at(group.name())), machine);
        }
        assertAgrees(annealing.summing(List.of()).run(CHAINS, BETAS, KEY), machine);
    }

    @Test
    void theLargestIndependentSetIsSummedOutByItself() {
        BoltzmannMachine machine = TinyMachines.threeLayers(1);
        assertThat(AnnealedImportanceSampling.of(machine, Map.of()).summed())
                .containsExactly(machine.group("v"), machine.group("l"));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> AnnealedImportanceSampling.of(machine, Map.of()).summing(machine.groups()))
                .withMessageContaining("pairwise(v,h)");
    }

    @ParameterizedTest
    @MethodSource("machines")
    void theBaseMayBeMatchedToData(BoltzmannMachine machine) {
        Group v = machine.group("v");
        Matrix mean = Matrix.zeros(v.size(), 1);
        mean.fill(v.type() instanceof OneHot ? 1 / 3f : 0.3f);
        assertAgrees(AnnealedImportanceSampling.of(machine, Map.of(v, mean)).run(CHAINS, BETAS, KEY), machine);
    }

    @ParameterizedTest
    @MethodSource("machines")
    void theBaseMayBeAMachineOfTheCallers(BoltzmannMachine machine) {
        BoltzmannMachine base = TinyMachines.filled(
                BoltzmannMachine.of(machine.groups().stream().map(Bias::on).toList()), 0.3);
        machine.groups().stream()
                .flatMap(group -> group.type().parameters().stream())
                .forEach(precision -> base.theta().of(precision).fill(0));
        AnnealedImportanceSampling annealing =
                AnnealedImportanceSampling.of(machine, Map.of()).withBase(base);
        assertAgrees(annealing.run(CHAINS, BETAS, KEY), machine);
        assertThat(annealing.summed())
                .isEqualTo(AnnealedImportanceSampling.of(machine, Map.of()).summed());
    }

    @Test
    void aBaseThatJoinsGroupsOrHasOthersIsRefused() {
        BoltzmannMachine machine = TinyMachines.rbm(3, 2, 1);
        AnnealedImportanceSampling annealing = AnnealedImportanceSampling.of(machine, Map.of());
        assertThatIllegalArgumentException().isThrownBy(() -> annealing.withBase(machine));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> annealing.withBase(BoltzmannMachine.of(Bias.on(machine.group("v")))))
                .withMessageContaining("biases only");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> annealing.withBase(
                        BoltzmannMachine.of(Bias.on(machine.group("v")), Bias.on(Group.of("h", new Bernoulli(), 3)))));
    }

    @Test
    void withContextLogZIsThatOfEachColumn() {
        BoltzmannMachine machine = TinyMachines.withContext(1);
        State contexts = contexts(machine);
        double[] free = Marginal.summingAll(machine).freeEnergy(contexts);
        AnnealedImportanceSampling annealing = AnnealedImportanceSampling.of(machine, Map.of());
        for (AnnealedImportanceSampling one :
                List.of(annealing, annealing.summing(List.of()), annealing.summing(List.of(machine.group("h"))))) {
            List<LogPartitionEstimate> estimates = one.run(contexts, CHAINS, BETAS, KEY);
            assertThat(estimates).hasSize(contexts.columns());
            for (int j = 0; j < free.length; j++) {
                LogPartitionEstimate estimate = estimates.get(j);
                assertThat(estimate.deviation()).isLessThan(0.5);
                assertThat(estimate.chains()).isEqualTo(CHAINS);
                assertThat(estimate.value())
                        .as("context %d, %s", j, one)
                        .isCloseTo(-free[j], within(4 * estimate.standardError() + estimate.bias()));
            }
        }
    }

    /** Five contexts, so different that log Z differs by many standard errors: 1000 chains of each are led in more than one part. */
    private static State contexts(BoltzmannMachine machine) {
        State contexts = machine.newState(5);
        contexts.set(machine.group("c"), Matrix.wrap(2, 5, new float[] {0, 0, 1, -1, -0.5f, 2, 1.5f, 1, -2, -1}));
        return contexts;
    }

    /** As {@link #theMeanOfManyShortRunsIsUnbiased}, of each context. */
    @Test
    void withContextTheMeanOfManyShortRunsIsUnbiased() {
        BoltzmannMachine machine = TinyMachines.withContext(1);
        State contexts = contexts(machine);
        double[] free = Marginal.summingAll(machine).freeEnergy(contexts);
        AnnealedImportanceSampling annealing = AnnealedImportanceSampling.of(machine, Map.of());
        int runs = 1000;
        double[] sum = new double[free.length];
        double[] squares = new double[free.length];
        double[] logarithms = new double[free.length];
        for (int run = 0; run < runs; run++) {
            List<LogPartitionEstimate> estimates =
                    annealing.run(contexts, 4, AnnealedImportanceSampling.uniformBetas(6), KEY.at(run));
            for (int j = 0; j < free.length; j++) {
                double value = estimates.get(j).value() + free[j];
                double ratio = Math.exp(value);
                sum[j] += ratio;
                squares[j] += ratio * ratio;
                logarithms[j] += value;
            }
        }
        for (int j = 0; j < free.length; j++) {
            double mean = sum[j] / runs;
            double error = Math.sqrt((squares[j] / runs - mean * mean) / runs);
            assertThat(error).isLessThan(0.05);
            assertThat(mean).as("context %d", j).isCloseTo(1, within(4 * error));
            assertThat(logarithms[j] / runs).isLessThan(Math.log(mean));
        }
    }

    @Test
    void contextIsNeverSummedNorLeftOut() {
        BoltzmannMachine machine = TinyMachines.withContext(1);
        AnnealedImportanceSampling annealing = AnnealedImportanceSampling.of(machine, Map.of());
        assertThat(annealing.summed()).doesNotContain(machine.group("c"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> annealing.run(10, BETAS, KEY))
                .withMessageContaining("context c");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> annealing.summing(List.of(machine.group("c"))))
                .withMessageContaining("context c");
    }

    @Test
    void betasMustRiseFromZeroToOne() {
        AnnealedImportanceSampling annealing = AnnealedImportanceSampling.of(TinyMachines.rbm(3, 2, 1), Map.of());
        for (double[] wrong : new double[][] {
            {}, {0}, {1}, {0, 0.5}, {0.1, 1}, {0, 0.6, 0.5, 1}, {0, Double.NaN, 1}, {0, 1.5, 1}, {1, 0}
        }) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> annealing.run(10, wrong, KEY))
                    .withMessageContaining(wrong.length + " betas");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> annealing.run(1, BETAS, KEY));
        assertThatIllegalArgumentException().isThrownBy(() -> AnnealedImportanceSampling.uniformBetas(1));
        assertThat(AnnealedImportanceSampling.uniformBetas(5)).containsExactly(0, 0.25, 0.5, 0.75, 1);
    }

    @Test
    void theSameKeyGivesTheSameEstimate() {
        AnnealedImportanceSampling annealing = AnnealedImportanceSampling.of(gaussian(), Map.of());
        LogPartitionEstimate once = annealing.run(10, BETAS, KEY);
        assertThat(annealing.run(10, BETAS, KEY)).isEqualTo(once);
        assertThat(annealing.run(10, BETAS, KEY.at(1))).isNotEqualTo(once);
    }

    /** However short the run, the mean weight is unbiased; the tolerance is four standard errors of the mean of the runs. */
    @ParameterizedTest
    @MethodSource("machines")
    void theMeanOfManyShortRunsIsUnbiased(BoltzmannMachine machine) {
        AnnealedImportanceSampling annealing = AnnealedImportanceSampling.of(machine, Map.of());
        double logPartition = Marginal.logPartition(machine);
        int runs = 1000;
        double sum = 0;
        double squares = 0;
        double logarithms = 0;
        for (int run = 0; run < runs; run++) {
            double value = annealing
                            .run(4, AnnealedImportanceSampling.uniformBetas(6), KEY.at(run))
                            .value()
                    - logPartition;
            double ratio = Math.exp(value);
            sum += ratio;
            squares += ratio * ratio;
            logarithms += value;
        }
        double mean = sum / runs;
        double error = Math.sqrt((squares / runs - mean * mean) / runs);
        assertThat(error).isLessThan(0.05);
        assertThat(mean).isCloseTo(1, within(4 * error));
        // By Jensen's inequality, strict for weights that differ.
        assertThat(logarithms / runs).isLessThan(Math.log(mean));
    }
}
