package org.boltzmann.core.train;

import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.Term;
import org.boltzmann.core.io.Snapshot;
import org.boltzmann.core.linalg.Matrix;

/**
 * A positive phase that also keeps the activity of hidden units near a target, by their biases alone: to the gradient of each bias
 * of unit j it adds cost · (t − q_j), with q_j the unit's average over the mini-batch.
 *
 * <p>Unlike {@link SparsityTarget} it is the gradient of nothing, and leaves the weights alone, so that a unit far from the target does not
 * lose what it has learned. Activities are those of the sample that the phase leaves, which has the mean of the phase without a second
 * inference; so it serves every machine, those too whose hidden units depend on each other.
 *
 * <p>Source: the rule for biases in H. Lee, C. Ekanadham, A. Ng, "Sparse deep belief net model for visual area V2", NIPS 2007; alone
 * in K. Sohn et al., "Learning and selecting features jointly with point-wise gated Boltzmann machines", ICML 2013.
 */
public final class ActivityTarget implements PositivePhase {

    private final PositivePhase phase;
    private final BoltzmannMachine machine;
    private final Group hidden;
    private final double target;
    private final double cost;
    private final List<Term> biases;

    /**
     * A positive phase with a target for the activity of one group.
     *
     * @param phase of the machine
     * @param machine the machine
     * @param hidden a group with biases: terms that touch it alone
     * @param target t, the mean value wanted
     * @param cost how strongly, in the unit of the gradient of the biases' log-likelihood
     * @throws IllegalArgumentException if the group has no biases of its own, or its units are coupled with each other
     */
    public ActivityTarget(PositivePhase phase, BoltzmannMachine machine, Group hidden, double target, double cost) {
        this.phase = phase;
        this.machine = machine;
        this.hidden = hidden;
        this.target = target;
        this.cost = cost;
        this.biases = machine.terms().stream()
                .filter(term -> term.groups().equals(List.of(hidden)))
                .toList();
        if (biases.isEmpty() || machine.isLateral(hidden)) {
            throw new IllegalArgumentException("group " + hidden + " has no biases to keep its activity by: "
                    + (biases.isEmpty() ? "no term touches it alone" : "its units are coupled with each other"));
        }
    }

    @Override
    public void addGradient(State batch, double factor, RandomKey key, Gradient gradient) {
        phase.addGradient(batch, factor, key, gradient);
        Matrix sample = batch.of(hidden);
        State distance = State.zeros(List.of(hidden), 1);
        Matrix towards = distance.of(hidden);
        for (int i = 0; i < hidden.size(); i++) {
            double activity = 0;
            for (int j = 0; j < batch.columns(); j++) {
                activity += sample.get(i, j);
            }
            towards.set(i, 0, (float) (target - activity / batch.columns()));
        }
        for (Term bias : biases) {
            bias.addGradient(machine.theta(), distance, ColumnWeights.uniform(factor * cost), gradient);
        }
    }

    @Override
    public void save(Snapshot to) {
        phase.save(to);
    }

    @Override
    public void restore(Snapshot from) {
        phase.restore(from);
    }

    @Override
    public String toString() {
        return phase + " with " + hidden.name() + " -> " + target;
    }
}
