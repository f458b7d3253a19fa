package org.boltzmann.core.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A run stopped in the middle, in a safetensors file: what it held, and what must be the same for it to go on.
 *
 * <p>The tensors are the snapshot's. The metadata hold {@code boltzmann.checkpoint}, which is {@value #FORMAT}; the snapshot's
 * texts, the settings and the provenance as JSON objects of strings; and {@code boltzmann.sha256}, the SHA-256 of all that, so
 * that the file alone tells whether it is whole.
 *
 * @param state what the run held
 * @param settings the settings on which its result depends
 * @param provenance seed, data and their checksum, version, backend ...
 */
public record Checkpoint(Snapshot state, Map<String, String> settings, Map<String, String> provenance) {

    /** The version of the format. */
    public static final String FORMAT = "1";

    private static final String FORMAT_KEY = "boltzmann.checkpoint";
    private static final String STATE_KEY = "boltzmann.state";
    private static final String SETTINGS_KEY = "boltzmann.settings";
    private static final String PROVENANCE_KEY = "boltzmann.provenance";
    private static final String CHECKSUM_KEY = "boltzmann.sha256";

    public Checkpoint {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
    }

    /**
     * Writes the bytes of its file. Numbers need not be finite, since a run goes on from whatever it held.
     *
     * @param out where to
     * @throws IOException if it cannot be written
     */
    public void writeTo(OutputStream out) throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(FORMAT_KEY, FORMAT);
        metadata.put(STATE_KEY, Json.write(state.texts()));
        metadata.put(SETTINGS_KEY, Json.write(settings));
        metadata.put(PROVENANCE_KEY, Json.write(provenance));
        metadata.put(CHECKSUM_KEY, checksum(state.tensors(), metadata));
        Safetensors.content(state.tensors(), metadata).writeTo(out);
    }

    /**
     * Reads a checkpoint.
     *
     * @param file the file
     * @return what it holds
     * @throws IOException if it cannot be read
     * @throws ModelFileException if it is no checkpoint of this format, or a single bit of it is not as it was written
     */
    public static Checkpoint read(Path file) throws IOException {
        SafetensorsContent content = Safetensors.readAnyNumbers(file);
        Map<String, String> metadata = new LinkedHashMap<>(content.metadata());
        String format = metadata.get(FORMAT_KEY);
        if (!FORMAT.equals(format)) {
            throw new ModelFileException(file + ": "
                    + (format == null
                            ? "no checkpoint (no " + FORMAT_KEY + ")"
                            : "checkpoint format " + SafetensorsRules.quote(format) + " is not known here, only "
                                    + FORMAT + "; use a newer version"));
        }
        String stated = metadata.remove(CHECKSUM_KEY);
        if (!checksum(content.tensors(), metadata).equals(stated)) {
            throw new ModelFileException(file + ": the checksum is not that of the content: the file is damaged");
        }
        try {
            return new Checkpoint(
                    Snapshot.of(content.tensors(), Json.strings(text(metadata, STATE_KEY))),
                    Json.strings(text(metadata, SETTINGS_KEY)),
                    Json.strings(text(metadata, PROVENANCE_KEY)));
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(file + ": " + e.getMessage(), e);
        }
    }

    private static String text(Map<String, String> metadata, String key) {
        String text = metadata.get(key);
        if (text == null) {
            throw new IllegalArgumentException("metadata has no " + key);
        }
        return text;
    }

    /** Over names, shapes, bits and texts, each with its length before it, so that nothing can pass from one to the next. */
    private static String checksum(Map<String, Tensor> tensors, Map<String, String> metadata) {
        MessageDigest digest = digest();
        add(metadata.size(), digest);
        metadata.forEach((key, value) -> {
            add(key, digest);
            add(value, digest);
        });
        add(tensors.size(), digest);
        byte[] chunk = new byte[1 << 16];
        tensors.forEach((name, tensor) -> {
            add(name, digest);
            add(tensor.shape().size(), digest);
            tensor.shape().forEach(size -> add(size, digest));
            add(tensor.data(), chunk, digest);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void add(int number, MessageDigest digest) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).flip());
    }

    private static void add(String text, MessageDigest digest) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(bytes.length, digest);
        digest.update(bytes);
    }

    private static void add(float[] numbers, byte[] chunk, MessageDigest digest) {
        int most = chunk.length / Float.BYTES;
        for (int start = 0; start < numbers.length; start += most) {
            int count = Math.min(most, numbers.length - start);
            ByteBuffer.wrap(chunk)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .put(numbers, start, count);
            digest.update(chunk, 0, count * Float.BYTES);
        }
    }
}
