package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScaledReportTest {

    @TempDir
    private static Path folder;

    /** 60 rows, too few to hold some out, of values measured in units of one {@code factor}-th. */
    private static List<String> epochs(int factor) throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            rows.append(factor * (i % 7 + 3))
                    .append(',')
                    .append(factor * (i * i % 11))
                    .append('\n');
        }
        Path table = Files.writeString(folder.resolve("x" + factor + ".csv"), rows);
        Commands run = Commands.run(
                "train",
                "--data",
                table,
                "--variant",
                "gaussian-rbm",
                "--epochs",
                3,
                "--seed",
                1,
                "--out",
                folder.resolve("m" + factor + ".safetensors"));
        assertThat(run.code()).as(run.err()).isZero();
        return run.err()
                .lines()
                .filter(line -> line.startsWith("epoch"))
                .map(line -> line.replaceAll("[0-9,]+ samples/s", ""))
                .toList();
    }

    /** A power of two, so that standardised values are the same to the last bit. */
    @Test
    void whatTheReportSaysDoesNotDependOnTheUnitOfMeasurement() throws IOException {
        assertThat(epochs(1024)).hasSize(3).isEqualTo(epochs(1));
    }
}
