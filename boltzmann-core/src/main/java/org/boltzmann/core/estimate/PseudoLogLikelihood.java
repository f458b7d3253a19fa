package org.boltzmann.core.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.LogSum;
import org.boltzmann.core.linalg.Matrix;

/**
 * The pseudo-log-likelihood of an observed group: Σ_i log p(x_i given all other units of the observed groups), the groups not
 * observed summed out. It needs no partition function.
 *
 * <p>Source: J. Besag, "Statistical analysis of non-lattice data", The Statistician 24, 1975.
 */
public final class PseudoLogLikelihood {

    private final Marginal marginal;
    private final Group group;

    /**
     * The pseudo-log-likelihood of one group.
     *
     * @param machine the machine
     * @param observed the groups that the data give
     * @param group one of them, of a type with finitely many states
     * @throws IllegalArgumentException if the group has no finite states, or the groups not observed cannot be summed out
     */
    public PseudoLogLikelihood(BoltzmannMachine machine, List<Group> observed, Group group) {
        if (group.type().states().isEmpty()) {
            throw new IllegalArgumentException(
                    "the pseudo-log-likelihood sums over a unit's states, but " + group + " has infinitely many");
        }
        this.marginal = Marginal.keeping(machine, observed);
        this.group = group;
    }

    /**
     * The exact sum over all units (blocks, for one-hot units), at the cost of a free energy for every state of each.
     *
     * @param x a state with the observed values
     * @return one sum for each column
     */
    public double[] of(State x) {
        double[] sum = new double[x.columns()];
        int[] block = new int[x.columns()];
        for (int b = 0; b < group.blocks(); b++) {
            Arrays.fill(block, b);
            addConditional(x, block, 1, sum);
        }
        return sum;
    }

    /**
     * An unbiased estimate from one unit of each column, drawn at random: its term times the number of units.
     *
     * @param x a state with the observed values
     * @param key where randomness comes from
     * @return one estimate for each column
     */
    public double[] estimate(State x, RandomKey key) {
        RandomGenerator random = key.generator();
        int[] block = new int[x.columns()];
        for (int j = 0; j < block.length; j++) {
            block[j] = random.nextInt(group.blocks());
        }
        double[] sum = new double[x.columns()];
        addConditional(x, block, group.blocks(), sum);
        return sum;
    }

    /** Adds factor · log p(block[j] of column j given the rest), in which the free energy of every state of the block counts. */
    private void addConditional(State x, int[] block, double factor, double[] sum) {
        int size = group.type().block();
        Matrix own = x.of(group);
        Matrix changed = own.copy();
        State other = x.with(group, changed);
        LogSum[] all = new LogSum[x.columns()];
        double[] actual = marginal.freeEnergy(x);
        for (float[] state : group.type().states()) {
            for (int j = 0; j < block.length; j++) {
                System.arraycopy(state, 0, changed.data(), changed.columnStart(j) + block[j] * size, size);
            }
            double[] f = marginal.freeEnergy(other);
            for (int j = 0; j < f.length; j++) {
                if (all[j] == null) {
                    all[j] = new LogSum();
                }
                all[j].add(-f[j]);
            }
        }
        for (int j = 0; j < sum.length; j++) {
            sum[j] += factor * (-actual[j] - all[j].value());
        }
    }
}
