package org.boltzmann.examples.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.linalg.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrokeDigitsTest {

    private static final RandomKey KEY = RandomKey.of(1);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 33})
    void theFirstDigitsDoNotDependOnHowManyFollow(int examples) {
        DataSet digits = StrokeDigits.of(examples, KEY);
        assertThat(digits.shape()).containsExactly(16, 16);
        assertThat(digits.sha256())
                .isEqualTo(StrokeDigits.of(50, KEY).take(examples).sha256());
    }

    @Test
    void equalKeysGiveEqualBitsOnEveryJava() {
        assertThat(StrokeDigits.of(100, KEY).sha256())
                .isEqualTo("66ed5627b8773bd291a3680612c34a13093a1f346169c655fb8b732f8b8fa9f5")
                .isNotEqualTo(StrokeDigits.of(100, RandomKey.of(2)).sha256());
    }

    @Test
    void allClassesAreAboutEquallyFrequent() {
        int[] counts = new int[10];
        for (int label : StrokeDigits.of(10_000, KEY).labels()) {
            counts[label]++;
        }
        for (int count : counts) {
            // 5 standard deviations of 30
            assertThat(count).isBetween(850, 1150);
        }
    }

    @Test
    void everyDigitHasInkAndPaperWithinZeroAndOne() {
        DataSet digits = StrokeDigits.of(2_000, KEY);
        for (int j = 0; j < digits.size(); j++) {
            float darkest = 0;
            float sum = 0;
            for (int i = 0; i < 256; i++) {
                float value = digits.values().get(i, j);
                assertThat(value).isBetween(0f, 1f);
                darkest = Math.max(darkest, value);
                sum += value;
            }
            assertThat(darkest).isGreaterThan(0.5f);
            assertThat(sum).isBetween(5f, 128f);
        }
    }

    @Test
    void noTwoOfManyDigitsAreEqual() {
        DataSet digits = StrokeDigits.of(3_000, KEY);
        assertThat(java.util.stream.IntStream.range(0, digits.size())
                        .mapToObj(j -> digits.subset(new int[] {j}).sha256()))
                .doesNotHaveDuplicates();
    }

    /** Among 1,000 known digits the most similar one is right 8 or 9 times in ten: a task, neither hopeless nor trivial. */
    @Test
    void theNearestNeighbourIsOftenRightButNotAlways() {
        DataSet known = StrokeDigits.of(1_000, KEY.at("train"));
        DataSet asked = StrokeDigits.of(500, KEY.at("test"));
        int right = 0;
        for (int j = 0; j < asked.size(); j++) {
            right += known.label(nearest(known.values(), asked.values(), j)) == asked.label(j) ? 1 : 0;
        }
        assertThat(right).isBetween(350, 475);
    }

    private static int nearest(Matrix known, Matrix asked, int example) {
        int nearest = 0;
        float smallest = Float.POSITIVE_INFINITY;
        for (int j = 0; j < known.columns(); j++) {
            float distance = 0;
            for (int i = 0; i < known.rows(); i++) {
                float difference = asked.get(i, example) - known.get(i, j);
                distance += difference * difference;
            }
            if (distance < smallest) {
                smallest = distance;
                nearest = j;
            }
        }
        return nearest;
    }
}
