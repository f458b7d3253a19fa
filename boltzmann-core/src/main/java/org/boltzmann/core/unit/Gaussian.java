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
import org.boltzmann.core.linalg.Normal;

/**
 * Real-valued units with a normal distribution, of unit precision or of a precision learned for each unit.
 *
 * <p>base(x) = exp(−λx²/2), λ the precision; A(f) = f²/(2λ) + ½ log(2π/λ); mean f/λ; variance 1/λ. The field is in natural
 * parameters: a bias b gives the mean b/λ. A learned precision is λ = exp(ζ), so that it stays positive (K. Cho, A. Ilin,
 * T. Raiko, "Improved learning of Gaussian–Bernoulli restricted Boltzmann machines", 2011, learn log σ² for the same reason).
 */
public final class Gaussian implements UnitType {

    private static final double LOG_2_PI = StrictMath.log(2 * Math.PI);

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

    /** λ^power of the units of a matrix, which may be a view of some of the group's; null where all are 1. */
    private double[] precisions(ParameterValues theta, Matrix units, double power) {
        if (logPrecision == null) {
            return null;
        }
        double[] precisions = new double[units.rows()];
        Matrix zeta = theta.of(logPrecision);
        for (int i = 0; i < precisions.length; i++) {
            precisions[i] = StrictMath.exp(power * zeta.get(units.firstRow() + i, 0));
        }
        return precisions;
    }

    @Override
    public void addBaseEnergy(ParameterValues theta, Matrix x, double[] energy) {
        addHalfSquares(x, precisions(theta, x, 1), energy);
    }

    @Override
    public void addLogPartition(ParameterValues theta, Matrix field, double[] sum) {
        double constant = field.rows() * 0.5 * LOG_2_PI;
        if (logPrecision != null) {
            for (int i = 0; i < field.rows(); i++) {
                constant -= 0.5 * theta.of(logPrecision).get(field.firstRow() + i, 0);
            }
        }
        for (int j = 0; j < field.columns(); j++) {
            sum[j] += constant;
        }
        addHalfSquares(field, precisions(theta, field, -1), sum);
    }

    /** sum_j += ½ Σ_i factor_i element², the factors 1 where there are none. */
    private static void addHalfSquares(Matrix x, double[] factors, double[] sum) {
        for (int j = 0; j < x.columns(); j++) {
            int start = x.columnStart(j);
            double column = 0;
            for (int i = 0; i < x.rows(); i++) {
                double value = x.data()[start + i];
                column += (factors == null ? 1 : factors[i]) * value * value;
            }
            sum[j] += 0.5 * column;
        }
    }

    @Override
    public void fillMean(ParameterValues theta, Matrix field, Matrix mean) {
        scale(theta, -1, field, mean);
    }

    @Override
    public void fillVariance(ParameterValues theta, Matrix field, Matrix variance) {
        variance.fill(1);
        scale(theta, -1, variance, variance);
    }

    @Override
    public void fillSample(ParameterValues theta, Matrix field, RandomGenerator random, Matrix sample) {
        fillMean(theta, field, sample);
        double[] deviations = precisions(theta, field, -0.5);
        for (int j = 0; j < sample.columns(); j++) {
            int start = sample.columnStart(j);
            for (int i = 0; i < sample.rows(); i++) {
                double normal = Normal.draw(random);
                sample.data()[start + i] += (float) (deviations == null ? normal : deviations[i] * normal);
            }
        }
    }

    @Override
    public void fillFieldForMean(ParameterValues theta, Matrix mean, Matrix field) {
        scale(theta, 1, mean, field);
    }

    /** Multiplies each unit by its precision to the given power, 1 or −1. */
    private void scale(ParameterValues theta, int power, Matrix from, Matrix to) {
        if (logPrecision == null) {
            if (from != to) {
                to.set(from);
            }
            return;
        }
        double[] factors = precisions(theta, from, power);
        for (int j = 0; j < from.columns(); j++) {
            int source = from.columnStart(j);
            int target = to.columnStart(j);
            for (int i = 0; i < factors.length; i++) {
                to.data()[target + i] = (float) (factors[i] * from.data()[source + i]);
            }
        }
    }

    @Override
    public void addGradient(ParameterValues theta, Matrix x, ColumnWeights weights, Gradient gradient) {
        if (logPrecision != null) {
            addHalfSquares(precisions(theta, x, 1), null, x, 0, weights, gradient);
        }
    }

    /** E[x²] = mean² + 1/λ, so that −½ λ E[x²] = −½ λ mean² − ½. */
    @Override
    public void addExpectedGradient(ParameterValues theta, Matrix field, ColumnWeights weights, Gradient gradient) {
        if (logPrecision != null) {
            addHalfSquares(precisions(theta, field, 1), precisions(theta, field, -1), field, 1, weights, gradient);
        }
    }

    /** Adds Σ_j w_j (−½ λ v² − ½ extra) to the gradient of every ζ, v the values x, or x / λ where the inverse is given. */
    private void addHalfSquares(
            double[] lambda, double[] inverse, Matrix x, double extra, ColumnWeights weights, Gradient gradient) {
        double[] sum = new double[lambda.length];
        for (int j = 0; j < x.columns(); j++) {
            int start = x.columnStart(j);
            double half = 0.5 * weights.of(j);
            for (int i = 0; i < sum.length; i++) {
                float element = x.data()[start + i];
                double value = inverse == null ? element : (float) (inverse[i] * element); // as a mean that is stored
                sum[i] -= half * (lambda[i] * value * value + extra);
            }
        }
        Matrix target = gradient.of(logPrecision);
        for (int i = 0; i < sum.length; i++) {
            int unit = x.firstRow() + i;
            target.set(unit, 0, (float) (target.get(unit, 0) + sum[i]));
        }
    }

    @Override
    public String toString() {
        return "Gaussian" + parameters();
    }
}
