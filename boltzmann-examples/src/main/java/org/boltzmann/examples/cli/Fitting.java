package org.boltzmann.examples.cli;

import java.util.List;
import java.util.function.Supplier;
import org.boltzmann.core.wiring.SettingsException;

/** Turns an argument that the library refused into what it is here: a setting that does not fit. */
final class Fitting {

    private Fitting() {}

    static <T> T of(Supplier<T> step) {
        try {
            return step.get();
        } catch (IllegalArgumentException e) {
            throw new SettingsException(List.of(e.getMessage()), e);
        }
    }
}
