package org.boltzmann.core.linalg;

/** A backend that cannot be used; the message says why and what to do, in one line. */
public final class BackendException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * A backend that cannot be used.
     *
     * @param message why, and the remedy
     */
    public BackendException(String message) {
        super(message);
    }

    /**
     * A backend that cannot be used.
     *
     * @param message why, and the remedy
     * @param cause what was thrown
     */
    public BackendException(String message, Throwable cause) {
        super(message, cause);
    }
}
