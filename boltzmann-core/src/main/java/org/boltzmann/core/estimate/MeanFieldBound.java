package org.boltzmann.core.estimate;

import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Passes;
import org.boltzmann.core.sample.MeanField;

/**
 * A lower bound on the log-likelihood, for machines whose hidden units cannot be summed out.
 *
 * <p>log p(v) + log Z ≥ log base(v) − E(v, m) + Σ_i (A(f_i) − f_i m_i), where f are the fields that the mean-field means exert and
 * m = A'(f): the average of the energy over independent units is the energy at their means, and A(f) − f m is what their entropy and base
 * measure add. Where hidden units are independent given v it is the log-likelihood itself.
 *
 * <p>Source: L. Saul, T. Jaakkola, M. Jordan, "Mean field theory for sigmoid belief networks", 1996; R. Salakhutdinov, "Learning
 * and evaluating Boltzmann machines", UTML TR 2008-002, 2008, for Boltzmann machines.
 */
public final class MeanFieldBound {

    private static final int ROUNDS = 100;

    private final BoltzmannMachine machine;
    private final List<Group> observed;
    private final MeanField meanField;

    /**
     * The bound of a machine.
     *
     * @param machine the machine
     * @param observed the groups that the data give
     */
    public MeanFieldBound(BoltzmannMachine machine, List<Group> observed) {
        this.machine = machine;
        this.observed = List.copyOf(observed);
        this.meanField = new MeanField(machine, ROUNDS);
    }

    /**
     * The bound for every column.
     *
     * @param x a state whose observed and context groups are clamped; the others are overwritten by means
     * @return lower bounds on log p + log Z, in nats
     * @throws IllegalArgumentException if an observed group is not clamped in full
     */
    public double[] of(State x) {
        for (Group group : observed) {
            if (!x.isClamped(group)) {
                throw new IllegalArgumentException(
                        "group " + group.name() + " is not observed in full; the bound has no missing values");
            }
        }
        List<Group> open = meanField.fillMeans(x);
        double[] bound = new double[x.columns()];
        machine.addBaseEnergy(observed, x, bound);
        for (Group group : open) {
            machine.fillField(group, x);
        }
        for (Group group : open) {
            machine.fillMean(group, x.field(group), x.of(group));
            x.changed(group);
        }
        machine.addEnergy(x, bound);
        for (int j = 0; j < bound.length; j++) {
            bound[j] = -bound[j];
        }
        for (Group group : open) {
            Matrix field = x.field(group);
            machine.addLogPartition(group, field, bound);
            Passes.addDots(-1, field, x.of(group), bound);
        }
        return bound;
    }
}
