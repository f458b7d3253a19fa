package org.boltzmann.examples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Split;
import org.boltzmann.core.io.Checksum;
import org.boltzmann.core.io.Json;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.ModelFileException;
import org.boltzmann.core.io.Tree;
import org.boltzmann.core.linalg.Backends;
import org.boltzmann.core.train.TrainingProgress;
import org.boltzmann.core.wiring.DataSets;
import org.boltzmann.core.wiring.DataSettings;
import org.boltzmann.core.wiring.Experiment;
import org.boltzmann.core.wiring.Plan;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.SettingsException;
import org.boltzmann.core.wiring.SettingsFile;
import org.boltzmann.core.wiring.SettingsLayer;
import org.boltzmann.examples.diff.ModelDifference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a model again from what its file says of itself, and compares the bytes. */
@Command(
        name = "reproduce",
        description = {
            "Trains a model again from what its file says of itself, and says whether the same bytes came out; if not, what differs.",
            "Other data, another version or another backend are refused before any work."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = BoltzmannCommand.EXAMPLES,
        footer = {
            "  boltzmann reproduce model.safetensors",
            "  boltzmann reproduce model.safetensors --data moved.csv --out again.safetensors",
            "  boltzmann reproduce model.safetensors -D backend=ojalgo --anyway"
        })
final class ReproduceCommand implements Callable<Integer> {

    private static final String BACKEND = "backend";
    private static final String SHA256 = ".sha256";

    @Mixin
    private CommonOptions common;

    @Mixin
    private Computing computing;

    @Parameters(paramLabel = "MODEL", description = "A file written by \"boltzmann train\".")
    private Path model;

    @Option(
            names = "--data",
            completionCandidates = Candidates.DataNames.class,
            paramLabel = "NAME",
            description = "Where the data are now, if their name or path is not what it was.")
    private String data;

    @Option(names = "--out", paramLabel = "FILE", description = "Keep what came out, if the same or not.")
    private Path out;

    @Option(
            names = "--anyway",
            description =
                    "Go on though data, version or backend are not the same, and say what it makes of the parameters.")
    private boolean anyway;

    private ModelFile stored;

    /** What it was trained with; where a person had to say anew where a file is, what was said then. */
    private Map<String, String> settingsThen;

    @Override
    public Integer call() throws IOException {
        if (common.isSeedGiven() || common.isConfigured()) {
            throw new SettingsException(
                    List.of("--seed and --config are not for reproduce: the model file says both; leave them out"));
        }
        if (out != null) {
            common.output("--out", out, ".safetensors");
        }
        stored = ModelFile.read(model, common.catalog().vocabulary());
        settingsThen = new TreeMap<>(stored.settings());
        Settings settings = settings();
        String name = settings.text(Origin.DATA, "");
        common.data(
                Optional.of(name)
                        .filter(given -> !given.equals(stored.provenance().get(Origin.DATA))),
                stored,
                "");
        DataSets dataSets =
                common.dataSets(DataSettings.from(settings, common.catalog().fileFormats()));
        Plan plan = Plan.read(settings, common.catalog());
        Evaluation evaluation = Evaluation.from(settings, TrainCommand.BETAS);
        Warnings.areWanted(settings); // told when it was trained
        TrainCommand.isPictured(settings);
        computing.read(settings);
        long seed = common.seed(settings);
        settings.check(plan.stillToCome());
        checkIsThere(name);
        computing.begin();
        DataSet all = dataSets.load(name, Split.TRAIN);
        Optional<DataSet> validation = dataSets.validation(name);
        Map<String, String> provenance = Origin.of(seed, stored.provenance().get(Origin.DATA), all, validation);
        check(provenance, settings);
        Experiment experiment = Experiment.of(plan, all, validation, seed);
        common.tell("training " + plan.name() + " again, on " + Excerpt.of(name) + " (" + all.size()
                + " examples), seed " + seed);
        TrainingProgress progress = experiment
                .trainer(EpochReport.watching(
                        experiment, evaluation, common.err(), Boolean.getBoolean("boltzmann.terminal")))
                .trainTo(experiment.examples(), plan.training().epochs());
        progress.stopReason().ifPresent(reason -> common.tell("stopped: " + reason));
        return compare(again(experiment.model(provenance)));
    }

    /** The model's own, but for where files are now, and the backend that was chosen then. */
    private Settings settings() {
        Map<String, String> values = new TreeMap<>(settingsThen);
        String backend = stored.provenance().getOrDefault(BACKEND, Backends.AUTO);
        if (Backends.AUTO.equals(values.get(BACKEND)) && Backends.names().contains(backend)) {
            values.put(BACKEND, backend);
        }
        List<String> problems = new ArrayList<>();
        common.typed().forEach((key, value) -> {
            if (key.equals(BACKEND) || stored.provenance().containsKey(key + SHA256)) {
                values.put(key, value);
            } else {
                problems.add(
                        key + " cannot be given: the model file says all settings; only where its files are now can be,"
                                + " and the backend");
            }
        });
        for (String key : List.of(Origin.SEED, Origin.DATA)) {
            String value = stored.provenance().get(key);
            if (value == null) {
                throw new ModelFileException(
                        model + ": its provenance has no " + key + ", so that it cannot be trained again", null);
            }
            values.put(key, value);
        }
        if (data != null) {
            values.put(Origin.DATA, data);
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        Tree machine = Tree.of(
                SettingsFile.MACHINE, Json.read(Json.write(stored.declaration().tree())));
        return Settings.of(
                SettingsLayer.of(Settings.COMMAND_LINE, Map.of()),
                SettingsLayer.of("environment", Map.of()),
                List.of(new SettingsLayer(model.toString(), values, Map.of(), Optional.of(machine))));
    }

    private void checkIsThere(String name) {
        if (common.catalog().dataSets().containsKey(name) || isFile(name)) {
            return;
        }
        throw new DataException("the model was trained on " + Excerpt.of(name)
                + ", which is no data set here and no file; say where the data are now, by --data");
    }

    private static boolean isFile(String name) {
        try {
            return Files.exists(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** All that must be what it was for the bytes to be the same. */
    private void check(Map<String, String> now, Settings settings) throws IOException {
        Map<String, String> here = new LinkedHashMap<>(now);
        for (String key : stored.provenance().keySet()) {
            String setting = key.endsWith(SHA256) ? key.substring(0, key.length() - SHA256.length()) : "";
            if (settingsThen.containsKey(setting)) {
                here.put(key, checksum(setting, settings.text(setting, "")));
            }
        }
        List<String> problems = new ArrayList<>();
        here.forEach((key, value) -> {
            String then = stored.provenance().get(key);
            if (!value.equals(then)) {
                problems.add(key + " is " + value + " but was " + (then == null ? "not written down" : then));
            }
        });
        if (problems.isEmpty()) {
            return;
        }
        if (!anyway) {
            throw new ModelFileException(
                    model + " cannot come out the same: " + String.join("; ", problems)
                            + "; --anyway trains nevertheless, and tells how far it is off",
                    null);
        }
        problems.forEach(problem -> common.tell("warning: " + problem));
    }

    private String checksum(String setting, String file) throws IOException {
        if (!isFile(file)) {
            throw new SettingsException(List.of(
                    setting + " is " + file + ", which is not there; say where it is now, by -D " + setting + "=FILE"));
        }
        return Checksum.of(Path.of(file));
    }

    private ModelFile again(ModelFile trained) {
        Map<String, String> settings = new TreeMap<>(trained.settings());
        settings.computeIfPresent(BACKEND, (key, now) -> settingsThen.getOrDefault(key, now));
        common.typed()
                .keySet()
                .forEach(key -> settings.computeIfPresent(key, (same, now) -> settingsThen.getOrDefault(same, now)));
        return new ModelFile(
                trained.machine(), trained.declaration(), settings, trained.provenance(), trained.attachments());
    }

    private Integer compare(ModelFile again) throws IOException {
        Path file = out == null ? Files.createTempFile("boltzmann", ".safetensors") : out;
        try {
            again.write(file);
            boolean identical = Files.mismatch(model, file) == -1;
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("model", model.toString());
            if (out != null) {
                result.put("out", out.toString());
            }
            result.put("identical", identical);
            StringBuilder text = new StringBuilder();
            if (identical) {
                text.append("identical: the same ").append(Files.size(model)).append(" bytes came out again");
            } else {
                ModelDifference difference = ModelDifference.between(
                        stored, ModelFile.read(file, common.catalog().vocabulary()));
                result.put("differences", difference.tree());
                text.append(
                        difference.isNone()
                                ? "different bytes, though nothing in them is: the file was written in another way"
                                : "different: " + model + " | what came out again");
                difference
                        .lines()
                        .forEach(line -> text.append(System.lineSeparator()).append(line));
            }
            common.print(result, text.toString());
            return identical ? 0 : ExitCodes.DIFFERENT;
        } finally {
            if (out == null) {
                Files.deleteIfExists(file);
            }
        }
    }
}
