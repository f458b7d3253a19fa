package org.boltzmann.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.io.AtomicFile;
import org.boltzmann.core.io.MachineDeclaration;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.Role;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.train.PositivePhases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what is in a model file, or in the declaration of a machine. */
@Command(
        name = "inspect",
        description =
                "Tells what is in a model file: groups, terms, parameters, settings, provenance; or what a file declares.",
        mixinStandardHelpOptions = true,
        footerHeading = BoltzmannCommand.EXAMPLES,
        footer = {
            "  boltzmann inspect model.safetensors",
            "  boltzmann inspect model.safetensors --yaml",
            "  boltzmann inspect machine.yaml --svg graph.svg"
        })
final class InspectCommand implements Callable<Integer> {

    private static final int LONGEST = 500;

    @Mixin
    private CommonOptions common;

    @Parameters(
            paramLabel = "MODEL",
            description = "A file written by \"boltzmann train\", or a YAML file that declares a machine.")
    private Path file;

    @Option(names = "--svg", paramLabel = "FILE", description = "Draw groups and terms as a graph into an SVG file.")
    private Path svg;

    @Option(
            names = "--yaml",
            description =
                    "Print settings and machine as YAML: \"boltzmann train --config\" makes the same model file of it.")
    private boolean yaml;

    @Override
    public Integer call() throws IOException {
        if (svg != null) {
            common.output("--svg", svg, ".svg");
        }
        DeclaredFile declared = DeclaredFile.read(file, common.catalog().vocabulary());
        if (!declared.isOpen()) {
            declared.sized(Optional.empty(), common.catalog().vocabulary());
        }
        if (svg != null) {
            AtomicFile.write(
                    svg, out -> out.write(SvgDrawing.of(declared.declaration()).getBytes(UTF_8)));
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("machine", declared.declaration().tree());
        StringBuilder text = new StringBuilder(TextDrawing.of(declared.declaration()));
        positivePhase(declared).ifPresent(reason -> {
            result.put("positive-phase", reason);
            text.append(String.format("positive phase %s%n", reason));
        });
        declared.model().ifPresent(stored -> describe(stored, result, text));
        if (yaml) {
            text.setLength(0);
            text.append(declared.model().map(InspectCommand::settings).orElse(""));
            text.append(YamlWriter.machine(declared.declaration()));
            result.put("yaml", text.toString());
        }
        common.print(result, text.toString().stripTrailing());
        return 0;
    }

    /** How what is hidden is known given the data, and why so; where sizes are left to the data it may depend on them. */
    private Optional<String> positivePhase(DeclaredFile declared) {
        if (declared.isOpen()) {
            return Optional.empty();
        }
        MachineDeclaration declaration = declared.declaration();
        BoltzmannMachine machine = declared.model()
                .map(ModelFile::machine)
                .orElseGet(
                        () -> BoltzmannMachine.of(common.catalog().vocabulary().build(declaration, path -> path)));
        List<Group> observed = declaration.groups().stream()
                .filter(group -> group.role() == Role.OBSERVED || group.role() == Role.LABEL)
                .map(group -> machine.group(group.name()))
                .toList();
        String name = declared.model()
                .map(ModelFile::settings)
                .orElse(Map.of())
                .getOrDefault("positive-phase", PositivePhases.AUTO);
        return Optional.of(PositivePhases.choose(name, machine, observed, 1).reason());
    }

    private static void describe(ModelFile stored, Map<String, Object> result, StringBuilder text) {
        BoltzmannMachine machine = stored.machine();
        text.append(String.format("parameters%n"));
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (Parameter parameter : machine.parameters()) {
            Map<String, Double> figures = figures(machine.theta().of(parameter));
            text.append(String.format(
                    Locale.ROOT,
                    "    %-20s %-12s min %9.4f   mean %9.4f   max %9.4f   norm %9.4f%n",
                    parameter.name(),
                    parameter.shape(),
                    figures.get("min"),
                    figures.get("mean"),
                    figures.get("max"),
                    figures.get("norm")));
            Map<String, Object> described = new LinkedHashMap<>();
            described.put("shape", parameter.shape());
            described.putAll(figures);
            parameters.put(parameter.name(), described);
        }
        append(text, "settings", stored.settings());
        append(text, "provenance", stored.provenance());
        result.put("parameters", parameters);
        result.put("settings", stored.settings());
        result.put("provenance", stored.provenance());
    }

    /** All that decided what came out, but for the bytes of the data and of the program. */
    private static String settings(ModelFile stored) {
        Map<String, String> settings = new TreeMap<>();
        for (String key : List.of("data", "seed")) {
            if (stored.provenance().containsKey(key)) {
                settings.put(key, stored.provenance().get(key));
            }
        }
        settings.putAll(stored.settings());
        StringBuilder text = new StringBuilder();
        settings.forEach((key, value) ->
                text.append(String.format("%s: %s%n", YamlWriter.scalar(key), YamlWriter.scalar(value))));
        return text.toString();
    }

    private static void append(StringBuilder text, String title, Map<String, String> entries) {
        text.append(String.format("%s%n", title));
        entries.forEach(
                (key, value) -> text.append(String.format("    %s=%s%n", Excerpt.of(key), Excerpt.of(value, LONGEST))));
    }

    private static Map<String, Double> figures(Matrix values) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double sum = 0;
        double squares = 0;
        for (float value : values.data()) {
            min = Math.min(min, value);
            max = Math.max(max, value);
            sum += value;
            squares += (double) value * value;
        }
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put("min", min);
        figures.put("mean", sum / values.data().length);
        figures.put("max", max);
        figures.put("norm", Math.sqrt(squares));
        return figures;
    }
}
