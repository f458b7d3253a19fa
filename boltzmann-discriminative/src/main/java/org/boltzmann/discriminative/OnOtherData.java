package org.boltzmann.discriminative;

import java.util.random.RandomGenerator;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.io.Snapshot;
import org.boltzmann.core.train.Objective;

/**
 * An objective on data of its own: at each step on a mini-batch of them, drawn at random with replacement.
 *
 * <p>So a machine learns from labelled examples in epochs and, beside them, from as many unlabelled ones as are wanted at a step.
 */
public final class OnOtherData implements Objective {

    private final Objective objective;
    private final Presentation data;
    private final int[] drawn;
    private final State batch;

    /**
     * An objective on other data.
     *
     * @param machine the machine
     * @param data the data, at least one example
     * @param columns examples in a mini-batch of them, at least 1
     * @param objective what is climbed; its batches are of these data
     * @throws IllegalArgumentException if there is no example, or a batch would have none
     */
    public OnOtherData(BoltzmannMachine machine, Presentation data, int columns, Objective objective) {
        if (data.size() == 0 || columns < 1) {
            throw new IllegalArgumentException("a mini-batch of " + columns + " cannot be drawn from " + data.size()
                    + " examples of " + data + "; both must be at least 1");
        }
        this.objective = objective;
        this.data = data;
        this.drawn = new int[columns];
        this.batch = machine.newState(columns);
    }

    @Override
    public void addGradient(State others, double factor, RandomKey key, Gradient gradient) {
        RandomGenerator random = key.at("examples").generator();
        for (int j = 0; j < drawn.length; j++) {
            drawn[j] = random.nextInt(data.size());
        }
        data.present(drawn, key.at("data"), batch);
        objective.addGradient(batch, factor, key.at("objective"), gradient);
    }

    @Override
    public void save(Snapshot to) {
        to.put("data", data.identity());
        objective.save(to.at("objective"));
    }

    @Override
    public void restore(Snapshot from) {
        if (!from.text("data").equals(data.identity())) {
            throw new IllegalArgumentException("training cannot go on with other data: " + objective + " learned from "
                    + from.text("data") + " and is now given " + data.identity());
        }
        objective.restore(from.at("objective"));
    }

    @Override
    public String toString() {
        return objective + " of " + drawn.length + " of " + data.size() + " other examples";
    }
}
