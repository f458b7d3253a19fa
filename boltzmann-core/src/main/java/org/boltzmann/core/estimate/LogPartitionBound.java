package org.boltzmann.core.estimate;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.LogSum;
import org.boltzmann.core.linalg.Matrix;

/**
 * What log Z is at least: log Z ≥ log Σ exp(−F(x)) over any distinct states x of the kept groups, F their free energy with all
 * others summed out. It needs no assumption on where the states come from, and takes equality once all of them were seen.
 *
 * <p>It holds for kept groups of finitely many states alone, since a single value of a continuous unit has no probability. A column
 * that holds anything but states of its units, such as means, is left out.
 *
 * <p>States are told apart by 64 bits of a hash: two that have the same count once, which only lowers the bound. Of more than {@value
 * #MOST} states the first ones count.
 */
public final class LogPartitionBound {

    /** States that count at most; more are not remembered. */
    public static final int MOST = 1 << 17;

    private final Marginal marginal;
    private final List<Group> kept;
    private final Set<Long> seen = new HashSet<>();
    private final LogSum sum = new LogSum();

    /**
     * A bound by no state so far.
     *
     * @param machine a machine without context, or one whose states will all have the same
     * @param summed the groups to sum out; the others are kept
     * @throws IllegalArgumentException if they cannot be summed out
     */
    public LogPartitionBound(BoltzmannMachine machine, Collection<Group> summed) {
        this(
                Marginal.summing(machine, summed),
                machine.groups().stream()
                        .filter(group ->
                                !summed.contains(group) && !group.type().isContext())
                        .toList());
    }

    private LogPartitionBound(Marginal marginal, List<Group> kept) {
        this.marginal = marginal;
        this.kept = kept;
    }

    /** For each run of so many columns, which have their context in common, the bound by those columns alone. */
    static double[] ofEach(BoltzmannMachine machine, Collection<Group> summed, State x, int columns) {
        LogPartitionBound first = new LogPartitionBound(machine, summed);
        double[] energies = first.holds() ? first.marginal.freeEnergy(x) : new double[0];
        double[] values = new double[x.columns() / columns];
        for (int j = 0; j < values.length; j++) {
            LogPartitionBound own = new LogPartitionBound(first.marginal, first.kept);
            own.add(x, energies, j * columns, Math.min(energies.length, (j + 1) * columns));
            values[j] = own.value();
        }
        return values;
    }

    /** Whether kept groups have states that can be told apart and counted. */
    private boolean holds() {
        return kept.stream().noneMatch(group -> group.type().states().isEmpty());
    }

    /** Whether no further state would count. */
    boolean isFull() {
        return seen.size() >= MOST || !holds();
    }

    /**
     * Adds the states of all columns, those that were seen before apart.
     *
     * @param x states; the values of summed groups are not looked at
     */
    public void add(State x) {
        if (isFull()) {
            return;
        }
        add(x, marginal.freeEnergy(x), 0, x.columns());
    }

    private void add(State x, double[] energies, int from, int to) {
        for (int j = from; j < to; j++) {
            if (Double.isFinite(energies[j]) && seen.size() < MOST && areStates(x, j) && seen.add(hash(x, j))) {
                sum.add(-energies[j]);
            }
        }
    }

    /**
     * The bound.
     *
     * @return log Σ exp(−F(x)) over the states seen; −∞ where there are none, or a kept unit is continuous
     */
    public double value() {
        return seen.isEmpty() ? Double.NEGATIVE_INFINITY : sum.value();
    }

    private boolean areStates(State x, int column) {
        for (Group group : kept) {
            Matrix values = x.of(group);
            int size = group.type().block();
            List<float[]> states = group.type().states();
            for (int b = 0; b < group.blocks(); b++) {
                int from = values.columnStart(column) + b * size;
                if (states.stream().noneMatch(state -> isAt(state, values.data(), from))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isAt(float[] state, float[] values, int from) {
        for (int i = 0; i < state.length; i++) {
            if (state[i] != values[from + i]) {
                return false;
            }
        }
        return true;
    }

    private long hash(State x, int column) {
        long hash = 0;
        for (Group group : kept) {
            Matrix values = x.of(group);
            int from = values.columnStart(column);
            for (int i = 0; i < values.rows(); i++) {
                hash = mixed(hash + Float.floatToIntBits(values.data()[from + i] + 0f)); // -0 is 0
            }
        }
        return hash;
    }

    /** Of SplitMix64, by G. Steele, D. Lea, C. Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014. */
    private static long mixed(long z) {
        long a = z + 0x9e3779b97f4a7c15L;
        a = (a ^ (a >>> 30)) * 0xbf58476d1ce4e5b9L;
        a = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return a ^ (a >>> 31);
    }
}
