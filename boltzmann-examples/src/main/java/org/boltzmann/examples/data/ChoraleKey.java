package org.boltzmann.examples.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.boltzmann.sequence.music.Key;

/**
 * The chords of {@link ChoraleGrammar} in one key as a Markov chain: what follows each chord at each place of a phrase, with which
 * probability. Chords that lead to a dead end are left out, since some have nowhere to go by the rules.
 */
final class ChoraleKey {

    /** Chords by their number, and a probability for each. */
    static final class Choice {

        private static final Choice NONE = new Choice(new int[0], new double[0]);

        private final int[] chords;
        private final double[] probabilities;

        private Choice(int[] chords, double[] probabilities) {
            this.chords = chords;
            this.probabilities = probabilities;
        }

        int size() {
            return chords.length;
        }

        int chord(int i) {
            return chords[i];
        }

        double probability(int i) {
            return probabilities[i];
        }

        double probabilityOf(int chord) {
            int i = Arrays.binarySearch(chords, chord);
            return i < 0 ? 0 : probabilities[i];
        }

        /** −Σ p log p, in nats. */
        double entropy() {
            return -Arrays.stream(probabilities).map(p -> p * StrictMath.log(p)).sum();
        }

        int draw(RandomGenerator random) {
            double left = Draws.between(0, 1, random);
            for (int i = 0; i < chords.length - 1; i++) {
                left -= probabilities[i];
                if (left < 0) {
                    return chords[i];
                }
            }
            return chords[chords.length - 1];
        }
    }

    private final Key key;
    private final List<Voicing> voicings;
    private final Map<List<Integer>, Integer> numbers = new HashMap<>();
    private final int[][] followers;

    /** By place in the phrase and the chord before it. */
    private final Choice[][] choices;

    private ChoraleKey(Key key) {
        this.key = key;
        this.voicings = List.copyOf(Voicing.all(key));
        for (int n = 0; n < voicings.size(); n++) {
            numbers.put(listOf(voicings.get(n).notes()), n);
        }
        this.followers =
                IntStream.range(0, voicings.size()).mapToObj(this::followers).toArray(int[][]::new);
        this.choices = choices();
    }

    static ChoraleKey of(Key key) {
        return new ChoraleKey(key);
    }

    Key key() {
        return key;
    }

    int size() {
        return voicings.size();
    }

    Voicing voicing(int chord) {
        return voicings.get(chord);
    }

    /** The chord of some notes; −1 if it is none of this key. */
    int number(int[] notes) {
        return numbers.getOrDefault(listOf(notes), -1);
    }

    private static List<Integer> listOf(int[] notes) {
        return Arrays.stream(notes).boxed().toList();
    }

    private int[] followers(int chord) {
        Voicing from = voicings.get(chord);
        return IntStream.range(0, voicings.size())
                .filter(next -> from.leadsTo(voicings.get(next), key))
                .toArray();
    }

    /** What a piece begins with: the tonic, each way of singing it alike. */
    Choice first() {
        int[] tonic = IntStream.range(0, size())
                .filter(chord -> voicings.get(chord).harmony() == Harmony.I
                        && !voicings.get(chord).inverted()
                        && choices[1][chord].size() > 0)
                .toArray();
        double[] alike = new double[tonic.length];
        Arrays.fill(alike, 1.0 / tonic.length);
        return new Choice(tonic, alike);
    }

    /** What may follow a chord as the chord of a number, 0 to 6, in a phrase. */
    Choice next(int position, int chord) {
        return choices[position][chord];
    }

    /** Chords without a follower are taken out, and then those that only they followed, until each has one. */
    private Choice[][] choices() {
        Choice[][] found = new Choice[Harmony.CHORDS][size()];
        boolean[][] alive = new boolean[Harmony.CHORDS][size()];
        for (boolean[] all : alive) {
            Arrays.fill(all, true);
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int position = Harmony.CHORDS - 1; position >= 0; position--) {
                int before = Math.floorMod(position - 1, Harmony.CHORDS);
                for (int chord = 0; chord < size(); chord++) {
                    found[position][chord] = choice(position, chord, alive[position]);
                    if (alive[before][chord] && found[position][chord].size() == 0) {
                        alive[before][chord] = false;
                        changed = true;
                    }
                }
            }
        }
        return found;
    }

    private Choice choice(int position, int chord, boolean[] alive) {
        Voicing from = voicings.get(chord);
        boolean rootOnly = position == 0 || position == Harmony.CHORDS - 1;
        List<Integer> chords = new ArrayList<>();
        Map<Harmony, Double> ways = new EnumMap<>(Harmony.class);
        for (int next : followers[chord]) {
            Voicing to = voicings.get(next);
            if (alive[next] && from.harmony().weight(position, to.harmony()) > 0 && !(rootOnly && to.inverted())) {
                chords.add(next);
                ways.merge(to.harmony(), ease(from, to), Double::sum);
            }
        }
        if (chords.isEmpty()) {
            return Choice.NONE;
        }
        double all = ways.keySet().stream()
                .mapToInt(harmony -> from.harmony().weight(position, harmony))
                .sum();
        double[] probabilities = chords.stream()
                .map(voicings::get)
                .mapToDouble(to ->
                        from.harmony().weight(position, to.harmony()) / all * ease(from, to) / ways.get(to.harmony()))
                .toArray();
        return new Choice(chords.stream().mapToInt(next -> next).toArray(), probabilities);
    }

    private static double ease(Voicing from, Voicing to) {
        return 1.0 / (1 + from.motion(to));
    }
}
