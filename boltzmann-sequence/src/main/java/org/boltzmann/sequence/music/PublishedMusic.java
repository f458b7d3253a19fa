package org.boltzmann.sequence.music;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.DataSource;
import org.boltzmann.core.data.Split;

/**
 * Four collections of music that machines of sequences are commonly measured on, as frames of 88 notes, each a file of the directory of
 * data.
 *
 * <p>A file is looked for in {@code DIRECTORY/music} and {@code DIRECTORY}, compressed ({@code .gz}) or not. Nothing is downloaded: as
 * piano rolls they are published nowhere with a checksum to go by.
 *
 * <p>Source: N. Boulanger-Lewandowski, Y. Bengio, P. Vincent, "Modeling temporal dependencies in high-dimensional sequences", ICML 2012,
 * whose splits and frames they are: a quarter note for the chorales and an eighth for the others, transposed to C major or C minor.
 *
 * @param names of the file, without ending, tried in order
 */
public record PublishedMusic(List<String> names) {

    private static final String ORIGIN =
            "N. Boulanger-Lewandowski, Y. Bengio, P. Vincent, ICML 2012, http://www-etud.iro.umontreal.ca/~boulanni/icml2012";

    public PublishedMusic {
        names = List.copyOf(names);
    }

    /**
     * All of them.
     *
     * @return jsb-chorales, piano-midi, nottingham, musedata
     */
    public static Map<String, DataSource> all() {
        Map<String, DataSource> all = new LinkedHashMap<>();
        all.put(
                "jsb-chorales",
                source(
                        "chorales of J. S. Bach, frames of a quarter note: 229 pieces for training, 76 for validation, 77 for testing",
                        "the music is in the public domain; the terms of the piano rolls are unknown",
                        "jsb-chorales"));
        all.put(
                "piano-midi",
                source(
                        "classical piano music of Piano-midi.de, frames of an eighth note: 87 pieces, 12, 25",
                        "B. Krueger, piano-midi.de; see there for the terms",
                        "piano-midi-de",
                        "piano-midi"));
        all.put(
                "nottingham",
                source(
                        "folk tunes with chords of the Nottingham collection, frames of an eighth note: 694 pieces, 173, 170",
                        "unknown",
                        "nottingham"));
        all.put(
                "musedata",
                source(
                        "orchestral and piano music of MuseData, frames of an eighth note: 524 pieces, 135, 124",
                        "CCARH, Stanford; see there for the terms",
                        "musedata"));
        return all;
    }

    private static DataSource source(String description, String licence, String... names) {
        PublishedMusic music = new PublishedMusic(List.of(names));
        return new DataSource(
                "piano rolls: " + description + "; from a file of the directory of data",
                ORIGIN,
                licence,
                (split, directory, key) -> music.load(split, directory),
                EnumSet.allOf(Split.class));
    }

    /**
     * Reads one part.
     *
     * @param split which part
     * @param directory the directory of data
     * @return its frames, with sequences
     * @throws DataException if there is no file, naming those looked for, or it is refused, or it lacks the part
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public DataSet load(Split split, Path directory) {
        Path file = find(directory);
        DataSet data = CorpusFormat.PIANO
                .read(file, split)
                .orElseThrow(() -> new DataException(file + ": has no sequences for this part, " + split
                        + "; give it some, or name the file itself as your data"));
        return data.withName(names.get(names.size() - 1));
    }

    private Path find(Path directory) {
        List<Path> places = Stream.of(directory.resolve("music"), directory)
                .flatMap(folder -> names.stream()
                        .flatMap(name ->
                                Stream.of(name + ".json.gz", name + ".json").map(folder::resolve)))
                .toList();
        return places.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new DataException("there is no file " + places.get(0) + " (nor "
                        + String.join(
                                ", ",
                                places.stream().skip(1).map(Path::toString).toList())
                        + "), and no download exists: put it there, or make one from MIDI files by \"boltzmann data import FOLDER"
                        + " --out " + places.get(0) + "\""));
    }
}
