package org.boltzmann.examples.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.wiring.Catalog;
import org.boltzmann.core.wiring.Experiment;
import org.boltzmann.core.wiring.Plan;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.SettingsException;

/**
 * What takes part in a comparison: a variant with its own settings.
 *
 * @param name the variant's, or one that the user has given to it with some settings
 * @param plan what they say
 */
record Entrant(String name, Plan plan) {

    /**
     * The variants with their settings.
     *
     * @param all the settings of the whole comparison, from which everything has been read that is not a variant's
     * @param scope what the keys of single entrants begin with
     * @param known variants by the names of all entrants there can be
     * @param names the entrants to be compared
     * @param lowest defaults of this program
     * @throws SettingsException with all that is wrong with the settings of all of them, and with {@code all}
     */
    static List<Entrant> read(
            Settings all,
            String scope,
            Map<String, String> known,
            Set<String> names,
            Catalog catalog,
            Map<String, String> lowest) {
        Map<String, Set<String>> problems = new LinkedHashMap<>();
        Set<String> everybodys = new TreeSet<>(all.used().keySet());
        names.forEach(name -> everybodys.addAll(
                catalog.variants().get(known.get(name)).settings().keySet()));
        List<Entrant> entrants = new ArrayList<>();
        Set<String> read = new LinkedHashSet<>();
        for (String name : known.keySet()) {
            String variant = known.get(name);
            Set<String> own = all.below(scope + "." + name + ".");
            if (!names.contains(name) && own.isEmpty()) {
                continue;
            }
            read.add(name);
            Settings settings = all.only(scope, name, Map.of("variant", variant));
            everybodys.stream().filter(key -> !own.contains(key)).forEach(key -> settings.allow(Set.of(key)));
            if (own.contains("variant") && name.equals(variant)) {
                settings.problem("the variant is " + name + "; leave " + scope + "." + name + ".variant out");
            }
            try {
                Plan plan = Plan.read(settings, catalog, lowest);
                settings.problems(plan.stillToCome()).forEach(problem -> add(problems, problem, name));
                if (names.contains(name)) {
                    entrants.add(new Entrant(name, plan));
                }
            } catch (SettingsException e) {
                add(problems, e.getMessage(), name);
            }
        }
        List<String> told = new ArrayList<>(all.problems(all.below("")));
        told.addAll(lines(problems, read.size()));
        if (!told.isEmpty()) {
            throw new SettingsException(List.copyOf(new LinkedHashSet<>(told)));
        }
        return entrants;
    }

    private static void add(Map<String, Set<String>> problems, String problem, String variant) {
        problems.computeIfAbsent(problem, key -> new LinkedHashSet<>()).add(variant);
    }

    /** Problems that all have are those of the settings they share. */
    private static List<String> lines(Map<String, Set<String>> problems, int variants) {
        List<String> lines = new ArrayList<>();
        problems.forEach((problem, names) ->
                lines.add(names.size() == variants ? problem : String.join(", ", names) + ": " + problem));
        return lines;
    }

    /**
     * Throws what is wrong with the settings that only a variant itself reads once it sees the data.
     *
     * @throws SettingsException with all of it
     */
    static void check(List<Entrant> entrants, DataSet training) {
        Map<String, Set<String>> problems = new LinkedHashMap<>();
        for (Entrant entrant : entrants) {
            Plan plan = entrant.plan();
            try {
                plan.declaration(training);
            } catch (SettingsException | DataException e) { // or it only does not fit the data, which is no mistake
                plan.settings().problems(plan.stillToCome()).forEach(problem -> add(problems, problem, entrant.name()));
            }
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(lines(problems, entrants.size()));
        }
    }

    Experiment experiment(DataSet training, Optional<DataSet> validation, long seed) {
        return Experiment.of(plan, training, validation, seed);
    }
}
