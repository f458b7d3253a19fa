package org.boltzmann.examples.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.boltzmann.core.io.CheckpointDirectory;
import org.boltzmann.examples.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class LockTest {

    @TempDir
    private Path folder;

    private int trainElsewhere(Path run) throws Exception {
        return Forked.start(
                        Forked.command(
                                Main.class,
                                "train",
                                "--data=bars-and-stripes",
                                "--epochs=1",
                                "--checkpoint=" + run,
                                "--out=" + folder.resolve("m.safetensors")),
                        folder.resolve("errors"))
                .waitFor();
    }

    /** Closing a second channel of a locked file would give up the first one's lock. */
    @Test
    void aSecondRunRefusedInTheSameProcessDoesNotOpenTheDirectoryToThoseOfOthers() throws Exception {
        Path run = Files.createDirectory(folder.resolve("run"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), run);
        try (CheckpointDirectory directory = CheckpointDirectory.open(run)) {
            for (Path same : new Path[] {run, link, run.resolve("../run")}) {
                assertThatThrownBy(() -> CheckpointDirectory.open(same))
                        .isInstanceOf(FileSystemException.class)
                        .hasMessageContaining("in use by another run");
            }
            assertThat(trainElsewhere(run)).as(told()).isEqualTo(5);
            assertThat(told()).contains(run + ": is in use by another run");
            assertThat(directory.files()).isEmpty();
        }
        CheckpointDirectory.open(run).close();
    }

    private String told() throws IOException {
        return Files.readString(folder.resolve("errors"));
    }
}
