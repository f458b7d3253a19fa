package org.boltzmann.examples.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.io.Declaration;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.linalg.Kernels;
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

    @Mixin
    private CommonOptions common;

    @Option(
            names = "--data",
            paramLabel = "NAME",
            defaultValue = "stroke-digits",
            description = "A data set of \"boltzmann data\", or a CSV or IDX file (default: ${DEFAULT-VALUE}).")
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
    public Integer call() throws IOException {
        checkWritable();
        Map<String, String> given = common.settings();
        if (epochs != null) {
            given.put("epochs", epochs);
        }
        Variant variant = Variants.named(given.getOrDefault("variant", "rbm"));
        Settings settings = Settings.of(given).withDefaults(variant.defaults());
        settings.text("variant", variant.name());
        TrainingSettings training = TrainingSettings.from(settings);
        Evaluation evaluation = Evaluation.from(settings);
        int patience = settings.count("early-stopping.patience", 0, 0);
        double fraction = settings.number("validation", 0.05, x -> x >= 0 && x < 1, "a fraction from 0 to less than 1");

        long seed = common.seed();
        RandomKey key = RandomKey.of(seed);
        DataSet all = DataCatalog.builtIn().load(data, Split.TRAIN, common.dataDirectory(), DATA_SEED);
        int held = all.size() < MEASURED ? 0 : (int) Math.round(fraction * all.size());
        DataSet.Parts parts = all.split(all.size() - held, key.at("validation"));
        DataSet learned = held == 0 ? all : parts.first();
        Preparation preparation = Preparation.fitted(settings, learned);
        BoltzmannMachine machine = Preparation.fitting(() -> variant.build().apply(learned, settings));
        settings.check();

        Presentation examples = preparation.show(learned, machine);
        Presentation measured = preparation.showForEvaluation(
                (held == 0 ? learned : parts.second()).take(Math.min(MEASURED, held == 0 ? learned.size() : held)),
                machine,
                "validation");
        String part = held == 0 ? "training data" : "held out";
        machine.initialize(key.at("parameters"), examples.means(key.at("means")));
        Objective objective = Preparation.fitting(() -> training.objective(machine, examples.observed()));
        List<TrainingObserver> observers = new ArrayList<>();
        observers.add(new EpochReport(
                measured, part, key.at("metrics"), common.err(), Boolean.getBoolean("boltzmann.terminal")));
        if (patience > 0) {
            observers.add(new EarlyStopping(EpochReport.METRIC, patience));
        }
        common.err()
                .println("variant " + variant.name() + ", " + machine.groups() + ", data " + learned.name() + " ("
                        + learned.size() + " examples), seed " + seed);
        common.err().println(objective + "; " + training.optimizer());
        common.err().flush();
        Trainer trainer = Preparation.fitting(
                () -> new Trainer(machine, objective, training.optimizer(), training.batchSize(), seed, observers));
        TrainingProgress progress = trainer.train(examples, training.epochs());
        progress.stopReason().ifPresent(reason -> common.err().println("stopped: " + reason));

        Map<String, String> provenance = provenance(seed, all);
        new ModelFile(machine, settings.used(), provenance, preparation.attachments()).write(out, Declaration.core());
        Path picture = draw(machine, preparation, key);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("model", out.toString());
        result.put("picture", picture.toString());
        result.put("seed", seed);
        result.put("epochs", progress.epoch());
        DataSet test = DataCatalog.builtIn().load(data, Split.TEST, common.dataDirectory(), DATA_SEED);
        Presentation tested =
                preparation.showForEvaluation(test.take(Math.min(MEASURED, test.size())), machine, "test");
        common.err().println("measuring the log-likelihood of " + tested.size() + " test examples ...");
        common.err().flush();
        Map<String, Object> figures = evaluation.measure("log-likelihood", machine, tested, key.at("evaluation"));
        result.put("log-likelihood", figures);
        common.print(
                result,
                "model " + out + System.lineSeparator() + "picture " + picture + System.lineSeparator() + "test "
                        + Evaluation.describe("log-likelihood", figures));
        return 0;
    }

    /** Generated data sets are what their names say, whatever the seed of a run. */
    static final long DATA_SEED = 1;

    private void checkWritable() throws IOException {
        Path folder = out.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new NoSuchFileException(String.valueOf(folder), null, "no such folder");
        }
        if (!Files.isWritable(folder)) {
            throw new java.nio.file.AccessDeniedException(folder.toString());
        }
    }

    private Map<String, String> provenance(long seed, DataSet all) {
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("version", BoltzmannCommand.Version.name());
        provenance.put("seed", Long.toString(seed));
        provenance.put("data", data);
        provenance.put("data.sha256", all.sha256());
        provenance.put("data.examples", Integer.toString(all.size()));
        provenance.put("backend", Kernels.get().name());
        provenance.put("evaluation.seed", Long.toString(Preparation.EVALUATION_SEED));
        return provenance;
    }

    private Path draw(BoltzmannMachine machine, Preparation preparation, RandomKey key) throws IOException {
        String name = out.getFileName().toString().replaceFirst("\\.safetensors$", "") + ".png";
        Path picture = out.resolveSibling(name);
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
