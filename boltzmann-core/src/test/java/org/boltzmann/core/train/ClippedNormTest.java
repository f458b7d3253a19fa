package org.boltzmann.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.linalg.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps training through time in bounds: clipped gradients, and noise on what a network sees. */
class ClippedNormTest {

    private static final Parameter A = Parameter.perUnit("a", Initializer.zero(), 2);
    private static final Parameter B = Parameter.perUnit("b", Initializer.zero(), 1);

    private static Gradient clipped(double limit, float... values) {
        Objective objective = (batch, factor, key, gradient) -> {
            gradient.of(A).set(0, 0, values[0]);
            gradient.of(A).set(1, 0, values[1]);
            gradient.of(B).set(0, 0, values[2]);
        };
        Gradient gradient = Gradient.zero(List.of(A, B));
        gradient.of(B).set(0, 0, 1);
        new ClippedNorm(objective, limit).addGradient(null, 1, RandomKey.of(1), gradient);
        return gradient;
    }

    @Test
    void aLongGradientIsShortenedAsAWhole() {
        Gradient gradient = clipped(3.5, 2, 3, 6); // of norm 7
        assertThat(gradient.of(A).data()).containsExactly(1, 1.5f);
        assertThat(gradient.of(B).data()).containsExactly(1 + 3);
    }

    @Test
    void aShortOneStays() {
        Gradient gradient = clipped(7.5, 2, 3, 6);
        assertThat(gradient.of(A).data()).containsExactly(2, 3);
        assertThat(gradient.of(B).data()).containsExactly(1 + 6);
        assertThat(clipped(1, 0, 0, 0).of(A).data()).containsOnly(0);
    }

    @Test
    void anExplodedOneIsToldByTheNameOfItsParameter() {
        assertThatExceptionOfType(DivergenceException.class)
                .isThrownBy(() -> clipped(1, 2, Float.NaN, 0))
                .withMessageContaining("parameter a is not finite");
        assertThatIllegalArgumentException().isThrownBy(() -> clipped(0, 1, 1, 1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.9})
    void droppedInputsKeepTheirMean(double dropout) {
        Matrix frames = Matrix.zeros(40, 250);
        frames.fill(3);
        Matrix seen = new InputNoise(dropout, 0).at(RandomKey.of(2)).apply(frames);
        int kept = 0;
        for (float value : seen.data()) {
            assertThat(value).isIn(0f, (float) (1 / (1 - dropout)) * 3);
            kept += value == 0 ? 0 : 1;
        }
        // 4.5 standard deviations of 10,000 draws
        double tolerance = 4.5 * Math.sqrt(dropout * (1 - dropout) / 10_000);
        assertThat(kept / 10_000.0).isCloseTo(1 - dropout, within(tolerance));
        assertThat(frames.data()).containsOnly(3);
    }

    @Test
    void noiseHasItsDeviationAndIsOtherAtEachCall() {
        Matrix frames = Matrix.zeros(40, 250);
        UnaryOperator<Matrix> noise = new InputNoise(0, 0.5).at(RandomKey.of(2));
        Matrix seen = noise.apply(frames);
        double squares = 0;
        for (float value : seen.data()) {
            squares += (double) value * value;
        }
        // the variance of a mean of n squares is 2 s^4 / n
        assertThat(squares / 10_000).isCloseTo(0.25, within(4.5 * 0.25 * Math.sqrt(2.0 / 10_000)));
        assertThat(Arrays.equals(noise.apply(frames).data(), seen.data())).isFalse();
        assertThat(new InputNoise(0, 0.5).at(RandomKey.of(2)).apply(frames).data())
                .isEqualTo(seen.data());
    }

    @Test
    void noNoiseCopiesNothing() {
        Matrix frames = Matrix.zeros(2, 2);
        assertThat(InputNoise.NONE.at(RandomKey.of(1)).apply(frames)).isSameAs(frames);
        assertThatIllegalArgumentException().isThrownBy(() -> new InputNoise(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new InputNoise(0, -1));
    }
}
