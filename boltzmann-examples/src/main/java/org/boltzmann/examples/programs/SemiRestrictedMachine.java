package org.boltzmann.examples.programs;

import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.estimate.LogLikelihood;
import org.boltzmann.core.estimate.LogPartitionEstimate;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Lateral;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.train.ContrastiveDivergence;
import org.boltzmann.core.train.ExactPositivePhase;
import org.boltzmann.core.train.MaximumLikelihood;
import org.boltzmann.core.train.Optimizer;
import org.boltzmann.core.train.Schedule;
import org.boltzmann.core.train.Trainer;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.examples.data.BarsAndStripes;

/**
 * A machine that the library has no name for: a restricted one whose visible units are coupled with each other too.
 *
 * <p>Source: S. Osindero, G. Hinton, "Modeling image patches with a directed hierarchy of Markov random fields", NIPS 2007.
 */
public final class SemiRestrictedMachine {

    private SemiRestrictedMachine() {}

    /**
     * The machine: five terms.
     *
     * @param visible number of visible units
     * @param hidden number of hidden units
     * @return the machine, its parameters not yet initialised
     */
    public static BoltzmannMachine of(int visible, int hidden) {
        Group v = Group.of("v", new Bernoulli(), visible);
        Group h = Group.of("h", new Bernoulli(), hidden);
        return BoltzmannMachine.of(Bias.on(v), Bias.on(h), Pairwise.between(v, h), Lateral.within(v));
    }

    /**
     * Trains it by contrastive divergence and measures it.
     *
     * @return the mean log-likelihood in nats, exact
     */
    public static double run() {
        BoltzmannMachine machine = of(16, 6);
        Presentation data = new Presentation(BarsAndStripes.standard(), machine.group("v"), Encoding.asIs());
        machine.initialize(RandomKey.of(1), data.means(RandomKey.of(1)));
        var likelihood = new MaximumLikelihood(
                new ExactPositivePhase(machine, data.observed()), new ContrastiveDivergence(machine, 5));
        Optimizer ascent = Optimizer.adam(Schedule.linear(0.02, 0, 600));
        new Trainer(machine, likelihood, ascent, 30, 1, List.of()).train(data, 600);
        LogPartitionEstimate logZ = LogPartitionEstimate.exact(machine);
        return LogLikelihood.of(machine, data.observed(), data.parts(machine, 30, RandomKey.of(1)), logZ)
                .mean();
    }

    /**
     * Prints it.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        System.out.println(of(16, 6));
        System.out.printf("log-likelihood %.3f nats; no machine exceeds %.3f%n", run(), -Math.log(30));
    }
}
