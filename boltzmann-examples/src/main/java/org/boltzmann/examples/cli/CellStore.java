package org.boltzmann.examples.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.boltzmann.core.io.AtomicFile;
import org.boltzmann.core.io.FolderLock;
import org.boltzmann.core.io.Json;

/**
 * What a comparison has found so far, a file for each finding, so that a killed one goes on where it stopped.
 *
 * <p>A finding belongs to all that decided it: settings, data, seed, backend, and the jars that computed it. One that was made from
 * anything else has another name and is not looked at, and one that is broken is found again. Only one program at a time uses a folder.
 */
final class CellStore implements AutoCloseable {

    private static final String IDENTITY = "of";
    private static final String FOUND = "found";
    private static final long LARGEST = 64L << 20;
    private static final int DIGITS = 16;

    /** What a file begins with; the checksum follows, of all that follows it. */
    private static final String SEAL = "{\"sha256\":\"";

    private static final int SHA256_DIGITS = 64;

    private final Path folder;
    private final Map<String, String> everybodys;
    private final FolderLock lock;

    private CellStore(Path folder, Map<String, String> everybodys, FolderLock lock) {
        this.folder = folder;
        this.everybodys = everybodys;
        this.lock = lock;
    }

    /**
     * Opens a folder, which is made if there is none.
     *
     * @param folder where findings are
     * @param everybodys what all of them were decided by
     * @throws IOException if it cannot be written to, or another program uses it
     */
    static CellStore open(Path folder, Map<String, String> everybodys) throws IOException {
        return new CellStore(folder, new LinkedHashMap<>(everybodys), FolderLock.of(folder));
    }

    /**
     * What was found before, if it is there and whole.
     *
     * @param read makes something of it
     * @param told of a file that is damaged or cannot be read, and is to be overwritten
     */
    <T> Optional<T> find(
            String name, Map<String, String> identity, Function<Map<?, ?>, T> read, Consumer<String> told) {
        Path file = file(name, identity);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            String text = Files.size(file) > LARGEST ? "" : Files.readString(file);
            int sealed = SEAL.length() + SHA256_DIGITS;
            if (text.length() > sealed && text.equals(sealed(text.substring(sealed)))) {
                Map<?, ?> tree = (Map<?, ?>) Json.read(text);
                if (all(identity).equals(tree.get(IDENTITY))) {
                    return Optional.of(read.apply((Map<?, ?>) tree.get(FOUND)));
                }
            }
            told.accept(file + ": was changed or damaged, and is made again");
        } catch (IOException | RuntimeException e) {
            told.accept(file + ": cannot be read, and is made again");
        }
        return Optional.empty();
    }

    /** A text after the checksum of it. */
    private static String sealed(String rest) {
        return SEAL + sha256(rest.getBytes(StandardCharsets.UTF_8)) + rest;
    }

    /** Writes down what was found; it is there whole or not at all. */
    void put(String name, Map<String, String> identity, Map<String, Object> found) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(IDENTITY, all(identity));
        tree.put(FOUND, found);
        byte[] text = sealed("\"," + Json.write(tree).substring(1)).getBytes(StandardCharsets.UTF_8);
        try {
            AtomicFile.write(file(name, identity), out -> out.write(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> all(Map<String, String> identity) {
        Map<String, String> all = new LinkedHashMap<>(everybodys);
        all.putAll(identity);
        return all;
    }

    private Path file(String name, Map<String, String> identity) {
        return folder.resolve(name.replaceAll("[^A-Za-z0-9._-]", "_") + "-"
                + sha256(Json.write(all(identity)).getBytes(StandardCharsets.UTF_8))
                        .substring(0, DIGITS) + ".json");
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
