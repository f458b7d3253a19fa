package org.boltzmann.core.train;

import java.util.Collection;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;

/**
 * The exact positive phase where hidden groups depend on each other, but are independent given a few joint states c of some of them,
 * such as the component of a mixture: Σ_c p(c | data) E[−∂E/∂θ | c, data].
 *
 * <p>Every joint state is gone through for every example, so that it costs as many times as much as one. In the hidden groups it leaves a
 * sample of their posterior: c first, with everything else summed out, then the others given c.
 */
public final class MarginalPositivePhase implements PositivePhase {

    private final Collection<Group> observed;
    private final Marginal marginal;

    /**
     * The positive phase of a machine.
     *
     * @param machine the machine
     * @param observed the groups that every mini-batch gives
     * @throws IllegalArgumentException if the others cannot be summed out, naming the term that joins them
     */
    public MarginalPositivePhase(BoltzmannMachine machine, Collection<Group> observed) {
        this.observed = observed;
        this.marginal = Marginal.keeping(machine, observed);
    }

    /**
     * How the groups that are not observed are summed out.
     *
     * @return the marginal of the observed ones
     */
    public Marginal marginal() {
        return marginal;
    }

    @Override
    public void addGradient(State batch, double factor, RandomKey key, Gradient gradient) {
        for (Group group : observed) {
            if (!batch.isClamped(group)) {
                throw new IllegalArgumentException(
                        "group " + group.name()
                                + " is not observed in full; for missing values use a sampled positive phase (GibbsPositivePhase)");
            }
        }
        marginal.addGradientAndSample(batch, ColumnWeights.uniform(factor / batch.columns()), key, gradient);
    }

    @Override
    public String toString() {
        return "exact";
    }
}
