package org.boltzmann.examples.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.UnitType;
import org.boltzmann.core.linalg.Matrix;

/**
 * A unit type of one's own: a unit counts how many of n equal binary units are on, x = 0 … n. base(x) = C(n, x); A(f) = n log(1 + e^f); mean
 * n σ(f); variance n σ(f) (1 − σ(f)).
 *
 * <p>Source: Y. W. Teh, G. Hinton, "Rate-coded restricted Boltzmann machines for face recognition", NIPS 2001.
 *
 * @param n the number of binary units, at least 1
 */
public record Binomial(int n) implements UnitType {

    @Override
    public String name() {
        return "binomial";
    }

    @Override
    public Map<String, String> options() {
        return Map.of("n", Integer.toString(n));
    }

    @Override
    public List<float[]> states() {
        List<float[]> states = new ArrayList<>();
        for (int x = 0; x <= n; x++) {
            states.add(new float[] {x});
        }
        return states;
    }

    private double logBase(float value) {
        int x = Math.max(0, Math.min(n, Math.round(value)));
        double log = 0;
        for (int k = 1; k <= x; k++) {
            log += StrictMath.log((double) (n - x + k) / k);
        }
        return log;
    }

    private static double sigmoid(double f) {
        return 1 / (1 + StrictMath.exp(-f));
    }

    private static void map(Matrix from, DoubleUnaryOperator function, Matrix to) {
        for (int c = 0; c < from.columns(); c++) {
            for (int i = 0; i < from.rows(); i++) {
                to.set(i, c, (float) function.applyAsDouble(from.get(i, c)));
            }
        }
    }

    @Override
    public void addBaseEnergy(ParameterValues theta, Matrix x, double[] energy) {
        for (int c = 0; c < x.columns(); c++) {
            for (int i = 0; i < x.rows(); i++) {
                energy[c] -= logBase(x.get(i, c));
            }
        }
    }

    @Override
    public void addLogPartition(ParameterValues theta, Matrix field, double[] sum) {
        for (int c = 0; c < field.columns(); c++) {
            for (int i = 0; i < field.rows(); i++) {
                double f = field.get(i, c);
                sum[c] += n * (Math.max(f, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(f))));
            }
        }
    }

    @Override
    public void fillMean(ParameterValues theta, Matrix field, Matrix mean) {
        map(field, f -> n * sigmoid(f), mean);
    }

    @Override
    public void fillVariance(ParameterValues theta, Matrix field, Matrix variance) {
        map(field, f -> n * sigmoid(f) * sigmoid(-f), variance);
    }

    @Override
    public void fillSample(ParameterValues theta, Matrix field, RandomGenerator random, Matrix sample) {
        map(
                field,
                f -> {
                    int on = 0;
                    for (int k = 0; k < n; k++) {
                        on += random.nextDouble() < sigmoid(f) ? 1 : 0;
                    }
                    return on;
                },
                sample);
    }

    @Override
    public void fillFieldForMean(ParameterValues theta, Matrix mean, Matrix field) {
        map(mean, m -> StrictMath.log(m / (n - m)), field);
    }
}
