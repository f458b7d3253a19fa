package org.boltzmann.higherorder;

import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.Term;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;

/**
 * First values of a point-wise gated machine of two components, from a restricted machine trained before: its hidden units that tell
 * most of the label go to the first group, those that tell least to the second, each with its weights and bias. The first
 * component's visible biases are the restricted machine's, the second's are 0.
 *
 * <p>Source: K. Sohn et al., "Learning and selecting features jointly with point-wise gated Boltzmann machines", ICML 2013.
 */
public final class FeatureSelection {

    private final BoltzmannMachine source;
    private final Pairwise weights;
    private final Bias visible;
    private final Bias hidden;

    private FeatureSelection(BoltzmannMachine source, Pairwise weights, Bias visible, Bias hidden) {
        this.source = source;
        this.weights = weights;
        this.visible = visible;
        this.hidden = hidden;
    }

    /**
     * Takes features from a machine.
     *
     * @param source a restricted machine: one pairwise term, and a bias on each of its groups, the visible one first
     * @return a selection
     * @throws IllegalArgumentException if it is none
     */
    public static FeatureSelection from(BoltzmannMachine source) {
        List<Term> terms = source.terms();
        List<Pairwise> pairs = terms.stream()
                .filter(Pairwise.class::isInstance)
                .map(Pairwise.class::cast)
                .toList();
        if (terms.size() != 3 || source.groups().size() != 2 || pairs.size() != 1) {
            throw new IllegalArgumentException(
                    "features are taken from a restricted machine, of two groups, a bias on each"
                            + " and pairwise weights, but this one is " + source);
        }
        Pairwise pair = pairs.get(0);
        return new FeatureSelection(source, pair, bias(source, pair.first()), bias(source, pair.second()));
    }

    private static Bias bias(BoltzmannMachine source, Group group) {
        return source.terms().stream()
                .filter(term -> term instanceof Bias bias && bias.group().equals(group))
                .map(Bias.class::cast)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("features are taken from a machine with a bias on group "
                                + group.name() + ", but this one is " + source));
    }

    /**
     * Sets the first values of a machine.
     *
     * @param target a point-wise gated machine of two components over the same visible group
     * @param examples labelled data, shown to the visible group
     * @throws IllegalArgumentException if the machine is none, there are fewer features than units of one of its groups, or no labels
     */
    public void fill(BoltzmannMachine target, Presentation examples) {
        List<Masked> masked = target.terms().stream()
                .filter(Masked.class::isInstance)
                .map(Masked.class::cast)
                .toList();
        if (masked.size() != 2 || !masked.get(0).visible().equals(weights.first())) {
            throw new IllegalArgumentException("features of " + weights.first()
                    + " go to a point-wise gated machine of two components over the same group, not to " + target);
        }
        int features = weights.second().size();
        List<Integer> order = LabelScores.of(source, weights.second(), examples.withoutLabel())
                .order();
        for (Masked term : masked) {
            int size = term.hidden().size();
            if (size > features) {
                throw new IllegalArgumentException("group " + term.hidden().name() + " has " + size
                        + " units, but the pre-trained machine has only " + features
                        + " features; make it smaller, or train more");
            }
            boolean first = term.component() == 0;
            copy(target, term, first ? order.subList(0, size) : order.subList(features - size, features));
        }
        for (Term term : target.terms()) {
            if (term instanceof MaskedBias bias) {
                Matrix own = target.theta().of(bias.bias());
                own.fill(0);
                if (bias.component() == 0) {
                    own.set(source.theta().of(visible.bias()));
                }
            }
        }
    }

    private void copy(BoltzmannMachine target, Masked term, List<Integer> chosen) {
        Matrix from = source.theta().of(weights.weights());
        Matrix to = target.theta().of(term.weights());
        Parameter biases = bias(target, term.hidden()).bias();
        for (int k = 0; k < chosen.size(); k++) {
            int unit = chosen.get(k);
            to.columns(k, k + 1).set(from.columns(unit, unit + 1));
            target.theta().of(biases).set(k, 0, source.theta().of(hidden.bias()).get(unit, 0));
        }
    }
}
