package org.boltzmann.examples.data;

import java.util.List;
import java.util.Map;

/**
 * The triads that {@link ChoraleGrammar} knows, by the degree of their root, and which follows which how often. In minor the seventh
 * degree is raised.
 */
enum Harmony {
    I,
    II,
    IV,
    V,
    VI,
    VII;

    /** Chords of a phrase; the last one is held for a frame more. */
    static final int CHORDS = 7;

    private static final int PENULTIMATE = CHORDS - 2;

    /** Root, third and fifth, in semitones above the tonic. */
    private static final Map<Harmony, List<Integer>> MAJOR = Map.of(
            I, List.of(0, 4, 7),
            II, List.of(2, 5, 9),
            IV, List.of(5, 9, 0),
            V, List.of(7, 11, 2),
            VI, List.of(9, 0, 4),
            VII, List.of(11, 2, 5));

    private static final Map<Harmony, List<Integer>> MINOR = Map.of(
            I, List.of(0, 3, 7),
            II, List.of(2, 5, 8),
            IV, List.of(5, 8, 0),
            V, List.of(7, 11, 2),
            VI, List.of(8, 0, 3),
            VII, List.of(11, 2, 5));

    /** What follows each chord within a phrase. */
    private static final Map<Harmony, Map<Harmony, Integer>> WITHIN = Map.of(
            I, Map.of(I, 1, II, 2, IV, 3, V, 3, VI, 2, VII, 1),
            II, Map.of(II, 1, V, 4, VII, 1),
            IV, Map.of(I, 2, II, 2, IV, 1, V, 4, VII, 1),
            V, Map.of(I, 5, V, 1, VI, 2),
            VI, Map.of(II, 3, IV, 3, V, 2),
            VII, Map.of(I, 1));

    private static final Map<Harmony, Integer> BEGINNING = Map.of(I, 3, IV, 1, VI, 1);

    private static final Map<Harmony, Integer> AUTHENTIC_OR_DECEPTIVE = Map.of(I, 5, VI, 1);

    private static final Map<Harmony, Integer> HALF = Map.of(V, 1);

    /** Root, third and fifth, in semitones above the tonic, 0 to 11. */
    List<Integer> triad(boolean minor) {
        return (minor ? MINOR : MAJOR).get(this);
    }

    /** A diminished triad is used in its first inversion only, its third doubled. */
    boolean isDiminished(boolean minor) {
        return Math.floorMod(triad(minor).get(2) - triad(minor).get(0), 12) == 6;
    }

    /** How often another chord follows as the one of a number, 0 to 6, in its phrase: a weight, 0 for never. */
    int weight(int position, Harmony next) {
        int within = WITHIN.get(this).getOrDefault(next, 0);
        return switch (position) {
            case 0 -> BEGINNING.getOrDefault(next, 0);
            case PENULTIMATE - 1 -> next == V || next == VII ? 0 : within;
            case PENULTIMATE -> next == II || next == IV || next == V ? within : 0;
            case CHORDS - 1 -> (this == V ? AUTHENTIC_OR_DECEPTIVE : HALF).getOrDefault(next, 0);
            default -> within;
        };
    }
}
