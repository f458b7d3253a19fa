package org.boltzmann.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.LabelColumn;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.io.AtomicFile;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.ModelFileException;
import org.boltzmann.core.wiring.DataSets;
import org.boltzmann.core.wiring.DataSettings;
import org.boltzmann.core.wiring.Preparation;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.SettingsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fills in what is missing. */
@Command(
        name = "complete",
        description = {
            "Fills in missing values by Gibbs sampling with the known ones clamped: those that the data lack (NaN),",
            "and those that a mask hides."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = BoltzmannCommand.EXAMPLES,
        footer = {
            "  boltzmann complete model.safetensors --mask right-half",
            "  boltzmann complete model.safetensors --data broken.csv --out mended.csv",
            "  boltzmann complete two-group.safetensors --mask all --hold r,y",
            "  boltzmann complete music.safetensors --mask after:16"
        })
final class CompleteCommand implements Callable<Integer> {

    private static final String EXAMPLES = "complete.examples";
    private static final String CHAINS = "complete.chains";
    private static final String SWEEPS = "complete.sweeps";
    private static final int SEQUENCES = 3;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Computing computing;

    @Parameters(paramLabel = "MODEL", description = "A file written by \"boltzmann train\".")
    private Path model;

    @Mixin
    private ExampleOptions wanted;

    @Option(
            names = "--mask",
            paramLabel = "MASK",
            defaultValue = "none",
            description = "What is hidden: " + Mask.WORDS
                    + " of one example, or of as many, in which what is not 0 is hidden (default: ${DEFAULT-VALUE}); "
                    + SequenceMask.WORDS + ".")
    private String mask;

    @Option(
            names = "--hold",
            paramLabel = "GROUPS",
            split = ",",
            description = {
                "Hidden groups, or the label's, drawn once given the whole example and then kept, while everything",
                "else that is not known is drawn anew."
            })
    private List<String> hold = List.of();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "completed.png",
            description = {
                "FILE.png: a row for each example: itself, with its hole, what the chains drew, and their mean.",
                "FILE.csv: the examples, means in the place of values that were missing; of a CSV file with its header,",
                "identifiers, labels and columns in their order",
                "(default: ${DEFAULT-VALUE})."
            })
    private Path out;

    static Map<String, String> documentation() {
        return Map.of(
                EXAMPLES,
                "of complete: how many examples, the first; 10 for a picture, 3 of sequences, all for a table by default",
                CHAINS,
                "of complete: chains for each example",
                SWEEPS,
                "of complete: sweeps of Gibbs sampling of each chain; 200, of sequences 100 for each frame");
    }

    @Override
    public Integer call() throws IOException {
        boolean picture = isPicture();
        common.output("--out", out, ".csv", ".png");
        Settings settings = common.settings(wanted.settings());
        int most = settings.count(EXAMPLES, picture ? 10 : Integer.MAX_VALUE, 1);
        boolean chosen = settings.find(EXAMPLES).isPresent();
        int chains = settings.count(CHAINS, 6, 1);
        computing.read(settings);
        long seed = common.seed(settings);
        ModelFile read = ModelFile.read(model, common.catalog().vocabulary());
        int sweeps = settings.count(SWEEPS, read.machine().network().isPresent() ? 100 : 200, 1);
        if (wanted.isGiven()) { // what is missing in it is what is asked for
            settings.addDefaults("this program", Map.of(DataSettings.MISSING, "as-nan"));
        }
        ExampleOptions.Request request = wanted.read(settings, common, read);
        ModelFile stored = request.model();
        settings.check(Set.of());
        computing.begin();
        ExampleOptions.Chosen from = request.load();
        DataSet whole = from.set();
        DataSet set = whole.take(Math.min(most, whole.size()));
        BoltzmannMachine machine = stored.machine();
        RandomKey key = RandomKey.of(seed).at("complete");
        if (machine.network().isPresent()) {
            return sequences(stored, whole, chosen ? most : SEQUENCES, sweeps, seed);
        }
        Preparation preparation = Preparation.of(stored);
        CompletedData.Sources sources = new CompletedData.Sources(
                set,
                preparation,
                machine,
                Mask.parse(mask, set, key.at("mask"), file -> loadMask(request, from, file)));
        List<Group> observed = sources.observed();
        if (observed.isEmpty()) {
            throw new ModelFileException(
                    model + ": no group but context holds values of the data, so that none can be" + " filled in");
        }
        Presentation shown = preparation
                .showWithoutLabel(set, machine)
                .frozen(RandomKey.of(Preparation.evaluationSeed(stored))
                        .at(from.part().toString()));
        common.tell("completing " + set.size() + " examples by " + chains + " chains of " + sweeps
                + " sweeps each, seed " + seed + " ...");
        Completion.Ends ends = new Completion(machine, observed, held(machine, observed), sweeps)
                .run(shown, sources.maskOfUnits(), chains, key);
        CompletedData completed = new CompletedData(sources, shown, ends, chains);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("model", model.toString());
        result.put("data", from.name());
        result.put("examples", set.size());
        result.put("mask", mask);
        result.put("chains", chains);
        result.put("sweeps", sweeps);
        result.put("seed", seed);
        result.putAll(completed.figures());
        Optional<LabelledMachine> labelled = LabelledMachine.of(stored).filter(LabelledMachine::isQuick);
        labelled.flatMap(completed::keptClasses).ifPresent(kept -> result.putAll(kept.figures()));
        if (picture) {
            Pictures.write(completed.picture(), out);
        } else {
            Optional<MendedTable> table =
                    request.isTable() ? MendedTable.of(Path.of(from.name()), set) : Optional.empty();
            String text = table.map(completed::csv).orElseGet(completed::csv);
            AtomicFile.write(out, file -> file.write(text.getBytes(UTF_8)));
        }
        result.put("completed", out.toString());
        common.print(result, completed.text(result, out));
        return 0;
    }

    private int sequences(ModelFile stored, DataSet whole, int count, int sweeps, long seed) throws IOException {
        if (!isPicture() || !hold.isEmpty()) {
            throw new SettingsException(List.of(
                    "sequences are completed into a file .png, and none of their groups is held; leave --hold out"));
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("model", model.toString());
        result.put("data", whole.name());
        return SequenceCompletion.of(stored, whole, new SequenceCompletion.Wanted(mask, count, sweeps, seed))
                .run(common, result, out, RandomKey.of(seed).at("complete"));
    }

    /** All of a file, without a label. */
    private DataSet loadMask(ExampleOptions.Request request, ExampleOptions.Chosen from, String file) {
        DataSets sets = common.dataSets(request.options().withLabel(LabelColumn.none()));
        return sets.isNamed(file) ? from.likewise(file) : sets.all(file);
    }

    private boolean isPicture() {
        return out.toString().toLowerCase(Locale.ROOT).endsWith(".png");
    }

    private List<Group> held(BoltzmannMachine machine, List<Group> observed) {
        return hold.stream()
                .map(name -> Fitting.of(() -> machine.group(name.strip())))
                .peek(group -> {
                    if (observed.contains(group) || group.type().isContext()) {
                        throw new SettingsException(List.of("--hold names group " + group.name()
                                + ", which holds values of the data; what of it is known says --mask"));
                    }
                })
                .toList();
    }
}
