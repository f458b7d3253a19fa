package org.boltzmann.examples.data;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.sequence.music.Corpus;
import org.boltzmann.sequence.music.Key;
import org.boltzmann.sequence.music.NoteRange;
import org.boltzmann.sequence.music.PianoRoll;

/**
 * A grammar of music like chorales: four voices, a chord a quarter note, phrases that end in cadences.
 *
 * <p>A piece has a key, drawn from those given, and phrases of 7 chords, the last held for two frames. It ends with the third authentic cadence,
 * or the twelfth phrase. It begins with the tonic; what follows a chord is drawn with these weights:
 *
 * <table>
 * <caption>Chords that may follow, as they are numbered in a phrase from 0</caption>
 * <tr><th>chord</th><th>may be</th></tr>
 * <tr><td>0</td><td>I 3, IV 1, VI 1, in root position</td></tr>
 * <tr><td>1, 2, 3</td><td>after I: I 1, II 2, IV 3, V 3, VI 2, VII 1; after II: II 1, V 4, VII 1; after IV: I 2, II 2, IV 1, V 4, VII 1; after V:
 *     I 5, V 1, VI 2; after VI: II 3, IV 3, V 2; after VII: I</td></tr>
 * <tr><td>4</td><td>the same without V and VII</td></tr>
 * <tr><td>5</td><td>the same, but only II, IV, V</td></tr>
 * <tr><td>6</td><td>after V: I 5 (authentic cadence), VI 1 (deceptive); after II or IV: V (half); in root position</td></tr>
 * </table>
 *
 * <p>All are triads with three different tones in root position or first inversion, the root doubled; diminished ones in first inversion, the
 * third doubled. In minor the seventh degree is raised. Of all ways to sing the chord that was drawn one is drawn with a weight of 1/(1 + m), m
 * the semitones that tenor, alto and soprano move together. Voice leading:
 *
 * <ul>
 *   <li>bass 40 to 60, tenor 48 to 67, alto 55 to 74, soprano 60 to 79; each above the next lower one, by at most 19 semitones, 12, 12;
 *   <li>upper voices move by at most 5 semitones, the bass by at most 12, none by 6, 10 or 11; a chord is not repeated as it is;
 *   <li>no two voices go from one fifth, or octave, to another; none goes beyond where its neighbour was;
 *   <li>before I and VI the leading tone in the soprano rises; in minor no voice goes between the sixth degree and the raised seventh.
 * </ul>
 *
 * <p>What these rules forbid, or would lead to a dead end, has probability 0, the rest shares it. A frame tells its chord, and the
 * first frame the key, so that the probability of a piece is a product over its frames: nothing is hidden, and what a piece has already sung
 * decides whether it goes on. Hence {@link #entropy} is exact: no machine can be better on average, and one that knows the grammar is as good.
 *
 * <p>Harmony as textbooks of four-part writing teach it, much simplified; the weights are ours.
 */
public final class ChoraleGrammar {

    private static final int LAST_AUTHENTIC = 3;
    private static final int LAST_PHRASE = 12;

    /** Frames of a phrase. */
    static final int PHRASE = Harmony.CHORDS + 1;

    private final String name;
    private final List<ChoraleKey> keys;

    private ChoraleGrammar(String name, List<ChoraleKey> keys) {
        this.name = name;
        this.keys = keys;
    }

    /**
     * Pieces in some keys, each as often.
     *
     * @param name of the data
     * @param keys at least one, none twice
     * @return the grammar
     * @throws IllegalArgumentException if there is no key, or one twice
     */
    public static ChoraleGrammar in(String name, List<Key> keys) {
        if (keys.isEmpty() || keys.stream().distinct().count() < keys.size()) {
            throw new IllegalArgumentException("keys are " + keys + "; give at least one, and each once");
        }
        return new ChoraleGrammar(
                name, keys.stream().parallel().map(ChoraleKey::of).toList());
    }

    /**
     * Pieces in C major and C minor, to which published music is commonly transposed.
     *
     * @return the grammar
     */
    public static ChoraleGrammar inC() {
        return in("chorale-grammar", List.of(new Key(0, false), new Key(0, true)));
    }

    /**
     * Pieces in all 24 keys.
     *
     * @return the grammar
     */
    public static ChoraleGrammar inAllKeys() {
        return in(
                "chorale-grammar-24-keys",
                IntStream.range(0, 24).mapToObj(k -> new Key(k / 2, k % 2 == 1)).toList());
    }

    /**
     * Draws pieces.
     *
     * @param pieces how many, at least 1
     * @param key equal keys give equal pieces; each depends on the key and its number alone
     * @return frames of the 88 notes of a piano, the pieces as sequences
     */
    public DataSet of(int pieces, RandomKey key) {
        return Corpus.dataSet(
                name, IntStream.range(0, pieces).mapToObj(n -> piece(key.at(n))).toList());
    }

    /**
     * Draws a piece.
     *
     * @param key equal keys give equal pieces
     * @return 24 to 96 frames
     */
    public PianoRoll piece(RandomKey key) {
        RandomGenerator random = key.generator();
        ChoraleKey in = keys.get(Draws.below(keys.size(), random));
        List<int[]> frames = new ArrayList<>();
        int chord = in.first().draw(random);
        int authentic = 0;
        for (int phrase = 0; phrase < LAST_PHRASE && authentic < LAST_AUTHENTIC; phrase++) {
            for (int position = 0; position < Harmony.CHORDS; position++) {
                if (phrase > 0 || position > 0) {
                    chord = in.next(position, chord).draw(random);
                }
                frames.add(in.voicing(chord).notes());
            }
            frames.add(in.voicing(chord).notes());
            authentic += in.voicing(chord).harmony() == Harmony.I ? 1 : 0;
        }
        return PianoRoll.of(NoteRange.PIANO, frames);
    }

    /**
     * The probability of a piece, given how many phrases it has.
     *
     * @param piece a piano roll
     * @return its logarithm, in nats, Σ log p(frame given those before it); −∞ for what the grammar does not make
     */
    public double logProbability(PianoRoll piece) {
        double best = Double.NEGATIVE_INFINITY;
        for (ChoraleKey in : keys) { // at most one begins with this chord
            best = Math.max(best, logProbability(piece, in) - StrictMath.log(keys.size()));
        }
        return best;
    }

    private static double logProbability(PianoRoll piece, ChoraleKey in) {
        double log = 0;
        int before = -1;
        for (int t = 0; t < piece.length(); t++) {
            int position = t % PHRASE;
            int chord = in.number(piece.notes(t));
            if (chord < 0) {
                return Double.NEGATIVE_INFINITY;
            }
            double p = position == Harmony.CHORDS
                    ? (chord == before ? 1 : 0)
                    : (t == 0 ? in.first() : in.next(position, before)).probabilityOf(chord);
            log += StrictMath.log(p);
            before = chord;
        }
        return log;
    }

    /**
     * How well pieces can be foretold at best.
     *
     * @param natsPerPiece the entropy of a piece, E[−log p]
     * @param framesPerPiece how long a piece is on average
     */
    public record Entropy(double natsPerPiece, double framesPerPiece) {

        /**
         * Averaged over all frames, as log-likelihoods of sequences are.
         *
         * @return nats a frame
         */
        public double natsPerFrame() {
            return natsPerPiece / framesPerPiece;
        }
    }

    /**
     * The entropy, exactly: Σ over the places of a piece and the chords before them of their probability times the entropy of what follows.
     *
     * @return of the grammar; that of {@link #inC} is 1.454 nats a frame, that of {@link #inAllKeys} 1.492
     */
    public Entropy entropy() {
        double nats = StrictMath.log(keys.size());
        double frames = 0;
        for (ChoraleKey in : keys) {
            Entropy own = entropy(in);
            nats += own.natsPerPiece() / keys.size();
            frames += own.framesPerPiece() / keys.size();
        }
        return new Entropy(nats, frames);
    }

    private static Entropy entropy(ChoraleKey in) {
        double[][] reached = new double[LAST_AUTHENTIC][in.size()]; // by authentic cadences so far
        double nats = in.first().entropy();
        double frames = 0;
        for (int i = 0; i < in.first().size(); i++) {
            reached[0][in.first().chord(i)] = in.first().probability(i);
        }
        for (int phrase = 0; phrase < LAST_PHRASE; phrase++) {
            double[][] ended = new double[LAST_AUTHENTIC][in.size()];
            for (int authentic = 0; authentic < LAST_AUTHENTIC; authentic++) {
                double[] chords = reached[authentic];
                for (int position = phrase == 0 ? 1 : 0; position < Harmony.CHORDS; position++) {
                    double[] next = new double[in.size()];
                    nats += step(in, position, chords, next);
                    chords = next;
                }
                for (int chord = 0; chord < in.size(); chord++) {
                    frames += PHRASE * chords[chord];
                    int now = authentic + (in.voicing(chord).harmony() == Harmony.I ? 1 : 0);
                    if (now < LAST_AUTHENTIC) {
                        ended[now][chord] += chords[chord];
                    }
                }
            }
            reached = ended;
        }
        return new Entropy(nats, frames);
    }

    /** Moves the probabilities of chords on by one and says what entropy that has. */
    private static double step(ChoraleKey in, int position, double[] chords, double[] next) {
        double nats = 0;
        for (int chord = 0; chord < chords.length; chord++) {
            if (chords[chord] > 0) {
                ChoraleKey.Choice choice = in.next(position, chord);
                nats += chords[chord] * choice.entropy();
                for (int i = 0; i < choice.size(); i++) {
                    next[choice.chord(i)] += chords[chord] * choice.probability(i);
                }
            }
        }
        return nats;
    }
}
