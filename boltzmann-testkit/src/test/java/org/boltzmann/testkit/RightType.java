package org.boltzmann.testkit;

import java.util.List;
import java.util.random.RandomGenerator;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.UnitType;
import org.boltzmann.core.linalg.Matrix;

/** A right unit type to plant a bug in, by overriding one method. */
class RightType implements UnitType {

    final UnitType right;

    RightType(UnitType right) {
        this.right = right;
    }

    @Override
    public String name() {
        return right.name();
    }

    @Override
    public int block() {
        return right.block();
    }

    @Override
    public List<float[]> states() {
        return right.states();
    }

    @Override
    public boolean isBounded() {
        return right.isBounded();
    }

    @Override
    public List<Parameter> parameters() {
        return right.parameters();
    }

    @Override
    public void addBaseEnergy(ParameterValues theta, Matrix x, double[] energy) {
        right.addBaseEnergy(theta, x, energy);
    }

    @Override
    public void addLogPartition(ParameterValues theta, Matrix field, double[] sum) {
        right.addLogPartition(theta, field, sum);
    }

    @Override
    public void fillMean(ParameterValues theta, Matrix field, Matrix mean) {
        right.fillMean(theta, field, mean);
    }

    @Override
    public void fillVariance(ParameterValues theta, Matrix field, Matrix variance) {
        right.fillVariance(theta, field, variance);
    }

    @Override
    public void fillSample(ParameterValues theta, Matrix field, RandomGenerator random, Matrix sample) {
        right.fillSample(theta, field, random, sample);
    }

    @Override
    public void fillFieldForMean(ParameterValues theta, Matrix mean, Matrix field) {
        right.fillFieldForMean(theta, mean, field);
    }

    @Override
    public void addGradient(ParameterValues theta, Matrix x, ColumnWeights weights, Gradient gradient) {
        right.addGradient(theta, x, weights, gradient);
    }

    @Override
    public void addExpectedGradient(ParameterValues theta, Matrix field, ColumnWeights weights, Gradient gradient) {
        right.addExpectedGradient(theta, field, weights, gradient);
    }
}
