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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataFile;

/**
 * Reads pieces of music from JSON, plain or gzip: {@code {"train": S, "valid": S, "test": S}}, S a list of sequences, a sequence a
 * list of frames, a frame a list of the notes sounding; an empty one is silence.
 *
 * <p>Also read: a frame in any order, with notes twice, with {@code -1} for voices that rest, with whole numbers written {@code 60.0};
 * parts called training, validation, val or testing; a bare list of sequences, or one sequence alone, which then are for training. A part
 * may be left out.
 *
 * <p>Refused is whatever else is no such file: other keys, a part twice, a sequence of less than two frames, notes outside the range. The
 * file is read in one pass; what is kept is 16 bytes a frame, and more frames than memory has room for as data are refused before.
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
    private static final Map<String, String> ALSO_CALLED =
            Map.of("training", TRAIN, "validation", VALID, "val", VALID, "testing", TEST);
    private static final int REST = -1;
    private static final int SOME_FRAMES = 1 << 10;

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
        return reading(path).corpus();
    }

    /** What a file holds, and what a person should know of how it was read. */
    record Read(Corpus corpus, List<String> notes) {}

    Read reading(Path path) {
        DataFile file = DataFile.of(path);
        try (Reader text = new InputStreamReader(file.open(), StandardCharsets.UTF_8.newDecoder());
                JsonParser parser = FACTORY.createParser(text)) {
            return new Reading(file, range, parser).read();
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
        private final List<String> remarks = new ArrayList<>();
        private PianoRoll.Builder roll;
        private String part = "";
        private int sequence;
        private int frame;
        private long frames;
        private long unisons;

        Reading(DataFile file, NoteRange range, JsonParser parser) {
            this.file = file;
            this.range = range;
            this.parser = parser;
        }

        Read read() throws IOException {
            Map<String, List<PianoRoll>> parts = new LinkedHashMap<>();
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                parts(parts);
            } else if (first == JsonToken.START_ARRAY) {
                parts.put(TRAIN, bareList());
            } else {
                throw unwanted("an object of " + PARTS + ", or a list of sequences");
            }
            if (parser.nextToken() != null) {
                throw new DataException(file + ": goes on after its end; leave that out");
            }
            if (parts.values().stream().allMatch(List::isEmpty)) {
                throw new DataException(file + ": holds no sequence; give at least one");
            }
            if (unisons > 0) {
                remarks.add(unisons + " notes are in unison with another of their frame, and count once");
            }
            Corpus corpus = new Corpus(
                    parts.getOrDefault(TRAIN, List.of()),
                    parts.getOrDefault(VALID, List.of()),
                    parts.getOrDefault(TEST, List.of()));
            return new Read(corpus, remarks);
        }

        private void parts(Map<String, List<PianoRoll>> parts) throws IOException {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                part = ALSO_CALLED.getOrDefault(name, name);
                if (!PARTS.contains(part)) {
                    throw new DataException(file + ": has a part \"" + Excerpt.of(name) + "\"; allowed are "
                            + String.join(", ", PARTS));
                }
                if (parts.containsKey(part)) {
                    throw new DataException(
                            file + ": has the part \"" + part + "\" twice, under two names; leave one out");
                }
                sequence = 0;
                frame = 0;
                expect(JsonToken.START_ARRAY, "a list of sequences");
                parser.nextToken();
                parts.put(part, sequences());
            }
        }

        private DataException unwanted(String what) throws IOException {
            JsonToken token = parser.currentToken();
            return new DataException(where() + ": wanted is " + what + ", not "
                    + (token == null ? "the end" : Excerpt.of(String.valueOf(parser.getText()))));
        }

        private void expect(JsonToken wanted, String what) throws IOException {
            if (parser.nextToken() != wanted) {
                throw unwanted(what);
            }
        }

        private void expectEnd(String what) throws IOException {
            if (parser.currentToken() != JsonToken.END_ARRAY) {
                throw unwanted(what);
            }
        }

        private String where() {
            return file + (part.isEmpty() ? "" : ": " + part + ", sequence " + sequence + ", frame " + frame);
        }

        /** A list of lists of lists holds sequences, a list of lists of numbers is one. */
        private List<PianoRoll> bareList() throws IOException {
            part = TRAIN;
            expect(JsonToken.START_ARRAY, "a list of sequences, or of frames");
            begin();
            JsonToken inner = parser.nextToken();
            if (inner == JsonToken.START_ARRAY) {
                frames();
                List<PianoRoll> pieces = new ArrayList<>(List.of(built()));
                parser.nextToken();
                sequence = 1;
                pieces.addAll(sequences());
                return pieces;
            }
            if (inner == JsonToken.END_ARRAY) {
                throw new DataException(
                        file + ": begins with an empty list, which may be a sequence or a frame; write {\"" + TRAIN
                                + "\": [the sequences]}");
            }
            notes();
            parser.nextToken();
            frame = 1;
            frames();
            PianoRoll piece = built();
            remarks.add("a list of lists of notes was read as one sequence of " + piece.length()
                    + " frames, each the notes that sound together");
            return List.of(piece);
        }

        /** From the token after the opening bracket on, or after a sequence. */
        private List<PianoRoll> sequences() throws IOException {
            List<PianoRoll> pieces = new ArrayList<>();
            for (; parser.currentToken() == JsonToken.START_ARRAY; sequence++) {
                begin();
                parser.nextToken();
                frames();
                pieces.add(built());
                parser.nextToken();
            }
            expectEnd("a list of frames");
            return pieces;
        }

        private void begin() {
            frame = 0;
            roll = new PianoRoll.Builder(range, 16);
        }

        private PianoRoll built() {
            if (frame < Corpus.SHORTEST) {
                throw new DataException(file + ": " + part + ", sequence " + sequence + ": " + Corpus.tooShort(frame));
            }
            return roll.build(frame);
        }

        /** From the token after an opening bracket on, or after a frame. */
        private void frames() throws IOException {
            while (parser.currentToken() == JsonToken.START_ARRAY) {
                parser.nextToken();
                notes();
                parser.nextToken();
            }
            expectEnd("a list of notes");
        }

        private void notes() throws IOException {
            if (++frames % SOME_FRAMES == 0) {
                file.checkRoom(frames * range.units());
            }
            if (frame == roll.capacity()) {
                roll.grow(2 * frame);
            }
            while (parser.currentToken() != JsonToken.END_ARRAY) {
                int note = note();
                if (note != REST && !roll.set(frame, note)) {
                    unisons++;
                }
                parser.nextToken();
            }
            frame++;
        }

        private int note() throws IOException {
            boolean isWhole = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                    || (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT
                            && parser.getDoubleValue() == Math.rint(parser.getDoubleValue()));
            if (!isWhole) {
                throw unwanted("a whole number, the note");
            }
            int note = parser.getIntValue();
            if (note != REST && !range.contains(note)) {
                throw new DataException(where() + ": note " + note + " is outside " + range
                        + "; transpose it or leave it out, or write -1 if a voice rests");
            }
            return note;
        }
    }
}
