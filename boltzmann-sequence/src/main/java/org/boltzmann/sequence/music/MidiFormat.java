package org.boltzmann.sequence.music;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.FileFormat;
import org.boltzmann.core.data.Split;

/**
 * A MIDI file as a user's file of data: one sequence. Its first four fifths are for training, the rest for testing.
 *
 * @param reader how it is read
 */
public record MidiFormat(MidiReader reader) implements FileFormat {

    /** Frames of a quarter note and the notes of a piano; other notes are left out. */
    public static final MidiReader STANDARD = MidiReader.standard().withOutside(MidiReader.Outside.LEAVE_OUT);

    private static final String FRAME = "frame";
    private static final String TRANSPOSE = "transpose";
    private static final String PEDAL = "pedal";

    private static final double TRAINING_SHARE = 0.8;

    @Override
    public boolean recognises(Path file) {
        return CorpusFormat.named(file, MidiFile.ENDINGS)
                || CorpusFormat.beginsWith(file, MidiFile.MAGIC)
                || CorpusFormat.beginsWith(file, MidiFile.RIFF);
    }

    @Override
    public Optional<DataSet> read(Path file, Split split) {
        if (split == Split.VALIDATION) {
            return Optional.empty();
        }
        MidiReader.Reading reading = reader.read(file);
        PianoRoll roll = reading.roll();
        int training = (int) Math.round(TRAINING_SHARE * roll.length());
        PianoRoll part = split == Split.TRAIN ? roll.slice(0, training) : roll.slice(training, roll.length());
        return Optional.of(dataSet(file, reading, part, " for " + (split == Split.TRAIN ? "training" : "testing")));
    }

    @Override
    public Map<String, String> options() {
        return Map.of(
                FRAME, "how long a frame lasts: quarter notes, such as 1, 0.5 or 1/3, or seconds, such as 0.3s",
                TRANSPOSE, "none, so many semitones, or c: to C major or C minor by the key estimated",
                PEDAL, "the sustain pedal: ignore, or hold notes until it is lifted");
    }

    @Override
    public MidiFormat with(Map<String, String> values) {
        MidiReader other = reader;
        if (values.containsKey(FRAME)) {
            other = other.withFrame(FrameLength.parse(values.get(FRAME)));
        }
        if (values.containsKey(TRANSPOSE)) {
            other = other.withTransposition(Transposition.parse(values.get(TRANSPOSE)));
        }
        if (values.containsKey(PEDAL)) {
            other = other.withPedal(MidiReader.Pedal.parse(values.get(PEDAL)));
        }
        return new MidiFormat(other);
    }

    @Override
    public DataSet read(Path file) {
        MidiReader.Reading reading = reader.read(file);
        return dataSet(file, reading, reading.roll(), "");
    }

    private static DataSet dataSet(Path file, MidiReader.Reading reading, PianoRoll roll, String purpose) {
        reading.check(file);
        if (roll.length() < Corpus.SHORTEST) {
            throw new DataException(file + ": " + roll.length() + " frames are left" + purpose
                    + ", but a sequence needs " + Corpus.SHORTEST
                    + "; take shorter frames or a longer piece, by \"data import\" of several files");
        }
        return CorpusFormat.dataSet(file, List.of(roll)).withNotes(reading.told());
    }
}
