package org.boltzmann.examples;

import java.io.File;
import org.boltzmann.examples.cli.BoltzmannCommand;

/** The command line {@code boltzmann}. */
public final class Main {

    private Main() {}

    /** A user without a name has no home that Java knows; files would go to a folder "?". */
    static String home(String known, String variable) {
        if (known != null && !known.isEmpty() && !known.equals("?")) {
            return known;
        }
        return variable != null && new File(variable).isDirectory() && new File(variable).canWrite()
                ? variable
                : System.getProperty("java.io.tmpdir");
    }

    /**
     * Runs a command and ends with its exit code.
     *
     * @param arguments as typed
     */
    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        System.setProperty("user.home", home(System.getProperty("user.home"), System.getenv("HOME")));
        System.exit(BoltzmannCommand.run(arguments));
    }
}
