package org.boltzmann.core.unit;

import java.util.function.DoubleUnaryOperator;
import org.boltzmann.core.linalg.Matrix;

/** Functions in {@code double} of single elements, for what is done once, not in every step. */
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
}
