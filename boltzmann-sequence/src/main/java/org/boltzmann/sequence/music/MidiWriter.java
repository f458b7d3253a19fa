package org.boltzmann.sequence.music;

import java.io.IOException;
import java.nio.file.Path;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import org.boltzmann.core.io.AtomicFile;

/**
 * Writes piano rolls as standard MIDI files of one track, which {@link MidiReader} reads back frame by frame. A note that goes on in the
 * next frame is held, not struck again. All or nothing, and the same roll gives the same bytes.
 *
 * @param quarters how many quarter notes a frame lasts; as many 480ths of a quarter must be a whole number
 * @param tempo quarter notes a minute, 4 to 960
 * @param program the instrument, 0 to 127, as General MIDI counts them from 0: 0 a piano, 19 a church organ
 */
public record MidiWriter(double quarters, double tempo, int program) {

    private static final int RESOLUTION = 480;
    private static final int VELOCITY = 80;
    private static final int SET_TEMPO = 0x51;
    private static final int END_OF_TRACK = 0x2f;
    private static final double MICROSECONDS_A_MINUTE = 60e6;

    public MidiWriter {
        double ticks = quarters * RESOLUTION;
        if (!(ticks >= 1 && ticks <= RESOLUTION * 1000.0) || Math.abs(ticks - Math.rint(ticks)) > 1e-6) {
            throw new IllegalArgumentException(
                    "a frame must last a whole number of 480ths of a quarter note, such as 1, 0.5"
                            + " or a third, but lasts " + quarters + " quarter notes");
        }
        if (!(tempo >= 4 && tempo <= 960)) {
            throw new IllegalArgumentException("the tempo must be 4 to 960 quarter notes a minute but is " + tempo);
        }
        if (program < 0 || program > 127) {
            throw new IllegalArgumentException("the instrument must be 0 to 127 but is " + program);
        }
    }

    /**
     * Frames of a quarter note, 80 a minute, a piano.
     *
     * @return the writer
     */
    public static MidiWriter standard() {
        return new MidiWriter(1, 80, 0);
    }

    /**
     * Writes a file.
     *
     * @param file where to; its directory exists
     * @param roll the music
     * @throws IOException if it cannot be written; an old file then stays
     */
    public void write(Path file, PianoRoll roll) throws IOException {
        Sequence sequence;
        try {
            sequence = sequence(roll);
        } catch (InvalidMidiDataException e) {
            throw new IllegalStateException("the notes of a range are those of MIDI", e);
        }
        AtomicFile.write(file, out -> MidiSystem.write(sequence, 0, out));
    }

    private Sequence sequence(PianoRoll roll) throws InvalidMidiDataException {
        Sequence sequence = new Sequence(Sequence.PPQ, RESOLUTION);
        Track track = sequence.createTrack();
        int micros = (int) Math.round(MICROSECONDS_A_MINUTE / tempo);
        byte[] bytes = {(byte) (micros >> 16), (byte) (micros >> 8), (byte) micros};
        add(track, 0, new MetaMessage(SET_TEMPO, bytes, bytes.length));
        add(track, 0, new ShortMessage(ShortMessage.PROGRAM_CHANGE, 0, program, 0));
        for (int t = 0; t <= roll.length(); t++) {
            addChanges(track, roll, t);
        }
        add(track, roll.length(), new MetaMessage(END_OF_TRACK, new byte[0], 0));
        return sequence;
    }

    /** What ends and what begins with a frame; the frame after the last ends all. */
    private void addChanges(Track track, PianoRoll roll, int t) throws InvalidMidiDataException {
        if (t > 0) {
            for (int note : roll.notes(t - 1)) {
                if (!roll.sounds(t, note)) {
                    add(track, t, new ShortMessage(ShortMessage.NOTE_OFF, 0, note, 0));
                }
            }
        }
        if (t < roll.length()) {
            for (int note : roll.notes(t)) {
                if (!roll.sounds(t - 1, note)) {
                    add(track, t, new ShortMessage(ShortMessage.NOTE_ON, 0, note, VELOCITY));
                }
            }
        }
    }

    private void add(Track track, int t, MidiMessage message) {
        track.add(new MidiEvent(message, t * Math.round(quarters * RESOLUTION)));
    }
}
