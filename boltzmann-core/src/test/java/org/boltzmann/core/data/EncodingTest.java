package org.boltzmann.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.linalg.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTest {

    private static final RandomKey KEY = RandomKey.of(8);

    private static DataSet row(float... values) {
        return DataSet.of("row", List.of(1), Matrix.wrap(1, values.length, values));
    }

    private static float[] encoded(Encoding encoding, float... values) {
        return encoding.frozen(row(values), KEY).values().data();
    }

    @Test
    void aThresholdIsStrict() {
        float half = 0.5f;
        assertThat(encoded(Encoding.threshold(0.5), Math.nextDown(half), half, Math.nextUp(half), -3, 7, Float.NaN))
                .containsExactly(0, 0, 1, 0, 1, Float.NaN);
        assertThat(encoded(Encoding.threshold(0), Float.MIN_VALUE, 0f, -0f, -Float.MIN_VALUE))
                .containsExactly(1, 0, 0, 0);
    }

    @Test
    void spinsAreMinusAndPlusOne() {
        assertThat(encoded(Encoding.threshold(0.5).spin(), 0.2f, 0.8f, Float.NaN))
                .containsExactly(-1, 1, Float.NaN);
        assertThat(encoded(Encoding.asIs().spin(), 0, 1)).containsExactly(-1, 1);
        assertThat(encoded(Encoding.bernoulli().spin(), 0, 1)).containsExactly(-1, 1);
        assertThat(encoded(Encoding.means().spin(), 0, 0.75f, 1, Float.NaN)).containsExactly(-1, 0.5f, 1, Float.NaN);
    }

    @Test
    void meansAreShownAsTheyAre() {
        assertThat(encoded(Encoding.means(), 0, 0.3f, 1, Float.NaN)).containsExactly(0, 0.3f, 1, Float.NaN);
        assertThat(Encoding.means().isRandom()).isFalse();
        assertThat(Encoding.means().spin().givesMeans()).isTrue();
        assertThat(Encoding.bernoulli().spin().givesMeans()).isFalse();
        for (float wrong : new float[] {-0.01f, 1.01f, 255}) {
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> Encoding.means().spin().check(row(0, wrong)))
                    .withMessageContaining("data set row, example 1, feature 0: the encoding means needs")
                    .withMessageContaining("-D scaling=unit-range");
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {1e-3f, 0.1f, 0.5f, 0.9f, 0.999f})
    void aDrawIsOneWithTheProbabilityOfTheValue(float probability) {
        float[] values = new float[160_000];
        Arrays.fill(values, probability);
        int ones = 0;
        for (float unit : encoded(Encoding.bernoulli(), values)) {
            assertThat(unit == 0 || unit == 1).isTrue();
            ones += (int) unit;
        }
        double deviation = Math.sqrt(values.length * probability * (1 - probability));
        // 5 standard deviations: probability 6e-7
        assertThat(ones).isCloseTo(Math.round(values.length * probability), within((int) (5 * deviation)));
    }

    @Test
    void certainValuesAreNeverDrawnOtherwise() {
        float[] values = new float[100_000];
        assertThat(encoded(Encoding.bernoulli(), values)).containsOnly(0);
        Arrays.fill(values, 1);
        assertThat(encoded(Encoding.bernoulli(), values)).containsOnly(1);
        assertThat(encoded(Encoding.bernoulli(), 0, Float.NaN, 1)).containsExactly(0, Float.NaN, 1);
    }

    @Test
    void frozenDataDependsOnTheKeyAndNotOnWhatFollows() {
        float[] values = new float[33];
        Arrays.fill(values, 0.5f);
        DataSet data = row(values);
        DataSet frozen = Encoding.bernoulli().frozen(data, KEY);
        assertThat(Encoding.bernoulli().frozen(data.take(9), KEY).sha256())
                .isEqualTo(frozen.take(9).sha256());
        assertThat(Encoding.bernoulli().frozen(data, RandomKey.of(9)).sha256()).isNotEqualTo(frozen.sha256());
        assertThat(values).containsOnly(0.5f);
    }

    @Test
    void onlyBernoulliIsRandomAndOnlyItDraws() {
        RandomGenerator untouched = () -> {
            throw new AssertionError("drew");
        };
        Matrix values = Matrix.zeros(2, 2);
        for (Encoding encoding : List.of(
                Encoding.asIs(), Encoding.threshold(1), Encoding.threshold(1).spin())) {
            assertThat(encoding.isRandom()).isFalse();
            encoding.apply(values, untouched, Matrix.zeros(2, 2));
        }
        assertThat(Encoding.bernoulli().isRandom()).isTrue();
        assertThat(Encoding.bernoulli().spin().isRandom()).isTrue();
    }

    @Test
    void viewsAreEncodedWithinTheirBounds() {
        Matrix values = Matrix.zeros(3, 3);
        values.fill(1);
        Matrix units = Matrix.zeros(3, 3);
        for (Encoding encoding : List.of(
                Encoding.asIs(), Encoding.threshold(0.5), Encoding.bernoulli().spin())) {
            units.fill(0);
            encoding.apply(
                    values.rows(0, 1).columns(1, 3),
                    KEY.generator(),
                    units.rows(1, 2).columns(0, 2));
            assertThat(units.data()).containsExactly(0, 1, 0, 0, 1, 0, 0, 0, 0);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> encoding.apply(values, KEY.generator(), units.rows(0, 2)));
        }
    }

    @Test
    void dataOutOfRangeIsRefusedWithPlaceAndRemedy() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Encoding.bernoulli().check(row(0, 1, 1.5f)))
                .withMessageStartingWith(
                        "data set row, example 2, feature 0: the encoding bernoulli needs a probability, within 0 and 1,"
                                + " but the value is 1.5; scale the data with -D scaling=unit-range");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Encoding.bernoulli().check(row(-0.1f)));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Encoding.bernoulli().spin().check(row(2)));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Encoding.asIs().spin().check(row(0.5f)));
        Encoding.bernoulli().check(row(0, 1, Float.NaN));
        Encoding.asIs().spin().check(row(0, 1, Float.NaN));
        Encoding.threshold(0).check(row(-1000, 1000));
    }

    @Test
    void theNameOfAnEncodingBringsItBack() {
        for (Encoding encoding : List.of(
                Encoding.asIs(),
                Encoding.bernoulli(),
                Encoding.means(),
                Encoding.means().spin(),
                Encoding.threshold(-0.25),
                Encoding.threshold(127).spin())) {
            assertThat(Encoding.parse(encoding.toString())).isEqualTo(encoding);
        }
        assertThat(Encoding.threshold(0.5).spin()).hasToString("threshold(0.5).spin");
        for (String wrong :
                List.of("", "binary", "threshold", "threshold(x)", "threshold(NaN)", "as-is.spin.spin", ".spin")) {
            assertThatIllegalArgumentException().isThrownBy(() -> Encoding.parse(wrong));
        }
    }
}
