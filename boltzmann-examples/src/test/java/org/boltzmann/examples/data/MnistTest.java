package org.boltzmann.examples.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Split;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistTest {

    /** Nothing listens at port 9 of this machine, so that no test reaches the network. */
    private static final List<URI> NOWHERE =
            List.of(URI.create("http://127.0.0.1:9/a/"), URI.create("http://127.0.0.1:9/b/"));

    @TempDir
    private Path directory;

    private Mnist mnist() {
        return new Mnist(directory, NOWHERE, Duration.ofMinutes(10));
    }

    @Test
    void filesAreFoundInEitherDirectoryCompressedOrNot() throws IOException {
        byte[] images = IdxFiles.counting(251, 10_000, 28, 28);
        byte[] labels = IdxFiles.counting(10, 10_000);
        Files.createDirectories(directory.resolve("mnist"));
        Path[][] places = {
            {directory.resolve("mnist/t10k-images-idx3-ubyte.gz"), directory.resolve("t10k-labels-idx1-ubyte")},
            {directory.resolve("t10k-images-idx3-ubyte.gz"), directory.resolve("mnist/t10k-labels-idx1-ubyte")},
            {directory.resolve("mnist/t10k-images-idx3-ubyte"), directory.resolve("t10k-labels-idx1-ubyte.gz")},
        };
        for (Path[] place : places) {
            Files.write(place[0], place[0].toString().endsWith(".gz") ? IdxFiles.gzip(images) : images);
            Files.write(place[1], place[1].toString().endsWith(".gz") ? IdxFiles.gzip(labels) : labels);
            DataSet data = mnist().load(Split.TEST);
            assertThat(data.name()).isEqualTo("mnist");
            assertThat(data.size()).isEqualTo(10_000);
            assertThat(data.shape()).containsExactly(28, 28);
            assertThat(data.classes()).isEqualTo(10);
            assertThat(data.label(17)).isEqualTo(7);
            Files.delete(place[0]);
            Files.delete(place[1]);
        }
    }

    @Test
    void filesThatAreNotMnistAreRefused() throws IOException {
        Files.write(directory.resolve("t10k-images-idx3-ubyte"), IdxFiles.counting(251, 33, 28, 28));
        Files.write(directory.resolve("t10k-labels-idx1-ubyte"), IdxFiles.counting(10, 33));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> mnist().load(Split.TEST))
                .withMessageContaining("has 33 examples of shape [28, 28] but MNIST has 10000");
    }

    @Test
    void withoutNetworkTheMessageSaysWhatToPutWhere() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> mnist().load(Split.TRAIN))
                .withMessageContaining("train-images-idx3-ubyte.gz could not be downloaded")
                .withMessageContaining("http://127.0.0.1:9/a/train-images-idx3-ubyte.gz")
                .withMessageContaining("http://127.0.0.1:9/b/train-images-idx3-ubyte.gz")
                .withMessageContaining("put it at " + directory.resolve("mnist/train-images-idx3-ubyte.gz"));
    }
}
