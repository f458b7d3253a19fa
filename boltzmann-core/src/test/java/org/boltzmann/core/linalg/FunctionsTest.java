package org.boltzmann.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FunctionsTest {

    @Test
    void expIsGoodToTwoUnitsInTheLastPlace() {
        double worst = 0;
        for (double x = -707; x < 709; x += 0.00037) {
            double expected = StrictMath.exp(x);
            worst = Math.max(worst, Math.abs(Functions.exp(x) - expected) / Math.ulp(expected));
        }
        assertThat(worst).isLessThanOrEqualTo(2);
        assertThat(Functions.exp(0)).isEqualTo(1);
        assertThat(Functions.exp(-1e9)).isZero();
        assertThat(Functions.exp(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(Functions.exp(1e9)).isInfinite();
        assertThat(Functions.exp(Double.NaN)).isNaN();
    }

    @Test
    void theLogarithmOfASumDoesNotOverflow() {
        assertThat(Functions.logSumExp(1000, 1000)).isCloseTo(1000 + Math.log(2), within(1e-12));
        assertThat(Functions.logSumExp(-1000, -1001, Double.NEGATIVE_INFINITY))
                .isCloseTo(-1000 + Math.log1p(Math.exp(-1)), within(1e-12));
        assertThat(Functions.logSumExp()).isEqualTo(Double.NEGATIVE_INFINITY);
    }
}
