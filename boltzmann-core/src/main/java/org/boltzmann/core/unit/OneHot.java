package org.boltzmann.core.unit;

import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.UnitType;
import org.boltzmann.core.linalg.Elementwise;
import org.boltzmann.core.linalg.Functions;
import org.boltzmann.core.linalg.Lanes;
import org.boltzmann.core.linalg.Matrix;

/**
 * Blocks of K units of which exactly one is 1: a label is one block, Potts variables are many.
 *
 * <p>base(x) = 1 on the K unit vectors; A(f) = log Σ_k exp(f_k) for each block; mean softmax(f); ∂mean_k/∂f_k = m_k (1 − m_k).
 *
 * <p>Of two values the mean is a logistic function, which is computed for many blocks at a time, thirty times as fast.
 *
 * <p>Construction is refused with an {@link IllegalArgumentException} if K is below 2.
 *
 * @param classes K, at least 2
 */
public record OneHot(int classes) implements UnitType {

    private static final double MEAN_TOLERANCE = 1e-4;

    public OneHot {
        if (classes < 2) {
            throw new IllegalArgumentException("a one-hot block needs at least 2 classes, not " + classes);
        }
    }

    @Override
    public String name() {
        return "one-hot";
    }

    @Override
    public Map<String, String> options() {
        return Map.of("classes", Integer.toString(classes));
    }

    @Override
    public int block() {
        return classes;
    }

    @Override
    public List<float[]> states() {
        return new AbstractList<>() { // made one by one: K states of K numbers are too much to keep for a large K
            @Override
            public float[] get(int k) {
                float[] state = new float[classes];
                state[k] = 1;
                return state;
            }

            @Override
            public int size() {
                return classes;
            }
        };
    }

    @Override
    public boolean isState(float[] values, int start) {
        int ones = 0;
        int zeros = 0;
        for (int k = 0; k < classes; k++) {
            ones += values[start + k] == 1 ? 1 : 0;
            zeros += values[start + k] == 0 ? 1 : 0;
        }
        return ones == 1 && zeros == classes - 1;
    }

    /** Probabilities of the K values: not negative, of sum 1 up to 1e-4, for what was rounded to four digits. */
    @Override
    public boolean isMean(float[] values, int start) {
        double sum = 0;
        boolean negative = false;
        for (int k = 0; k < classes; k++) {
            sum += values[start + k];
            negative |= values[start + k] < 0;
        }
        return !negative && Math.abs(sum - 1) <= MEAN_TOLERANCE;
    }

    @Override
    public void addBaseEnergy(ParameterValues theta, Matrix x, double[] energy) {}

    @Override
    public void addLogPartition(ParameterValues theta, Matrix field, double[] sum) {
        for (int j = 0; j < field.columns(); j++) {
            for (int start = field.columnStart(j); start < field.columnStart(j) + field.rows(); start += classes) {
                double max = max(field.data(), start);
                sum[j] += max + StrictMath.log(sumOfExponentials(field.data(), start, max));
            }
        }
    }

    @Override
    public void fillMean(ParameterValues theta, Matrix field, Matrix mean) {
        if (classes == 2) {
            Elementwise.mapPairs(field, Lanes::sigmoid, mean);
            return;
        }
        for (int j = 0; j < field.columns(); j++) {
            for (int i = 0; i < field.rows(); i += classes) {
                int from = field.columnStart(j) + i;
                int to = mean.columnStart(j) + i;
                double max = max(field.data(), from);
                double total = sumOfExponentials(field.data(), from, max);
                for (int k = 0; k < classes; k++) {
                    mean.data()[to + k] = (float) (Functions.exp(field.data()[from + k] - max) / total);
                }
            }
        }
    }

    @Override
    public void fillVariance(ParameterValues theta, Matrix field, Matrix variance) {
        fillMean(theta, field, variance);
        Elements.map(variance, m -> m * (1 - m), variance);
    }

    @Override
    public void fillSample(ParameterValues theta, Matrix field, RandomGenerator random, Matrix sample) {
        if (classes == 2) {
            Elementwise.drawPairs(field, random, OneHot::drawFirst, sample);
            return;
        }
        for (int j = 0; j < field.columns(); j++) {
            for (int i = 0; i < field.rows(); i += classes) {
                int from = field.columnStart(j) + i;
                int drawn = draw(field.data(), from, random.nextDouble());
                int to = sample.columnStart(j) + i;
                for (int k = 0; k < classes; k++) {
                    sample.data()[to + k] = k == drawn ? 1 : 0;
                }
            }
        }
    }

    private static void drawFirst(float[] w, float[] u, int n) {
        Lanes.sigmoid(w, n);
        Lanes.above(w, u, n);
    }

    private int draw(float[] field, int start, double uniform) {
        double max = max(field, start);
        double rest = uniform * sumOfExponentials(field, start, max);
        for (int k = 0; k < classes - 1; k++) {
            rest -= Functions.exp(field[start + k] - max);
            if (rest < 0) {
                return k;
            }
        }
        return classes - 1;
    }

    private double max(float[] field, int start) {
        double max = field[start];
        for (int k = 1; k < classes; k++) {
            max = Math.max(max, field[start + k]);
        }
        return max;
    }

    private double sumOfExponentials(float[] field, int start, double max) {
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            sum += Functions.exp(field[start + k] - max);
        }
        return sum;
    }

    /** The fields are determined up to a constant for each block; these are the logarithms of the means. */
    @Override
    public void fillFieldForMean(ParameterValues theta, Matrix mean, Matrix field) {
        Elements.map(mean, StrictMath::log, field);
    }
}
