package org.boltzmann.examples.cli;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataOptions;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Split;
import org.boltzmann.core.io.Nearest;
import org.boltzmann.core.wiring.DataSets;
import org.boltzmann.core.wiring.DataSettings;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.SettingsException;
import org.boltzmann.examples.compare.Measure;
import org.boltzmann.examples.compare.TaskResult;

/** Reads the tasks of a comparison: first all settings, then the data. */
final class TaskReader {

    private final CommonOptions common;
    private final Computing computing;
    private final SeedOptions seeds;

    TaskReader(CommonOptions common, Computing computing, SeedOptions seeds) {
        this.common = common;
        this.computing = computing;
        this.seeds = seeds;
    }

    /** A task whose settings have been read, but no data. */
    record Reading(
            String name,
            String about,
            String data,
            Set<Measure> measures,
            List<Long> seeds,
            List<Entrant> entrants,
            Evaluation evaluation,
            FramePrediction prediction,
            DataOptions options,
            DataSets dataSets) {}

    /** All tasks, or all that is wrong with their settings. */
    List<Reading> read(Settings settings, List<String> tasks) {
        List<String> names = Task.names(settings);
        List<String> wanted = names.isEmpty() ? List.of("") : names;
        for (String name : tasks) {
            if (!names.contains(name)) {
                settings.problem("--task is \"" + Excerpt.of(name) + "\"; allowed are " + String.join(", ", names)
                        + Nearest.to(name, names)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse(""));
            }
        }
        List<Reading> readings = new ArrayList<>();
        TaskProblems problems = new TaskProblems(wanted.size());
        for (String name : wanted) {
            Settings own = names.isEmpty() ? settings : settings.only(Task.SCOPE, name, Map.of());
            try {
                boolean about = settings.below(Task.SCOPE + "." + name + ".").contains(Task.ABOUT);
                Reading reading = read(name, own, about);
                if (tasks.isEmpty() || tasks.contains(name)) {
                    readings.add(reading);
                }
            } catch (SettingsException e) {
                problems.add(name, e);
            }
        }
        if (!names.isEmpty()) { // else they are those of the only task
            problems.add(settings.problems(settings.below("")));
        }
        problems.check();
        return readings;
    }

    private Reading read(String name, Settings settings, boolean isOwn) {
        settings.find("suite");
        String set = settings.text("data", "stroke-digits");
        DataOptions dataOptions = DataSettings.from(settings, common.catalog().fileFormats());
        DataSets dataSets = common.dataSets(dataOptions);
        Evaluation evaluation = Evaluation.from(settings, 3000);
        FramePrediction prediction = FramePrediction.from(settings);
        String about = settings.text(Task.ABOUT, "");
        computing.read(settings);
        List<Long> named = seeds.read(settings, common);
        Set<Measure> measures = Task.measures(settings);
        Participants participants = new Participants(settings, common.catalog());
        Map<String, String> known = participants.known();
        List<Entrant> entrants = Entrant.read(
                settings, Participants.SCOPE, known, participants.names(known.keySet()), common.catalog(), Map.of());
        return new Reading(
                name.isEmpty() ? set : name,
                isOwn ? about : "",
                set,
                measures,
                named,
                entrants,
                evaluation,
                prediction,
                dataOptions,
                dataSets);
    }

    /** A task with its data; of several, one whose data cannot be had is told and does not stop the others. */
    record Loaded(Reading reading, Optional<Task> task, String problem) {

        /** What it asks, or why it is left out. */
        String told() {
            return reading.name()
                    + (task.isEmpty()
                            ? ": left out: " + problem
                            : reading.about().isEmpty() ? "" : ": " + reading.about());
        }

        /** Tells what of a file is held out. */
        void told(CommonOptions common) {
            DataSets sets = reading.dataSets();
            task.filter(some -> !sets.isNamed(reading.data()))
                    .ifPresent(some ->
                            common.tell(HeldOut.line(sets, reading.data(), some.training(), Optional.of(some.test()))));
        }

        TaskResult leftOut() {
            return TaskResult.leftOut(reading.name(), reading.about(), reading.data(), problem);
        }
    }

    /** The tasks with their data, or all that is wrong with settings that only show with these. */
    static List<Loaded> load(List<Reading> readings) {
        List<Loaded> loaded = new ArrayList<>();
        TaskProblems problems = new TaskProblems(readings.size());
        Map<List<Object>, DataSet> once = new HashMap<>(); // tasks may share data
        RuntimeException first = null;
        for (Reading reading : readings) {
            try {
                Task task = task(reading, once);
                try {
                    Entrant.check(reading.entrants(), task.training());
                } catch (SettingsException e) {
                    problems.add(reading.name(), e);
                }
                loaded.add(new Loaded(reading, Optional.of(task), ""));
            } catch (DataException | UncheckedIOException e) {
                first = first == null ? e : first;
                loaded.add(new Loaded(reading, Optional.empty(), Contest.line(ExitCodes.message(e))));
            }
        }
        problems.check();
        if (first != null && loaded.stream().allMatch(one -> one.task().isEmpty())) {
            throw first;
        }
        return loaded;
    }

    private static Task task(Reading reading, Map<List<Object>, DataSet> once) {
        Function<Split, DataSet> part = split -> {
            List<Object> key = List.of(reading.data(), reading.options(), split);
            DataSet known = once.get(key);
            if (known == null) {
                known = reading.dataSets().load(reading.data(), split);
                once.put(key, known);
            }
            return known;
        };
        DataSet training = part.apply(Split.TRAIN);
        return new Task(
                reading.name(),
                reading.about(),
                reading.measures(),
                training,
                reading.dataSets().validation(reading.data()),
                part.apply(Split.TEST),
                reading.seeds(),
                reading.entrants().stream()
                        .map(entrant ->
                                new Entrant(entrant.name(), entrant.plan().sized(training)))
                        .toList(),
                reading.evaluation(),
                reading.prediction());
    }
}
