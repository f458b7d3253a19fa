package org.boltzmann.core.train;

import java.util.ArrayList;
import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.io.Snapshot;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.sample.GibbsSampler;

/**
 * PCD-k of machines with context: a chain for each case of the data, which goes on whenever the case is seen again, under the context it
 * has then.
 *
 * <p>Each case has a distribution of its own, given its context, and so needs a chain of its own; one begins at its case. Between two
 * visits parameters have moved by a whole epoch, so that the learning rate should be small.
 *
 * <p>Cost: memory for the values of all groups of every case.
 */
public final class PersistentByCase implements NegativePhase {

    private final BoltzmannMachine machine;
    private final GibbsSampler sampler;
    private final int sweeps;
    private final Rooms rooms;
    private final List<Group> kept = new ArrayList<>();
    private final List<Matrix> values = new ArrayList<>();

    /** 1 for cases whose chain has begun. */
    private final float[] begun;

    /**
     * PCD-k with a chain for each case.
     *
     * @param machine the machine
     * @param sampler a sampler of it
     * @param sweeps k, at least 1
     * @param cases number of cases, at least 1
     * @throws IllegalArgumentException if a number is below 1
     */
    public PersistentByCase(BoltzmannMachine machine, GibbsSampler sampler, int sweeps, int cases) {
        if (sweeps < 1 || cases < 1) {
            throw new IllegalArgumentException(
                    "persistent chains need at least 1 sweep and 1 case, not " + sweeps + " and " + cases);
        }
        this.machine = machine;
        this.sampler = sampler;
        this.sweeps = sweeps;
        this.rooms = new Rooms(machine);
        this.begun = new float[cases];
        for (Group group : machine.groups()) {
            if (!group.type().isContext()) {
                kept.add(group);
                values.add(Matrix.zeros(group.size(), cases));
            }
        }
    }

    @Override
    public void addGradient(State positive, double factor, RandomKey key, Gradient gradient) {
        int[] cases = positive.cases();
        check(cases, positive);
        State chains = rooms.of(positive.columns());
        chains.remember();
        try {
            begin(positive, cases, chains);
            sampler.sweepWithMeans(sweeps, chains, key);
            machine.addGradientAtMeans(
                    chains, sampler.lastBlock(), ColumnWeights.uniform(factor / chains.columns()), gradient);
            keep(chains, cases);
        } finally {
            chains.forget();
        }
    }

    private void check(int[] cases, State positive) {
        if (cases.length != positive.columns()) {
            throw new IllegalArgumentException(
                    "chains belong to cases of the data, but it is not known which the columns are (State.setCases)");
        }
        for (int one : cases) {
            if (one >= begun.length) {
                throw new IllegalArgumentException("case " + one + " is none of the " + begun.length
                        + " that have chains; these are other data, for which use contrastive divergence");
            }
        }
    }

    private void begin(State positive, int[] cases, State chains) {
        chains.setAll(positive);
        for (int g = 0; g < kept.size(); g++) {
            Matrix to = chains.of(kept.get(g));
            for (int j = 0; j < cases.length; j++) {
                if (begun[cases[j]] == 1) {
                    copy(values.get(g), cases[j], to, j);
                }
            }
            chains.changed(kept.get(g));
        }
    }

    private void keep(State chains, int[] cases) {
        for (int j = 0; j < cases.length; j++) {
            begun[cases[j]] = 1;
            for (int g = 0; g < kept.size(); g++) {
                copy(chains.of(kept.get(g)), j, values.get(g), cases[j]);
            }
        }
    }

    private static void copy(Matrix from, int column, Matrix to, int toColumn) {
        System.arraycopy(from.data(), from.columnStart(column), to.data(), to.columnStart(toColumn), from.rows());
    }

    @Override
    public void save(Snapshot to) {
        to.put("begun", begun);
        for (int g = 0; g < kept.size(); g++) {
            to.at("chains").put(kept.get(g).name(), values.get(g).data());
        }
    }

    @Override
    public void restore(Snapshot from) {
        from.fill("begun", begun);
        for (int g = 0; g < kept.size(); g++) {
            from.at("chains").fill(kept.get(g).name(), values.get(g).data());
        }
    }

    @Override
    public String toString() {
        return "pcd-" + sweeps + " with a chain for each of " + begun.length + " cases";
    }
}
