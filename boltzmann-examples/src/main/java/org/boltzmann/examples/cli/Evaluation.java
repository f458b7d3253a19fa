package org.boltzmann.examples.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.estimate.AnnealedImportanceSampling;
import org.boltzmann.core.estimate.LogLikelihood;
import org.boltzmann.core.estimate.LogPartitionEstimate;
import org.boltzmann.core.estimate.MeanFieldBound;
import org.boltzmann.core.estimate.PseudoLogLikelihood;
import org.boltzmann.core.estimate.ReconstructionError;
import org.boltzmann.core.wiring.Settings;

/**
 * How a machine is measured, as settings say it.
 *
 * @param logPartition {@code auto}, {@code ais}, {@code exact} or {@code both}
 * @param chains chains of annealed importance sampling
 * @param betas number of inverse temperatures
 * @param contexts number of examples whose own log Z is annealed, where it depends on a context
 * @param contextBetas number of inverse temperatures then
 * @param contextsGiven whether that number was asked for; of sequences otherwise all frames are measured
 * @param watched frames of sequences measured after each epoch
 */
record Evaluation(
        String logPartition,
        int chains,
        int betas,
        int contexts,
        int contextBetas,
        boolean contextsGiven,
        int watched) {

    private static final int COLUMNS = 500;
    private static final double AUTOMATIC_BITS = 16;

    private static final int CONTEXT_BETAS = 1000;

    /** More states of hidden units than this are not summed for each of thousands of examples. */
    private static final double SUMMED_BITS = 10;

    private static final String WATCHED = "ais.watched-frames";
    private static final int FRAMES = 200;
    private static final int WATCHING_CHAINS = 20;
    private static final int WATCHING_BETAS = 200;

    static Map<String, String> documentation() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put(
                "log-partition",
                "of the log-likelihood: exact, ais, both, or auto (exact for up to 2^16 joint states)");
        lines.put("ais.chains", "chains of annealed importance sampling");
        lines.put(
                "ais.betas",
                "inverse temperatures of annealed importance sampling: 3000 after training, 10000 in evaluate; 1000"
                        + " for a log Z of each context");
        lines.put(
                "ais.contexts",
                "examples measured where each has a context, and so a log Z of its own that is annealed: the first so"
                        + " many; of sequences all by default, else so many frames at equal distances");
        lines.put(
                WATCHED,
                "of a machine that reads sequences: frames whose log-likelihood is annealed after each epoch, by 20 chains over 200"
                        + " temperatures; 0 for none");
        lines.put(Warnings.SETTING, "of train: whether it tells of signs that training goes wrong, yes or no");
        return lines;
    }

    static Evaluation from(Settings settings, int betas) {
        return new Evaluation(
                settings.choice("log-partition", "auto", "auto", "ais", "exact", "both"),
                settings.count("ais.chains", 100, 2),
                settings.count("ais.betas", betas, 2),
                settings.count("ais.contexts", 100, 1),
                settings.find("ais.betas").isPresent() ? settings.count("ais.betas", betas, 2) : CONTEXT_BETAS,
                settings.find("ais.contexts").isPresent(),
                settings.find(WATCHED).isPresent() ? settings.count(WATCHED, FRAMES, 0) : FRAMES);
    }

    /** How it is measured after each epoch: fewer frames, and shorter annealing. */
    Evaluation whileTraining() {
        return new Evaluation("auto", WATCHING_CHAINS, WATCHING_BETAS, watched, WATCHING_BETAS, true, watched);
    }

    /** One metric over all examples, as a table of figures. */
    Map<String, Object> measure(String metric, BoltzmannMachine machine, Presentation data, RandomKey key) {
        if (!metric.equals("reconstruction-error") && !data.isComplete()) {
            throw new DataException("data set " + data.data().name() + " has missing values, over which no " + metric
                    + " sums; measure the reconstruction-error, or fill them in");
        }
        if (!metric.equals("reconstruction-error") && data.holdsMeans()) {
            throw new DataException("data set " + data.data().name() + " is shown as means of units, which have no "
                    + metric
                    + "; measure the reconstruction-error, or use a machine trained with the encoding bernoulli"
                    + " or threshold");
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        switch (metric) {
            case "log-likelihood" -> addLogLikelihood(machine, data, key, figures);
            case "pseudo-log-likelihood" -> figures.put("mean", pseudoLogLikelihood(machine, data, key));
            default -> figures.put("mean", reconstructionError(machine, data, key));
        }
        return figures;
    }

    static double pseudoLogLikelihood(BoltzmannMachine machine, Presentation data, RandomKey key) {
        PseudoLogLikelihood pseudo = Fitting.of(() -> new PseudoLogLikelihood(
                machine, data.observed(), data.observed().get(0)));
        return mean(machine, data, key, (x, part) -> pseudo.estimate(x, part));
    }

    static double reconstructionError(BoltzmannMachine machine, Presentation data, RandomKey key) {
        ReconstructionError error =
                new ReconstructionError(machine, data.observed().get(0));
        return mean(machine, data, key, error::of);
    }

    private interface PerColumn {
        double[] of(State x, RandomKey key);
    }

    private static double mean(BoltzmannMachine machine, Presentation data, RandomKey key, PerColumn measure) {
        double sum = 0;
        int part = 0;
        for (State x : data.parts(machine, COLUMNS, key)) {
            for (double value : measure.of(x, key.at(part))) {
                sum += value;
            }
            part++;
        }
        return sum / data.size();
    }

    private void addLogLikelihood(
            BoltzmannMachine machine, Presentation data, RandomKey key, Map<String, Object> figures) {
        List<Group> observed = data.observed();
        if (isConditional(machine)) {
            addConditionalLogLikelihood(machine, data, key, figures);
            return;
        }
        Optional<Marginal> enumerable = enumerable(machine);
        boolean small = enumerable.isPresent() && enumerable.get().enumeratedBits() <= AUTOMATIC_BITS;
        boolean exact = !logPartition.equals("ais") && (small || !logPartition.equals("auto"));
        boolean annealed = logPartition.equals("ais") || logPartition.equals("both") || !exact;
        Map<String, Object> partition = new LinkedHashMap<>();
        LogPartitionEstimate used = null;
        if (annealed) {
            AnnealedImportanceSampling sampling = AnnealedImportanceSampling.of(machine, data.means(key.at("means")));
            LogPartitionEstimate estimate =
                    sampling.run(chains, AnnealedImportanceSampling.uniformBetas(betas), key.at("ais"));
            used = estimate;
            partition.put("method", "ais");
            partition.put("value", estimate.value());
            partition.put("standard-error", estimate.standardError());
            partition.put("bias", estimate.bias());
            partition.put("deviation-of-log-weights", estimate.deviation());
            partition.put("chains", chains);
            partition.put("betas", betas);
        }
        if (exact) {
            LogPartitionEstimate enumerated = Fitting.of(() -> LogPartitionEstimate.exact(machine));
            double value = enumerated.value();
            if (used != null) {
                partition.put("exact", value);
                partition.put("difference-in-standard-errors", (used.value() - value) / used.standardError());
            } else {
                partition.put("method", "exact");
                partition.put("value", value);
            }
            used = enumerated;
        }
        boolean bounded = !canSumOut(machine, observed);
        Iterable<State> parts = data.parts(machine, COLUMNS, key);
        LogLikelihood likelihood = bounded
                ? LogLikelihood.atLeast(new MeanFieldBound(machine, observed), parts, used)
                : LogLikelihood.of(machine, observed, parts, used);
        figures.put("mean", likelihood.mean());
        figures.put("of", of(observed));
        figures.put("bound", bounded ? "lower, by mean field" : "none");
        figures.put("standard-error", likelihood.standardError());
        figures.put("bias", likelihood.bias());
        figures.put("spread", likelihood.spread());
        figures.put("log-partition", partition);
    }

    /** Whether hidden units can be summed out exactly; if not there is no pseudo-likelihood, and the likelihood is bounded. */
    static boolean canSumOut(BoltzmannMachine machine, List<Group> observed) {
        try {
            return Marginal.keeping(machine, observed).enumeratedBits() <= SUMMED_BITS;
        } catch (IllegalArgumentException e) {
            return false; // the message says which term joins them; a bound needs no reason
        }
    }

    /** Whether the likelihood is measured after each training: states that are all there, and no log Z to be annealed for each example. */
    static boolean canMeasureLikelihood(BoltzmannMachine machine, Presentation data) {
        boolean small = enumerable(machine)
                .filter(all -> all.enumeratedBits() <= SUMMED_BITS)
                .isPresent();
        return data.isComplete() && !data.holdsMeans() && (small || !isConditional(machine));
    }

    private static boolean isConditional(BoltzmannMachine machine) {
        return machine.groups().stream().anyMatch(group -> group.type().isContext());
    }

    /** Each example has a log Z of its own: enumerated where that is cheap, else annealed, of some examples. */
    private void addConditionalLogLikelihood(
            BoltzmannMachine machine, Presentation data, RandomKey key, Map<String, Object> figures) {
        List<Group> observed = data.observed();
        boolean small = enumerable(machine)
                .filter(all -> all.enumeratedBits() <= SUMMED_BITS)
                .isPresent();
        boolean exact = !logPartition.equals("ais") && (small || !logPartition.equals("auto"));
        boolean annealed = !logPartition.equals("exact") && (!exact || logPartition.equals("both"));
        Map<String, Object> partition = new LinkedHashMap<>();
        LogLikelihood likelihood = null;
        if (annealed) {
            AnnealedImportanceSampling sampling = AnnealedImportanceSampling.of(machine, data.means(key.at("means")));
            double[] deviation = {0};
            int[] parts = {0};
            likelihood =
                    Fitting.of(() -> LogLikelihood.conditional(machine, observed, some(machine, data, key), part -> {
                        List<LogPartitionEstimate> estimates = sampling.run(
                                part,
                                chains,
                                AnnealedImportanceSampling.uniformBetas(contextBetas),
                                parts[0] == 0 ? key.at("ais") : key.at("ais").at(parts[0]));
                        parts[0]++;
                        deviation[0] += estimates.stream()
                                .mapToDouble(LogPartitionEstimate::deviation)
                                .sum();
                        return estimates;
                    }));
            partition.put("method", "ais, for each context");
            partition.put("mean-deviation-of-log-weights", deviation[0] / likelihood.examples());
            partition.put("chains", chains);
            partition.put("betas", contextBetas);
        } else {
            partition.put("method", "exact, for each context");
        }
        if (exact) {
            Iterable<State> parts = annealed ? some(machine, data, key) : data.parts(machine, COLUMNS, key);
            LogLikelihood enumerated = Fitting.of(() -> LogLikelihood.conditional(machine, observed, parts));
            if (annealed) {
                partition.put("annealed-mean", likelihood.mean());
                partition.put(
                        "difference-in-standard-errors",
                        (likelihood.mean() - enumerated.mean()) / likelihood.standardError());
            }
            likelihood = enumerated;
        }
        figures.put("mean", likelihood.mean());
        figures.put("of", of(observed) + ", given the context");
        figures.put("bound", "none");
        figures.put("standard-error", likelihood.standardError());
        figures.put("bias", likelihood.bias());
        figures.put("spread", likelihood.spread());
        figures.put("standard-error-over-examples", likelihood.spread() / Math.sqrt(likelihood.examples()));
        figures.put("measured-examples", likelihood.examples());
        figures.put("log-partition", partition);
    }

    /** The first examples, as many as have their own log Z annealed; of sequences all frames, or some spread over all. */
    private List<State> some(BoltzmannMachine machine, Presentation data, RandomKey key) {
        if (machine.network().isPresent()) {
            return SpreadFrames.of(machine, data, contextsGiven ? contexts : data.size(), key);
        }
        return List.of(data.parts(machine, Math.min(contexts, data.size()), key)
                .iterator()
                .next());
    }

    private static String of(List<Group> observed) {
        boolean finite =
                observed.stream().noneMatch(group -> group.type().states().isEmpty());
        return finite ? "probability" : "density of the values as encoded";
    }

    private static Optional<Marginal> enumerable(BoltzmannMachine machine) {
        try {
            return Optional.of(Marginal.summingAll(machine));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // too many joint states, as its message would say
        }
    }

    /** One line for a person. */
    static String describe(String metric, Map<String, Object> figures) {
        StringBuilder text = new StringBuilder(metric.replace('-', ' '));
        boolean bounded = figures.containsKey("bound") && !figures.get("bound").equals("none");
        text.append(String.format(Locale.ROOT, "%s %.4f", bounded ? " at least" : "", number(figures, "mean")));
        if (figures.get("log-partition") instanceof Map<?, ?> partition) {
            text.append(
                    figures.get("of").toString().startsWith("probability")
                            ? " nats"
                            : " nats, of the density of the values as scaled and encoded");
            if (partition.get("method").equals("ais")) {
                text.append(String.format(
                        Locale.ROOT,
                        " (log Z %.3f +- %.3f by annealing %.0f chains over %.0f temperatures; log-weights deviate by"
                                + " %.2f)",
                        number(partition, "value"),
                        number(partition, "standard-error"),
                        number(partition, "chains"),
                        number(partition, "betas"),
                        number(partition, "deviation-of-log-weights")));
            } else if (partition.containsKey("value")) {
                text.append(String.format(Locale.ROOT, " (log Z %.3f, exact)", number(partition, "value")));
            } else {
                text.append(conditional(figures, partition));
            }
            if (partition.containsKey("exact")) {
                text.append(String.format(
                        Locale.ROOT,
                        "%nexact log Z %.4f: the estimate is off by %.2f standard errors",
                        number(partition, "exact"),
                        number(partition, "difference-in-standard-errors")));
            }
        }
        return text.toString();
    }

    /** The error over examples holds the error of each log Z, which is told beside it. */
    private static String conditional(Map<String, Object> figures, Map<?, ?> partition) {
        String errors = String.format(
                Locale.ROOT,
                ", +- %.4f over %.0f examples",
                number(figures, "standard-error-over-examples"),
                number(figures, "measured-examples"));
        String exact = " given the context (log Z exact for each)" + errors;
        if (!partition.containsKey("chains")) {
            return exact;
        }
        String annealed = String.format(
                Locale.ROOT,
                "%.0f chains over %.0f temperatures for each; log-weights deviate by %.2f",
                number(partition, "chains"),
                number(partition, "betas"),
                number(partition, "mean-deviation-of-log-weights"));
        if (partition.containsKey("annealed-mean")) {
            return exact
                    + String.format(
                            Locale.ROOT,
                            "%nannealed %.4f, by %s: off by %.2f standard errors",
                            number(partition, "annealed-mean"),
                            annealed,
                            number(partition, "difference-in-standard-errors"));
        }
        return " given the context (log Z annealed for each)"
                + errors
                + String.format(
                        Locale.ROOT,
                        "; of that +- %.4f, and a bias of about %+.4f, by annealing %s",
                        number(figures, "standard-error"),
                        number(figures, "bias"),
                        annealed);
    }

    private static double number(Map<?, ?> figures, String key) {
        return ((Number) figures.get(key)).doubleValue();
    }
}
