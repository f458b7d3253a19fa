package org.boltzmann.core.train;

import java.util.Collection;
import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.sample.GibbsSampler;

/** The positive phase in closed form, where the groups not observed are independent of each other given those that are. */
public final class ExactPositivePhase implements PositivePhase {

    private final BoltzmannMachine machine;
    private final GibbsSampler sampler;
    private final List<Group> hidden;

    /**
     * The positive phase of a machine.
     *
     * @param machine the machine
     * @param observed the groups that every mini-batch gives
     * @throws IllegalArgumentException if a term joins two groups not observed or couples units of one, naming it
     */
    public ExactPositivePhase(BoltzmannMachine machine, Collection<Group> observed) {
        this.machine = machine;
        this.sampler = new GibbsSampler(machine);
        this.hidden = machine.groups().stream()
                .filter(group -> !observed.contains(group) && !group.type().isContext())
                .toList();
        machine.termJoining(hidden).ifPresent(term -> {
            throw new IllegalArgumentException("the positive phase has no closed form: term " + term
                    + " joins hidden units; use mean field (MeanFieldPositivePhase) or a sampled positive phase"
                    + " (GibbsPositivePhase)");
        });
    }

    @Override
    public void addGradient(State batch, double factor, RandomKey key, Gradient gradient) {
        for (int g = 0; g < batch.groups().size(); g++) {
            Group group = batch.groups().get(g);
            if (!hidden.contains(group) && !batch.isClamped(group)) {
                throw new IllegalArgumentException(
                        "group " + group.name()
                                + " is not observed in full; for missing values use a sampled positive phase (GibbsPositivePhase)");
            }
        }
        sampler.sampleWithMeans(hidden, batch, key);
        machine.addGradientAtMeans(batch, hidden, ColumnWeights.uniform(factor / batch.columns()), gradient);
    }

    @Override
    public String toString() {
        return "exact";
    }
}
