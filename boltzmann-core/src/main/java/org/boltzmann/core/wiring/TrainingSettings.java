package org.boltzmann.core.wiring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.train.ContrastiveDivergence;
import org.boltzmann.core.train.ExactNegativePhase;
import org.boltzmann.core.train.MaximumLikelihood;
import org.boltzmann.core.train.NegativePhase;
import org.boltzmann.core.train.Objective;
import org.boltzmann.core.train.Optimizer;
import org.boltzmann.core.train.Penalty;
import org.boltzmann.core.train.PersistentContrastiveDivergence;
import org.boltzmann.core.train.PositivePhase;
import org.boltzmann.core.train.PositivePhases;
import org.boltzmann.core.train.Schedule;
import org.boltzmann.core.train.SparsityTarget;

/**
 * How a machine is trained, as settings say it.
 *
 * @param epochs number of epochs
 * @param batchSize examples in a mini-batch
 * @param positivePhase a name of {@link PositivePhases}
 * @param positiveSweeps sweeps of a sampled positive phase, at most as many rounds of mean field
 * @param negativePhase {@code cd}, {@code pcd} or {@code exact}
 * @param negativeSweeps sweeps of a sampled negative phase, the k of CD-k
 * @param chains persistent chains
 * @param optimizer the optimizer
 * @param sparsityGroup the group with a sparsity target
 * @param sparsityTarget mean activity wanted
 * @param sparsityCost weight of the sparsity target, 0 for none
 */
public record TrainingSettings(
        int epochs,
        int batchSize,
        String positivePhase,
        int positiveSweeps,
        String negativePhase,
        int negativeSweeps,
        int chains,
        Optimizer optimizer,
        String sparsityGroup,
        double sparsityTarget,
        double sparsityCost) {

    /**
     * Every setting read here, with a line that says what it is.
     *
     * @return descriptions by key
     */
    public static Map<String, String> documentation() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("epochs", "number of times the data are gone through");
        lines.put("batch-size", "examples in a mini-batch");
        lines.put(
                "positive-phase",
                "exact; mean-field or gibbs where hidden units depend on each other; auto: exact or else mean-field");
        lines.put("positive-phase.sweeps", "sweeps of the positive phase gibbs, most rounds of mean-field");
        lines.put("negative-phase", "cd, pcd, or exact for tiny machines");
        lines.put("negative-phase.sweeps", "k of CD-k and PCD-k");
        lines.put("negative-phase.chains", "persistent chains of pcd");
        lines.put("optimizer", "sgd or adam");
        lines.put("momentum", "of sgd, 0 to less than 1");
        lines.put("momentum.kind", "classical or nesterov");
        lines.put("learning-rate", "at the beginning; learning-rate.v.bias for one parameter, and so on");
        lines.put(
                "learning-rate.schedule",
                "constant; linear, to 0 at the horizon; exponential, halved at every horizon");
        lines.put("learning-rate.horizon", "in epochs, or the word epochs for the length of the run");
        lines.put(
                "l2",
                "weight decay of interactions; l2.v.bias replaces it for one parameter, and so on for l1, max-norm");
        lines.put("l1", "penalty that makes weights exactly 0");
        lines.put("max-norm", "largest norm of a unit's incoming weights, 0 for no limit");
        lines.put("sparsity.group", "group with a sparsity target");
        lines.put("sparsity.target", "mean activity wanted");
        lines.put("sparsity.cost", "weight of the sparsity target, 0 for none");
        return lines;
    }

    /**
     * Reads the settings; what is wrong is noted in them.
     *
     * @param settings the settings
     * @return how to train
     */
    public static TrainingSettings from(Settings settings) {
        int epochs = settings.count("epochs", 10, 0);
        int batchSize = settings.count("batch-size", 100, 1);
        return new TrainingSettings(
                epochs,
                batchSize,
                settings.choice(
                        "positive-phase", "exact", PositivePhases.names().toArray(String[]::new)),
                settings.count("positive-phase.sweeps", 10, 1),
                settings.choice("negative-phase", "pcd", "cd", "pcd", "exact"),
                settings.count("negative-phase.sweeps", 1, 1),
                settings.count("negative-phase.chains", batchSize, 1),
                optimizer(settings, epochs),
                settings.text("sparsity.group", "h"),
                settings.number("sparsity.target", 0.1, Double::isFinite, "a number"),
                settings.notNegative("sparsity.cost", 0));
    }

    private static Optimizer optimizer(Settings settings, int epochs) {
        double rate = settings.notNegative("learning-rate", 0.05);
        String schedule = settings.choice("learning-rate.schedule", "constant", "constant", "linear", "exponential");
        double horizon = horizon(settings, epochs);
        Optimizer optimizer = optimizer(settings, schedule(schedule, rate, horizon));
        for (Map.Entry<String, Double> own :
                settings.perParameter("learning-rate").entrySet()) {
            optimizer = optimizer.withLearningRate(own.getKey(), schedule(schedule, own.getValue(), horizon));
        }
        for (Penalty penalty : penalties(settings)) {
            optimizer = optimizer.withPenalty(penalty);
        }
        return optimizer;
    }

    private static double horizon(Settings settings, int epochs) {
        double whole = Math.max(1, epochs);
        if (settings.text("learning-rate.horizon", "epochs").equals("epochs")) {
            return whole;
        }
        return settings.number(
                "learning-rate.horizon", whole, x -> x > 0, "a number of epochs above 0, or the word epochs");
    }

    private static Schedule schedule(String kind, double rate, double horizon) {
        return switch (kind) {
            case "linear" -> Schedule.linear(rate, 0, horizon);
            case "exponential" -> Schedule.exponential(rate, horizon);
            default -> Schedule.constant(rate);
        };
    }

    private static Optimizer optimizer(Settings settings, Schedule rate) {
        String rule = settings.choice("optimizer", "sgd", "sgd", "adam");
        double momentum = settings.number("momentum", 0, x -> x >= 0 && x < 1, "a number from 0 to less than 1");
        String kind = settings.choice("momentum.kind", "classical", "classical", "nesterov");
        if (rule.equals("adam")) {
            if (momentum > 0) {
                settings.problem("momentum is " + momentum + " but optimizer adam has its own; leave it out");
            }
            return Optimizer.adam(rate);
        }
        Optimizer sgd = Optimizer.sgd(rate);
        if (momentum == 0) {
            return sgd;
        }
        return kind.equals("nesterov")
                ? sgd.withNesterovMomentum(Schedule.constant(momentum))
                : sgd.withMomentum(momentum);
    }

    private static List<Penalty> penalties(Settings settings) {
        List<Penalty> penalties = new ArrayList<>();
        addIfPositive(penalties, Penalty.l2(settings.notNegative("l2", 0)));
        addIfPositive(penalties, Penalty.l1(settings.notNegative("l1", 0)));
        settings.perParameter("l2")
                .forEach((name, value) -> penalties.add(Penalty.l2(value).on(name)));
        settings.perParameter("l1")
                .forEach((name, value) -> penalties.add(Penalty.l1(value).on(name)));
        double norm = settings.notNegative("max-norm", 0);
        if (norm > 0) {
            penalties.add(Penalty.maxNorm(norm));
        }
        settings.perParameter("max-norm")
                .forEach((name, value) -> penalties.add(Penalty.maxNorm(value > 0 ? value : Double.POSITIVE_INFINITY)
                        .on(name)));
        return penalties;
    }

    private static void addIfPositive(List<Penalty> penalties, Penalty penalty) {
        if (penalty.strength() > 0) {
            penalties.add(penalty);
        }
    }

    /**
     * The objective these settings describe.
     *
     * @param machine the machine to be trained
     * @param observed the groups that the data give
     * @return maximum likelihood, with a sparsity target if its cost is not 0
     * @throws IllegalArgumentException if the phases don't fit the machine
     */
    public Objective objective(BoltzmannMachine machine, List<Group> observed) {
        PositivePhase positive = PositivePhases.choose(positivePhase, machine, observed, positiveSweeps)
                .phase();
        NegativePhase negative = switch (negativePhase) {
            case "cd" -> new ContrastiveDivergence(machine, negativeSweeps);
            case "exact" -> new ExactNegativePhase(machine);
            default -> new PersistentContrastiveDivergence(machine, negativeSweeps, chains);
        };
        Objective likelihood = new MaximumLikelihood(positive, negative);
        if (sparsityCost == 0) {
            return likelihood;
        }
        return likelihood.plus(
                new SparsityTarget(machine, machine.group(sparsityGroup), sparsityTarget).times(sparsityCost));
    }
}
