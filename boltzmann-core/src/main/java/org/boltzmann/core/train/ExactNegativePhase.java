package org.boltzmann.core.train;

import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;

/** The model's expectation by enumeration, ∂ log Z/∂θ: for tiny machines, and the measure of all other negative phases. */
public final class ExactNegativePhase implements NegativePhase {

    private final Marginal everything;
    private final State without;

    /**
     * The exact negative phase of a machine.
     *
     * @param machine a machine of at most 2^{@value Marginal#LIMIT} joint states once its largest independent set is summed out
     * @throws IllegalArgumentException if it has more
     */
    public ExactNegativePhase(BoltzmannMachine machine) {
        this.everything = Marginal.summingAll(machine);
        boolean conditional = machine.groups().stream().anyMatch(g -> g.type().isContext());
        this.without = conditional ? null : machine.newState(1);
    }

    @Override
    public void addGradient(State positive, double factor, RandomKey key, Gradient gradient) {
        State x = without == null ? positive : without;
        everything.addGradient(x, ColumnWeights.uniform(factor / x.columns()), gradient);
    }

    @Override
    public String toString() {
        return "exact";
    }
}
