package org.boltzmann.openblas;

import org.boltzmann.core.linalg.BackendException;
import org.boltzmann.core.linalg.Backends;

/** A program that chooses the backend named by its argument, twice, and tells what came of it. */
final class ChoosingProgram {

    private ChoosingProgram() {}

    public static void main(String[] arguments) {
        try {
            Backends.choose(arguments[0]);
            Backends.Choice choice = Backends.choose(arguments[0]);
            System.out.println(choice);
            choice.warnings().forEach(warning -> System.out.println("warning: " + warning));
        } catch (BackendException e) {
            System.out.println("refused: " + e.getMessage());
        }
    }
}
