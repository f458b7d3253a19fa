package org.boltzmann.examples;

/** The command line. */
public final class Main {

    private Main() {}

    /**
     * Prints the version.
     *
     * @param arguments ignored
     */
    public static void main(String[] arguments) {
        String version = Main.class.getPackage().getImplementationVersion();
        System.out.println("boltzmann " + (version == null ? "development" : version));
    }
}
