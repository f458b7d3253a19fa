package org.boltzmann.core.linalg;

/**
 * The matrix products that terms are made of: the seam behind which a linear-algebra library works.
 *
 * <p>Every method adds to its last argument. Shapes are the caller's duty; kernels do not check. An implementation must give the
 * same bits for the same arguments on every call, and must be safe to use from several threads at once.
 */
public interface Kernels {

    /**
     * Adds a product: C += alpha · A · B.
     *
     * @param alpha scalar factor
     * @param a m x k
     * @param b k x n
     * @param c m x n, added to
     */
    void addProduct(float alpha, Matrix a, Matrix b, Matrix c);

    /**
     * Adds a product with the first factor transposed: C += alpha · Aᵀ · B.
     *
     * @param alpha scalar factor
     * @param a k x m
     * @param b k x n
     * @param c m x n, added to
     */
    void addTransposedProduct(float alpha, Matrix a, Matrix b, Matrix c);

    /**
     * Adds a product with the second factor transposed, a sum of outer products of columns: C += alpha · A · Bᵀ.
     *
     * @param alpha scalar factor
     * @param a m x k
     * @param b n x k
     * @param c m x n, added to
     */
    void addOuterProduct(float alpha, Matrix a, Matrix b, Matrix c);

    /**
     * The kernels in use: ojAlgo's.
     *
     * @return kernels that are always there
     */
    static Kernels get() {
        return OjAlgoKernels.INSTANCE;
    }

    /**
     * What is stored as the backend in a model's provenance.
     *
     * @return a short name such as {@code ojalgo}
     */
    String name();
}
