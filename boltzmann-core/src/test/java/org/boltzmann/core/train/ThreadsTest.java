package org.boltzmann.core.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.estimate.AnnealedImportanceSampling;
import org.boltzmann.core.linalg.Kernels;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Partition;
import org.boltzmann.core.linalg.Workers;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.unit.Spin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Law 5: a run on 1, 2 or 4 threads gives the same bits, whatever is trained and however the work is cut. */
class ThreadsTest {

    private static final RandomKey KEY = RandomKey.of(2);

    private final int threads = Workers.shared().threads();
    private final Kernels kernels = Kernels.get();

    @AfterEach
    void asBefore() {
        Workers.useThreads(threads);
        Kernels.use(kernels.backend(), kernels.partition());
    }

    private static DataSet data(int units, int examples) {
        SplittableRandom random = new SplittableRandom(1);
        Matrix values = Matrix.zeros(units, examples);
        for (int i = 0; i < values.data().length; i++) {
            values.data()[i] = (float) random.nextDouble();
        }
        return DataSet.of("noise", List.of(units), values);
    }

    /** A machine large enough to be cut, of several types of units, two of them hidden. */
    private static BoltzmannMachine machine(boolean gaussian) {
        Group v = Group.of("v", gaussian ? Gaussian.learnedPrecision("v", 150) : new Bernoulli(), 150);
        Group h = Group.of("h", new Spin(), 140);
        Group k = Group.of("k", new OneHot(5), 135);
        return BoltzmannMachine.of(Bias.on(v), Bias.on(h), Bias.on(k), Pairwise.between(v, h), Pairwise.between(v, k));
    }

    private static float[][] train(boolean gaussian, boolean persistent, int batch, Optimizer optimizer) {
        BoltzmannMachine machine = machine(gaussian);
        Group v = machine.group("v");
        Presentation examples =
                new Presentation(data(150, 2 * batch + 7), v, gaussian ? Encoding.asIs() : Encoding.bernoulli());
        machine.initialize(KEY, examples.means(KEY));
        NegativePhase negative = persistent
                ? new PersistentContrastiveDivergence(machine, 1, batch)
                : new ContrastiveDivergence(machine, 2);
        Objective objective = new MaximumLikelihood(new ExactPositivePhase(machine, List.of(v)), negative);
        new Trainer(machine, objective, optimizer, batch, 3, List.of()).train(examples, 2);
        return machine.parameters().stream()
                .map(parameter -> machine.theta().of(parameter).data())
                .toArray(float[][]::new);
    }

    private static void assertSameOnAnyNumberOfThreads(Supplier<?> run) {
        Workers.useThreads(1);
        Object expected = run.get();
        for (int number : new int[] {2, 4}) {
            Workers.useThreads(number);
            assertThat(run.get()).as("%d threads", number).isEqualTo(expected);
        }
    }

    @Test
    void trainingGivesTheSameBits() {
        Optimizer momentum = Optimizer.sgd(0.01).withMomentum(0.9).withPenalty(Penalty.l2(1e-3));
        Optimizer adam = Optimizer.adam(Schedule.constant(0.001));
        for (int batch : new int[] {60, 410}) { // cut between rows, and between columns
            assertSameOnAnyNumberOfThreads(() -> train(false, false, batch, momentum));
            assertSameOnAnyNumberOfThreads(() -> train(false, true, batch, adam));
            assertSameOnAnyNumberOfThreads(() -> train(true, false, batch, adam));
        }
        Kernels.use(kernels.backend(), new Partition(3));
        assertSameOnAnyNumberOfThreads(() -> train(false, true, 60, momentum));
    }

    @Test
    void estimatesAreTheSame() {
        BoltzmannMachine machine = machine(false).initialize(KEY, Map.of());
        State x = machine.newState(450);
        assertSameOnAnyNumberOfThreads(() -> Arrays.toString(
                Marginal.keeping(machine, List.of(machine.group("v"))).freeEnergy(x)));
        assertSameOnAnyNumberOfThreads(() -> AnnealedImportanceSampling.of(machine, Map.of())
                .run(30, AnnealedImportanceSampling.uniformBetas(20), KEY)
                .value());
    }
}
