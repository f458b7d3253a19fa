package org.boltzmann.examples.data;

import java.util.List;

/**
 * The triads that {@link ChoraleGrammar} knows, by the degree of their root, and which follows which how often. In minor the seventh
 * degree is raised.
 */
enum Harmony {
    I(List.of(0, 4, 7), List.of(0, 3, 7)),
    II(List.of(2, 5, 9), List.of(2, 5, 8)),
    IV(List.of(5, 9, 0), List.of(5, 8, 0)),
    V(List.of(7, 11, 2), List.of(7, 11, 2)),
    VI(List.of(9, 0, 4), List.of(8, 0, 3)),
    VII(List.of(11, 2, 5), List.of(11, 2, 5));

    /** Chords of a phrase; the last one is held for a frame more. */
    static final int CHORDS = 7;

    private static final int PENULTIMATE = CHORDS - 2;

    /** Row: the chord there is; column: the one that follows within a phrase. */
    private static final int[][] WITHIN = {
        {1, 2, 3, 3, 2, 1},
        {0, 1, 0, 4, 0, 1},
        {2, 2, 1, 4, 0, 1},
        {5, 0, 0, 1, 2, 0},
        {0, 3, 3, 2, 0, 0},
        {1, 0, 0, 0, 0, 0}
    };

    private static final int[] BEGINNING = {3, 0, 1, 0, 1, 0};

    /** What a phrase closes with after the dominant, and after another chord: authentic, deceptive and half cadence. */
    private static final int[] AFTER_DOMINANT = {5, 0, 0, 0, 1, 0};

    private static final int[] HALF = {0, 0, 0, 1, 0, 0};

    private final List<Integer> major;
    private final List<Integer> minor;

    Harmony(List<Integer> major, List<Integer> minor) {
        this.major = major;
        this.minor = minor;
    }

    /** Root, third and fifth, in semitones above the tonic, 0 to 11. */
    List<Integer> triad(boolean inMinor) {
        return inMinor ? minor : major;
    }

    /** A diminished triad is used in its first inversion only, its third doubled. */
    boolean isDiminished(boolean inMinor) {
        return Math.floorMod(triad(inMinor).get(2) - triad(inMinor).get(0), 12) == 6;
    }

    /** How often another chord follows as the one of a number, 0 to 6, in its phrase: a weight, 0 for never. */
    int weight(int position, Harmony next) {
        int to = next.ordinal();
        return switch (position) {
            case 0 -> BEGINNING[to];
            case PENULTIMATE -> next == V || next == II || next == IV ? WITHIN[ordinal()][to] : 0;
            case PENULTIMATE - 1 -> next == V || next == VII ? 0 : WITHIN[ordinal()][to];
            case CHORDS - 1 -> this == V ? AFTER_DOMINANT[to] : HALF[to];
            default -> WITHIN[ordinal()][to];
        };
    }
}
