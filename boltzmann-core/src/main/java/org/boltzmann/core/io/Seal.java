package org.boltzmann.core.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The checksum that a safetensors file carries in its own metadata: the SHA-256 of the whole file, with 64 zeros in the place of
 * the checksum's digits.
 *
 * <p>Of the bytes and not of what they mean, so that no bit of the file can change unseen, and independent of how JSON is written.
 */
final class Seal {

    static final String KEY = "boltzmann.sha256";

    private static final String ZEROS = "0".repeat(64);

    private final MessageDigest digest = digest();
    private String stated = "";

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What is written, of any numbers. */
    static AtomicFile.Writer content(Map<String, Tensor> tensors, Map<String, String> metadata) throws IOException {
        Map<String, String> sealed = new LinkedHashMap<>(metadata);
        sealed.put(KEY, ZEROS);
        Seal seal = new Seal();
        Safetensors.content(tensors, sealed)
                .writeTo(new DigestOutputStream(OutputStream.nullOutputStream(), seal.digest));
        sealed.put(KEY, seal.computed());
        return Safetensors.content(tensors, sealed);
    }

    private String computed() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A stream that this seal will see everything of that is read after {@link #begin}. */
    InputStream over(InputStream in) {
        DigestInputStream watched = new DigestInputStream(in, digest);
        watched.on(false);
        return watched;
    }

    /** Takes in what was read before the data; from now on the stream goes on by itself. */
    void begin(byte[] header, Map<String, String> metadata, InputStream watched) {
        stated = metadata.getOrDefault(KEY, "");
        digest.update(ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .flip());
        String text = new String(header, StandardCharsets.ISO_8859_1);
        int at = stated.length() == ZEROS.length() ? text.indexOf(stated) : -1;
        int end = at + ZEROS.length();
        digest.update((at < 0 ? text : text.substring(0, at) + ZEROS + text.substring(end))
                .getBytes(StandardCharsets.ISO_8859_1));
        ((DigestInputStream) watched).on(true);
    }

    /**
     * To be asked once, when everything has been read.
     *
     * @throws ModelFileException if the file has no checksum or not that of its bytes
     */
    void check(Path file) {
        if (stated.isEmpty()) {
            throw new ModelFileException(
                    file + ": has no checksum (metadata " + KEY + "): write it again with this version");
        }
        if (!computed().equals(stated)) {
            throw new ModelFileException(
                    file + ": the checksum is not that of the content: the file is damaged; get it or write it again");
        }
    }
}
