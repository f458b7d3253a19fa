package org.boltzmann.core.sample;

import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Passes;

/**
 * The distribution of independent units that is nearest to a machine's, given what is clamped: every unit has the mean of its type
 * at the field that the means of all others exert.
 *
 * <p>Units are updated one after the other, so that the bound on the log-likelihood never falls and no damping is needed. The iteration ends
 * where no mean moves by more than {@value #TOLERANCE} in a round, or after a given number of rounds.
 *
 * <p>Source: C. Peterson, J. Anderson, "A mean field theory learning algorithm for neural networks", Complex Systems 1, 1987.
 */
public final class MeanField {

    /** By how much means may still move where the iteration ends. */
    public static final double TOLERANCE = 1e-3;

    private final BoltzmannMachine machine;
    private final int rounds;

    /**
     * Mean field of a machine.
     *
     * @param machine the machine
     * @param rounds largest number of rounds, at least 1; some tens
     */
    public MeanField(BoltzmannMachine machine, int rounds) {
        if (rounds < 1) {
            throw new IllegalArgumentException("mean field needs at least 1 round, not " + rounds);
        }
        this.machine = machine;
        this.rounds = rounds;
    }

    /**
     * Puts means in the place of all values that are not clamped.
     *
     * @param x a state, changed in place
     * @return the groups that are not clamped as a whole
     */
    public List<Group> fillMeans(State x) {
        List<Group> open =
                x.groups().stream().filter(group -> !x.isClamped(group)).toList();
        for (Group group : open) {
            Matrix zeros = x.drawn(group);
            zeros.fill(0);
            x.setUnclamped(group, zeros);
        }
        double moved = Double.POSITIVE_INFINITY;
        for (int r = 0; r < rounds && moved > TOLERANCE; r++) {
            moved = 0;
            for (Group group : open) {
                moved = Math.max(moved, update(group, x));
            }
        }
        return open;
    }

    /** The largest move of a mean; NaN, which ends the iteration, if there is one. */
    private double update(Group group, State x) {
        Matrix other = x.drawn(group);
        if (machine.isLateral(group)) {
            other.set(x.of(group));
            machine.fillMeansLateral(group, x);
            Passes.addScaled(-1, x.of(group), other);
            return largest(other);
        }
        machine.fillMean(group, machine.fillField(group, x), other);
        x.fillUnclamped(group, other, other);
        Passes.addScaled(-1, other, x.of(group));
        double moved = largest(x.of(group));
        x.of(group).set(other);
        x.changed(group);
        return moved;
    }

    private static double largest(Matrix matrix) {
        return Passes.largest(matrix.data(), matrix.offset(), matrix.offset() + matrix.rows() * matrix.columns());
    }

    @Override
    public String toString() {
        return "mean-field-" + rounds;
    }
}
