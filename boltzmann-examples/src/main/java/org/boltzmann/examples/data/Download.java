package org.boltzmann.examples.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.boltzmann.core.data.DataException;

/**
 * Fetches files whose checksums are known, from the first origin that has them.
 *
 * <p>A file is written beside its place and moved there when it is complete and its SHA-256 is right, so that no broken file is
 * ever found where a whole one is looked for.
 *
 * @param origins addresses of directories, ending in a slash, tried in order
 * @param timeout for one file from one origin
 */
record Download(List<URI> origins, Duration timeout) {

    private static final int BLOCK = 1 << 16;

    /** Why an origin did not give a file; the next one is tried. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        Refusal(String message) {
            super(message);
        }
    }

    Download {
        origins = List.copyOf(origins);
    }

    /**
     * Fetches one file.
     *
     * @param name the file's name at its origin
     * @param sha256 its checksum, 64 hexadecimal digits
     * @param largest the most bytes it may have
     * @param target where it goes
     * @throws DataException if no origin gave it: each with its reason, and what to do by hand
     * @throws UncheckedIOException if it cannot be written
     */
    void fetch(String name, String sha256, long largest, Path target) {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        List<String> reasons = new ArrayList<>();
        for (URI origin : origins) {
            URI address = origin.resolve(name);
            try {
                fetch(client, address, sha256, largest, target);
                return;
            } catch (Refusal e) {
                reasons.add(address + " (" + e.getMessage() + ")");
            } catch (IOException e) {
                throw new UncheckedIOException(target + ": cannot be written: " + e, e);
            }
        }
        throw new DataException(name + " could not be downloaded: " + String.join("; ", reasons)
                + ". Without a network, get the file elsewhere and put it at " + target);
    }

    private void fetch(HttpClient client, URI address, String sha256, long largest, Path target)
            throws Refusal, IOException {
        Path directory = target.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path part = Files.createFile(directory.resolve(target.getFileName() + "." + UUID.randomUUID() + ".part"));
        try {
            if (!inTime(new FutureTask<>(() -> copy(client, address, largest, part)))
                    .equals(sha256)) {
                throw new Refusal("the checksum is not that of the published file");
            }
            sync(part);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Runs a task on a thread of its own, because a body that stalls is under none of the client's timeouts. */
    private String inTime(FutureTask<String> task) throws Refusal, IOException {
        Thread thread = new Thread(task, "download");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Refusal("not done within " + timeout.toMillis() + " ms");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UncheckedIOException writing) {
                throw writing.getCause();
            }
            String message = e.getCause().getMessage();
            throw new Refusal(message == null ? e.getCause().getClass().getSimpleName() : message);
        } finally {
            task.cancel(true);
        }
    }

    /** Copies the body into an existing file and returns its checksum. */
    private static String copy(HttpClient client, URI address, long largest, Path part)
            throws IOException, InterruptedException, Refusal {
        HttpResponse<InputStream> response =
                client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofInputStream());
        MessageDigest digest = digest();
        long length = 0;
        try (InputStream body = response.body();
                OutputStream file = Files.newOutputStream(part, StandardOpenOption.WRITE)) {
            if (response.statusCode() != 200) {
                throw new Refusal("HTTP status " + response.statusCode());
            }
            byte[] block = new byte[BLOCK];
            for (int read = body.read(block); read >= 0; read = body.read(block)) {
                length += read;
                if (length > largest) {
                    throw new Refusal("more than the " + largest + " bytes the file may have");
                }
                digest.update(block, 0, read);
                write(file, block, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void write(OutputStream file, byte[] block, int length) {
        try {
            file.write(block, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException("the disk, not the network", e);
        }
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
