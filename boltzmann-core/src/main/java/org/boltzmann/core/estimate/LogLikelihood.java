package org.boltzmann.core.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.State;

/**
 * The mean log-likelihood of data, log p(x) = −F(x) − log Z, in nats.
 *
 * <p>An annealed log Z is an estimate from below, so that a log-likelihood by it is one from above; {@link LogPartitionEstimate#doubt}
 * says where it cannot be trusted.
 *
 * @param mean mean over the examples
 * @param standardError error of {@code mean} that comes from estimating log Z; 0 if it was enumerated
 * @param bias by about so much {@code mean} is too high because the logarithm of a mean weight is too low
 * @param spread standard deviation of log p over the examples
 * @param examples number of examples
 */
public record LogLikelihood(double mean, double standardError, double bias, double spread, int examples) {

    /**
     * The log-likelihood under a machine of known log Z.
     *
     * @param machine the machine
     * @param observed the groups that the data give; all others are summed out exactly
     * @param data the data, a part at a time: states with the observed values of some examples
     * @param logPartition log Z, enumerated or estimated
     * @return the mean and its errors
     * @throws IllegalArgumentException if the groups not observed cannot be summed out, naming the term
     */
    public static LogLikelihood of(
            BoltzmannMachine machine, List<Group> observed, Iterable<State> data, LogPartitionEstimate logPartition) {
        Marginal marginal = Marginal.keeping(machine, observed);
        return of(
                part -> {
                    double[] negative = marginal.freeEnergy(part);
                    for (int j = 0; j < negative.length; j++) {
                        negative[j] = -negative[j];
                    }
                    return negative;
                },
                data,
                logPartition);
    }

    /**
     * A lower bound on the log-likelihood, where groups that are not observed cannot be summed out.
     *
     * @param bound the bound
     * @param data the data, a part at a time: states with the observed values of some examples
     * @param logPartition log Z, enumerated or estimated
     * @return the mean of the bound and its errors
     */
    public static LogLikelihood atLeast(MeanFieldBound bound, Iterable<State> data, LogPartitionEstimate logPartition) {
        return of(bound::of, data, logPartition);
    }

    /**
     * The log-likelihood given context, log p(v | u): each example has a log Z of its own, which is enumerated.
     *
     * @param machine the machine
     * @param observed the groups that the data give; all others but context are summed out exactly
     * @param data the data, a part at a time: states with the observed values and the context of some examples
     * @return the mean, without error
     * @throws IllegalArgumentException if a sum is too large, naming the term
     */
    public static LogLikelihood conditional(BoltzmannMachine machine, List<Group> observed, Iterable<State> data) {
        Marginal marginal = Marginal.keeping(machine, observed);
        Marginal everything = Marginal.summingAll(machine);
        return of(
                part -> {
                    double[] kept = marginal.freeEnergy(part);
                    double[] all = everything.freeEnergy(part);
                    for (int j = 0; j < kept.length; j++) {
                        kept[j] = all[j] - kept[j];
                    }
                    return kept;
                },
                data,
                new LogPartitionEstimate(0, 0, 0, 0, 0));
    }

    /**
     * The log-likelihood given context, where each example's log Z is estimated, independently of the others.
     *
     * @param machine the machine
     * @param observed the groups that the data give; all others but context are summed out exactly
     * @param data the data, a part at a time: states with the observed values and the context of some examples
     * @param logPartitions log Z for each column of a part, such as {@link AnnealedImportanceSampling#run(State, int, double[],
     *     org.boltzmann.core.RandomKey)} gives
     * @return the mean and its errors: √Σ e² / n of the errors e of n estimates, and the mean of their biases
     * @throws IllegalArgumentException if the groups not observed cannot be summed out, naming the term
     */
    public static LogLikelihood conditional(
            BoltzmannMachine machine,
            List<Group> observed,
            Iterable<State> data,
            Function<State, List<LogPartitionEstimate>> logPartitions) {
        Marginal marginal = Marginal.keeping(machine, observed);
        List<LogPartitionEstimate> estimates = new ArrayList<>();
        LogLikelihood exact = of(
                part -> {
                    double[] values = marginal.freeEnergy(part);
                    List<LogPartitionEstimate> own = logPartitions.apply(part);
                    for (int j = 0; j < values.length; j++) {
                        values[j] = -values[j] - own.get(j).value();
                    }
                    estimates.addAll(own);
                    return values;
                },
                data,
                new LogPartitionEstimate(0, 0, 0, 0, 0));
        double squares = 0;
        double bias = 0;
        for (LogPartitionEstimate estimate : estimates) {
            squares += estimate.standardError() * estimate.standardError();
            bias += estimate.bias();
        }
        int n = exact.examples();
        return new LogLikelihood(exact.mean(), Math.sqrt(squares) / n, bias / n, exact.spread(), n);
    }

    private static LogLikelihood of(
            Function<State, double[]> unnormalised, Iterable<State> data, LogPartitionEstimate logPartition) {
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (State part : data) {
            for (double value : unnormalised.apply(part)) {
                double logProbability = value - logPartition.value();
                sum += logProbability;
                squares += logProbability * logProbability;
                n++;
            }
        }
        if (n == 0) {
            throw new IllegalArgumentException("there are no examples to measure a log-likelihood on");
        }
        double mean = sum / n;
        double variance = n > 1 ? Math.max(0, (squares - n * mean * mean) / (n - 1)) : 0;
        return new LogLikelihood(mean, logPartition.standardError(), logPartition.bias(), Math.sqrt(variance), n);
    }
}
