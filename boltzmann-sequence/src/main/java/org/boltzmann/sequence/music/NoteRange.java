package org.boltzmann.sequence.music;

/**
 * The notes that units stand for, one unit a semitone: unit = note − lowest. Notes are numbered as in MIDI, 60 the middle C.
 *
 * @param lowest the note of unit 0, 0 to 127
 * @param highest the note of the last unit, lowest to 127
 */
public record NoteRange(int lowest, int highest) {

    /** The keys of a piano, A0 to C8: 88 units, as published piano rolls have them. */
    public static final NoteRange PIANO = new NoteRange(21, 108);

    private static final int LARGEST = 127;

    public NoteRange {
        if (lowest < 0 || highest > LARGEST || lowest > highest) {
            throw new IllegalArgumentException("notes from " + lowest + " to " + highest
                    + " are no range; MIDI has the notes 0 to " + LARGEST + ", the lowest comes first");
        }
    }

    /**
     * How many notes there are.
     *
     * @return highest − lowest + 1
     */
    public int units() {
        return highest - lowest + 1;
    }

    /**
     * Whether a note has a unit.
     *
     * @param note any number
     * @return true from the lowest to the highest
     */
    public boolean contains(int note) {
        return note >= lowest && note <= highest;
    }

    @Override
    public String toString() {
        return lowest + ".." + highest;
    }
}
