package org.boltzmann.core.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ElementwiseTest {

    private static Matrix random(int rows, int columns) {
        SplittableRandom random = new SplittableRandom(rows * 31L + columns);
        Matrix m = Matrix.zeros(rows, columns);
        for (int i = 0; i < m.data().length; i++) {
            m.data()[i] = 8 * (float) random.nextDouble() - 4;
        }
        return m;
    }

    @Test
    void mapsAndSumsOfMatricesAndOfViewsAreThoseOfTheirElements() {
        for (int[] shape : new int[][] {{1, 1}, {3, 5}, {1024, 2}, {1025, 2}, {2500, 3}, {7, 400}, {0, 3}}) {
            Matrix whole = random(shape[0] + 2, shape[1] + 1);
            Matrix view = whole.rows(1, shape[0] + 1).columns(1, shape[1] + 1);
            Matrix squares = Matrix.zeros(shape[0] + 3, shape[1]).rows(2, shape[0] + 2);
            Elementwise.map(view, ElementwiseTest::square, squares);
            double[] sums = new double[shape[1]];
            Elementwise.addSums(view, ElementwiseTest::square, sums);
            for (int j = 0; j < shape[1]; j++) {
                double sum = 0;
                for (int i = 0; i < shape[0]; i++) {
                    assertThat(squares.get(i, j)).isEqualTo(view.get(i, j) * view.get(i, j));
                    sum += squares.get(i, j);
                }
                assertThat(sums[j]).isCloseTo(sum, within(1e-9));
            }
            Matrix inPlace = view.copy();
            Elementwise.map(inPlace, ElementwiseTest::square, inPlace);
            assertThat(inPlace.data()).containsExactly(squares.copy().data());
        }
    }

    private static void square(float[] w, int n) {
        for (int i = 0; i < n; i++) {
            w[i] = w[i] * w[i];
        }
    }

    @Test
    void everyElementHasADrawOfItsOwn() {
        Matrix zeros = Matrix.zeros(1300, 5);
        Matrix draws = Matrix.zeros(1300, 5);
        Elementwise.draw(zeros, new SplittableRandom(3), (w, u, n) -> System.arraycopy(u, 0, w, 0, n), draws);
        float[] seen = draws.data().clone();
        java.util.Arrays.sort(seen);
        int same = 0;
        for (int i = 1; i < seen.length; i++) {
            same += seen[i] == seen[i - 1] ? 1 : 0;
        }
        // Of 6,500 draws in 2^24 places 1.3 pairs are expected to be equal; 10 would be a chance of 1e-6.
        assertThat(same).isLessThan(10);
    }

    @Test
    void pairsAreAFunctionOfTheirDifferenceAndTheRestToOne() {
        for (int[] shape : new int[][] {{0, 3}, {2, 1}, {14, 9}, {2048, 2}, {2050, 2}}) {
            Matrix view =
                    random(shape[0] + 3, shape[1] + 1).rows(1, shape[0] + 1).columns(1, shape[1] + 1);
            Matrix pairs = Matrix.zeros(shape[0] + 3, shape[1]).rows(2, shape[0] + 2);
            Elementwise.mapPairs(view, ElementwiseTest::square, pairs);
            Matrix drawn = view.copy();
            Elementwise.drawPairs(drawn, new SplittableRandom(4), (w, u, n) -> square(w, n), drawn);
            for (int j = 0; j < shape[1]; j++) {
                for (int i = 0; i < shape[0]; i += 2) {
                    float difference = view.get(i, j) - view.get(i + 1, j);
                    assertThat(pairs.get(i, j)).isEqualTo(difference * difference);
                    assertThat(pairs.get(i + 1, j)).isEqualTo(1 - difference * difference);
                }
            }
            assertThat(drawn.data()).containsExactly(pairs.copy().data());
        }
    }
}
