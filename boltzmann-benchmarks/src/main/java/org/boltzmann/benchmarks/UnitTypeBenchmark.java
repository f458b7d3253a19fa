package org.boltzmann.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.UnitType;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.unit.Spin;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What each unit type makes of a field on 500 units in 100 configurations. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class UnitTypeBenchmark {

    /** Which type. */
    @Param({"bernoulli", "spin", "gaussian", "one-hot"})
    public String type;

    private final RandomGenerator random = RandomKey.of(1).generator();
    private UnitType units;
    private ParameterValues theta;
    private Matrix field;
    private Matrix result;
    private double[] sum;

    /** Draws a field. */
    @Setup
    public void draw() {
        units = switch (type) {
            case "bernoulli" -> new Bernoulli();
            case "spin" -> new Spin();
            case "gaussian" -> Gaussian.unitPrecision();
            default -> new OneHot(10);
        };
        theta = ParameterValues.zeros(units.parameters());
        field = Matrices.random(500, 100);
        result = Matrix.zeros(500, 100);
        sum = new double[100];
    }

    /** The mean. */
    @Benchmark
    public void mean() {
        units.fillMean(theta, field, result);
    }

    /** A sample. */
    @Benchmark
    public void sample() {
        units.fillSample(theta, field, random, result);
    }

    /** The log partition of each configuration. */
    @Benchmark
    public void logPartition() {
        units.addLogPartition(theta, field, sum);
    }
}
