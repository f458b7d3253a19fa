package org.boltzmann.higherorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Lateral;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Real;
import org.junit.jupiter.api.Test;

class AnalogyTest {

    /** Fields of at most 20 in floats: a mean, whose slope is at most 1/4, is known to 1e-6. */
    private static final double MEANS = 1e-5;

    private static Matrix column(float... values) {
        return Matrix.wrap(values.length, 1, values);
    }

    /** Two mapping units over two pixels: the first says that y is x, the second that y is x turned round. */
    private static BoltzmannMachine keepingOrTurning() {
        BoltzmannMachine machine = GatedMachines.full(2, 2, 2);
        Matrix weights = machine.theta().of(machine.parameter("x-y-h.weights"));
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 2; j++) {
                weights.set(i, j, i == j ? 20 : -20); // unit 0's slice
                weights.set(i, 2 + j, i == j ? -20 : 20);
            }
        }
        return machine;
    }

    private static Analogy analogy(BoltzmannMachine machine) {
        return Analogy.of(machine, machine.group("x"), machine.group("y"));
    }

    @Test
    void whatOnePairShowsIsDoneToAnotherImage() {
        Analogy analogy = analogy(keepingOrTurning());
        Matrix kept = analogy.infer(column(1, 0), column(1, 0));
        assertThat(kept.get(0, 0)).isGreaterThan(0.99f);
        assertThat(kept.get(1, 0)).isLessThan(0.01f);
        Matrix turned = analogy.infer(column(1, 0), column(0, 1));
        assertThat(analogy.apply(kept, column(0, 1)).data()).satisfies(y -> {
            assertThat(y[0]).isLessThan(0.01f);
            assertThat(y[1]).isGreaterThan(0.99f);
        });
        assertThat(analogy.apply(turned, column(0, 1), 3).data()).satisfies(y -> {
            assertThat(y[0]).isGreaterThan(0.99f);
            assertThat(y[1]).isLessThan(0.01f);
        });
    }

    @Test
    void theMappingUnitsMeansAreThoseOfTheFormula() {
        RandomKey key = RandomKey.of(3);
        BoltzmannMachine machine = GatedMachinesTest.filled(GatedMachines.factored(3, 2, 2, 4), key);
        Matrix x = column(0.5f, -1, 2);
        Matrix y = column(1, 0);
        Matrix means = analogy(machine).infer(x, y);
        for (int k = 0; k < 2; k++) {
            double field = machine.theta().of(machine.parameter("h.bias")).get(k, 0);
            for (int f = 0; f < 4; f++) {
                field +=
                        machine.theta().of(machine.parameter("x-y-h.filters-h")).get(k, f)
                                * projection(machine, "x", x, f)
                                * projection(machine, "y", y, f);
            }
            assertThat((double) means.get(k, 0)).isCloseTo(1 / (1 + Math.exp(-field)), within(MEANS));
        }
    }

    private static double projection(BoltzmannMachine machine, String group, Matrix values, int factor) {
        double sum = 0;
        for (int i = 0; i < values.rows(); i++) {
            sum += machine.theta()
                            .of(machine.parameter("x-y-h.filters-" + group))
                            .get(i, factor)
                    * values.get(i, 0);
        }
        return sum;
    }

    @Test
    void manyPairsAreTransformedAsEachAlone() {
        RandomKey key = RandomKey.of(4);
        BoltzmannMachine machine = GatedMachinesTest.filled(GatedMachines.factored(3, 2, 2, 4), key);
        Analogy analogy = analogy(machine);
        int columns = 501; // more than are taken at once
        Matrix x = Matrix.zeros(3, columns);
        Matrix y = Matrix.zeros(2, columns);
        var random = key.generator();
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < 3; i++) {
                x.set(i, j, random.nextInt(2));
            }
            y.set(0, j, random.nextInt(2));
        }
        Matrix together = analogy.apply(analogy.infer(x, y), x, 2);
        for (int j : new int[] {0, 499, 500}) {
            Matrix xj = x.columns(j, j + 1).copy();
            Matrix alone = analogy.apply(analogy.infer(xj, y.columns(j, j + 1).copy()), xj, 2);
            for (int i = 0; i < 2; i++) {
                assertThat((double) together.get(i, j)).isCloseTo(alone.get(i, 0), within(MEANS));
            }
        }
    }

    @Test
    void machinesThatAreNoneOfThatKindAreRefused() {
        BoltzmannMachine machine = keepingOrTurning();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Analogy.of(machine, machine.group("y"), machine.group("x")))
                .withMessageContaining("context");
        Group x = Group.of("x", new Real(), 2);
        Group y = Group.of("y", new Bernoulli(), 2);
        Group h = Group.of("h", new Bernoulli(), 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Analogy.of(BoltzmannMachine.of(Pairwise.between(x, y)), x, y))
                .withMessageContaining("mapping units");
        BoltzmannMachine lateral =
                BoltzmannMachine.of(Pairwise.between(x, y), Bias.on(h), Pairwise.between(y, h), Lateral.within(h));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Analogy.of(lateral, x, y))
                .withMessageContaining("lateral");
        assertThatIllegalArgumentException().isThrownBy(() -> analogy(machine).apply(column(0, 1), column(0, 1), -1));
    }

    @Test
    void aWaveHasAllItsPowerAtOneFrequencyAndAConstantNone() {
        int rows = 5;
        int columns = 6;
        Matrix filters = Matrix.zeros(rows * columns, 5);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double phase = 2 * Math.PI * (2.0 * i / rows + (double) j / columns) + 0.4;
                double other = 2 * Math.PI * j / 2;
                int unit = i * columns + j;
                filters.set(unit, 0, (float) Math.cos(phase));
                filters.set(unit, 1, 1);
                filters.set(unit, 2, (float) Math.cos(other)); // its own opposite: +1, -1, ...
                // powers: (n/2)² twice for a cosine of amplitude 1, n² for a constant of 1
                filters.set(unit, 3, (float) (2 * Math.cos(phase) + 1));
            }
        }
        assertThat(FilterPairs.waveShare(filters, 0, rows, columns)).isCloseTo(1, within(1e-6));
        assertThat(FilterPairs.waveShare(filters, 1, rows, columns)).isCloseTo(0, within(1e-6));
        assertThat(FilterPairs.waveShare(filters, 2, rows, columns)).isCloseTo(1, within(1e-6));
        assertThat(FilterPairs.waveShare(filters, 3, rows, columns)).isCloseTo(2.0 / 3, within(1e-6));
        assertThat(FilterPairs.waveShare(filters, 4, rows, columns)).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FilterPairs.waveShare(filters, 0, 5, 5))
                .withMessageContaining("30 units");
    }

    @Test
    void filtersOfBothImagesAreFoundWhateverTheOrderOfTheGroups() {
        BoltzmannMachine machine = GatedMachines.factored(3, 2, 2, 4);
        assertThat(analogy(machine).filters())
                .containsExactly(machine.parameter("x-y-h.filters-x"), machine.parameter("x-y-h.filters-y"));
        assertThat(analogy(keepingOrTurning()).filters()).isEmpty();
        Group x = machine.group("x");
        Group y = machine.group("y");
        BoltzmannMachine other = BoltzmannMachine.of(
                org.boltzmann.core.term.Factored.among(2, Initializer.zero(), machine.group("h"), y, x));
        assertThat(FilterPairs.in(other, x, y))
                .containsExactly(other.parameter("h-y-x.filters-x"), other.parameter("h-y-x.filters-y"));
    }
}
