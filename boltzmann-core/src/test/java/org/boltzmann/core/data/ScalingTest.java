package org.boltzmann.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.random.RandomGenerator;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.linalg.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScalingTest {

    private static DataSet random(int features, int examples) {
        RandomGenerator random = RandomKey.of(features).at(examples).generator();
        Matrix values = Matrix.zeros(features, examples);
        for (int i = 0; i < features * examples; i++) {
            values.data()[i] = 100 * random.nextFloat() - 20;
        }
        return DataSet.of("random", List.of(features), values);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 33})
    void standardisedFeaturesHaveMeanZeroAndDeviationOne(int features) {
        DataSet scaled = Scaling.standardise(random(features, 33)).apply(random(features, 33));
        for (int i = 0; i < features; i++) {
            double sum = 0;
            double squares = 0;
            for (int j = 0; j < 33; j++) {
                sum += scaled.values().get(i, j);
                squares += scaled.values().get(i, j) * scaled.values().get(i, j);
            }
            // 33 values of at most 2, each rounded by 2^-24 of itself
            assertThat(sum / 33).isCloseTo(0, within(1e-6));
            assertThat(squares / 33).isCloseTo(1, within(1e-6));
        }
    }

    @Test
    void theUnitRangeIsReachedExactlyAtBothEnds() {
        DataSet data = random(9, 33);
        DataSet scaled = Scaling.toUnitRange(data).apply(data);
        for (int i = 0; i < 9; i++) {
            float minimum = 1;
            float maximum = 0;
            for (int j = 0; j < 33; j++) {
                minimum = Math.min(minimum, scaled.values().get(i, j));
                maximum = Math.max(maximum, scaled.values().get(i, j));
            }
            assertThat(minimum).isEqualTo(0);
            assertThat(maximum).isEqualTo(1);
        }
    }

    @Test
    void whatIsScaledComesBack() {
        DataSet data = random(8, 33);
        for (Scaling scaling : List.of(Scaling.standardise(data), Scaling.toUnitRange(data), Scaling.dividedBy(255))) {
            DataSet back = scaling.invert(scaling.apply(data));
            for (int i = 0; i < 8 * 33; i++) {
                // values up to 80, scaled by about 30: two roundings of 2^-24
                assertThat(back.values().data()[i]).isCloseTo(data.values().data()[i], within(2e-5f));
            }
        }
    }

    @Test
    void constantAndUnknownFeaturesBecomeZeroOrStayMissing() {
        float nan = Float.NaN;
        Matrix values = Matrix.wrap(3, 3, new float[] {0.1f, nan, 1, 0.1f, nan, nan, 0.1f, nan, 3});
        DataSet data = DataSet.of("gaps", List.of(3), values);
        assertThat(Scaling.standardise(data).apply(data).values().data())
                .containsExactly(0, nan, -1, 0, nan, nan, 0, nan, 1);
        assertThat(Scaling.toUnitRange(data).apply(data).values().data())
                .containsExactly(0, nan, 0, 0, nan, nan, 0, nan, 1);
    }

    @Test
    void dividingByOneNumberSuitsAnyNumberOfFeatures() {
        DataSet data = DataSet.of("bytes", List.of(2), Matrix.wrap(2, 1, new float[] {255, 51}));
        assertThat(Scaling.dividedBy(255).apply(data).values().data()).containsExactly(1, 0.2f);
    }

    @Test
    void theSameMatrixMayHoldBoth() {
        Matrix values = Matrix.wrap(1, 2, new float[] {1, 2});
        Scaling.dividedBy(2).fillScaled(values, values);
        assertThat(values.data()).containsExactly(0.5f, 1);
    }

    @Test
    void equalSettingsAreEqualScalings() {
        assertThat(Scaling.standardise(random(7, 9))).isEqualTo(Scaling.standardise(random(7, 9)));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Scaling.dividedBy(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Scaling.dividedBy(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new Scaling(List.of(), List.of()));
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> Scaling.standardise(random(3, 0)));
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> Scaling.toUnitRange(random(3, 0)));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Scaling.standardise(random(3, 7)).apply(random(4, 7)))
                .withMessage("data set random has 4 features but the scaling was fitted on 3");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Scaling.dividedBy(1e-40).apply(random(3, 7)))
                .withMessageContaining("infinite");
    }
}
