package org.boltzmann.examples.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.io.CheckpointDirectory;
import org.boltzmann.core.io.ModelFileException;
import org.boltzmann.core.wiring.SettingsException;

/** What must be as it was for training to go on from a checkpoint. */
final class Continuation {

    private static final String SEED = "seed";
    private static final String EPOCHS = "epochs";

    private Continuation() {}

    /** The seed of a run that goes on: its own, which one given again must not contradict. */
    static long seed(CheckpointDirectory.Found found, CommonOptions common) {
        String stored = found.checkpoint().provenance().getOrDefault(SEED, "");
        long seed;
        try {
            seed = Long.parseLong(stored);
        } catch (NumberFormatException e) {
            throw new ModelFileException(
                    found.file() + ": its seed is \"" + Excerpt.of(stored) + "\", not a whole number", e);
        }
        if (common.isSeedGiven() && common.seed() != seed) {
            throw new SettingsException(List.of(different(found, SEED, Long.toString(common.seed()), stored)));
        }
        return seed;
    }

    /**
     * What decides the outcome must be the same. How the outcome is measured, and where the data are, may change; so may the number
     * of epochs, unless learning rates depend on it.
     */
    static void check(
            CheckpointDirectory.Found found, Map<String, String> settings, Map<String, String> provenance, int epochs) {
        Map<String, String> now = deciding(settings);
        Map<String, String> then = deciding(found.checkpoint().settings());
        List<String> problems = new ArrayList<>();
        differences(now, then).forEach((key, line) -> problems.add(found.file() + ": " + line));
        int done = epochsDone(found);
        if (epochs < done) {
            problems.add(found.file() + ": epochs is " + epochs + " but " + done + " epochs are done already");
        }
        if (!problems.isEmpty()) {
            problems.add("to go on, give the settings of that run; for others, begin a run in another folder");
            throw new SettingsException(problems);
        }
        Map<String, String> differences = differences(
                without(provenance, Set.of("data")), without(found.checkpoint().provenance(), Set.of("data")));
        for (Map.Entry<String, String> difference : differences.entrySet()) {
            String line = found.file() + ": " + difference.getValue();
            if (difference.getKey().startsWith("data.")) {
                throw new DataException(line + "; training goes on with the same data only");
            }
            throw new ModelFileException(line + "; the result would not be the same, bit for bit");
        }
    }

    private static int epochsDone(CheckpointDirectory.Found found) {
        try {
            return found.checkpoint().state().at("trainer").count("epochs-done");
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(found.file() + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> deciding(Map<String, String> settings) {
        Set<String> free = new TreeSet<>(Evaluation.documentation().keySet());
        boolean ratesFollowEpochs = !"constant".equals(settings.get("learning-rate.schedule"))
                && EPOCHS.equals(settings.get("learning-rate.horizon"));
        if (!ratesFollowEpochs) {
            free.add(EPOCHS);
        }
        return without(settings, free);
    }

    private static Map<String, String> without(Map<String, String> all, Set<String> keys) {
        Map<String, String> rest = new LinkedHashMap<>(all);
        rest.keySet().removeAll(keys);
        return rest;
    }

    private static Map<String, String> differences(Map<String, String> now, Map<String, String> then) {
        Set<String> keys = new TreeSet<>(now.keySet());
        keys.addAll(then.keySet());
        Map<String, String> lines = new LinkedHashMap<>();
        for (String key : keys) {
            String here = now.getOrDefault(key, "not set");
            String there = then.getOrDefault(key, "not set");
            if (!here.equals(there)) {
                lines.put(key, different(key, here, there));
            }
        }
        return lines;
    }

    private static String different(CheckpointDirectory.Found found, String key, String here, String there) {
        return found.file() + ": " + different(key, here, there);
    }

    private static String different(String key, String here, String there) {
        if (key.equals("machine")) {
            return "the declared machine is not the one with which the checkpoint was written";
        }
        return key + " is " + here + " but was " + there + " when the checkpoint was written";
    }
}
