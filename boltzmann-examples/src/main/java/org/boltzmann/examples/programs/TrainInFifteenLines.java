package org.boltzmann.examples.programs;

import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.estimate.LogLikelihood;
import org.boltzmann.core.estimate.LogPartitionEstimate;
import org.boltzmann.core.train.ExactPositivePhase;
import org.boltzmann.core.train.MaximumLikelihood;
import org.boltzmann.core.train.Optimizer;
import org.boltzmann.core.train.PersistentContrastiveDivergence;
import org.boltzmann.core.train.Schedule;
import org.boltzmann.core.train.Trainer;
import org.boltzmann.examples.data.BarsAndStripes;
import org.boltzmann.rbm.Rbms;

/** A restricted machine learns bars and stripes by persistent chains, and its log-likelihood is computed exactly. */
public final class TrainInFifteenLines {

    private TrainInFifteenLines() {}

    /**
     * Trains and measures.
     *
     * @return the mean log-likelihood in nats
     */
    public static double run() {
        BoltzmannMachine rbm = Rbms.bernoulli(16, 12);
        Presentation data = new Presentation(BarsAndStripes.standard(), rbm.group("v"), Encoding.asIs());
        rbm.initialize(RandomKey.of(1), data.means(RandomKey.of(1)));
        var likelihood = new MaximumLikelihood(
                new ExactPositivePhase(rbm, data.observed()), new PersistentContrastiveDivergence(rbm, 1, 100));
        Optimizer ascent = Optimizer.sgd(Schedule.linear(0.2, 0, 2000));
        new Trainer(rbm, likelihood, ascent, 10, 1, List.of()).train(data, 2000);
        LogPartitionEstimate logZ = LogPartitionEstimate.exact(rbm);
        return LogLikelihood.of(rbm, data.observed(), data.parts(rbm, 30, RandomKey.of(1)), logZ)
                .mean();
    }

    /**
     * Prints it.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        System.out.printf("log-likelihood %.3f nats; no machine exceeds %.3f%n", run(), -Math.log(30));
    }
}
