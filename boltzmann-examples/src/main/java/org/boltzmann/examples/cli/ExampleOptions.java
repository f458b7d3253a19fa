package org.boltzmann.examples.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.Group;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataFiles;
import org.boltzmann.core.data.DataFormat;
import org.boltzmann.core.data.DataOptions;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.LabelColumn;
import org.boltzmann.core.data.Split;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.wiring.DataSets;
import org.boltzmann.core.wiring.DataSettings;
import org.boltzmann.core.wiring.Preparation;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.SettingsException;
import picocli.CommandLine.Option;

/**
 * Which examples a command with a stored machine takes: all of a file that is named, in the file's order; of a data set with a name, or
 * of the data the machine was trained on, those for testing.
 */
final class ExampleOptions {

    private static final String DATA = "data";
    private static final String LABEL = "data.label";
    private static final String SHARE = "data.test-share";
    private static final String ENCODING = "encoding";
    private static final String MODEL = "the model";

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

    @Option(
            names = "--data",
            completionCandidates = Candidates.DataNames.class,
            paramLabel = "NAME",
            description = "A data set, or a file, whose labels are optional; the data of the training if not given.")
    private String data;

    @Option(
            names = "--split",
            completionCandidates = Candidates.Parts.class,
            paramLabel = "PART",
            description = "all, train, validation or test; if not given, all of a file that --data names, else test.")
    private Part split;

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

    /** What settings say of examples, and where they don't the model remembers. To be called before settings are checked. */
    Request read(Settings settings, CommonOptions common, ModelFile model) throws IOException {
        Overflow.check(model);
        Map<String, String> remembered = new LinkedHashMap<>(DataSettings.of(model));
        Optional<String> given = settings.find(DATA);
        if (given.isPresent() && remembered.remove(DataSettings.TEST) != null) { // that is for the data of the training
            remembered.put(SHARE, "0");
        }
        if (remembered.containsKey(DataSettings.TEST)) {
            common.reads(Map.of(MODEL, remembered.get(DataSettings.TEST)));
        }
        settings.addDefaults(MODEL, remembered);
        return new Request(
                split,
                common.data(given, model, "stroke-digits"),
                given.isPresent(),
                DataSettings.from(settings, common.catalog().fileFormats()),
                settings.origin(LABEL).contains(MODEL) || settings.find(LABEL).isEmpty(),
                encoded(settings, model),
                common);
    }

    /** The model, its data encoded as settings say. */
    private static ModelFile encoded(Settings settings, ModelFile model) {
        Optional<String> encoding = settings.find(ENCODING);
        if (encoding.isEmpty()) {
            return model;
        }
        Map<String, String> values = new LinkedHashMap<>(model.settings());
        values.put(ENCODING, Fitting.of(() -> Encoding.parse(encoding.get())).toString());
        return new ModelFile(model.machine(), model.declaration(), values, model.provenance(), model.attachments());
    }

    /**
     * The examples that are asked for.
     *
     * @param split the part of them, if one is named; else null
     * @param name of the data set or file
     * @param given whether it is named here, and not by the model
     * @param options how files are read
     * @param labelIsOptional whether nobody has said here what the label is
     * @param model the model, whose data may be encoded otherwise than in training
     * @param common who is told what a person cannot see
     */
    record Request(
            Part split,
            String name,
            boolean given,
            DataOptions options,
            boolean labelIsOptional,
            ModelFile model,
            CommonOptions common) {

        /** Whether they are lines of a table. */
        boolean isTable() {
            return !common.dataSets(options).isNamed(name)
                    && DataFiles.format(Path.of(name), options) == DataFormat.CSV;
        }

        /** The examples; where those of the training had a label, with it or, if they lack it, without. */
        Chosen load() {
            DataSets sets = common.dataSets(options);
            Part usual = given && !sets.isNamed(name) ? Part.ALL : Part.TEST;
            Optional<DataSet> set = find(split == null ? usual : split);
            return set.isPresent() || split != null
                    ? chosen(split == null ? usual : split, set, sets)
                    : chosen(Part.ALL, find(Part.ALL), sets); // of the training data nothing was held out
        }

        /** The examples for what is learned from the part for training: others than those, of a file too. */
        Chosen loadOthers() {
            if (split == Part.ALL) {
                throw new SettingsException(List.of("--split is all, but what is measured learns from the part for"
                        + " training; leave --split out, or take test"));
            }
            Part part = split == null ? Part.TEST : split;
            return chosen(part, find(part), common.dataSets(options));
        }

        private Chosen chosen(Part part, Optional<DataSet> found, DataSets sets) {
            DataSet set =
                    found.orElseGet(() -> sets.load(name, Split.valueOf(part.name()))); // which says why there is none
            if (set.size() == 0) {
                throw new DataException("data set " + set.name() + " has no examples in its part " + part
                        + "; take another by --split, or give it more");
            }
            if (!sets.isNamed(name)) {
                tell(part, set);
            }
            DataSet ordered = Preparation.of(model).ordered(set);
            ordered.notes().forEach(common::note);
            return new Chosen(name, part, ordered, sets);
        }

        private Optional<DataSet> find(Part part) {
            try {
                Optional<DataSet> set = find(options, part);
                boolean isFeature = options.label() instanceof LabelColumn.At
                        && set.filter(some -> some.features() == features()).isEmpty();
                return isFeature && labelIsOptional ? unlabelled(part).or(() -> set) : set;
            } catch (DataException e) {
                Optional<DataSet> bare = labelIsOptional ? unlabelled(part) : Optional.empty();
                if (bare.isEmpty()) {
                    throw e;
                }
                return bare;
            }
        }

        private Optional<DataSet> unlabelled(Part part) {
            try {
                Optional<DataSet> bare =
                        find(options.withLabel(LabelColumn.none()), part).filter(set -> set.features() == features());
                bare.ifPresent(set ->
                        common.tell(shown(name) + " has no label" + label() + ", and is read without (data.label)"));
                return bare;
            } catch (DataException e) {
                return Optional.empty(); // what was wrong with the label is told
            }
        }

        private String label() {
            return options.label() instanceof LabelColumn.Named named && named.required()
                    ? " " + Excerpt.of(named.name())
                    : "";
        }

        private int features() {
            return model.declaration().holding(model.machine()).stream()
                    .mapToInt(Group::size)
                    .sum();
        }

        private Optional<DataSet> find(DataOptions how, Part part) {
            DataSets sets = common.dataSets(how);
            return part == Part.ALL ? Optional.of(sets.all(name)) : sets.find(name, Split.valueOf(part.name()));
        }

        private void tell(Part part, DataSet set) {
            if (part == Part.ALL) {
                tellIfTrainedOn(set);
            } else if (split == null) {
                common.tell("taking the " + set.size() + " examples of " + shown(name)
                        + " that are for testing; --split all takes all of them");
            }
        }

        /** That examples were learned from is seen by their checksum, wherever the file is now. */
        private void tellIfTrainedOn(DataSet all) {
            DataSets sets = common.dataSets(all.isLabelled() ? options : options.withLabel(LabelColumn.none()));
            String count = model.provenance().getOrDefault("data.examples", "");
            long training = Math.round((1 - options.testShare()) * all.size());
            boolean perhaps = count.equals(Long.toString(training)) || sets.bringsParts(name);
            if (perhaps && isTrainedOn(sets.find(name, Split.TRAIN))) {
                common.tell(shown(name) + " holds the " + count + " examples that the machine was trained on"
                        + (training < all.size() ? "; --split test takes only the others" : ""));
            }
        }

        private boolean isTrainedOn(Optional<DataSet> training) {
            return training.isPresent()
                    && training.get().sha256().equals(model.provenance().get("data.sha256"));
        }

        private static String shown(String name) {
            return Excerpt.of(name);
        }
    }

    /**
     * The examples.
     *
     * @param name of the data set or file
     * @param part which of its examples
     * @param set the examples; their {@link DataSet#rows} are places in the file, or in a part with a name
     * @param sets where other parts come from
     */
    record Chosen(String name, Part part, DataSet set, DataSets sets) {

        /** What the same data have for training. */
        DataSet training() {
            return sets.load(name, Split.TRAIN);
        }

        /** The same examples of other data. */
        DataSet likewise(String other) {
            if (part != Part.ALL) {
                return sets.load(other, Split.valueOf(part.name()));
            }
            return sets.isNamed(other) && !sets.isNamed(name) ? sets.load(other, Split.TEST) : sets.all(other);
        }
    }
}
