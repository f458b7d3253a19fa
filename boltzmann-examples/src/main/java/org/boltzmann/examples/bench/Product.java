package org.boltzmann.examples.bench;

import java.util.List;
import java.util.SplittableRandom;
import org.boltzmann.core.linalg.Kernels;
import org.boltzmann.core.linalg.Matrix;

/** A matrix product that can be made again: C += alpha op(A) op(B). */
record Product(boolean transposeA, boolean transposeB, float alpha, Matrix a, Matrix b, Matrix c) {

    void run() {
        Kernels kernels = Kernels.get();
        if (transposeA) {
            kernels.addTransposedProduct(alpha, a, b, c);
        } else if (transposeB) {
            kernels.addOuterProduct(alpha, a, b, c);
        } else {
            kernels.addProduct(alpha, a, b, c);
        }
    }

    double operations() {
        return 2.0 * c.rows() * c.columns() * (transposeA ? a.rows() : a.columns());
    }

    /** The same with no factor that is 0, which a backend may skip. */
    Product dense() {
        return new Product(transposeA, transposeB, alpha, dense(a), dense(b), c);
    }

    private static Matrix dense(Matrix x) {
        SplittableRandom random = new SplittableRandom(1);
        Matrix filled = Matrix.zeros(x.rows(), x.columns());
        for (int i = 0; i < filled.data().length; i++) {
            filled.data()[i] = (float) random.nextDouble(0.01, 1);
        }
        return filled;
    }

    static void runAll(List<Product> products) {
        for (Product product : products) {
            product.run();
        }
    }
}
