package org.boltzmann.discriminative;

import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.Term;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.train.Objective;

/**
 * A constant pull on the biases of hidden units, so that they are off more often: −δ Σ_i c_i, whose gradient is −δ on each c_i.
 *
 * <p>In the published form a constant is subtracted from the biases after each update. δ is in the unit of the gradient here, times the
 * learning rate in a step, so that it does not depend on the size of mini-batches: where learning is at rest, activities with data
 * are above those of the model by δ, divided by the weight of the likelihood. With the published 1e-4 as δ that is 0.01 at a weight of
 * 0.01; taken per update, at a rate of 0.05, it would be 0.2, and errors on MNIST rise again after four epochs
 * (docs/results.md). Biases are the parameters of terms that touch the group alone.
 *
 * <p>Source: H. Larochelle, M. Mandel, R. Pascanu, Y. Bengio, "Learning algorithms for the classification restricted Boltzmann
 * machine", JMLR 13, 2012.
 */
public final class BiasPressure implements Objective {

    private final BoltzmannMachine machine;
    private final Group hidden;
    private final double pressure;
    private final List<Term> biases;
    private final State downwards;

    /**
     * A pull on the biases of one group.
     *
     * @param machine the machine
     * @param hidden the group
     * @param pressure δ, finite and not negative
     * @throws IllegalArgumentException if no term touches the group alone, its units are coupled, or δ is not within its bounds
     */
    public BiasPressure(BoltzmannMachine machine, Group hidden, double pressure) {
        if (!(pressure >= 0 && pressure < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the pressure on biases must not be negative but is " + pressure);
        }
        this.machine = machine;
        this.hidden = hidden;
        this.pressure = pressure;
        this.biases = machine.terms().stream()
                .filter(term -> term.groups().equals(List.of(hidden)))
                .toList();
        if (biases.isEmpty() || machine.isLateral(hidden)) {
            throw new IllegalArgumentException("group " + hidden + " has no biases of its own to press on: "
                    + (biases.isEmpty() ? "no term touches it alone" : "its units are coupled with each other"));
        }
        this.downwards = State.zeros(List.of(hidden), 1);
        Matrix values = downwards.of(hidden);
        values.fill(-1);
    }

    @Override
    public void addGradient(State batch, double factor, RandomKey key, Gradient gradient) {
        for (Term bias : biases) {
            bias.addGradient(machine.theta(), downwards, ColumnWeights.uniform(factor * pressure), gradient);
        }
    }

    @Override
    public String toString() {
        return "pressure " + pressure + " on the biases of " + hidden.name();
    }
}
