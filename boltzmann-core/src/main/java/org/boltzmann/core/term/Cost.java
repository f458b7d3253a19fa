package org.boltzmann.core.term;

/**
 * What ways to compute one thing cost, in multiplications and additions of a matrix product: by this terms choose among them. Measured
 * with OpenBLAS; it need not be right, since every way gives the same result up to rounding, but the same for any number of threads.
 */
final class Cost {

    /** Of an element in an element-wise pass. */
    static final double PASS = 100;

    /** Of an element that changes from rows to columns. */
    static final double TRANSPOSE = 200;

    /** A product takes as if each of its sizes were this much more. */
    private static final int MORE = 16;

    private Cost() {}

    /** Of a matrix times one of so many columns. */
    static double product(double rows, double inner, int columns) {
        return 2 * (rows + MORE) * (inner + MORE) * (columns + MORE);
    }
}
