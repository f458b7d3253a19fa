package org.boltzmann.openblas;

import dev.ludovic.netlib.blas.NativeBLAS;
import org.boltzmann.core.linalg.Backend;

/** Products by the routine {@code sgemm} of a native library that works on one thread. */
final class OpenBlasBackend implements Backend {

    static final String NAME = "openblas";

    private final NativeBLAS blas;
    private final String description;

    OpenBlasBackend(NativeBLAS blas, String description) {
        this.blas = blas;
        this.description = description;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return description;
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
        blas.sgemm(
                transposeA ? "T" : "N",
                transposeB ? "T" : "N",
                m,
                n,
                k,
                alpha,
                a,
                startA,
                strideA,
                b,
                startB,
                strideB,
                1,
                c,
                startC,
                strideC);
    }
}
