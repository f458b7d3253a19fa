package org.boltzmann.examples.cli;

import java.util.Locale;
import java.util.Map;
import org.boltzmann.core.linalg.Matrix;

/** How well a mask finds the figure, beside scores that need no machine: what a pixel is on average in the training data, and what it is. */
final class MaskFigures {

    private MaskFigures() {}

    /** Puts the areas under the curve over all pixels of all examples into a result, and says them in words. */
    static String put(Matrix mask, Matrix values, Matrix training, Matrix figure, Map<String, Object> result) {
        boolean[] truth = new boolean[figure.data().length];
        for (int i = 0; i < truth.length; i++) {
            truth[i] = figure.data()[i] > 0;
        }
        double own = AreaUnderCurve.of(mask.data(), truth);
        double mean = AreaUnderCurve.of(pixelMeans(training, values.columns()).data(), truth);
        double value = AreaUnderCurve.of(values.copy().data(), truth);
        result.put("area-under-curve", own);
        result.put("baselines", Map.of("pixel-mean", mean, "pixel-value", value));
        return String.format(
                Locale.ROOT,
                "%,d pixels of %,d examples, of the figure %.1f%%: area under the curve of the mask %.4f;"
                        + " of the pixel's mean %.4f, of the pixel's value %.4f",
                truth.length,
                figure.columns(),
                100.0 * count(truth) / truth.length,
                own,
                mean,
                value);
    }

    private static int count(boolean[] truth) {
        int count = 0;
        for (boolean one : truth) {
            count += one ? 1 : 0;
        }
        return count;
    }

    /** The same column, the mean of a training example, as often as there are columns. */
    private static Matrix pixelMeans(Matrix training, int columns) {
        Matrix means = Matrix.zeros(training.rows(), columns);
        for (int i = 0; i < training.rows(); i++) {
            double sum = 0;
            for (int j = 0; j < training.columns(); j++) {
                sum += training.get(i, j);
            }
            means.rows(i, i + 1).fill((float) (sum / training.columns()));
        }
        return means;
    }
}
