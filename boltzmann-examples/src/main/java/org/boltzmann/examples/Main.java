package org.boltzmann.examples;

import org.boltzmann.examples.cli.BoltzmannCommand;

/** The command line {@code boltzmann}. */
public final class Main {

    private Main() {}

    /**
     * Runs a command and ends with its exit code.
     *
     * @param arguments as typed
     */
    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        System.exit(BoltzmannCommand.run(arguments));
    }
}
