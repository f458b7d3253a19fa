package org.boltzmann.examples.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.boltzmann.core.wiring.ComputingSettings;
import org.boltzmann.core.wiring.TrainingSettings;
import org.boltzmann.core.wiring.Variant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the variants and all settings. */
@Command(
        name = "variants",
        description = "Lists the variants with their settings, and the settings that all share.",
        mixinStandardHelpOptions = true)
final class VariantsCommand implements Runnable {

    @Mixin
    private CommonOptions common;

    @Override
    public void run() {
        StringBuilder text = new StringBuilder();
        List<Object> variants = new ArrayList<>();
        for (Variant variant : Variants.all()) {
            text.append(String.format("%s: %s%n", variant.name(), variant.description()));
            append(text, variant.settings());
            variant.defaults().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry ->
                            text.append(String.format("    default %s=%s%n", entry.getKey(), entry.getValue())));
            Map<String, Object> described = new LinkedHashMap<>();
            described.put("name", variant.name());
            described.put("description", variant.description());
            described.put("settings", variant.settings());
            described.put("defaults", new java.util.TreeMap<>(variant.defaults()));
            variants.add(described);
        }
        Map<String, String> shared = shared();
        text.append(String.format("%nsettings of every variant, given as -D key=value:%n"));
        append(text, shared);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("variants", variants);
        result.put("settings", shared);
        common.print(result, text.toString().stripTrailing());
    }

    private static Map<String, String> shared() {
        Map<String, String> shared = new LinkedHashMap<>();
        shared.put("variant", "one of the names above");
        shared.putAll(Preparation.documentation());
        shared.put("validation", "fraction held out of 1,000 or more training examples for the metrics of each epoch");
        shared.put("early-stopping.patience", "epochs without improvement after which the best is kept, 0 for none");
        shared.putAll(TrainingSettings.documentation());
        shared.putAll(Evaluation.documentation());
        shared.putAll(ComputingSettings.documentation());
        return shared;
    }

    private static void append(StringBuilder text, Map<String, String> lines) {
        lines.forEach((key, line) -> text.append(String.format(Locale.ROOT, "    %-24s %s%n", key, line)));
    }
}
