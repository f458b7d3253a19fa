package org.boltzmann.examples.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.io.AtomicFile;
import org.boltzmann.core.io.Json;
import org.boltzmann.core.linalg.Workers;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.SettingsLayer;
import org.boltzmann.examples.compare.Comparison;
import org.boltzmann.examples.compare.TaskResult;
import org.boltzmann.examples.report.HtmlReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Trains variants side by side, measures them, and writes a report. */
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

    private static final String REPORT = "report.html";
    private static final int LONGEST = 60;

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

    @Mixin
    private SeedOptions seeds;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "The folder of report.html, comparison.json, comparison.csv and what has been found so far (default:"
                            + " comparison, and comparison-SUITE or comparison-DATA where one is named).")
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
        if (suite != null
                && settings.below(Task.SCOPE + ".").isEmpty()
                && settings.find("data").isEmpty()) {
            settings.problem(
                    "the suite " + Excerpt.of(suite) + " has no tasks and names no data; a task is what stands below "
                            + Task.SCOPE + ".NAME, and --list quick prints a suite");
        }
        TaskReader reader = new TaskReader(common, computing, seeds);
        List<TaskReader.Reading> readings = reader.read(settings, tasks);
        if (csv != null) {
            common.output("--csv", csv, ".csv");
        }
        if (out == null) {
            out = Path.of(defaultFolder(settings));
        }
        OutputFile.makeFolder(out);
        if (Files.exists(out.resolve(REPORT))) {
            common.tell("replaces " + out.resolve(REPORT));
        }
        computing.begin();
        Map<String, String> everybodys = new LinkedHashMap<>(Computing.provenance());
        everybodys.put("version", BoltzmannCommand.Version.name());
        everybodys.put("program", ClassPathChecksum.sha256());
        if (fresh) {
            everybodys.put("fresh", Instant.now().toString());
        }
        List<TaskResult> results = new ArrayList<>();
        try (CellStore store = CellStore.open(out.resolve("cells"), everybodys)) {
            List<TaskReader.Loaded> loaded = TaskReader.load(readings);
            for (TaskReader.Loaded one : loaded) {
                if (loaded.size() > 1) {
                    common.tell(one.told());
                }
                one.told(common);
                results.add(one.task()
                        .map(task -> new Contest(task, store, common::tell, this::tellWhereFrom).hold())
                        .orElseGet(one::leftOut));
            }
        }
        Comparison comparison = new Comparison(title, about, results);
        write(comparison);
        return comparison.exitCode();
    }

    /** A name of its own for each suite and data set, so that a comparison does not replace the report of another. */
    private static String defaultFolder(Settings settings) {
        String about = settings.find("suite").or(() -> settings.find("data")).orElse("");
        String name = about.substring(about.lastIndexOf('/') + 1).replaceFirst("\\.(ya?ml|properties)$", "");
        String words = name.replaceAll("[^\\w.-]", "_");
        return words.isEmpty() || words.equals(Suites.QUICK)
                ? "comparison"
                : "comparison-" + words.substring(0, Math.min(LONGEST, words.length()));
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
        Path report = out.resolve(REPORT);
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

    private void tellWhereFrom(Throwable failure) {
        if (root.isDebug()) {
            failure.printStackTrace(common.err());
        }
    }
}
