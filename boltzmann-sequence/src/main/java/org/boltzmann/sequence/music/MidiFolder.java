package org.boltzmann.sequence.music;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.Split;

/**
 * A folder of MIDI files, each a piece, silence at both its ends cut off.
 *
 * <p>If the folder has the folders {@code train}, {@code valid} and {@code test}, the files in them are the parts, as music is commonly
 * published. Otherwise the files are dealt out, whole, by the seed and their names: so many to testing and to validation as their shares
 * are, at least one each, and the others to training.
 *
 * @param reader how files are read
 * @param validation the share of files for validation, more than 0, with {@code test} less than 1
 * @param test the share of files for testing, more than 0
 * @param seed of the choice
 */
public record MidiFolder(MidiReader reader, double validation, double test, long seed) {

    /** As many files as there are parts. */
    private static final int FEWEST = Split.values().length;

    private static final int TOLD = 3;

    public MidiFolder {
        if (!(validation > 0 && test > 0 && validation + test < 1)) {
            throw new IllegalArgumentException(
                    "the shares for validation and testing must be more than 0 and together less" + " than 1, but are "
                            + validation + " and " + test);
        }
    }

    /**
     * What was read of the files.
     *
     * @param corpus the pieces
     * @param readings each file with what was read of it, in the order of their names
     * @param refused each file that was left out, with the reason
     */
    public record Import(Corpus corpus, Map<Path, MidiReader.Reading> readings, Map<Path, String> refused) {}

    /**
     * Reads all files {@code .mid}, {@code .midi}, {@code .rmi} and {@code .kar} in the folder and the folders in it.
     *
     * @param folder the folder
     * @param skipRefused whether a file that is refused is left out, rather than all
     * @return the pieces, those of a part in the order of their names
     * @throws DataException if the folder has too few files, or some are refused, naming the first ones
     * @throws UncheckedIOException if a file cannot be read
     */
    public Import read(Path folder, boolean skipRefused) {
        Map<Path, MidiReader.Reading> readings = new LinkedHashMap<>();
        Map<Path, String> refused = new LinkedHashMap<>();
        long frames = 0;
        for (Path file : files(folder)) {
            try {
                MidiReader.Reading piece = piece(file);
                readings.put(file, piece);
                frames += piece.roll().length();
            } catch (DataException e) {
                refused.put(file, e.getMessage());
            }
            if (frames * PianoRoll.BYTES > Runtime.getRuntime().maxMemory() / 2) {
                throw new DataException(
                        folder + ": the pieces up to " + file + " last " + frames
                                + " frames, more than memory has room for; take longer frames or fewer files, or give Java more by -Xmx");
            }
        }
        if (!refused.isEmpty() && !skipRefused) {
            throw new DataException(refused.size() + " of " + (refused.size() + readings.size())
                    + " files are refused; mend them or skip such files: "
                    + String.join("; ", refused.values().stream().limit(TOLD).toList())
                    + (refused.size() > TOLD ? "; ..." : ""));
        }
        return new Import(corpus(folder, readings), readings, refused);
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new DataException(folder + ": is no folder; name one that holds MIDI files");
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> CorpusFormat.named(file, MidiFile.ENDINGS))
                    .sorted(Comparator.comparing(file -> name(folder, file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** The same on all systems, since the choice depends on it. */
    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private MidiReader.Reading piece(Path file) {
        MidiReader.Reading reading = reader.read(file).trimmed();
        reading.check(file);
        if (reading.roll().length() < Corpus.SHORTEST) {
            throw new DataException(file + ": " + Corpus.tooShort(reading.roll().length()));
        }
        return reading;
    }

    private Corpus corpus(Path folder, Map<Path, MidiReader.Reading> readings) {
        if (readings.size() < FEWEST) {
            throw new DataException(folder + ": holds " + readings.size() + " MIDI files that can be read, but "
                    + FEWEST + " are needed, one each for training, validation and testing");
        }
        Map<Path, Split> parts = isSplit(folder) ? published(folder, readings) : dealt(folder, readings);
        Corpus corpus = new Corpus(
                part(Split.TRAIN, parts, readings),
                part(Split.VALIDATION, parts, readings),
                part(Split.TEST, parts, readings));
        for (Split split : Split.values()) {
            if (corpus.part(split).isEmpty()) {
                throw new DataException(folder + ": no file is left for the part " + split + "; give it at least one");
            }
        }
        return corpus;
    }

    private static boolean isSplit(Path folder) {
        return Stream.of(CorpusReader.TRAIN, CorpusReader.VALID, CorpusReader.TEST)
                .allMatch(name -> Files.isDirectory(folder.resolve(name)));
    }

    private static Map<Path, Split> published(Path folder, Map<Path, MidiReader.Reading> readings) {
        Map<Path, Split> parts = new LinkedHashMap<>();
        for (Path file : readings.keySet()) {
            Split split = switch (folder.relativize(file).getName(0).toString()) {
                case CorpusReader.TRAIN -> Split.TRAIN;
                case CorpusReader.VALID -> Split.VALIDATION;
                case CorpusReader.TEST -> Split.TEST;
                default ->
                    throw new DataException(
                            file + ": lies in none of the folders train, valid and test beside it; move it");
            };
            parts.put(file, split);
        }
        return parts;
    }

    private Map<Path, Split> dealt(Path folder, Map<Path, MidiReader.Reading> readings) {
        RandomKey key = RandomKey.of(seed).at("import");
        List<Path> order = new ArrayList<>(readings.keySet());
        order.sort(Comparator.comparingLong(file -> key.at(name(folder, file)).value()));
        int tested = Math.max(1, (int) Math.round(test * order.size()));
        int watched = Math.max(1, (int) Math.round(validation * order.size()));
        Map<Path, Split> parts = new LinkedHashMap<>();
        for (int i = 0; i < order.size(); i++) {
            parts.put(order.get(i), i < tested ? Split.TEST : i < tested + watched ? Split.VALIDATION : Split.TRAIN);
        }
        return parts;
    }

    private static List<PianoRoll> part(Split split, Map<Path, Split> parts, Map<Path, MidiReader.Reading> readings) {
        return readings.entrySet().stream()
                .filter(entry -> parts.get(entry.getKey()) == split)
                .map(entry -> entry.getValue().roll())
                .toList();
    }
}
