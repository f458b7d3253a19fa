package org.boltzmann.testkit;

import java.util.random.RandomGenerator;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.linalg.Matrix;

/** Multiples of 1/64, whose sums and products stay exact in 32 bits as long as they are few. */
final class Grid {

    private Grid() {}

    /** A multiple of 1/64 in [−limit, limit]. */
    static float number(double limit, RandomGenerator random) {
        int steps = (int) (64 * limit);
        return (random.nextInt(2 * steps + 1) - steps) / 64f;
    }

    static void fill(Matrix matrix, double limit, RandomGenerator random) {
        for (int j = 0; j < matrix.columns(); j++) {
            for (int i = 0; i < matrix.rows(); i++) {
                matrix.set(i, j, number(limit, random));
            }
        }
    }

    static void fill(ParameterValues theta, double limit, RandomGenerator random) {
        theta.parameters().forEach(parameter -> fill(theta.of(parameter), limit, random));
    }
}
