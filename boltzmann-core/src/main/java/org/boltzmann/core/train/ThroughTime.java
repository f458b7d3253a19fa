package org.boltzmann.core.train;

import java.util.function.UnaryOperator;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ContextNetwork;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.io.Snapshot;
import org.boltzmann.core.linalg.Matrix;

/**
 * An objective of a machine whose context a network computes: the network reads the sequences of the batch, the objective is applied
 * to all frames at once, and what it says to the context goes back through the network.
 *
 * <p>∂L/∂θ of the network = Σ_t (∂L/∂u_t) (∂u_t/∂θ), where ∂L/∂u_t is the field on the context with the weights that the objective gives
 * to states: of the log-likelihood, data phase minus model phase. Where a window continues a sequence, nothing goes back beyond
 * it (truncated back-propagation).
 *
 * <p>Source: N. Boulanger-Lewandowski, Y. Bengio, P. Vincent, "Modeling temporal dependencies in high-dimensional sequences", ICML
 * 2012, section 5, for the biases; the field says the same of whatever terms join the context to the machine.
 */
public final class ThroughTime implements Objective {

    private final BoltzmannMachine machine;
    private final ContextNetwork network;
    private final Objective objective;
    private final InputNoise noise;

    /**
     * An objective through time.
     *
     * @param machine a machine with a network
     * @param objective what is climbed given the contexts
     * @throws IllegalArgumentException if the machine has no network
     */
    public ThroughTime(BoltzmannMachine machine, Objective objective) {
        this(machine, objective, InputNoise.NONE);
    }

    /**
     * An objective through time whose network sees the frames through noise.
     *
     * @param machine a machine with a network
     * @param objective what is climbed given the contexts
     * @param noise what is done to the frames that the network sees, but not to those the machine explains
     * @throws IllegalArgumentException if the machine has no network
     */
    public ThroughTime(BoltzmannMachine machine, Objective objective, InputNoise noise) {
        this.machine = machine;
        this.network = machine.network()
                .orElseThrow(() -> new IllegalArgumentException("no network computes a context of " + machine));
        this.objective = objective;
        this.noise = noise;
    }

    @Override
    public void addGradient(State batch, double factor, RandomKey key, Gradient gradient) {
        UnaryOperator<Matrix> seen = noise.at(key.at("input"));
        ContextNetwork.Pass pass = network.fillContext(machine.theta(), batch, seen);
        Matrix field = batch.scratch(this, network.context().size());
        field.fill(0);
        Gradient conditional = gradient.withContext(network.context(), field);
        objective.addGradient(batch, factor, key.at("machine"), conditional);
        if (!conditional.reachedContext()) {
            throw new IllegalArgumentException("objective " + objective + " says nothing to context "
                    + network.context().name() + ", so that its network cannot learn from it; use the likelihood");
        }
        pass.addGradient(field, batch.fresh(), gradient);
    }

    @Override
    public void save(Snapshot to) {
        objective.save(to);
    }

    @Override
    public void restore(Snapshot from) {
        objective.restore(from);
    }

    @Override
    public String toString() {
        return objective + ", through time by " + network + noise;
    }
}
