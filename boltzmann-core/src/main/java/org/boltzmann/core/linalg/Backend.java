package org.boltzmann.core.linalg;

/**
 * The library that multiplies: the one thing about speed that is exchanged as a whole.
 *
 * <p>A backend works on one thread; {@link Kernels} cut the work. It must give the same bits for the same arguments on every
 * call, and be safe to use from several threads at once.
 */
public interface Backend {

    /**
     * The name by which settings ask for it and model files remember it.
     *
     * @return such as {@code ojalgo}
     */
    String name();

    /**
     * What determines its bits: library, version and, where it chooses among several kernels, the one chosen.
     *
     * @return such as {@code OpenBLAS 0.3.31, core type Zen}
     */
    String description();

    /**
     * Adds a product: C += alpha · op(A) · op(B), all column-major; element (i, j) of a matrix lies at start + i + j · stride.
     *
     * @param transposeA whether op(A) is Aᵀ
     * @param transposeB whether op(B) is Bᵀ
     * @param m rows of C and of op(A), at least 1
     * @param n columns of C and of op(B), at least 1
     * @param k columns of op(A) and rows of op(B), at least 1
     * @param alpha scalar factor
     * @param a array of A
     * @param startA where A begins
     * @param strideA distance of A's columns
     * @param b array of B
     * @param startB where B begins
     * @param strideB distance of B's columns
     * @param c array of C, another than those of A and B
     * @param startC where C begins
     * @param strideC distance of C's columns
     */
    void addProduct(
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
            int strideC);
}
