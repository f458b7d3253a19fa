package org.boltzmann.sequence.music;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;

/**
 * The notes of a MIDI sequence.
 *
 * <p>A note lasts until it is released, struck again on the same channel, or its track ends. Pedals are not heeded: a roll tells what the
 * hands do. Channel 10 is percussion, whose notes are no pitches.
 *
 * @param notes all notes but percussion
 * @param percussion how many notes of percussion were left out
 */
record MidiNotes(List<Note> notes, int percussion) {

    private static final int PERCUSSION = 9;

    /** From one tick to another. */
    record Note(int number, long start, long end) {}

    static MidiNotes of(Sequence sequence) {
        List<Note> notes = new ArrayList<>();
        int percussion = 0;
        for (Track track : sequence.getTracks()) {
            percussion += addNotes(track, notes);
        }
        return new MidiNotes(notes, percussion);
    }

    /** Adds the notes of a track and says how many are of percussion. */
    private static int addNotes(Track track, List<Note> notes) {
        Map<Integer, Long> sounding = new HashMap<>();
        int percussion = 0;
        for (int i = 0; i < track.size(); i++) {
            MidiEvent event = track.get(i);
            if (!(event.getMessage() instanceof ShortMessage message)) {
                continue;
            }
            boolean on = message.getCommand() == ShortMessage.NOTE_ON && message.getData2() > 0;
            boolean off = message.getCommand() == ShortMessage.NOTE_OFF || message.getCommand() == ShortMessage.NOTE_ON;
            if (message.getChannel() == PERCUSSION) {
                percussion += on ? 1 : 0;
            } else if (on || off) {
                int voice = message.getChannel() << 8 | message.getData1();
                end(sounding.remove(voice), voice, event.getTick(), notes);
                if (on) {
                    sounding.put(voice, event.getTick());
                }
            }
        }
        sounding.forEach((voice, start) -> end(start, voice, track.ticks(), notes));
        return percussion;
    }

    private static void end(Long start, int voice, long tick, List<Note> notes) {
        if (start != null && tick > start) {
            notes.add(new Note(voice & 0xff, start, tick));
        }
    }
}
