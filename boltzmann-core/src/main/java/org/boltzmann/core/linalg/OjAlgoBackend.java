package org.boltzmann.core.linalg;

import org.ojalgo.OjAlgoUtils;
import org.ojalgo.array.operation.AXPY;

/**
 * Products in plain Java, on ojAlgo's vector operation y += a x, of which its own matrix product is made too.
 *
 * <p>Called directly it takes parts of arrays as they are, on the calling thread, without an array of its own for the result. The
 * sum over the inner index is taken in rising order for each element whatever the blocking, and by additions and multiplications
 * only, so that the bits are the same on every Java. Factors of 0 are skipped: with binary units most of a product costs nothing.
 */
final class OjAlgoBackend implements Backend {

    /** Rows and inner indexes of A that are worked on together: 32 KiB, which stay in the nearest cache. */
    private static final int ROWS = 1024;

    private static final int INNER = 8;

    /** Where a transposed factor is laid out, grown as needed: one for each thread. */
    private final ThreadLocal<float[]> transposed = ThreadLocal.withInitial(() -> new float[0]);

    /** Offers it; always there. */
    static final class Provider implements BackendProvider {

        @Override
        public String name() {
            return "ojalgo";
        }

        @Override
        public int preference() {
            return 0;
        }

        @Override
        public Backend load() {
            return new OjAlgoBackend();
        }
    }

    @Override
    public String name() {
        return "ojalgo";
    }

    @Override
    public String description() {
        String version = OjAlgoUtils.class.getPackage().getImplementationVersion();
        return "ojAlgo" + (version == null ? "" : " " + version) + ", plain Java";
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
        float[] left = a;
        int leftStart = startA;
        int leftStride = strideA;
        if (transposeA) {
            left = transposed(m, k, a, startA, strideA);
            leftStart = 0;
            leftStride = m;
        }
        int alongInner = transposeB ? strideB : 1;
        int alongColumns = transposeB ? 1 : strideB;
        for (int row = 0; row < m; row += ROWS) {
            int rows = Math.min(ROWS, m - row);
            for (int first = 0; first < k; first += INNER) {
                int last = Math.min(k, first + INNER);
                for (int j = 0; j < n; j++) {
                    int at = startB + j * alongColumns;
                    for (int l = first; l < last; l++) {
                        float factor = b[at + l * alongInner];
                        if (factor != 0) {
                            int from = leftStart + row + l * leftStride;
                            AXPY.invoke(c, startC + row + j * strideC, alpha * factor, left, from, 0, rows);
                        }
                    }
                }
            }
        }
    }

    /** Aᵀ without gaps, A being k x m. */
    private float[] transposed(int m, int k, float[] a, int start, int stride) {
        float[] to = transposed.get();
        if (to.length < m * k) {
            to = new float[m * k];
            transposed.set(to);
        }
        int block = 16;
        for (int from = 0; from < m; from += block) {
            int end = Math.min(m, from + block);
            for (int l = 0; l < k; l++) {
                for (int i = from; i < end; i++) {
                    to[i + l * m] = a[start + l + i * stride];
                }
            }
        }
        return to;
    }
}
