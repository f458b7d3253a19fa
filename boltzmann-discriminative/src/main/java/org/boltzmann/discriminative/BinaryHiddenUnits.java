package org.boltzmann.discriminative;

import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.State;
import org.boltzmann.core.Term;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.ShiftedLogistic;

/**
 * Binary hidden units joined to the label by terms that touch nothing else: each class shifts their fields by the same in every
 * case.
 *
 * <p>Such terms are asked for K columns, not for K times the cases, and the whole gradient costs two products and a few
 * instructions for each unit, class and case.
 */
final class BinaryHiddenUnits implements HiddenUnits {

    private final BoltzmannMachine machine;
    private final Group hidden;
    private final List<Term> own;
    private final List<Term> withLabel;
    private final State classes;
    private final ShiftedLogistic units = new ShiftedLogistic();
    private double kept;

    /**
     * Of one group of Bernoulli units.
     *
     * @param own terms that touch it and not the label
     * @param withLabel terms that touch it and the label, and no other group
     */
    BinaryHiddenUnits(BoltzmannMachine machine, Group label, Group hidden, List<Term> own, List<Term> withLabel) {
        this.machine = machine;
        this.hidden = hidden;
        this.own = own;
        this.withLabel = withLabel;
        this.classes = State.zeros(List.of(label, hidden), label.size());
        for (int k = 0; k < label.size(); k++) {
            classes.of(label).set(k, k, 1);
        }
    }

    @Override
    public void addLogPartitions(State x, Dropout dropout, double[] sums) {
        Matrix field = x.field(hidden);
        field.fill(0);
        for (int t = 0; t < own.size(); t++) {
            own.get(t).addField(machine.theta(), hidden, x, field);
        }
        Matrix shifts = classes.field(hidden);
        shifts.fill(0);
        for (int t = 0; t < withLabel.size(); t++) {
            withLabel.get(t).addField(machine.theta(), hidden, classes, shifts);
        }
        kept = dropout.kept();
        if (!dropout.isNone()) {
            dropout.fillPresent(hidden, present(x));
        }
        units.setFields(field, shifts, present(x));
        units.addLogPartitions(1 / kept, sums);
    }

    @Override
    public void addGradient(State x, Matrix weights, Gradient gradient) {
        Matrix overClasses = x.drawn(hidden);
        overClasses.fill(0);
        Matrix overCases = classes.of(hidden);
        overCases.fill(0);
        units.addMeans(weights, overClasses, overCases);
        classes.changed(hidden);
        ColumnWeights counting = ColumnWeights.uniform(1 / kept);
        for (int t = 0; t < withLabel.size(); t++) {
            gradient.add(withLabel.get(t), machine.theta(), classes, counting);
        }
        State weighted = x.with(hidden, overClasses);
        for (int t = 0; t < own.size(); t++) {
            gradient.add(own.get(t), machine.theta(), weighted, counting);
        }
    }

    /** Null where all are. */
    private Matrix present(State x) {
        return kept == 1 ? null : x.scratch(this, hidden.size());
    }
}
