package org.boltzmann.examples.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.io.GroupDeclaration;
import org.boltzmann.core.io.MachineDeclaration;
import org.boltzmann.core.io.Role;
import org.boltzmann.core.io.TermDeclaration;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.wiring.Catalog;
import org.boltzmann.core.wiring.Plan;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.SettingsException;
import org.boltzmann.core.wiring.Variant;

/**
 * A variant's settings with defaults and ranges as the code that reads them has them, and the machine that it makes.
 *
 * @param variant the variant
 * @param own its own settings
 * @param changed settings of all variants for which it has defaults of its own
 * @param others the other settings
 * @param machine groups and terms; what it needs of data, where it makes no machine of an example
 */
record VariantDescription(
        Variant variant, Map<String, Line> own, Map<String, Line> changed, Map<String, Line> others, String machine) {

    /** A setting: its value unless somebody sets it (empty for none), which values are allowed, and what it means. */
    record Line(String value, String allowed, String meaning) {

        Map<String, Object> tree() {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("default", value);
            tree.put("allowed", allowed);
            tree.put("meaning", meaning);
            return tree;
        }
    }

    /** Of a variant for given data; without any for some of two sizes, by which it shows what the data decide. */
    static VariantDescription of(Variant variant, Catalog catalog, Optional<DataSet> given) {
        Settings settings = Settings.of(Map.of("variant", variant.name()));
        Plan plan = Plan.read(settings, catalog);
        String machine;
        try {
            MachineDeclaration declared = plan.declaration(given.orElseGet(() -> example(2, 3)));
            machine = machine(
                    declared,
                    given.isPresent()
                            ? declared
                            : Plan.read(Settings.of(Map.of("variant", variant.name())), catalog)
                                    .declaration(example(3, 4)));
        } catch (DataException | SettingsException e) {
            machine = "made for data that fit, which --data names: " + e.getMessage();
        }
        Map<String, String> meanings = new TreeMap<>(catalog.trainingSettings());
        meanings.putAll(variant.settings());
        Map<String, Line> own = new LinkedHashMap<>();
        variant.settings().keySet().forEach(key -> own.put(key, line(key, settings, meanings)));
        Map<String, Line> changed = new TreeMap<>();
        variant.defaults().keySet().forEach(key -> changed.put(key, line(key, settings, meanings)));
        Map<String, Line> others = new TreeMap<>();
        meanings.keySet().forEach(key -> others.put(key, line(key, settings, meanings)));
        others.keySet().removeAll(own.keySet());
        others.keySet().removeAll(changed.keySet());
        others.remove("variant");
        others.remove("machine");
        return new VariantDescription(variant, own, changed, others, machine);
    }

    /** Pairs of pictures of three rows: every third of the variants wants pairs or labels, and none minds having them. */
    private static DataSet example(int columns, int classes) {
        int[] labels = new int[classes];
        for (int k = 0; k < classes; k++) {
            labels[k] = k;
        }
        return DataSet.of("example", List.of(2, 2, columns), Matrix.zeros(4 * columns, classes))
                .withLabels(labels, classes);
    }

    private static Line line(String key, Settings settings, Map<String, String> meanings) {
        Settings.Asked asked = settings.asked().getOrDefault(key, new Settings.Asked("", Settings.ANYTHING));
        String value = settings.used().getOrDefault(key, asked.otherwise());
        return new Line(value, asked.allowed(), meanings.getOrDefault(key, ""));
    }

    private static String machine(MachineDeclaration declared, MachineDeclaration larger) {
        List<String> groups = new ArrayList<>();
        for (int g = 0; g < declared.groups().size(); g++) {
            GroupDeclaration group = declared.groups().get(g);
            boolean fixed = group.size() == larger.groups().get(g).size();
            groups.add(group.name() + " " + group.type() + " " + (fixed ? group.size() : "by the data")
                    + (group.role() == Role.HIDDEN ? "" : " " + group.role()));
        }
        List<String> terms = new ArrayList<>(
                declared.terms().stream().map(VariantDescription::term).toList());
        declared.network().ifPresent(network -> terms.add("network " + term(network)));
        return String.join(", ", groups) + "; " + String.join(", ", terms);
    }

    private static String term(TermDeclaration term) {
        return term.type() + "(" + String.join(", ", term.groups()) + ")";
    }

    Map<String, Object> tree(boolean all) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", variant.name());
        tree.put("description", variant.description());
        tree.put("source", variant.source());
        tree.put("machine", machine);
        tree.put("settings", trees(own));
        tree.put("defaults", trees(changed));
        if (all) {
            tree.put("others", trees(others));
        }
        return tree;
    }

    private static Map<String, Object> trees(Map<String, Line> lines) {
        Map<String, Object> trees = new LinkedHashMap<>();
        lines.forEach((key, line) -> trees.put(key, line.tree()));
        return trees;
    }

    String text(boolean all) {
        StringBuilder text = new StringBuilder(String.format("%s: %s%n", variant.name(), variant.description()));
        if (!variant.source().isEmpty()) {
            text.append(String.format("source: %s%n", variant.source()));
        }
        text.append(String.format("machine: %s%n", machine));
        append(text, "settings of its own", own);
        append(text, "defaults of its own, for settings that all variants share", changed);
        if (all) {
            append(text, "the other settings", others);
        }
        return text.toString().stripTrailing();
    }

    private static void append(StringBuilder text, String title, Map<String, Line> lines) {
        if (lines.isEmpty()) {
            return;
        }
        text.append(String.format("%s%n", title));
        lines.forEach((key, line) -> {
            text.append(String.format(
                    "    %s%s%n", key, line.value().isEmpty() ? ", not set by default" : "=" + line.value()));
            text.append(String.format("        %s%n", line.meaning()));
            if (!line.allowed().isEmpty()) {
                text.append(String.format("        allowed: %s%n", line.allowed()));
            }
        });
    }
}
