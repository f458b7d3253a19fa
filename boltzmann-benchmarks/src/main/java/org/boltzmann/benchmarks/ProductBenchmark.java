package org.boltzmann.benchmarks;

import java.util.concurrent.TimeUnit;
import org.boltzmann.core.linalg.Kernels;
import org.boltzmann.core.linalg.Matrix;
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

/** The three products of a pairwise term, by either backend. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ProductBenchmark {

    /** What multiplies. */
    @Param({"openblas", "ojalgo"})
    public String backend;

    /** How many threads share a product. */
    @Param("1")
    public int threads;

    /** Visible units, hidden units, examples. */
    @Param({"784x500x100", "64x32x20"})
    public String shape;

    private Matrix weights;
    private Matrix visible;
    private Matrix hidden;
    private Matrix visibleField;
    private Matrix hiddenField;
    private Matrix gradient;

    /** Draws the factors. */
    @Setup
    public void draw() {
        Matrices.use(backend, threads);
        String[] sizes = shape.split("x");
        int v = Integer.parseInt(sizes[0]);
        int h = Integer.parseInt(sizes[1]);
        int n = Integer.parseInt(sizes[2]);
        weights = Matrices.random(v, h);
        visible = Matrices.random(v, n);
        hidden = Matrices.random(h, n);
        visibleField = Matrix.zeros(v, n);
        hiddenField = Matrix.zeros(h, n);
        gradient = Matrix.zeros(v, h);
    }

    /** The field on the visible units: W h. */
    @Benchmark
    public void product() {
        Kernels.get().addProduct(1, weights, hidden, visibleField);
    }

    /** The field on the hidden units: the transpose of W times v. */
    @Benchmark
    public void transposedProduct() {
        Kernels.get().addTransposedProduct(1, weights, visible, hiddenField);
    }

    /** The gradient: v times the transpose of h. */
    @Benchmark
    public void outerProduct() {
        Kernels.get().addOuterProduct(0.01f, visible, hidden, gradient);
    }
}
