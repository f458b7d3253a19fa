package org.boltzmann.examples.data;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.boltzmann.core.data.DataException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {

    private static final byte[] CONTENT = "some content, a little longer than a word".getBytes(US_ASCII);
    /** Nothing waits as long: only what hangs would. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir
    private Path directory;

    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private Path target;

    @BeforeEach
    void start() throws IOException {
        target = directory.resolve("data/file");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/good/", exchange -> answer(exchange, 200, CONTENT, CONTENT.length));
        server.createContext("/wrong/", exchange -> answer(exchange, 200, "other content".getBytes(US_ASCII), 13));
        server.createContext("/none/", exchange -> answer(exchange, 404, new byte[] {'n', 'o'}, 2));
        server.createContext("/truncated/", exchange -> answer(exchange, 200, CONTENT, CONTENT.length + 10));
        server.createContext("/shorter/", exchange -> answer(exchange, 200, Arrays.copyOf(CONTENT, 7), 7));
        server.createContext("/endless/", exchange -> answer(exchange, 200, new byte[100_000], 0));
        server.createContext("/moved/", exchange -> {
            exchange.getResponseHeaders().add("Location", "/good/file");
            answer(exchange, 302, new byte[0], -1);
        });
        server.createContext("/stalled/", exchange -> {
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT, 0, 5);
            exchange.getResponseBody().flush();
            awaitFinish();
            exchange.close();
        });
        server.start();
    }

    private void awaitFinish() {
        try {
            finished.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        finished.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange, int status, byte[] body, long length) throws IOException {
        requests.incrementAndGet();
        exchange.sendResponseHeaders(status, length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush();
        }
        exchange.close();
    }

    private URI origin(String name) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + name + "/");
    }

    private void fetch(Duration timeout, String... origins) throws NoSuchAlgorithmException {
        String checksum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(CONTENT));
        List<URI> addresses = Arrays.stream(origins).map(this::origin).toList();
        new Download(addresses, timeout).fetch("file", checksum, 1_000, target);
    }

    private void refused(String origin, String why) throws IOException {
        refused(PATIENCE, origin, why);
    }

    private void refused(Duration timeout, String origin, String why) throws IOException {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> fetch(timeout, origin))
                .withMessageContaining("/" + origin + "/file (")
                .withMessageContaining(why)
                .withMessageContaining("put it at " + target);
        try (Stream<Path> left = Files.list(target.getParent())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aFileIsFetchedIntoItsPlaceAndNothingElseIsLeft() throws Exception {
        fetch(PATIENCE, "good");
        assertThat(target).hasBinaryContent(CONTENT);
        try (Stream<Path> left = Files.list(target.getParent())) {
            assertThat(left).containsExactly(target);
        }
    }

    @Test
    void aFileThatHasMovedIsFollowed() throws Exception {
        fetch(PATIENCE, "moved");
        assertThat(target).hasBinaryContent(CONTENT);
    }

    @Test
    void theNextOriginIsTriedAndNoneAfterTheFirstThatHasTheFile() throws Exception {
        fetch(PATIENCE, "none", "wrong", "good", "good");
        assertThat(target).hasBinaryContent(CONTENT);
        assertThat(requests).hasValue(3);
    }

    @Test
    void aWrongChecksumIsRefusedAndNoFileIsLeft() throws IOException {
        refused("wrong", "the checksum is not that of the published file");
        refused("shorter", "the checksum is not that of the published file");
    }

    @Test
    void whatIsNotThereIsRefused() throws IOException {
        refused("none", "HTTP status 404");
    }

    @Test
    void aTruncatedFileIsRefused() throws IOException {
        refused("truncated", "(");
    }

    @Test
    void aFileLargerThanItMayBeIsRefused() throws IOException {
        refused("endless", "more than the 1000 bytes");
    }

    @Test
    void anOriginThatStallsIsGivenUp() throws IOException {
        refused(Duration.ofMillis(500), "stalled", "not done within 500 ms");
    }

    @Test
    void aServerThatIsDownIsRefused() throws IOException {
        server.stop(0);
        refused("good", "(");
    }

    @Test
    void allOriginsThatFailedAreNamed() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> fetch(PATIENCE, "none", "wrong"))
                .withMessageContaining("/none/file (HTTP status 404)")
                .withMessageContaining("/wrong/file (the checksum");
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNoFaultOfTheData() throws IOException {
        Files.write(directory.resolve("data"), CONTENT);
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> fetch(PATIENCE, "good"))
                .withMessageContaining(target.toString());
    }
}
