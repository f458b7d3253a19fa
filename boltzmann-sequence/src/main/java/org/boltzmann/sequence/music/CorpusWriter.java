package org.boltzmann.sequence.music;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.boltzmann.core.io.AtomicFile;

/**
 * Writes pieces of music as JSON, which {@link CorpusReader} reads; compressed if the name ends in {@code .gz}. All or nothing, and the
 * same pieces give the same bytes.
 */
public final class CorpusWriter {

    private static final JsonFactory FACTORY = new JsonFactory();

    private CorpusWriter() {}

    /**
     * Writes a file.
     *
     * @param file where to; its directory exists
     * @param corpus the pieces
     * @throws IOException if it cannot be written; an old file then stays
     */
    public static void write(Path file, Corpus corpus) throws IOException {
        boolean compressed = file.toString().endsWith(".gz");
        AtomicFile.write(file, out -> {
            if (compressed) {
                try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                    write(gzip, corpus);
                }
            } else {
                write(out, corpus);
            }
        });
    }

    private static void write(OutputStream out, Corpus corpus) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            part(CorpusReader.TRAIN, corpus.training(), json);
            part(CorpusReader.VALID, corpus.validation(), json);
            part(CorpusReader.TEST, corpus.test(), json);
            json.writeEndObject();
        }
    }

    private static void part(String name, List<PianoRoll> pieces, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (PianoRoll roll : pieces) {
            json.writeStartArray();
            for (int t = 0; t < roll.length(); t++) {
                int[] notes = roll.notes(t);
                json.writeArray(notes, 0, notes.length);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }
}
