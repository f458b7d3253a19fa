package org.boltzmann.core.wiring;

import java.util.List;

/** Settings that cannot be used; the message holds every problem, one a line. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * Some problems.
     *
     * @param problems what is wrong, each with key, value, what is allowed
     */
    public SettingsException(List<String> problems) {
        this(problems, null);
    }

    /**
     * Some problems that something else brought up.
     *
     * @param problems what is wrong
     * @param cause what brought them up
     */
    public SettingsException(List<String> problems, Throwable cause) {
        super(String.join(System.lineSeparator(), problems), cause);
    }
}
