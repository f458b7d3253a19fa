package org.boltzmann.sequence.music;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataFile;
import org.boltzmann.core.io.Excerpt;

/**
 * Reads pieces of music from JSON, plain or gzip: {@code {"train": S, "valid": S, "test": S}}, S a list of sequences, a sequence a
 * list of frames, a frame an ascending list of the notes sounding; an empty one is silence.
 *
 * <p>A part may be left out. Refused is whatever else is no such file: other keys, a sequence of less than two frames, notes that do
 * not ascend or are outside the range. The file is read in one pass; what is kept is an array a frame.
 *
 * <p>The form is that in which the piano rolls of N. Boulanger-Lewandowski, Y. Bengio, P. Vincent, "Modeling temporal dependencies in
 * high-dimensional sequences", ICML 2012, are commonly passed on.
 *
 * @param range the notes that have units
 */
public record CorpusReader(NoteRange range) {

    static final String TRAIN = "train";
    static final String VALID = "valid";
    static final String TEST = "test";

    private static final List<String> PARTS = List.of(TRAIN, VALID, TEST);
    private static final int MOST_NOTES = 128;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /**
     * Reads a file.
     *
     * @param path the file
     * @return its pieces
     * @throws DataException if the file is refused
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public Corpus read(Path path) {
        DataFile file = DataFile.of(path);
        try (Reader text = new InputStreamReader(file.open(), StandardCharsets.UTF_8.newDecoder());
                JsonParser parser = FACTORY.createParser(text)) {
            return new Reading(file, range, parser).corpus();
        } catch (JsonProcessingException e) {
            throw new DataException(file + ": is not JSON: " + Excerpt.of(e.getOriginalMessage(), 200) + at(e), e);
        } catch (IOException e) {
            throw file.refused(e);
        } catch (OutOfMemoryError e) {
            throw file.refused(e);
        }
    }

    private static String at(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }

    /** One pass over one file. */
    private static final class Reading {

        private final DataFile file;
        private final NoteRange range;
        private final JsonParser parser;
        private final int[] notes = new int[MOST_NOTES];
        private String part = "";
        private int sequence;
        private int frame;

        Reading(DataFile file, NoteRange range, JsonParser parser) {
            this.file = file;
            this.range = range;
            this.parser = parser;
        }

        Corpus corpus() throws IOException {
            Map<String, List<PianoRoll>> parts = new LinkedHashMap<>();
            expect(JsonToken.START_OBJECT, "an object of " + PARTS);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                part = parser.currentName();
                if (!PARTS.contains(part)) {
                    throw new DataException(file + ": has a part \"" + Excerpt.of(part) + "\"; allowed are "
                            + String.join(", ", PARTS));
                }
                parts.put(part, sequences());
            }
            if (parser.nextToken() != null) {
                throw new DataException(file + ": goes on after the end of its object; leave that out");
            }
            if (parts.values().stream().allMatch(List::isEmpty)) {
                throw new DataException(file + ": holds no sequence; give at least one");
            }
            return new Corpus(
                    parts.getOrDefault(TRAIN, List.of()),
                    parts.getOrDefault(VALID, List.of()),
                    parts.getOrDefault(TEST, List.of()));
        }

        private void expect(JsonToken wanted, String what) throws IOException {
            JsonToken token = parser.nextToken();
            if (token != wanted) {
                throw new DataException(where() + ": wanted is " + what + ", not "
                        + (token == null ? "the end" : Excerpt.of(String.valueOf(parser.getText()))));
            }
        }

        private String where() {
            return file + (part.isEmpty() ? "" : ": " + part + ", sequence " + sequence + ", frame " + frame);
        }

        private List<PianoRoll> sequences() throws IOException {
            sequence = 0;
            frame = 0;
            List<PianoRoll> pieces = new ArrayList<>();
            expect(JsonToken.START_ARRAY, "a list of sequences");
            while (parser.nextToken() == JsonToken.START_ARRAY) {
                pieces.add(PianoRoll.of(range, frames()));
                sequence++;
            }
            expectEnd("a list of frames");
            return pieces;
        }

        private void expectEnd(String what) throws IOException {
            if (parser.currentToken() != JsonToken.END_ARRAY) {
                throw new DataException(
                        where() + ": wanted is " + what + ", not " + Excerpt.of(String.valueOf(parser.getText())));
            }
        }

        private List<int[]> frames() throws IOException {
            frame = 0;
            List<int[]> frames = new ArrayList<>();
            while (parser.nextToken() == JsonToken.START_ARRAY) {
                frames.add(notes());
                frame++;
            }
            expectEnd("a list of notes");
            if (frames.size() < Corpus.SHORTEST) {
                throw new DataException(
                        file + ": " + part + ", sequence " + sequence + ": " + Corpus.tooShort(frames.size()));
            }
            return frames;
        }

        private int[] notes() throws IOException {
            int count = 0;
            while (parser.nextToken() == JsonToken.VALUE_NUMBER_INT) {
                int note = parser.getIntValue();
                if (!range.contains(note)) {
                    throw new DataException(
                            where() + ": note " + note + " is outside " + range + "; transpose it or leave it out");
                }
                if (count > 0 && note <= notes[count - 1]) {
                    throw new DataException(where() + ": note " + note + " follows " + notes[count - 1]
                            + "; the notes of a frame ascend, each once");
                }
                notes[count++] = note;
            }
            expectEnd("a whole number, the note");
            return count == 0 ? PianoRoll.SILENCE : Arrays.copyOf(notes, count);
        }
    }
}
