package org.boltzmann.sequence.picture;

import java.awt.image.BufferedImage;
import java.util.List;
import org.boltzmann.sequence.music.NoteRange;
import org.boltzmann.sequence.music.PianoRoll;

/**
 * Piano rolls as pictures: time to the right, pitch upwards, pieces one below the other.
 *
 * <p>The rows of a piano's black keys are a little darker, a line lies below each C, and a fainter one before every fourth frame. A note has
 * a dark edge where it begins. The rows are the whole octaves that any of the pieces needs. Notes that were given, such as the beginning
 * that a machine was to continue, are orange, all others blue.
 */
public final class RollPicture {

    private static final int FRAME = 8;
    private static final int ROW = 6;
    private static final int MARGIN = 10;
    private static final int OCTAVE = 12;
    private static final int BAR = 4;
    private static final int BEGINNING = 2;

    private static final int PAPER = 0xffffff;
    private static final int WHITE_KEY = 0xf7f7f4;
    private static final int BLACK_KEY = 0xe9e9e5;
    private static final int BAR_LINE = 0xd6d6d0;
    private static final int OCTAVE_LINE = 0x9a9a94;
    private static final int NOTE = 0x2f78c4;
    private static final int NOTE_EDGE = 0x0f3c70;
    private static final int GIVEN = 0xe8912d;
    private static final int GIVEN_EDGE = 0x8f4d05;

    /** Of the pitch classes, one bit each. */
    private static final int BLACK_KEYS = 1 << 1 | 1 << 3 | 1 << 6 | 1 << 8 | 1 << 10;

    private RollPicture() {}

    /** Which notes were given to whoever made the rest. */
    @FunctionalInterface
    public interface Given {

        /**
         * Whether a note was given.
         *
         * @param piece the number of the piece, from 0
         * @param t the frame
         * @param note a note that sounds in it
         * @return true if it was
         */
        boolean isGiven(int piece, int t, int note);
    }

    /**
     * Pieces of which nothing was given.
     *
     * @param pieces at least one
     * @return the picture
     * @throws IllegalArgumentException if there is no piece, or the picture would be too large
     */
    public static BufferedImage of(List<PianoRoll> pieces) {
        return of(pieces, (piece, t, note) -> false);
    }

    /**
     * Pieces of which some notes were given.
     *
     * @param pieces at least one
     * @param given which notes
     * @return the picture, 8 pixels a frame and 6 a note
     * @throws IllegalArgumentException if there is no piece, or the picture would be too large
     */
    public static BufferedImage of(List<PianoRoll> pieces, Given given) {
        if (pieces.isEmpty()) {
            throw new IllegalArgumentException("there is no piece to draw; give at least one");
        }
        NoteRange rows = octaves(pieces);
        int longest = pieces.stream().mapToInt(PianoRoll::length).max().orElseThrow();
        int height = rows.units() * ROW;
        Canvas canvas = Canvas.of(
                2L * MARGIN + (long) Math.max(1, longest) * FRAME,
                MARGIN + (long) pieces.size() * (height + MARGIN),
                PAPER);
        for (int piece = 0; piece < pieces.size(); piece++) {
            int top = MARGIN + piece * (height + MARGIN);
            paper(canvas, rows, pieces.get(piece).length(), top);
            notes(canvas, rows, pieces.get(piece), top, piece, given);
        }
        return canvas.image();
    }

    private static NoteRange octaves(List<PianoRoll> pieces) {
        int lowest = Integer.MAX_VALUE;
        int highest = Integer.MIN_VALUE;
        for (PianoRoll roll : pieces) {
            for (int t = 0; t < roll.length(); t++) {
                for (int note : roll.notes(t)) {
                    lowest = Math.min(lowest, note);
                    highest = Math.max(highest, note);
                }
            }
        }
        if (lowest > highest) {
            return new NoteRange(60, 71);
        }
        return new NoteRange(lowest / OCTAVE * OCTAVE, Math.min(127, highest / OCTAVE * OCTAVE + OCTAVE - 1));
    }

    private static void paper(Canvas canvas, NoteRange rows, int length, int top) {
        int width = length * FRAME;
        for (int note = rows.lowest(); note <= rows.highest(); note++) {
            int key = (BLACK_KEYS >> note % OCTAVE & 1) == 1 ? BLACK_KEY : WHITE_KEY;
            canvas.fill(MARGIN, top(rows, note, top), width, ROW, key);
        }
        for (int t = BAR; t < length; t += BAR) {
            canvas.fill(MARGIN + t * FRAME, top, 1, rows.units() * ROW, BAR_LINE);
        }
        for (int note = rows.lowest(); note <= rows.highest(); note += OCTAVE) {
            canvas.fill(MARGIN, top(rows, note, top) + ROW - 1, width, 1, OCTAVE_LINE);
        }
    }

    private static void notes(Canvas canvas, NoteRange rows, PianoRoll roll, int top, int piece, Given given) {
        for (int t = 0; t < roll.length(); t++) {
            for (int note : roll.notes(t)) {
                boolean known = given.isGiven(piece, t, note);
                boolean begins = !roll.sounds(t - 1, note) || known != given.isGiven(piece, t - 1, note);
                int left = MARGIN + t * FRAME;
                int above = top(rows, note, top);
                canvas.fill(left, above, FRAME, ROW - 1, known ? GIVEN : NOTE);
                if (begins) {
                    canvas.fill(left, above, BEGINNING, ROW - 1, known ? GIVEN_EDGE : NOTE_EDGE);
                }
            }
        }
    }

    private static int top(NoteRange rows, int note, int top) {
        return top + (rows.highest() - note) * ROW;
    }
}
