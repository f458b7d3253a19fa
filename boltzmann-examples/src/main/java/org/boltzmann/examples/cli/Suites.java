package org.boltzmann.examples.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.boltzmann.core.io.Nearest;
import org.boltzmann.core.wiring.SettingsException;
import org.boltzmann.core.wiring.SettingsFile;
import org.boltzmann.core.wiring.SettingsLayer;

/** Files of tasks that come with the program, and those of users. */
final class Suites {

    static final String QUICK = "quick";

    static final List<String> OURS = List.of(QUICK, "mnist", "music", "published");

    private static final String FOLDER = "/org/boltzmann/examples/suites/";

    private Suites() {}

    /** The settings of a suite, ours by its name, any other by its file. */
    static SettingsLayer read(String name) {
        try {
            return OURS.contains(name)
                    ? SettingsFile.parse("suite " + name, text(name))
                    : SettingsFile.read(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of one of ours. */
    static String text(String name) {
        if (!OURS.contains(name)) {
            throw unknown(name);
        }
        try (InputStream in = Suites.class.getResourceAsStream(FOLDER + name + ".yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(String name) {
        try {
            Path file = Path.of(name);
            if (Files.exists(file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            // told below
        }
        throw unknown(name);
    }

    private static SettingsException unknown(String name) {
        return new SettingsException(
                List.of("no suite is called \"" + name + "\", and there is no such file; suites are "
                        + String.join(", ", OURS)
                        + Nearest.to(name, OURS)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse("")));
    }
}
