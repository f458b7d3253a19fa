package org.boltzmann.examples.data;

import java.util.List;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.linalg.Matrix;

/**
 * Every picture made of whole columns (bars) or whole rows (stripes), once.
 *
 * <p>Of n x n pixels there are 2^n pictures of bars and 2^n of stripes; the empty and the full one are both. To keep the two
 * classes of equal size, the empty picture counts as bars and the full one as stripes: 2^(n+1) - 2 pictures, half of each.
 *
 * <p>Source: D. J. C. MacKay, "Information Theory, Inference, and Learning Algorithms", 2003, chapter 43.
 */
public final class BarsAndStripes {

    private static final int LARGEST = 12;
    private static final List<String> CLASSES = List.of("bars", "stripes");

    private BarsAndStripes() {}

    /**
     * The pictures of 4 x 4 pixels.
     *
     * @return 30 examples of 16 values 0 or 1, classes bars and stripes
     */
    public static DataSet standard() {
        return of(4);
    }

    /**
     * The pictures of n x n pixels.
     *
     * @param n side of the picture, 1 to 12
     * @return 2^(n+1) - 2 examples of n x n values 0 or 1: first the bars, then the stripes
     * @throws IllegalArgumentException if the side is out of range
     */
    public static DataSet of(int n) {
        if (n < 1 || n > LARGEST) {
            throw new IllegalArgumentException("bars and stripes have a side of 1 to " + LARGEST + " pixels, not " + n);
        }
        int each = (1 << n) - 1;
        Matrix values = Matrix.zeros(n * n, 2 * each);
        int[] labels = new int[2 * each];
        for (int k = 0; k < each; k++) {
            labels[each + k] = 1;
            for (int row = 0; row < n; row++) {
                for (int column = 0; column < n; column++) {
                    values.set(row * n + column, k, (k >> column) & 1);
                    values.set(row * n + column, each + k, ((k + 1) >> row) & 1);
                }
            }
        }
        return DataSet.of("bars-and-stripes", List.of(n, n), values).withLabels(labels, CLASSES);
    }
}
