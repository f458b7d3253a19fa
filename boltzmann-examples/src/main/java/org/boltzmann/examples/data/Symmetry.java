package org.boltzmann.examples.data;

import java.util.ArrayList;
import java.util.List;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.linalg.Matrix;

/**
 * Binary patterns that are symmetric in one of three axes, the class being the axis.
 *
 * <p>The distribution: an axis is drawn uniformly, horizontal, vertical or the main diagonal, then a pattern uniformly among those that
 * are symmetric in it. No single pixel and no pair of pixels tells the axis alone; that a pair is equal does. The data set is that
 * distribution itself, each pattern with each of its axes as often as its probability demands: a mean over the examples is an
 * expectation, without sampling noise. A pattern that is symmetric in several axes occurs under each of them, so that nobody can be right
 * throughout.
 *
 * <p>Source: T. Sejnowski, P. Kienker, G. Hinton, "Learning symmetry groups with hidden units: beyond the perceptron", Physica D 22,
 * 1986.
 */
public final class Symmetry {

    private static final int LARGEST = 4;
    private static final List<String> CLASSES = List.of("horizontal", "vertical", "diagonal");

    private Symmetry() {}

    /**
     * The patterns of n x n pixels.
     *
     * @param n side of the pattern, 1 to 4
     * @return examples of n x n values 0 or 1, as many of each class: 192 of 3 x 3, 3,072 of 4 x 4
     * @throws IllegalArgumentException if the side is out of range
     */
    public static DataSet of(int n) {
        if (n < 1 || n > LARGEST) {
            throw new IllegalArgumentException(
                    "patterns of the symmetry task have a side of 1 to " + LARGEST + " pixels, not " + n);
        }
        List<List<Integer>> patterns = new ArrayList<>();
        int most = 0;
        for (int axis = 0; axis < CLASSES.size(); axis++) {
            patterns.add(symmetric(n, axis));
            most = Math.max(most, patterns.get(axis).size());
        }
        int classes = CLASSES.size();
        Matrix values = Matrix.zeros(n * n, classes * most);
        int[] labels = new int[classes * most];
        for (int j = 0; j < labels.length; j++) {
            labels[j] = j / most;
            List<Integer> own = patterns.get(labels[j]); // their numbers are powers of 2, each dividing the largest
            int pattern = own.get(j % most % own.size());
            for (int pixel = 0; pixel < n * n; pixel++) {
                values.set(pixel, j, pattern >> pixel & 1);
            }
        }
        return DataSet.of("symmetry-" + n + "x" + n, List.of(n, n), values).withLabels(labels, CLASSES);
    }

    private static List<Integer> symmetric(int n, int axis) {
        List<Integer> symmetric = new ArrayList<>();
        for (int pattern = 0; pattern < 1 << (n * n); pattern++) {
            if (isSymmetric(pattern, n, axis)) {
                symmetric.add(pattern);
            }
        }
        return symmetric;
    }

    private static boolean isSymmetric(int pattern, int n, int axis) {
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                int mirrored = axis == 0
                        ? (n - 1 - row) * n + column
                        : axis == 1 ? row * n + n - 1 - column : column * n + row;
                if (((pattern >> (row * n + column)) & 1) != ((pattern >> mirrored) & 1)) {
                    return false;
                }
            }
        }
        return true;
    }
}
