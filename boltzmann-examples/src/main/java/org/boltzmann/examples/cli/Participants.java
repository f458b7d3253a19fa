package org.boltzmann.examples.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.io.Nearest;
import org.boltzmann.core.wiring.Catalog;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.SettingsException;
import org.boltzmann.core.wiring.SettingsFile;

/** The variants that settings let take part in a comparison, some of them under names of their own. */
final class Participants {

    /** What keys of single variants begin with. */
    static final String SCOPE = "compare";

    /** What the key ends with that gives a variant another name. */
    private static final String VARIANT = ".variant";

    private final Settings settings;
    private final Catalog catalog;

    Participants(Settings settings, Catalog catalog) {
        this.settings = settings;
        this.catalog = catalog;
    }

    /** Variants by name, and by the names that settings give to some; problems with those are noted. */
    Map<String, String> known() {
        Map<String, String> known = new LinkedHashMap<>();
        catalog.variants().keySet().forEach(name -> known.put(name, name));
        Set<String> variants = Set.copyOf(known.keySet());
        for (String key : settings.below(SCOPE + ".")) {
            if (!key.endsWith(VARIANT)
                    || variants.contains(nameIn(key))
                    || nameIn(key).length() + VARIANT.length() != key.length()) {
                continue;
            }
            String variant = settings.text(SCOPE + "." + key, "");
            if (variants.contains(variant)) {
                known.put(nameIn(key), variant);
            } else {
                settings.problem(at(key) + " is \"" + Excerpt.of(variant) + "\"" + allowed(variant, variants));
            }
        }
        return known;
    }

    private static String nameIn(String key) {
        return key.contains(".") ? key.substring(0, key.indexOf('.')) : key;
    }

    private String at(String key) {
        String origin = settings.origin(SCOPE + "." + key);
        return (origin.equals(Settings.COMMAND_LINE) ? "" : origin + ": ") + SCOPE + "." + key;
    }

    /** The variants named, in the order of the catalog; problems with them are noted. */
    Set<String> names(Set<String> known) {
        if (settings.machine().isPresent()
                || settings.find(SettingsFile.MACHINE).isPresent()) {
            throw new SettingsException(List.of("a machine is declared, but variants are compared; leave it out"));
        }
        Set<String> names = new LinkedHashSet<>(known);
        settings.find(Task.LEAVE_OUT).ifPresent(list -> {
            List<String> named = Arrays.asList(list.split(" *, *", -1));
            named.stream()
                    .filter(name -> !known.contains(name))
                    .forEach(name -> settings.problem(
                            Task.LEAVE_OUT + " is \"" + Excerpt.of(name) + "\"" + allowed(name, known)));
            names.removeAll(named);
        });
        settings.find("variant").ifPresent(list -> {
            List<String> named = Arrays.asList(list.split(" *, *", -1));
            named.stream()
                    .filter(name -> !known.contains(name))
                    .forEach(
                            name -> settings.problem("variant is \"" + Excerpt.of(name) + "\"" + allowed(name, known)));
            names.retainAll(named);
        });
        for (String key : settings.below(SCOPE + ".")) {
            String name = nameIn(key);
            boolean told = key.equals(name + VARIANT); // of a variant that there is not
            if ((!known.contains(name) && !told) || name.equals(key)) {
                settings.problem(
                        at(key) + " must be the key of a setting below the name of a variant" + allowed(name, known));
            }
        }
        return names;
    }

    private static String allowed(String name, Set<String> known) {
        return "; allowed are " + String.join(", ", known)
                + (known.contains(name)
                        ? ""
                        : Nearest.to(name, known)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse(""));
    }
}
