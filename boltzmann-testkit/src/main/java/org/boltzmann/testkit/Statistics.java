package org.boltzmann.testkit;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.boltzmann.core.Group;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;

/** Whether draws are from a distribution. */
final class Statistics {

    /** Probability that a right sampler fails one test; seeds are fixed, so a failure is not chance that comes and goes. */
    static final double ALPHA = 1e-6;

    private Statistics() {}

    /**
     * Joint states of finite groups by a chi-square test; means and second moments of every unit within the distance that a
     * normal variable exceeds with probability α, divided by the number of tests (Bonferroni).
     */
    static void check(Oracle oracle, State x, List<Group> groups, Law validity, Law distribution, String what) {
        checkJoint(oracle, x, validity, distribution, what);
        int tests = 2 * groups.stream().mapToInt(Group::size).sum();
        double z = quantile(ALPHA / tests);
        for (Group group : groups) {
            Matrix values = x.of(group);
            for (int i = 0; i < group.size(); i++) {
                String unit = what + ", unit " + i + " of " + group.name();
                double mean = oracle.moment(group, i, 0, 1);
                double variance = oracle.moment(group, i, mean, 2);
                double fourth = oracle.moment(group, i, mean, 4);
                double first = 0;
                double second = 0;
                int n = x.columns();
                for (int j = 0; j < n; j++) {
                    double deviation = values.get(i, j) - mean;
                    first += deviation / n;
                    second += deviation * deviation / n;
                }
                // 1e-6: roundings of 32 bits, which matter where a unit hardly varies
                double bound = z * Math.sqrt(variance / n) + 1e-6;
                distribution.checkClose(0, first, bound + rare(variance, n), unit + ", mean less its expectation");
                double spread = z * Math.sqrt(Math.max(0, fourth - variance * variance) / n) + 1e-6;
                distribution.checkClose(variance, second, spread + rare(variance, n), unit + ", variance");
            }
        }
    }

    /** Where a state is so rare that counts are not normal (fewer than 50 expected), 40 more counts are let pass. */
    private static double rare(double variance, int n) {
        return variance * n < 50 ? 40.0 / n : 0;
    }

    private static void checkJoint(Oracle oracle, State x, Law validity, Law distribution, String what) {
        if (oracle.configurations() == 1) {
            return;
        }
        long[] counts = new long[oracle.configurations()];
        int[] indices = oracle.indices(x);
        for (int j = 0; j < indices.length; j++) {
            int index = indices[j];
            if (index < 0) {
                validity.check(false, what + ": column " + j + " is not a state");
            }
            counts[index]++;
        }
        List<Double> expected = new ArrayList<>();
        List<Long> observed = new ArrayList<>();
        double restExpected = 0;
        long restObserved = 0;
        for (int c = 0; c < counts.length; c++) {
            double mean = oracle.probability(c) * x.columns();
            if (mean < 20) { // rare states together: the approximation needs counts
                restExpected += mean;
                restObserved += counts[c];
            } else {
                expected.add(mean);
                observed.add(counts[c]);
            }
        }
        if (restExpected >= 20) {
            expected.add(restExpected);
            observed.add(restObserved);
        } else {
            // a Poisson count of this mean exceeds the bound with probability below 1e-6 (Bernstein's inequality)
            double bound = restExpected + 28 + Math.sqrt(28 * restExpected);
            distribution.check(
                    restObserved <= bound,
                    what + ": " + restObserved + " states of which " + restExpected + " are expected");
        }
        if (expected.size() > 1) {
            double p = ChiSquareTest.withDefaults()
                    .test(
                            expected.stream().mapToDouble(Double::doubleValue).toArray(),
                            observed.stream().mapToLong(Long::longValue).toArray())
                    .getPValue();
            distribution.check(p >= ALPHA, what + ": chi-square test of the joint states gives p = " + p);
        }
    }

    /** z with P(|normal| > z) ≤ p, from the tail bound P ≤ 2 exp(−z²/2). */
    private static double quantile(double p) {
        return Math.sqrt(2 * Math.log(2 / p));
    }
}
