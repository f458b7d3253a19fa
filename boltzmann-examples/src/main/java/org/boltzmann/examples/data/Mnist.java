package org.boltzmann.examples.data;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.IdxReader;
import org.boltzmann.core.data.Split;

/**
 * The MNIST handwritten digits: 60,000 for training, 10,000 for testing, 28 x 28 grey values 0 to 1.
 *
 * <p>The four files are looked for in {@code DIRECTORY/mnist} and {@code DIRECTORY}, compressed ({@code .gz}) or not. A file
 * that is not there is downloaded once into {@code DIRECTORY/mnist}, checked by its SHA-256.
 *
 * <p>Source: Y. LeCun, C. Cortes, C. J. C. Burges, http://yann.lecun.com/exdb/mnist/. Licence: CC BY-SA 3.0.
 *
 * @param directory the directory of data
 * @param origins addresses of directories that have the four files, ending in a slash, tried in order
 * @param timeout for one file from one origin
 */
public record Mnist(Path directory, List<URI> origins, Duration timeout) {

    /** Where the files are published: by their authors, and two public copies. */
    public static final List<URI> ORIGINS = List.of(
            URI.create("http://yann.lecun.com/exdb/mnist/"),
            URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
            URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"));

    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final long LARGEST_FILE = 16 << 20;
    private static final int SIDE = 28;
    private static final List<String> CLASSES = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    private record PublishedFile(String name, String sha256) {}

    private record Part(PublishedFile images, PublishedFile labels, int examples) {}

    private static final Part TRAIN = new Part(
            new PublishedFile(
                    "train-images-idx3-ubyte", "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
            new PublishedFile(
                    "train-labels-idx1-ubyte", "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
            60_000);

    private static final Part TEST = new Part(
            new PublishedFile(
                    "t10k-images-idx3-ubyte", "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
            new PublishedFile(
                    "t10k-labels-idx1-ubyte", "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
            10_000);

    public Mnist {
        origins = List.copyOf(origins);
    }

    /**
     * MNIST in a directory, from where it is published.
     *
     * @param directory the directory of data; made when something is downloaded
     * @return the data set, not yet read
     */
    public static Mnist in(Path directory) {
        return new Mnist(directory, ORIGINS, TIMEOUT);
    }

    /**
     * Reads one part, after downloading it where it is missing.
     *
     * @param split which part
     * @return 60,000 or 10,000 examples of shape 28 x 28, values 0 to 1, classes 0 to 9
     * @throws DataException if a file cannot be downloaded, with what to do by hand, or is not MNIST's
     * @throws java.io.UncheckedIOException if a file cannot be read or written
     */
    public DataSet load(Split split) {
        Part part = split == Split.TRAIN ? TRAIN : TEST;
        Path images = find(part.images());
        Path labels = find(part.labels());
        DataSet data =
                IdxReader.scaled().withClassNames(CLASSES).read(images, labels).withName("mnist");
        if (data.size() != part.examples() || !data.shape().equals(List.of(SIDE, SIDE))) {
            throw new DataException(
                    images + ": has " + data.size() + " examples of shape " + data.shape() + " but MNIST has "
                            + part.examples() + " of 28 x 28; name the file itself to read it as data of your own");
        }
        return data;
    }

    private Path find(PublishedFile file) {
        String compressed = file.name() + ".gz";
        Path target = directory.resolve("mnist").resolve(compressed);
        return Stream.of(
                        target,
                        directory.resolve("mnist").resolve(file.name()),
                        directory.resolve(compressed),
                        directory.resolve(file.name()))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseGet(() -> {
                    new Download(origins, timeout).fetch(compressed, file.sha256(), LARGEST_FILE, target);
                    return target;
                });
    }
}
