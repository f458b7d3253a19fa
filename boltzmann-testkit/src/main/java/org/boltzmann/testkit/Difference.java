package org.boltzmann.testkit;

import java.util.Arrays;
import org.boltzmann.core.linalg.Matrix;

/**
 * The derivative of functions by one number of a matrix: f' = (8 (f(+h) − f(−h)) − (f(+2h) − f(−2h))) / 12h, exact for polynomials
 * up to degree 4 and off by h⁴ f⁽⁵⁾/30 otherwise.
 */
final class Difference {

    /** Step for what is polynomial: any step is exact, and 1 keeps multiples of 1/64 on their grid. */
    static final float POLYNOMIAL = 1;

    /** Step for smooth functions: with fifth derivatives of order 1 the error is 2e-9. */
    static final float SMOOTH = 1 / 64f;

    private Difference() {}

    /** Adds one number for each column. */
    interface Columns {
        void add(double[] sums);
    }

    static double[] of(Columns function, int columns, Matrix matrix, int row, int column, float step) {
        float value = matrix.get(row, column);
        double[] derivative = new double[columns];
        double[] at = new double[columns];
        float[] steps = {1, -1, 2, -2};
        double[] factors = {8, -8, -1, 1};
        for (int s = 0; s < steps.length; s++) {
            matrix.set(row, column, value + steps[s] * step);
            Arrays.fill(at, 0);
            function.add(at);
            for (int j = 0; j < columns; j++) {
                derivative[j] += factors[s] * at[j] / (12.0 * step);
            }
        }
        matrix.set(row, column, value);
        return derivative;
    }
}
