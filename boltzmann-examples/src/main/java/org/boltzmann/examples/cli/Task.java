package org.boltzmann.examples.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.examples.compare.Measure;

/**
 * A question that variants are compared by: a data set, and what is measured.
 *
 * @param name what it is called
 * @param about what it asks, in a sentence; may be empty
 * @param measures what machines are to be measured by; empty for all that fits each of them
 * @param training what is learned from
 * @param validation what is watched, where the data set has such a part
 * @param test what is measured
 * @param seeds with which each variant is trained
 * @param entrants the variants
 * @param evaluation how a likelihood is measured
 * @param prediction how next frames are predicted
 */
record Task(
        String name,
        String about,
        Set<Measure> measures,
        DataSet training,
        Optional<DataSet> validation,
        DataSet test,
        List<Long> seeds,
        List<Entrant> entrants,
        Evaluation evaluation,
        FramePrediction prediction) {

    /** What keys of single tasks begin with. */
    static final String SCOPE = "tasks";

    /** The key of what is measured. */
    static final String MEASURE = "measure";

    /** The key of what a task asks, or a suite is for. */
    static final String ABOUT = "about";

    /** The number of seeds. */
    static final String SEEDS = "seeds";

    /** Variants that are not to take part. */
    static final String LEAVE_OUT = "leave-out";

    static Map<String, String> documentation() {
        return Map.of(
                LEAVE_OUT,
                "of compare: variants that do not take part, because they would take too long for example",
                MEASURE,
                "of compare: what machines are to be measured by, any of density, classification, transformation, sequence; without"
                        + " it all that fits each, with it machines of other kinds are left out",
                ABOUT,
                "of compare: what a task asks, or a suite is for, in a sentence",
                SEEDS,
                "of compare: number of seeds with which each variant is trained");
    }

    /** What machines are to be measured by; what is wrong is noted. */
    static Set<Measure> measures(Settings settings) {
        Set<Measure> measures = EnumSet.noneOf(Measure.class);
        settings.find(MEASURE).ifPresent(list -> {
            for (String name : Arrays.asList(list.split(" *, *", -1))) {
                Measure.of(name)
                        .ifPresentOrElse(
                                measures::add,
                                () -> settings.problem(MEASURE + " is \"" + Excerpt.of(name) + "\"; allowed are "
                                        + String.join(
                                                ", ",
                                                Arrays.stream(Measure.values())
                                                        .map(Measure::toString)
                                                        .toList())));
            }
        });
        return measures;
    }

    /** Names of the tasks of a suite; empty where the settings are those of a single one. */
    static List<String> names(Settings settings) {
        List<String> names = new ArrayList<>();
        for (String key : settings.below(SCOPE + ".")) {
            int point = key.indexOf('.');
            if (point < 0) {
                settings.problem(SCOPE + "." + key + " must be the key of a setting below the name of a task, such as "
                        + SCOPE + "." + key + ".data");
            } else if (!names.contains(key.substring(0, point))) {
                names.add(key.substring(0, point));
            }
        }
        return names;
    }
}
