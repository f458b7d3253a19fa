package org.boltzmann.openblas;

import java.io.IOException;
import org.boltzmann.core.linalg.Backend;
import org.boltzmann.core.linalg.BackendException;
import org.boltzmann.core.linalg.BackendProvider;

/**
 * Offers the backend {@code openblas}, which is preferred to plain Java.
 *
 * <p>A library of the user's own can be named by the system property {@value NativeLibrary#PATH}; it must be told by the
 * environment to use one thread ({@code OPENBLAS_NUM_THREADS=1}). The property must be the program's first use of netlib: another
 * user of netlib in the same program, before this one, decides for both.
 */
public final class OpenBlasProvider implements BackendProvider {

    /** For the service loader. */
    public OpenBlasProvider() {}

    @Override
    public String name() {
        return OpenBlasBackend.NAME;
    }

    @Override
    public int preference() {
        return 10;
    }

    /**
     * Loads the library, sets it to one thread and tries a product.
     *
     * @return the backend, described by the library's own version and core type
     * @throws BackendException if natives are missing or cannot be loaded, or the product is wrong
     */
    @Override
    public Backend load() {
        try {
            NativeLibrary library = NativeLibrary.load();
            Backend backend = new OpenBlasBackend(library.blas(), library.description());
            checkProduct(backend);
            return backend;
        } catch (BackendException e) {
            throw e;
        } catch (IOException | RuntimeException | LinkageError e) {
            throw new BackendException("OpenBLAS cannot be loaded (" + oneLine(e) + "); " + NativeLibrary.FOLDERS, e);
        }
    }

    private static String oneLine(Throwable failure) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return message.lines().findFirst().orElse("").strip();
    }

    /** A product whose numbers are small and whole, so that it is exact in whatever order it is summed. */
    private static void checkProduct(Backend backend) {
        int m = 5;
        int n = 4;
        int k = 3;
        float[] a = new float[1 + (k + 1) * m];
        float[] b = new float[2 + (k + 2) * n];
        float[] c = new float[3 + (m + 3) * n];
        fill(a);
        fill(b);
        fill(c);
        float[] expected = c.clone();
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < m; i++) {
                for (int l = 0; l < k; l++) {
                    expected[3 + i + j * (m + 3)] += 2 * a[1 + l + i * (k + 1)] * b[2 + l + j * (k + 2)];
                }
            }
        }
        backend.addProduct(true, false, m, n, k, 2, a, 1, k + 1, b, 2, k + 2, c, 3, m + 3);
        for (int i = 0; i < c.length; i++) {
            if (c[i] != expected[i]) {
                throw new BackendException(backend.description()
                        + " multiplies wrongly on this machine; use another backend, such as ojalgo");
            }
        }
    }

    private static void fill(float[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = i * 7 % 11 - 5;
        }
    }
}
