package org.boltzmann.core.linalg;

import org.ojalgo.matrix.store.R032Store;

/**
 * Products by ojAlgo's single-precision multiplication, in plain Java.
 *
 * <p>ojAlgo overwrites its target and wants gapless arrays of exact length, so the product goes to an array of its own and is
 * added from there; views are copied and transposed factors transposed first, because that one form of the product is its
 * fastest. Next to the product's m·n·k these are small.
 */
final class OjAlgoKernels implements Kernels {

    static final OjAlgoKernels INSTANCE = new OjAlgoKernels();

    private OjAlgoKernels() {}

    @Override
    public String name() {
        return "ojalgo";
    }

    @Override
    public void addProduct(float alpha, Matrix a, Matrix b, Matrix c) {
        add(alpha, gapless(a), a.columns(), gapless(b), c);
    }

    @Override
    public void addTransposedProduct(float alpha, Matrix a, Matrix b, Matrix c) {
        add(alpha, transposed(a), a.rows(), gapless(b), c);
    }

    @Override
    public void addOuterProduct(float alpha, Matrix a, Matrix b, Matrix c) {
        add(alpha, gapless(a), a.columns(), transposed(b), c);
    }

    private static void add(float alpha, float[] a, int inner, float[] b, Matrix c) {
        int rows = c.rows();
        int columns = c.columns();
        if (rows == 0 || columns == 0 || inner == 0) {
            return;
        }
        float[] product = new float[rows * columns];
        R032Store.wrap(product, rows).fillByMultiplying(R032Store.wrap(a, rows), R032Store.wrap(b, inner));
        float[] target = c.data();
        for (int j = 0; j < columns; j++) {
            int to = c.columnStart(j);
            int from = j * rows;
            for (int i = 0; i < rows; i++) {
                target[to + i] += alpha * product[from + i];
            }
        }
    }

    private static float[] gapless(Matrix m) {
        boolean whole = m.offset() == 0 && m.isContiguous() && m.data().length == m.rows() * m.columns();
        return whole ? m.data() : m.copy().data();
    }

    private static float[] transposed(Matrix m) {
        int rows = m.rows();
        int columns = m.columns();
        float[] from = m.data();
        float[] to = new float[rows * columns];
        int block = 16;
        for (int jj = 0; jj < columns; jj += block) {
            int jEnd = Math.min(columns, jj + block);
            for (int i = 0; i < rows; i++) {
                for (int j = jj; j < jEnd; j++) {
                    to[j + i * columns] = from[m.columnStart(j) + i];
                }
            }
        }
        return to;
    }
}
