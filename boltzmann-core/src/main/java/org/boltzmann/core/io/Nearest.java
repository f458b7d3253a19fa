package org.boltzmann.core.io;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known word nearest to one that is not known, for messages. */
public final class Nearest {

    private static final int LONGEST = 100;

    private Nearest() {}

    /**
     * The nearest of some words.
     *
     * @param word a word that is none of them
     * @param known the words
     * @return the one that takes the fewest letters inserted, removed, replaced or swapped with their neighbour; empty if that is more than half its length, or the word has more than 100 letters
     */
    public static Optional<String> to(String word, Collection<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        String wanted = word.toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(wanted, candidate.toLowerCase(Locale.ROOT))))
                .filter(candidate -> distance(wanted, candidate.toLowerCase(Locale.ROOT)) <= candidate.length() / 2);
    }

    /** Levenshtein's distance in which two neighbours that changed places count once, a row of the table at a time. */
    private static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] next = new int[b.length() + 1];
            next[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                next[j] = Math.min(row[j - 1] + (same ? 0 : 1), 1 + Math.min(row[j], next[j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    next[j] = Math.min(next[j], before[j - 2] + 1);
                }
            }
            before = row;
            row = next;
        }
        return row[b.length()];
    }
}
