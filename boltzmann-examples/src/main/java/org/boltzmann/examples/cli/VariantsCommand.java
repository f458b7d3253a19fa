package org.boltzmann.examples.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.boltzmann.core.data.DataOptions;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Split;
import org.boltzmann.core.io.Nearest;
import org.boltzmann.core.wiring.SettingsException;
import org.boltzmann.core.wiring.Variant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the variants and all settings. */
@Command(
        name = "variants",
        description = {
            "Lists the variants with their settings, and the settings that all share; or tells of one: each of its settings with",
            "default, what is allowed and what it means, the machine it makes, and where it was published."
        },
        mixinStandardHelpOptions = true,
        footerHeading = BoltzmannCommand.EXAMPLES,
        footer = {
            "  boltzmann variants",
            "  boltzmann variants hybrid-rbm",
            "  boltzmann variants rbm --data mnist --all --json"
        })
final class VariantsCommand implements Runnable {

    @Mixin
    private CommonOptions common;

    @Parameters(
            arity = "0..1",
            completionCandidates = Candidates.Variants.class,
            paramLabel = "NAME",
            description = "A variant to tell of.")
    private String name;

    @Option(names = "--all", description = "With NAME: tell of the settings too that it shares with all others.")
    private boolean all;

    @Option(
            names = "--data",
            completionCandidates = Candidates.DataNames.class,
            paramLabel = "NAME",
            description = "With NAME: the machine it makes for this data set.")
    private String data;

    @Override
    public void run() {
        if (name == null) {
            list();
        } else {
            VariantDescription described = VariantDescription.of(
                    named(), common.catalog(), Optional.ofNullable(data).map(this::load));
            common.print(described.tree(all), described.text(all));
        }
    }

    private Variant named() {
        Map<String, Variant> known = common.catalog().variants();
        if (!known.containsKey(name)) {
            throw new SettingsException(List.of("no variant is called " + name
                    + nearest(known.keySet())
                            .map(near -> "; did you mean " + near + "?")
                            .orElse("; known are " + String.join(", ", known.keySet()))));
        }
        return known.get(name);
    }

    /** The nearest by spelling, else one that it is the beginning of. */
    private Optional<String> nearest(Set<String> known) {
        return Nearest.to(name, known)
                .or(() -> known.stream().filter(other -> other.startsWith(name)).findFirst());
    }

    private DataSet load(String nameOrPath) {
        return common.dataSets(DataOptions.standard()).load(nameOrPath, Split.TRAIN);
    }

    private void list() {
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
            described.put("source", variant.source());
            described.put("settings", variant.settings());
            described.put("defaults", new java.util.TreeMap<>(variant.defaults()));
            variants.add(described);
        }
        Map<String, String> shared = SettingsList.shared(common.catalog());
        text.append(String.format(
                "%nboltzmann variants NAME tells all of one.%n%nsettings of every variant, given as -D key=value:%n"));
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
