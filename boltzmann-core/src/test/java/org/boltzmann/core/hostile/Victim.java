package org.boltzmann.core.hostile;

import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.boltzmann.core.wiring.SettingsException;

/**
 * A file to be damaged, and who is to stand it.
 *
 * @param name of the kind, for the tally
 * @param file the file's name
 * @param valid its bytes, which are read without complaint
 * @param reader what reads it
 * @param refusal the one exception that may come out, with a message that names the file, of one line, or one a problem
 * @param sealed whether every damage must be refused, since the file carries a checksum
 * @param mend what is done to damaged bytes, so that the reader gets further: a new checksum, length or compression
 */
record Victim(
        String name,
        String file,
        Supplier<byte[]> valid,
        Reader reader,
        Class<? extends RuntimeException> refusal,
        boolean sealed,
        UnaryOperator<byte[]> mend) {

    /** Reads a file and forgets it. */
    @FunctionalInterface
    interface Reader {
        void read(Path file) throws Exception;
    }

    /** How many lines a refusal may have: settings tell all problems at once. */
    int lines() {
        return refusal.equals(SettingsException.class) ? 21 : 1;
    }

    static Victim of(String name, String file, byte[] valid, Reader reader, Class<? extends RuntimeException> refusal) {
        return new Victim(name, file, () -> valid, reader, refusal, false, UnaryOperator.identity());
    }

    Victim whichIsSealed() {
        return new Victim(name, file, valid, reader, refusal, true, mend);
    }

    /** Another kind, whose damage is mended as far as it can be. */
    Victim mended(String how, UnaryOperator<byte[]> mend) {
        return new Victim(name + ", " + how, file, valid, reader, refusal, false, mend);
    }
}
