package org.boltzmann.examples.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.boltzmann.core.linalg.Backend;
import org.boltzmann.core.linalg.Backends;
import org.boltzmann.core.linalg.Kernels;
import org.boltzmann.core.linalg.Workers;
import org.boltzmann.core.wiring.ComputingSettings;
import org.boltzmann.core.wiring.Settings;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What commands that compute share: the settings of {@link ComputingSettings}, and the number of threads. */
final class Computing {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that compute (default: all processors); results do not depend on it.")
    private Integer threads;

    private ComputingSettings settings;

    /** Reads the settings; what is wrong is noted in them. */
    void read(Settings all) {
        settings = ComputingSettings.from(all);
        if (threads != null && (threads < 1 || threads > 1024)) {
            all.problem("--threads is " + threads + "; allowed is a whole number from 1 to 1024");
        }
    }

    /** Makes the program compute as the settings say, and tells how. */
    Backends.Choice begin() {
        int number = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        Backends.Choice choice = settings.use();
        Workers.useThreads(number);
        PrintWriter err = VisibleWriter.of(spec.commandLine().getErr());
        choice.warnings().forEach(warning -> err.println("warning: " + warning));
        err.println("backend " + choice + ", " + number + (number == 1 ? " thread" : " threads"));
        err.flush();
        return choice;
    }

    /** What a model file remembers: nothing of threads, host or path. */
    static Map<String, String> provenance() {
        Backend backend = Kernels.get().backend();
        Map<String, String> provenance = new LinkedHashMap<>(); // in an order that is the same in every run
        provenance.put("backend", backend.name());
        provenance.put("backend.description", backend.description());
        return provenance;
    }
}
