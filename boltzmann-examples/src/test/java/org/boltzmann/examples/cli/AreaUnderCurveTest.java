package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.boltzmann.core.RandomKey;
import org.junit.jupiter.api.Test;

class AreaUnderCurveTest {

    /** Over all pairs: 1 where the true one scores higher, a half where they are equal. */
    private static double byPairs(float[] scores, boolean[] truth) {
        double sum = 0;
        int pairs = 0;
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < scores.length; j++) {
                if (truth[i] && !truth[j]) {
                    sum += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                    pairs++;
                }
            }
        }
        return sum / pairs;
    }

    @Test
    void itIsTheShareOfPairsInOrder() {
        var random = RandomKey.of(1).generator();
        for (int levels : new int[] {1, 2, 5, 1000}) {
            float[] scores = new float[200];
            boolean[] truth = new boolean[200];
            for (int i = 0; i < 200; i++) {
                truth[i] = i % 3 == 0;
                scores[i] = (random.nextInt(levels) - levels / 2) / 8f + (truth[i] ? levels / 20 : 0);
            }
            assertThat(AreaUnderCurve.of(scores, truth))
                    .as("%d levels", levels)
                    .isCloseTo(byPairs(scores, truth), within(1e-12));
        }
    }

    @Test
    void zerosOfBothSignsAreEqual() {
        assertThat(AreaUnderCurve.of(new float[] {0f, -0f}, new boolean[] {true, false}))
                .isEqualTo(0.5);
        assertThat(AreaUnderCurve.of(new float[] {-0f, 0f}, new boolean[] {true, false}))
                .isEqualTo(0.5);
    }

    @Test
    void thereMustBeBothKinds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AreaUnderCurve.of(new float[] {1, 2}, new boolean[] {true, true}))
                .withMessageContaining("2 and 0");
    }
}
