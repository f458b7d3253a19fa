package org.boltzmann.benchmarks;

import java.util.concurrent.TimeUnit;
import org.ojalgo.matrix.operation.MultiplyLeft;
import org.ojalgo.matrix.operation.MultiplyNeither;
import org.ojalgo.matrix.operation.MultiplyRight;
import org.ojalgo.matrix.store.R032Store;
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

/** ojAlgo's own products of the same shapes, which our plain-Java backend is to be no slower than, on one thread like ours. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class OjAlgoProductBenchmark {

    /** Visible units, hidden units, examples. */
    @Param({"784x500x100", "64x32x20"})
    public String shape;

    private R032Store weights;
    private R032Store visible;
    private R032Store hidden;
    private R032Store visibleField;
    private R032Store hiddenField;
    private R032Store gradient;

    /** Draws the factors. */
    @Setup
    public void draw() {
        MultiplyNeither.PARALLELISM = () -> 1;
        MultiplyLeft.PARALLELISM = () -> 1;
        MultiplyRight.PARALLELISM = () -> 1;
        String[] sizes = shape.split("x");
        int v = Integer.parseInt(sizes[0]);
        int h = Integer.parseInt(sizes[1]);
        int n = Integer.parseInt(sizes[2]);
        weights = random(v, h);
        visible = random(v, n);
        hidden = random(h, n);
        visibleField = R032Store.FACTORY.make(v, n);
        hiddenField = R032Store.FACTORY.make(h, n);
        gradient = R032Store.FACTORY.make(v, h);
    }

    private static R032Store random(int rows, int columns) {
        return R032Store.wrap(Matrices.random(rows, columns).data(), rows);
    }

    /** W h. */
    @Benchmark
    public void product() {
        visibleField.fillByMultiplying(weights, hidden);
    }

    /** The transpose of W times v. */
    @Benchmark
    public void transposedProduct() {
        hiddenField.fillByMultiplying(weights.transpose(), visible);
    }

    /** v times the transpose of h. */
    @Benchmark
    public void outerProduct() {
        gradient.fillByMultiplying(visible, hidden.transpose());
    }
}
