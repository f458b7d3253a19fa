package org.boltzmann.examples.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.zip.ZipFile;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.wiring.SettingsException;

/** What a user adds to the class path; Java itself passes over what is not there or broken. */
final class OwnJars {

    static final String VARIABLE = "BOLTZMANN_CLASSPATH";

    private static final String SERVICES = "META-INF/services/";

    private OwnJars() {}

    /** Refuses jars that are missing or broken. */
    static void check(String classPath) {
        List<String> problems = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            File file = new File(entry);
            if (entry.isEmpty() || entry.endsWith("*") || file.isDirectory()) {
                continue;
            }
            try (ZipFile jar = new ZipFile(file)) {
                jar.size();
            } catch (IOException e) {
                problems.add(VARIABLE + " names " + entry
                        + (file.exists() ? ", which is no whole jar: " + e.getMessage() : ", which is not there"));
            }
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
    }

    /** What to tell of a jar that offers what it does not have. */
    static String message(ServiceConfigurationError failure) {
        String text = String.valueOf(failure.getMessage());
        List<String> from = new ArrayList<>();
        try {
            String service = SERVICES + text.replaceFirst(":.*", "");
            for (URL file : Collections.list(OwnJars.class.getClassLoader().getResources(service))) {
                try (InputStream in = file.openStream()) {
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .map(String::strip)
                            .filter(name -> !name.isEmpty() && text.contains(" " + name + " "))
                            .findFirst()
                            .ifPresent(name -> from.add(file.toString()));
                }
            }
        } catch (IOException e) {
            from.add(e.getMessage());
        }
        return "a jar of the class path (" + VARIABLE + ") offers what cannot be used: " + Excerpt.of(text, 300)
                + (from.isEmpty() ? "" : "; see " + String.join(", ", from));
    }
}
