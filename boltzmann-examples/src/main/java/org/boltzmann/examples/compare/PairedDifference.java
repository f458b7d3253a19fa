package org.boltzmann.examples.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * By how much one variant differs from another in one figure, seed by seed: what the seeds have in common (the division of the
 * data, which labels are known) cancels.
 *
 * <p>The 95 % interval is d ± t s/√n, with d the mean and s the deviation of the n differences and t the 0.975 quantile of Student's
 * distribution with n − 1 degrees of freedom.
 *
 * @param mean d
 * @param low lower end of the interval
 * @param high upper end of the interval
 * @param seeds n, at least 2
 */
public record PairedDifference(double mean, double low, double high, int seeds) {

    private static final double QUANTILE = 0.975;

    /**
     * The differences of one figure.
     *
     * @param one a variant
     * @param other what it is compared with
     * @param figure the figure
     * @return one less the other; none where fewer than two seeds have a figure of both
     */
    public static Optional<PairedDifference> of(Row one, Row other, Figure figure) {
        Map<Long, Double> others = new LinkedHashMap<>();
        other.done().forEach(cell -> others.put(cell.seed(), other.figure(figure, cell)));
        List<Double> differences = new ArrayList<>();
        for (Cell.Done cell : one.done()) {
            differences.add(one.figure(figure, cell) - others.getOrDefault(cell.seed(), Double.NaN));
        }
        return Summary.of(differences).filter(all -> all.seeds() > 1).map(PairedDifference::of);
    }

    private static PairedDifference of(Summary differences) {
        int n = differences.seeds();
        double half = TDistribution.of(n - 1).inverseCumulativeProbability(QUANTILE)
                * differences.standardError().orElseThrow();
        return new PairedDifference(differences.mean(), differences.mean() - half, differences.mean() + half, n);
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("mean", mean);
        figures.put("low", low);
        figures.put("high", high);
        figures.put("seeds", seeds);
        return figures;
    }
}
