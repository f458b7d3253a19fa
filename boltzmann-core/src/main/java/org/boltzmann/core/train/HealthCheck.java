package org.boltzmann.core.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.estimate.PseudoLogLikelihood;
import org.boltzmann.core.estimate.ReconstructionError;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.sample.GibbsSampler;

/**
 * Looks for signs that training goes wrong; it changes nothing, and each kind of sign is told once for each group,
 * and once that it has gone.
 *
 * <ul>
 *   <li>{@link Kind#CHAINS}: persistent chains that do not mix. Of the observed groups' values x in the chains, before and after at
 *       least {@value #SWEEPS_APART} updates, the mobility is Σ (x' − x)² / Σ 2 s², where s² is the variance of each unit over the
 *       chains at both times: 1 if the later values are independent of the earlier ones, and 1 minus their autocorrelation otherwise;
 *       of binary units it is the share that changed divided by the share that would change between independent draws. A sign is a
 *       mobility below {@value #MOBILITY}, an autocorrelation above 0.9, {@value #IN_A_ROW} times in a row. It says nothing where all
 *       chains agree (s² = 0).
 *   <li>{@link Kind#DEAD}, {@link Kind#SATURATED}: more than half of the units of a binary hidden group have a mean activation below
 *       0.01, or above 0.99, over the watched examples, after {@value #IN_A_ROW} epochs in a row. Looked for where hidden groups are
 *       independent of each other given the data.
 *   <li>{@link Kind#OVERFITTING}: two signs together, {@value #EPOCHS_OPENING} epochs in a row, each beyond {@value #ERRORS} standard errors.
 *       The gap, the mean free energy of the validation examples minus that of as many training examples, has risen since it was
 *       smallest; log Z cancels, so that it is the gap of the log-likelihoods. And the validation examples are explained worse than
 *       they were when they were explained best: their pseudo-log-likelihood has fallen, or where units have infinitely many states
 *       the error of their reconstruction has risen; the gap alone also rises while both log-likelihoods still do. A standard error is that of the mean change over the same examples, √(Σ_parts s²/n). Not looked for
 *       in machines with a context, each of whose cases has a log Z of its own.
 * </ul>
 *
 * <p>It keeps nothing in checkpoints: where training goes on, it begins anew.
 *
 * <p>Source: G. Hinton, "A practical guide to training restricted Boltzmann machines", UTML TR 2010-003, sections 6 and 15.
 */
public final class HealthCheck implements TrainingObserver {

    private static final int SWEEPS_APART = 500;
    private static final double MOBILITY = 0.1;
    private static final int IN_A_ROW = 3;
    private static final double SHARE = 0.5;
    private static final double LOW = 0.01;
    private static final double HIGH = 0.99;
    private static final double ERRORS = 4;
    private static final int EPOCHS_OPENING = 5;
    private static final int COLUMNS = 100;
    private static final int UNITS_DRAWN = 10;

    /** What may go wrong. */
    public enum Kind {
        /** Persistent chains do not mix. */
        CHAINS,
        /** Hidden units are hardly ever on. */
        DEAD,
        /** Hidden units are hardly ever off. */
        SATURATED,
        /** The free energies of validation and training data part. */
        OVERFITTING
    }

    /**
     * A sign that training goes wrong.
     *
     * @param kind what goes wrong
     * @param group the name of the group where it does
     * @param epoch after which it was seen
     * @param over whether the sign, told before, has gone for {@value #IN_A_ROW} looks in a row
     * @param figure the mobility; the share of units that are dead or saturated; the rise of the gap in nats
     */
    public record Warning(Kind kind, String group, int epoch, boolean over, double figure) {}

    private final List<Group> observed;
    private final Presentation learned;
    private final Optional<Presentation> validation;
    private final Optional<State> chains;
    private final RandomKey key;
    private final Consumer<Warning> tell;
    private final Set<String> told = new HashSet<>();
    private final Set<String> over = new HashSet<>();
    private final Map<String, Integer> inARow = new HashMap<>();
    private final Map<Group, Matrix> before = new HashMap<>();
    private int updates;
    private Gap smallest = new Gap(new double[0], new double[0]);
    private double[] best = new double[0];
    private int opening;

    /** Free energies of training and validation examples, one each. */
    private static final class Gap {

        private final double[] own;
        private final double[] held;

        Gap(double[] own, double[] held) {
            this.own = own;
            this.held = held;
        }

        double value() {
            return own.length == 0 ? Double.POSITIVE_INFINITY : mean(held) - mean(own);
        }

        /** By how many standard errors it has risen. */
        double errors(Gap before) {
            double error = Math.sqrt(squaredError(before.own, own) + squaredError(before.held, held));
            return (value() - before.value()) / error;
        }
    }

    /**
     * Watches a training.
     *
     * @param objective what is climbed; its chains are watched if it is a {@link MaximumLikelihood} by persistent chains
     * @param learned some hundred examples that are learned from
     * @param validation as many that are not; empty if there are none
     * @param key of what is random in presenting them
     * @param tell is called for each sign
     */
    public HealthCheck(
            Objective objective,
            Presentation learned,
            Optional<Presentation> validation,
            RandomKey key,
            Consumer<Warning> tell) {
        this.observed = learned.observed();
        this.learned = learned;
        this.validation = validation;
        this.chains = chains(objective);
        this.key = key;
        this.tell = tell;
    }

    private static Optional<State> chains(Objective objective) {
        return objective instanceof MaximumLikelihood likelihood
                        && likelihood.negative() instanceof PersistentContrastiveDivergence persistent
                ? Optional.of(persistent.chains())
                : Optional.empty();
    }

    @Override
    public void stepEnded(TrainingProgress progress) {
        if (chains.isEmpty()) {
            return;
        }
        if (before.isEmpty()) {
            observed.forEach(group -> before.put(group, chains.get().of(group).copy()));
            updates = 0;
        } else if (++updates >= SWEEPS_APART) {
            for (Group group : observed) {
                double mobility = mobility(before.get(group), chains.get().of(group));
                note(Kind.CHAINS, group.name(), progress.epoch(), mobility, mobility < MOBILITY);
            }
            before.clear();
        }
    }

    /**
     * How far chains have moved: Σ (x' − x)² / Σ 2 s².
     *
     * @param from units x chains
     * @param to the same later
     * @return about 1 if they are independent, 0 if nothing moved; NaN if all chains agree at both times
     */
    static double mobility(Matrix from, Matrix to) {
        double moved = 0;
        double expected = 0;
        int n = from.columns();
        for (int i = 0; i < from.rows(); i++) {
            double sum = 0;
            double squares = 0;
            for (int j = 0; j < n; j++) {
                double a = from.get(i, j);
                double b = to.get(i, j);
                moved += (b - a) * (b - a);
                sum += a + b;
                squares += a * a + b * b;
            }
            double mean = sum / (2 * n);
            expected += 2 * n * Math.max(0, squares / (2 * n) - mean * mean);
        }
        return expected > 0 ? moved / expected : Double.NaN;
    }

    @Override
    public void epochEnded(TrainingProgress progress) {
        BoltzmannMachine machine = progress.machine();
        Optional<Marginal> marginal = marginal(machine);
        if (marginal.isEmpty()) {
            return;
        }
        checkUnits(machine, progress.epoch());
        boolean conditional =
                machine.groups().stream().anyMatch(group -> group.type().isContext());
        if (validation.isPresent() && !conditional) {
            checkGap(machine, marginal.get(), validation.get(), progress.epoch());
        }
    }

    /** Empty unless hidden groups are independent given the data. */
    private Optional<Marginal> marginal(BoltzmannMachine machine) {
        if (!learned.isComplete()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Marginal.keeping(machine, observed))
                    .filter(kept -> kept.enumerated().isEmpty());
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // the message says which term joins them
        }
    }

    private void checkUnits(BoltzmannMachine machine, int epoch) {
        Presentation watched = validation.filter(Presentation::isComplete).orElse(learned);
        List<Group> hidden = machine.groups().stream()
                .filter(group -> !observed.contains(group) && !group.type().isContext())
                .filter(HealthCheck::isBinary)
                .toList();
        if (hidden.isEmpty()) {
            return;
        }
        GibbsSampler sampler = new GibbsSampler(machine);
        Map<Group, double[]> sums = new HashMap<>();
        int count = 0;
        for (State x : watched.parts(machine, COLUMNS, key)) {
            sampler.fillMeans(hidden, x);
            count += x.columns();
            for (Group group : hidden) {
                double[] sum = sums.computeIfAbsent(group, g -> new double[g.size()]);
                Matrix means = x.of(group);
                for (int j = 0; j < means.columns(); j++) {
                    for (int i = 0; i < sum.length; i++) {
                        sum[i] += means.get(i, j);
                    }
                }
            }
        }
        for (Group group : hidden) {
            double dead = 0;
            double saturated = 0;
            for (double sum : sums.get(group)) {
                dead += sum / count < LOW ? 1.0 / group.size() : 0;
                saturated += sum / count > HIGH ? 1.0 / group.size() : 0;
            }
            note(Kind.DEAD, group.name(), epoch, dead, dead > SHARE);
            note(Kind.SATURATED, group.name(), epoch, saturated, saturated > SHARE);
        }
    }

    private static boolean isBinary(Group group) {
        List<float[]> states = group.type().states();
        return states.size() == 2
                && states.get(0).length == 1
                && Math.min(states.get(0)[0], states.get(1)[0]) == 0
                && Math.max(states.get(0)[0], states.get(1)[0]) == 1;
    }

    private void checkGap(BoltzmannMachine machine, Marginal marginal, Presentation held, int epoch) {
        if (!held.isComplete() || held.size() < 2 || learned.size() < 2) {
            return;
        }
        Gap gap = new Gap(
                each(machine, learned, (x, part) -> marginal.freeEnergy(x)),
                each(machine, held, (x, part) -> marginal.freeEnergy(x)));
        double[] explained = each(machine, held, explained(machine));
        if (gap.value() < smallest.value()) {
            smallest = gap;
        }
        if (best.length == 0 || mean(explained) > mean(best)) {
            best = explained;
        }
        double fall = (mean(best) - mean(explained)) / Math.sqrt(squaredError(best, explained));
        opening = gap.errors(smallest) > ERRORS && fall > ERRORS ? opening + 1 : 0; // 0/0 where nothing has changed
        if (opening >= EPOCHS_OPENING) {
            once(new Warning(Kind.OVERFITTING, observed.get(0).name(), epoch, false, gap.value() - smallest.value()));
        }
    }

    private interface PerExample {
        double[] of(State x, RandomKey part);
    }

    /** A figure for each example, larger if it is explained better. */
    private PerExample explained(BoltzmannMachine machine) {
        Group group = observed.get(0);
        if (group.type().states().isEmpty()) {
            ReconstructionError error = new ReconstructionError(machine, group);
            return (x, part) ->
                    Arrays.stream(error.of(x, part)).map(one -> -one).toArray();
        }
        PseudoLogLikelihood pseudo = new PseudoLogLikelihood(machine, observed, group);
        return (x, part) -> {
            double[] sum = new double[x.columns()];
            for (int draw = 0; draw < UNITS_DRAWN; draw++) {
                double[] one = pseudo.estimate(x, part.at(draw));
                Arrays.setAll(sum, j -> sum[j] + one[j] / UNITS_DRAWN);
            }
            return sum;
        };
    }

    /** The same random numbers after every epoch. */
    private double[] each(BoltzmannMachine machine, Presentation data, PerExample figure) {
        List<double[]> parts = new ArrayList<>();
        for (State x : data.parts(machine, COLUMNS, key)) {
            parts.add(figure.of(x, key.at("part").at(parts.size())));
        }
        return parts.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    /** Of the mean of the changes: s²/n. */
    private static double squaredError(double[] before, double[] after) {
        int n = after.length;
        double change = mean(after) - mean(before);
        double squares = 0;
        for (int j = 0; j < n; j++) {
            double deviation = after[j] - before[j] - change;
            squares += deviation * deviation;
        }
        return squares / (n - 1) / n;
    }

    private void note(Kind kind, String group, int epoch, double figure, boolean bad) {
        String sign = kind + " " + group;
        int before = inARow.getOrDefault(sign, 0);
        int row = bad ? Math.max(before, 0) + 1 : Math.min(before, 0) - 1;
        inARow.put(sign, row);
        if (row >= IN_A_ROW) {
            once(new Warning(kind, group, epoch, false, figure));
        } else if (row <= -IN_A_ROW && told.contains(sign) && over.add(sign)) {
            tell.accept(new Warning(kind, group, epoch, true, figure));
        }
    }

    private void once(Warning warning) {
        if (told.add(warning.kind() + " " + warning.group())) {
            tell.accept(warning);
        }
    }
}
