package org.boltzmann.examples.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.examples.compare.Optimum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymmetryTest {

    /** Labels under which each pattern occurs, and how often. */
    private static Map<String, Map<Integer, Integer>> counts(DataSet data) {
        Map<String, Map<Integer, Integer>> counts = new HashMap<>();
        for (int j = 0; j < data.size(); j++) {
            counts.computeIfAbsent(pattern(data, j), pattern -> new HashMap<>()).merge(data.label(j), 1, Integer::sum);
        }
        return counts;
    }

    private static String pattern(DataSet data, int example) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < data.features(); i++) {
            float value = data.values().get(i, example);
            assertThat(value).isIn(0f, 1f);
            pattern.append((int) value);
        }
        return pattern.toString();
    }

    /** The axes of a pattern, by mirroring its text. */
    private static Set<Integer> axes(String pattern, int n) {
        List<String> rows = new ArrayList<>();
        StringBuilder upsideDown = new StringBuilder();
        StringBuilder reversed = new StringBuilder();
        StringBuilder transposed = new StringBuilder();
        for (int row = 0; row < n; row++) {
            rows.add(pattern.substring(row * n, (row + 1) * n));
            upsideDown.insert(0, rows.get(row));
            reversed.append(new StringBuilder(rows.get(row)).reverse());
        }
        for (int column = 0; column < n; column++) {
            for (String row : rows) {
                transposed.append(row.charAt(column));
            }
        }
        Set<Integer> axes = new TreeSet<>();
        List<StringBuilder> mirrored = List.of(upsideDown, reversed, transposed);
        for (int axis = 0; axis < 3; axis++) {
            if (mirrored.get(axis).toString().equals(pattern)) {
                axes.add(axis);
            }
        }
        return axes;
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 2, 2", "2, 4, 4, 8", "3, 64, 64, 64", "4, 256, 256, 1024"})
    void everyPatternOccursUnderEachOfItsAxesAsOftenAsIsProbable(int n, int horizontal, int vertical, int diagonal) {
        DataSet data = Symmetry.of(n);
        int[] patterns = {horizontal, vertical, diagonal};
        int each = data.size() / 3;
        assertThat(data.size()).isEqualTo(3 * Math.max(horizontal, diagonal));
        int[] found = new int[3];
        counts(data).forEach((pattern, labels) -> {
            assertThat(labels.keySet()).isEqualTo(axes(pattern, n));
            labels.forEach((axis, count) -> {
                assertThat(count).isEqualTo(each / patterns[axis]);
                found[axis]++;
            });
        });
        assertThat(found).containsExactly(patterns);
    }

    /** Of 192 patterns of 3 x 3 there are 16 that are symmetric in both first axes and 8 in the diagonal too, by inclusion and exclusion 168 different ones. */
    @Test
    void nobodyCanBeRightMoreOftenThanBayes() {
        Optimum three = optimum(Symmetry.of(3));
        assertThat(three.error()).isCloseTo(1 - 168 / 192.0, within(1e-12));
        assertThat(three.logLikelihood()).isCloseTo(-Math.log(192), within(1e-12));
        Optimum four = optimum(Symmetry.of(4));
        assertThat(four.error()).isCloseTo(1 - (496 / 768.0 + 1016 / 3072.0), within(1e-12));
        assertThat(four.logLikelihood())
                .isCloseTo(-Math.log(3) - (2 * Math.log(256) + Math.log(1024)) / 3, within(1e-12));
    }

    private static Optimum optimum(DataSet data) {
        List<String> patterns = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int j = 0; j < data.size(); j++) {
            patterns.add(pattern(data, j));
            labels.add(data.label(j));
        }
        return Optimum.of(patterns, labels);
    }

    @Test
    void withoutLabelsTheOptimumIsThatOfTheValues() {
        Optimum optimum = Optimum.of(List.of("a", "a", "b", "c"), List.of());
        assertThat(optimum.logLikelihood()).isCloseTo(-1.5 * Math.log(2), within(1e-12));
        assertThat(optimum.error()).isNaN();
    }

    @Test
    void largerPatternsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Symmetry.of(5)).withMessageContaining("1 to 4");
        assertThatIllegalArgumentException().isThrownBy(() -> Symmetry.of(0)).withMessageContaining("1 to 4");
    }
}
