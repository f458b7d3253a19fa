package org.boltzmann.examples.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.io.Checkpoint;
import org.boltzmann.core.io.CheckpointDirectory;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.Vocabulary;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.train.Cadence;
import org.boltzmann.core.train.Checkpoints;
import org.boltzmann.core.train.EarlyStopping;
import org.boltzmann.core.train.ExactPositivePhase;
import org.boltzmann.core.train.MaximumLikelihood;
import org.boltzmann.core.train.Optimizer;
import org.boltzmann.core.train.PersistentContrastiveDivergence;
import org.boltzmann.core.train.Schedule;
import org.boltzmann.core.train.Trainer;
import org.boltzmann.core.train.TrainingObserver;
import org.boltzmann.core.train.TrainingProgress;
import org.boltzmann.rbm.Rbms;

/** The program that {@link KillTest} kills: trains, checkpointing all the time, and writes a model at the end. */
final class KilledTraining {

    private static final int EPOCHS = 60;

    private KilledTraining() {}

    /** How checkpoints are written: properly, or over the old one, as a naive program would, that kills itself amid its third write. */
    enum Writer {
        ATOMIC,
        NAIVE
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        Path model = Path.of(arguments[2]);
        if (Writer.valueOf(arguments[0]) == Writer.ATOMIC) {
            try (CheckpointDirectory directory = CheckpointDirectory.open(folder)) {
                Checkpoints checkpoints = new Checkpoints(directory, Cadence.parse("3ms"), 3, "score");
                Run run = new Run(checkpoints);
                directory.newest(System.err::println).ifPresent(found -> checkpoints.resume(run.trainer, found));
                run.finish(model);
            }
        } else {
            Files.createDirectories(folder);
            new Run(new Overwriting(folder.resolve("checkpoint-naive.safetensors"))).finish(model);
        }
    }

    private static final class Run {

        private final BoltzmannMachine machine = Rbms.bernoulli(60, 50);
        private final Presentation data;
        private final Trainer trainer;

        Run(TrainingObserver last) {
            Matrix grey = Matrix.zeros(60, 200);
            RandomGenerator random = RandomKey.of(1).generator();
            for (int i = 0; i < grey.data().length; i++) {
                grey.data()[i] = random.nextFloat();
            }
            data = new Presentation(DataSet.of("grey", List.of(60), grey), machine.group("v"), Encoding.bernoulli());
            machine.initialize(RandomKey.of(2), data.means(RandomKey.of(3)));
            MaximumLikelihood likelihood = new MaximumLikelihood(
                    new ExactPositivePhase(machine, data.observed()),
                    new PersistentContrastiveDivergence(machine, 1, 20));
            List<TrainingObserver> observers = new ArrayList<>();
            observers.add(new TrainingObserver() {
                @Override
                public void epochEnded(TrainingProgress progress) {
                    progress.report("score", -Math.abs(progress.epoch() - 31.5));
                }
            });
            observers.add(new EarlyStopping("score", 1000));
            observers.add(last);
            observers.add(new TrainingObserver() {
                private boolean told;

                @Override
                public void stepEnded(TrainingProgress progress) {
                    if (!told) {
                        System.out.println("training"); // after the slow first step, so that kills hit what comes then
                        told = true;
                    }
                }
            });
            Optimizer optimizer =
                    Optimizer.sgd(Schedule.linear(0.05, 0, EPOCHS)).withMomentum(0.9);
            trainer = new Trainer(machine, likelihood, optimizer, 20, 4, observers);
        }

        void finish(Path model) throws IOException {
            trainer.trainTo(data, EPOCHS);
            ModelFile.of(Vocabulary.core(), machine, Map.of(), Map.of()).write(model);
        }
    }

    /** Writes over the old checkpoint after every step. */
    private static final class Overwriting implements TrainingObserver {

        private final Path file;
        private int writes;

        Overwriting(Path file) {
            this.file = file;
        }

        @Override
        public void stepEnded(TrainingProgress progress) {
            Checkpoint checkpoint = new Checkpoint(progress.snapshot(), Map.of(), Map.of());
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                checkpoint.writeTo(bytes);
                try (OutputStream out = Files.newOutputStream(file)) {
                    out.write(bytes.toByteArray(), 0, bytes.size() / 2);
                    if (++writes == 3) {
                        Runtime.getRuntime().halt(KillTest.KILLED);
                    }
                    out.write(bytes.toByteArray(), bytes.size() / 2, bytes.size() - bytes.size() / 2);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
