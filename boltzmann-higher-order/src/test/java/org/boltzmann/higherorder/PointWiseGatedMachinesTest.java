package org.boltzmann.higherorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.estimate.MeanFieldBound;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Workers;
import org.boltzmann.core.sample.GibbsSampler;
import org.boltzmann.core.sample.MeanField;
import org.boltzmann.core.train.ContrastiveDivergence;
import org.boltzmann.core.train.MaximumLikelihood;
import org.boltzmann.core.train.Optimizer;
import org.boltzmann.core.train.PositivePhases;
import org.boltzmann.core.train.Trainer;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.testkit.MachineContract;
import org.boltzmann.testkit.Oracle;
import org.boltzmann.testkit.RandomMachines;
import org.boltzmann.testkit.SamplingLaws;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Point-wise gated machines are what their paper says, and obey the laws of machines. */
class PointWiseGatedMachinesTest extends MachineContract {

    private final int threads = Workers.shared().threads();

    @AfterEach
    void threadsAsBefore() {
        Workers.useThreads(threads);
    }

    @Override
    protected BoltzmannMachine machine(RandomKey key) {
        return tiny(key, true);
    }

    private static BoltzmannMachine tiny(RandomKey key, boolean labelled) {
        Group v = Group.of("v", new Bernoulli(), 2);
        List<Group> hidden =
                List.of(Group.of("h1", new Bernoulli(), 2), Group.of("h2", new Bernoulli(), labelled ? 1 : 3));
        BoltzmannMachine machine = labelled
                ? PointWiseGatedMachines.of(v, "z", hidden, Group.of("y", new OneHot(2), 2))
                : PointWiseGatedMachines.of(v, "z", hidden);
        var random = key.generator();
        for (Parameter parameter : machine.parameters()) {
            float[] values = machine.theta().of(parameter).data();
            for (int i = 0; i < values.length; i++) {
                values[i] = (random.nextInt(257) - 128) / 64f;
            }
        }
        return machine;
    }

    @Test
    void chainsStayAtTheDistribution() {
        BoltzmannMachine machine = tiny(RandomKey.of(5), true);
        assertThat(SamplingLaws.checkAll(machine, SamplingLaws.gibbs(machine), RandomKey.of(6)))
                .isPositive();
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** The three conditionals of the paper, in which z is the first component's unit and 1 - z the second's. */
    @Test
    void conditionalsAreThePublishedOnes() {
        BoltzmannMachine machine = tiny(RandomKey.of(7), false);
        State x = RandomMachines.state(machine, 20, RandomKey.of(8));
        Matrix v = x.of(machine.group("v"));
        Matrix z = x.of(machine.group("z"));
        for (int j = 0; j < 20; j++) {
            for (int i = 0; i < 2; i++) {
                double first = said(machine, x, 0, i, j);
                double second = said(machine, x, 1, i, j);
                double on = z.get(2 * i, j);
                assertThat(mean(machine, x, "v").get(i, j))
                        .isCloseTo((float) logistic(on * first + (1 - on) * second), within(1e-6f));
                assertThat(mean(machine, x, "z").get(2 * i, j))
                        .isCloseTo((float) logistic(v.get(i, j) * (first - second)), within(1e-6f));
            }
            for (int k = 0; k < 3; k++) {
                double field = machine.theta().of(machine.parameter("h2.bias")).get(k, 0);
                for (int i = 0; i < 2; i++) {
                    field += (1 - z.get(2 * i, j))
                            * v.get(i, j)
                            * machine.theta()
                                    .of(machine.parameter("v-z1-h2.weights"))
                                    .get(i, k);
                }
                assertThat(mean(machine, x, "h2").get(k, j)).isCloseTo((float) logistic(field), within(1e-6f));
            }
        }
    }

    /** (W^r h^r + c^r)_i. */
    private static double said(BoltzmannMachine machine, State x, int component, int i, int j) {
        Matrix h = x.of(machine.group("h" + (component + 1)));
        Matrix weights = machine.theta().of(machine.parameter("v-z" + component + "-h" + (component + 1) + ".weights"));
        double sum = machine.theta()
                .of(machine.parameter("v-z" + component + ".bias"))
                .get(i, 0);
        for (int k = 0; k < h.rows(); k++) {
            sum += weights.get(i, k) * h.get(k, j);
        }
        return sum;
    }

    private static Matrix mean(BoltzmannMachine machine, State x, String name) {
        Group group = machine.group(name);
        Matrix field = Matrix.zeros(group.size(), x.columns());
        machine.addField(group, x, field);
        machine.fillMean(group, field, field);
        return field;
    }

    @Test
    void thePositivePhaseIsMeanFieldAndSaysWhy() {
        BoltzmannMachine few = tiny(RandomKey.of(1), true);
        assertThat(PositivePhases.choose("auto", few, List.of(few.group("v"), few.group("y")), 10)
                        .toString())
                .startsWith("exact: masked(v,z0,h1) joins z and h1, so that the 4 states of z are enumerated");
        BoltzmannMachine machine = PointWiseGatedMachines.of(
                Group.of("v", new Bernoulli(), 40),
                "z",
                List.of(Group.of("h1", new Bernoulli(), 30), Group.of("h2", new Bernoulli(), 30)),
                Group.of("y", new OneHot(2), 2));
        List<Group> observed = List.of(machine.group("v"), machine.group("y"));
        assertThat(PositivePhases.choose("auto", machine, observed, 10))
                .hasToString("mean-field: masked(v,z0,h1) joins z and h1");
        assertThat(new GibbsSampler(machine).blocks().get(0)).isEqualTo(observed);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PositivePhases.choose("exact", machine, observed, 10))
                .withMessageContaining("masked(v,z0,h1)");
    }

    private static State every(BoltzmannMachine machine) {
        Group v = machine.group("v");
        Matrix values = Matrix.zeros(2, 4);
        for (int j = 0; j < 4; j++) {
            values.set(0, j, j & 1);
            values.set(1, j, j >> 1);
        }
        return machine.newState(4).observe(v, values);
    }

    @Test
    void theBoundOfMeanFieldLiesBelowTheLikelihoodAndMostlyClose() {
        double gaps = 0;
        for (int n = 0; n < 50; n++) {
            BoltzmannMachine machine = tiny(RandomKey.of(n), false);
            Group v = machine.group("v");
            double[] bound = new MeanFieldBound(machine, List.of(v)).of(every(machine));
            for (int j = 0; j < bound.length; j++) {
                double exact =
                        Oracle.given(machine, every(machine), j, List.of(v)).logSum();
                // sums of some ten products of floats below 10
                assertThat(bound[j]).as("machine %d, column %d", n, j).isLessThanOrEqualTo(exact + 2e-5);
                gaps += (exact - bound[j]) / (50 * 4);
            }
        }
        assertThat(gaps).isBetween(1e-3, 0.5);
    }

    /** One round of the published alternation: hidden units where the first component explains all, then the mask. */
    @Test
    void meanFieldCanBeginWhereTheFirstComponentExplainsAll() {
        BoltzmannMachine machine = tiny(RandomKey.of(3), false);
        State x = every(machine);
        MeanField meanField = new MeanField(machine, 1).startingInFirstState(List.of(machine.group("z")));
        assertThat(meanField).hasToString("mean-field-1 from the first state of [z]");
        meanField.fillMeans(x);
        for (int j = 0; j < 4; j++) {
            for (int k = 0; k < 2; k++) {
                double field = machine.theta().of(machine.parameter("h1.bias")).get(k, 0);
                for (int i = 0; i < 2; i++) {
                    field += x.of(machine.group("v")).get(i, j)
                            * machine.theta()
                                    .of(machine.parameter("v-z0-h1.weights"))
                                    .get(i, k);
                }
                assertThat(x.of(machine.group("h1")).get(k, j)).isCloseTo((float) logistic(field), within(1e-6f));
            }
            for (int k = 0; k < 3; k++) {
                double bias = machine.theta().of(machine.parameter("h2.bias")).get(k, 0);
                assertThat(x.of(machine.group("h2")).get(k, j)).isCloseTo((float) logistic(bias), within(1e-6f));
            }
            for (int i = 0; i < 2; i++) {
                double field =
                        x.of(machine.group("v")).get(i, j) * (said(machine, x, 0, i, j) - said(machine, x, 1, i, j));
                assertThat(x.of(machine.group("z")).get(2 * i, j)).isCloseTo((float) logistic(field), within(1e-6f));
            }
        }
    }

    /** Where a pixel is off it says nothing of who explains it. */
    @Test
    void theMaskOfWhatIsOffIsUniform() {
        BoltzmannMachine machine = tiny(RandomKey.of(2), false);
        State x = every(machine);
        new MeanField(machine, 25).fillMeans(x);
        Matrix mask = x.of(machine.group("z"));
        assertThat(List.of(mask.get(0, 0), mask.get(2, 0), mask.get(2, 1), mask.get(0, 2)))
                .containsOnly(0.5f);
        assertThat(mask.get(0, 3)).isNotEqualTo(0.5f);
    }

    @Test
    void trainingGivesTheSameBitsOnAnyNumberOfThreads() {
        Workers.useThreads(1);
        float[][] expected = train();
        for (int number : new int[] {2, 4}) {
            Workers.useThreads(number);
            assertThat(train()).as("%d threads", number).isEqualTo(expected);
        }
    }

    private static float[][] train() {
        Group v = Group.of("v", new Bernoulli(), 150);
        BoltzmannMachine machine = PointWiseGatedMachines.of(
                v, "z", List.of(Group.of("h1", new Bernoulli(), 140), Group.of("h2", new Bernoulli(), 33)));
        SplittableRandom random = new SplittableRandom(1);
        Matrix values = Matrix.zeros(150, 140);
        for (int i = 0; i < values.data().length; i++) {
            values.data()[i] = (float) random.nextDouble();
        }
        Presentation examples = new Presentation(DataSet.of("noise", List.of(150), values), v, Encoding.bernoulli());
        machine.initialize(RandomKey.of(2), Map.of());
        MaximumLikelihood objective = new MaximumLikelihood(
                PositivePhases.choose("auto", machine, List.of(v), 5).phase(), new ContrastiveDivergence(machine, 2));
        new Trainer(machine, objective, Optimizer.sgd(0.05), 65, 3, List.of()).train(examples, 2);
        return machine.parameters().stream()
                .map(parameter -> machine.theta().of(parameter).data())
                .toArray(float[][]::new);
    }

    @Test
    void oneGroupOfHiddenUnitsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PointWiseGatedMachines.of(
                        Group.of("v", new Bernoulli(), 2), "z", List.of(Group.of("h", new Bernoulli(), 2))))
                .withMessageContaining("at least 2 groups");
    }
}
