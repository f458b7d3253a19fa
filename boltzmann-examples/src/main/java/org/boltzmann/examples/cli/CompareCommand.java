package org.boltzmann.examples.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataOptions;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Split;
import org.boltzmann.core.io.AtomicFile;
import org.boltzmann.core.io.Json;
import org.boltzmann.core.io.Nearest;
import org.boltzmann.core.linalg.Workers;
import org.boltzmann.core.wiring.DataSets;
import org.boltzmann.core.wiring.DataSettings;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.SettingsException;
import org.boltzmann.core.wiring.SettingsFile;
import org.boltzmann.core.wiring.SettingsLayer;
import org.boltzmann.examples.compare.Comparison;
import org.boltzmann.examples.compare.Measure;
import org.boltzmann.examples.compare.TaskResult;
import org.boltzmann.examples.report.HtmlReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Trains several variants on one data set with several seeds and puts what they reach side by side. */
@Command(
        name = "compare",
        description = {
            "Trains variants side by side, each with its own settings and several seeds, measures them on data they have not seen,"
                    + " beside simple baselines, and writes a report of one HTML file, with the same numbers as JSON and CSV.",
            "",
            "Without options it holds the suite \"quick\" on built-in data. A suite is a file of settings with tasks: what"
                    + " stands below tasks.NAME holds for that task. With --data there is one task.",
            "",
            "A setting holds for all variants; below compare.VARIANT it holds for one, in a file too, where it comes"
                    + " before those for all: -D compare.rbm.learning-rate=0.1. With compare.NAME.variant the same variant"
                    + " takes part under a name of yours once more: compare.small.variant=rbm, compare.small.model.hidden=20."
                    + " What cannot be built or diverges is told in its row; the exit code is 0 if any machine could be"
                    + " trained.",
            "",
            "A comparison that was stopped goes on where it was if it is started again.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = BoltzmannCommand.EXAMPLES,
        footer = {
            "  boltzmann compare",
            "  boltzmann compare --suite mnist --csv mnist.csv",
            "  boltzmann compare --data bars-and-stripes --epochs 2000 --variant rbm,spin-rbm --seeds 3",
            "  boltzmann compare --data mnist --variant rbm,mixture-rbm -D compare.rbm.learning-rate=0.1"
        })
final class CompareCommand implements Callable<Integer> {

    /** What keys of single variants begin with. */
    static final String SCOPE = "compare";

    /** What the key ends with that gives a variant another name. */
    private static final String VARIANT = ".variant";

    private static final int MOST_SEEDS = 1000;
    private static final int SEEDS = 3;

    @ParentCommand
    private BoltzmannCommand root;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Computing computing;

    @Option(
            names = "--suite",
            completionCandidates = Candidates.SuiteNames.class,
            paramLabel = "SUITE",
            description = {
                "A suite of tasks: quick, mnist, music or published; or a YAML file with tasks, such as those that --list prints."
                        + " Settings of --config and -D come before it (default: quick, unless --data or tasks are given)."
            })
    private String suite;

    @Option(
            names = "--list",
            completionCandidates = Candidates.SuiteNames.class,
            paramLabel = "SUITE",
            description = "Print the file of a suite, and do nothing else.")
    private String listedSuite;

    @Option(
            names = "--task",
            paramLabel = "TASK",
            split = ",",
            description = "A task of the suite; may be given several times. Without it, all.")
    private List<String> tasks = List.of();

    @Option(
            names = "--data",
            completionCandidates = Candidates.DataNames.class,
            paramLabel = "NAME",
            description =
                    "A data set of \"boltzmann data\", or a file: one task, measured by all that fits each variant.")
    private String data;

    @Option(
            names = "--variant",
            completionCandidates = Candidates.Variants.class,
            paramLabel = "VARIANT",
            split = ",",
            description = "A variant to compare; may be given several times. Without it, all that fit.")
    private List<String> variants = List.of();

    @Option(names = "--epochs", paramLabel = "N", description = "Number of epochs; the same as -D epochs=N.")
    private String epochs;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Number of seeds: 1 to N, or from --seed on if that is given (default: 3).")
    private Integer count;

    @Option(names = "--seed-list", paramLabel = "SEED", split = ",", description = "The seeds themselves, as in 3,7.")
    private List<Long> listed = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "comparison",
            description =
                    "The folder of report.html, comparison.json, comparison.csv and what has been found so far (default:"
                            + " ${DEFAULT-VALUE}).")
    private Path out;

    @Option(names = "--fresh", description = "Find everything anew, whatever has been found before.")
    private boolean fresh;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Write the CSV there too, a line for each task, variant and seed.")
    private Path csv;

    @Override
    public Integer call() throws IOException {
        if (listedSuite != null) {
            common.out().print(Suites.text(listedSuite));
            common.out().flush();
            return 0;
        }
        Map<String, String> options = new LinkedHashMap<>();
        CommonOptions.put(options, "epochs", epochs);
        CommonOptions.put(options, "data", data);
        CommonOptions.put(options, "variant", variants.isEmpty() ? null : String.join(",", variants));
        CommonOptions.put(options, "seed", common.isSeedGiven() ? Long.toString(common.seed()) : null);
        Settings settings = common.settings(options, suiteFile(options));
        String title = settings.find("suite").or(() -> settings.find("data")).orElse("comparison");
        String about = settings.text(Task.ABOUT, "");
        computing.read(settings);
        List<Reading> readings = read(settings);
        if (csv != null) {
            OutputFile.checkWritable(csv);
        }
        Files.createDirectories(out);
        computing.begin();
        Map<String, String> everybodys = new LinkedHashMap<>(Computing.provenance());
        everybodys.put("version", BoltzmannCommand.Version.name());
        everybodys.put("program", ClassPathChecksum.sha256());
        if (fresh) {
            everybodys.put("fresh", Instant.now().toString());
        }
        List<TaskResult> results = new ArrayList<>();
        try (CellStore store = CellStore.open(out.resolve("cells"), everybodys)) {
            List<Loaded> loaded = load(readings);
            for (Loaded one : loaded) {
                Reading reading = one.reading();
                if (loaded.size() > 1) {
                    common.tell(reading.name()
                            + (one.task().isEmpty()
                                    ? ": left out: " + one.problem()
                                    : reading.about().isEmpty() ? "" : ": " + reading.about()));
                }
                results.add(one.task()
                        .map(task -> new Contest(task, store, common::tell, this::tellWhereFrom).hold())
                        .orElseGet(() ->
                                TaskResult.leftOut(reading.name(), reading.about(), reading.data(), one.problem())));
            }
        }
        Comparison comparison = new Comparison(title, about, results);
        write(comparison);
        return comparison.exitCode();
    }

    private void write(Comparison comparison) throws IOException {
        Map<String, Object> provenance = new LinkedHashMap<>();
        provenance.put("version", BoltzmannCommand.Version.name());
        provenance.putAll(Computing.provenance());
        provenance.put("threads", Workers.shared().threads());
        Map<String, Object> result = new LinkedHashMap<>(comparison.figures());
        result.putAll(provenance);
        write(out.resolve("comparison.json"), Json.write(result) + "\n");
        write(out.resolve("comparison.csv"), comparison.csv());
        if (csv != null) {
            write(csv, comparison.csv());
        }
        Path report = out.resolve("report.html");
        write(report, HtmlReport.of(comparison, provenance));
        result.put("report", report.toString());
        common.print(result, comparison.text() + String.format("%n%nreport %s", report));
    }

    private static void write(Path file, String text) throws IOException {
        AtomicFile.write(file, to -> to.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The file of the suite, below all others: one that is named, or the quick one where nothing else says what to compare. */
    private UnaryOperator<List<SettingsLayer>> suiteFile(Map<String, String> options) {
        return layers -> {
            boolean told = options.containsKey("data")
                    || layers.stream()
                            .flatMap(layer -> layer.values().keySet().stream())
                            .anyMatch(key -> key.equals("data") || key.startsWith(Task.SCOPE + "."));
            if (suite == null && told) {
                return layers;
            }
            List<SettingsLayer> all = new ArrayList<>(layers);
            all.add(Suites.read(suite == null ? Suites.QUICK : suite));
            return all;
        };
    }

    /** A task whose settings have been read, but no data. */
    private record Reading(
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
    private List<Reading> read(Settings settings) {
        List<String> names = Task.names(settings);
        List<String> wanted = names.isEmpty() ? List.of("") : names;
        for (String name : tasks) {
            if (!names.contains(name)) {
                settings.problem("--task is \"" + name + "\"; allowed are " + String.join(", ", names)
                        + Nearest.to(name, names)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse(""));
            }
        }
        List<Reading> readings = new ArrayList<>();
        Problems problems = new Problems(wanted.size());
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

    /** What is wrong with tasks: what holds for all is told once. */
    private static final class Problems {

        private final int tasks;
        private final Map<String, List<String>> names = new LinkedHashMap<>();

        Problems(int tasks) {
            this.tasks = tasks;
        }

        void add(String task, SettingsException wrong) {
            wrong.getMessage()
                    .lines()
                    .forEach(problem -> names.computeIfAbsent(problem, key -> new ArrayList<>())
                            .add(task));
        }

        void add(List<String> ofAll) {
            ofAll.forEach(problem -> names.put(problem, new ArrayList<>(Collections.nCopies(tasks, ""))));
        }

        void check() {
            if (!names.isEmpty()) {
                List<String> lines = new ArrayList<>();
                names.forEach((problem, some) ->
                        lines.add(some.size() >= tasks ? problem : String.join(", ", some) + ": " + problem));
                throw new SettingsException(lines);
            }
        }
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
        List<Long> seeds = seeds(settings);
        Set<Measure> measures = Task.measures(settings);
        Map<String, String> known = known(settings);
        List<Entrant> entrants =
                Entrant.read(settings, SCOPE, known, names(settings, known.keySet()), common.catalog(), Map.of());
        return new Reading(
                name.isEmpty() ? set : name,
                isOwn ? about : "",
                set,
                measures,
                seeds,
                entrants,
                evaluation,
                prediction,
                dataOptions,
                dataSets);
    }

    /** A task with its data; of several, one whose data cannot be had is told and does not stop the others. */
    private record Loaded(Reading reading, Optional<Task> task, String problem) {}

    private static List<Loaded> load(List<Reading> readings) {
        List<Loaded> loaded = new ArrayList<>();
        Problems problems = new Problems(readings.size());
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
        return new Task(
                reading.name(),
                reading.about(),
                reading.measures(),
                part.apply(Split.TRAIN),
                reading.dataSets().validation(reading.data()),
                part.apply(Split.TEST),
                reading.seeds(),
                reading.entrants(),
                reading.evaluation(),
                reading.prediction());
    }

    private void tellWhereFrom(Throwable failure) {
        if (root.isDebug()) {
            failure.printStackTrace(common.err());
        }
    }

    private List<Long> seeds(Settings settings) {
        if (count != null && (count < 1 || count > MOST_SEEDS)) {
            settings.problem("--seeds is " + count + "; allowed is a whole number from 1 to " + MOST_SEEDS);
            return List.of(1L);
        }
        settings.allow(Set.of(Task.SEEDS));
        boolean begun = settings.find("seed").isPresent();
        if (listed.isEmpty()) {
            long first = begun ? common.seed(settings) : 1;
            if (first > Long.MAX_VALUE - MOST_SEEDS) {
                settings.problem("seed is " + first + ", after which there are too few numbers; give a smaller one");
                return List.of(1L);
            }
            int told = settings.count(Task.SEEDS, SEEDS, 1);
            return LongStream.range(first, first + Math.min(MOST_SEEDS, count == null ? told : count))
                    .boxed()
                    .toList();
        }
        if (count != null || common.isSeedGiven()) {
            settings.problem("--seed-list names the seeds; leave out --seed and --seeds");
        }
        Set<Long> once = new LinkedHashSet<>(listed);
        if (once.size() < listed.size()) {
            settings.problem("--seed-list names a seed twice: " + listed);
        }
        return List.copyOf(once);
    }

    /** Variants by name, and by the names that settings give to some; problems with those are noted. */
    private Map<String, String> known(Settings settings) {
        Map<String, String> known = new LinkedHashMap<>();
        common.catalog().variants().keySet().forEach(name -> known.put(name, name));
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
                settings.problem(at(settings, key) + " is \"" + variant + "\"" + allowed(variant, variants));
            }
        }
        return known;
    }

    private static String nameIn(String key) {
        return key.contains(".") ? key.substring(0, key.indexOf('.')) : key;
    }

    private static String at(Settings settings, String key) {
        String origin = settings.origin(SCOPE + "." + key);
        return (origin.equals(Settings.COMMAND_LINE) ? "" : origin + ": ") + SCOPE + "." + key;
    }

    /** The variants named, in the order of the catalog; problems with them are noted. */
    private Set<String> names(Settings settings, Set<String> known) {
        if (settings.machine().isPresent()
                || settings.find(SettingsFile.MACHINE).isPresent()) {
            throw new SettingsException(List.of("a machine is declared, but variants are compared; leave it out"));
        }
        Set<String> names = new LinkedHashSet<>(known);
        settings.find(Task.LEAVE_OUT).ifPresent(list -> {
            List<String> named = Arrays.asList(list.split(" *, *", -1));
            named.stream()
                    .filter(name -> !known.contains(name))
                    .forEach(name -> settings.problem(Task.LEAVE_OUT + " is \"" + name + "\"" + allowed(name, known)));
            names.removeAll(named);
        });
        settings.find("variant").ifPresent(list -> {
            List<String> named = Arrays.asList(list.split(" *, *", -1));
            named.stream()
                    .filter(name -> !known.contains(name))
                    .forEach(name -> settings.problem("variant is \"" + name + "\"" + allowed(name, known)));
            names.retainAll(named);
        });
        for (String key : settings.below(SCOPE + ".")) {
            String name = nameIn(key);
            boolean told = key.equals(name + VARIANT); // of a variant that there is not
            if ((!known.contains(name) && !told) || name.equals(key)) {
                settings.problem(at(settings, key) + " must be the key of a setting below the name of a variant"
                        + allowed(name, known));
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
