package org.boltzmann.examples.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.io.Declaration;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.train.EarlyStopping;
import org.boltzmann.core.train.Objective;
import org.boltzmann.core.train.Trainer;
import org.boltzmann.core.train.TrainingObserver;
import org.boltzmann.core.train.TrainingProgress;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.TrainingSettings;
import org.boltzmann.core.wiring.Variant;
import org.boltzmann.examples.data.DataCatalog;
import org.boltzmann.examples.data.Split;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a machine on a data set and stores it with a picture. */
@Command(
        name = "train",
        description = "Trains a machine on a data set, stores it, draws a picture and measures its log-likelihood.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class TrainCommand implements Callable<Integer> {

    private static final int MEASURED = 1000;
    private static final int PICTURES = 100;
    private static final int SWEEPS = 1000;

    /** What the built-in digits need to become sharp in half a minute. */
    private static final Map<String, String> QUICK_START = Map.of("epochs", "30", "learning-rate", "0.1");

    @Mixin
    private CommonOptions common;

    @Mixin
    private CheckpointOptions checkpointing;

    @Mixin
    private Computing computing;

    @Option(
            names = "--data",
            paramLabel = "NAME",
            description = {
                "A data set of \"boltzmann data\", or a CSV, NPY, NPZ, libsvm or IDX file. Without it, stroke-digits,",
                "by default for 30 epochs with a learning rate of 0.1."
            })
    private String data;

    @Option(names = "--epochs", paramLabel = "N", description = "Number of epochs; the same as -D epochs=N.")
    private String epochs;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "model.safetensors",
            description = "Where the machine is stored (default: ${DEFAULT-VALUE}); the picture goes beside it as PNG.")
    private Path out;

    @Override
    public Integer call() throws Exception {
        OutputFile.checkWritable(out);
        OutputFile.checkWritable(picture());
        Map<String, String> given = common.settings();
        if (epochs != null) {
            given.put("epochs", epochs);
        }
        Variant variant = Variants.named(given.getOrDefault("variant", "rbm"));
        Map<String, String> defaults = new LinkedHashMap<>(variant.defaults());
        if (data == null) {
            data = "stroke-digits";
            QUICK_START.forEach(defaults::putIfAbsent);
        }
        return train(variant, Settings.of(given).withDefaults(defaults));
    }

    private Integer train(Variant variant, Settings settings) throws Exception {
        settings.text("variant", variant.name());
        TrainingSettings training = TrainingSettings.from(settings);
        Evaluation evaluation = Evaluation.from(settings, 3000);
        computing.read(settings);
        int patience = settings.count("early-stopping.patience", 0, 0);
        double fraction = settings.number("validation", 0.02, x -> x >= 0 && x < 1, "a fraction from 0 to less than 1");
        Set<String> readOnceDataAreThere = new TreeSet<>(variant.settings().keySet());
        readOnceDataAreThere.addAll(Preparation.documentation().keySet());
        settings.check(readOnceDataAreThere);
        computing.begin();
        try (TrainingRun run = new TrainingRun(checkpointing, common)) {
            return train(settings, new Plan(variant, training, evaluation, patience, fraction), run);
        }
    }

    /** What the settings say before the data are there. */
    private record Plan(
            Variant variant, TrainingSettings training, Evaluation evaluation, int patience, double validation) {}

    private Integer train(Settings settings, Plan plan, TrainingRun run) throws Exception {
        TrainingSettings training = plan.training();
        long seed = run.seed();
        RandomKey key = RandomKey.of(seed);
        DataSet all = load(Split.TRAIN);
        int held =
                all.size() < MEASURED ? 0 : (int) Math.min(Math.round(plan.validation() * all.size()), all.size() - 1);
        DataSet.Parts parts = all.split(all.size() - held, key.at("validation"));
        DataSet learned = held == 0 ? all : parts.first();
        Preparation preparation = Preparation.fitted(settings, learned);
        BoltzmannMachine machine =
                Preparation.fitting(() -> plan.variant().build().apply(learned, settings));
        settings.check(Set.of());

        Presentation examples = preparation.show(learned, machine);
        DataSet test = load(Split.TEST);
        Presentation tested = preparation.showForEvaluation(
                test.take(Math.min(MEASURED, test.size())), machine, "test", Preparation.EVALUATION_SEED);
        machine.initialize(key.at("parameters"), examples.means(key.at("means")));
        Objective objective = Preparation.fitting(() -> training.objective(machine, examples.observed()));
        List<TrainingObserver> observers = new ArrayList<>();
        DataSet watched = held == 0 ? learned : parts.second();
        observers.add(new EpochReport(
                preparation.showForEvaluation(
                        watched.take(Math.min(MEASURED, watched.size())),
                        machine,
                        "validation",
                        Preparation.EVALUATION_SEED),
                held == 0 ? "training data" : "held out",
                key.at("metrics"),
                common.err(),
                Boolean.getBoolean("boltzmann.terminal")));
        if (plan.patience() > 0) {
            observers.add(new EarlyStopping(EpochReport.METRIC, plan.patience()));
        }
        common.tell("variant " + plan.variant().name() + ", " + machine.groups() + ", data " + learned.name() + " ("
                + learned.size() + " examples), seed " + seed);
        common.tell(objective + "; " + training.optimizer());
        Map<String, String> provenance = provenance(seed, all);
        List<TrainingObserver> watching = run.observing(observers, settings.used(), provenance, training.epochs());
        Trainer trainer = Preparation.fitting(
                () -> new Trainer(machine, objective, training.optimizer(), training.batchSize(), seed, watching));
        TrainingProgress progress = run.train(trainer, examples, training.epochs());
        if (progress.pauseReason().isPresent()) {
            return 0;
        }
        progress.stopReason().ifPresent(reason -> common.tell("stopped: " + reason));

        ModelFile model = new ModelFile(machine, settings.used(), provenance, preparation.attachments());
        model.write(out, Declaration.core());
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("model", out.toString());
        result.put("picture", draw(machine, preparation, key).toString());
        result.put("seed", seed);
        result.put("epochs", progress.epoch());
        common.tell("measuring the log-likelihood of " + tested.size() + " test examples ...");
        Map<String, Object> figures =
                plan.evaluation().measure("log-likelihood", machine, tested, key.at("evaluation"));
        result.put("log-likelihood", figures);
        String described = Evaluation.describe("log-likelihood", figures);
        result.put("test-examples", tested.size());
        common.print(
                result,
                String.format(
                        Locale.ROOT,
                        "model %s%npicture %s%n%,d test examples: %s",
                        out,
                        result.get("picture"),
                        tested.size(),
                        described));
        return 0;
    }

    private DataSet load(Split split) {
        return DataCatalog.builtIn().load(data, split, common.dataDirectory(), DATA_SEED);
    }

    /** Generated data sets are what their names say, whatever the seed of a run. */
    static final long DATA_SEED = 1;

    private Map<String, String> provenance(long seed, DataSet all) {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("version", BoltzmannCommand.Version.name());
        provenance.put("seed", Long.toString(seed));
        provenance.put("data", data);
        provenance.put("data.sha256", all.sha256());
        provenance.put("data.examples", Integer.toString(all.size()));
        provenance.putAll(Computing.provenance());
        provenance.put("evaluation.seed", Long.toString(Preparation.EVALUATION_SEED));
        return provenance;
    }

    private Path picture() {
        return out.resolveSibling(out.getFileName().toString().replaceFirst("\\.safetensors$", "") + ".png");
    }

    private Path draw(BoltzmannMachine machine, Preparation preparation, RandomKey key) throws IOException {
        Path picture = picture();
        List<BufferedImage> panels = new ArrayList<>();
        panels.add(Pictures.grid(
                machine.group(Variant.VISIBLE),
                Drawing.samples(machine, preparation, PICTURES, SWEEPS, key.at("picture")),
                10));
        panels.addAll(Drawing.filters(machine, PICTURES, 10));
        Pictures.write(Pictures.sideBySide(panels), picture);
        return picture;
    }
}
