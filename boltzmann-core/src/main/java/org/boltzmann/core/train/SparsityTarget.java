package org.boltzmann.core.train;

import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.Term;
import org.boltzmann.core.linalg.Matrix;

/**
 * Keeps the mean activity of hidden units near a target: −½ Σ_j (t − q_j)², with q_j the average over the mini-batch of unit j's
 * mean given the observed groups.
 *
 * <p>The gradient is exact: with s_jn = (t − q_j) · variance_jn / N, it is Σ_n Σ_j s_jn ∂field_jn/∂θ, and since a term is linear
 * in the group, that is the term's own gradient with s in the place of the group's values.
 *
 * <p>Source: H. Lee, C. Ekanadham, A. Ng, "Sparse deep belief net model for visual area V2", NIPS 2007, equation 3.
 */
public final class SparsityTarget implements Objective {

    private final BoltzmannMachine machine;
    private final Group hidden;
    private final double target;
    private final List<Term> touching;

    /**
     * A sparsity target for one group.
     *
     * @param machine the machine
     * @param hidden the group; every group it shares a term with must be observed
     * @param target t, the mean activity wanted
     * @throws IllegalArgumentException if the group's type has parameters of its own, or units that take their values together,
     *     or its units are coupled with each other
     */
    public SparsityTarget(BoltzmannMachine machine, Group hidden, double target) {
        if (!hidden.type().parameters().isEmpty()) {
            throw new IllegalArgumentException("group " + hidden
                    + " has parameters of its own, for which a sparsity target" + " has no gradient here");
        }
        if (hidden.type().block() > 1) {
            throw new IllegalArgumentException("group " + hidden
                    + " has units that take their values together: the mean of one depends on the fields of all, for which a"
                    + " sparsity target has no gradient here; use units of their own");
        }
        if (machine.isLateral(hidden)) {
            throw new IllegalArgumentException("units of group " + hidden
                    + " are coupled with each other, so that its activity has no closed form; a sparsity target needs a"
                    + " group without lateral coupling");
        }
        this.machine = machine;
        this.hidden = hidden;
        this.target = target;
        this.touching = machine.terms().stream()
                .filter(term -> term.groups().contains(hidden))
                .toList();
    }

    @Override
    public void addGradient(State batch, double factor, RandomKey key, Gradient gradient) {
        for (Term term : touching) {
            for (Group group : term.groups()) {
                if (!group.equals(hidden) && !batch.isClamped(group)) {
                    throw new IllegalArgumentException("sparsity target on " + hidden.name() + ": group " + group.name()
                            + " is not observed, so that the activity has no closed form");
                }
            }
        }
        int n = batch.columns();
        Matrix field = machine.fillField(hidden, batch);
        Matrix mean = Matrix.zeros(hidden.size(), n);
        Matrix signal = Matrix.zeros(hidden.size(), n);
        hidden.type().fillMean(machine.theta(), field, mean);
        hidden.type().fillVariance(machine.theta(), field, signal);
        for (int i = 0; i < hidden.size(); i++) {
            double activity = 0;
            for (int j = 0; j < n; j++) {
                activity += mean.get(i, j) / n;
            }
            for (int j = 0; j < n; j++) {
                signal.set(i, j, (float) ((target - activity) * signal.get(i, j)));
            }
        }
        State linear = batch.with(hidden, signal);
        for (Term term : touching) {
            gradient.add(term, machine.theta(), linear, ColumnWeights.uniform(factor / n));
        }
    }

    @Override
    public String toString() {
        return "sparsity(" + hidden.name() + " -> " + target + ")";
    }
}
