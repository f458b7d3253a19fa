package org.boltzmann.examples.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.linalg.Matrix;
import org.junit.jupiter.api.Test;

class NoisyMnistTest {

    private static final RandomKey KEY = RandomKey.of(3);

    /** Half of the pixels are black, half of them grey 0.75. */
    private static DataSet pictures(int examples) {
        Matrix values = Matrix.zeros(784, examples);
        for (int j = 0; j < examples; j++) {
            for (int i = 0; i < 784; i += 2) {
                values.set(i, j, 0.75f);
            }
        }
        return DataSet.of("grey", List.of(28, 28), values).withLabels(new int[examples], 1);
    }

    @Test
    void everyPixelIsTheLighterOfPictureAndUniformNoise() {
        DataSet noisy = NoisyMnist.over(pictures(100), KEY);
        int[] counts = new int[256];
        double lighter = 0;
        for (int j = 0; j < 100; j++) {
            for (int i = 0; i < 784; i++) {
                float value = noisy.values().get(i, j);
                if (i % 2 == 0) {
                    assertThat(value).isGreaterThanOrEqualTo(0.75f);
                    lighter += value > 0.75f ? 1 : 0;
                } else {
                    counts[Math.round(255 * value)]++;
                    assertThat(Math.round(255 * value) / 255f).isEqualTo(value);
                }
            }
        }
        double chiSquare = 0;
        double expected = 39_200 / 256.0;
        for (int count : counts) {
            chiSquare += (count - expected) * (count - expected) / expected;
        }
        // 255 degrees of freedom: mean 255, deviation 22.6; a probability of 1e-6 lies at 376
        assertThat(chiSquare).isLessThan(376);
        // 64 of 256 grey values are above 0.75 = 191.25/255; five deviations of 0.433 / sqrt(39200)
        assertThat(lighter / 39_200).isCloseTo(0.25, within(0.011));
    }

    @Test
    void theNoiseOfAnExampleDependsOnKeyAndNumberAlone() {
        DataSet noisy = NoisyMnist.over(pictures(9), KEY);
        assertThat(NoisyMnist.over(pictures(33), KEY).take(9).sha256()).isEqualTo(noisy.sha256());
        assertThat(NoisyMnist.over(pictures(9), KEY.at("other")).sha256()).isNotEqualTo(noisy.sha256());
        assertThat(noisy.labels()).hasSize(9);
        assertThat(noisy.shape()).containsExactly(28, 28);
        assertThat(noisy.values().columns(0, 1).copy().data())
                .isNotEqualTo(noisy.values().columns(1, 2).copy().data());
    }
}
