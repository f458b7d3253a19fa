package org.boltzmann.sequence.music;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataFile;

/**
 * Reads standard MIDI files as piano rolls.
 *
 * <p>Notes are put on the grid of frames: beginning and end, in frames x, move to the nearest, ⌊x + ½⌋, and a note lasts at least one frame.
 * A note of at most half a frame is in the frame nearest to its beginning if it begins within a quarter of a frame of it, and otherwise left
 * out as too short, as a passing note is. So music played by hand is read as it is meant, and of music written in halves and quarters of a frame short notes are kept or
 * left out as by published piano rolls, which have what sounds at the beginning of a frame. What lies on the grid is read as it is; what
 * does not is counted. The roll lasts as long as its last note and as the whole frames of the file. Percussion is left out, and so are velocities and
 * instruments.
 *
 * <pre>{@code
 * PianoRoll roll = MidiReader.standard().withFrame(FrameLength.beats(0.5)).read(path).roll();
 * }</pre>
 *
 * @param range the notes that have units
 * @param frame how long a frame lasts
 * @param transposition how far the music is moved
 * @param outside what becomes of notes outside the range
 * @param pedal what the sustain pedal does
 */
public record MidiReader(
        NoteRange range, FrameLength frame, Transposition transposition, Outside outside, Pedal pedal) {

    /** What becomes of notes outside the range. */
    public enum Outside {
        /** The file is refused. */
        REFUSE,
        /** They are left out, and counted. */
        LEAVE_OUT
    }

    /** What the sustain pedal, controller 64, does. */
    public enum Pedal {
        /** A note ends when its key is released; the notes that the pedal would hold are counted. */
        IGNORE,
        /** A note that sounds while the pedal is pressed lasts until it is lifted. */
        HOLD;

        /**
         * Reads a choice.
         *
         * @param text {@code ignore} or {@code hold}
         * @return the choice
         * @throws IllegalArgumentException if it is none
         */
        public static Pedal parse(String text) {
            return switch (text) {
                case "ignore" -> IGNORE;
                case "hold" -> HOLD;
                default -> throw new IllegalArgumentException("allowed are ignore and hold, not \"" + text + "\"");
            };
        }
    }

    /**
     * What putting notes on the grid of frames changed.
     *
     * @param moved how many notes did not begin and end on the grid, those left out aside
     * @param shift the most that a beginning was moved, in frames
     * @param tooShort how many notes were left out as too short
     * @param merged how many notes begin while another of the same pitch sounds, and are no longer told from it
     */
    public record Grid(int moved, double shift, int tooShort, int merged) {}

    /**
     * What was read.
     *
     * @param roll the music
     * @param semitones how far it was moved up
     * @param notes how many notes there were, percussion aside
     * @param percussion how many notes of percussion were left out
     * @param outside how many notes outside the range were left out
     * @param grid what the grid of frames changed
     * @param pedalled how many notes the sustain pedal holds beyond their release, though it is ignored
     * @param remarks what else a person should know of the file
     */
    public record Reading(
            PianoRoll roll,
            int semitones,
            int notes,
            int percussion,
            int outside,
            Grid grid,
            int pedalled,
            List<String> remarks) {

        public Reading {
            remarks = List.copyOf(remarks);
        }

        /**
         * The same without silence at both ends.
         *
         * @return the reading, its roll shorter
         */
        public Reading trimmed() {
            return new Reading(roll.trimmed(), semitones, notes, percussion, outside, grid, pedalled, remarks);
        }

        /** Refuses a piece of which no note is left. */
        void check(Path file) {
            if (notes == outside + grid.tooShort) {
                throw new DataException(file + ": has no note to learn from"
                        + (told().isEmpty() ? "" : " (" + String.join("; ", told()) + ")") + "; name another");
            }
        }

        /**
         * All that was lost or changed, and the settings that mend it.
         *
         * @return a sentence each; none if the roll tells all
         */
        public List<String> told() {
            List<String> told = new ArrayList<>(remarks);
            if (percussion > 0) {
                told.add("left out: " + percussion + " notes of percussion");
            }
            if (outside > 0) {
                told.add("left out: " + outside + " notes outside " + roll.range());
            }
            if (grid.moved + grid.tooShort > 0) {
                told.add(String.format(
                        Locale.ROOT,
                        "put on the grid of frames: %d of %d notes, their beginnings moved by at most %.2f of a frame; %d left out as too"
                                + " short, %d fell together with another of their pitch; shorter frames lose less (data.frame)",
                        grid.moved,
                        notes,
                        grid.shift,
                        grid.tooShort,
                        grid.merged));
            }
            if (pedalled > 0) {
                told.add("the sustain pedal is ignored, which would hold " + pedalled + " of " + notes
                        + " notes (data.pedal=hold)");
            }
            return told;
        }
    }

    private static final int MOST_FRAMES = 1 << 20;

    private static final String FILM_TIME =
            "its time is that of a film, without beats: a quarter note is taken to last half a second; give the length of a"
                    + " frame in seconds, such as 0.5s, to have it otherwise";

    /** Of a frame: what rounding may do to times that are equal. */
    private static final double TOLERANCE = 1e-6;

    /**
     * Frames of a quarter note, the notes of a piano, nothing transposed, others refused.
     *
     * @return the reader
     */
    public static MidiReader standard() {
        return new MidiReader(NoteRange.PIANO, FrameLength.QUARTER, Transposition.none(), Outside.REFUSE, Pedal.IGNORE);
    }

    /**
     * The same with another length of frames.
     *
     * @param frame how long a frame lasts
     * @return the reader
     */
    public MidiReader withFrame(FrameLength frame) {
        return new MidiReader(range, frame, transposition, outside, pedal);
    }

    /**
     * The same with another transposition.
     *
     * @param transposition how far the music is moved
     * @return the reader
     */
    public MidiReader withTransposition(Transposition transposition) {
        return new MidiReader(range, frame, transposition, outside, pedal);
    }

    /**
     * The same with notes outside the range treated otherwise.
     *
     * @param outside what becomes of them
     * @return the reader
     */
    public MidiReader withOutside(Outside outside) {
        return new MidiReader(range, frame, transposition, outside, pedal);
    }

    /**
     * The same with the sustain pedal treated otherwise.
     *
     * @param pedal what it does
     * @return the reader
     */
    public MidiReader withPedal(Pedal pedal) {
        return new MidiReader(range, frame, transposition, outside, pedal);
    }

    /**
     * Reads a file.
     *
     * @param path a MIDI file of format 0 or 1, plain or gzip, perhaps in a RIFF container
     * @return the music, of any number of frames
     * @throws DataException if the file is broken, too long or too large, or has notes outside the range that are not to be left out
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public Reading read(Path path) {
        DataFile file = DataFile.of(path);
        try {
            return read(file, MidiFile.read(file));
        } catch (OutOfMemoryError e) {
            throw file.refused(e);
        }
    }

    private Reading read(DataFile file, MidiNotes midi) {
        FrameClock clock = FrameClock.of(midi, frame);
        List<MidiNotes.Note> sounding = new ArrayList<>(pedal == Pedal.HOLD ? midi.held() : midi.notes());
        int length = length(file, midi, sounding, clock);
        int semitones = transposition.semitones(durations(midi.notes(), clock));
        int leftOut = leaveOut(file, sounding, semitones);
        sounding.sort(Comparator.comparingInt(MidiNotes.Note::number).thenComparingLong(MidiNotes.Note::start));
        PianoRoll.Builder roll = new PianoRoll.Builder(range, length);
        Grid grid = fill(roll, sounding, semitones, clock);
        List<String> remarks = new ArrayList<>(midi.remarks());
        if (!midi.division().beats() && frame.unit() == FrameLength.Unit.BEATS) {
            remarks.add(FILM_TIME);
        }
        return new Reading(
                roll.build(length),
                semitones,
                midi.notes().size(),
                midi.percussion(),
                leftOut,
                grid,
                pedal == Pedal.HOLD ? 0 : midi.prolonged(),
                remarks);
    }

    /** Refuses what lasts too long or, with a value for each note of each frame, does not fit into memory. */
    private int length(DataFile file, MidiNotes midi, List<MidiNotes.Note> sounding, FrameClock clock) {
        double length = Math.floor(clock.frames(midi.ticks()) + TOLERANCE);
        for (MidiNotes.Note note : sounding) {
            double start = clock.frames(note.start());
            double end = clock.frames(note.end());
            length = Math.max(length, isPassing(start, end) ? 0 : end(start, end));
        }
        if (length > MOST_FRAMES) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "%s: lasts %.0f frames, more than the %d that a piece may have; take longer frames",
                    file,
                    length,
                    MOST_FRAMES));
        }
        file.checkRoom(((long) length) * range.units());
        return (int) length;
    }

    /** The nearest frame; of two the second. */
    private static double nearest(double time) {
        return Math.floor(time + 0.5 + TOLERANCE);
    }

    /** The frame after the last of a note. */
    private static double end(double start, double end) {
        return Math.max(isShort(start, end) ? 0 : nearest(end), nearest(start) + 1);
    }

    private static boolean isShort(double start, double end) {
        return end - start < 0.5 + TOLERANCE;
    }

    private static boolean isPassing(double start, double end) {
        return isShort(start, end) && Math.abs(start - nearest(start)) > 0.25 - TOLERANCE;
    }

    /** Takes away the notes outside the range, or refuses them, and counts them. */
    private int leaveOut(DataFile file, List<MidiNotes.Note> sounding, int semitones) {
        int all = sounding.size();
        sounding.removeIf(note -> {
            int number = note.number() + semitones;
            boolean foreign = !range.contains(number);
            if (foreign && outside == Outside.REFUSE) {
                throw new DataException(
                        file + ": note " + number + (semitones == 0 ? "" : ", transposed by " + semitones + ",")
                                + " is outside " + range + "; transpose it, or have such notes left out");
            }
            return foreign;
        });
        return all - sounding.size();
    }

    /** Each frame of a pitch is filled once, however many of its notes sound there. */
    private static Grid fill(PianoRoll.Builder roll, List<MidiNotes.Note> ordered, int semitones, FrameClock clock) {
        int moved = 0;
        double shift = 0;
        int tooShort = 0;
        int merged = 0;
        int number = -1;
        int filled = 0;
        for (MidiNotes.Note note : ordered) {
            if (note.number() != number) {
                number = note.number();
                filled = 0;
            }
            double start = clock.frames(note.start());
            double end = clock.frames(note.end());
            if (isPassing(start, end)) {
                tooShort++;
                continue;
            }
            int from = (int) nearest(start);
            int to = (int) end(start, end);
            double moves = Math.abs(start - from);
            moved += Math.max(moves, Math.abs(end - to)) > TOLERANCE ? 1 : 0;
            shift = Math.max(shift, moves);
            merged += from < filled ? 1 : 0;
            for (int t = Math.max(from, filled); t < to; t++) {
                roll.set(t, number + semitones);
            }
            filled = Math.max(filled, to);
        }
        return new Grid(moved, shift, tooShort, merged);
    }

    private static double[] durations(List<MidiNotes.Note> notes, FrameClock clock) {
        double[] durations = new double[12];
        for (MidiNotes.Note note : notes) {
            durations[note.number() % 12] += clock.frames(note.end()) - clock.frames(note.start());
        }
        return durations;
    }
}
