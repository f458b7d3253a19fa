package org.boltzmann.examples.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.linalg.Matrix;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells what is in a model file. */
@Command(
        name = "inspect",
        description = "Tells what is in a model file: groups, terms, parameters, settings, provenance.",
        mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common;

    @Parameters(paramLabel = "MODEL", description = "A file written by \"boltzmann train\".")
    private Path model;

    @Override
    public Integer call() throws IOException {
        ModelFile stored = ModelFile.read(model, common.catalog().vocabulary());
        BoltzmannMachine machine = stored.machine();
        StringBuilder text = new StringBuilder();
        text.append(String.format("groups  %s%nterms   %s%nparameters%n", machine.groups(), machine.terms()));
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
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("machine", stored.declaration().tree());
        result.put("parameters", parameters);
        result.put("settings", stored.settings());
        result.put("provenance", stored.provenance());
        common.print(result, text.toString().stripTrailing());
        return 0;
    }

    private static void append(StringBuilder text, String title, Map<String, String> entries) {
        text.append(String.format("%s%n", title));
        entries.forEach((key, value) -> text.append(String.format("    %s=%s%n", key, value)));
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
