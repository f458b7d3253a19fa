package org.boltzmann.discriminative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProportionTest {

    /**
     * Method 3 of table I in R. Newcombe, "Two-sided confidence intervals for the single proportion: comparison of seven methods",
     * Statistics in Medicine 17, 1998.
     */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0, 0.1611", "1, 29, 0.0061, 0.1718"})
    void theIntervalIsThePublishedOne(int count, int of, double low, double high) {
        Proportion proportion = new Proportion(count, of);
        assertThat(proportion.low()).isCloseTo(low, within(5e-5));
        assertThat(proportion.high()).isCloseTo(high, within(5e-5));
    }

    @Test
    void countingTheOtherCasesMirrorsTheInterval() {
        Proportion errors = new Proportion(3, 33);
        Proportion right = new Proportion(30, 33);
        assertThat(errors.rate() + right.rate()).isCloseTo(1, within(1e-15));
        assertThat(errors.low() + right.high()).isCloseTo(1, within(1e-15));
        assertThat(errors.high() + right.low()).isCloseTo(1, within(1e-15));
    }

    @Test
    void noneAndAllEndExactlyAtZeroAndOne() {
        assertThat(new Proportion(0, 1).low()).isZero();
        assertThat(new Proportion(0, 1).high()).isCloseTo(0.7935, within(5e-5));
        assertThat(new Proportion(7, 7).rate()).isEqualTo(1);
        assertThat(new Proportion(7, 7).high()).isEqualTo(1);
        assertThat(new Proportion(7, 7).low()).isBetween(0.6, 0.7);
    }

    @Test
    void whatIsNoProportionIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Proportion(0, 0))
                .withMessageContaining("0 of 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Proportion(3, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Proportion(-1, 2));
    }
}
