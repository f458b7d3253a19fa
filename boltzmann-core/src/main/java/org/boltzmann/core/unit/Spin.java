package org.boltzmann.core.unit;

import java.util.List;
import java.util.random.RandomGenerator;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.UnitType;
import org.boltzmann.core.linalg.Elementwise;
import org.boltzmann.core.linalg.Lanes;
import org.boltzmann.core.linalg.Matrix;

/**
 * Ising spins, −1 or +1.
 *
 * <p>base(x) = 1; A(f) = log(2 cosh f); mean tanh(f); variance 1 − tanh²(f).
 */
public record Spin() implements UnitType {

    private static final List<float[]> STATES = List.of(new float[] {-1}, new float[] {1});

    @Override
    public String name() {
        return "spin";
    }

    @Override
    public List<float[]> states() {
        return STATES;
    }

    @Override
    public void addBaseEnergy(ParameterValues theta, Matrix x, double[] energy) {}

    @Override
    public void addLogPartition(ParameterValues theta, Matrix field, double[] sum) {
        Elementwise.addSums(field, Lanes::logTwoCosh, sum);
    }

    @Override
    public void fillMean(ParameterValues theta, Matrix field, Matrix mean) {
        Elementwise.map(field, Lanes::tanh, mean);
    }

    @Override
    public void fillVariance(ParameterValues theta, Matrix field, Matrix variance) {
        Elementwise.map(field, Spin::variance, variance);
    }

    private static void variance(float[] w, int n) {
        Lanes.tanh(w, n);
        for (int i = 0; i < n; i++) {
            w[i] = 1 - w[i] * w[i];
        }
    }

    @Override
    public void fillSample(ParameterValues theta, Matrix field, RandomGenerator random, Matrix sample) {
        Elementwise.draw(field, random, Spin::draw, sample);
    }

    private static void draw(float[] w, float[] u, int n) {
        Lanes.scale(2, 0, w, n);
        Lanes.sigmoid(w, n);
        Lanes.above(w, u, n);
        Lanes.scale(2, -1, w, n);
    }

    @Override
    public void fillFieldForMean(ParameterValues theta, Matrix mean, Matrix field) {
        Elements.map(mean, m -> 0.5 * StrictMath.log((1 + m) / (1 - m)), field);
    }
}
