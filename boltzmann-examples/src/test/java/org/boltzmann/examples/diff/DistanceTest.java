package org.boltzmann.examples.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DistanceTest {

    @Test
    void isMeasuredElementByElement() {
        Distance distance = Distance.between(new float[] {1, 2, 0, -1}, new float[] {1, 4, 0, 1});
        assertThat(distance.largest()).isEqualTo(2);
        assertThat(distance.relative()).isEqualTo(2); // of -1 and 1
        assertThat(distance.rms()).isEqualTo(Math.sqrt(2));
        // deviations 0.5, 1.5, -0.5, -1.5 and -0.5, 2.5, -1.5, -0.5: 5 / sqrt(5 * 9)
        assertThat(distance.correlation()).isCloseTo(5 / Math.sqrt(45), within(1e-12));
    }

    @Test
    void aConstantHasNoCorrelation() {
        Distance distance = Distance.between(new float[] {0, 0}, new float[] {1, 2});
        assertThat(distance.correlation()).isNaN();
        assertThat(distance.figures()).doesNotContainKey("correlation");
        assertThat(distance.relative()).isEqualTo(1);
        assertThat(distance.toString()).contains("no correlation");
    }

    @Test
    void nothingIsAtNoDistance() {
        assertThat(Distance.between(new float[0], new float[0]).rms()).isZero();
        assertThatThrownBy(() -> Distance.between(new float[1], new float[2]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
