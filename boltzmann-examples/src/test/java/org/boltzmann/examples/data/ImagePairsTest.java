package org.boltzmann.examples.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImagePairsTest {

    private static final RandomKey KEY = RandomKey.of(5);
    private static final int SIDE = ImagePairs.SIDE;
    private static final int PIXELS = SIDE * SIDE;

    static Stream<ImagePairs> all() {
        return Stream.of(ImagePairs.shifts(), ImagePairs.rotations(), ImagePairs.scalings());
    }

    @ParameterizedTest
    @MethodSource("all")
    void everySecondImageIsTheTransformedFirst(ImagePairs pairs) {
        DataSet data = pairs.of(500, KEY);
        assertThat(data.shape()).containsExactly(2, SIDE, SIDE);
        assertThat(data.classNames())
                .doesNotHaveDuplicates()
                .hasSize(pairs.transformations().size());
        for (int j = 0; j < data.size(); j++) {
            List<Integer> from = pairs.transformations().get(data.label(j)).from();
            for (int i = 0; i < PIXELS; i++) {
                float expected =
                        from.get(i) == ImagePairs.EMPTY ? 0 : data.values().get(from.get(i), j);
                assertThat(data.values().get(PIXELS + i, j)).isEqualTo(expected);
                assertThat(expected).isIn(0f, 1f);
            }
        }
    }

    /** A proportion of n pixels deviates by √(p (1 − p)/n), n = 2000 x 169; five times that by chance once in a million. */
    @Test
    void aTenthOfThePixelsIsOnAndAllLabelsOccur() {
        DataSet data = ImagePairs.shifts().of(2000, KEY);
        double on = 0;
        for (int j = 0; j < data.size(); j++) {
            for (int i = 0; i < PIXELS; i++) {
                on += data.values().get(i, j);
            }
        }
        int n = data.size() * PIXELS;
        assertThat(on / n).isCloseTo(0.1, within(5 * Math.sqrt(0.09 / n)));
        assertThat(Arrays.stream(data.labels()).distinct()).hasSize(49);
    }

    @Test
    void theFirstPairsDoNotDependOnHowManyFollow() {
        DataSet few = ImagePairs.rotations().of(20, KEY);
        DataSet many = ImagePairs.rotations().of(50, KEY);
        assertThat(many.take(20).sha256()).isEqualTo(few.sha256());
        assertThat(ImagePairs.rotations().of(20, KEY.at(1)).sha256()).isNotEqualTo(few.sha256());
    }

    private static List<Integer> from(ImagePairs pairs, String name) {
        return pairs.transformations().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow()
                .from();
    }

    private static int pixel(int row, int column) {
        return row * SIDE + column;
    }

    @Test
    void aShiftMovesADotDownAndRightAndRoundTheEdge() {
        List<Integer> from = from(ImagePairs.shifts(), "+1-2");
        assertThat(from.get(pixel(6, 5))).isEqualTo(pixel(5, 7));
        assertThat(from.get(pixel(0, 12))).isEqualTo(pixel(12, 1));
        assertThat(from(ImagePairs.shifts(), "+0+0").get(17)).isEqualTo(17);
        for (ImagePairs.Transformation shift : ImagePairs.shifts().transformations()) {
            assertThat(shift.from().stream().distinct().count()).isEqualTo(PIXELS);
        }
    }

    @Test
    void aQuarterTurnIsClockwise() {
        List<Integer> from = from(ImagePairs.rotations(), "90");
        assertThat(from.get(pixel(6, 12))).isEqualTo(pixel(0, 6)); // what was above is now to the right
        assertThat(from.get(pixel(6, 6))).isEqualTo(pixel(6, 6));
        assertThat(from.stream().distinct().count()).isEqualTo(PIXELS);
        assertThat(from(ImagePairs.rotations(), "45").get(pixel(0, 0))).isEqualTo(ImagePairs.EMPTY);
    }

    @Test
    void doubleTheSizeMovesDotsAwayFromTheCentre() {
        List<String> names = ImagePairs.scalings().transformations().stream()
                .map(ImagePairs.Transformation::name)
                .toList();
        assertThat(names).startsWith("50%").contains("100%").endsWith("200%");
        assertThat(from(ImagePairs.scalings(), "200%").get(pixel(2, 10))).isEqualTo(pixel(4, 8));
        assertThat(from(ImagePairs.scalings(), "50%").get(pixel(4, 8))).isEqualTo(pixel(2, 10));
        assertThat(from(ImagePairs.scalings(), "50%").get(pixel(0, 0))).isEqualTo(ImagePairs.EMPTY);
    }
}
