package org.boltzmann.core.unit;

import java.util.List;
import java.util.random.RandomGenerator;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.UnitType;
import org.boltzmann.core.linalg.Functions;
import org.boltzmann.core.linalg.Matrix;

/**
 * Ising spins, −1 or +1.
 *
 * <p>base(x) = 1; A(f) = log(2 cosh f) = softplus(2f) − f; mean tanh(f); variance 1 − tanh²(f).
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
        Elements.addSums(field, f -> Functions.softplus(2 * f) - f, sum);
    }

    @Override
    public void fillMean(ParameterValues theta, Matrix field, Matrix mean) {
        Elements.map(field, Math::tanh, mean);
    }

    @Override
    public void fillVariance(ParameterValues theta, Matrix field, Matrix variance) {
        Elements.map(field, f -> 4 * Functions.sigmoid(2 * f) * Functions.sigmoid(-2 * f), variance);
    }

    @Override
    public void fillSample(ParameterValues theta, Matrix field, RandomGenerator random, Matrix sample) {
        Elements.map(field, f -> random.nextFloat() < (float) Functions.sigmoid(2 * f) ? 1 : -1, sample);
    }

    @Override
    public void fillFieldForMean(ParameterValues theta, Matrix mean, Matrix field) {
        Elements.map(mean, m -> 0.5 * Math.log((1 + m) / (1 - m)), field);
    }
}
