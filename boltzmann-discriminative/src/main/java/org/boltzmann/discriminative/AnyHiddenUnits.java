package org.boltzmann.discriminative;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.State;
import org.boltzmann.core.Term;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Passes;

/**
 * Hidden units of any type, joined to the label by any terms: the fields of all classes side by side, a column for each class and
 * case.
 *
 * <p>Terms that the label does not touch give one field for each case, whatever K is, and one gradient, at Σ_k w_k h_k; those it
 * does touch are asked for all columns.
 */
final class AnyHiddenUnits implements HiddenUnits {

    private final BoltzmannMachine machine;
    private final Group label;
    private final Group hidden;
    private final List<Term> own;
    private final List<Term> withLabel;
    private final Map<Integer, State> wides = new HashMap<>();
    private boolean thinned;
    private double scale;

    /**
     * Of one group.
     *
     * @param own terms that touch it and not the label
     * @param withLabel terms that touch both
     */
    AnyHiddenUnits(BoltzmannMachine machine, Group label, Group hidden, List<Term> own, List<Term> withLabel) {
        this.machine = machine;
        this.label = label;
        this.hidden = hidden;
        this.own = own;
        this.withLabel = withLabel;
    }

    @Override
    public void addLogPartitions(State x, Dropout dropout, double[] sums) {
        int classes = label.size();
        State wide = wide(x);
        Matrix field = x.field(hidden);
        field.fill(0);
        for (Term term : own) {
            term.addField(machine.theta(), hidden, x, field);
        }
        Matrix fields = wide.field(hidden);
        for (int j = 0; j < x.columns(); j++) {
            for (int k = 0; k < classes; k++) {
                copy(field, j, fields, k + classes * j);
            }
        }
        for (Term term : withLabel) {
            term.addField(machine.theta(), hidden, wide, fields);
        }
        thinned = !dropout.isNone();
        scale = 1 / dropout.kept();
        if (thinned) {
            Matrix present = x.scratch(this, hidden.size());
            dropout.fillPresent(hidden, present);
            thin(present, fields);
        }
        double[] logPartition = new double[sums.length];
        machine.addLogPartition(hidden, fields, logPartition);
        for (int i = 0; i < sums.length; i++) {
            sums[i] += scale * logPartition[i];
        }
    }

    @Override
    public void addGradient(State x, Matrix weights, Gradient gradient) {
        int classes = label.size();
        State wide = wide(x);
        float[] flat = new float[classes * x.columns()];
        for (int j = 0; j < x.columns(); j++) {
            for (int k = 0; k < classes; k++) {
                flat[k + classes * j] = (float) scale * weights.get(k, j);
            }
        }
        hidden.type().addExpectedGradient(machine.theta(), wide.field(hidden), ColumnWeights.of(flat), gradient);
        Matrix means = wide.of(hidden);
        machine.fillMean(hidden, wide.field(hidden), means);
        if (thinned) {
            thin(x.scratch(this, hidden.size()), means);
        }
        wide.changed(hidden);
        for (Term term : withLabel) {
            gradient.addSideBySide(term, machine.theta(), wide, ColumnWeights.of(flat));
        }
        Passes.fillColumnsScaled(means, flat, means);
        Matrix weighted = x.drawn(hidden);
        weighted.fill(0);
        for (int j = 0; j < x.columns(); j++) {
            Passes.addSumOfColumns(1, means.columns(classes * j, classes * (j + 1)), null, weighted.columns(j, j + 1));
        }
        State atMeans = x.with(hidden, weighted);
        for (Term term : own) {
            gradient.add(term, machine.theta(), atMeans, ColumnWeights.uniform(1));
        }
    }

    private void thin(Matrix present, Matrix wide) {
        int classes = label.size();
        for (int j = 0; j < present.columns(); j++) {
            for (int k = 0; k < classes; k++) {
                Passes.multiply(present.columns(j, j + 1), wide.columns(k + classes * j, k + classes * j + 1));
            }
        }
    }

    /** A state of a column for each class and case, its label set to the class, everything that is given copied. */
    private State wide(State x) {
        int classes = label.size();
        State wide = wides.computeIfAbsent(x.columns(), columns -> {
            State made = machine.newState(classes * columns);
            for (int i = 0; i < classes * columns; i++) {
                made.of(label).set(i % classes, i, 1);
            }
            return made;
        });
        for (Term term : withLabel) {
            for (Group group : term.groups()) {
                if (!group.equals(label) && !group.equals(hidden)) {
                    for (int i = 0; i < classes * x.columns(); i++) {
                        copy(x.of(group), i / classes, wide.of(group), i);
                    }
                    wide.changed(group);
                }
            }
        }
        return wide;
    }

    private static void copy(Matrix from, int column, Matrix to, int toColumn) {
        System.arraycopy(from.data(), from.columnStart(column), to.data(), to.columnStart(toColumn), from.rows());
    }
}
