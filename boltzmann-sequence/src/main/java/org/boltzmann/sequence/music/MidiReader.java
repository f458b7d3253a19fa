package org.boltzmann.sequence.music;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import javax.sound.midi.Sequence;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataFile;

/**
 * Reads standard MIDI files as piano rolls.
 *
 * <p>A note sounds in a frame if it sounds at the beginning of the frame: start ≤ t · length &lt; end, as published piano rolls are sampled. A
 * note that begins and ends within a frame is in none. The roll lasts as long as its last note and as the whole frames of the file.
 * Percussion is left out, and so are pedals, velocities and instruments.
 *
 * <pre>{@code
 * PianoRoll roll = MidiReader.standard().withFrame(FrameLength.beats(0.5)).read(path).roll();
 * }</pre>
 *
 * @param range the notes that have units
 * @param frame how long a frame lasts
 * @param transposition how far the music is moved
 * @param outside what becomes of notes outside the range
 */
public record MidiReader(NoteRange range, FrameLength frame, Transposition transposition, Outside outside) {

    /** What becomes of notes outside the range. */
    public enum Outside {
        /** The file is refused. */
        REFUSE,
        /** They are left out, and counted. */
        LEAVE_OUT
    }

    /**
     * What was read.
     *
     * @param roll the music
     * @param semitones how far it was moved up
     * @param notes how many notes there were, percussion aside
     * @param percussion how many notes of percussion were left out
     * @param outside how many notes outside the range were left out
     * @param unseen how many notes within the range are too short to be in a frame
     */
    public record Reading(PianoRoll roll, int semitones, int notes, int percussion, int outside, int unseen) {

        /**
         * The same without silence at both ends.
         *
         * @return the reading, its roll shorter
         */
        public Reading trimmed() {
            return new Reading(roll.trimmed(), semitones, notes, percussion, outside, unseen);
        }
    }

    private static final int MOST_FRAMES = 1 << 20;

    /** Of a frame: what rounding may do to times that are equal. */
    private static final double TOLERANCE = 1e-6;

    /**
     * Frames of a quarter note, the notes of a piano, nothing transposed, others refused.
     *
     * @return the reader
     */
    public static MidiReader standard() {
        return new MidiReader(NoteRange.PIANO, FrameLength.QUARTER, Transposition.none(), Outside.REFUSE);
    }

    /**
     * The same with another length of frames.
     *
     * @param frame how long a frame lasts
     * @return the reader
     */
    public MidiReader withFrame(FrameLength frame) {
        return new MidiReader(range, frame, transposition, outside);
    }

    /**
     * The same with another transposition.
     *
     * @param transposition how far the music is moved
     * @return the reader
     */
    public MidiReader withTransposition(Transposition transposition) {
        return new MidiReader(range, frame, transposition, outside);
    }

    /**
     * The same with notes outside the range treated otherwise.
     *
     * @param outside what becomes of them
     * @return the reader
     */
    public MidiReader withOutside(Outside outside) {
        return new MidiReader(range, frame, transposition, outside);
    }

    /**
     * Reads a file.
     *
     * @param path a MIDI file of format 0 or 1, plain or gzip
     * @return the music, of any number of frames
     * @throws DataException if the file is broken, too long, or has notes outside the range that are not to be left out
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public Reading read(Path path) {
        DataFile file = DataFile.of(path);
        Sequence sequence = MidiFile.read(file);
        FrameClock clock;
        try {
            clock = FrameClock.of(sequence, frame);
        } catch (IllegalArgumentException e) {
            throw new DataException(file + ": " + e.getMessage(), e);
        }
        MidiNotes midi = MidiNotes.of(sequence);
        return reading(file, midi, clock, length(file, sequence, midi, clock));
    }

    private int length(DataFile file, Sequence sequence, MidiNotes midi, FrameClock clock) {
        double length = Math.floor(clock.frames(sequence.getTickLength()) + TOLERANCE);
        for (MidiNotes.Note note : midi.notes()) {
            length = Math.max(length, frameFrom(clock.frames(note.end())));
        }
        if (length > MOST_FRAMES) {
            throw new DataException(file + ": lasts " + (long) length + " frames, more than the " + MOST_FRAMES
                    + " that a piece may have; take longer frames");
        }
        return (int) length;
    }

    /** The first frame that begins at a time or after it. */
    private static double frameFrom(double time) {
        return Math.ceil(time - TOLERANCE);
    }

    private Reading reading(DataFile file, MidiNotes midi, FrameClock clock, int length) {
        int semitones = transposition.semitones(durations(midi, clock));
        BitSet[] sounding = new BitSet[range.units()];
        for (int unit = 0; unit < sounding.length; unit++) {
            sounding[unit] = new BitSet();
        }
        int leftOut = 0;
        int unseen = 0;
        for (MidiNotes.Note note : midi.notes()) {
            int number = note.number() + semitones;
            int from = (int) frameFrom(clock.frames(note.start()));
            int to = (int) frameFrom(clock.frames(note.end()));
            if (range.contains(number)) {
                sounding[number - range.lowest()].set(from, to);
                unseen += from == to ? 1 : 0;
            } else if (outside == Outside.REFUSE) {
                throw new DataException(
                        file + ": note " + number + (semitones == 0 ? "" : ", transposed by " + semitones + ",")
                                + " is outside " + range + "; transpose it, or have such notes left out");
            } else {
                leftOut++;
            }
        }
        PianoRoll roll = PianoRoll.of(range, frames(sounding, length));
        return new Reading(roll, semitones, midi.notes().size(), midi.percussion(), leftOut, unseen);
    }

    private static double[] durations(MidiNotes midi, FrameClock clock) {
        double[] durations = new double[12];
        for (MidiNotes.Note note : midi.notes()) {
            durations[note.number() % 12] += clock.frames(note.end()) - clock.frames(note.start());
        }
        return durations;
    }

    private List<int[]> frames(BitSet[] sounding, int length) {
        List<int[]> frames = new ArrayList<>(length);
        for (int t = 0; t < length; t++) {
            int at = t;
            int[] notes = IntStream.range(0, sounding.length)
                    .filter(unit -> sounding[unit].get(at))
                    .map(unit -> range.lowest() + unit)
                    .toArray();
            frames.add(notes.length == 0 ? PianoRoll.SILENCE : notes);
        }
        return frames;
    }
}
