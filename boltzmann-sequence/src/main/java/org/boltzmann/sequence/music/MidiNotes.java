package org.boltzmann.sequence.music;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The notes of a MIDI file.
 *
 * <p>A note is released by the next release of its pitch on its channel and track. Where a pitch is struck again before, releases belong to
 * strokes in their order if all have one; if releases are missing, a note ends where it is struck again. What is never released lasts to
 * the end of its track. Channel 10 is percussion, whose notes are no pitches.
 *
 * @param division what a tick is
 * @param tempi microseconds a quarter note, by the tick from which they hold
 * @param notes all notes but percussion, track by track
 * @param held the same notes, lasting until the sustain pedal is lifted where it was pressed while they sounded
 * @param percussion how many notes of percussion were left out
 * @param ticks the end of the longest track
 * @param remarks what a person should know of the file
 */
record MidiNotes(
        Division division,
        NavigableMap<Long, Integer> tempi,
        List<Note> notes,
        List<Note> held,
        int percussion,
        long ticks,
        List<String> remarks) {

    /** More notes, and changes of tempo and pedal, no piece has. */
    static final int MOST = 1 << 20;

    /**
     * What a tick is.
     *
     * @param ticks how many
     * @param beats to a quarter note, or to a second
     */
    record Division(double ticks, boolean beats) {}

    /** From one tick to another. */
    record Note(int number, int channel, long start, long end) {}

    /** How many notes the sustain pedal makes longer. */
    int prolonged() {
        int count = 0;
        for (int i = 0; i < notes.size(); i++) {
            count += held.get(i).end() > notes.get(i).end() ? 1 : 0;
        }
        return count;
    }

    /** Takes events in the order of their tracks. */
    static final class Builder {

        private static final int PERCUSSION = 9;
        private static final int CHANNELS = 16;
        private static final int SUSTAIN = 64;
        private static final int PRESSED = 64;

        private final Division division;
        private final List<Note> notes = new ArrayList<>();
        private final NavigableMap<Long, Integer> tempi = new TreeMap<>();
        private final List<NavigableMap<Long, Boolean>> pedals = new ArrayList<>();
        private final Map<Integer, Voice> voices = new HashMap<>();
        private int events;
        private int percussion;
        private int empty;
        private long ticks;

        Builder(Division division) {
            this.division = division;
            for (int channel = 0; channel < CHANNELS; channel++) {
                pedals.add(new TreeMap<>());
            }
        }

        boolean isFull() {
            return events > MOST;
        }

        void beginTrack() {
            voices.clear();
        }

        void endTrack(long tick) {
            voices.values().forEach(voice -> voice.end(tick));
            ticks = Math.max(ticks, tick);
        }

        void addTempo(long tick, int micros) {
            events++;
            tempi.put(tick, micros);
        }

        void add(long tick, int status, int first, int second) {
            int channel = status & 0xf;
            int command = status >> 4;
            boolean on = command == 9 && second > 0;
            boolean off = command == 8 || command == 9;
            if (command == 0xb && first == SUSTAIN) {
                events++;
                pedals.get(channel).put(tick, second >= PRESSED);
            } else if (channel == PERCUSSION) {
                percussion += on ? 1 : 0;
            } else if (on) {
                events++;
                voices.computeIfAbsent((channel << 7) | first, Voice::new).strike(tick);
            } else if (off && voices.containsKey((channel << 7) | first)) {
                voices.get((channel << 7) | first).release(tick);
            }
        }

        MidiNotes build(List<String> remarks) {
            if (empty > 0) {
                remarks.add("left out: " + empty + " notes of no length");
            }
            List<Note> held = new ArrayList<>(notes.size());
            List<NavigableMap<Long, Long>> pressed =
                    pedals.stream().map(this::pressed).toList();
            for (Note note : notes) {
                Map.Entry<Long, Long> pedal = pressed.get(note.channel()).lowerEntry(note.end());
                held.add(
                        pedal == null || pedal.getValue() <= note.end()
                                ? note
                                : new Note(note.number(), note.channel(), note.start(), pedal.getValue()));
            }
            return new MidiNotes(division, tempi, notes, held, percussion, ticks, List.copyOf(remarks));
        }

        /** From where to where a pedal is pressed. */
        private NavigableMap<Long, Long> pressed(NavigableMap<Long, Boolean> changes) {
            NavigableMap<Long, Long> spans = new TreeMap<>();
            long down = -1;
            for (Map.Entry<Long, Boolean> change : changes.entrySet()) {
                if (change.getValue() && down < 0) {
                    down = change.getKey();
                } else if (!change.getValue() && down >= 0) {
                    spans.put(down, change.getKey());
                    down = -1;
                }
            }
            if (down >= 0) {
                spans.put(down, ticks);
            }
            return spans;
        }

        /** One pitch of one channel in one track. */
        private final class Voice {

            private final int pitch;
            private final ArrayDeque<Long> open = new ArrayDeque<>();
            private final List<Note> inOrder = new ArrayList<>(1);
            private final List<Note> struckAgain = new ArrayList<>(1);
            private long last = -1;

            Voice(int pitch) {
                this.pitch = pitch;
            }

            void strike(long tick) {
                endLast(tick);
                last = tick;
                open.add(tick);
            }

            void release(long tick) {
                if (!open.isEmpty()) {
                    inOrder.add(note(open.remove(), tick));
                    endLast(tick);
                    if (open.isEmpty()) {
                        commit(inOrder);
                    }
                }
            }

            void end(long tick) {
                endLast(tick);
                commit(open.isEmpty() ? inOrder : struckAgain);
            }

            private void endLast(long tick) {
                if (last >= 0) {
                    struckAgain.add(note(last, tick));
                    last = -1;
                }
            }

            private void commit(List<Note> ended) {
                for (Note note : ended) {
                    if (note.end() > note.start()) {
                        notes.add(note);
                    } else {
                        empty++;
                    }
                }
                inOrder.clear();
                struckAgain.clear();
            }

            private Note note(long start, long end) {
                return new Note(pitch & 0x7f, pitch >> 7, start, end);
            }
        }
    }
}
