package org.boltzmann.examples.compare;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What no machine can exceed on some examples: what the distribution of these examples themselves reaches, each with the probability
 * of its frequency.
 *
 * <p>Its mean log-likelihood is −H, H the entropy of the frequencies, and what a machine p lacks of it is KL(examples || p). Taking the most
 * frequent class of each values is right as often as can be (Bayes).
 *
 * @param logLikelihood −H, in nats
 * @param error fraction of the examples that are not of the most frequent class of their values; not a number without labels
 */
public record Optimum(double logLikelihood, double error) {

    /**
     * That of labelled or unlabelled examples.
     *
     * @param values the values of each example, equal where they are the same
     * @param labels the label of each; empty if there are none
     * @return the optimum
     */
    public static Optimum of(List<String> values, List<Integer> labels) {
        Map<String, Map<Integer, Integer>> counts = new HashMap<>();
        for (int j = 0; j < values.size(); j++) {
            counts.computeIfAbsent(values.get(j), value -> new HashMap<>())
                    .merge(labels.isEmpty() ? 0 : labels.get(j), 1, Integer::sum);
        }
        double n = values.size();
        double logLikelihood = 0;
        int right = 0;
        for (Map<Integer, Integer> classes : counts.values()) {
            int most = 0;
            for (int count : classes.values()) {
                logLikelihood += count / n * Math.log(count / n);
                most = Math.max(most, count);
            }
            right += most;
        }
        return new Optimum(logLikelihood, labels.isEmpty() ? Double.NaN : 1 - right / n);
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("log-likelihood", logLikelihood);
        figures.put("error", Double.isNaN(error) ? null : error);
        return figures;
    }
}
