package org.boltzmann.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.Term;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Factored;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.term.ThreeWay;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.OneHot;
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

/** Field and gradient of each term, on 784 visible, 500 hidden and, where there is a third group, 10 further units. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class TermBenchmark {

    /** Which term. */
    @Param({"bias", "pairwise", "three-way", "three-way-label", "factored"})
    public String term;

    /** What multiplies. */
    @Param({"openblas", "ojalgo"})
    public String backend;

    /** Examples. */
    @Param("100")
    public int columns;

    private BoltzmannMachine machine;
    private Term measured;
    private Group target;
    private org.boltzmann.core.State x;
    private Matrix field;
    private Gradient gradient;

    /** Draws parameters and configurations. */
    @Setup
    public void draw() {
        Matrices.use(backend, 1);
        Group v = Group.of("v", new Bernoulli(), 784);
        Group h = Group.of("h", new Bernoulli(), 500);
        Group z = Group.of("z", new Bernoulli(), 10);
        Group y = Group.of("y", new OneHot(10), 10);
        measured = switch (term) {
            case "bias" -> Bias.on(h);
            case "pairwise" -> Pairwise.between(v, h);
            case "three-way" -> ThreeWay.among(v, h, z);
            case "three-way-label" -> ThreeWay.among(v, h, y);
            default -> Factored.among(200, v, h, z);
        };
        target = h;
        machine = BoltzmannMachine.of(List.of(measured)).initialize(RandomKey.of(1), Map.of());
        x = machine.newState(columns);
        for (Group group : machine.groups()) {
            Matrix values = x.of(group);
            Matrix even = Matrix.zeros(values.rows(), values.columns());
            group.type()
                    .fillSample(
                            machine.theta(),
                            even,
                            RandomKey.of(2).at(group.name()).generator(),
                            values);
        }
        field = Matrix.zeros(h.size(), columns);
        gradient = machine.newGradient();
    }

    /** The field on the hidden units. */
    @Benchmark
    public void field() {
        measured.addField(machine.theta(), target, x, field);
    }

    /** The gradient of the parameters. */
    @Benchmark
    public void gradient() {
        measured.addGradient(machine.theta(), x, ColumnWeights.uniform(0.01), gradient);
    }
}
