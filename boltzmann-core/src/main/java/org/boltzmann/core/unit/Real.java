package org.boltzmann.core.unit;

import java.util.random.RandomGenerator;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.UnitType;
import org.boltzmann.core.linalg.Matrix;

/**
 * Context: real numbers that are always given and never sampled, on which the distribution of all other groups depends.
 *
 * <p>The features of a class, the past frames of a sequence, the state of a recurrent network. There is no base measure; a log
 * partition, mean or sample does not exist and asking for one is an error.
 */
public record Real() implements UnitType {

    @Override
    public String name() {
        return "real";
    }

    @Override
    public boolean isContext() {
        return true;
    }

    @Override
    public boolean isBounded() {
        return false;
    }

    @Override
    public void addBaseEnergy(ParameterValues theta, Matrix x, double[] energy) {}

    @Override
    public void addLogPartition(ParameterValues theta, Matrix field, double[] sum) {
        throw neverSampled();
    }

    @Override
    public void fillMean(ParameterValues theta, Matrix field, Matrix mean) {
        throw neverSampled();
    }

    @Override
    public void fillVariance(ParameterValues theta, Matrix field, Matrix variance) {
        throw neverSampled();
    }

    @Override
    public void fillSample(ParameterValues theta, Matrix field, RandomGenerator random, Matrix sample) {
        throw neverSampled();
    }

    @Override
    public void fillFieldForMean(ParameterValues theta, Matrix mean, Matrix field) {
        throw neverSampled();
    }

    private static IllegalStateException neverSampled() {
        return new IllegalStateException("context units are given: they have no distribution of their own");
    }
}
