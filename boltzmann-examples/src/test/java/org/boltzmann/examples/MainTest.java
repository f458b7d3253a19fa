package org.boltzmann.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    @Test
    void aUserWithoutANameHasTheHomeOfTheEnvironmentElseTheTemporaryFolder(@TempDir Path folder) {
        String temporary = System.getProperty("java.io.tmpdir");
        assertThat(Main.home("/home/one", folder.toString())).isEqualTo("/home/one");
        assertThat(Main.home("?", folder.toString())).isEqualTo(folder.toString());
        assertThat(Main.home("?", folder.resolve("none").toString())).isEqualTo(temporary);
        assertThat(Main.home("?", null)).isEqualTo(temporary);
    }
}
