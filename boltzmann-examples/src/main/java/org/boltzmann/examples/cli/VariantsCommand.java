package org.boltzmann.examples.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        for (Variant variant : common.catalog().variants().values()) {
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
        Map<String, String> shared = SettingsList.shared(common.catalog());
        text.append(String.format("%nsettings of every variant, given as -D key=value:%n"));
        append(text, shared);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("variants", variants);
        result.put("settings", shared);
        common.print(result, text.toString().stripTrailing());
    }

    private static void append(StringBuilder text, Map<String, String> lines) {
        lines.forEach((key, line) -> text.append(String.format(Locale.ROOT, "    %-24s %s%n", key, line)));
    }
}
