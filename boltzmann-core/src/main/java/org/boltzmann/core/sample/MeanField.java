package org.boltzmann.core.sample;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
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
 * <p>Where several distributions are nearest to what is around them, the start decides which is found. All means begin with 0: a group
 * says nothing until it is visited. Groups named by {@link #startingInFirstState} begin in the first state of their units instead, and
 * are visited after all others, which hear that first.
 *
 * <p>Source: C. Peterson, J. Anderson, "A mean field theory learning algorithm for neural networks", Complex Systems 1, 1987.
 */
public final class MeanField {

    /** By how much means may still move where the iteration ends. */
    public static final double TOLERANCE = 1e-3;

    private final BoltzmannMachine machine;
    private final int rounds;
    private final Set<Group> inFirstState;

    /**
     * Mean field of a machine.
     *
     * @param machine the machine
     * @param rounds largest number of rounds, at least 1; some tens
     */
    public MeanField(BoltzmannMachine machine, int rounds) {
        this(machine, rounds, Set.of());
    }

    private MeanField(BoltzmannMachine machine, int rounds, Set<Group> inFirstState) {
        if (rounds < 1) {
            throw new IllegalArgumentException("mean field needs at least 1 round, not " + rounds);
        }
        this.machine = machine;
        this.rounds = rounds;
        this.inFirstState = inFirstState;
    }

    /**
     * The same from another start: some groups begin in the first of their units' states and are visited last. For a mask whose
     * first component is to explain everything until others explain it better.
     *
     * @param groups groups of listed states
     * @return mean field of the same machine
     * @throws IllegalArgumentException if the states of a group's units cannot be listed
     */
    public MeanField startingInFirstState(Collection<Group> groups) {
        for (Group group : groups) {
            if (group.type().states().isEmpty()) {
                throw new IllegalArgumentException("group " + group
                        + " cannot begin in its first state: the states of its units are no list; let it begin with 0");
            }
        }
        return new MeanField(machine, rounds, Set.copyOf(groups));
    }

    /**
     * Puts means in the place of all values that are not clamped.
     *
     * @param x a state, changed in place
     * @return the groups that are not clamped as a whole
     */
    public List<Group> fillMeans(State x) {
        List<Group> open = x.groups().stream()
                .filter(group -> !x.isClamped(group))
                .sorted(Comparator.comparing(inFirstState::contains))
                .toList();
        for (Group group : open) {
            Matrix start = x.drawn(group);
            start.fill(0);
            if (inFirstState.contains(group)) {
                fillFirstState(group, start);
            }
            x.setUnclamped(group, start);
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

    private static void fillFirstState(Group group, Matrix start) {
        float[] first = group.type().states().get(0);
        for (int i = 0; i < group.size(); i++) {
            start.rows(i, i + 1).fill(first[i % first.length]);
        }
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
        return "mean-field-" + rounds
                + (inFirstState.isEmpty()
                        ? ""
                        : " from the first state of "
                                + inFirstState.stream()
                                        .map(Group::name)
                                        .sorted()
                                        .toList());
    }
}
