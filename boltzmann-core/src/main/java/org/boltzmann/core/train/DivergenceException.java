package org.boltzmann.core.train;

/** Training has left the finite numbers; the message names the epoch, the parameter and what to try. */
public final class DivergenceException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /**
     * A divergence.
     *
     * @param message epoch, parameter and remedy
     */
    public DivergenceException(String message) {
        super(message);
    }
}
