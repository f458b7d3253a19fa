package org.boltzmann.examples.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import org.boltzmann.core.data.DataSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarsAndStripesTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 8, 9})
    void everyPatternOccursOnceAndIsWhatItsLabelSays(int n) {
        DataSet data = BarsAndStripes.of(n);
        assertThat(data.size()).isEqualTo((1 << (n + 1)) - 2);
        Set<String> seen = new HashSet<>();
        int stripes = 0;
        for (int j = 0; j < data.size(); j++) {
            StringBuilder pattern = new StringBuilder();
            for (int row = 0; row < n; row++) {
                for (int column = 0; column < n; column++) {
                    float value = data.values().get(row * n + column, j);
                    float inLine = data.label(j) == 0
                            ? data.values().get(column, j)
                            : data.values().get(row * n, j);
                    assertThat(value).isIn(0f, 1f).isEqualTo(inLine);
                    pattern.append((int) value);
                }
            }
            seen.add(pattern.toString());
            stripes += data.label(j);
        }
        assertThat(seen).hasSize(data.size());
        assertThat(stripes).isEqualTo(data.size() / 2);
    }

    @Test
    void theEmptyPictureIsBarsAndTheFullOneStripes() {
        DataSet data = BarsAndStripes.standard();
        assertThat(data.classNames()).containsExactly("bars", "stripes");
        for (int j = 0; j < data.size(); j++) {
            float sum = 0;
            for (int i = 0; i < 16; i++) {
                sum += data.values().get(i, j);
            }
            if (sum == 0 || sum == 16) {
                assertThat(data.label(j)).isEqualTo(sum == 0 ? 0 : 1);
            }
        }
    }

    @Test
    void sidesOutOfRangeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> BarsAndStripes.of(0));
        assertThatIllegalArgumentException().isThrownBy(() -> BarsAndStripes.of(13));
    }
}
