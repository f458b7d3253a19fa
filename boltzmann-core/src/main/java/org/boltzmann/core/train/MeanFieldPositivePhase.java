package org.boltzmann.core.train;

import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.sample.MeanField;

/**
 * The positive phase by mean field: of all distributions in which the units not observed are independent, the one nearest to the
 * posterior, found by iteration, m_i = mean of unit i in the field at the means of all others.
 *
 * <p>Groups are visited in the machine's order, the units of a lateral group one after another, each at the current means of the
 * others. Every such step raises the lower bound of the log-likelihood, so that no damping is needed. The iteration begins anew for every
 * mini-batch, keeps what is observed, and ends when no mean has moved by more than {@value MeanField#TOLERANCE} in a whole
 * round, or after a given number of rounds. Then each unit is drawn from its mean field, for chains to start from.
 *
 * <p>Given hidden units that are independent it is exact. Otherwise the gradient is that of the bound, not of the likelihood: it pulls the
 * machine towards posteriors of independent units, which is what makes it work, and misses those of several modes.
 * {@link GibbsPositivePhase} is free of that and noisy instead.
 *
 * <p>Source: R. Salakhutdinov, "Learning and evaluating Boltzmann machines", UTML TR 2008-002, 2008, for general machines, with
 * persistent chains in the negative phase.
 */
public final class MeanFieldPositivePhase implements PositivePhase {

    private final BoltzmannMachine machine;
    private final MeanField meanField;

    /**
     * A positive phase by mean field.
     *
     * @param machine the machine
     * @param rounds largest number of rounds, at least 1; some tens
     */
    public MeanFieldPositivePhase(BoltzmannMachine machine, int rounds) {
        this(machine, new MeanField(machine, rounds));
    }

    /**
     * A positive phase by mean field from a start of its own.
     *
     * @param machine the machine
     * @param meanField mean field of this machine
     */
    public MeanFieldPositivePhase(BoltzmannMachine machine, MeanField meanField) {
        this.machine = machine;
        this.meanField = meanField;
    }

    @Override
    public void addGradient(State batch, double factor, RandomKey key, Gradient gradient) {
        List<Group> open = meanField.fillMeans(batch);
        for (Group group : open) {
            machine.fillField(group, batch);
            batch.drawn(group).set(batch.of(group));
        }
        for (Group group : open) {
            draw(group, batch, key.at(group.name()));
        }
        machine.addGradientAtMeans(batch, open, ColumnWeights.uniform(factor / batch.columns()), gradient);
    }

    /** The means stay in the scratch for what is drawn. */
    private void draw(Group group, State x, RandomKey key) {
        if (x.isMasked(group)) {
            Matrix sample = Matrix.zeros(group.size(), x.columns());
            machine.fillSample(group, x.field(group), key, sample);
            x.setUnclamped(group, sample);
        } else {
            machine.fillSample(group, x.field(group), key, x.of(group));
            x.changed(group);
        }
    }

    @Override
    public String toString() {
        return meanField.toString();
    }
}
