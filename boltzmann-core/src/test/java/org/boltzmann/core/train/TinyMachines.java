package org.boltzmann.core.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Real;

/** Machines so small that everything about them can be enumerated, and what an enumeration gives. */
public final class TinyMachines {

    /** Step of {@link #slopes}: large against the rounding of a float, small against the curvature. */
    private static final float STEP = 1 / 16f;

    private TinyMachines() {}

    /** A restricted machine of groups v and h with parameters of the given spread. */
    public static BoltzmannMachine rbm(int visible, int hidden, double spread) {
        Group v = Group.of("v", new Bernoulli(), visible);
        Group h = Group.of("h", new Bernoulli(), hidden);
        return filled(BoltzmannMachine.of(Bias.on(v), Bias.on(h), Pairwise.between(v, h)), spread);
    }

    /** Groups v, h and l, of which h is joined to both others. */
    public static BoltzmannMachine threeLayers(double spread) {
        Group v = Group.of("v", new Bernoulli(), 4);
        Group h = Group.of("h", new Bernoulli(), 3);
        Group l = Group.of("l", new Bernoulli(), 2);
        return filled(
                BoltzmannMachine.of(Bias.on(v), Bias.on(h), Bias.on(l), Pairwise.between(v, h), Pairwise.between(h, l)),
                spread);
    }

    /** Groups v and h, both joined to the context c. */
    public static BoltzmannMachine withContext(double spread) {
        Group v = Group.of("v", new Bernoulli(), 3);
        Group h = Group.of("h", new Bernoulli(), 2);
        Group c = Group.of("c", new Real(), 2);
        return filled(
                BoltzmannMachine.of(
                        Bias.on(v), Bias.on(h), Pairwise.between(v, h), Pairwise.between(c, v), Pairwise.between(c, h)),
                spread);
    }

    /** Normal numbers, rounded to 64ths so that a step of {@link #slopes} changes them without rounding. */
    public static BoltzmannMachine filled(BoltzmannMachine machine, double spread) {
        for (Parameter parameter : machine.parameters()) {
            RandomGenerator random = RandomKey.of(17).at(parameter.name()).generator();
            float[] values = machine.theta().of(parameter).data();
            for (int i = 0; i < values.length; i++) {
                values[i] = Math.round(64 * spread * random.nextGaussian()) / 64f;
            }
        }
        return machine;
    }

    /** A parameter's elements, column by column. */
    static float[] values(BoltzmannMachine machine, String name) {
        return machine.theta().of(machine.parameter(name)).data();
    }

    static float[] values(Gradient gradient, String name) {
        Parameter named = gradient.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow();
        return gradient.of(named).data();
    }

    /** Everything a machine has learned, in the order of its parameters. */
    static List<Float> bits(BoltzmannMachine machine) {
        List<Float> bits = new ArrayList<>();
        for (Parameter parameter : machine.parameters()) {
            for (float value : machine.theta().of(parameter).data()) {
                bits.add(value);
            }
        }
        return bits;
    }

    /** All 2^n columns of n bits. */
    public static Matrix allBits(int n) {
        Matrix all = Matrix.zeros(n, 1 << n);
        for (int j = 0; j < all.columns(); j++) {
            for (int i = 0; i < n; i++) {
                all.set(i, j, j >> i & 1);
            }
        }
        return all;
    }

    /** Columns of group v drawn independently from exactly the machine's distribution. */
    static Matrix drawn(BoltzmannMachine machine, int columns, RandomKey key) {
        Group v = machine.group("v");
        Matrix all = allBits(v.size());
        double[] f = Marginal.keeping(machine, List.of(v))
                .freeEnergy(machine.newState(all.columns()).set(v, all));
        double logPartition = Marginal.logPartition(machine);
        RandomGenerator random = key.generator();
        Matrix drawn = Matrix.zeros(v.size(), columns);
        for (int j = 0; j < columns; j++) {
            double rest = random.nextDouble();
            int state = 0;
            while (state < f.length - 1 && (rest -= Math.exp(-f[state] - logPartition)) >= 0) {
                state++;
            }
            drawn.columns(j, j + 1).set(all.columns(state, state + 1));
        }
        return drawn;
    }

    static Presentation shown(BoltzmannMachine machine, Matrix values) {
        Group v = machine.group("v");
        return new Presentation(DataSet.of("tiny", List.of(v.size()), values), v, Encoding.asIs());
    }

    /** Patterns of a bar on the left, on the right, on both sides and nowhere. */
    static Matrix bars() {
        return Matrix.wrap(
                4, 7, new float[] {1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0});
    }

    /** The mean log-likelihood of the columns of v (given the context, where there is one), by enumeration. */
    static double logLikelihood(BoltzmannMachine machine, State x) {
        double[] given = Marginal.keeping(machine, List.of(machine.group("v"))).freeEnergy(x);
        double[] all = Marginal.summingAll(machine).freeEnergy(x);
        double sum = 0;
        for (int j = 0; j < given.length; j++) {
            sum += all[j] - given[j];
        }
        return sum / given.length;
    }

    /**
     * The derivatives of a quantity by all parameters, from differences of five points.
     *
     * <p>What is left out is f⁽⁵⁾ h⁴/30 = 5e-7 f⁽⁵⁾; a quantity known to 1e-6, as fields are floats, adds 1.5e-6/h = 2.4e-5.
     */
    static Gradient slopes(BoltzmannMachine machine, DoubleSupplier quantity) {
        Gradient slopes = machine.newGradient();
        for (Parameter parameter : machine.parameters()) {
            float[] values = machine.theta().of(parameter).data();
            for (int i = 0; i < values.length; i++) {
                float original = values[i];
                double[] at = new double[5];
                for (int k = -2; k <= 2; k++) {
                    values[i] = original + k * STEP;
                    at[k + 2] = quantity.getAsDouble();
                }
                values[i] = original;
                slopes.of(parameter).data()[i] = (float) ((8 * (at[3] - at[1]) - (at[4] - at[0])) / (12 * STEP));
            }
        }
        return slopes;
    }
}
