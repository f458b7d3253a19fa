package org.boltzmann.sequence.music;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Music in a process of little memory: bombs are refused, and damaged files are read or refused.
 *
 * <p>{@code -Dboltzmann.mutants=10000} damages that many, {@code -Dboltzmann.seed=7} others.
 */
class HostileMusicTest {

    private static final int MUTANTS = Integer.getInteger("boltzmann.mutants", 500);

    private static final long SEED = Long.getLong("boltzmann.seed", 20_261_201);

    @TempDir
    private Path folder;

    @Test
    void bombsAreRefusedAndDamagedFilesAreReadOrRefused() throws Exception {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostileMusic.class.getName(),
                        Integer.toString(MUTANTS),
                        folder.toString(),
                        Path.of("src", "test", "resources").toString(),
                        Long.toString(SEED)))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.print(said);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
