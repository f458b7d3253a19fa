package org.boltzmann.core.train;

import java.util.ArrayList;
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
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.sample.GibbsSampler;

/**
 * Looks for signs that training goes wrong; it changes nothing, and each kind of sign is told once for each group.
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
 *   <li>{@link Kind#OVERFITTING}: the mean free energy of the validation examples minus that of as many training examples, in
 *       standard deviations of the latter's free energies, lies by more than {@value #GAP} above its smallest value so far, {@value #EPOCHS_OPENING} epochs in
 *       a row. log Z cancels, so that it is the gap of the log-likelihoods. Half a standard
 *       deviation is about six standard errors of a difference of means of 300 examples each, 0.5 / √(2 / 300), so that chance does not open it. Not looked for in
 *       machines with a context, each of whose cases has a log Z of its own.
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
    private static final double GAP = 0.5;
    private static final int EPOCHS_OPENING = 5;
    private static final int COLUMNS = 100;

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
     * @param figure the mobility; the share of units that are dead or saturated; the gap in standard deviations
     */
    public record Warning(Kind kind, String group, int epoch, double figure) {}

    private final List<Group> observed;
    private final Presentation learned;
    private final Optional<Presentation> validation;
    private final Optional<State> chains;
    private final RandomKey key;
    private final Consumer<Warning> tell;
    private final Set<String> told = new HashSet<>();
    private final Map<String, Integer> inARow = new HashMap<>();
    private final Map<Group, Matrix> before = new HashMap<>();
    private int updates;
    private double smallest = Double.POSITIVE_INFINITY;
    private int opening;

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
        if (!held.isComplete()) {
            return;
        }
        List<Double> own = freeEnergies(machine, marginal, learned);
        double mean = mean(own);
        double variance = own.stream().mapToDouble(f -> (f - mean) * (f - mean)).sum() / own.size();
        if (!(variance > 0)) {
            return;
        }
        double gap = (mean(freeEnergies(machine, marginal, held)) - mean) / Math.sqrt(variance);
        smallest = Math.min(smallest, gap);
        opening = gap - smallest > GAP ? opening + 1 : 0;
        if (opening >= EPOCHS_OPENING) {
            once(new Warning(Kind.OVERFITTING, observed.get(0).name(), epoch, gap));
        }
    }

    private List<Double> freeEnergies(BoltzmannMachine machine, Marginal marginal, Presentation data) {
        List<Double> all = new ArrayList<>();
        for (State x : data.parts(machine, COLUMNS, key)) {
            for (double energy : marginal.freeEnergy(x)) {
                all.add(energy);
            }
        }
        return all;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    private void note(Kind kind, String group, int epoch, double figure, boolean bad) {
        int row = bad ? inARow.merge(kind + " " + group, 1, Integer::sum) : 0;
        inARow.put(kind + " " + group, row);
        if (row >= IN_A_ROW) {
            once(new Warning(kind, group, epoch, figure));
        }
    }

    private void once(Warning warning) {
        if (told.add(warning.kind() + " " + warning.group())) {
            tell.accept(warning);
        }
    }
}
