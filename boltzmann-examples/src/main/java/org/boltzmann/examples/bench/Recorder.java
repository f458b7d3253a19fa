package org.boltzmann.examples.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import org.boltzmann.core.linalg.Backend;
import org.boltzmann.core.linalg.Matrix;

/** A backend that makes products by another and, while it records, writes them down with their factors as they are then. */
final class Recorder implements Backend {

    private final Backend backend;
    private final List<Product> products = new ArrayList<>();
    private final IdentityHashMap<float[], float[]> factors = new IdentityHashMap<>();
    private final IdentityHashMap<float[], float[]> results = new IdentityHashMap<>();
    private boolean recording;

    Recorder(Backend backend) {
        this.backend = backend;
    }

    void start() {
        products.clear();
        recording = true;
    }

    List<Product> stop() {
        recording = false;
        return List.copyOf(products);
    }

    @Override
    public String name() {
        return backend.name();
    }

    @Override
    public String description() {
        return backend.description();
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
        if (recording) {
            products.add(new Product(
                    transposeA,
                    transposeB,
                    alpha,
                    view(frozen(a), startA, strideA, transposeA ? k : m, transposeA ? m : k),
                    view(frozen(b), startB, strideB, transposeB ? n : k, transposeB ? k : n),
                    view(results.computeIfAbsent(c, array -> new float[array.length]), startC, strideC, m, n)));
        }
        backend.addProduct(
                transposeA, transposeB, m, n, k, alpha, a, startA, strideA, b, startB, strideB, c, startC, strideC);
    }

    /** One copy for as long as the array does not change, so that weights used five times stay in the cache as in training. */
    private float[] frozen(float[] array) {
        return factors.compute(array, (key, copy) -> Arrays.equals(copy, key) ? copy : key.clone());
    }

    private static Matrix view(float[] array, int start, int stride, int rows, int columns) {
        Matrix whole = Matrix.wrap(stride, array.length / stride, array);
        int row = start % stride;
        int column = start / stride;
        return whole.rows(row, row + rows).columns(column, column + columns);
    }
}
