package org.boltzmann.examples.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
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
    private static final int MOST_CHAINS = 100_000;
    private static final int MOST_BETAS = 10_000_000;

    /** More states of hidden units than this are not summed for each of thousands of examples. */
    private static final double SUMMED_BITS = 10;

    /** Multiplications for which a pseudo-log-likelihood is exact: about a second. */
    private static final double EXACT_COST = 1L << 32;

    /** One context in so many may have a log Z with a doubt of its own. */
    private static final int DOUBTFUL = 20;

    private static final String REFUSED = "refused";

    private static final LogPartitionEstimate NO_ERROR = new LogPartitionEstimate(0, 0, 0, 0, 0);

    private static final String WATCHED = "ais.watched-frames";
    private static final int FRAMES = 200;
    private static final int WATCHING_CHAINS = 20;
    private static final int WATCHING_BETAS = 200;

    static Map<String, String> documentation() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put(
                "log-partition",
                "of the log-likelihood: exact, ais (annealed: an estimate from below, so that the likelihood is one from above), both, or"
                        + " auto (exact for up to 2^16 joint states)");
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
        lines.put(TrainCommand.PICTURE, "of train: whether a picture is drawn beside the model, yes or no");
        return lines;
    }

    static Evaluation from(Settings settings, int betas) {
        return new Evaluation(
                settings.choice("log-partition", "auto", "auto", "ais", "exact", "both"),
                bounded(settings, "ais.chains", 100, MOST_CHAINS),
                bounded(settings, "ais.betas", betas, MOST_BETAS),
                settings.count("ais.contexts", 100, 1),
                settings.find("ais.betas").isPresent()
                        ? bounded(settings, "ais.betas", betas, MOST_BETAS)
                        : CONTEXT_BETAS,
                settings.find("ais.contexts").isPresent(),
                settings.find(WATCHED).isPresent() ? settings.count(WATCHED, FRAMES, 0) : FRAMES);
    }

    /** What a machine of a few units takes in memory, whose chains are kept side by side. */
    private static int bounded(Settings settings, String key, int otherwise, int most) {
        return (int) settings.number(
                key,
                otherwise,
                x -> x == Math.rint(x) && x >= 2 && x <= most,
                String.format(Locale.ROOT, "a whole number from 2 to %,d", most));
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
            case "pseudo-log-likelihood" -> addPseudoLogLikelihood(machine, data, key, figures);
            default -> {
                Sample errors = reconstructionErrors(machine, data, key);
                figures.put("mean", Overflow.check("the " + metric, errors.mean()));
                figures.put("standard-error-over-examples", errors.standardError());
            }
        }
        return figures;
    }

    /** Of all units where that costs little, else of one unit of each example, drawn at random. */
    private static void addPseudoLogLikelihood(
            BoltzmannMachine machine, Presentation data, RandomKey key, Map<String, Object> figures) {
        Group group = data.observed().get(0);
        PseudoLogLikelihood pseudo = pseudo(machine, data);
        double perExample = (double) group.blocks()
                * group.type().states().size()
                * machine.parameters().stream()
                        .mapToDouble(parameter -> parameter.length())
                        .sum();
        boolean exact = data.size() * perExample <= EXACT_COST;
        Sample sample = exact
                ? sample(machine, data, key, (x, part) -> pseudo.of(x))
                : sample(machine, data, key, pseudo::estimate);
        figures.put("mean", Overflow.check("the pseudo-log-likelihood", sample.mean()));
        figures.put("units", exact ? "all" : "one drawn of each example");
        figures.put("standard-error-over-examples", sample.standardError());
    }

    private static PseudoLogLikelihood pseudo(BoltzmannMachine machine, Presentation data) {
        return Fitting.of(() -> new PseudoLogLikelihood(
                machine, data.observed(), data.observed().get(0)));
    }

    /** An estimate from one unit of each example, drawn at random. */
    static double pseudoLogLikelihood(BoltzmannMachine machine, Presentation data, RandomKey key) {
        return sample(machine, data, key, pseudo(machine, data)::estimate).mean();
    }

    static double reconstructionError(BoltzmannMachine machine, Presentation data, RandomKey key) {
        return reconstructionErrors(machine, data, key).mean();
    }

    private static Sample reconstructionErrors(BoltzmannMachine machine, Presentation data, RandomKey key) {
        return sample(
                machine,
                data,
                key,
                new ReconstructionError(machine, data.observed().get(0))::of);
    }

    private interface PerColumn {
        double[] of(State x, RandomKey key);
    }

    /** A mean over examples, and its error s/√n as that of a sample, which what is drawn for each example adds to. */
    private record Sample(double mean, double standardError) {}

    private static Sample sample(BoltzmannMachine machine, Presentation data, RandomKey key, PerColumn measure) {
        double sum = 0;
        double squares = 0;
        int part = 0;
        int n = 0;
        for (State x : data.parts(machine, COLUMNS, key)) {
            double[] values = measure.of(x, key.at(part));
            for (int j = 0; j < values.length; j++) {
                if (!Double.isNaN(values[j]) || isGiven(x, data.observed().get(0), j)) {
                    sum += values[j];
                    squares += values[j] * values[j];
                    n++;
                }
            }
            part++;
        }
        double mean = sum / n;
        double variance = n > 1 ? Math.max(0, (squares - n * mean * mean) / (n - 1)) : 0;
        return new Sample(mean, Math.sqrt(variance / n));
    }

    /** Whether any unit of an example is given; of nothing there is no error. */
    private static boolean isGiven(State x, Group group, int column) {
        return IntStream.range(0, group.size()).anyMatch(unit -> x.isClamped(group, unit, column));
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
            LogPartitionEstimate estimate = sampling.run(
                    chains,
                    AnnealedImportanceSampling.uniformBetas(betas),
                    key.at("ais"),
                    observed,
                    data.parts(machine, COLUMNS, key));
            used = estimate;
            partition.put("method", "ais");
            partition.put("value", estimate.value());
            partition.put("standard-error", estimate.standardError());
            partition.put("bias", estimate.bias());
            partition.put("deviation-of-log-weights", estimate.deviation());
            partition.put("effective-chains", estimate.effectiveChains());
            partition.put("chains", chains);
            partition.put("betas", betas);
            addTrust(machine, estimate, estimate.doubt(), exact, partition);
        }
        if (exact) {
            LogPartitionEstimate enumerated = Fitting.of(() -> LogPartitionEstimate.exact(machine));
            double value = enumerated.value();
            if (used != null) {
                partition.put("exact", value);
                addDifference(used.value() - value, used.standardError(), partition);
            } else {
                partition.put("method", "exact");
                partition.put("value", value);
                partition.put("trusted", true);
            }
            used = enumerated;
        }
        boolean bounded = !canSumOut(machine, observed);
        Iterable<State> parts = data.parts(machine, COLUMNS, key);
        LogLikelihood likelihood = bounded
                ? LogLikelihood.atLeast(new MeanFieldBound(machine, observed), parts, used)
                : LogLikelihood.of(machine, observed, parts, used);
        addMean(machine, likelihood, used, bounded, figures);
        figures.put("of", of(observed));
        figures.put("bound", bounded ? "lower, by mean field" : "none");
        figures.put("spread", likelihood.spread());
        figures.put("log-partition", partition);
    }

    /** Not where there is no error. */
    private static void addDifference(double difference, double standardError, Map<String, Object> partition) {
        if (standardError > 0) {
            partition.put("difference-in-standard-errors", difference / standardError);
        }
    }

    /** What is known of an annealed log Z beside its error; an exact one beside it is what is used. */
    private static void addTrust(
            BoltzmannMachine machine,
            LogPartitionEstimate estimate,
            Optional<String> doubt,
            boolean exact,
            Map<String, Object> partition) {
        if (Double.isFinite(estimate.atLeast())) {
            partition.put("at-least", estimate.atLeast());
        }
        partition.put("trusted", exact || doubt.isEmpty());
        doubt.ifPresent(why -> {
            partition.put(exact ? "annealing-not-trusted" : "why", why);
            partition.put("remedy", remedy(machine));
        });
    }

    /**
     * Why a log-likelihood cannot be trusted or is refused, and what to do.
     *
     * @param figures what {@link #measure} gave
     * @return a line; none where no reason is known
     */
    static Optional<String> warning(Map<String, Object> figures) {
        if (isRefused(figures)) {
            return Optional.of("warning: no log-likelihood: " + figures.get(REFUSED));
        }
        return figures.get("log-partition") instanceof Map<?, ?> partition
                        && Boolean.FALSE.equals(partition.get("trusted"))
                ? Optional.of("warning: the log-likelihood cannot be trusted and is likely too high: "
                        + partition.get("why") + "; " + partition.get("remedy"))
                : Optional.empty();
    }

    /** Why there is no log-likelihood; empty if there is one. */
    static String refusal(Map<String, Object> figures) {
        return figures.getOrDefault(REFUSED, "").toString();
    }

    /** Whether log Z is larger than what annealing found, whatever its error: there is no log-likelihood, only what it is at most. */
    static boolean isRefused(Map<String, Object> figures) {
        return figures.containsKey(REFUSED);
    }

    private static void addMean(
            BoltzmannMachine machine,
            LogLikelihood likelihood,
            LogPartitionEstimate used,
            boolean bounded,
            Map<String, Object> figures) {
        if (used.isTooLow()) {
            figures.put(
                    REFUSED,
                    used.doubt().orElseThrow() + ", so that the log-likelihood would be too high; " + remedy(machine));
            if (!bounded) {
                figures.put("at-most", likelihood.mean() + used.value() - used.atLeast());
            }
            return;
        }
        figures.put("mean", Overflow.check("the log-likelihood", likelihood.mean()));
        figures.put("standard-error", likelihood.standardError());
        figures.put("bias", likelihood.bias());
    }

    private static String remedy(BoltzmannMachine machine) {
        return enumerable(machine).isPresent()
                ? "take log-partition=exact, or more temperatures (ais.betas) and chains (ais.chains)"
                : "take more temperatures (ais.betas) and chains (ais.chains)";
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
        LogPartitionEstimate used = NO_ERROR;
        if (annealed) {
            AnnealedImportanceSampling sampling = AnnealedImportanceSampling.of(machine, data.means(key.at("means")));
            List<LogPartitionEstimate> all = new ArrayList<>();
            int[] parts = {0};
            likelihood =
                    Fitting.of(() -> LogLikelihood.conditional(machine, observed, some(machine, data, key), part -> {
                        List<LogPartitionEstimate> estimates = sampling.run(
                                part,
                                chains,
                                AnnealedImportanceSampling.uniformBetas(contextBetas),
                                parts[0] == 0 ? key.at("ais") : key.at("ais").at(parts[0]));
                        parts[0]++;
                        all.addAll(estimates);
                        return estimates;
                    }));
            LogPartitionEstimate mean = LogPartitionEstimate.mean(all);
            used = exact ? NO_ERROR : mean;
            partition.put("method", "ais, for each context");
            partition.put("mean-deviation-of-log-weights", mean.deviation());
            partition.put("chains", chains);
            partition.put("betas", contextBetas);
            addTrust(machine, mean, doubt(mean, all), exact, partition);
        } else {
            partition.put("method", "exact, for each context");
            partition.put("trusted", true);
        }
        if (exact) {
            Iterable<State> parts = annealed ? some(machine, data, key) : data.parts(machine, COLUMNS, key);
            LogLikelihood enumerated = Fitting.of(() -> LogLikelihood.conditional(machine, observed, parts));
            if (annealed) {
                partition.put("annealed-mean", likelihood.mean());
                addDifference(likelihood.mean() - enumerated.mean(), likelihood.standardError(), partition);
            }
            likelihood = enumerated;
        }
        addMean(machine, likelihood, used, false, figures);
        figures.put("of", of(observed) + ", given the context");
        figures.put("bound", "none");
        figures.put("spread", likelihood.spread());
        figures.put("standard-error-over-examples", likelihood.spread() / Math.sqrt(likelihood.examples()));
        figures.put("measured-examples", likelihood.examples());
        figures.put("log-partition", partition);
    }

    /** Of a mean over contexts: that it is too low itself, or that more than one in twenty of its log Z has a doubt of its own. */
    private static Optional<String> doubt(LogPartitionEstimate mean, List<LogPartitionEstimate> all) {
        List<String> doubts = all.stream().flatMap(one -> one.doubt().stream()).toList();
        if (mean.isTooLow() || !Double.isFinite(mean.value())) {
            return mean.doubt();
        }
        return doubts.size() * DOUBTFUL <= all.size()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "log Z of %,d of %,d contexts cannot be trusted, of the first since %s",
                        doubts.size(),
                        all.size(),
                        doubts.get(0)));
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
        if (isRefused(figures)) {
            return "no log-likelihood: "
                    + figures.get(REFUSED)
                    + (figures.containsKey("at-most")
                            ? String.format(
                                    Locale.ROOT,
                                    "; the log-likelihood is at most %.4f nats",
                                    number(figures, "at-most"))
                            : "");
        }
        StringBuilder text = new StringBuilder(metric.replace('-', ' '));
        boolean bounded = figures.containsKey("bound") && !figures.get("bound").equals("none");
        text.append(String.format(Locale.ROOT, "%s %.4f", bounded ? " at least" : "", number(figures, "mean")));
        if (figures.containsKey("units")) {
            text.append(" nats");
        }
        if (!metric.equals("log-likelihood")) {
            text.append(String.format(
                    Locale.ROOT, ", +- %.4f over examples", number(figures, "standard-error-over-examples")));
        }
        if (figures.containsKey("units")) {
            text.append(" (")
                    .append(figures.get("units").equals("all") ? "exact" : figures.get("units") + " unit drawn")
                    .append(")");
        }
        if (figures.get("log-partition") instanceof Map<?, ?> partition) {
            text.append(
                    figures.get("of").toString().startsWith("probability")
                            ? " nats"
                            : " nats, of the density of the values as scaled and encoded");
            if (partition.get("method").equals("ais")) {
                text.append(String.format(
                        Locale.ROOT,
                        " (log Z %.3f +- %.3f, from below, by annealing %.0f chains over %.0f temperatures; log-weights"
                                + " deviate by %.2f)",
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
                text.append(String.format(Locale.ROOT, "%nexact log Z %.4f", number(partition, "exact")));
                text.append(off(partition, ": the estimate is off by %.2f standard errors"));
            }
            for (String key : List.of("why", "annealing-not-trusted")) {
                if (partition.containsKey(key)) {
                    text.append(String.format("%nannealing is not to be trusted here: %s", partition.get(key)));
                }
            }
        }
        return text.toString();
    }

    private static String off(Map<?, ?> partition, String format) {
        return partition.containsKey("difference-in-standard-errors")
                ? String.format(Locale.ROOT, format, number(partition, "difference-in-standard-errors"))
                : "";
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
                            "%nannealed %.4f, by %s%s",
                            number(partition, "annealed-mean"),
                            annealed,
                            off(partition, ": off by %.2f standard errors"));
        }
        return " given the context (log Z annealed for each, from below)"
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
