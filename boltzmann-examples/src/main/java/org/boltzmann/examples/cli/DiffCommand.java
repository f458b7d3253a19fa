package org.boltzmann.examples.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.data.Split;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.wiring.DataSettings;
import org.boltzmann.core.wiring.Preparation;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.discriminative.Classification;
import org.boltzmann.examples.diff.ModelDifference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

    @Option(
            names = "--data",
            completionCandidates = Candidates.DataNames.class,
            paramLabel = "NAME",
            description = {
                "Measure both on this data set too: the log-likelihood where it can be (else the error of reconstruction), and",
                "the error of those that classify."
            })
    private String data;

    @Option(
            names = "--split",
            completionCandidates = Candidates.Parts.class,
            paramLabel = "PART",
            defaultValue = "test",
            description = "With --data: train, validation or test (default: ${DEFAULT-VALUE}).")
    private Split split;

    /** What one model measures: figures by the name of the metric, and what is told of them. */
    private record Measured(Map<String, Map<String, Object>> figures, Map<String, String> told) {}

    @Override
    public Integer call() throws IOException {
        Settings settings = common.settings(data == null ? Map.of() : Map.of(Origin.DATA, data));
        Evaluation evaluation = Evaluation.from(settings, 10_000);
        computing.read(settings);
        Optional<String> measured = data == null ? Optional.empty() : settings.find(Origin.DATA);
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
        if (measured.isPresent()) {
            computing.begin();
            lines.addAll(measure(List.of(a, b), measured.get(), evaluation, seed, result));
        }
        common.print(result, String.join(System.lineSeparator(), lines));
        return difference.isNone() ? 0 : ExitCodes.DIFFERENT;
    }

    private List<String> measure(
            List<ModelFile> models, String name, Evaluation evaluation, long seed, Map<String, Object> result)
            throws IOException {
        RandomKey key = RandomKey.of(seed).at("evaluation");
        Measured a = measure(models.get(0), first, name, evaluation, key);
        Measured b = measure(models.get(1), second, name, evaluation, key);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("data", name);
        figures.put("split", split.toString().toLowerCase(Locale.ROOT));
        figures.put("seed", seed);
        figures.put("a", a.figures());
        figures.put("b", b.figures());
        result.put("figures", figures);
        Map<String, String> told = new LinkedHashMap<>(a.told());
        b.told().forEach(told::putIfAbsent);
        List<String> lines = new ArrayList<>();
        lines.add("on " + name + ", " + figures.get("split") + ", seed " + seed);
        told.keySet()
                .forEach(metric -> lines.add("    " + metric + ": "
                        + a.told().getOrDefault(metric, "not measured") + " | "
                        + b.told().getOrDefault(metric, "not measured")));
        return lines;
    }

    private Measured measure(ModelFile stored, Path file, String name, Evaluation evaluation, RandomKey key)
            throws IOException {
        Settings settings = common.settings(Map.of(Origin.DATA, name));
        settings.addDefaults("the model", DataSettings.of(stored));
        DataSet whole = common.dataSets(
                        DataSettings.from(settings, common.catalog().fileFormats()))
                .load(name, split);
        Preparation preparation = Preparation.of(stored);
        Presentation shown = preparation.showForEvaluation(
                preparation.measurable(whole),
                stored.machine(),
                split.toString().toLowerCase(Locale.ROOT),
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
        return new Measured(figures, told);
    }
}
