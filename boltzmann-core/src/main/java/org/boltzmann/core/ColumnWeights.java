package org.boltzmann.core;

import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Passes;

/** What each configuration of a batch counts in a gradient: one number for all, or a signed number for each column. */
public final class ColumnWeights {

    private final double factor;
    private final float[] perColumn;

    private ColumnWeights(double factor, float[] perColumn) {
        this.factor = factor;
        this.perColumn = perColumn;
    }

    /**
     * The same weight for every column.
     *
     * @param factor such as 1 / n for the average over n columns of the data, and −1 / n for the model's
     * @return the weights
     */
    public static ColumnWeights uniform(double factor) {
        return new ColumnWeights(factor, null);
    }

    /**
     * A weight for each column.
     *
     * @param perColumn signed weights; used as they are, without a copy
     * @return the weights
     */
    public static ColumnWeights of(float... perColumn) {
        return new ColumnWeights(1, perColumn);
    }

    /**
     * The common factor: the weight of a column is this times its own.
     *
     * @return the weight itself where it is the same for all columns
     */
    public double factor() {
        return factor;
    }

    /**
     * The columns' own weights.
     *
     * @return the array itself, or null where every column counts the same
     */
    public float[] perColumn() {
        return perColumn;
    }

    /**
     * The weight of one column.
     *
     * @param column its index
     * @return its weight
     */
    public double of(int column) {
        return perColumn == null ? factor : factor * perColumn[column];
    }

    /**
     * The columns of a matrix times their own weights, the common factor left out.
     *
     * @param x units x columns
     * @return {@code x} itself where every column counts the same, else a new matrix
     */
    public Matrix scale(Matrix x) {
        if (perColumn == null) {
            return x;
        }
        Matrix scaled = Matrix.zeros(x.rows(), x.columns());
        Passes.fillColumnsScaled(x, perColumn, scaled);
        return scaled;
    }
}
