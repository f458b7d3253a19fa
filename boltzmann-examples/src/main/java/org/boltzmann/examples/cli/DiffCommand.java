package org.boltzmann.examples.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.wiring.DataSettings;
import org.boltzmann.core.wiring.Preparation;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.discriminative.Classification;
import org.boltzmann.examples.diff.ModelDifference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells what differs between two model files. */
@Command(
        name = "diff",
        description = {
            "Tells what differs between two model files: settings, machine, provenance, and how far parameters lie apart.",
            "Exit code 0 if nothing does, 6 if something does."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = BoltzmannCommand.EXAMPLES,
        footer = {
            "  boltzmann diff a.safetensors b.safetensors",
            "  boltzmann diff a.safetensors b.safetensors --data mnist --json"
        })
final class DiffCommand implements Callable<Integer> {

    private static final String ERROR = "error";

    @Mixin
    private CommonOptions common;

    @Mixin
    private Computing computing;

    @Parameters(index = "0", paramLabel = "A", description = "A file written by \"boltzmann train\".")
    private Path first;

    @Parameters(index = "1", paramLabel = "B", description = "Another.")
    private Path second;

    @Mixin
    private ExampleOptions wanted;

    /** What one model measures: figures by the name of the metric, and what is told of them. */
    private record Measured(
            ExampleOptions.Chosen examples, Map<String, Map<String, Object>> figures, Map<String, String> told) {}

    @Override
    public Integer call() throws IOException {
        Settings settings = common.settings(wanted.settings());
        Evaluation evaluation = Evaluation.from(settings, 10_000);
        computing.read(settings);
        settings.find(Origin.DATA);
        settings.find("encoding");
        DataSettings.from(settings, common.catalog().fileFormats());
        long seed = common.seed(settings);
        settings.check(Set.of());
        ModelFile a = ModelFile.read(first, common.catalog().vocabulary());
        ModelFile b = ModelFile.read(second, common.catalog().vocabulary());
        ModelDifference difference = ModelDifference.between(a, b);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("a", first.toString());
        result.put("b", second.toString());
        result.put("same", difference.isNone());
        result.putAll(difference.tree());
        List<String> lines = new ArrayList<>();
        lines.add((difference.isNone() ? "the same: " : "different: ") + first + " | " + second);
        lines.addAll(difference.lines());
        if (wanted.isGiven()) {
            computing.begin();
            lines.addAll(measure(List.of(a, b), evaluation, seed, result));
        }
        common.print(result, String.join(System.lineSeparator(), lines));
        return difference.isNone() ? 0 : ExitCodes.DIFFERENT;
    }

    private List<String> measure(List<ModelFile> models, Evaluation evaluation, long seed, Map<String, Object> result)
            throws IOException {
        RandomKey key = RandomKey.of(seed).at("evaluation");
        Measured a = measure(models.get(0), first, evaluation, key);
        Measured b = measure(models.get(1), second, evaluation, key);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("data", a.examples().name());
        figures.put("split", a.examples().part().toString());
        figures.put("seed", seed);
        figures.put("a", a.figures());
        figures.put("b", b.figures());
        result.put("figures", figures);
        Map<String, String> told = new LinkedHashMap<>(a.told());
        b.told().forEach(told::putIfAbsent);
        List<String> lines = new ArrayList<>();
        lines.add("on " + figures.get("data") + ", " + figures.get("split") + ", seed " + seed);
        told.keySet()
                .forEach(metric -> lines.add("    " + metric + ": "
                        + a.told().getOrDefault(metric, "not measured") + " | "
                        + b.told().getOrDefault(metric, "not measured")));
        return lines;
    }

    private Measured measure(ModelFile model, Path file, Evaluation evaluation, RandomKey key) throws IOException {
        ExampleOptions.Request request = wanted.read(common.settings(wanted.settings()), common, model);
        ModelFile stored = request.model();
        ExampleOptions.Chosen examples = request.load();
        Preparation preparation = Preparation.of(stored);
        Presentation shown = preparation.showForEvaluation(
                preparation.measurable(examples.set()),
                stored.machine(),
                examples.part().toString(),
                Preparation.evaluationSeed(stored));
        String metric =
                Evaluation.canMeasureLikelihood(stored.machine(), shown) ? "log-likelihood" : "reconstruction-error";
        Optional<LabelledMachine> labelled = LabelledMachine.of(stored).filter(LabelledMachine::isQuick);
        common.tell("measuring " + file + ", " + shown.size() + " examples ...");
        Map<String, Map<String, Object>> figures = new LinkedHashMap<>();
        Map<String, String> told = new LinkedHashMap<>();
        if (labelled.isPresent() && shown.isComplete()) {
            Classification classification = labelled.get().measure(shown, key);
            figures.put(ERROR, ClassificationFigures.errors(classification.errors()));
            told.put(ERROR, ClassificationText.summary(classification));
        }
        Map<String, Object> likelihood = evaluation.measure(metric, stored.machine(), shown, key);
        Evaluation.warning(likelihood).ifPresent(common::tell);
        figures.put(metric, likelihood);
        told.put(metric, Evaluation.describe(metric, likelihood));
        return new Measured(examples, figures, told);
    }
}
