package org.boltzmann.core.term;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Backend;
import org.boltzmann.core.linalg.Backends;
import org.boltzmann.core.linalg.Kernels;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Partition;
import org.boltzmann.core.linalg.Workers;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.unit.Real;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to compute a three-way term against three loops in double, on any number of threads, and what it multiplies. */
class ThreeWayTest {

    private static final int CLASSES = 5;

    /** What the group of few units, or one of the others, holds. */
    private enum Values {
        LABEL,
        POTTS,
        MEANS,
        BINARY,
        SPARSE,
        REAL
    }

    private final Kernels before = Kernels.get();
    private final int threads = Workers.shared().threads();

    @AfterEach
    void asBefore() {
        Kernels.use(before.backend(), before.partition());
        Workers.useThreads(threads);
    }

    private static Group special(String name, Values values) {
        return switch (values) {
            case LABEL, MEANS -> Group.of(name, new OneHot(CLASSES), CLASSES);
            case POTTS -> Group.of(name, new OneHot(3), 4 * 3);
            case BINARY, SPARSE -> Group.of(name, new Bernoulli(), 7);
            case REAL -> Group.of(name, new Real(), 3);
        };
    }

    private static void fill(Matrix x, Values values, int block, SplittableRandom random) {
        for (int j = 0; j < x.columns(); j++) {
            int on = random.nextInt(block);
            for (int i = 0; i < x.rows(); i++) {
                on = i % block == 0 ? random.nextInt(block) : on;
                x.set(
                        i,
                        j,
                        switch (values) {
                            case LABEL, POTTS -> i % block == on ? 1 : 0;
                            case MEANS -> 1f / block;
                            case BINARY -> random.nextInt(2);
                            case SPARSE -> random.nextInt(6) == 0 ? 1 : 0;
                            case REAL -> random.nextInt(65) / 32f - 1;
                        });
            }
        }
    }

    private record Case(BoltzmannMachine machine, ThreeWay term, State x) {

        static Case of(int place, Values values, int columns) {
            List<Group> groups = new ArrayList<>();
            int[] sizes = {17, 70};
            for (int g = 0, other = 0; g < 3; g++) {
                groups.add(g == place ? special("s", values) : Group.of("g" + g, new Bernoulli(), sizes[other++]));
            }
            ThreeWay term = ThreeWay.among(groups.get(0), groups.get(1), groups.get(2), Initializer.normal(1));
            BoltzmannMachine machine = BoltzmannMachine.of(term).initialize(RandomKey.of(place), Map.of());
            State x = machine.newState(columns);
            SplittableRandom random = new SplittableRandom(columns);
            for (Group group : groups) {
                Values held = group.name().equals("s") ? values : Values.BINARY;
                fill(x.of(group), held, group.type().block(), random);
            }
            return new Case(machine, term, x);
        }

        /** Three loops: the field on a group, or for no group the gradient. */
        double[] reference(Group target, ColumnWeights weights) {
            Matrix a = x.of(term.first());
            Matrix b = x.of(term.second());
            Matrix c = x.of(term.third());
            int n = x.columns();
            double[] sum = new double[target == null ? term.weights().length() : target.size() * n];
            int which = target == null ? 3 : machine.groups().indexOf(target);
            float[] w = machine.theta().of(term.weights()).data();
            for (int col = 0; col < n; col++) {
                for (int jk = 0; jk < b.rows() * c.rows(); jk++) {
                    int j = jk % b.rows();
                    int k = jk / b.rows();
                    double bj = b.data()[col * b.rows() + j];
                    double ck = c.data()[col * c.rows() + k];
                    double bc = bj * ck * (which == 3 ? weights.of(col) : 1);
                    double wa = 0;
                    for (int i = 0; i < a.rows(); i++) {
                        double ai = a.data()[col * a.rows() + i];
                        double wijk = w[i + a.rows() * jk];
                        wa += wijk * ai;
                        if (which == 0) {
                            sum[i + col * a.rows()] += wijk * bc;
                        } else if (which == 3) {
                            sum[i + a.rows() * jk] += ai * bc;
                        }
                    }
                    if (which == 1) {
                        sum[j + col * b.rows()] += wa * ck;
                    } else if (which == 2) {
                        sum[k + col * c.rows()] += wa * bj;
                    }
                }
            }
            return sum;
        }

        /** Of the third group's field. */
        double[] energy(double[] field) {
            double[] energy = new double[x.columns()];
            int size = term.third().size();
            for (int i = 0; i < field.length; i++) {
                energy[i / size] -= field[i] * x.of(term.third()).get(i % size, i / size);
            }
            return energy;
        }

        /** Three fields, gradients, energies. */
        List<float[]> results(List<ColumnWeights> weights) {
            List<float[]> results = new ArrayList<>();
            for (Group group : machine.groups()) {
                results.add(machine.fillField(group, x).copy().data());
            }
            for (ColumnWeights each : weights) {
                Gradient gradient = machine.newGradient();
                machine.addGradient(x, each, gradient);
                results.add(gradient.of(term.weights()).copy().data());
            }
            double[] energy = new double[x.columns()];
            machine.addEnergy(x, energy);
            float[] energies = new float[energy.length];
            for (int j = 0; j < energy.length; j++) {
                energies[j] = (float) energy[j];
            }
            results.add(energies);
            return results;
        }
    }

    private static List<ColumnWeights> weights(int columns) {
        float[] signed = new float[columns];
        for (int j = 0; j < columns; j++) {
            signed[j] = new float[] {-1.5f, 0, 0.75f, 2}[j % 4];
        }
        return List.of(ColumnWeights.uniform(-0.5), ColumnWeights.of(signed));
    }

    /** 64 roundings of 32 bits of the largest sum of absolute values that there is: at most 70 · 17 weights of 5 at the most. */
    private static void checkClose(double[] expected, float[] actual, double scale, String what) {
        assertThat(actual).as(what).hasSize(expected.length);
        double largest = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(actual[i] - expected[i]));
        }
        assertThat(largest).as(what).isLessThan(scale * 0x1p-18);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 70, 410})
    void everyWayAgreesWithThreeLoopsOnAnyNumberOfThreads(int columns) {
        for (Values values : columns > 400 ? List.of(Values.LABEL, Values.BINARY) : List.of(Values.values())) {
            for (int place = 0; place < 3; place++) {
                check(Case.of(place, values, columns), values + " in place " + place + ", " + columns + " columns");
            }
        }
    }

    private static void check(Case c, String what) {
        int columns = c.x.columns();
        List<ColumnWeights> weights = weights(columns);
        List<double[]> expected = new ArrayList<>();
        c.machine.groups().forEach(group -> expected.add(c.reference(group, null)));
        weights.forEach(each -> expected.add(c.reference(null, each)));
        expected.add(c.energy(expected.get(2)));
        for (boolean clamped : new boolean[] {false, true}) {
            if (clamped) {
                c.x.clamp(c.term.first()).remember();
            }
            Workers.useThreads(1);
            List<float[]> results = c.results(weights);
            for (int r = 0; r < expected.size(); r++) {
                double scale = r < 3 ? 1000 : r == 5 ? 3000 : 2 * columns;
                checkClose(
                        expected.get(r),
                        results.get(r),
                        scale,
                        what + ", result " + r + ", clamped and remembered " + clamped);
            }
            Workers.useThreads(3);
            List<float[]> others = c.results(weights);
            for (int r = 0; r < results.size(); r++) {
                assertThat(Arrays.equals(others.get(r), results.get(r)))
                        .as("%s, result %d on threads", what, r)
                        .isTrue();
            }
        }
    }

    /** Adds up the operations of products. */
    private static final class Counting implements Backend {

        private final Backend inner = Backends.choose("ojalgo").backend();
        private double operations;

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public String description() {
            return "counting";
        }

        @Override
        public void addProduct(
                boolean transposeA,
                boolean transposeB,
                int m,
                int n,
                int k,
                float alpha,
                float[] a,
                int startA,
                int strideA,
                float[] b,
                int startB,
                int strideB,
                float[] c,
                int startC,
                int strideC) {
            operations += 2.0 * m * n * k;
            inner.addProduct(
                    transposeA, transposeB, m, n, k, alpha, a, startA, strideA, b, startB, strideB, c, startC, strideC);
        }
    }

    @Test
    void ofALabelOneClassIsMultipliedWhereverItStands() {
        Counting counting = new Counting();
        Kernels.use(counting, Partition.AUTO);
        double one = 2.0 * 17 * 70 * 100;
        for (int place = 0; place < 3; place++) {
            Case c = Case.of(place, Values.LABEL, 100);
            for (Group group : c.machine.groups()) {
                counting.operations = 0;
                c.machine.fillField(group, c.x);
                assertThat(counting.operations)
                        .as("field on %s, label in place %d", group, place)
                        .isBetween(1.0, group.name().equals("s") ? CLASSES * one : one);
            }
            counting.operations = 0;
            c.machine.addGradient(c.x, ColumnWeights.uniform(1), c.machine.newGradient());
            assertThat(counting.operations).as("gradient").isEqualTo(one);
            counting.operations = 0;
            c.machine.addEnergy(c.x, new double[100]);
            assertThat(counting.operations).as("energy").isEqualTo(one);
            fill(c.x.of(c.machine.group("s")), Values.MEANS, CLASSES, new SplittableRandom(1));
            counting.operations = 0;
            c.machine.addGradient(c.x, ColumnWeights.uniform(1), c.machine.newGradient());
            assertThat(counting.operations).as("gradient at means").isBetween(2 * one, CLASSES * one);
        }
    }

    @Test
    void aContextThatIsRememberedIsMultipliedOnce() {
        Counting counting = new Counting();
        Kernels.use(counting, Partition.AUTO);
        Group x = Group.of("x", new Real(), 20);
        Group y = Group.of("y", new Bernoulli(), 30);
        Group h = Group.of("h", new Bernoulli(), 10);
        BoltzmannMachine machine = BoltzmannMachine.of(ThreeWay.among(x, y, h)).initialize(RandomKey.of(1), Map.of());
        State state = machine.newState(50);
        fill(state.of(x), Values.REAL, 1, new SplittableRandom(1));
        fill(state.of(y), Values.BINARY, 1, new SplittableRandom(2));
        state.remember();
        machine.fillField(h, state);
        machine.fillField(y, state);
        state.set(y, Matrix.zeros(30, 50));
        machine.fillField(h, state);
        assertThat(counting.operations).isEqualTo(2.0 * 20 * 30 * 10 * 50);
        assertThat(state.field(h).data()).containsOnly(0);
    }
}
