package org.boltzmann.examples.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.Sequences;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.io.Role;
import org.boltzmann.core.linalg.Backend;
import org.boltzmann.core.linalg.Kernels;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Partition;
import org.boltzmann.core.linalg.Workers;
import org.boltzmann.core.train.Objective;
import org.boltzmann.core.train.Trainer;
import org.boltzmann.core.train.TrainingObserver;
import org.boltzmann.core.train.TrainingProgress;
import org.boltzmann.core.wiring.Catalog;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.Subject;
import org.boltzmann.core.wiring.TrainingSettings;
import org.boltzmann.core.wiring.Variant;

/** Steps of training of one variant, against the products they make. */
public final class TrainingBench {

    /** Frames of a sequence. */
    private static final int FRAMES = 100;

    private static final int FOREVER = 1_000_000;
    private static final RandomKey KEY = RandomKey.of(1);

    private final BenchSize size;
    private final Backend backend;
    private final Partition partition;
    private final BoltzmannMachine machine;
    private final TrainingSettings training;
    private final Objective objective;
    private final Presentation data;

    /**
     * Prepares a variant, with its defaults, for data drawn at random.
     *
     * @param catalog what can be named
     * @param variant the variant
     * @param negativePhase {@code cd} or {@code pcd}
     * @param size how large and how long
     * @throws RuntimeException if the variant cannot be built so
     */
    public TrainingBench(Catalog catalog, Variant variant, String negativePhase, BenchSize size) {
        this.size = size;
        this.backend = Kernels.get().backend();
        this.partition = Kernels.get().partition();
        Map<String, String> given = new LinkedHashMap<>();
        given.put("model.hidden", Integer.toString(size.hidden()));
        given.put("batch-size", Integer.toString(size.batch()));
        given.put("negative-phase", negativePhase);
        given.put("negative-phase.chains", Integer.toString(size.batch()));
        given.put("momentum", "0.5");
        given.put("learning-rate", "0.001");
        given.put("learning-rate.schedule", "constant");
        Settings settings = Settings.of(given);
        settings.addDefaults(variant.name(), variant.defaults());
        training = TrainingSettings.from(settings, catalog);
        Matrix values = Matrix.zeros(size.visible(), size.batch() * BenchSize.BATCHES);
        DataSet zeros = labelled(values);
        machine = variant.build().apply(zeros, settings);
        List<Group> shown = machine.groups().stream()
                .filter(group -> holdsValues(variant, group))
                .toList();
        Group visible = shown.get(shown.size() - 1);
        Optional<Group> label = machine.groups().stream()
                .filter(group -> variant.roles().get(group.name()) == Role.LABEL)
                .findFirst();
        Matrix field = Matrix.zeros(values.rows(), values.columns());
        field.fill(-1.4f); // a fifth of binary units are on, as in drawn digits
        visible.type().fillSample(machine.theta(), field, KEY.at("data").generator(), values);
        Presentation examples = new Presentation(inSequences(labelled(values)), shown, label, Encoding.asIs());
        data = machine.network().isPresent() ? examples.inSequences() : examples;
        machine.initialize(KEY.at("parameters"), data.means(KEY));
        objective = training.objective(new Subject(machine, data, label, label.map(group -> data.withoutLabel())));
    }

    private static boolean holdsValues(Variant variant, Group group) {
        Role role = variant.roles().get(group.name());
        return variant.roles().isEmpty()
                ? group.name().equals(Variant.VISIBLE)
                : role == Role.OBSERVED || role == Role.CONTEXT;
    }

    private static DataSet labelled(Matrix values) {
        int[] labels = new int[values.columns()];
        for (int j = 0; j < labels.length; j++) {
            labels[j] = j % BenchSize.CLASSES;
        }
        return DataSet.of("synthetic", List.of(values.rows()), values).withLabels(labels, BenchSize.CLASSES);
    }

    /** Of 100 frames where mini-batches are whole hundreds, else one a mini-batch; most machines take no notice. */
    private DataSet inSequences(DataSet frames) {
        int[] lengths = new int[frames.size() / sequence()];
        Arrays.fill(lengths, sequence());
        return frames.withSequences(Sequences.of(lengths));
    }

    private int sequence() {
        return size.batch() % FRAMES == 0 ? FRAMES : size.batch();
    }

    private int portions() {
        return machine.network().isPresent() ? size.batch() / sequence() : size.batch();
    }

    /**
     * Measures.
     *
     * @return what was measured
     */
    public Result run() {
        List<Product> products = record();
        Rounds rounds = new Rounds(products);
        train(rounds);
        Profile profile = profile();
        return new Result(
                machine + "; " + objective,
                products.size(),
                products.stream().mapToDouble(Product::operations).sum(),
                Spread.of(rounds.step),
                Spread.of(rounds.bound),
                Spread.of(rounds.dense),
                Spread.of(rounds.ratio),
                Spread.of(rounds.bytes),
                size.batch(),
                profile.shares());
    }

    private Profile profile() {
        int threads = Workers.shared().threads();
        Workers.useThreads(1);
        Profile profile = new Profile(Thread.currentThread());
        try (profile) {
            train(new Stop(size.seconds() / 2));
        } finally {
            Workers.useThreads(threads);
        }
        return profile;
    }

    private void train(TrainingObserver observer) {
        new Trainer(machine, objective, training.optimizer(), portions(), 1, List.of(observer)).train(data, FOREVER);
    }

    /** The products of the second step, whole: the first may have chains to start. */
    private List<Product> record() {
        Recorder recorder = new Recorder(backend);
        List<Product> products = new ArrayList<>();
        int threads = Workers.shared().threads();
        Workers.useThreads(1);
        Kernels.use(recorder, new Partition(1));
        try {
            train(new TrainingObserver() {
                @Override
                public void stepEnded(TrainingProgress progress) {
                    if (progress.step() == 1) {
                        recorder.start();
                    } else if (progress.step() == 2) {
                        products.addAll(recorder.stop());
                        progress.stop("recorded");
                    }
                }
            });
        } finally {
            Kernels.use(backend, partition);
            Workers.useThreads(threads);
        }
        return products;
    }

    /** Stops after a time. */
    private static final class Stop implements TrainingObserver {

        private final long end;

        Stop(double seconds) {
            end = System.nanoTime() + (long) (seconds * 1e9);
        }

        @Override
        public void epochEnded(TrainingProgress progress) {
            if (System.nanoTime() > end) {
                progress.stop("enough");
            }
        }
    }

    /** After an epoch of training makes as many times the products alone. */
    private final class Rounds implements TrainingObserver {

        private final List<Product> products;
        private final List<Product> denseProducts;
        private final List<Double> step = new ArrayList<>();
        private final List<Double> bound = new ArrayList<>();
        private final List<Double> dense = new ArrayList<>();
        private final List<Double> ratio = new ArrayList<>();
        private final List<Double> bytes = new ArrayList<>();
        private final long start = System.nanoTime();
        private long allocated;

        Rounds(List<Product> products) {
            this.products = products;
            this.denseProducts = products.stream().map(Product::dense).toList();
        }

        @Override
        public void stepEnded(TrainingProgress progress) {
            if (progress.step() == 1) {
                allocated = Load.allocatedBytes();
            } else if (progress.step() == progress.steps()) {
                bytes.add((double) (Load.allocatedBytes() - allocated) / (progress.steps() - 1));
            }
        }

        @Override
        public void epochEnded(TrainingProgress progress) {
            double seconds = size.batch() / progress.examplesPerSecond();
            double products = Bound.seconds(this.products, partition, progress.steps());
            double denseProducts = Bound.seconds(this.denseProducts, partition, progress.steps());
            double elapsed = (System.nanoTime() - start) * 1e-9;
            if (elapsed < size.seconds() / 3) {
                bytes.clear(); // still warming up
                return;
            }
            step.add(seconds);
            bound.add(products);
            dense.add(denseProducts);
            ratio.add(products / seconds);
            if (step.size() >= BenchSize.ROUNDS && elapsed > size.seconds() * 4 / 3) {
                progress.stop("enough");
            }
        }
    }

    /**
     * What was measured.
     *
     * @param description machine and objective
     * @param products matrix products in a step
     * @param operations floating-point operations in them
     * @param step seconds for a step
     * @param bound seconds for its products alone
     * @param dense seconds for products of these shapes without zeros
     * @param ratio bound by step
     * @param bytes allocated in a step, by all threads
     * @param batch examples in a step
     * @param profile shares of a step's time on one thread
     */
    public record Result(
            String description,
            int products,
            double operations,
            Spread step,
            Spread bound,
            Spread dense,
            Spread ratio,
            Spread bytes,
            int batch,
            Map<String, Double> profile) {

        /**
         * As a table of figures.
         *
         * @return figures by name, times in milliseconds
         */
        public Map<String, Object> figures() {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("machine", description);
            figures.put("products", products);
            figures.put("operations", operations);
            figures.put("step-ms", step.times(1e3).figures());
            figures.put("examples-per-second", batch / step.median());
            figures.put("bound-ms", bound.times(1e3).figures());
            figures.put("dense-bound-ms", dense.times(1e3).figures());
            figures.put("bound-gflops", operations / bound.median() * 1e-9);
            figures.put("ratio", ratio.figures());
            figures.put("bytes-per-step", bytes.median());
            figures.put("profile", profile);
            return figures;
        }
    }
}
