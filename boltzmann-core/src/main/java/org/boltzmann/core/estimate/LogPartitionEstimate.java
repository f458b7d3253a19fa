package org.boltzmann.core.estimate;

import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.linalg.Functions;

/**
 * An estimate of log Z from importance weights.
 *
 * @param value log Z of the base + log of the mean weight
 * @param standardError √(relVar(w)/n), the Monte-Carlo error of {@code value} to first order, relVar(w) the variance of the
 *     weights over their squared mean; what it cannot see are regions that no chain has reached
 * @param bias relVar(w)/2n: by about so much the logarithm of the mean lies below log Z on average, and a log-likelihood above
 * @param deviation standard deviation of log w, the figure of merit of the annealing: below 1 is good, above 3 hopeless
 * @param chains number of chains n
 */
public record LogPartitionEstimate(double value, double standardError, double bias, double deviation, int chains) {

    /**
     * No estimate but the value itself, by enumeration.
     *
     * @param machine a machine without context, small enough for {@link Marginal#logPartition}
     * @return log Z with an error of 0
     */
    public static LogPartitionEstimate exact(BoltzmannMachine machine) {
        return new LogPartitionEstimate(Marginal.logPartition(machine), 0, 0, 0, 1);
    }

    /**
     * The estimate from the logarithms of the weights.
     *
     * @param logBase log Z of the base machine
     * @param logWeights log w of every chain, at least 2
     * @return the estimate
     */
    public static LogPartitionEstimate of(double logBase, double[] logWeights) {
        int n = logWeights.length;
        double logMean = Functions.logSumExp(logWeights) - StrictMath.log(n);
        double relativeVariance = 0;
        double mean = 0;
        for (double w : logWeights) {
            double ratio = StrictMath.expm1(w - logMean);
            relativeVariance += ratio * ratio / (n - 1);
            mean += w / n;
        }
        double variance = 0;
        for (double w : logWeights) {
            variance += (w - mean) * (w - mean) / (n - 1);
        }
        return new LogPartitionEstimate(
                logBase + logMean,
                Math.sqrt(relativeVariance / n),
                relativeVariance / (2.0 * n),
                Math.sqrt(variance),
                n);
    }
}
