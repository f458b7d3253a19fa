package org.boltzmann.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class LanesTest {

    /** Every 977th float of either sign: some four million arguments over the whole range. */
    private static double worst(Lanes.Function function, DoubleUnaryOperator exact, double from) {
        float[] x = new float[Lanes.LENGTH];
        float[] w = new float[Lanes.LENGTH];
        double worst = 0;
        int n = 0;
        int last = Float.floatToRawIntBits(Float.MAX_VALUE);
        for (int bits = 0; bits <= last && bits >= 0; bits += 977) {
            for (int sign = -1; sign <= 1; sign += 2) {
                x[n++] = sign * Float.intBitsToFloat(bits);
            }
            if (n == Lanes.LENGTH || bits + 977 > last || bits + 977 < 0) {
                System.arraycopy(x, 0, w, 0, n);
                function.apply(w, n);
                for (int i = 0; i < n; i++) {
                    double expected = exact.applyAsDouble(x[i]);
                    double unit = Math.max(from, Math.ulp((float) expected));
                    worst = Math.max(worst, Math.abs(w[i] - expected) / unit);
                }
                n = 0;
            }
        }
        return worst;
    }

    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    @Test
    void functionsKeepTheirErrorsOverTheWholeRangeOfFloats() {
        assertThat(worst(Lanes::tanh, Math::tanh, 1e-7)).isLessThan(4);
        assertThat(worst(Lanes::sigmoid, x -> 1 / (1 + Math.exp(-x)), 1e-7)).isLessThan(2);
        assertThat(worst(Lanes::softplus, LanesTest::softplus, 1e-7)).isLessThan(2);
        assertThat(worst(Lanes::logTwoCosh, x -> softplus(2 * x) - x, 1e-7)).isLessThan(2);
    }

    /** Errors of exp are relative, in units of what its description allows; beyond 60 the ends count. */
    @Test
    void theExponentialKeepsItsErrorOverTheWholeRangeOfFloats() {
        DoubleUnaryOperator exponent = x -> Math.max(-60, Math.min(60, x));
        assertThat(worst(
                        (w, n) -> {
                            float[] x = w.clone();
                            Lanes.exp(w, n);
                            for (int i = 0; i < n; i++) {
                                double argument = exponent.applyAsDouble(x[i]);
                                double relative = w[i] / Math.exp(argument) - 1;
                                w[i] = (float) (relative / (4.5e-7 * Math.abs(argument) + 2e-7));
                            }
                        },
                        x -> 0,
                        1))
                .isLessThan(1);
        float[] ends = {Float.NEGATIVE_INFINITY, -60, 0, -0f, 60, Float.POSITIVE_INFINITY};
        Lanes.exp(ends, ends.length);
        assertThat(ends[0]).isEqualTo(ends[1]);
        assertThat(ends[2]).isEqualTo(1f);
        assertThat(ends[3]).isEqualTo(1f);
        assertThat(ends[5]).isEqualTo(ends[4]);
    }

    @Test
    void valuesStayInTheirRanges() {
        float[] extremes = {
            Float.NEGATIVE_INFINITY, -1e30f, -100, -18.5f, -18, -17, 17, 18, 18.5f, 100, 1e30f, Float.POSITIVE_INFINITY
        };
        float[] w = extremes.clone();
        Lanes.sigmoid(w, w.length);
        assertThat(w).containsExactly(sorted(w));
        assertThat(w[0]).isEqualTo(0f);
        assertThat(w[w.length - 1]).isEqualTo(1f);
        w = extremes.clone();
        Lanes.tanh(w, w.length);
        for (float value : w) {
            assertThat(value).isBetween(-1f, 1f);
        }
        w = extremes.clone();
        Lanes.softplus(w, w.length);
        for (float value : w) {
            assertThat(value).isNotNegative();
        }
    }

    private static float[] sorted(float[] w) {
        float[] sorted = w.clone();
        java.util.Arrays.sort(sorted);
        return sorted;
    }

    @Test
    void nanStaysNan() {
        for (Lanes.Function function :
                new Lanes.Function[] {Lanes::tanh, Lanes::sigmoid, Lanes::softplus, Lanes::logTwoCosh, Lanes::exp}) {
            float[] w = {Float.NaN, 0};
            function.apply(w, 2);
            assertThat(w[0]).isNaN();
            assertThat(w[1]).isNotNaN();
        }
    }

    @Test
    void aProbabilityExceedsItsDrawOrDoesNot() {
        float tiny = Float.MIN_VALUE;
        float[] w = {0, tiny, tiny, 0.5f, 0.5f, Math.nextUp(0.5f), 1, 1, 0};
        float[] u = {0, 0, tiny, 0.5f, Math.nextDown(0.5f), 0.5f, 0, 1 - 0x1p-24f, 1 - 0x1p-24f};
        Lanes.above(w, u, w.length);
        assertThat(w).containsExactly(0, 1, 0, 0, 1, 1, 1, 1, 0);
    }

    @Test
    void drawsAreUniformInStepsOf24Bits() {
        int n = 999;
        int times = 2000;
        float[] u = new float[n];
        double sum = 0;
        double squares = 0;
        double products = 0;
        SplittableRandom random = new SplittableRandom(1);
        for (int t = 0; t < times; t++) {
            Lanes.fillUniform(random, u, n);
            for (int i = 0; i < n; i++) {
                assertThat(u[i] * 0x1p24f % 1).isZero();
                assertThat(u[i]).isBetween(0f, 1 - 0x1p-24f);
                sum += u[i];
                squares += (double) u[i] * u[i];
                products += (double) u[i] * u[(i + n / 2) % n]; // two of the same 64 bits
            }
        }
        double count = (double) n * times;
        // Five standard deviations: sqrt(1/12), sqrt(4/45) and sqrt(7/144) over the root of the number.
        assertThat(sum / count).isCloseTo(0.5, within(5 * 0.289 / Math.sqrt(count)));
        assertThat(squares / count).isCloseTo(1 / 3.0, within(5 * 0.299 / Math.sqrt(count)));
        assertThat(products / count).isCloseTo(0.25, within(5 * 2 * 0.221 / Math.sqrt(count)));
    }
}
