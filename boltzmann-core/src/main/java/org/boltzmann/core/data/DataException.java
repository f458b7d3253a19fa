package org.boltzmann.core.data;

/**
 * Data was refused: the message names the file (or the data set), what is wrong with it and what to do.
 *
 * <p>Thrown for what the data says, never for a failing disk: that is {@link java.io.UncheckedIOException}.
 */
public final class DataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * An error found in the data itself.
     *
     * @param message file, fault and remedy
     */
    public DataException(String message) {
        super(message);
    }

    /**
     * An error that another one revealed.
     *
     * @param message file, fault and remedy
     * @param cause what revealed it
     */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
