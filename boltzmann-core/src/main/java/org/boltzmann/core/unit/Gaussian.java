package org.boltzmann.core.unit;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.UnitType;
import org.boltzmann.core.linalg.Matrix;

/**
 * Real-valued units with a normal distribution, of unit precision or of a precision learned for each unit.
 *
 * <p>base(x) = exp(−λx²/2), λ the precision; A(f) = f²/(2λ) + ½ log(2π/λ); mean f/λ; variance 1/λ. The field is in natural
 * parameters: a bias b gives the mean b/λ. A learned precision is λ = exp(ζ), so that it stays positive (K. Cho, A. Ilin,
 * T. Raiko, "Improved learning of Gaussian–Bernoulli restricted Boltzmann machines", 2011, learn log σ² for the same reason).
 */
public final class Gaussian implements UnitType {

    private static final double LOG_2_PI = Math.log(2 * Math.PI);

    private final Parameter logPrecision;

    private Gaussian(Parameter logPrecision) {
        this.logPrecision = logPrecision;
    }

    /**
     * Units of precision 1.
     *
     * @return the type
     */
    public static Gaussian unitPrecision() {
        return new Gaussian(null);
    }

    /**
     * Units each with a learned precision exp(ζ), first 1.
     *
     * @param group name of the group the units make up; the parameter ζ is named after it
     * @param size number of units
     * @return a type for that one group
     */
    public static Gaussian learnedPrecision(String group, int size) {
        return new Gaussian(Parameter.perUnit(group + ".log-precision", Initializer.zero(), size));
    }

    @Override
    public String name() {
        return "gaussian";
    }

    @Override
    public Map<String, String> options() {
        return logPrecision == null ? Map.of() : Map.of("precision", "learned");
    }

    @Override
    public boolean isBounded() {
        return false;
    }

    @Override
    public List<Parameter> parameters() {
        return logPrecision == null ? List.of() : List.of(logPrecision);
    }

    @Override
    public void checkSize(String group, int size) {
        if (logPrecision != null && logPrecision.length() != size) {
            throw new IllegalArgumentException("group " + group + " has " + size + " units but its "
                    + logPrecision.name() + " was made for " + logPrecision.length());
        }
    }

    private double logPrecision(ParameterValues theta, int unit) {
        return logPrecision == null ? 0 : theta.of(logPrecision).get(unit, 0);
    }

    @Override
    public void addBaseEnergy(ParameterValues theta, Matrix x, double[] energy) {
        for (int i = 0; i < x.rows(); i++) {
            double half = 0.5 * Math.exp(logPrecision(theta, x.firstRow() + i));
            for (int j = 0; j < x.columns(); j++) {
                double value = x.data()[x.columnStart(j) + i];
                energy[j] += half * value * value;
            }
        }
    }

    @Override
    public void addLogPartition(ParameterValues theta, Matrix field, double[] sum) {
        for (int i = 0; i < field.rows(); i++) {
            double zeta = logPrecision(theta, field.firstRow() + i);
            double half = 0.5 * Math.exp(-zeta);
            double constant = 0.5 * (LOG_2_PI - zeta);
            for (int j = 0; j < field.columns(); j++) {
                double f = field.data()[field.columnStart(j) + i];
                sum[j] += half * f * f + constant;
            }
        }
    }

    @Override
    public void fillMean(ParameterValues theta, Matrix field, Matrix mean) {
        scale(theta, field.firstRow(), -1, field, mean);
    }

    @Override
    public void fillVariance(ParameterValues theta, Matrix field, Matrix variance) {
        variance.fill(1);
        scale(theta, field.firstRow(), -1, variance, variance);
    }

    @Override
    public void fillSample(ParameterValues theta, Matrix field, RandomGenerator random, Matrix sample) {
        fillMean(theta, field, sample);
        for (int i = 0; i < field.rows(); i++) {
            double deviation = Math.exp(-0.5 * logPrecision(theta, field.firstRow() + i));
            for (int j = 0; j < field.columns(); j++) {
                sample.data()[sample.columnStart(j) + i] += (float) (deviation * random.nextGaussian());
            }
        }
    }

    @Override
    public void fillFieldForMean(ParameterValues theta, Matrix mean, Matrix field) {
        scale(theta, mean.firstRow(), 1, mean, field);
    }

    /** Multiplies each unit by its precision to the given power, 1 or −1. */
    private void scale(ParameterValues theta, int firstUnit, int power, Matrix from, Matrix to) {
        for (int i = 0; i < from.rows(); i++) {
            double factor = Math.exp(power * logPrecision(theta, firstUnit + i));
            for (int j = 0; j < from.columns(); j++) {
                to.data()[to.columnStart(j) + i] = (float) (factor * from.data()[from.columnStart(j) + i]);
            }
        }
    }

    @Override
    public void addGradient(ParameterValues theta, Matrix x, ColumnWeights weights, Gradient gradient) {
        addHalfSquares(theta, x.firstRow(), x, 0, weights, gradient);
    }

    /** E[x²] = mean² + 1/λ, so that −½ λ E[x²] = −½ λ mean² − ½. */
    @Override
    public void addExpectedGradient(ParameterValues theta, Matrix field, ColumnWeights weights, Gradient gradient) {
        if (logPrecision != null) {
            Matrix mean = Matrix.zeros(field.rows(), field.columns());
            scale(theta, field.firstRow(), -1, field, mean);
            addHalfSquares(theta, field.firstRow(), mean, 1, weights, gradient);
        }
    }

    /** Adds Σ_j w_j (−½ λ x² − ½ extra) to the gradient of every ζ. */
    private void addHalfSquares(
            ParameterValues theta, int firstUnit, Matrix x, double extra, ColumnWeights weights, Gradient gradient) {
        if (logPrecision == null) {
            return;
        }
        Matrix target = gradient.of(logPrecision);
        for (int i = 0; i < x.rows(); i++) {
            double lambda = Math.exp(logPrecision(theta, firstUnit + i));
            double sum = 0;
            for (int j = 0; j < x.columns(); j++) {
                double value = x.data()[x.columnStart(j) + i];
                sum -= 0.5 * weights.of(j) * (lambda * value * value + extra);
            }
            int unit = firstUnit + i;
            target.set(unit, 0, (float) (target.get(unit, 0) + sum));
        }
    }

    @Override
    public String toString() {
        return "Gaussian" + parameters();
    }
}
