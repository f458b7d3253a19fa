package org.boltzmann.examples.cli;

import java.util.Arrays;

/**
 * The area under the curve of true against false positives: the probability that a score of something true is above that of
 * something false, equal scores counting a half.
 *
 * <p>Source: J. Hanley, B. McNeil, "The meaning and use of the area under a receiver operating characteristic (ROC) curve",
 * Radiology 143, 1982.
 */
final class AreaUnderCurve {

    private AreaUnderCurve() {}

    /** Of finite scores, some of them of what is true, some of what is not. */
    static double of(float[] scores, boolean[] truth) {
        float[] positive = new float[scores.length];
        float[] negative = new float[scores.length];
        int p = 0;
        int n = 0;
        for (int i = 0; i < scores.length; i++) {
            if (truth[i]) {
                positive[p++] = scores[i] + 0f; // no negative zero, which would sort below zero
            } else {
                negative[n++] = scores[i] + 0f;
            }
        }
        if (p == 0 || n == 0) {
            throw new IllegalArgumentException(
                    "an area under the curve needs something true and something false, not " + p + " and " + n);
        }
        Arrays.sort(positive, 0, p);
        Arrays.sort(negative, 0, n);
        double above = 0;
        int less = 0;
        int notMore = 0;
        for (int i = 0; i < p; i++) {
            while (less < n && negative[less] < positive[i]) {
                less++;
            }
            while (notMore < n && negative[notMore] <= positive[i]) {
                notMore++;
            }
            above += 0.5 * less + 0.5 * notMore;
        }
        return above / p / n;
    }
}
