package org.boltzmann.examples.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A figure over several seeds.
 *
 * @param mean its mean
 * @param standardError the error of the mean, s/√n with s the deviation of the sample; none with one seed
 * @param seeds n
 */
public record Summary(double mean, Optional<Double> standardError, int seeds) {

    /**
     * Summarises one figure.
     *
     * @param values its value for each seed; those that are not numbers are left out
     * @return the summary; none of no values
     */
    public static Optional<Summary> of(List<Double> values) {
        List<Double> numbers =
                values.stream().filter(value -> !Double.isNaN(value)).toList();
        int n = numbers.size();
        if (n == 0) {
            return Optional.empty();
        }
        double sum = 0;
        for (double value : numbers) {
            sum += value;
        }
        double mean = sum / n;
        double squares = 0;
        for (double value : numbers) {
            squares += (value - mean) * (value - mean);
        }
        return Optional.of(
                new Summary(mean, n == 1 ? Optional.empty() : Optional.of(Math.sqrt(squares / (n - 1) / n)), n));
    }

    /** A figure that no seed changes. */
    static Summary fixed(double value) {
        return new Summary(value, Optional.empty(), 1);
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("mean", mean);
        figures.put("standard-error", standardError.orElse(null));
        figures.put("seeds", seeds);
        return figures;
    }
}
