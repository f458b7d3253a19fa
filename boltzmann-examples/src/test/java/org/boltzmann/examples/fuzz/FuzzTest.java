package org.boltzmann.examples.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.boltzmann.core.RandomKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is in a file, a command reads it or says why not.
 *
 * <p>{@code -Dboltzmann.mutants=10000} damages so many, {@code -Dboltzmann.seed=7} others.
 */
class FuzzTest {

    @TempDir
    private Path folder;

    @Test
    void damagedFilesOfEveryFormatAreReadOrRefusedByEveryCommand() throws Exception {
        Fuzz fuzz = new Fuzz(folder, 0, System.out);
        assertThat(fuzz.run(
                        Integer.getInteger("boltzmann.mutants", 200), RandomKey.of(Long.getLong("boltzmann.seed", 16))))
                .isEmpty();
    }
}
