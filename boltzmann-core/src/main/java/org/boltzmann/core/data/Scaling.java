package org.boltzmann.core.data;

import java.util.Arrays;
import java.util.List;
import org.boltzmann.core.linalg.Matrix;

/**
 * An affine map of each feature, fitted on training data and then used on all data.
 *
 * <p>scaled = (value - shift) / scale, feature by feature, computed in {@code double}. Missing values are left out of the fit
 * and stay missing. The record holds all there is to store.
 *
 * <p>Construction is refused with an {@link IllegalArgumentException} if the lists are empty or differ in length,
 * or a number is out of range.
 *
 * @param shift one number a feature, or a single one for all; finite
 * @param scale as many, finite and not 0
 */
public record Scaling(List<Double> shift, List<Double> scale) {

    public Scaling {
        shift = List.copyOf(shift);
        scale = List.copyOf(scale);
        if (shift.isEmpty() || shift.size() != scale.size()) {
            throw new IllegalArgumentException("a scaling needs as many shifts as scales, at least one, but has "
                    + shift.size() + " and " + scale.size());
        }
        for (int i = 0; i < scale.size(); i++) {
            if (!Double.isFinite(shift.get(i)) || !Double.isFinite(scale.get(i)) || scale.get(i) == 0) {
                throw new IllegalArgumentException(
                        "cannot scale feature " + i + " by (value - " + shift.get(i) + ") / " + scale.get(i));
            }
        }
    }

    /**
     * To mean 0 and standard deviation 1 (the population's, divided by n).
     *
     * @param training the data to fit
     * @return a scaling that takes a feature of one value, or of none, to 0 unscaled
     * @throws DataException if there are no examples
     */
    public static Scaling standardise(DataSet training) {
        checkNotEmpty(training);
        double[] mean = means(training.values());
        double[] deviation = deviations(training.values(), mean);
        return new Scaling(boxed(mean), boxed(deviation));
    }

    /**
     * From the smallest to the largest value onto 0 to 1. Other data may lie outside.
     *
     * @param training the data to fit
     * @return a scaling that takes a feature of one value, or of none, to 0 unscaled
     * @throws DataException if there are no examples
     */
    public static Scaling toUnitRange(DataSet training) {
        checkNotEmpty(training);
        Matrix values = training.values();
        double[] minimum = new double[values.rows()];
        double[] maximum = new double[values.rows()];
        Arrays.fill(minimum, Double.POSITIVE_INFINITY);
        Arrays.fill(maximum, Double.NEGATIVE_INFINITY);
        for (int j = 0; j < values.columns(); j++) {
            int start = values.columnStart(j);
            for (int i = 0; i < minimum.length; i++) {
                float value = values.data()[start + i];
                if (!Float.isNaN(value)) {
                    minimum[i] = Math.min(minimum[i], value);
                    maximum[i] = Math.max(maximum[i], value);
                }
            }
        }
        double[] range = new double[minimum.length];
        for (int i = 0; i < range.length; i++) {
            boolean known = minimum[i] <= maximum[i];
            range[i] = minimum[i] < maximum[i] ? maximum[i] - minimum[i] : 1;
            minimum[i] = known ? minimum[i] : 0;
        }
        return new Scaling(boxed(minimum), boxed(range));
    }

    /**
     * Divides every value by one number.
     *
     * @param divisor finite and not 0; 255 for bytes
     * @return the scaling
     * @throws IllegalArgumentException if the divisor is out of range
     */
    public static Scaling dividedBy(double divisor) {
        return new Scaling(List.of(0.0), List.of(divisor));
    }

    private static void checkNotEmpty(DataSet training) {
        if (training.size() == 0) {
            throw new DataException(
                    "data set " + training.name() + " has no examples to fit a scaling on; give it some");
        }
    }

    private static double[] means(Matrix values) {
        double[] mean = new double[values.rows()];
        int[] known = new int[values.rows()];
        for (int j = 0; j < values.columns(); j++) {
            int start = values.columnStart(j);
            for (int i = 0; i < mean.length; i++) {
                float value = values.data()[start + i];
                if (!Float.isNaN(value)) {
                    mean[i] += value;
                    known[i]++;
                }
            }
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] = known[i] == 0 ? 0 : mean[i] / known[i];
        }
        return mean;
    }

    private static double[] deviations(Matrix values, double[] mean) {
        double[] squares = new double[values.rows()];
        int[] known = new int[values.rows()];
        for (int j = 0; j < values.columns(); j++) {
            int start = values.columnStart(j);
            for (int i = 0; i < mean.length; i++) {
                double difference = values.data()[start + i] - mean[i];
                if (!Double.isNaN(difference)) {
                    squares[i] += difference * difference;
                    known[i]++;
                }
            }
        }
        for (int i = 0; i < mean.length; i++) {
            // a sum of equal floats is exact in double, so a constant feature has squares of exactly 0
            squares[i] = squares[i] > 0 ? Math.sqrt(squares[i] / known[i]) : 1;
        }
        return squares;
    }

    private static List<Double> boxed(double[] numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    /**
     * Data scaled.
     *
     * @param data data with the features of the training data
     * @return a data set with values of its own
     * @throws DataException if the number of features differs, or a value grows too large for a float
     */
    public DataSet apply(DataSet data) {
        checkFeatures(data);
        Matrix scaled = Matrix.zeros(data.features(), data.size());
        fillScaled(data.values(), scaled);
        return withValues(data, scaled);
    }

    /**
     * Scaled data brought back.
     *
     * @param scaled data with the features of the training data
     * @return a data set with values of its own
     * @throws DataException if the number of features differs, or a value grows too large for a float
     */
    public DataSet invert(DataSet scaled) {
        checkFeatures(scaled);
        Matrix values = Matrix.zeros(scaled.features(), scaled.size());
        fillUnscaled(scaled.values(), values);
        return withValues(scaled, values);
    }

    private static DataSet withValues(DataSet data, Matrix values) {
        try {
            return data.withValues(values);
        } catch (IllegalArgumentException e) {
            throw new DataException(
                    "after scaling, " + e.getMessage() + "; the scaling was fitted on data of quite another size", e);
        }
    }

    private void checkFeatures(DataSet data) {
        if (scale.size() != 1 && scale.size() != data.features()) {
            throw new DataException("data set " + data.name() + " has " + data.features()
                    + " features but the scaling was fitted on " + scale.size());
        }
    }

    /**
     * Scales values.
     *
     * @param values features x examples
     * @param scaled the scaled values, of the same shape; may be the same matrix
     * @throws IllegalArgumentException if the shapes do not fit
     */
    public void fillScaled(Matrix values, Matrix scaled) {
        checkShapes(values, scaled);
        double[] a = forEach(shift, values.rows());
        double[] b = forEach(scale, values.rows());
        for (int j = 0; j < values.columns(); j++) {
            int from = values.columnStart(j);
            int to = scaled.columnStart(j);
            for (int i = 0; i < a.length; i++) {
                scaled.data()[to + i] = (float) ((values.data()[from + i] - a[i]) / b[i]);
            }
        }
    }

    /**
     * Brings scaled values back.
     *
     * @param scaled features x examples
     * @param values the original values, of the same shape; may be the same matrix
     * @throws IllegalArgumentException if the shapes do not fit
     */
    public void fillUnscaled(Matrix scaled, Matrix values) {
        checkShapes(scaled, values);
        double[] a = forEach(shift, values.rows());
        double[] b = forEach(scale, values.rows());
        for (int j = 0; j < values.columns(); j++) {
            int from = scaled.columnStart(j);
            int to = values.columnStart(j);
            for (int i = 0; i < a.length; i++) {
                values.data()[to + i] = (float) (scaled.data()[from + i] * b[i] + a[i]);
            }
        }
    }

    private void checkShapes(Matrix from, Matrix to) {
        from.checkSameShape(to);
        if (scale.size() != 1 && scale.size() != from.rows()) {
            throw new IllegalArgumentException(
                    from + " does not have the " + scale.size() + " features of the scaling");
        }
    }

    private static double[] forEach(List<Double> numbers, int features) {
        double[] each = new double[features];
        Arrays.setAll(each, i -> numbers.get(numbers.size() == 1 ? 0 : i));
        return each;
    }
}
