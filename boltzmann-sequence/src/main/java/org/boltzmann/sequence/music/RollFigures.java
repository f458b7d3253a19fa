package org.boltzmann.sequence.music;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What can be told of music by counting, to see whether generated music is of the kind it was learned from.
 *
 * @param pieces how many pieces
 * @param frames how many frames they have together
 * @param framesByNotes how many frames have 0, 1, 2 ... notes sounding, to the most there are
 * @param longestHeld the most frames in a row in which one note sounds
 */
public record RollFigures(int pieces, int frames, List<Integer> framesByNotes, int longestHeld) {

    public RollFigures {
        framesByNotes = List.copyOf(framesByNotes);
    }

    /**
     * Counts.
     *
     * @param pieces pieces of music; a note held over the end of one ends there
     * @return the figures
     */
    public static RollFigures of(List<PianoRoll> pieces) {
        List<Integer> byNotes = new ArrayList<>();
        int frames = 0;
        int longest = 0;
        for (PianoRoll roll : pieces) {
            frames += roll.length();
            longest = Math.max(longest, longestHeld(roll));
            for (int t = 0; t < roll.length(); t++) {
                int notes = roll.count(t);
                while (byNotes.size() <= notes) {
                    byNotes.add(0);
                }
                byNotes.set(notes, byNotes.get(notes) + 1);
            }
        }
        return new RollFigures(pieces.size(), frames, byNotes, longest);
    }

    private static int longestHeld(PianoRoll roll) {
        int[] held = new int[roll.range().highest() + 1];
        int longest = 0;
        for (int t = 0; t < roll.length(); t++) {
            int[] notes = roll.notes(t);
            int next = 0;
            for (int note = roll.range().lowest(); note < held.length; note++) {
                boolean sounds = next < notes.length && notes[next] == note;
                held[note] = sounds ? held[note] + 1 : 0;
                longest = Math.max(longest, held[note]);
                next += sounds ? 1 : 0;
            }
        }
        return longest;
    }

    /**
     * How often many notes sound at once.
     *
     * @param notes a number of notes
     * @return the share of the frames in which at most so many sound; 1 if there are no frames
     */
    public double shareWithAtMost(int notes) {
        int some = framesByNotes.stream()
                .limit(notes + 1L)
                .mapToInt(count -> count)
                .sum();
        return frames == 0 ? 1 : (double) some / frames;
    }

    /**
     * How often nothing sounds.
     *
     * @return the share of the frames that are silent; 0 if there are no frames
     */
    public double silence() {
        return frames == 0 || framesByNotes.isEmpty() ? 0 : (double) framesByNotes.get(0) / frames;
    }

    /**
     * How many notes sound at once.
     *
     * @return the mean over the frames; 0 if there are none
     */
    public double notesPerFrame() {
        long notes = 0;
        for (int n = 0; n < framesByNotes.size(); n++) {
            notes += (long) n * framesByNotes.get(n);
        }
        return frames == 0 ? 0 : (double) notes / frames;
    }

    /**
     * All figures, for a result that a machine reads.
     *
     * @return numbers by name
     */
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("sequences", pieces);
        figures.put("frames", frames);
        figures.put("notes-per-frame", notesPerFrame());
        figures.put("most-notes", Math.max(0, framesByNotes.size() - 1));
        figures.put("longest-held", longestHeld);
        figures.put("silence", silence());
        return figures;
    }
}
