package org.boltzmann.core.estimate;

import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.sample.GibbsSampler;

/**
 * How far the mean of an observed group, given one sample of everything else, lies from the data: mean squared error per unit.
 *
 * <p>Cheap, and a poor measure of a model: it can fall while the likelihood falls, and rise while it rises. Use it to see that
 * something happens, a log-likelihood to see what.
 */
public final class ReconstructionError {

    private final BoltzmannMachine machine;
    private final Group group;
    private final GibbsSampler sampler;

    /**
     * The reconstruction error of one group.
     *
     * @param machine the machine
     * @param group an observed group
     */
    public ReconstructionError(BoltzmannMachine machine, Group group) {
        this.machine = machine;
        this.group = group;
        this.sampler = new GibbsSampler(machine);
    }

    /**
     * The error of every column.
     *
     * @param x a state with the observed values clamped; the other groups are overwritten
     * @param key where randomness comes from
     * @return mean over the units that are clamped of the squared difference; NaN where none is
     */
    public double[] of(State x, RandomKey key) {
        sampler.sweep(x, key);
        Matrix own = x.of(group);
        Matrix mean = Matrix.zeros(own.rows(), own.columns());
        group.type().fillMean(machine.theta(), machine.fillField(group, x), mean);
        double[] error = new double[x.columns()];
        for (int j = 0; j < error.length; j++) {
            double sum = 0;
            int given = 0;
            for (int i = 0; i < own.rows(); i++) {
                if (x.isClamped(group, i, j)) {
                    double difference = own.get(i, j) - mean.get(i, j);
                    sum += difference * difference;
                    given++;
                }
            }
            error[j] = sum / given; // NaN where nothing is given
        }
        return error;
    }
}
