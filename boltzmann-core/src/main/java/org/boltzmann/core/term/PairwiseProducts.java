package org.boltzmann.core.term;

import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Group;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.ChosenColumns;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Passes;
import org.boltzmann.core.linalg.Transposition;

/**
 * How a pairwise term is computed for one state where a group is one-hot, with the scratch it takes: a weight for each unit of the
 * other group is looked up instead of multiplied, if that costs less.
 */
final class PairwiseProducts {

    private final Pairwise term;
    private final int columns;

    /** Of the first and the second group; null for one that is not one-hot, or that has too few classes to be worth it. */
    private final Chosen first;

    private final Chosen second;
    private Matrix transposed;
    private Matrix firstField;
    private Matrix secondField;
    private Matrix scaled;

    PairwiseProducts(Pairwise term, int columns) {
        this.term = term;
        this.columns = columns;
        this.first = chosen(term.first(), term.second().size());
        this.second = chosen(term.second(), term.first().size());
    }

    private Chosen chosen(Group group, int others) {
        double copies = group.equals(term.first()) ? Cost.TRANSPOSE * others * group.size() : 0;
        double gather = copies + Cost.PASS * others * group.blocks() * columns;
        boolean worthwhile = group.type().block() > 1 && gather < Cost.product(others, group.size(), columns);
        return worthwhile ? new Chosen(group, columns) : null;
    }

    /** False, with nothing added, if a product is what it takes. */
    boolean addFieldOfChosen(Matrix weights, Group target, State x, Matrix field) {
        boolean byFirst = target.equals(term.second());
        Chosen on = byFirst ? first : second;
        if (on == null || !on.set(x, 1, null)) {
            return false;
        }
        Matrix lookedUp = weights;
        if (byFirst) {
            lookedUp = transposed();
            Transposition.fill(weights, null, lookedUp);
        }
        ChosenColumns.add(lookedUp, on.units(), on.columns(), on.values(), 0, on.count(), field);
        return true;
    }

    /** False, with nothing added, if a product is what it takes. */
    boolean addGradientOfChosen(State x, ColumnWeights weights, Matrix gradient) {
        float factor = (float) weights.factor();
        if (second != null && second.set(x, factor, weights.perColumn())) {
            ChosenColumns.add(
                    x.of(term.first()), second.columns(), second.units(), second.values(), 0, second.count(), gradient);
            return true;
        }
        if (first != null && first.set(x, factor, weights.perColumn())) {
            Matrix sums = transposed();
            sums.fill(0);
            ChosenColumns.add(
                    x.of(term.second()), first.columns(), first.units(), first.values(), 0, first.count(), sums);
            Transposition.add(sums, null, gradient);
            return true;
        }
        return false;
    }

    /** Values times the columns' own weights. */
    Matrix scaled(Matrix values, ColumnWeights weights) {
        if (weights.perColumn() == null) {
            return values;
        }
        if (scaled == null) {
            scaled = Matrix.zeros(values.rows(), columns);
        }
        Passes.fillColumnsScaled(values, weights.perColumn(), scaled);
        return scaled;
    }

    Matrix field(Group target) {
        if (target.equals(term.first())) {
            firstField = firstField == null ? Matrix.zeros(target.size(), columns) : firstField;
            return firstField;
        }
        secondField = secondField == null ? Matrix.zeros(target.size(), columns) : secondField;
        return secondField;
    }

    private Matrix transposed() {
        if (transposed == null) {
            transposed = Matrix.zeros(term.second().size(), term.first().size());
        }
        return transposed;
    }
}
