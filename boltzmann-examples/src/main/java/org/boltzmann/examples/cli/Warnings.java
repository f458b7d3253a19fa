package org.boltzmann.examples.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.train.HealthCheck;
import org.boltzmann.core.wiring.Experiment;
import org.boltzmann.core.wiring.Settings;

/** The signs that a training goes wrong, in words with a remedy; not of machines that read sequences. */
final class Warnings {

    /** Whether there are to be any. */
    static final String SETTING = "warnings";

    private static final int WATCHED = 300;

    private final Consumer<String> tell;
    private final List<Map<String, Object>> all = new ArrayList<>();

    Warnings(Consumer<String> tell) {
        this.tell = tell;
    }

    static boolean areWanted(Settings settings) {
        return settings.choice(SETTING, "yes", "yes", "no").equals("yes");
    }

    /** Who watches a training for them. */
    Optional<HealthCheck> watching(Experiment experiment) {
        if (experiment.machine().network().isPresent()) {
            return Optional.empty();
        }
        int most = Math.min(
                Math.min(WATCHED, experiment.learned().size()),
                experiment.heldOut().map(DataSet::size).orElse(WATCHED));
        return Optional.of(new HealthCheck(
                experiment.objective(),
                show(experiment, experiment.learned(), most),
                experiment.heldOut().map(held -> show(experiment, held, most)),
                RandomKey.of(experiment.seed()).at("health"),
                this::warn));
    }

    private static Presentation show(Experiment experiment, DataSet data, int most) {
        return experiment.preparation().showForEvaluation(data.take(most), experiment.machine(), "warnings");
    }

    private void warn(HealthCheck.Warning warning) {
        if (warning.over()) {
            tell.accept("warning is over, " + warning.kind().name().toLowerCase(Locale.ROOT) + " of group "
                    + warning.group() + ": seen no more at epoch " + warning.epoch());
            all.stream()
                    .filter(entry ->
                            entry.get("kind").equals(warning.kind().name().toLowerCase(Locale.ROOT))
                                    && entry.get("group").equals(warning.group()))
                    .forEach(entry -> entry.put("over", warning.epoch()));
            return;
        }
        String words = words(warning);
        tell.accept("warning: " + words);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("kind", warning.kind().name().toLowerCase(Locale.ROOT));
        entry.put("group", warning.group());
        entry.put("epoch", warning.epoch());
        entry.put("figure", warning.figure());
        entry.put("message", words);
        all.add(entry);
    }

    static String words(HealthCheck.Warning warning) {
        double percent = 100 * warning.figure();
        return switch (warning.kind()) {
            case CHAINS ->
                String.format(
                        Locale.ROOT,
                        "the persistent chains hardly move in group %s (%.0f %% of what independent draws would); take a smaller"
                                + " learning-rate, or more sweeps, so that they follow the machine",
                        warning.group(),
                        percent);
            case DEAD ->
                String.format(
                        Locale.ROOT,
                        "%.0f %% of the units of group %s are dead, on in less than 1 %% of the examples; take a smaller"
                                + " learning-rate, fewer units, or a sparsity target",
                        percent,
                        warning.group());
            case SATURATED ->
                String.format(
                        Locale.ROOT,
                        "%.0f %% of the units of group %s are saturated, on in more than 99 %% of the examples; take a smaller"
                                + " learning-rate, or scale the data",
                        percent,
                        warning.group());
            case OVERFITTING ->
                String.format(
                        Locale.ROOT,
                        "the free energy of validation data has risen by %.1f nats above that of training data, and validation"
                                + " data are explained worse than before: the machine overfits; stop earlier"
                                + " (early-stopping.patience), take fewer hidden units, or more l2",
                        warning.figure());
        };
    }

    /** What was told, as JSON; empty where all was well. */
    List<Object> all() {
        return List.copyOf(all);
    }
}
