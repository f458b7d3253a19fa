package org.boltzmann.discriminative;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.State;
import org.boltzmann.core.Term;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.unit.Bernoulli;

/**
 * Machines whose hidden groups are independent of each other given data and label, at the least cost that terms with their five
 * methods allow.
 *
 * <p>A term that touches neither the label nor a hidden group is the same for all classes: it cancels in p(y | x), and its
 * gradient counts Σ_k w_k. One that touches the label alone is linear in it: its gradient is taken once, at y = w. One that touches
 * a hidden group alone is taken once, at Σ_k w_k h_k. Only one that touches both is taken for every class, and where it touches
 * nothing else, not for every case.
 */
final class IndependentLabels implements ClampedLabels {

    private final BoltzmannMachine machine;
    private final Group label;
    private final List<Group> given;
    private final List<Term> ofLabel;
    private final List<Term> ofNeither;
    private final List<HiddenUnits> informative = new ArrayList<>();
    private final List<HiddenUnits> indifferent = new ArrayList<>();

    /** Of a machine in which no term joins hidden groups, or couples units of one. */
    IndependentLabels(BoltzmannMachine machine, Group label, Collection<Group> hidden) {
        this.machine = machine;
        this.label = label;
        this.given = machine.groups().stream()
                .filter(group -> !hidden.contains(group) && !group.equals(label))
                .toList();
        List<Term> unhidden = machine.terms().stream()
                .filter(term -> term.groups().stream().noneMatch(hidden::contains))
                .toList();
        this.ofLabel = unhidden.stream().filter(this::touchesLabel).toList();
        this.ofNeither = unhidden.stream().filter(term -> !touchesLabel(term)).toList();
        for (Group group : hidden) {
            List<Term> touching = machine.terms().stream()
                    .filter(term -> term.groups().contains(group))
                    .toList();
            List<Term> own =
                    touching.stream().filter(term -> !touchesLabel(term)).toList();
            List<Term> withLabel = touching.stream().filter(this::touchesLabel).toList();
            (withLabel.isEmpty() ? indifferent : informative).add(units(group, own, withLabel));
        }
    }

    private HiddenUnits units(Group group, List<Term> own, List<Term> withLabel) {
        boolean shifted = withLabel.stream().allMatch(term -> term.groups().size() == 2);
        return shifted && group.type() instanceof Bernoulli
                ? new BinaryHiddenUnits(machine, label, group, own, withLabel)
                : new AnyHiddenUnits(machine, label, group, own, withLabel);
    }

    private boolean touchesLabel(Term term) {
        return term.groups().contains(label);
    }

    @Override
    public void fillLogProbabilities(State x, Dropout dropout, double[] logProbabilities) {
        ClampedLabels.checkComplete(given, x);
        int classes = label.size();
        Matrix field = x.field(label);
        field.fill(0);
        for (int t = 0; t < ofLabel.size(); t++) {
            ofLabel.get(t).addField(machine.theta(), label, x, field);
        }
        for (int j = 0; j < x.columns(); j++) {
            for (int k = 0; k < classes; k++) {
                logProbabilities[k + classes * j] = field.get(k, j);
            }
        }
        for (int h = 0; h < informative.size(); h++) {
            informative.get(h).addLogPartitions(x, dropout, logProbabilities);
        }
        LogProbabilities.normalise(logProbabilities, classes);
    }

    @Override
    public void addGradient(State x, Matrix weights, boolean contrast, Gradient gradient) {
        State weighted = x.with(label, weights);
        for (int t = 0; t < ofLabel.size(); t++) {
            gradient.add(ofLabel.get(t), machine.theta(), weighted, ColumnWeights.uniform(1));
        }
        for (int h = 0; h < informative.size(); h++) {
            informative.get(h).addGradient(x, weights, gradient);
        }
        if (!contrast) {
            addWhatLabelsDoNotMove(x, weights, gradient);
        }
    }

    private void addWhatLabelsDoNotMove(State x, Matrix weights, Gradient gradient) {
        float[] totals = new float[x.columns()];
        for (int j = 0; j < totals.length; j++) {
            for (int k = 0; k < label.size(); k++) {
                totals[j] += weights.get(k, j);
            }
        }
        ColumnWeights counting = ColumnWeights.of(totals);
        for (Term term : ofNeither) {
            gradient.add(term, machine.theta(), x, counting);
        }
        for (Group group : given) {
            group.type().addGradient(machine.theta(), x.of(group), counting, gradient);
        }
        for (HiddenUnits units : indifferent) {
            units.addLogPartitions(x, Dropout.NONE, new double[label.size() * x.columns()]);
            units.addGradient(x, weights, gradient);
        }
    }
}
