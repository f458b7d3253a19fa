package org.boltzmann.examples.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.io.Checkpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A training that is killed at random moments goes on to the bytes of one that never was.
 *
 * <p>{@code -Dboltzmann.kills=200} kills that often; a few times by default. When a kill comes is left to the clock, for what must
 * hold must hold whenever it comes; how many runs come to their end before they are killed is all that the clock decides.
 */
@DisabledOnOs(OS.WINDOWS)
class KillTest {

    private static final int KILLS = Integer.getInteger("boltzmann.kills", 4);
    static final int KILLED = 128 + 9;

    @TempDir
    private Path folder;

    private final RandomGenerator random = RandomKey.of(5).generator();

    private Process start(KilledTraining.Writer writer, Path directory, Path model) throws IOException {
        return Forked.start(Forked.command(KilledTraining.class, writer, directory, model), folder.resolve("errors"));
    }

    private byte[] uninterrupted() throws Exception {
        Path model = folder.resolve("whole.safetensors");
        Process process = start(KilledTraining.Writer.ATOMIC, folder.resolve("whole"), model);
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("errors")))
                .isZero();
        return Files.readAllBytes(model);
    }

    /** True if it was killed, false if it had come to its end. */
    private boolean kill(Process process) throws Exception {
        Forked.awaitLine(process, "training");
        Thread.sleep(random.nextInt(150));
        process.destroyForcibly();
        int code = process.waitFor();
        assertThat(code).as(Files.readString(folder.resolve("errors"))).isIn(0, KILLED);
        return code == KILLED;
    }

    @Test
    void whenItIsKilledEveryCheckpointIsWholeAndTheEndIsTheSame() throws Exception {
        byte[] expected = uninterrupted();
        int kills = 0;
        int whole = 0;
        int ends = 0;
        for (int run = 0; kills < KILLS || ends == 0; run++) {
            Path directory = folder.resolve("killed-" + run);
            Path model = folder.resolve("model-" + run);
            boolean ended = false;
            while (!ended) {
                Process process = start(KilledTraining.Writer.ATOMIC, directory, model);
                if (kills < KILLS) {
                    ended = !kill(process);
                    kills += ended ? 0 : 1;
                    whole += checkAllWhole(directory);
                } else {
                    ended = process.waitFor() == 0;
                    assertThat(ended)
                            .as(Files.readString(folder.resolve("errors")))
                            .isTrue();
                }
                assertThat(folder.resolve("errors")).isEmptyFile(); // nothing was skipped
            }
            assertThat(model).hasBinaryContent(expected);
            assertThat(names(directory)).noneMatch(name -> name.endsWith(".tmp"));
            ends++;
        }
        System.out.printf(
                "%d kills, after which %d checkpoints were there and all whole; %d runs came to their end, the same bytes each%n",
                kills, whole, ends);
    }

    private static int checkAllWhole(Path directory) throws IOException {
        List<String> checkpoints = names(directory).stream()
                .filter(name -> name.startsWith("checkpoint-"))
                .toList();
        for (String name : checkpoints) {
            assertThatCode(() -> Checkpoint.read(directory.resolve(name))).doesNotThrowAnyException();
        }
        return checkpoints.size();
    }

    private static List<String> names(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** Shows that what is checked after a kill can tell: one file overwritten in place is found torn. */
    @Test
    void aNaiveWriterIsFoundOut() throws Exception {
        Path directory = folder.resolve("naive");
        Process process = start(KilledTraining.Writer.NAIVE, directory, folder.resolve("naive.safetensors"));
        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("errors")))
                .isEqualTo(KILLED);
        assertThatThrownBy(() -> checkAllWhole(directory)).hasStackTraceContaining("checkpoint-naive.safetensors");
    }
}
