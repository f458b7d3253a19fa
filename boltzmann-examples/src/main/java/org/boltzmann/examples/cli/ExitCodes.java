package org.boltzmann.examples.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.util.ServiceConfigurationError;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.io.ModelFileException;
import org.boltzmann.core.linalg.BackendException;
import org.boltzmann.core.train.DivergenceException;
import org.boltzmann.core.wiring.SettingsException;

/** What the exit codes mean: 0 is done. */
final class ExitCodes {

    static final int UNEXPECTED = 1;
    static final int USAGE = 2;
    static final int REFUSED = 3;
    static final int DIVERGED = 4;
    static final int INPUT_OUTPUT = 5;

    /** Of diff and reproduce alone: no failure, but the answer that two models differ. */
    static final int DIFFERENT = 6;

    private static final int LONGEST = 4000;

    private ExitCodes() {}

    static int of(Throwable failure) {
        if (failure instanceof SettingsException
                || failure instanceof BackendException
                || failure instanceof InvalidPathException
                || failure instanceof ServiceConfigurationError) {
            return USAGE;
        }
        if (failure instanceof DataException || failure instanceof ModelFileException) {
            return REFUSED;
        }
        if (failure instanceof DivergenceException) {
            return DIVERGED;
        }
        return failure instanceof IOException || failure instanceof UncheckedIOException ? INPUT_OUTPUT : UNEXPECTED;
    }

    /** What is told of a failure: its message where it is one of ours, which says what to do; everything where it is not. */
    static String message(Throwable failure) {
        if (failure instanceof java.nio.file.FileSystemException file) {
            return file.getFile() + ": " + reason(file);
        }
        if (failure instanceof UncheckedIOException unchecked) {
            return message(unchecked.getCause());
        }
        if (failure instanceof InvalidPathException path) {
            return Excerpt.of(path.getInput()) + ": is no name of a file here (" + path.getReason()
                    + "); where it has letters beyond ASCII, set LC_ALL=C.UTF-8";
        }
        if (failure instanceof ServiceConfigurationError service) {
            return OwnJars.message(service);
        }
        return switch (of(failure)) {
            case UNEXPECTED -> unexpected(failure);
            case REFUSED -> Excerpt.of(failure.getMessage(), LONGEST);
            default -> failure.getMessage();
        };
    }

    /** A failure that nobody foresaw; {@code --debug} says where it came from. */
    static String unexpected(Throwable failure) {
        return failure instanceof OutOfMemoryError
                ? "out of memory; give Java more, such as BOLTZMANN_JAVA_OPTS=-Xmx8g, or make the machine or the data smaller"
                : "unexpected failure: " + failure + "; --debug shows where, for a report";
    }

    static String reason(java.nio.file.FileSystemException file) {
        if (file instanceof java.nio.file.NoSuchFileException) {
            return "no such file or folder";
        }
        if (file instanceof java.nio.file.AccessDeniedException) {
            return "permission denied";
        }
        if (file instanceof java.nio.file.FileAlreadyExistsException) {
            return "is there already";
        }
        return file.getReason() == null ? file.toString() : file.getReason();
    }
}
