package org.boltzmann.higherorder;

/** Element-wise products of short arrays, in the shape that the JIT turns into vector instructions: one index for all. */
final class Products {

    private Products() {}

    /** c ← a b; c may be one of them. */
    static float[] fill(float[] a, float[] b, float[] c, int n) {
        for (int j = 0; j < n; j++) {
            c[j] = a[j] * b[j];
        }
        return c;
    }

    /** sum ← sum + w a b, with 1 for what is null. */
    static void add(float w, float[] a, float[] b, float[] sum, int n) {
        if (a != null && b != null) {
            addBoth(w, a, b, sum, n);
        } else if (a == null && b == null) {
            addConstant(w, sum, n);
        } else {
            addOne(w, a == null ? b : a, sum, n);
        }
    }

    private static void addBoth(float w, float[] a, float[] b, float[] sum, int n) {
        for (int j = 0; j < n; j++) {
            sum[j] += w * a[j] * b[j];
        }
    }

    private static void addOne(float w, float[] a, float[] sum, int n) {
        for (int j = 0; j < n; j++) {
            sum[j] += w * a[j];
        }
    }

    private static void addConstant(float w, float[] sum, int n) {
        for (int j = 0; j < n; j++) {
            sum[j] += w;
        }
    }

    /** sum ← sum + w (a − b). */
    static void addDifference(float w, float[] a, float[] b, float[] sum, int n) {
        for (int j = 0; j < n; j++) {
            sum[j] += w * (a[j] - b[j]);
        }
    }

    /** Σ_j a_j b_j with 1 for a where it is null: eight sums at a time, since an addition waits for the one before. */
    static double dot(float[] a, float[] b, int n) {
        float p = 0;
        float q = 0;
        float r = 0;
        float s = 0;
        float t = 0;
        float u = 0;
        float v = 0;
        float w = 0;
        int j = 0;
        if (a == null) {
            double sum = 0;
            for (; j < n; j++) {
                sum += b[j];
            }
            return sum;
        }
        for (; j + 7 < n; j += 8) {
            p += a[j] * b[j];
            q += a[j + 1] * b[j + 1];
            r += a[j + 2] * b[j + 2];
            s += a[j + 3] * b[j + 3];
            t += a[j + 4] * b[j + 4];
            u += a[j + 5] * b[j + 5];
            v += a[j + 6] * b[j + 6];
            w += a[j + 7] * b[j + 7];
        }
        double rest = 0;
        for (; j < n; j++) {
            rest += a[j] * b[j];
        }
        return ((double) p + q + r + s) + ((double) t + u + v + w) + rest;
    }
}
