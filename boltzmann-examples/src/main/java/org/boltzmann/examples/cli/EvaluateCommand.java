package org.boltzmann.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.io.AtomicFile;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.wiring.Preparation;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.SettingsException;
import org.boltzmann.discriminative.Classification;
import org.boltzmann.discriminative.Proportion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures a stored machine on a data set. */
@Command(
        name = "evaluate",
        description = "Measures a stored machine on a data set.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = BoltzmannCommand.EXAMPLES,
        footer = {
            "  boltzmann evaluate model.safetensors",
            "  boltzmann evaluate model.safetensors --data mnist --metric log-likelihood --json",
            "  boltzmann evaluate music.safetensors --metric frames"
        })
final class EvaluateCommand implements Callable<Integer> {

    /** What can be measured. */
    enum Metric {
        CLASSIFICATION,
        LOG_LIKELIHOOD,
        PSEUDO_LOG_LIKELIHOOD,
        RECONSTRUCTION_ERROR,
        READ_OUT,
        RESPONSIBILITIES,
        TRANSFORMATION,
        FRAMES;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Mixin
    private CommonOptions common;

    @Mixin
    private Computing computing;

    @Parameters(paramLabel = "MODEL", description = "A file written by \"boltzmann train\".")
    private Path model;

    @Mixin
    private ExampleOptions wanted;

    @Option(
            names = "--metric",
            paramLabel = "METRIC",
            description = {
                "One of ${COMPLETION-CANDIDATES} (default: classification",
                "for a machine that has a label and can classify, else log-likelihood). read-out: a linear classifier",
                "on each hidden group; responsibilities: which component of a mixture answers for which examples;",
                "transformation, of a machine of an image given another: how well labels are told from its mapping",
                "units, analogies made, and whether filters are waves; frames, of a machine that reads sequences: the next frame",
                "predicted from those before it, beside what takes no machine."
            })
    private Metric metric;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "With responsibilities: a CSV file with a line for each example.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        Settings settings = common.settings(wanted.settings());
        Evaluation evaluation = Evaluation.from(settings, 10_000);
        ReadOut readOut = ReadOut.from(settings);
        checkOut();
        int rounds = TransformCommand.rounds(settings);
        FramePrediction prediction = FramePrediction.from(settings);
        computing.read(settings);
        long seed = common.seed(settings);
        ExampleOptions.Request request = wanted.read(
                settings, common, ModelFile.read(model, common.catalog().vocabulary()));
        ModelFile stored = request.model();
        settings.check(Set.of());
        computing.begin();
        Metric chosen = metric == null ? usual(stored) : metric;
        boolean learns = chosen == Metric.READ_OUT || chosen == Metric.TRANSFORMATION || chosen == Metric.FRAMES;
        ExampleOptions.Chosen examples = learns ? request.loadOthers() : request.load();
        DataSet whole = examples.set();
        DataSet set = chosen == Metric.RESPONSIBILITIES
                ? whole
                : Preparation.of(stored).measurable(whole);
        if (set.size() < whole.size()) {
            common.tell(TrainCommand.notMeasured(whole, set));
        }
        String part = examples.part().toString();
        Optional<LabelledMachine> labelled = chosen == Metric.CLASSIFICATION
                ? Optional.of(LabelledMachine.in(stored, model.toString()))
                : Optional.empty();
        Presentation shown = shown(stored, set, part, chosen);
        common.tell("measuring the " + chosen + " of " + shown.size() + " examples, seed " + seed + " ...");
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("model", model.toString());
        result.put("data", examples.name());
        result.put("split", part);
        result.put("examples", shown.size());
        result.put("seed", seed);
        result.put("metric", chosen.toString());
        RandomKey key = RandomKey.of(seed).at("evaluation");
        String text;
        int code = 0;
        if (labelled.isPresent()) {
            Classification figures = labelled.get().measure(shown, key);
            result.putAll(ClassificationFigures.of(figures, labelled.get().classNames()));
            text = ClassificationText.of(figures, labelled.get().classNames());
        } else if (chosen == Metric.READ_OUT) {
            DataSet training = examples.training();
            Map<String, Proportion> errors = readOut.measure(stored, training, set, part, key);
            result.put("read-out", ReadOut.figures(errors));
            text = ReadOut.text(errors);
        } else if (chosen == Metric.RESPONSIBILITIES) {
            Responsibilities found = Responsibilities.of(stored, model.toString(), shown, set);
            if (out != null) {
                AtomicFile.write(out, file -> file.write(found.csv().getBytes(UTF_8)));
                result.put("responsibilities", out.toString());
            }
            result.putAll(found.figures());
            text = found.text();
        } else if (chosen == Metric.TRANSFORMATION) {
            DataSet training = examples.training();
            TransformationFigures figures = transformation(stored, training, shown, rounds, key);
            result.putAll(figures.tree());
            text = figures.text();
        } else if (chosen == Metric.FRAMES) {
            FrameFigures figures =
                    FrameFigures.measure(stored, model.toString(), prediction, examples.training(), shown, key);
            result.putAll(figures.tree());
            text = figures.text();
        } else {
            Map<String, Object> figures = evaluation.measure(chosen.toString(), stored.machine(), shown, key);
            Evaluation.warning(figures).ifPresent(common::tell);
            code = Evaluation.isRefused(figures) ? ExitCodes.REFUSED : 0;
            if (chosen == Metric.LOG_LIKELIHOOD
                    && examples.part() != ExampleOptions.Part.ALL
                    && examples.name().equals(stored.provenance().get("data"))) {
                DataSet training = Preparation.of(stored).measurable(examples.training());
                LearnedNothing.baseline(figures, shown(stored, training, "train", chosen), shown);
                if (LabelledMachine.of(stored).isEmpty()) { // who is to classify is judged by that
                    LearnedNothing.warning(figures, shown).ifPresent(common::tell);
                }
            }
            result.putAll(figures);
            text = Evaluation.describe(chosen.toString(), figures) + LearnedNothing.text(figures);
        }
        common.print(result, text);
        return code;
    }

    private void checkOut() throws IOException {
        if (out != null && metric != Metric.RESPONSIBILITIES) {
            throw new SettingsException(
                    List.of("--out is " + out + ", but only --metric responsibilities writes a file"));
        }
        if (out != null) {
            common.output("--out", out, ".csv");
        }
    }

    private static Presentation shown(ModelFile stored, DataSet set, String part, Metric metric) {
        Preparation preparation = Preparation.of(stored);
        long seed = Preparation.evaluationSeed(stored);
        return metric == Metric.RESPONSIBILITIES
                ? preparation
                        .showWithoutLabel(set, stored.machine())
                        .frozen(RandomKey.of(seed).at(part))
                : preparation.showForEvaluation(set, stored.machine(), part, seed);
    }

    private TransformationFigures transformation(
            ModelFile stored, DataSet training, Presentation shown, int rounds, RandomKey key) {
        PairMachine machine = PairMachine.in(stored, model.toString());
        if (!training.isLabelled()
                || training.unlabelledCount() > 0
                || !training.classNames().equals(shown.data().classNames())) {
            throw new DataException("data set " + training.name()
                    + " does not say of each pair which transformation it is; give each example a label");
        }
        DataSet some = training.take(Math.min(TransformationMeasure.READ_OUT_PAIRS, training.size()));
        TransformationMeasure measure = new TransformationMeasure(machine, stored.machine(), rounds);
        Classification decoded = measure.decode(shown(stored, some, "train", Metric.TRANSFORMATION), shown, key);
        return new TransformationFigures(
                new Proportion(decoded.examples() - decoded.errors().count(), decoded.examples()),
                decoded.classes(),
                measure.analogies(shown),
                !machine.analogy().output().type().states().isEmpty(),
                measure.waveShares());
    }

    private static Metric usual(ModelFile stored) {
        return LabelledMachine.of(stored).filter(LabelledMachine::isQuick).isPresent()
                ? Metric.CLASSIFICATION
                : Metric.LOG_LIKELIHOOD;
    }
}
