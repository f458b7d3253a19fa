package org.boltzmann.examples.cli;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.Term;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.sample.GibbsSampler;

/**
 * What each value of a one-hot group does, where it chooses among slices of weights, as a component or a label does: a row of its mean
 * picture and the strongest filters of its slice.
 */
final class SlicePictures {

    private static final int MOST = 20;
    private static final int PER_ROW = 10;
    private static final int CHAINS = 50;
    private static final int SWEEPS = 100;

    private SlicePictures() {}

    /** One picture for each interaction of the visible group, another one and a one-hot group, in this order. */
    static List<BufferedImage> of(BoltzmannMachine machine, Group visible, RandomKey key) {
        List<BufferedImage> pictures = new ArrayList<>();
        for (Term term : machine.terms()) {
            for (Parameter parameter : term.parameters()) {
                if (parameter.shape().size() == 3
                        && term.groups().size() == 3
                        && term.groups().get(0).equals(visible)
                        && isChoice(term.groups().get(2))) {
                    pictures.add(rows(machine, term, machine.theta().of(parameter), key));
                }
            }
        }
        return pictures;
    }

    private static boolean isChoice(Group group) {
        return group.blocks() == 1 && group.type().states().size() == group.size();
    }

    private static BufferedImage rows(BoltzmannMachine machine, Term term, Matrix weights, RandomKey key) {
        Group visible = term.groups().get(0);
        Group choice = term.groups().get(2);
        int units = term.groups().get(1).size();
        int shown = Math.min(MOST, choice.size());
        Matrix pictures = Matrix.zeros(visible.size(), shown * PER_ROW);
        for (int k = 0; k < shown; k++) {
            int first = k * PER_ROW;
            pictures.columns(first, first + 1).set(mean(machine, visible, choice, k, key));
            Matrix filters = Drawing.strongest(weights.columns(k * units, (k + 1) * units), PER_ROW - 1);
            pictures.columns(first + 1, first + 1 + filters.columns()).set(filters);
        }
        return Pictures.grid(visible, pictures, PER_ROW);
    }

    /** Of chains in which the choice is clamped. */
    private static Matrix mean(BoltzmannMachine machine, Group visible, Group choice, int k, RandomKey key) {
        State x = machine.newState(CHAINS);
        for (int j = 0; j < CHAINS; j++) {
            x.of(choice).set(k, j, 1);
        }
        x.clamp(choice);
        x.changed(choice);
        GibbsSampler sampler = new GibbsSampler(machine);
        sampler.sweep(SWEEPS, x, key.at(choice.name()).at(k));
        sampler.fillMeans(List.of(visible), x);
        boolean finite = !visible.type().states().isEmpty();
        return Completion.averaged(Drawing.toUnitRange(x.of(visible), visible, finite), CHAINS);
    }
}
