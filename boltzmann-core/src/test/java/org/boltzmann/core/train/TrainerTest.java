package org.boltzmann.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.same;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoMoreInteractions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

class TrainerTest {

    /** An objective that goes up by one in every step and writes down what it is shown. */
    private static final class Counter implements Objective {

        private final List<Integer> sizes = new ArrayList<>();
        private final List<Float> shown = new ArrayList<>();

        @Override
        public void addGradient(State batch, double factor, RandomKey key, Gradient gradient) {
            Group v = batch.groups().get(0);
            sizes.add(batch.columns());
            for (int j = 0; j < batch.columns(); j++) {
                shown.add(batch.of(v).get(0, j));
            }
            for (Parameter parameter : gradient.parameters()) {
                assertThat(gradient.of(parameter).data()).containsOnly(0);
                gradient.of(parameter).fill(1);
            }
        }
    }

    private final Counter counter = new Counter();

    private static Objective divergence(BoltzmannMachine machine) {
        return new MaximumLikelihood(
                new ExactPositivePhase(machine, List.of(machine.group("v"))), new ContrastiveDivergence(machine, 1));
    }

    private static TrainingObserver afterEpoch(Consumer<TrainingProgress> action) {
        return new TrainingObserver() {
            @Override
            public void epochEnded(TrainingProgress progress) {
                action.accept(progress);
            }
        };
    }

    private static List<Float> trained(long seed, int... epochs) {
        BoltzmannMachine machine = TinyMachines.rbm(4, 2, 0.1);
        Matrix grey = Matrix.zeros(4, 7);
        grey.fill(0.5f);
        Presentation data =
                new Presentation(DataSet.of("grey", List.of(4), grey), machine.group("v"), Encoding.bernoulli());
        Optimizer optimizer = Optimizer.sgd(Schedule.linear(0.1, 0, 4)).withMomentum(0.5);
        Trainer trainer = new Trainer(machine, divergence(machine), optimizer, 3, seed, List.of());
        for (int more : epochs) {
            trainer.train(data, more);
        }
        return TinyMachines.bits(machine);
    }

    @Test
    void theSameSeedGivesTheSameBitsAndAnotherSeedOthers() {
        assertThat(trained(1, 3)).isEqualTo(trained(1, 3)).isNotEqualTo(trained(2, 3));
    }

    @Test
    void trainingFurtherIsTheSameAsTrainingLonger() {
        assertThat(trained(1, 1, 2)).isEqualTo(trained(1, 3)).isNotEqualTo(trained(1, 1));
    }

    @Test
    void everyExampleIsShownOnceAnEpochAndTheLastBatchIsSmaller() {
        Group numbered = Group.of("v", Gaussian.unitPrecision(), 1);
        BoltzmannMachine machine = BoltzmannMachine.of(Bias.on(numbered));
        Matrix numbers = Matrix.wrap(1, 7, new float[] {0, 1, 2, 3, 4, 5, 6});
        new Trainer(machine, counter, Optimizer.sgd(1), 3, 1, List.of()).train(TinyMachines.shown(machine, numbers), 2);
        assertThat(counter.sizes).containsExactly(3, 3, 1, 3, 3, 1);
        List<Float> first = counter.shown.subList(0, 7);
        List<Float> second = counter.shown.subList(7, 14);
        assertThat(first).containsExactlyInAnyOrder(0f, 1f, 2f, 3f, 4f, 5f, 6f);
        assertThat(second).containsExactlyInAnyOrderElementsOf(first).isNotEqualTo(first);
        assertThat(TinyMachines.bits(machine)).containsOnly(6f);
    }

    @Test
    void observersAreCalledInOrderOncePerStepAndEpoch() {
        BoltzmannMachine machine = TinyMachines.rbm(4, 2, 0.1);
        TrainingObserver first = mock(TrainingObserver.class);
        TrainingObserver second = mock(TrainingObserver.class);
        Trainer trainer = new Trainer(machine, counter, Optimizer.sgd(0.1), 4, 1, List.of(first, second));
        TrainingProgress progress = trainer.train(TinyMachines.shown(machine, TinyMachines.bars()), 2);

        InOrder calls = inOrder(first, second);
        calls.verify(first).started(same(progress));
        calls.verify(second).started(same(progress));
        for (int epoch = 0; epoch < 2; epoch++) {
            for (int step = 0; step < 2; step++) {
                calls.verify(first).stepEnded(same(progress));
                calls.verify(second).stepEnded(same(progress));
            }
            calls.verify(first).epochEnded(same(progress));
            calls.verify(second).epochEnded(same(progress));
        }
        calls.verify(first).ended(same(progress));
        calls.verify(second).ended(same(progress));
        verifyNoMoreInteractions(first, second);
        assertThat(progress.epoch()).isEqualTo(2);
        assertThat(progress.steps()).isEqualTo(2);
        assertThat(progress.step()).isEqualTo(2);
        assertThat(progress.stopReason()).isEmpty();
        assertThat(progress.machine()).isSameAs(machine);
    }

    @Test
    void metricsAreOfTheirEpochAlone() {
        BoltzmannMachine machine = TinyMachines.rbm(4, 2, 0.1);
        List<String> seen = new ArrayList<>();
        List<TrainingObserver> observers = List.of(
                afterEpoch(progress -> progress.report("epoch" + progress.epoch(), progress.epoch())),
                afterEpoch(progress -> seen.add(progress.metrics().toString())));
        TrainingProgress progress = new Trainer(machine, counter, Optimizer.sgd(0.1), 4, 1, observers)
                .train(TinyMachines.shown(machine, TinyMachines.bars()), 2);
        assertThat(seen).containsExactly("{epoch1=1.0}", "{epoch2=2.0}");
        assertThat(progress.metrics()).containsOnlyKeys("epoch2");
        assertThat(progress.history())
                .containsExactly(Map.entry(1, Map.of("epoch1", 1.0)), Map.entry(2, Map.of("epoch2", 2.0)));
        assertThatThrownBy(() -> progress.history().get(1).put("epoch1", 3.0))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void anObserverCanStopAfterAStep() {
        BoltzmannMachine machine = TinyMachines.rbm(4, 2, 0);
        TrainingObserver impatient = new TrainingObserver() {
            @Override
            public void stepEnded(TrainingProgress progress) {
                if (progress.epoch() == 2 && progress.step() == 1) {
                    progress.stop("enough");
                }
            }
        };
        TrainingProgress progress = new Trainer(machine, counter, Optimizer.sgd(1), 2, 1, List.of(impatient))
                .train(TinyMachines.shown(machine, TinyMachines.bars()), 9);
        assertThat(counter.sizes).containsExactly(2, 2, 2, 1, 2);
        assertThat(TinyMachines.bits(machine)).containsOnly(5f);
        assertThat(progress.stopReason()).contains("enough");
        assertThat(progress.epoch()).isEqualTo(2);
        assertThat(progress.step()).isEqualTo(1);
    }

    @Test
    void noEpochsAreNoSteps() {
        BoltzmannMachine machine = TinyMachines.rbm(4, 2, 0);
        new Trainer(machine, counter, Optimizer.sgd(1), 2, 1, List.of())
                .train(TinyMachines.shown(machine, TinyMachines.bars()), 0);
        assertThat(counter.sizes).isEmpty();
    }

    private TrainingProgress early(EarlyStopping stopping, BoltzmannMachine machine, double... metric) {
        List<TrainingObserver> observers =
                List.of(afterEpoch(progress -> progress.report("score", metric[progress.epoch() - 1])), stopping);
        return new Trainer(machine, counter, Optimizer.sgd(1), 7, 1, observers)
                .train(TinyMachines.shown(machine, TinyMachines.bars()), metric.length);
    }

    @Test
    void earlyStoppingEndsTrainingAndPutsBackTheBestEpoch() {
        BoltzmannMachine machine = TinyMachines.rbm(4, 2, 0);
        EarlyStopping stopping = new EarlyStopping("score", 3);
        TrainingProgress progress = early(stopping, machine, -5, -4, -3, -3.5, -3, -3.25, -1, -1);
        assertThat(progress.epoch()).isEqualTo(6);
        assertThat(progress.stopReason().orElseThrow()).contains("score", "3 epochs", "epoch 3");
        assertThat(stopping.bestEpoch()).isEqualTo(3);
        // Every epoch is one step that adds 1.
        assertThat(TinyMachines.bits(machine)).containsOnly(3f);
    }

    @Test
    void theBestEpochIsPutBackWhereTrainingCameToItsEndToo() {
        BoltzmannMachine machine = TinyMachines.rbm(4, 2, 0);
        TrainingProgress progress = early(new EarlyStopping("score", 5), machine, 1, 2, 1, Double.NaN);
        assertThat(progress.stopReason()).isEmpty();
        assertThat(TinyMachines.bits(machine)).containsOnly(2f);
    }

    @Test
    void aLaterBestEpochReplacesAnEarlierOne() {
        BoltzmannMachine machine = TinyMachines.rbm(4, 2, 0);
        early(new EarlyStopping("score", 2), machine, 1, 0, 2, 0, 3, 0, 0, 9);
        assertThat(TinyMachines.bits(machine)).containsOnly(5f);
    }

    @Test
    void earlyStoppingNamesAMetricThatNobodyReports() {
        BoltzmannMachine machine = TinyMachines.rbm(4, 2, 0);
        assertThatIllegalStateException()
                .isThrownBy(() -> early(new EarlyStopping("likelihood", 2), machine, 1))
                .withMessageContaining("likelihood")
                .withMessageContaining("[score]");
        assertThatIllegalArgumentException().isThrownBy(() -> new EarlyStopping("score", 0));
    }

    @Test
    void divergenceNamesTheEpochTheParameterAndARemedy() {
        Group v = Group.of("v", Gaussian.unitPrecision(), 4);
        Group h = Group.of("h", new Bernoulli(), 2);
        BoltzmannMachine machine =
                TinyMachines.filled(BoltzmannMachine.of(Bias.on(v), Bias.on(h), Pairwise.between(v, h)), 0.5);
        TrainingObserver observer = mock(TrainingObserver.class);
        Trainer trainer = new Trainer(machine, divergence(machine), Optimizer.sgd(1e30), 2, 1, List.of(observer));
        Presentation data = TinyMachines.shown(machine, TinyMachines.bars());
        assertThatExceptionOfType(DivergenceException.class)
                .isThrownBy(() -> trainer.train(data, 5))
                .withMessageContaining("epoch 1, step 1 of 4")
                .withMessageContaining("parameter v.bias")
                .withMessageContaining("smaller learning rate");
        InOrder calls = inOrder(observer);
        calls.verify(observer).started(any());
        verifyNoMoreInteractions(observer);
    }

    private static double logLikelihood(BoltzmannMachine machine) {
        State x = machine.newState(7).observe(machine.group("v"), TinyMachines.bars());
        return TinyMachines.logLikelihood(machine, x);
    }

    /** Minus the bars' own entropy, which no machine surpasses: shares of 3/7, 2/7, 1/7 and 1/7. */
    private static final double BEST = (3 * Math.log(3 / 7.0) + 2 * Math.log(2 / 7.0) + 2 * Math.log(1 / 7.0)) / 7;

    private static Objective likelihood(BoltzmannMachine machine, NegativePhase negative) {
        return new MaximumLikelihood(new ExactPositivePhase(machine, List.of(machine.group("v"))), negative);
    }

    /** Each step gains ε |g|² − O(ε²) in the log-likelihood; what is below 1e-6 the floats of the fields hide. */
    @Test
    void theExactGradientRaisesTheLogLikelihoodInEveryEpoch() {
        BoltzmannMachine machine = TinyMachines.rbm(4, 2, 0.5);
        double[] last = {logLikelihood(machine)};
        TrainingObserver rising = afterEpoch(progress -> {
            double now = logLikelihood(machine);
            assertThat(now).as("epoch %d", progress.epoch()).isGreaterThan(last[0] - 1e-6);
            last[0] = now;
        });
        double before = last[0];
        Objective exact = likelihood(machine, new ExactNegativePhase(machine));
        new Trainer(machine, exact, Optimizer.sgd(0.3), 7, 1, List.of(rising))
                .train(TinyMachines.shown(machine, TinyMachines.bars()), 400);
        assertThat(last[0]).isGreaterThan(before + 0.5).isLessThan(BEST);
    }

    /**
     * With a rate that falls to 0 from ε = 0.5, the gradient of 1,000 chains errs by at most 0.5/√1000 = 0.016 an element; near
     * the exact path the log-likelihood is lower by a half of the squared gradient times the time 1/ε the noise is remembered:
     * far below 0.02 for 14 parameters.
     */
    @Test
    void persistentChainsComeCloseToTheExactGradient() {
        BoltzmannMachine machine = TinyMachines.rbm(4, 2, 0.5);
        BoltzmannMachine sampled = machine.copy();
        Optimizer optimizer = Optimizer.sgd(Schedule.linear(0.5, 0, 1500)).withMomentum(0.5);
        new Trainer(machine, likelihood(machine, new ExactNegativePhase(machine)), optimizer, 7, 1, List.of())
                .train(TinyMachines.shown(machine, TinyMachines.bars()), 1500);
        NegativePhase chains = new PersistentContrastiveDivergence(sampled, 1, 1000);
        new Trainer(sampled, likelihood(sampled, chains), optimizer, 7, 1, List.of())
                .train(TinyMachines.shown(sampled, TinyMachines.bars()), 1500);
        assertThat(logLikelihood(machine)).isBetween(BEST - 0.3, BEST);
        assertThat(logLikelihood(sampled)).isCloseTo(logLikelihood(machine), within(0.02));
    }
}
