package org.boltzmann.discriminative;

import java.util.Collection;
import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;

/**
 * The definition itself: K times the free energy, K times its gradient. For hidden groups of few states that a term joins, which
 * are enumerated, and as what the faster way is held against.
 */
final class MarginalLabels implements ClampedLabels {

    /** Beyond this many states for each of thousands of cases nobody waits for the end. */
    private static final double MOST_BITS = 16;

    private final Group label;
    private final List<Group> given;
    private final Marginal joint;

    /**
     * Of any machine whose hidden groups can be summed out.
     *
     * @throws IllegalArgumentException if they cannot, naming the term that joins them
     */
    MarginalLabels(BoltzmannMachine machine, Group label, Collection<Group> hidden) {
        this.label = label;
        this.given = machine.groups().stream()
                .filter(group -> !hidden.contains(group) && !group.equals(label))
                .toList();
        this.joint = Marginal.summing(machine, hidden);
        if (joint.enumeratedBits() > MOST_BITS) {
            throw new IllegalArgumentException("cannot sum out " + hidden + " for each example: term "
                    + machine.termJoining(hidden).orElseThrow() + " joins them, and 2^"
                    + Math.round(joint.enumeratedBits()) + " joint states would be enumerated each time (limit 2^"
                    + Math.round(MOST_BITS) + "); take that term out, or train the likelihood instead");
        }
    }

    @Override
    public void fillLogProbabilities(State x, Dropout dropout, double[] logProbabilities) {
        if (!dropout.isNone()) {
            throw new IllegalArgumentException("hidden units of " + joint
                    + " depend on each other, so that none can be left out; train without dropout");
        }
        ClampedLabels.checkComplete(given, x);
        int classes = label.size();
        for (int k = 0; k < classes; k++) {
            double[] energy = joint.freeEnergy(clamped(x, k));
            for (int j = 0; j < energy.length; j++) {
                logProbabilities[k + classes * j] = -energy[j];
            }
        }
        LogProbabilities.normalise(logProbabilities, classes);
    }

    @Override
    public void addGradient(State x, Matrix weights, boolean contrast, Gradient gradient) {
        for (int k = 0; k < label.size(); k++) {
            float[] ofClass = new float[x.columns()];
            for (int j = 0; j < ofClass.length; j++) {
                ofClass[j] = weights.get(k, j);
            }
            joint.addGradient(clamped(x, k), ColumnWeights.of(ofClass), gradient);
        }
    }

    /** Without the masks of a label that is clamped in part, which are not those of missing values. */
    private State clamped(State x, int k) {
        Matrix units = Matrix.zeros(label.size(), x.columns());
        for (int j = 0; j < x.columns(); j++) {
            units.set(k, j, 1);
        }
        return (x.isMasked(label) ? x.copyReleased() : x).with(label, units);
    }
}
