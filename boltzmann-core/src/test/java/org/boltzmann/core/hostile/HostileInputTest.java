package org.boltzmann.core.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is in a file: it is read, or refused in one line.
 *
 * <p>{@code -Dboltzmann.mutants=10000} damages that many, {@code -Dboltzmann.seed=7} others.
 */
class HostileInputTest {

    private static final int MUTANTS = Integer.getInteger("boltzmann.mutants", 1000);

    private static final long SEED = Long.getLong("boltzmann.seed", 20_261_124);

    @TempDir
    private Path folder;

    @Test
    void damagedFilesAreReadOrRefusedInALineAndNothingElse() throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostileInput.class.getName(),
                        Integer.toString(MUTANTS),
                        folder.toString(),
                        Long.toString(SEED)))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.print(said);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
