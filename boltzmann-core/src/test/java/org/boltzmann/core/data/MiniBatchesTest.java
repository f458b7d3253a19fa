package org.boltzmann.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.linalg.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MiniBatchesTest {

    @ParameterizedTest
    @CsvSource({"0,1,0", "0,8,0", "1,1,1", "1,8,1", "7,8,1", "8,8,1", "9,8,2", "33,8,5", "33,1,33", "33,33,1"})
    void everyExampleIsPresentedOnceAnEpoch(int examples, int batchSize, int count) {
        MiniBatches batches = MiniBatches.of(examples, batchSize);
        assertThat(batches.count()).isEqualTo(count);
        int[] order = batches.order(RandomKey.of(examples));
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < batches.count(); i++) {
            int[] batch = batches.batch(order, i);
            assertThat(batch).hasSize(batches.size(i)).hasSizeBetween(1, batchSize);
            for (int example : batch) {
                seen.add(example);
            }
        }
        assertThat(seen).hasSize(examples).doesNotHaveDuplicates();
        assertThat(seen).allMatch(example -> example >= 0 && example < examples);
    }

    @Test
    void droppingTheLastLeavesEqualBatches() {
        MiniBatches batches = MiniBatches.of(33, 8).droppingLast();
        assertThat(batches.count()).isEqualTo(4);
        assertThat(batches.size(3)).isEqualTo(8);
        assertThat(MiniBatches.of(32, 8).droppingLast().count()).isEqualTo(4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MiniBatches.of(7, 8).droppingLast())
                .withMessageContaining("no batch of 8 is left of 7 examples");
    }

    @Test
    void equalKeysGiveEqualOrdersAndOthersOthers() {
        MiniBatches batches = MiniBatches.of(33, 8);
        RandomKey epoch = RandomKey.of(1).at(0);
        assertThat(batches.order(epoch))
                .isEqualTo(batches.order(epoch))
                .isNotEqualTo(batches.order(RandomKey.of(1).at(1)));
        assertThat(batches.orderAsGiven()).isSorted().hasSize(33);
    }

    @Test
    void allOrdersAreEquallyLikely() {
        MiniBatches batches = MiniBatches.of(4, 1);
        long[] counts = new long[4 * 4 * 4 * 4];
        for (int epoch = 0; epoch < 24_000; epoch++) {
            int[] order = batches.order(RandomKey.of(3).at(epoch));
            counts[((order[0] * 4 + order[1]) * 4 + order[2]) * 4 + order[3]]++;
        }
        long[] permutations = Arrays.stream(counts).filter(n -> n > 0).toArray();
        assertThat(permutations).hasSize(24);
        double chiSquare = Arrays.stream(permutations)
                .mapToDouble(n -> (n - 1000.0) * (n - 1000.0) / 1000)
                .sum();
        // exceeded with probability 1e-6 by chi-square of 23 degrees of freedom (Wilson and Hilferty)
        assertThat(chiSquare).isLessThan(71.2);
    }

    @Test
    void aBatchIsCopiedFromAndIntoViews() {
        Matrix values = Matrix.zeros(3, 9);
        for (int j = 0; j < 9; j++) {
            for (int i = 0; i < 3; i++) {
                values.set(i, j, 10 * j + i);
            }
        }
        MiniBatches batches = MiniBatches.of(7, 4);
        int[] order = {6, 5, 4, 3, 2, 1, 0};
        Matrix into = Matrix.zeros(5, 3);
        batches.fillBatch(values.columns(2, 9).rows(1, 3), order, 1, into.rows(2, 4));
        assertThat(into.data()).containsExactly(0, 0, 41, 42, 0, 0, 0, 31, 32, 0, 0, 0, 21, 22, 0);
        assertThatIllegalArgumentException().isThrownBy(() -> batches.fillBatch(values, order, 1, into));
        assertThatThrownBy(() ->
                        batches.fillBatch(values.columns(0, 7), new int[] {7, 7, 7, 7, 7, 7, 7}, 1, Matrix.zeros(3, 3)))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> MiniBatches.of(-1, 8));
        assertThatIllegalArgumentException().isThrownBy(() -> MiniBatches.of(8, 0));
        MiniBatches batches = MiniBatches.of(8, 8);
        assertThatIllegalArgumentException().isThrownBy(() -> batches.batch(new int[7], 0));
        assertThatThrownBy(() -> batches.batch(new int[8], 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> batches.size(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
