package org.boltzmann.examples.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.boltzmann.core.io.Json;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options that several commands share. */
final class CommonOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "A setting; \"boltzmann variants\" lists them.",
            mapFallbackValue = "")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of all that is random; drawn and printed if not given.")
    private Long seed;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where data sets live; else $BOLTZMANN_DATA, else .boltzmann/data in your home.")
    private Path dataDirectory;

    @Option(names = "--json", description = "Print the result as one line of JSON.")
    private boolean json;

    Map<String, String> settings() {
        return new LinkedHashMap<>(settings);
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

    Path dataDirectory() {
        if (dataDirectory != null) {
            return dataDirectory;
        }
        String variable = System.getenv("BOLTZMANN_DATA");
        return variable != null && !variable.isEmpty()
                ? Path.of(variable)
                : Path.of(System.getProperty("user.home"), ".boltzmann", "data");
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Prints a result: JSON if asked for, else the text. */
    void print(Map<String, ?> result, String text) {
        out().println(json ? Json.write(result) : text);
        out().flush();
    }

    /** Tells a person something, on standard error. */
    void tell(String line) {
        err().println(line);
        err().flush();
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
