package org.boltzmann.examples.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Split;
import org.boltzmann.core.io.AtomicFile;
import org.boltzmann.core.io.Nearest;
import org.boltzmann.core.linalg.Workers;
import org.boltzmann.core.wiring.DataSets;
import org.boltzmann.core.wiring.DataSettings;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.SettingsException;
import org.boltzmann.core.wiring.SettingsFile;
import org.boltzmann.examples.compare.Comparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Trains several variants on one data set with several seeds and puts what they reach side by side. */
@Command(
        name = "compare",
        description = {
            "Trains variants on one data set, each with its own settings and several seeds, and puts test log-likelihood,"
                    + " reconstruction error, number of parameters and time side by side, with independent units as the"
                    + " baseline.",
            "",
            "A setting holds for all variants; below compare.VARIANT it holds for one, in a file too, where it comes"
                    + " before those for all: -D compare.rbm.learning-rate=0.1. With compare.NAME.variant the same variant"
                    + " takes part under a name of yours once more: compare.small.variant=rbm, compare.small.model.hidden=20."
                    + " What cannot be built or diverges is told in its row; the exit code is 0 if any machine could be"
                    + " trained.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = BoltzmannCommand.EXAMPLES,
        footer = {
            "  boltzmann compare --data bars-and-stripes --epochs 2000 --variant rbm,spin-rbm --seeds 3",
            "  boltzmann compare --data mnist --csv mnist.csv -D compare.rbm.learning-rate=0.1"
        })
final class CompareCommand implements Callable<Integer> {

    /** What keys of single variants begin with. */
    static final String SCOPE = "compare";

    /** What the key ends with that gives a variant another name. */
    private static final String VARIANT = ".variant";

    private static final int MOST_SEEDS = 1000;

    /** What shows the differences on the built-in digits in about two minutes. */
    private static final Map<String, String> QUICK_START = Map.of("epochs", "20");

    @ParentCommand
    private BoltzmannCommand root;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Computing computing;

    @Option(
            names = "--data",
            completionCandidates = Candidates.DataNames.class,
            paramLabel = "NAME",
            description = {
                "A data set of \"boltzmann data\", or a CSV or IDX file. Without it, stroke-digits, by default for"
                        + " 20 epochs, which takes all variants with three seeds about two minutes on two cores."
            })
    private String data;

    @Option(
            names = "--variant",
            completionCandidates = Candidates.Variants.class,
            paramLabel = "VARIANT",
            split = ",",
            description = "A variant to compare; may be given several times. Without it, all.")
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
            names = "--csv",
            paramLabel = "FILE",
            description = "Write a table there too, a line for each variant and seed.")
    private Path csv;

    @Override
    public Integer call() throws IOException {
        Map<String, String> options = new LinkedHashMap<>();
        CommonOptions.put(options, "epochs", epochs);
        CommonOptions.put(options, "data", data);
        CommonOptions.put(options, "variant", variants.isEmpty() ? null : String.join(",", variants));
        CommonOptions.put(options, "seed", common.isSeedGiven() ? Long.toString(common.seed()) : null);
        Settings settings = common.settings(options);
        boolean quick = settings.find("data").isEmpty();
        data = settings.text("data", "stroke-digits");
        DataSets dataSets =
                common.dataSets(DataSettings.from(settings, common.catalog().fileFormats()));
        Evaluation evaluation = Evaluation.from(settings, 3000);
        computing.read(settings);
        List<Long> seeds = seeds(settings);
        Map<String, String> known = known(settings);
        List<Entrant> entrants = Entrant.read(
                settings,
                SCOPE,
                known,
                names(settings, known.keySet()),
                common.catalog(),
                quick ? QUICK_START : Map.of());
        if (csv != null) {
            OutputFile.checkWritable(csv);
        }
        computing.begin();
        DataSet training = dataSets.load(data, Split.TRAIN);
        DataSet test = dataSets.load(data, Split.TEST);
        Entrant.check(entrants, training);
        Comparison comparison = new Contest(
                        entrants,
                        training,
                        dataSets.validation(data),
                        test,
                        seeds,
                        evaluation,
                        common::tell,
                        this::tellWhereFrom)
                .hold();
        Map<String, Object> result = new LinkedHashMap<>(comparison.figures());
        result.putAll(Computing.provenance());
        result.put("threads", Workers.shared().threads());
        common.print(result, comparison.text());
        if (csv != null) {
            AtomicFile.write(csv, out -> out.write(comparison.csv().getBytes(StandardCharsets.UTF_8)));
        }
        return comparison.exitCode();
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
        boolean begun = settings.find("seed").isPresent();
        if (listed.isEmpty()) {
            long first = begun ? common.seed(settings) : 1;
            if (first > Long.MAX_VALUE - MOST_SEEDS) {
                settings.problem("seed is " + first + ", after which there are too few numbers; give a smaller one");
                return List.of(1L);
            }
            return LongStream.range(first, first + (count == null ? 3 : count))
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
