package org.boltzmann.benchmarks;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.train.Ascent;
import org.boltzmann.core.train.Optimizer;
import org.boltzmann.core.train.Penalty;
import org.boltzmann.core.train.Schedule;
import org.boltzmann.core.unit.Bernoulli;
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

/** One step of an optimizer over the parameters of a machine of 784 visible and 500 hidden units. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OptimizerBenchmark {

    /** Which optimizer. */
    @Param({"sgd", "momentum", "nesterov", "adam", "momentum, l2, l1"})
    public String optimizer;

    private Ascent ascent;
    private Gradient gradient;

    /** Draws a gradient. */
    @Setup
    public void draw() {
        Group v = Group.of("v", new Bernoulli(), 784);
        Group h = Group.of("h", new Bernoulli(), 500);
        BoltzmannMachine machine = BoltzmannMachine.of(Bias.on(v), Bias.on(h), Pairwise.between(v, h))
                .initialize(RandomKey.of(1), Map.of());
        gradient = machine.newGradient();
        for (Parameter parameter : gradient.parameters()) {
            gradient.of(parameter)
                    .set(Matrices.random(
                            gradient.of(parameter).rows(),
                            gradient.of(parameter).columns()));
        }
        Optimizer sgd = Optimizer.sgd(1e-6);
        Optimizer chosen = switch (optimizer) {
            case "sgd" -> sgd;
            case "momentum" -> sgd.withMomentum(0.5);
            case "nesterov" -> sgd.withNesterovMomentum(Schedule.constant(0.5));
            case "adam" -> Optimizer.adam(Schedule.constant(1e-6));
            default -> sgd.withMomentum(0.5).withPenalty(Penalty.l2(1e-4)).withPenalty(Penalty.l1(1e-4));
        };
        ascent = chosen.start(machine.theta());
    }

    /** One step. */
    @Benchmark
    public void step() {
        ascent.step(gradient, 1);
    }
}
