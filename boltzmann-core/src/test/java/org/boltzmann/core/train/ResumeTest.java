package org.boltzmann.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.io.CheckpointDirectory;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.Snapshot;
import org.boltzmann.core.io.Vocabulary;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.unit.Spin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run stopped and resumed in a new process, as it were, is the run that was never stopped, byte for byte. */
class ResumeTest {

    private static final int EPOCHS = 4;
    private static final int STEPS = 3;

    @TempDir
    private Path folder;

    /** Everything a new process would make again. */
    private record Run(
            BoltzmannMachine machine,
            Presentation data,
            Trainer trainer,
            Checkpoints checkpoints,
            EarlyStopping early) {}

    /** What is trained, and how. */
    private record Recipe(
            String name,
            Group visible,
            Encoding encoding,
            Function<BoltzmannMachine, NegativePhase> negative,
            Optimizer optimizer) {

        @Override
        public String toString() {
            return name;
        }

        Run start(CheckpointDirectory directory, List<TrainingObserver> more) {
            Group h = Group.of("h", new Bernoulli(), 3);
            BoltzmannMachine machine = BoltzmannMachine.of(Bias.on(visible), Bias.on(h), Pairwise.between(visible, h));
            TinyMachines.filled(machine, 0.3);
            Matrix grey = Matrix.zeros(4, 8);
            for (int i = 0; i < grey.data().length; i++) {
                grey.data()[i] = encoding.equals(Encoding.bernoulli()) ? i % 7 / 6f : i % 3 == i % 4 / 2 ? 1 : 0;
            }
            for (int j = 0; visible.type().block() > 1 && j < 8; j++) {
                grey.columns(j, j + 1).set(Matrix.wrap(4, 1, new float[] {j % 2, 1 - j % 2, j >> 2, 1 - (j >> 2)}));
            }
            Presentation data = new Presentation(DataSet.of("d", List.of(4), grey), visible, encoding);
            Objective objective =
                    new MaximumLikelihood(new ExactPositivePhase(machine, data.observed()), negative.apply(machine));
            EarlyStopping early = new EarlyStopping("score", 10);
            Checkpoints checkpoints = new Checkpoints(directory, new Cadence(1e9, 1, 1), 100, "score");
            List<TrainingObserver> observers = new ArrayList<>(more);
            // Best in epoch 2, so that the best epoch is in the checkpoint and not what training holds at the end.
            observers.add(new TrainingObserver() {
                @Override
                public void epochEnded(TrainingProgress progress) {
                    progress.report("epoch", progress.epoch() / 3.0);
                    progress.report("score", -Math.abs(progress.epoch() - 2));
                }
            });
            observers.add(early);
            observers.add(checkpoints);
            Objective withSparsity = objective.plus(new Average(h).times(0.5));
            Trainer trainer = new Trainer(machine, withSparsity, optimizer, 3, 5, observers);
            return new Run(machine, data, trainer, checkpoints, early);
        }
    }

    /** An objective of a user's own with state: pushes a bias away from where its gradient has been. */
    private static final class Average implements Objective {

        private final Group h;
        private final float[] average = new float[3];

        Average(Group h) {
            this.h = h;
        }

        @Override
        public void addGradient(State batch, double factor, RandomKey key, Gradient gradient) {
            Matrix target = gradient.of(gradient.parameters().stream()
                    .filter(p -> p.name().equals("h.bias"))
                    .findFirst()
                    .orElseThrow());
            for (int i = 0; i < average.length; i++) {
                average[i] = 0.5f * average[i] + batch.of(h).get(i, 0);
                target.set(i, 0, target.get(i, 0) - (float) factor * average[i]);
            }
        }

        @Override
        public void save(Snapshot to) {
            to.put("average", average);
        }

        @Override
        public void restore(Snapshot from) {
            from.fill("average", average);
        }
    }

    private static NegativePhase cd(BoltzmannMachine machine) {
        return new ContrastiveDivergence(machine, 1);
    }

    private static NegativePhase pcd(BoltzmannMachine machine) {
        return new PersistentContrastiveDivergence(machine, 1, 5);
    }

    static Stream<Recipe> recipes() {
        Group bits = Group.of("v", new Bernoulli(), 4);
        Schedule rate = Schedule.linear(0.1, 0, EPOCHS);
        Optimizer sgd = Optimizer.sgd(rate).withPenalty(Penalty.l2(1e-3));
        Encoding drawn = Encoding.bernoulli();
        return Stream.of(
                new Recipe("CD", bits, drawn, ResumeTest::cd, sgd),
                new Recipe("PCD", bits, drawn, ResumeTest::pcd, sgd),
                new Recipe("momentum", bits, drawn, ResumeTest::pcd, sgd.withMomentum(0.9)),
                new Recipe(
                        "Nesterov", bits, drawn, ResumeTest::cd, sgd.withNesterovMomentum(Schedule.step(0.5, 2, 0.9))),
                new Recipe("Adam", bits, drawn, ResumeTest::pcd, Optimizer.adam(rate)),
                new Recipe(
                        "Gaussian of learned precision",
                        Group.of("v", Gaussian.learnedPrecision("v", 4), 4),
                        Encoding.asIs(),
                        ResumeTest::pcd,
                        Optimizer.adam(rate)),
                new Recipe("spins", Group.of("v", new Spin(), 4), drawn.spin(), ResumeTest::pcd, sgd.withMomentum(0.5)),
                new Recipe("one-hot", Group.of("v", new OneHot(2), 4), Encoding.asIs(), ResumeTest::pcd, sgd));
    }

    private byte[] finished(Run run) throws IOException {
        Path file = folder.resolve("model.safetensors");
        ModelFile.of(Vocabulary.core(), run.machine(), Map.of(), Map.of()).write(file);
        return Files.readAllBytes(file);
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void resumedAfterEveryStepItEndsAsIfItHadNeverStopped(Recipe recipe) throws IOException {
        Path whole = folder.resolve("whole");
        byte[] expected;
        Map<Integer, Map<String, Double>> history;
        List<Path> files;
        try (CheckpointDirectory directory = CheckpointDirectory.open(whole)) {
            Run run = recipe.start(directory, List.of());
            history = new TreeMap<>(run.trainer().trainTo(run.data(), EPOCHS).history());
            assertThat(run.early().bestEpoch()).isEqualTo(2);
            expected = finished(run);
            files = directory.files();
        }
        // one before the first step, one after each step but the last of an epoch, one after each epoch
        assertThat(files).hasSize(1 + EPOCHS * STEPS);
        for (Path file : files) {
            Path alone = Files.createDirectory(folder.resolve("from-" + file.getFileName()));
            Files.copy(file, alone.resolve(file.getFileName()));
            try (CheckpointDirectory directory = CheckpointDirectory.open(alone)) {
                Run run = recipe.start(directory, List.of());
                run.checkpoints().resume(run.trainer(), newest(directory));
                TrainingProgress progress = run.trainer().trainTo(run.data(), EPOCHS);
                assertThat(finished(run)).as(file.getFileName().toString()).isEqualTo(expected);
                assertThat(progress.history()).isEqualTo(history);
                assertThat(progress.metrics()).isEqualTo(history.get(EPOCHS));
                // The checkpoints of a resumed run are those of the whole one too.
                for (Path later : directory.files()) {
                    assertThat(later).hasSameBinaryContentAs(whole.resolve(later.getFileName()));
                }
            }
        }
    }

    private static CheckpointDirectory.Found newest(CheckpointDirectory directory) throws IOException {
        List<String> warnings = new ArrayList<>();
        CheckpointDirectory.Found found = directory.newest(warnings::add).orElseThrow();
        assertThat(warnings).isEmpty();
        return found;
    }

    private static TrainingObserver pausing(int epoch, int step) {
        return new TrainingObserver() {
            @Override
            public void stepEnded(TrainingProgress progress) {
                if (progress.epoch() == epoch && progress.step() == step) {
                    progress.pause("test");
                }
            }
        };
    }

    /** Also after the last step of an epoch, before its end was told to anybody. */
    @Test
    void aPauseInOneProcessChangesNothingEither() throws IOException {
        Recipe recipe = recipes().toList().get(2);
        try (CheckpointDirectory directory = CheckpointDirectory.open(folder.resolve("whole"))) {
            Run run = recipe.start(directory, List.of());
            run.trainer().trainTo(run.data(), EPOCHS);
            byte[] expected = finished(run);
            for (int step = 1; step <= STEPS; step++) {
                try (CheckpointDirectory own = CheckpointDirectory.open(folder.resolve("paused" + step))) {
                    Run paused = recipe.start(own, List.of(pausing(3, step)));
                    TrainingProgress progress = paused.trainer().trainTo(paused.data(), EPOCHS);
                    assertThat(progress.pauseReason()).contains("test");
                    assertThat(own.files().get(0)).hasFileName(own.name(2, step));
                    assertThat(finished(paused)).isNotEqualTo(expected);
                    paused.trainer().trainTo(paused.data(), EPOCHS);
                    assertThat(finished(paused)).isEqualTo(expected);
                    Run resumed = recipe.start(own, List.of());
                    for (Path later : own.files()) {
                        if (later.getFileName().toString().compareTo(own.name(2, step)) > 0) {
                            Files.delete(later);
                        }
                    }
                    resumed.checkpoints().resume(resumed.trainer(), newest(own));
                    resumed.trainer().trainTo(resumed.data(), EPOCHS);
                    assertThat(finished(resumed)).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void anotherThreadCanAskForAPause() throws Exception {
        Recipe recipe = recipes().toList().get(0);
        try (CheckpointDirectory directory = CheckpointDirectory.open(folder)) {
            Run[] run = new Run[1];
            TrainingObserver asking = new TrainingObserver() {
                @Override
                public void stepEnded(TrainingProgress progress) {
                    if (progress.epoch() == 2) {
                        Thread other = new Thread(() -> run[0].trainer().pause("signal"));
                        other.start();
                        try {
                            other.join();
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    }
                }
            };
            run[0] = recipe.start(directory, List.of(asking));
            TrainingProgress progress = run[0].trainer().trainTo(run[0].data(), EPOCHS);
            assertThat(progress.pauseReason()).contains("signal");
            assertThat(run[0].trainer().epochsDone()).isEqualTo(1);
            assertThat(run[0].trainer().stepsDone()).isEqualTo(1);
            assertThat(directory.files().get(0)).hasFileName("checkpoint-000001-00001.safetensors");
        }
    }

    @Test
    void anEarlyEndIsRememberedToo() throws IOException {
        Recipe recipe = recipes().toList().get(1);
        TrainingObserver enough = new TrainingObserver() {
            @Override
            public void stepEnded(TrainingProgress progress) {
                if (progress.epoch() == 3 && progress.step() == 2) {
                    progress.stop("enough");
                }
            }
        };
        try (CheckpointDirectory directory = CheckpointDirectory.open(folder)) {
            Run run = recipe.start(directory, List.of(enough));
            run.trainer().trainTo(run.data(), EPOCHS);
            Run again = recipe.start(directory, List.of());
            again.checkpoints().resume(again.trainer(), newest(directory));
            assertThat(again.trainer().trainTo(again.data(), EPOCHS).stopReason())
                    .contains("enough");
            assertThat(finished(again)).isEqualTo(finished(run));
        }
    }

    @Test
    void whatDiffersIsNamedWithBothValues() throws IOException {
        List<Recipe> all = recipes().toList();
        try (CheckpointDirectory directory = CheckpointDirectory.open(folder)) {
            Run run = all.get(0).start(directory, List.of());
            run.trainer().trainTo(run.data(), 1);
            CheckpointDirectory.Found found = newest(directory);
            Run other = all.get(2).start(directory, List.of());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> other.checkpoints().resume(other.trainer(), found))
                    .withMessageContaining(found.file().toString())
                    .withMessageContaining("optimizer was sgd, ")
                    .withMessageContaining("and is now sgd with momentum 0.9");
            Run lessObserved = all.get(0).start(directory, List.of());
            Trainer bare = new Trainer(
                    lessObserved.machine(),
                    new MaximumLikelihood(
                                    new ExactPositivePhase(
                                            lessObserved.machine(),
                                            lessObserved.data().observed()),
                                    cd(lessObserved.machine()))
                            .plus(new Average(lessObserved.machine().group("h")).times(0.5)),
                    all.get(0).optimizer(),
                    3,
                    5,
                    List.of());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bare.resume(found.checkpoint().state()))
                    .withMessageContaining("nothing here goes on from")
                    .withMessageContaining("EarlyStopping");
            Run otherData = all.get(0).start(directory, List.of());
            otherData.checkpoints().resume(otherData.trainer(), newest(directory));
            Presentation changed = new Presentation(
                    otherData.data().data().subset(new int[] {1, 0, 2, 3, 4, 5, 6, 7}),
                    all.get(0).visible(),
                    Encoding.bernoulli());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> otherData.trainer().trainTo(changed, EPOCHS))
                    .withMessageContaining("other data");
            Run otherEncoding = all.get(0).start(directory, List.of());
            otherEncoding.checkpoints().resume(otherEncoding.trainer(), newest(directory));
            Presentation rounded =
                    new Presentation(otherEncoding.data().data(), all.get(0).visible(), Encoding.threshold(0.5));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> otherEncoding.trainer().trainTo(rounded, EPOCHS))
                    .withMessageContaining("other data")
                    .withMessageContaining("on v:bernoulli[4], bernoulli and are now ")
                    .withMessageContaining("threshold(0.5)");
        }
    }

    private static Trainer trainer(Objective objective, TrainingObserver... observers) {
        BoltzmannMachine machine = TinyMachines.rbm(4, 2, 0.3);
        return new Trainer(machine, objective, Optimizer.sgd(0.1), 3, 1, List.of(observers));
    }

    /** A snapshot before the first step. */
    private static Snapshot untrained(Objective objective, TrainingObserver... observers) {
        Snapshot[] state = new Snapshot[1];
        List<TrainingObserver> all = new ArrayList<>(List.of(observers));
        all.add(new TrainingObserver() {
            @Override
            public void started(TrainingProgress progress) {
                state[0] = progress.snapshot();
            }
        });
        DataSet bits = DataSet.of("bits", List.of(4), TinyMachines.allBits(4));
        trainer(objective, all.toArray(new TrainingObserver[0]))
                .trainTo(new Presentation(bits, Group.of("v", new Bernoulli(), 4), Encoding.asIs()), 0);
        return state[0];
    }

    /** The class of a lambda and the hash of an object are others in every run, as those of two are in one. */
    @Test
    void whatJavaMakesUpToNameAnObjectMayDiffer() {
        Objective one = (batch, factor, key, gradient) -> {};
        Objective two = (batch, factor, key, gradient) -> gradient.clear();
        assertThat(one.toString()).isNotEqualTo(two.toString());
        Snapshot state = untrained(one.times(0.5).plus(two));
        trainer(two.times(0.5).plus(one)).resume(state);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer(one.times(0.25).plus(two)).resume(state))
                .withMessageContaining("objective was 0.5 * (org.boltzmann.core.train.ResumeTest) + org")
                .withMessageContaining("and is now 0.25 * (");
    }

    @Test
    void earlyStoppingGoesOnOnlyAsItWas() {
        Objective nothing = (batch, factor, key, gradient) -> {};
        Snapshot state = untrained(nothing, new EarlyStopping("score", 10));
        trainer(nothing, new EarlyStopping("score", 10)).resume(state);
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> trainer(nothing, new EarlyStopping("score", 9)).resume(state))
                .withMessageContaining("watched score with a patience of 10 and now watches score with one of 9");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        trainer(nothing, new EarlyStopping("likelihood", 10)).resume(state))
                .withMessageContaining("now watches likelihood");
    }
}
