package org.boltzmann.sequence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ContextNetwork;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.linalg.Matrix;

/**
 * The log-likelihood of sequences under a tiny conditional machine of binary v and h, by brute force in {@code double} and by
 * formulas written down once more: nothing of terms, networks or kernels is used but the values of parameters.
 */
final class SequenceOracle {

    private final Map<String, double[]> theta = new HashMap<>();
    private final ContextNetwork network;
    private final int visible;
    private final int hidden;

    SequenceOracle(BoltzmannMachine machine) {
        for (Parameter parameter : machine.parameters()) {
            float[] values = machine.theta().of(parameter).data();
            double[] copy = new double[values.length];
            for (int i = 0; i < copy.length; i++) {
                copy[i] = values[i];
            }
            theta.put(parameter.name(), copy);
        }
        network = machine.network().orElseThrow();
        visible = machine.group("v").size();
        hidden = machine.group("h").size();
    }

    double[] of(Parameter parameter) {
        return theta.get(parameter.name());
    }

    /** ∂/∂θ_k of a function of the parameters, by central differences: with a step of 1e-4 within 1e-7 of functions of order 1. */
    double derivative(Parameter parameter, int k, DoubleSupplier function) {
        double[] values = of(parameter);
        double value = values[k];
        values[k] = value + 1e-4;
        double above = function.getAsDouble();
        values[k] = value - 1e-4;
        double below = function.getAsDouble();
        values[k] = value;
        return (above - below) / 2e-4;
    }

    double[] start() {
        double[] memory = new double[network.memory()];
        if (network instanceof Elman elman) {
            return of(elman.cell().start()).clone();
        }
        return network instanceof Lstm lstm ? of(lstm.cell().start()).clone() : memory;
    }

    /** Σ_t log p(v_t | u_t), the first frame's memory given. */
    double logLikelihood(double[] begin, Matrix frames, int from, int to) {
        double sum = 0;
        double[] memory = begin;
        for (int t = from; t < to; t++) {
            sum += logProbability(memory, frames, t);
            memory = next(memory, frames, t);
        }
        return sum;
    }

    double[] next(double[] memory, Matrix frames, int t) {
        double[] v = new double[visible];
        for (int i = 0; i < visible; i++) {
            v[i] = frames.get(i, t);
        }
        if (network instanceof Elman elman) {
            double[] field = fields(elman.cell(), memory, v, 1);
            for (int k = 0; k < field.length; k++) {
                field[k] = elman.activation() == Activation.TANH ? Math.tanh(field[k]) : logistic(field[k]);
            }
            return field;
        }
        if (network instanceof Lstm lstm) {
            int n = network.context().size();
            double[] field = fields(lstm.cell(), memory, v, 4);
            double[] next = new double[2 * n];
            for (int k = 0; k < n; k++) {
                next[n + k] =
                        logistic(field[n + k] + 1) * memory[n + k] + logistic(field[k]) * Math.tanh(field[3 * n + k]);
                next[k] = logistic(field[2 * n + k]) * Math.tanh(next[n + k]);
            }
            return next;
        }
        double[] next = new double[memory.length];
        System.arraycopy(v, 0, next, 0, visible);
        System.arraycopy(memory, 0, next, visible, memory.length - visible);
        return next;
    }

    private double[] fields(CellParameters cell, double[] memory, double[] v, int gates) {
        int n = network.context().size();
        double[] field = of(cell.bias()).clone();
        for (int k = 0; k < gates * n; k++) {
            for (int i = 0; i < visible; i++) {
                field[k] += of(cell.input())[i + visible * k] * v[i];
            }
            for (int i = 0; i < n; i++) {
                field[k] += of(cell.recurrent())[i + n * k] * memory[i];
            }
        }
        return field;
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private double logProbability(double[] u, Matrix frames, int t) {
        double kept = 0;
        double all = 0;
        for (int v = 0; v < 1 << visible; v++) {
            boolean same = true;
            for (int i = 0; i < visible; i++) {
                same &= frames.get(i, t) == (v >> i & 1);
            }
            for (int h = 0; h < 1 << hidden; h++) {
                double weight = Math.exp(-energy(u, v, h));
                all += weight;
                kept += same ? weight : 0;
            }
        }
        return Math.log(kept / all);
    }

    private double energy(double[] u, int v, int h) {
        int n = network.context().size();
        double sum = 0;
        for (int i = 0; i < visible; i++) {
            double on = v >> i & 1;
            sum += on * theta.get("v.bias")[i];
            for (int k = 0; k < n; k++) {
                sum += on * u[k] * theta.get("u-v.weights")[k + n * i];
            }
            for (int j = 0; j < hidden; j++) {
                sum += on * (h >> j & 1) * (theta.get("v-h.weights")[i + visible * j] + emitted(u, i, j));
            }
        }
        for (int j = 0; j < hidden; j++) {
            sum += (h >> j & 1) * theta.get("h.bias")[j];
            for (int k = 0; k < n; k++) {
                sum += (h >> j & 1) * u[k] * theta.get("u-h.weights")[k + n * j];
            }
        }
        return -sum;
    }

    private double emitted(double[] u, int i, int j) {
        int n = network.context().size();
        double sum = 0;
        double[] tensor = theta.get("u-v-h.weights");
        if (tensor != null) {
            for (int k = 0; k < n; k++) {
                sum += u[k] * tensor[k + n * (i + visible * j)];
            }
        }
        double[] ofContext = theta.get("u-v-h.filters-u");
        if (ofContext != null) {
            for (int f = 0; f < ofContext.length / n; f++) {
                double projection = 0;
                for (int k = 0; k < n; k++) {
                    projection += u[k] * ofContext[k + n * f];
                }
                sum += projection
                        * theta.get("u-v-h.filters-v")[i + visible * f]
                        * theta.get("u-v-h.filters-h")[j + hidden * f];
            }
        }
        return sum;
    }

    /** The memories at which windows begin, with the parameters as they are now. */
    List<double[]> memories(Matrix frames, int from, int to) {
        List<double[]> memories = new ArrayList<>();
        double[] memory = start();
        for (int t = from; t < to; t++) {
            memories.add(memory);
            memory = next(memory, frames, t);
        }
        return memories;
    }
}
