package org.boltzmann.examples.data;

import java.util.ArrayList;
import java.util.List;
import org.boltzmann.sequence.music.Key;

/** A chord as four voices sing it, and the rules of voice leading of {@link ChoraleGrammar}. */
record Voicing(Harmony harmony, boolean inverted, int bass, int tenor, int alto, int soprano) {

    private static final int VOICES = 4;
    private static final int OCTAVE = 12;

    /** The range of each voice, from the bass upwards. */
    private static final int[] LOWEST = {40, 48, 55, 60};

    private static final int[] HIGHEST = {60, 67, 74, 79};

    /** How far a voice may be above the one below it. */
    private static final int[] WIDEST = {0, 19, OCTAVE, OCTAVE};

    /** How far a voice may move. */
    private static final int[] FARTHEST = {OCTAVE, 5, 5, 5};

    int note(int voice) {
        return switch (voice) {
            case 0 -> bass;
            case 1 -> tenor;
            case 2 -> alto;
            default -> soprano;
        };
    }

    /** The four notes, ascending: no two voices meet. */
    int[] notes() {
        return new int[] {bass, tenor, alto, soprano};
    }

    /** All chords of a key, in every way to sing them. */
    static List<Voicing> all(Key key) {
        List<Voicing> all = new ArrayList<>();
        for (Harmony harmony : Harmony.values()) {
            boolean diminished = harmony.isDiminished(key.minor());
            List<Integer> triad = harmony.triad(key.minor()).stream()
                    .map(degree -> (degree + key.tonic()) % OCTAVE)
                    .toList();
            List<Integer> tones = new ArrayList<>(triad);
            tones.add(triad.get(diminished ? 1 : 0));
            if (!diminished) {
                addAll(harmony, false, triad.get(0), tones, all);
            }
            addAll(harmony, true, triad.get(1), tones, all);
        }
        return all;
    }

    /** Adds those of a chord with a given tone in the bass. */
    private static void addAll(Harmony harmony, boolean inverted, int low, List<Integer> tones, List<Voicing> all) {
        for (int bass = LOWEST[0]; bass <= HIGHEST[0]; bass++) {
            if (bass % OCTAVE == low) {
                addUpper(harmony, inverted, new int[] {bass, 0, 0, 0}, 1, without(tones, low), all);
            }
        }
    }

    /** Gives the tones that are left to the voices that are left. */
    private static void addUpper(
            Harmony harmony, boolean inverted, int[] notes, int voice, List<Integer> tones, List<Voicing> all) {
        if (voice == VOICES) {
            all.add(new Voicing(harmony, inverted, notes[0], notes[1], notes[2], notes[3]));
            return;
        }
        int from = Math.max(LOWEST[voice], notes[voice - 1] + 1);
        int to = Math.min(HIGHEST[voice], notes[voice - 1] + WIDEST[voice]);
        for (int note = from; note <= to; note++) {
            if (tones.contains(note % OCTAVE)) {
                notes[voice] = note;
                addUpper(harmony, inverted, notes, voice + 1, without(tones, note % OCTAVE), all);
            }
        }
    }

    private static List<Integer> without(List<Integer> tones, int tone) {
        List<Integer> rest = new ArrayList<>(tones);
        rest.remove((Integer) tone);
        return rest;
    }

    /** Whether the voices may go from here to another chord. */
    boolean leadsTo(Voicing next, Key key) {
        return !equals(next)
                && movesAreSmall(next)
                && noneOverlap(next)
                && noParallels(next)
                && tonesResolve(next, key);
    }

    private boolean movesAreSmall(Voicing next) {
        for (int voice = 0; voice < VOICES; voice++) {
            int move = Math.abs(next.note(voice) - note(voice));
            if (move > FARTHEST[voice] || move == 6 || move == 10 || move == 11) {
                return false;
            }
        }
        return true;
    }

    /** No voice goes beyond where its neighbour was. */
    private boolean noneOverlap(Voicing next) {
        for (int voice = 1; voice < VOICES; voice++) {
            if (next.note(voice - 1) > note(voice) || next.note(voice) < note(voice - 1)) {
                return false;
            }
        }
        return true;
    }

    /** No two voices move from one fifth to another, or from one octave to another. */
    private boolean noParallels(Voicing next) {
        for (int low = 0; low < VOICES; low++) {
            for (int high = low + 1; high < VOICES; high++) {
                int before = (note(high) - note(low)) % OCTAVE;
                int after = (next.note(high) - next.note(low)) % OCTAVE;
                boolean moved = note(high) != next.note(high);
                if (moved && before == after && (before == 0 || before == 7)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The leading tone rises in the soprano; in minor no voice sings the augmented second beside it. */
    private boolean tonesResolve(Voicing next, Key key) {
        int leading = (key.tonic() + 11) % OCTAVE;
        boolean resolves = next.harmony == Harmony.I || next.harmony == Harmony.VI;
        if (soprano % OCTAVE == leading && resolves && next.soprano != soprano + 1) {
            return false;
        }
        if (key.minor()) {
            int sixth = (key.tonic() + 8) % OCTAVE;
            for (int voice = 0; voice < VOICES; voice++) {
                int from = note(voice) % OCTAVE;
                int to = next.note(voice) % OCTAVE;
                if ((from == sixth && to == leading) || (from == leading && to == sixth)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** How far tenor, alto and soprano move together, in semitones. */
    int motion(Voicing next) {
        return Math.abs(next.tenor - tenor) + Math.abs(next.alto - alto) + Math.abs(next.soprano - soprano);
    }
}
