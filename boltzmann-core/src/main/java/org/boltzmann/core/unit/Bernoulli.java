package org.boltzmann.core.unit;

import java.util.List;
import java.util.random.RandomGenerator;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.UnitType;
import org.boltzmann.core.linalg.Elementwise;
import org.boltzmann.core.linalg.Lanes;
import org.boltzmann.core.linalg.Matrix;

/**
 * Binary units, 0 or 1.
 *
 * <p>base(x) = 1; A(f) = log(1 + exp(f)); mean σ(f) = 1 / (1 + exp(−f)); variance σ(f) σ(−f).
 */
public record Bernoulli() implements UnitType {

    private static final List<float[]> STATES = List.of(new float[] {0}, new float[] {1});

    @Override
    public String name() {
        return "bernoulli";
    }

    @Override
    public List<float[]> states() {
        return STATES;
    }

    @Override
    public void addBaseEnergy(ParameterValues theta, Matrix x, double[] energy) {}

    @Override
    public void addLogPartition(ParameterValues theta, Matrix field, double[] sum) {
        Elementwise.addSums(field, Lanes::softplus, sum);
    }

    @Override
    public void fillMean(ParameterValues theta, Matrix field, Matrix mean) {
        Elementwise.map(field, Lanes::sigmoid, mean);
    }

    @Override
    public void fillVariance(ParameterValues theta, Matrix field, Matrix variance) {
        Elementwise.map(field, Bernoulli::variance, variance);
    }

    private static void variance(float[] w, int n) {
        Lanes.sigmoid(w, n);
        for (int i = 0; i < n; i++) {
            w[i] = w[i] * (1 - w[i]);
        }
    }

    @Override
    public void fillSample(ParameterValues theta, Matrix field, RandomGenerator random, Matrix sample) {
        Elementwise.draw(field, random, Bernoulli::draw, sample);
    }

    @Override
    public void fillMeanAndSample(
            ParameterValues theta, Matrix field, RandomGenerator random, Matrix mean, Matrix sample) {
        Elementwise.map(field, Lanes::sigmoid, mean);
        Elementwise.draw(mean, random, Lanes::above, sample);
    }

    private static void draw(float[] w, float[] u, int n) {
        Lanes.sigmoid(w, n);
        Lanes.above(w, u, n);
    }

    @Override
    public void fillFieldForMean(ParameterValues theta, Matrix mean, Matrix field) {
        Elements.map(mean, m -> StrictMath.log(m / (1 - m)), field);
    }
}
