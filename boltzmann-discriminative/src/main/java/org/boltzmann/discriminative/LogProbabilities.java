package org.boltzmann.discriminative;

import org.boltzmann.core.linalg.Functions;

/** Logarithms of the probabilities of K classes, column after column: class k of column j at k + K j. */
final class LogProbabilities {

    private LogProbabilities() {}

    /** Subtracts from each column the logarithm of the sum of its exponentials. */
    static void normalise(double[] logarithms, int classes) {
        for (int from = 0; from < logarithms.length; from += classes) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int k = from; k < from + classes; k++) {
                largest = Math.max(largest, logarithms[k]);
            }
            double sum = 0;
            for (int k = from; k < from + classes; k++) {
                sum += Functions.exp(logarithms[k] - largest);
            }
            double total = largest + StrictMath.log(sum);
            for (int k = from; k < from + classes; k++) {
                logarithms[k] -= total;
            }
        }
    }
}
