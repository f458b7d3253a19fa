package org.boltzmann.core.wiring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.train.NegativePhase;
import org.boltzmann.core.train.Objective;
import org.boltzmann.core.train.Optimizer;
import org.boltzmann.core.train.Penalty;
import org.boltzmann.core.train.PositivePhase;
import org.boltzmann.core.train.Schedule;

/**
 * How a machine is trained, as settings say it.
 *
 * @param epochs number of epochs
 * @param batchSize examples in a mini-batch
 * @param positivePhase makes the positive phase
 * @param negativePhase makes the negative phase
 * @param objective makes the objective
 * @param optimizer the optimizer
 * @param sequences how machines that read sequences are trained
 * @param sparsity a target for the activity of hidden units
 */
public record TrainingSettings(
        int epochs,
        int batchSize,
        Function<Subject, ? extends PositivePhase> positivePhase,
        Function<Subject, ? extends NegativePhase> negativePhase,
        Function<Learning, ? extends Objective> objective,
        Optimizer optimizer,
        SequenceSettings sequences,
        Sparsity sparsity) {

    static final int EPOCHS = 10;
    static final int BATCH_SIZE = 100;

    /**
     * Every setting read here, with a line that says what it is.
     *
     * @param catalog what can be named
     * @return descriptions by key
     */
    public static Map<String, String> documentation(Catalog catalog) {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("epochs", "number of times the data are gone through");
        lines.put("batch-size", "examples in a mini-batch; sequences or windows, where a network reads sequences");
        document(lines, "objective", catalog.objectives());
        document(lines, "positive-phase", catalog.positivePhases());
        document(lines, "negative-phase", catalog.negativePhases());
        document(lines, "optimizer", catalog.optimizers());
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
        lines.putAll(SequenceSettings.documentation());
        Sparsity.document(lines);
        return lines;
    }

    private static void document(Map<String, String> lines, String key, Map<String, ? extends Choice<?, ?>> choices) {
        List<String> words = new ArrayList<>();
        choices.forEach((name, choice) -> words.add(name + " (" + choice.description() + ")"));
        lines.put(key, String.join("; ", words));
        choices.values().forEach(choice -> new TreeMap<>(choice.settings()).forEach(lines::putIfAbsent));
    }

    /**
     * Reads the settings; what is wrong is noted in them.
     *
     * @param settings the settings
     * @param catalog what can be named
     * @return how to train
     */
    public static TrainingSettings from(Settings settings, Catalog catalog) {
        int epochs = settings.count("epochs", EPOCHS, 0);
        int batchSize = settings.count("batch-size", BATCH_SIZE, 1);
        return new TrainingSettings(
                epochs,
                batchSize,
                chosen(settings, "positive-phase", "auto", catalog.positivePhases()),
                chosen(settings, "negative-phase", "pcd", catalog.negativePhases()),
                chosen(settings, "objective", "likelihood", catalog.objectives()),
                optimizer(settings, catalog, epochs),
                SequenceSettings.from(settings),
                Sparsity.from(settings));
    }

    /** The settings of what is not chosen stay allowed: a choice is swapped by its own word alone. */
    private static <C, T> Function<C, ? extends T> chosen(
            Settings settings, String key, String otherwise, Map<String, Choice<C, T>> choices) {
        choices.values().forEach(choice -> settings.allow(choice.settings().keySet()));
        return settings.one(key, otherwise, choices).read().apply(settings);
    }

    private static Optimizer optimizer(Settings settings, Catalog catalog, int epochs) {
        double rate = settings.notNegative("learning-rate", 0.05);
        String schedule = settings.choice("learning-rate.schedule", "constant", "constant", "linear", "exponential");
        double horizon = horizon(settings, epochs);
        Optimizer optimizer =
                chosen(settings, "optimizer", "sgd", catalog.optimizers()).apply(schedule(schedule, rate, horizon));
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
     * @param subject what is to be trained
     * @return the objective named, with a sparsity target if its cost is not 0, and through time where a network computes a context
     * @throws IllegalArgumentException if the phases don't fit the machine
     */
    public Objective objective(Subject subject) {
        return sequences.through(subject, still(subject));
    }

    private Objective still(Subject subject) {
        BoltzmannMachine machine = subject.machine();
        AtomicBoolean hasPositivePhase = new AtomicBoolean();
        Learning learning = new Learning(
                subject,
                () -> {
                    hasPositivePhase.set(true);
                    return sparsity.in(positivePhase.apply(subject), machine);
                },
                () -> negativePhase.apply(subject));
        Objective named = objective.apply(learning);
        sparsity.checkActs(hasPositivePhase.get(), named);
        return sparsity.beside(named, machine);
    }
}
