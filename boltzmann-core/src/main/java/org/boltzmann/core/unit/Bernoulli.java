package org.boltzmann.core.unit;

import java.util.List;
import java.util.random.RandomGenerator;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.UnitType;
import org.boltzmann.core.linalg.Functions;
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
        Elements.addSums(field, Functions::softplus, sum);
    }

    @Override
    public void fillMean(ParameterValues theta, Matrix field, Matrix mean) {
        Elements.map(field, Functions::sigmoid, mean);
    }

    @Override
    public void fillVariance(ParameterValues theta, Matrix field, Matrix variance) {
        Elements.map(field, f -> Functions.sigmoid(f) * Functions.sigmoid(-f), variance);
    }

    @Override
    public void fillSample(ParameterValues theta, Matrix field, RandomGenerator random, Matrix sample) {
        Elements.map(field, f -> random.nextFloat() < (float) Functions.sigmoid(f) ? 1 : 0, sample);
    }

    @Override
    public void fillFieldForMean(ParameterValues theta, Matrix mean, Matrix field) {
        Elements.map(mean, m -> Math.log(m / (1 - m)), field);
    }
}
