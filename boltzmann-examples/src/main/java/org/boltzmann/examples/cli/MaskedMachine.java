package org.boltzmann.examples.cli;

import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.State;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.ModelFileException;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.sample.MeanField;
import org.boltzmann.core.wiring.MeanFieldStart;
import org.boltzmann.higherorder.Masked;

/**
 * A machine with a mask: which component explains a visible unit, and what each component has to say of it.
 *
 * @param machine the machine
 * @param visible what is masked
 * @param mask the mask, a block of units for each visible one
 * @param meanField finds means given what is visible, from where training began too
 */
record MaskedMachine(BoltzmannMachine machine, Group visible, Group mask, MeanField meanField) {

    /** That of a model file, which is refused if it has none. */
    static MaskedMachine in(ModelFile stored, String file) {
        List<Group> holding = stored.declaration().holding(stored.machine());
        return stored.machine().terms().stream()
                .filter(term -> term instanceof Masked masked && holding.equals(List.of(masked.visible())))
                .map(Masked.class::cast)
                .findFirst()
                .map(masked ->
                        new MaskedMachine(stored.machine(), masked.visible(), masked.mask(), meanField(stored, file)))
                .orElseThrow(
                        () -> new ModelFileException(file + ": no mask says which hidden units explain the data of "
                                + stored.machine().groups() + "; train a machine of variant point-wise-gated-rbm"));
    }

    private static MeanField meanField(ModelFile stored, String file) {
        try {
            return MeanFieldStart.of(stored.machine(), stored.settings());
        } catch (IllegalArgumentException e) {
            throw new ModelFileException(file + ": " + e.getMessage(), e);
        }
    }

    int components() {
        return mask.size() / visible.size();
    }

    /** Puts means in the place of all that is not clamped: the mask's are the probabilities of the components. */
    void infer(State x) {
        meanField.fillMeans(x);
    }

    /** The probability of a component for each visible unit, once inferred. */
    Matrix probability(State x, int component) {
        Matrix probability = Matrix.zeros(visible.size(), x.columns());
        for (int j = 0; j < x.columns(); j++) {
            for (int i = 0; i < visible.size(); i++) {
                probability.set(i, j, x.of(mask).get(i * components() + component, j));
            }
        }
        return probability;
    }

    /** Means of the visible units if one component alone explained them all, once inferred. */
    Matrix reconstruction(State x, int component) {
        Matrix open = Matrix.zeros(mask.size(), x.columns());
        for (int i = component; i < mask.size(); i += components()) {
            open.rows(i, i + 1).fill(1);
        }
        Matrix mean = Matrix.zeros(visible.size(), x.columns());
        machine.addField(visible, x.with(mask, open), mean);
        machine.fillMean(visible, mean, mean);
        return mean;
    }
}
