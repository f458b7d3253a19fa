package org.boltzmann.examples.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.data.Split;
import org.boltzmann.core.io.Json;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.train.Trainer;
import org.boltzmann.core.train.TrainingObserver;
import org.boltzmann.core.train.TrainingProgress;
import org.boltzmann.core.wiring.DataSets;
import org.boltzmann.core.wiring.DataSettings;
import org.boltzmann.core.wiring.Experiment;
import org.boltzmann.core.wiring.Plan;
import org.boltzmann.core.wiring.Preparation;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.discriminative.Classification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a machine on a data set and stores it with a picture. */
@Command(
        name = "train",
        description = {
            "Trains a machine on a data set, stores it, draws a picture and measures its log-likelihood;",
            "if it has a label, also how well it classifies."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = BoltzmannCommand.EXAMPLES,
        footer = {
            "  boltzmann train",
            "  boltzmann train --data mnist --epochs 20 -D model.hidden=500 --out mnist.safetensors",
            "  boltzmann train --variant hybrid-rbm --data mine.csv -D data.label=kind",
            "  boltzmann train --config run.yaml --checkpoint run-1 --resume"
        })
final class TrainCommand implements Callable<Integer> {

    /** Of annealing, unless set: fewer than evaluate takes. A model file holds it. */
    static final int BETAS = 3000;

    /** Whether a picture is drawn. */
    static final String PICTURE = "picture";

    private static final int MEASURED = 1000;
    private static final int PICTURES = 100;
    private static final int SWEEPS = 1000;

    private static final String STROKE_DIGITS = "stroke-digits";

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
            completionCandidates = Candidates.DataNames.class,
            paramLabel = "NAME",
            description = {
                "A data set of \"boltzmann data\", or a CSV, NPY, NPZ, libsvm or IDX file. Without it, stroke-digits.",
                "Those are learned for 30 epochs with a learning rate of 0.1, unless the settings say otherwise."
            })
    private String data;

    @Option(
            names = "--test",
            paramLabel = "FILE",
            description =
                    "A file of examples for testing, so that none of --data are held out; the same as -D data.test.")
    private String test;

    @Option(names = "--epochs", paramLabel = "N", description = "Number of epochs; the same as -D epochs=N.")
    private String epochs;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "model.safetensors",
            description = "Where the machine is stored (default: ${DEFAULT-VALUE}); the picture goes beside it as PNG.")
    private Path out;

    @Option(
            names = "--tensorboard",
            paramLabel = "DIR",
            description = "Write the metrics of each epoch to this folder too, as TensorBoard shows them.")
    private Path tensorboard;

    @Option(
            names = "--variant",
            completionCandidates = Candidates.Variants.class,
            paramLabel = "VARIANT",
            description = "A named machine; the same as -D variant=NAME.")
    private String variant;

    @Option(
            names = "--print-config",
            description = "Print all settings, each with its origin, as YAML that --config reads; and don't train.")
    private boolean printConfig;

    private DataSets dataSets;

    private boolean warned;

    private boolean pictured;

    @Override
    public Integer call() throws Exception {
        Map<String, String> options = new LinkedHashMap<>();
        CommonOptions.put(options, "epochs", epochs);
        CommonOptions.put(options, "data", data);
        CommonOptions.put(options, DataSettings.TEST, test);
        CommonOptions.put(options, "variant", variant);
        CommonOptions.put(options, "seed", common.isSeedGiven() ? Long.toString(common.seed()) : null);
        Settings settings = common.settings(options);
        data = settings.text("data", STROKE_DIGITS);
        dataSets = common.dataSets(DataSettings.from(settings, common.catalog().fileFormats()));
        Plan plan = Plan.read(settings, common.catalog(), data.equals(STROKE_DIGITS) ? QUICK_START : Map.of());
        Evaluation evaluation = Evaluation.from(settings, BETAS);
        warned = Warnings.areWanted(settings);
        pictured = isPictured(settings);
        computing.read(settings);
        settings.find("seed").ifPresent(seed -> common.seed(settings));
        settings.check(plan.stillToCome());
        if (printConfig) {
            return printConfig(plan, settings);
        }
        common.output("--out", out, ".safetensors");
        common.output("the picture", picture(), ".png");
        checkpointing.check();
        if (tensorboard != null) {
            ScalarEvents.checkWritable(tensorboard);
        }
        computing.begin();
        try (TrainingRun run = new TrainingRun(checkpointing, common)) {
            return train(plan, evaluation, run);
        }
    }

    /** The data are needed for it: they decide which machine a variant is. */
    private Integer printConfig(Plan plan, Settings settings) {
        DataSet training = load(Split.TRAIN);
        plan.sized(training).declaration(training);
        StringBuilder text = new StringBuilder();
        Map<String, Object> result = new LinkedHashMap<>();
        settings.used().forEach((key, value) -> {
            String origin = settings.origin(key);
            result.put(key, Map.of("value", value, "origin", origin));
            text.append(
                    String.format("%-48s # %s%n", YamlWriter.scalar(key) + ": " + YamlWriter.scalar(value), origin));
        });
        plan.declared().ifPresent(machine -> {
            result.put("machine", machine.tree());
            text.append(YamlWriter.machine(machine));
        });
        common.print(result, text.toString().stripTrailing());
        return 0;
    }

    private Integer train(Plan given, Evaluation evaluation, TrainingRun run) throws Exception {
        long seed = run.seed();
        RandomKey key = RandomKey.of(seed);
        DataSet all = load(Split.TRAIN);
        Plan plan = given.sized(all);
        Optional<DataSet> validation = dataSets.validation(data);
        Experiment experiment =
                Experiment.of(plan, all, validation, seed, what -> new PretrainingReport(what, common::tell));
        BoltzmannMachine machine = experiment.machine();
        Preparation preparation = experiment.preparation();
        Presentation examples = experiment.examples();
        Optional<DataSet> heldOut = dataSets.find(data, Split.TEST);
        String part = heldOut.isPresent() ? "test" : "train";
        String measured = heldOut.isPresent() ? "test" : "training";
        DataSet whole = preparation.ordered(heldOut.orElse(all));
        whole.notes().forEach(common::note);
        DataSet test = preparation.measurable(whole);
        Presentation tested = preparation.showForEvaluation(test.take(Math.min(MEASURED, test.size())), machine, part);
        Optional<LabelledMachine> labelled = LabelledMachine.of(experiment);
        Optional<Presentation> classified = labelled.map(like -> preparation.showForEvaluation(test, machine, part))
                .filter(Presentation::isComplete);
        List<TrainingObserver> observers =
                EpochReport.watching(experiment, evaluation, common.err(), Boolean.getBoolean("boltzmann.terminal"));
        Trend trend = new Trend();
        observers.add(trend);
        Warnings warnings = new Warnings(common::tell);
        if (warned) {
            warnings.watching(experiment).ifPresent(observers::add);
        }
        if (tensorboard != null) {
            observers.add(new ScalarEvents(tensorboard, common::tell));
        }
        common.tell("variant " + plan.name() + ", " + machine.groups() + ", data "
                + examples.data().name() + " (" + examples.size() + " examples), seed " + seed);
        common.tell(HeldOut.line(dataSets, data, all, heldOut));
        experiment.notes().forEach(common::tell);
        if (plan.patience() > 0 && experiment.heldOut().isEmpty()) {
            common.tell(
                    "nothing is held out, so that early stopping watches the training data (validation=20 holds so many examples out)");
        }
        if (test.size() < whole.size()) {
            common.tell(notMeasured(whole, test));
        }
        common.tell(experiment.objective() + "; " + plan.training().optimizer());
        if (plan.training().epochs() == 0) {
            common.tell("epochs is 0: the machine is stored untrained");
        }
        Map<String, String> provenance = Origin.of(seed, data, all, validation);
        Map<String, String> kept = new LinkedHashMap<>(provenance);
        kept.putAll(preparation.provenance());
        kept.put("machine", Json.write(experiment.declaration().tree()));
        List<TrainingObserver> watching =
                run.observing(observers, plan.decisive(), kept, plan.training().epochs());
        Trainer trainer = experiment.trainer(watching);
        TrainingProgress progress = run.train(trainer, examples, plan.training().epochs());
        if (progress.pauseReason().isPresent()) {
            return 0;
        }
        progress.stopReason().ifPresent(reason -> common.tell("stopped: " + reason));
        if (warned && progress.stopReason().isEmpty()) {
            trend.stillRising().ifPresent(common::tell);
        }

        ModelFile model = experiment.model(provenance);
        model.write(out);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("model", out.toString());
        Optional<IOException> failure = draw(model, preparation, tested, key, result);
        result.put("seed", seed);
        result.put("epochs", progress.epoch());
        StringBuilder text = new StringBuilder(String.format("model %s%n", out));
        if (result.containsKey("picture")) {
            text.append(String.format("picture %s%n", result.get("picture")));
        }
        if (classified.isPresent()) {
            text.append(classify(
                    experiment,
                    progress.epoch(),
                    labelled.get(),
                    classified.get(),
                    measured,
                    key.at("evaluation"),
                    result));
        }
        String metric = Evaluation.canMeasureLikelihood(machine, tested) ? "log-likelihood" : "reconstruction-error";
        common.tell("measuring the " + metric + " of " + tested.size() + " " + measured + " examples ...");
        Map<String, Object> figures = evaluation.measure(metric, machine, tested, key.at("evaluation"));
        Evaluation.warning(figures).ifPresent(common::tell);
        LearnedNothing.baseline(
                figures, preparation.showForEvaluation(preparation.measurable(all), machine, "train"), tested);
        if (warned && classified.isEmpty()) { // who is to classify is judged by that
            LearnedNothing.warning(figures, tested).ifPresent(common::tell);
        }
        result.put("warnings", warnings.all());
        result.put(metric, figures);
        result.put(measured + "-examples", tested.size());
        text.append(String.format(
                        Locale.ROOT,
                        "%,d %s examples: %s",
                        tested.size(),
                        measured,
                        Evaluation.describe(metric, figures)))
                .append(LearnedNothing.text(figures));
        common.print(result, text.toString());
        failure.ifPresent(e -> common.tell("boltzmann: the model is stored in " + out
                + ", but its picture could not be: " + ExitCodes.message(e)));
        return failure.isPresent() ? ExitCodes.INPUT_OUTPUT : 0;
    }

    /** What to say where only some of the test data can be measured. */
    static String notMeasured(DataSet test, DataSet measured) {
        return (test.size() - measured.size()) + " of " + test.size() + " examples have no label and are not measured";
    }

    private String classify(
            Experiment experiment,
            int epochs,
            LabelledMachine labelled,
            Presentation tested,
            String measured,
            RandomKey key,
            Map<String, Object> result) {
        common.tell("measuring the classification of " + tested.size() + " " + measured + " examples ...");
        Classification figures = labelled.measure(tested, key);
        ClassificationBaselines baselines =
                ClassificationBaselines.measure(experiment, epochs, labelled, tested, key, common::tell);
        result.put("classification", ClassificationFigures.of(figures, labelled.classNames()));
        result.put("baselines", baselines.figures());
        if (warned) {
            LearnedNothing.warning(figures, baselines, EpochReport.classWeights(experiment))
                    .ifPresent(common::tell);
        }
        return String.format(
                Locale.ROOT,
                "%,d %s examples: %s%n%s",
                figures.examples(),
                measured,
                ClassificationText.summary(figures),
                baselines.text());
    }

    private DataSet load(Split split) {
        return dataSets.load(data, split);
    }

    private Path picture() {
        return out.resolveSibling(out.getFileName().toString().replaceFirst("\\.safetensors$", "") + ".png");
    }

    /** The picture beside the model; why there is none where it could not be written. */
    private Optional<IOException> draw(
            ModelFile model, Preparation preparation, Presentation tested, RandomKey key, Map<String, Object> result) {
        if (!pictured) {
            return Optional.empty();
        }
        List<Integer> shape = tested.data().shape();
        if (shape.size() == 1
                && !isSquare(shape.get(0))
                && Drawing.visible(model).isPresent()) {
            common.tell("no picture is drawn: " + shape.get(0) + " columns of a table are no picture");
            return Optional.empty();
        }
        try {
            Optional<BufferedImage> drawn = drawing(model, preparation, key);
            if (drawn.isPresent()) {
                Pictures.write(drawn.get(), picture());
                result.put("picture", picture().toString());
            } else {
                common.tell(Drawing.NOTHING);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    /** Pictures row by row are often kept as tables. */
    private static boolean isSquare(int columns) {
        int side = (int) Math.round(Math.sqrt(columns));
        return side * side == columns;
    }

    static boolean isPictured(Settings settings) {
        return settings.choice(PICTURE, "yes", "yes", "no").equals("yes");
    }

    /** What it draws and the weights of its hidden units; the filters alone where what it draws depends on a context. */
    private Optional<BufferedImage> drawing(ModelFile model, Preparation preparation, RandomKey key) {
        BoltzmannMachine machine = model.machine();
        List<BufferedImage> panels = new ArrayList<>(Drawing.filterPairs(model, PICTURES, 10));
        Drawing.visible(model).ifPresent(visible -> {
            int sweeps = Drawing.affordable(machine, PICTURES, SWEEPS);
            if (Drawing.takesLong(machine, PICTURES, sweeps)) {
                common.tell("drawing the picture (" + PICTURES + " chains, " + sweeps + " sweeps) ...");
            }
            panels.add(Pictures.grid(
                    visible, Drawing.samples(machine, visible, preparation, PICTURES, sweeps, key.at("picture")), 10));
            panels.addAll(Drawing.filters(machine, visible, PICTURES, 10));
            panels.addAll(SlicePictures.of(machine, visible, key.at("slices")));
        });
        return panels.isEmpty() ? Optional.empty() : Optional.of(Pictures.sideBySide(panels));
    }
}
