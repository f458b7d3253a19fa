package org.boltzmann.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NormalTest {

    private static final int DRAWS = 4_000_000;

    @Test
    void theLayersCloseAtTheTop() {
        assertThat(Normal.gap()).isCloseTo(0, within(1e-10));
    }

    /** Counts in bins of a tenth against their probabilities, the tails included: 86 degrees of freedom. */
    @Test
    void drawsAreNormal() {
        SplittableRandom random = new SplittableRandom(1);
        int half = 42;
        long[] counts = new long[2 * half + 2];
        double sum = 0;
        double squares = 0;
        for (int n = 0; n < DRAWS; n++) {
            double x = Normal.draw(random);
            counts[(int) Math.max(0, Math.min(counts.length - 1, Math.floor(x * 10) + half + 1))]++;
            sum += x;
            squares += x * x;
        }
        double chiSquare = 0;
        for (int b = 0; b < counts.length; b++) {
            double from = b == 0 ? -12 : (b - half - 1) / 10.0;
            double to = b == counts.length - 1 ? 12 : (b - half) / 10.0;
            double expected = DRAWS * probability(from, to);
            chiSquare += (counts[b] - expected) * (counts[b] - expected) / expected;
        }
        // A chi-square of 85 degrees exceeds 85 + 4.75 sqrt(170) + 15 = 162 with a probability of about 1e-6.
        assertThat(chiSquare).isLessThan(162);
        assertThat(sum / DRAWS).isCloseTo(0, within(5 / Math.sqrt(DRAWS)));
        assertThat(squares / DRAWS).isCloseTo(1, within(5 * Math.sqrt(2.0 / DRAWS)));
    }

    /** Simpson's rule. */
    private static double probability(double from, double to) {
        int steps = 2000;
        double h = (to - from) / steps;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            double x = from + i * h;
            sum += (i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2) * Math.exp(-0.5 * x * x);
        }
        return sum * h / 3 / Math.sqrt(2 * Math.PI);
    }

    /** The same on every Java: a change of these numbers changes all results of real-valued units. */
    @Test
    void drawsNeverChange() {
        SplittableRandom random = new SplittableRandom(7);
        double sum = 0;
        for (int n = 0; n < 100_000; n++) {
            sum += (n % 2 == 0 ? 1 : -1) * Normal.draw(random);
        }
        assertThat(sum).isEqualTo(369.12581055942576);
    }
}
