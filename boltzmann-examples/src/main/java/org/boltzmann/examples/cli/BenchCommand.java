package org.boltzmann.examples.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.boltzmann.core.linalg.Backends;
import org.boltzmann.core.linalg.Workers;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.SettingsException;
import org.boltzmann.core.wiring.Variant;
import org.boltzmann.examples.bench.AnnealingBench;
import org.boltzmann.examples.bench.BenchSize;
import org.boltzmann.examples.bench.Load;
import org.boltzmann.examples.bench.TermBenches;
import org.boltzmann.examples.bench.TrainingBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how fast training is on this machine. */
@Command(
        name = "bench",
        description = {
            "Measures training and annealing on synthetic data, against their matrix products alone (the bound),",
            "which are made in turn with them by the same backend on the same threads; with --terms, each kind of term."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = BoltzmannCommand.EXAMPLES,
        footer = {"  boltzmann bench --threads 1", "  boltzmann bench --variant rbm --variant rnn-rbm --json"})
final class BenchCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions common;

    @Mixin
    private Computing computing;

    @Option(names = "--visible", paramLabel = "N", defaultValue = "784", description = "Default: ${DEFAULT-VALUE}.")
    private int visible;

    @Option(names = "--hidden", paramLabel = "N", defaultValue = "500", description = "Default: ${DEFAULT-VALUE}.")
    private int hidden;

    @Option(names = "--batch", paramLabel = "N", description = "Examples; default: 100, with --terms 1,000.")
    private Integer examples;

    @Option(
            names = "--betas",
            paramLabel = "N",
            defaultValue = "300",
            description = "Inverse temperatures of annealing; default: ${DEFAULT-VALUE}.")
    private int betas;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "4",
            description = "Time for each measurement; default: ${DEFAULT-VALUE}.")
    private double seconds;

    @Option(
            names = "--variant",
            completionCandidates = Candidates.Variants.class,
            paramLabel = "VARIANT",
            description = "Only this one; may be given several times.")
    private List<String> only = List.of();

    @Option(
            names = "--terms",
            description = "The methods of each kind of term instead, and how the cost of a factored one grows.")
    private boolean terms;

    @Option(
            names = "--term",
            paramLabel = "NAME",
            description =
                    "With --terms, only cases whose names begin so, such as three-way; may be given several times.")
    private List<String> onlyTerms = List.of("");

    @Override
    public Integer call() throws IOException {
        Settings settings = common.settings(Map.of());
        computing.read(settings);
        int batch = examples == null ? terms ? 1000 : 100 : examples;
        if (visible < 1 || hidden < 1 || batch < 1 || betas < 2 || !(seconds > 0 && seconds < 1e4)) {
            settings.problem("--visible, --hidden, --batch must be at least 1, --betas at least 2, --seconds above 0");
        }
        settings.check(Set.of());
        Map<String, Variant> known = common.catalog().variants();
        List<Variant> variants = only.isEmpty()
                ? List.copyOf(known.values())
                : only.stream()
                        .map(name -> settings.one("--variant", name, known))
                        .toList();
        settings.check(Set.of());
        BenchSize size = new BenchSize(visible, hidden, batch, seconds, betas);
        TermBenches termBenches = new TermBenches(common.catalog().termTypes(), size);
        for (String begins : onlyTerms) {
            if (termBenches.names().stream().noneMatch(name -> name.startsWith(begins))) {
                settings.problem("--term is \"" + begins + "\", but what is measured is " + termBenches.names());
            }
        }
        settings.check(Set.of());
        Load load = Load.watch();
        Backends.Choice backend = computing.begin();
        Map<String, Object> result = new LinkedHashMap<>();
        StringBuilder text = new StringBuilder();
        result.put("java", System.getProperty("java.vendor") + " " + Runtime.version());
        result.put("backend", backend.backend().name());
        result.put("backend.description", backend.backend().description());
        result.put("threads", Workers.shared().threads());
        result.put("visible", visible);
        result.put("hidden", hidden);
        result.put("batch", batch);
        text.append(String.format(
                Locale.ROOT,
                "java %s%nbackend %s, threads %d; %d visible and %d hidden units, batches of %d%n",
                result.get("java"),
                backend,
                Workers.shared().threads(),
                visible,
                hidden,
                batch));
        if (terms) {
            Map<String, Object> measured = termBenches.run(onlyTerms, this::tell);
            result.putAll(measured);
            text.append(TermTable.of(measured));
        } else {
            result.put("training", train(variants, size, text));
            result.put("annealing", anneal(size, text));
        }
        Load.Seen seen = load.seen();
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("processors", seen.processors());
        machine.put("load-before", seen.before());
        machine.put("load-after", seen.after());
        machine.put("busy-own", seen.own());
        machine.put("busy-others", seen.others());
        result.put("machine", machine);
        text.append(String.format(Locale.ROOT, "%s%n", seen));
        text.append(
                terms
                        ? TermTable.LEGEND
                        : "bound: a step's products alone; dense: without zeros; ratio: bound / step, median (quartiles) of rounds in"
                                + " turn; profile: looks at the stack in a pass of its own on one thread");
        common.print(result, text.toString());
        return 0;
    }

    private Map<String, Object> anneal(BenchSize size, StringBuilder text) {
        tell("annealing");
        Map<String, Object> annealing = new AnnealingBench(size).run();
        text.append(String.format(
                Locale.ROOT,
                "%nannealing, %d chains: %.2f ms for each of %d temperatures, %d products of %.2f ms: ratio %s%n",
                BenchSize.CHAINS,
                number(annealing, "beta-ms"),
                betas,
                (Integer) annealing.get("products-per-beta"),
                number(annealing, "bound-ms"),
                ratio(annealing)));
        return annealing;
    }

    private List<Object> train(List<Variant> variants, BenchSize size, StringBuilder text) {
        List<Object> results = new ArrayList<>();
        text.append(String.format(
                Locale.ROOT,
                "%n%-19s %-5s %8s %12s %8s %8s %18s %9s  profile in %%%n",
                "variant",
                "phase",
                "ms/step",
                "examples/s",
                "bound",
                "dense",
                "ratio",
                "KB/step"));
        for (Variant variant : variants) {
            for (String phase : phases(variant)) {
                String name = phase + "-" + variant.defaults().getOrDefault("negative-phase.sweeps", "1");
                tell(variant.name() + ", " + name);
                Map<String, Object> figures = new LinkedHashMap<>();
                figures.put("variant", variant.name());
                figures.put("negative-phase", name);
                try {
                    figures.putAll(new TrainingBench(common.catalog(), variant, phase, size)
                            .run()
                            .figures());
                    text.append(line(figures));
                } catch (IllegalArgumentException | SettingsException e) {
                    figures.put("skipped", e.getMessage());
                    text.append(String.format(
                            Locale.ROOT, "%-19s %-5s skipped: %s%n", variant.name(), name, e.getMessage()));
                }
                results.add(figures);
            }
        }
        return results;
    }

    /** The conditional likelihood has no negative phase. */
    private static List<String> phases(Variant variant) {
        return "conditional".equals(variant.defaults().get("objective")) ? List.of("cd") : List.of("cd", "pcd");
    }

    private static String line(Map<String, Object> figures) {
        String profile = ((Map<?, ?>) figures.get("profile"))
                .entrySet().stream()
                        .map(entry ->
                                String.format(Locale.ROOT, "%s %.0f", entry.getKey(), 100 * (Double) entry.getValue()))
                        .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%-19s %-5s %8.3f %,12.0f %8.3f %8.3f %18s %9.1f  %s%n",
                figures.get("variant"),
                figures.get("negative-phase"),
                number(figures, "step-ms"),
                (Double) figures.get("examples-per-second"),
                number(figures, "bound-ms"),
                number(figures, "dense-bound-ms"),
                ratio(figures),
                (Double) figures.get("bytes-per-step") / 1024,
                profile);
    }

    private static String ratio(Map<String, Object> figures) {
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f-%.2f)",
                number(figures, "ratio", "median"),
                number(figures, "ratio", "low"),
                number(figures, "ratio", "high"));
    }

    private static double number(Map<String, Object> figures, String key) {
        return number(figures, key, "median");
    }

    private static double number(Map<String, Object> figures, String key, String which) {
        return (Double) ((Map<?, ?>) figures.get(key)).get(which);
    }

    private void tell(String what) {
        common.err().println("measuring " + what + " ...");
        common.err().flush();
    }
}
