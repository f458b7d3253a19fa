package org.boltzmann.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.boltzmann.core.linalg.Matrix;
import org.junit.jupiter.api.Test;

class HealthCheckTest {

    private static Matrix draws(long seed) {
        Random random = new Random(seed);
        Matrix drawn = Matrix.zeros(50, 100);
        for (int i = 0; i < drawn.data().length; i++) {
            drawn.data()[i] = random.nextInt(4) == 0 ? 1 : 0;
        }
        return drawn;
    }

    /** Of 5,000 pairs the share that changed, 3/8, has a standard error of 0.0068, 1.8 % of it. */
    @Test
    void independentDrawsHaveMobilityOneAndFrozenChainsNone() {
        assertThat(HealthCheck.mobility(draws(1), draws(2))).isCloseTo(1, within(0.09));
        assertThat(HealthCheck.mobility(draws(1), draws(1))).isZero();
        assertThat(HealthCheck.mobility(Matrix.zeros(2, 3), Matrix.zeros(2, 3))).isNaN();
    }
}
