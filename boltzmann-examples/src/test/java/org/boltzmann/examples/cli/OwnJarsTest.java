package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceConfigurationError;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.boltzmann.core.wiring.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnJarsTest {

    @TempDir
    private Path folder;

    private Path jar() throws IOException {
        Path jar = folder.resolve("mine.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("a.txt"));
            out.write(new byte[1000]);
        }
        return jar;
    }

    @Test
    void whatIsMissingOrBrokenIsNamed() throws IOException {
        Path good = jar();
        OwnJars.check(good + File.pathSeparator + folder + File.pathSeparator + folder + "/*");
        OwnJars.check("");
        Path missing = folder.resolve("none.jar");
        Path broken = folder.resolve("broken.jar");
        byte[] all = Files.readAllBytes(good);
        Files.write(broken, java.util.Arrays.copyOf(all, all.length - 30));
        assertThatThrownBy(() -> OwnJars.check(good + File.pathSeparator + missing + File.pathSeparator + broken))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("BOLTZMANN_CLASSPATH names " + missing + ", which is not there")
                .hasMessageContaining("BOLTZMANN_CLASSPATH names " + broken + ", which is no whole jar");
    }

    @Test
    void aServiceWithoutItsClassIsAProblemOfTheClassPath() {
        ServiceConfigurationError failure = new ServiceConfigurationError(
                "org.boltzmann.core.wiring.Contribution: Provider org.boltzmann.examples.wiring.ExamplesContribution not found");
        assertThat(ExitCodes.of(failure)).isEqualTo(ExitCodes.USAGE);
        assertThat(ExitCodes.message(failure)).contains("BOLTZMANN_CLASSPATH", "META-INF/services/");
    }
}
