package org.boltzmann.examples.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.data.DataOptions;
import org.boltzmann.core.io.Json;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.ModelFileException;
import org.boltzmann.core.wiring.Catalog;
import org.boltzmann.core.wiring.Contributions;
import org.boltzmann.core.wiring.DataSets;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.SettingsException;
import org.boltzmann.core.wiring.SettingsFile;
import org.boltzmann.core.wiring.SettingsLayer;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options that several commands share. */
final class CommonOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "-D",
            completionCandidates = Candidates.Keys.class,
            paramLabel = "KEY=VALUE",
            description = "A setting; \"boltzmann variants\" lists them.",
            mapFallbackValue = "")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A file of settings, YAML or properties; -D and BOLTZMANN_... variables override it.")
    private Path config;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of all that is random; drawn and printed if not given, but see \"boltzmann compare\".")
    private Long seed;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where data sets live; else $BOLTZMANN_DATA, else .boltzmann/data in your home.")
    private Path dataDirectory;

    @Option(names = "--json", description = "Print the result as one line of JSON.")
    private boolean json;

    private static final int LONGEST = 200;
    private static final long LARGEST_TOLD = 1 << 26;

    private final List<OutputFile> outputs = new ArrayList<>();
    private final Map<String, String> read = new LinkedHashMap<>();
    private Catalog catalog;

    private final Set<String> notes = new HashSet<>();

    /** Everything that can be named. */
    Catalog catalog() {
        if (catalog == null) {
            catalog = Contributions.catalog();
        }
        return catalog;
    }

    /** Adds a command's own option, if it was given, to its settings. */
    static void put(Map<String, String> options, String key, String value) {
        if (value != null) {
            options.put(key, value);
        }
    }

    /** The settings, those of the command's own options among them. */
    Settings settings(Map<String, String> options) throws IOException {
        return settings(options, UnaryOperator.identity());
    }

    /** The settings as {@link #settings(Map)} has them, the files among them being chosen with a view of all there are. */
    Settings settings(Map<String, String> options, UnaryOperator<List<SettingsLayer>> files) throws IOException {
        for (Map.Entry<String, String> setting : settings.entrySet()) {
            if (setting.getValue().isEmpty()) {
                throw new SettingsException(List.of("-D " + setting.getKey() + " has no value; write -D "
                        + setting.getKey() + "=VALUE, or leave it out"));
            }
        }
        Map<String, String> typed = new LinkedHashMap<>(settings);
        List<String> twice = new ArrayList<>();
        options.forEach((key, value) -> {
            String other = typed.put(key, value);
            if (other != null && !other.equals(value)) {
                twice.add(key + " is given twice, as " + other + " and as " + value + "; leave one of them out");
            }
        });
        if (!twice.isEmpty()) {
            throw new SettingsException(twice);
        }
        SettingsLayer commandLine = SettingsLayer.of(Settings.COMMAND_LINE, typed);
        List<SettingsLayer> seen = new ArrayList<>(List.of(commandLine));
        if (config != null) {
            seen.add(SettingsFile.read(config));
        }
        List<SettingsLayer> all = files.apply(List.copyOf(seen));
        for (SettingsLayer layer : all) {
            reads(layer.values());
        }
        Settings read =
                Settings.of(commandLine, SettingsLayer.ofEnvironment(System.getenv()), all.subList(1, all.size()));
        read.allowElsewhere(SettingsList.keys(catalog()));
        return read;
    }

    /**
     * Notes a file that the command writes: of one of these kinds, writable, and none of those that it reads. A
     * model that is there, or a file that nobody named, is told of.
     *
     * @param option that names it
     * @param file where
     * @param endings of the names of the kinds
     * @throws IOException if it cannot be written
     * @throws SettingsException if its name says another kind, or something is read from it
     */
    void output(String option, Path file, String... endings) throws IOException {
        OutputFile output = new OutputFile(option, file);
        output.check(List.of(endings));
        CommandLine.ParseResult typed = spec.commandLine().getParseResult();
        for (ArgSpec argument : typed.matchedArgs()) {
            if (!(argument instanceof OptionSpec named && List.of(named.names()).contains(option))) {
                String reader = argument instanceof OptionSpec named ? named.longestName() : argument.paramLabel();
                for (String value : argument.stringValues()) {
                    output.refuseIfRead(reader, value);
                }
            }
        }
        for (Map.Entry<String, String> setting : read.entrySet()) {
            output.refuseIfRead(setting.getKey(), setting.getValue());
        }
        outputs.add(output);
        if (Files.exists(file) && (output.endsWith(ExportCommand.SAFETENSORS) || !typed.hasMatchedOption(option))) {
            tell("replaces " + file + about(file));
        }
    }

    /** What a model file that is there holds. */
    private String about(Path file) throws IOException {
        if (!file.toString().endsWith(ExportCommand.SAFETENSORS) || Files.size(file) > LARGEST_TOLD) {
            return "";
        }
        try {
            ModelFile model = ModelFile.read(file, catalog().vocabulary());
            String data = model.provenance().get(Origin.DATA);
            return " (" + Excerpt.of(model.declaration().name())
                    + (data == null ? "" : ", trained on " + Excerpt.of(data)) + ")";
        } catch (ModelFileException e) {
            return " (no model file)";
        }
    }

    void reads(Map<String, String> values) throws IOException {
        read.putAll(values);
        for (Map.Entry<String, String> setting : values.entrySet()) {
            for (OutputFile output : outputs) {
                output.refuseIfRead(setting.getKey(), setting.getValue());
            }
        }
    }

    /**
     * The data that a command looks at: those of its own option, else those that the model was trained on.
     *
     * @param named by the option or a setting
     * @param stored the model, which is a stranger's word on which file is read
     * @param otherwise if neither says
     */
    String data(Optional<String> named, ModelFile stored, String otherwise) throws IOException {
        if (named.isPresent()) {
            return named.get();
        }
        String name = stored.provenance().getOrDefault(Origin.DATA, otherwise);
        reads(Map.of("the model", name));
        if (!catalog().dataSets().containsKey(name)) {
            tell("reading " + Excerpt.of(name, LONGEST) + ", which the model names");
        }
        return name;
    }

    /** The seed as a setting; drawn if there is none. */
    long seed(Settings all) {
        OptionalLong given = all.seed();
        if (seed == null && given.isPresent()) {
            seed = given.getAsLong();
        }
        return seed();
    }

    /** Data sets by name and by path; what a person should know of how they are read is told, once. */
    DataSets dataSets(DataOptions options) {
        return new DataSets(
                catalog().dataSets(), dataDirectory(), options, catalog().fileFormats(), this::note);
    }

    /** Tells what a person should know of how data were read, once. */
    void note(String note) {
        if (notes.add(note)) {
            tell(note);
        }
    }

    long seed() {
        if (seed == null) {
            seed = (long) new SecureRandom().nextInt(Integer.MAX_VALUE);
        }
        return seed;
    }

    boolean isSeedGiven() {
        return seed != null;
    }

    boolean isConfigured() {
        return config != null;
    }

    /** What was given as -D. */
    Map<String, String> typed() {
        return settings;
    }

    private Path dataDirectory() {
        return dataDirectory == null ? DataSets.defaultDirectory() : dataDirectory;
    }

    PrintWriter out() {
        return VisibleWriter.of(spec.commandLine().getOut());
    }

    PrintWriter err() {
        return VisibleWriter.of(spec.commandLine().getErr());
    }

    /** Prints a result: JSON if asked for, else the text. */
    void print(Map<String, ?> result, String text) {
        out().println(json ? Json.write(result) : text);
    }

    /** Tells a person something, on standard error. */
    void tell(String line) {
        err().println(line);
    }

    /** The command as it was typed, less some options, to be typed again. */
    String commandWithout(String... options) {
        List<String> words = new ArrayList<>(List.of(System.getProperty("boltzmann.command", "boltzmann")));
        List<String> typed = spec.root().commandLine().getParseResult().originalArgs();
        for (int i = 0; i < typed.size(); i++) {
            String word = typed.get(i);
            String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
            if (!Arrays.asList(options).contains(name)) {
                words.add(word);
            } else if (name.equals(word) && spec.findOption(name).arity().max() > 0) {
                i++; // its value
            }
        }
        return words.stream().map(CommonOptions::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return word.matches("[\\w./=:,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
