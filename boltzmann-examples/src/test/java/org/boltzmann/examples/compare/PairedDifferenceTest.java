package org.boltzmann.examples.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairedDifferenceTest {

    private static Cell.Done cell(long seed, double error) {
        return new Cell.Done(
                seed, Map.of(), Map.of(Figure.ERROR, error), Map.of(), 1, 1, 1, 1, List.of(), List.of(), "");
    }

    private static Row row(double... errors) {
        List<Cell> cells = IntStream.range(0, errors.length)
                .mapToObj(i -> (Cell) cell(i, errors[i]))
                .toList();
        return new Row("one", "", Map.of(), Optional.empty(), Optional.empty(), cells);
    }

    /** With two degrees of freedom the quantile of Student's t is (2p − 1) / √(2p (1 − p)). */
    @Test
    void theIntervalIsStudents() {
        PairedDifference difference = PairedDifference.of(row(11, 22, 33), row(10, 20, 30), Figure.ERROR)
                .orElseThrow();
        double quantile = 0.95 / Math.sqrt(2 * 0.975 * 0.025);
        double standardError = Math.sqrt((1 + 0 + 1) / 2.0 / 3.0);
        assertThat(difference.mean()).isCloseTo(2, within(1e-12));
        assertThat(difference.low()).isCloseTo(2 - quantile * standardError, within(1e-9));
        assertThat(difference.high()).isCloseTo(2 + quantile * standardError, within(1e-9));
        assertThat(difference.seeds()).isEqualTo(3);
    }

    @Test
    void onlySeedsThatBothHaveArePaired() {
        Row other = new Row(
                "other",
                "",
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(new Cell.Failed(0, true, "diverged", 4), cell(2, 5), cell(1, 7), cell(9, 1)));
        PairedDifference difference = PairedDifference.of(row(100, 8, 6, Double.NaN), other, Figure.ERROR)
                .orElseThrow();
        assertThat(difference).isEqualTo(new PairedDifference(1, 1, 1, 2));
    }

    @Test
    void oneSeedSaysNothingOfChance() {
        assertThat(PairedDifference.of(row(1), row(2), Figure.ERROR)).isEmpty();
    }
}
