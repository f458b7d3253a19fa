package org.boltzmann.examples.diff;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How far two arrays a and b of the same length lie apart.
 *
 * @param largest max |b_i − a_i|
 * @param relative max |b_i − a_i| / max(|a_i|, |b_i|), 0 where both are 0; 2 at most
 * @param rms the root of the mean of (b_i − a_i)²
 * @param correlation Pearson's, of the elements; NaN where one of the arrays is constant
 */
public record Distance(double largest, double relative, double rms, double correlation) {

    /**
     * Measures it.
     *
     * @param a an array, finite
     * @param b another
     * @return all in {@code double}
     * @throws IllegalArgumentException if the lengths differ
     */
    public static Distance between(float[] a, float[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException("arrays of " + a.length + " and " + b.length + " elements");
        }
        double largest = 0;
        double relative = 0;
        double squares = 0;
        double meanA = 0;
        double meanB = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = Math.abs((double) b[i] - a[i]);
            largest = Math.max(largest, difference);
            double size = Math.max(Math.abs(a[i]), Math.abs(b[i]));
            relative = Math.max(relative, size == 0 ? 0 : difference / size);
            squares += difference * difference;
            meanA += (double) a[i] / a.length;
            meanB += (double) b[i] / a.length;
        }
        return new Distance(
                largest, relative, a.length == 0 ? 0 : Math.sqrt(squares / a.length), correlation(a, meanA, b, meanB));
    }

    private static double correlation(float[] a, double meanA, float[] b, double meanB) {
        double squaresA = 0;
        double squaresB = 0;
        double products = 0;
        for (int i = 0; i < a.length; i++) {
            squaresA += (a[i] - meanA) * (a[i] - meanA);
            squaresB += (b[i] - meanB) * (b[i] - meanB);
            products += (a[i] - meanA) * (b[i] - meanB);
        }
        return squaresA == 0 || squaresB == 0 ? Double.NaN : products / Math.sqrt(squaresA * squaresB);
    }

    /**
     * For programs.
     *
     * @return figures by name; no correlation where there is none
     */
    public Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("largest", largest);
        figures.put("relative", relative);
        figures.put("rms", rms);
        if (!Double.isNaN(correlation)) {
            figures.put("correlation", correlation);
        }
        return figures;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "largest difference %.3g, relative %.3g, RMS %.3g, %s",
                largest,
                relative,
                rms,
                Double.isNaN(correlation)
                        ? "no correlation, as one is constant"
                        : String.format(Locale.ROOT, "correlation %.4f", correlation));
    }
}
