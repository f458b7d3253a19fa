package org.boltzmann.examples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.Group;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataOptions;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Split;
import org.boltzmann.core.io.Excerpt;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.wiring.DataSets;
import org.boltzmann.core.wiring.DataSettings;
import org.boltzmann.core.wiring.Settings;
import picocli.CommandLine.Option;

/**
 * Which examples a command with a stored machine takes: all of a file that is named, in the file's order; of a data set with a name, or
 * of the data the machine was trained on, those for testing.
 */
final class ExampleOptions {

    private static final String DATA = "data";
    private static final String LABEL = "data.label";

    /** The examples of a data set or file that are wanted. */
    enum Part {
        ALL,
        TRAIN,
        VALIDATION,
        TEST;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether a command needs the labels that the model was trained with. */
    enum Labels {
        NEEDED,
        OPTIONAL
    }

    @Option(
            names = "--data",
            completionCandidates = Candidates.DataNames.class,
            paramLabel = "NAME",
            description = "A data set, or a file; the data of the training if not given.")
    private String data;

    @Option(
            names = "--split",
            completionCandidates = Candidates.Parts.class,
            paramLabel = "PART",
            description = "all, train, validation or test; all of a file that --data names if not given, else test.")
    private Part split;

    /**
     * The examples.
     *
     * @param name of the data set or file
     * @param part which of its examples
     * @param set the examples; their {@link DataSet#rows} are places in the file, or in the part
     * @param sets where other parts come from
     */
    record Chosen(String name, Part part, DataSet set, DataSets sets) {

        /** What the same data have for training. */
        DataSet training() {
            return sets.load(name, Split.TRAIN);
        }

        /** Other data, all of a file, or the same part of a data set with a name. */
        DataSet likewise(String other) {
            return load(sets, other, sets.isNamed(other) ? part : Part.ALL);
        }
    }

    /** Whether {@code --data} was given. */
    boolean isGiven() {
        return data != null;
    }

    /** What the options say as settings. */
    Map<String, String> settings() {
        Map<String, String> given = new LinkedHashMap<>();
        CommonOptions.put(given, DATA, data);
        return given;
    }

    /** Of a command that measures what was learned from one part on another. */
    void takeTestPart() {
        if (split == null) {
            split = Part.TEST;
        }
    }

    /** How the data are read, as the settings say, and where they don't as the model remembers. To be called before they are checked. */
    DataOptions read(Settings settings, CommonOptions common, ModelFile stored) {
        Map<String, String> remembered = new LinkedHashMap<>(DataSettings.of(stored));
        if (settings.find(DATA).isPresent()) {
            remembered.remove(DataSettings.TEST); // it belongs to the data of the training
        }
        settings.addDefaults(MODEL, remembered);
        return DataSettings.from(settings, common.catalog().fileFormats());
    }

    private static final String MODEL = "the model";

    /** Loads the examples, and tells what a person cannot see. */
    Chosen load(Settings settings, DataOptions options, CommonOptions common, ModelFile stored, Labels labels)
            throws IOException {
        Optional<String> given = settings.find(DATA);
        String origin = stored.provenance().getOrDefault(DATA, "stroke-digits");
        String name = given.orElse(origin);
        boolean lenient = labels == Labels.OPTIONAL && settings.origin(LABEL).contains(MODEL);
        DataSets sets =
                common.dataSets(lenient ? options.withLabel(options.label().ifPresent(features(stored))) : options);
        Part part = part(sets, name, given.isPresent());
        DataSet set = load(sets, name, part);
        if (split == null && part == Part.TEST && set.size() == 0 && !sets.isNamed(name)) {
            part = Part.ALL;
            set = load(sets, name, part);
            common.tell("nothing of " + shown(name) + " was held out for testing: these are the training examples");
        }
        if (set.size() == 0) {
            throw new DataException("data set " + set.name() + " has no examples in its part " + part
                    + "; take another by --split, or give it more");
        }
        set.notes().forEach(common::tell);
        if (!sets.isNamed(name)) {
            tellOfFile(common, name, part, set, given.isPresent() && isSame(name, origin));
        }
        if (lenient && !options.label().toString().equals("none") && !set.isLabelled()) {
            common.tell(
                    shown(name) + " has no label " + Excerpt.of(options.label().toString())
                            + ", which the training data had: its examples are taken without");
        }
        return new Chosen(name, part, set, sets);
    }

    private static void tellOfFile(CommonOptions common, String name, Part part, DataSet set, boolean trained) {
        if (part == Part.ALL && trained) {
            common.tell(
                    shown(name) + " is what the machine was trained on; --split test takes what was held out of it");
        } else if (part != Part.ALL) {
            common.tell("taking the " + set.size() + " examples of " + shown(name) + " for " + purpose(part)
                    + "; --split all takes all of them");
        }
    }

    private static String purpose(Part part) {
        return switch (part) {
            case TRAIN -> "training";
            case VALIDATION -> "validation";
            default -> "testing, which were held out of training";
        };
    }

    private Part part(DataSets sets, String name, boolean given) {
        if (split != null) {
            return split;
        }
        return given && !sets.isNamed(name) ? Part.ALL : Part.TEST;
    }

    private static DataSet load(DataSets sets, String name, Part part) {
        return part == Part.ALL ? sets.all(name) : sets.load(name, Split.valueOf(part.name()));
    }

    private static int features(ModelFile stored) {
        return stored.declaration().holding(stored.machine()).stream()
                .mapToInt(Group::size)
                .sum();
    }

    private static boolean isSame(String name, String other) throws IOException {
        try {
            return Files.exists(Path.of(other)) && Files.isSameFile(Path.of(name), Path.of(other));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static String shown(String name) {
        return Excerpt.of(name);
    }
}
