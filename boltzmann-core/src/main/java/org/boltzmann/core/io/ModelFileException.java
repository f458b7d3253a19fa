package org.boltzmann.core.io;

/**
 * A model file was refused for what it contains.
 *
 * <p>The message names the file, the tensor where there is one, what is allowed and what to do. Trouble in reaching the file is an
 * {@link java.io.IOException} instead.
 */
public final class ModelFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param message the file, the tensor, what is allowed and the remedy
     */
    public ModelFileException(String message) {
        super(message);
    }

    /**
     * A refusal with its cause.
     *
     * @param message the file, the tensor, what is allowed and the remedy
     * @param cause what was thrown where the fault was found
     */
    public ModelFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
