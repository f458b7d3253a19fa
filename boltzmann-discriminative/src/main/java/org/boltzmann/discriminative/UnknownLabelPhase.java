package org.boltzmann.discriminative;

import java.util.Collection;
import java.util.List;
import java.util.random.RandomGenerator;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Functions;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.sample.GibbsSampler;
import org.boltzmann.core.train.PositivePhase;

/**
 * The positive phase of examples without a label: Σ_k p(k | x) (−∂F(x, k)/∂θ), label and hidden units summed out; or one label drawn
 * from p(y | x) in the place of the sum.
 *
 * <p>With a negative phase it makes the gradient of log p(x). In the label and the hidden groups it leaves a sample of p(y, h | x),
 * from where chains can start.
 *
 * <p>Source of the drawn form: H. Larochelle, Y. Bengio, "Classification using discriminative restricted Boltzmann machines", ICML
 * 2008, section 6.
 */
public final class UnknownLabelPhase implements PositivePhase {

    /** What a class counts, given p(y | x) and the label drawn from it. */
    private enum Counting {
        SUMMED,
        DRAWN
    }

    private final Group label;
    private final List<Group> hidden;
    private final ClampedLabels labels;
    private final GibbsSampler sampler;
    private final Counting counting;

    private UnknownLabelPhase(BoltzmannMachine machine, Collection<Group> given, Group label, Counting counting) {
        this.label = label;
        this.labels = ClampedLabels.of(machine, given, label);
        this.sampler = new GibbsSampler(machine);
        this.hidden = machine.groups().stream()
                .filter(group -> !given.contains(group)
                        && !group.equals(label)
                        && !group.type().isContext())
                .toList();
        this.counting = counting;
        machine.termJoining(hidden).ifPresent(term -> {
            throw new IllegalArgumentException("hidden units cannot be drawn given data and label: term " + term
                    + " joins them; use a sampled positive phase (GibbsPositivePhase)");
        });
    }

    /**
     * The label summed out exactly.
     *
     * @param machine the machine
     * @param given the groups that hold the data
     * @param label the group that holds the label, one block of one-hot units
     * @return the positive phase
     * @throws IllegalArgumentException if the label is no such group, or a term joins hidden groups, naming it
     */
    public static UnknownLabelPhase summed(BoltzmannMachine machine, Collection<Group> given, Group label) {
        return new UnknownLabelPhase(machine, given, label, Counting.SUMMED);
    }

    /**
     * One label drawn for each example: cheaper by little, and noisier.
     *
     * @param machine the machine
     * @param given the groups that hold the data
     * @param label the group that holds the label, one block of one-hot units
     * @return the positive phase
     * @throws IllegalArgumentException if the label is no such group, or a term joins hidden groups, naming it
     */
    public static UnknownLabelPhase drawn(BoltzmannMachine machine, Collection<Group> given, Group label) {
        return new UnknownLabelPhase(machine, given, label, Counting.DRAWN);
    }

    @Override
    public void addGradient(State batch, double factor, RandomKey key, Gradient gradient) {
        if (batch.isClamped(label) || batch.isMasked(label)) {
            throw new IllegalArgumentException(
                    "group " + label.name() + " holds labels; this phase is for examples whose label is not known");
        }
        int classes = label.size();
        double[] logProbabilities = new double[classes * batch.columns()];
        labels.fillLogProbabilities(batch, Dropout.NONE, logProbabilities);
        RandomGenerator random = key.at(label.name()).generator();
        Matrix drawn = batch.of(label);
        Matrix weights = Matrix.zeros(classes, batch.columns());
        for (int j = 0; j < batch.columns(); j++) {
            double rest = random.nextDouble();
            int one = classes - 1;
            for (int k = classes - 1; k >= 0; k--) {
                double p = Functions.exp(logProbabilities[k + classes * j]);
                weights.set(k, j, (float) (factor / batch.columns() * p));
                one = rest >= 0 ? k : one;
                rest -= p;
            }
            for (int k = 0; k < classes; k++) {
                drawn.set(k, j, k == one ? 1 : 0);
            }
        }
        batch.changed(label);
        if (counting == Counting.DRAWN) {
            weights.set(drawn);
            for (int i = 0; i < weights.data().length; i++) {
                weights.data()[i] *= (float) (factor / batch.columns());
            }
        }
        labels.addGradient(batch, weights, false, gradient);
        sampler.sample(hidden, batch, key);
    }

    @Override
    public String toString() {
        return "exact, " + label.name() + (counting == Counting.SUMMED ? " summed out" : " drawn");
    }
}
