package org.boltzmann.discriminative;

import java.util.Collection;
import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;

/**
 * A machine whose label is clamped to each of its K classes in turn, everything hidden summed out: F_k(x) = F(x, y = k).
 *
 * <p>From these free energies follows p(y = k | x) = exp(−F_k) / Σ_l exp(−F_l), and every gradient of classification is a weighted
 * sum of theirs: Σ_jk w_kj (−∂F_k(x_j)/∂θ). With w_k = 1{k = y} − p(k | x) it is that of log p(y | x); with w_k = p(k | x), the
 * expectation of −∂E/∂θ given x alone.
 */
interface ClampedLabels {

    /**
     * The logarithms of the classes' probabilities.
     *
     * @param x a state; values of the label and of hidden groups are not looked at
     * @param dropout which hidden units are left out
     * @param logProbabilities log p(y = k | x_j) at k + K j, overwritten
     */
    void fillLogProbabilities(State x, Dropout dropout, double[] logProbabilities);

    /**
     * Adds the weighted sum of the −∂F_k/∂θ, after {@link #fillLogProbabilities}.
     *
     * @param x the state of that call, unchanged since, as are the parameters
     * @param weights w, classes x columns
     * @param contrast whether the weights of each column sum to 0, so that what the label has no influence on cancels
     * @param gradient added to
     */
    void addGradient(State x, Matrix weights, boolean contrast, Gradient gradient);

    /**
     * The way that costs least for a machine.
     *
     * @param machine the machine
     * @param given the groups that hold the data; the label may be among them, context need not be
     * @param label the group that holds the label
     * @return its free energies with the label clamped
     * @throws IllegalArgumentException if the label is not one block of one-hot units, or what is hidden cannot be summed out,
     *     naming the term that joins it
     */
    static ClampedLabels of(BoltzmannMachine machine, Collection<Group> given, Group label) {
        if (!machine.groups().contains(label)) {
            throw new IllegalArgumentException("no group " + label + " among " + machine.groups());
        }
        if (label.type().states().size() != label.size() || label.type().block() != label.size()) {
            throw new IllegalArgumentException(
                    "group " + label + " cannot hold a label; it must be one block of one-hot units");
        }
        List<Group> hidden = machine.groups().stream()
                .filter(group -> !given.contains(group)
                        && !group.equals(label)
                        && !group.type().isContext())
                .toList();
        return machine.termJoining(hidden).isPresent()
                ? new MarginalLabels(machine, label, hidden)
                : new IndependentLabels(machine, label, hidden);
    }

    /** Refuses missing values; a label that is clamped in part is none of them. */
    static void checkComplete(List<Group> given, State x) {
        for (int g = 0; g < given.size(); g++) {
            if (x.isMasked(given.get(g))) {
                throw new IllegalArgumentException("group " + given.get(g).name()
                        + " has missing values, over which p(y | x) does not sum; fill them in, or train the likelihood"
                        + " with a sampled positive phase");
            }
        }
    }
}
