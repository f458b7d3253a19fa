package org.boltzmann.core.unit;

import java.util.function.DoubleUnaryOperator;
import org.boltzmann.core.linalg.Matrix;

/** Element by element over the matrices of a group of scalar units. */
final class Elements {

    private Elements() {}

    static void map(Matrix from, DoubleUnaryOperator function, Matrix to) {
        float[] source = from.data();
        float[] target = to.data();
        for (int j = 0; j < from.columns(); j++) {
            int s = from.columnStart(j);
            int t = to.columnStart(j);
            for (int i = 0; i < from.rows(); i++) {
                target[t + i] = (float) function.applyAsDouble(source[s + i]);
            }
        }
    }

    static void addSums(Matrix from, DoubleUnaryOperator function, double[] sum) {
        float[] source = from.data();
        for (int j = 0; j < from.columns(); j++) {
            int s = from.columnStart(j);
            double column = 0;
            for (int i = 0; i < from.rows(); i++) {
                column += function.applyAsDouble(source[s + i]);
            }
            sum[j] += column;
        }
    }
}
