package org.boltzmann.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionTest {

    private static final int[] SIZES = {0, 1, 7, 8, 9, 33, 63, 64, 100, 127, 128, 500, 784, 1023, 1024, 4096, 100_000};

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 16, 1024})
    void tilesFollowEachOtherFromTheFirstRowToTheLast(int tiles) {
        Partition partition = new Partition(tiles);
        for (int rows : SIZES) {
            int count = partition.count(rows, 100);
            assertThat(count).isBetween(1, tiles == 0 ? 16 : tiles);
            assertThat(Partition.start(rows, count, 0, 8)).isZero();
            assertThat(Partition.start(rows, count, count, 8)).isEqualTo(rows);
            for (int tile = 0; tile < count; tile++) {
                int start = Partition.start(rows, count, tile, 8);
                assertThat(start % 8).isZero();
                int end = Partition.start(rows, count, tile + 1, 8);
                // a tile without a row would be an empty product, which no backend takes
                assertThat(end).as("%d rows, tile %d of %d", rows, tile, count).isGreaterThanOrEqualTo(start);
                if (rows > 0) {
                    assertThat(end).isGreaterThan(start);
                }
            }
        }
    }

    @Test
    void manyColumnsAreCutBetweenColumnsAndFewBetweenRows() {
        assertThat(Partition.byColumns(399)).isFalse();
        assertThat(Partition.byColumns(400)).isTrue();
        assertThat(Partition.AUTO.count(10, 400)).isEqualTo(2);
        assertThat(Partition.AUTO.count(10, 100_000)).isEqualTo(16);
        assertThat(new Partition(3).count(10, 100_000)).isEqualTo(3);
        assertThat(Partition.AUTO.count(500, 100)).isEqualTo(2);
        assertThat(new Partition(4).count(500, 100)).isEqualTo(4);
        assertThat(new Partition(4).count(100, 100)).as("too small for four").isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1025})
    void aNumberOfTilesBeyondReasonIsRefused(int tiles) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Partition(tiles))
                .withMessageContaining("" + tiles);
    }
}
