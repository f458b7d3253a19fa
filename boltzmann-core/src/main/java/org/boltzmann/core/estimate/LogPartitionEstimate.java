package org.boltzmann.core.estimate;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.linalg.Functions;

/**
 * An estimate of log Z from importance weights, from below: the mean weight is an unbiased estimate of Z, so that its logarithm is
 * below log Z on average, and a log-likelihood that takes it is above.
 *
 * <p>{@link #doubt} says where it cannot be trusted. That it finds nothing is no proof: chains that carry the weight may be missing, and
 * then neither the error nor the deviation shows it.
 *
 * @param value log Z of the base + log of the mean weight
 * @param standardError √(relVar(w)/n), the Monte-Carlo error of {@code value} to first order, relVar(w) the variance of the
 *     weights over their squared mean; what it cannot see are regions that no chain has reached
 * @param bias relVar(w)/2n: by about so much the logarithm of the mean lies below log Z on average, and a log-likelihood above
 * @param deviation standard deviation of log w, the figure of merit of the annealing: below 1 is good, above {@link
 *     #largestDeviation} hopeless
 * @param chains number of chains n
 * @param atLeast what log Z is at least, by {@link LogPartitionBound}; −∞ where nothing is known
 */
public record LogPartitionEstimate(
        double value, double standardError, double bias, double deviation, int chains, double atLeast) {

    /**
     * Fewer effective chains than this carry no estimate: to first order the error is 1/√10, three of which are a mean weight off by
     * its own size, so that its logarithm has no error bar.
     */
    public static final int LEAST_EFFECTIVE_CHAINS = 10;

    /** The largest deviation of log-weights that any number of chains may have. */
    public static final double LARGEST_DEVIATION = 3;

    /** Standard errors by which an estimate may lie below what log Z is at least: it errs by so many once in 740 times. */
    private static final double ERRORS = 3;

    /** Of sums of energies that were taken in float. */
    private static final double ROUNDING = 1e-5;

    /**
     * An estimate without a bound.
     *
     * @param value log Z of the base + log of the mean weight
     * @param standardError Monte-Carlo error of {@code value} to first order
     * @param bias by about so much the value is too low on average
     * @param deviation standard deviation of log w
     * @param chains number of chains
     */
    public LogPartitionEstimate(double value, double standardError, double bias, double deviation, int chains) {
        this(value, standardError, bias, deviation, chains, Double.NEGATIVE_INFINITY);
    }

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

    /**
     * The mean of estimates that are independent of each other, such as those of many contexts.
     *
     * @param estimates at least one
     * @return means of values, biases, deviations and bounds, and the error √Σ e² / m of m values
     */
    public static LogPartitionEstimate mean(List<LogPartitionEstimate> estimates) {
        double squares = 0;
        for (LogPartitionEstimate one : estimates) {
            squares += one.standardError * one.standardError;
        }
        return new LogPartitionEstimate(
                mean(estimates, LogPartitionEstimate::value),
                Math.sqrt(squares) / estimates.size(),
                mean(estimates, LogPartitionEstimate::bias),
                mean(estimates, LogPartitionEstimate::deviation),
                estimates.get(0).chains,
                mean(estimates, LogPartitionEstimate::atLeast));
    }

    private static double mean(List<LogPartitionEstimate> estimates, ToDoubleFunction<LogPartitionEstimate> figure) {
        return estimates.stream().mapToDouble(figure).sum() / estimates.size();
    }

    /**
     * This estimate with what log Z is at least.
     *
     * @param bound a lower bound on log Z
     * @return the estimate with the larger of both bounds
     */
    public LogPartitionEstimate atLeast(double bound) {
        return new LogPartitionEstimate(value, standardError, bias, deviation, chains, Math.max(atLeast, bound));
    }

    /**
     * How many chains carry the weight: (Σ w)² / Σ w² = n / (1 + (n − 1) e²), e the standard error.
     *
     * <p>Source: A. Kong, "A note on importance sampling using standardized weights", technical report 348, University of
     * Chicago, 1992.
     *
     * @return from 1, one chain has all the weight, to n, all have the same
     */
    public double effectiveChains() {
        return chains / (1 + (chains - 1) * standardError * standardError);
    }

    /**
     * The deviation of log-weights up to which so many chains can tell their mean weight: √(2 ln n), at most {@value
     * #LARGEST_DEVIATION}.
     *
     * <p>Of normal log-weights of deviation σ the mean weight is made by those about σ² above the mean of log w; the
     * largest of n lies about σ √(2 ln n) above it. Where σ is larger than √(2 ln n), which is 3.03 for 100 chains, no chain is among
     * those that make the mean.
     *
     * @param chains n
     * @return the limit
     */
    public static double largestDeviation(int chains) {
        return Math.min(LARGEST_DEVIATION, Math.sqrt(2 * StrictMath.log(chains)));
    }

    /**
     * Whether it lies below what log Z is at least by more than its error explains.
     *
     * @return true if it is wrong, whatever its error says
     */
    public boolean isTooLow() {
        return atLeast - value > ERRORS * standardError + ROUNDING * Math.max(1, Math.abs(value));
    }

    /**
     * Why this estimate cannot be trusted.
     *
     * @return the reason in words, which is that it is not finite, too low, that log-weights deviate by more than {@link
     *     #largestDeviation}, or that fewer than {@value #LEAST_EFFECTIVE_CHAINS} effective chains, or half of all if there are
     *     fewer than 20, carry the weight; empty where no reason is known
     */
    public Optional<String> doubt() {
        if (!Double.isFinite(value) || Double.isNaN(standardError)) {
            return Optional.of("log Z is " + value);
        }
        if (isTooLow()) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "log Z is at least %.3f, summed over states seen, but annealing found only %.3f",
                    atLeast,
                    value));
        }
        if (chains < 2) {
            return Optional.empty();
        }
        if (deviation > largestDeviation(chains)) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "log-weights of annealing deviate by %.2f; more than %.2f is too much for %d chains",
                    deviation,
                    largestDeviation(chains),
                    chains));
        }
        if (effectiveChains() < Math.min(LEAST_EFFECTIVE_CHAINS, chains / 2.0)) {
            return Optional.of(String.format(
                    Locale.ROOT, "%.1f of %d annealed chains carry the weight", effectiveChains(), chains));
        }
        return Optional.empty();
    }
}
