package org.boltzmann.sequence.music;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataFile;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.FileFormat;
import org.boltzmann.core.data.Split;

/**
 * Piano rolls in JSON as a user's file of data, with the parts that the file has.
 *
 * @param reader how they are read
 */
public record CorpusFormat(CorpusReader reader) implements FileFormat {

    /** With a unit for each note of a piano. */
    public static final CorpusFormat PIANO = new CorpusFormat(new CorpusReader(NoteRange.PIANO));

    @Override
    public boolean recognises(Path file) {
        return named(file, "json") || beginsWith(file, new byte[] {'{'});
    }

    @Override
    public Optional<DataSet> read(Path file, Split split) {
        CorpusReader.Read read = reader.reading(file);
        List<PianoRoll> pieces = read.corpus().part(split);
        return pieces.isEmpty()
                ? Optional.empty()
                : Optional.of(dataSet(file, pieces).withNotes(read.notes()));
    }

    @Override
    public Map<String, String> options() {
        return Map.of();
    }

    @Override
    public FileFormat with(Map<String, String> values) {
        return this;
    }

    @Override
    public DataSet read(Path file) {
        CorpusReader.Read read = reader.reading(file);
        return dataSet(file, read.corpus().all()).withNotes(read.notes());
    }

    /** A refusal where there are more values than one array holds. */
    static DataSet dataSet(Path path, List<PianoRoll> pieces) {
        DataFile file = DataFile.of(path);
        long frames = pieces.stream().mapToLong(PianoRoll::length).sum();
        file.checkRoom(frames * pieces.get(0).range().units());
        try {
            return Corpus.dataSet(file.name(), pieces);
        } catch (OutOfMemoryError e) {
            throw file.refused(e);
        }
    }

    static boolean named(Path file, String... endings) {
        String name = file.toString().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        return List.of(endings).stream().anyMatch(ending -> name.endsWith("." + ending));
    }

    /** Of what is compressed and damaged nothing is known. */
    static boolean beginsWith(Path file, byte[] magic) {
        try (InputStream in = DataFile.of(file).open()) {
            return Arrays.equals(in.readNBytes(magic.length), magic);
        } catch (IOException | DataException e) {
            return false;
        }
    }
}
