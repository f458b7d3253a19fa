package org.boltzmann.core.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.boltzmann.core.Excerpt;

/**
 * A run stopped in the middle, in a safetensors file: what it held, and what must be the same for it to go on.
 *
 * <p>The tensors are the snapshot's. The metadata hold {@code boltzmann.checkpoint}, which is {@value #FORMAT}; the snapshot's
 * texts, the settings and the provenance as JSON objects of strings; and {@code boltzmann.sha256}, the SHA-256 of the file
 * (with zeros in its own place), so that the file alone tells whether it is whole.
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
        Seal.content(state.tensors(), metadata).writeTo(out);
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
        Seal seal = new Seal();
        SafetensorsContent content = Safetensors.readAnyNumbers(file, seal);
        Map<String, String> metadata = content.metadata();
        String format = metadata.get(FORMAT_KEY);
        if (!FORMAT.equals(format)) {
            throw new ModelFileException(file + ": "
                    + (format == null
                            ? "no checkpoint (no " + FORMAT_KEY + ")"
                            : "checkpoint format " + SafetensorsRules.quote(format) + " is not known here, only "
                                    + FORMAT + "; use a newer version"));
        }
        seal.check(file);
        try {
            return new Checkpoint(
                    Snapshot.of(content.tensors(), Json.strings(text(metadata, STATE_KEY))),
                    Json.strings(text(metadata, SETTINGS_KEY)),
                    Json.strings(text(metadata, PROVENANCE_KEY)));
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(file + ": " + Excerpt.of(e.getMessage(), 1000), e);
        }
    }

    private static String text(Map<String, String> metadata, String key) {
        String text = metadata.get(key);
        if (text == null) {
            throw new IllegalArgumentException("metadata has no " + key);
        }
        return text;
    }
}
