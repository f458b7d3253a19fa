package org.boltzmann.higherorder;

import java.util.random.RandomGenerator;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.linalg.Matrix;

/** Random multiples of 1/64 in [−1, 1], of which sums of products are nearly exact. */
final class Multiples {

    private Multiples() {}

    static void fill(Matrix matrix, RandomGenerator random) {
        for (int j = 0; j < matrix.columns(); j++) {
            for (int i = 0; i < matrix.rows(); i++) {
                matrix.set(i, j, (random.nextInt(129) - 64) / 64f);
            }
        }
    }

    static void fill(ParameterValues theta, RandomGenerator random) {
        for (Parameter parameter : theta.parameters()) {
            fill(theta.of(parameter), random);
        }
    }
}
