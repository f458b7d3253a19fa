package org.boltzmann.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.boltzmann.core.linalg.Functions;
import org.boltzmann.core.linalg.LogSum;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Passes;

/**
 * The distribution of some groups of a machine with the others summed out, exactly: its free energy and all that follows from it.
 *
 * <p>F(kept) = −log Σ_summed Π_g base(x_g) exp(−E(x)), so that p(kept) = exp(−F(kept)) / Z. Where no term joins two summed groups,
 *
 * <p>F(kept) = base energy(kept) + E(terms that touch kept groups only) − Σ_g log partition(field on g), g summed.
 *
 * <p>Otherwise as few joint states as possible of the summed groups are enumerated so that the rest is independent given them:
 * F = −log Σ_c exp(−F_c). With everything but context summed out, −F is log Z. Context groups are always kept.
 *
 * <p>The same routine serves the exact phases of learning, p(y | x), mixtures, exact log Z and the weights of annealed importance
 * sampling.
 */
public final class Marginal {

    /** Binary logarithm of the largest number of joint states that are enumerated. */
    public static final int LIMIT = 25;

    /** Binary logarithm of the number of joint states that may be enumerated for each example, at every step of learning. */
    public static final int FEW = 6;

    private static final int COLUMNS_AT_ONCE = 1024;

    private final BoltzmannMachine machine;
    private final List<Group> given;
    private final List<Group> independent;
    private final Enumeration enumeration;

    private Marginal(BoltzmannMachine machine, List<Group> enumerated, List<Group> independent) {
        this.machine = machine;
        this.independent = independent;
        this.enumeration = new Enumeration(enumerated);
        this.given =
                machine.groups().stream().filter(g -> !independent.contains(g)).toList();
    }

    /**
     * The marginal with the given groups summed out.
     *
     * @param machine the machine
     * @param summed groups of the machine, none of them context
     * @return their marginal
     * @throws IllegalArgumentException if it would take more than 2^{@value #LIMIT} joint states, naming the term that joins
     *     summed groups
     */
    public static Marginal summing(BoltzmannMachine machine, Collection<Group> summed) {
        List<Group> groups = machine.groups().stream().filter(summed::contains).toList();
        if (groups.size() != summed.size()
                || groups.stream().anyMatch(group -> group.type().isContext())) {
            throw new IllegalArgumentException(
                    "can only sum out groups of the machine that are not context, each once: " + summed + " of "
                            + machine.groups());
        }
        if (machine.termJoining(groups).isEmpty()) {
            return new Marginal(machine, List.of(), groups);
        }
        if (groups.size() > 20) {
            throw new IllegalArgumentException("cannot look for what to enumerate among " + groups.size()
                    + " groups (limit 20); join groups that are independent of each other");
        }
        List<Group> enumerated = null;
        double fewest = Double.POSITIVE_INFINITY;
        for (int subset = 0; subset < 1 << groups.size(); subset++) {
            List<Group> candidate = subset(groups, subset);
            List<Group> rest = subset(groups, ~subset);
            double bits = candidate.stream().mapToDouble(Enumeration::bits).sum();
            if (bits < fewest && machine.termJoining(rest).isEmpty()) {
                fewest = bits;
                enumerated = candidate;
            }
        }
        if (enumerated == null || fewest > LIMIT) {
            throw new IllegalArgumentException("cannot sum out " + groups + " exactly: term "
                    + machine.termJoining(groups).orElseThrow() + " joins them, and at best "
                    + (enumerated == null ? "infinitely many" : "2^" + Math.round(fewest))
                    + " joint states would be enumerated (limit 2^" + LIMIT + ")");
        }
        List<Group> chosen = enumerated;
        return new Marginal(
                machine,
                chosen,
                groups.stream().filter(g -> !chosen.contains(g)).toList());
    }

    /**
     * The marginal with the given groups summed out, if that takes few joint states.
     *
     * @param machine the machine
     * @param summed groups of the machine, none of them context
     * @return their marginal; empty if it would take more than 2^{@value #FEW} joint states
     */
    public static Optional<Marginal> ofFewStates(BoltzmannMachine machine, Collection<Group> summed) {
        try {
            return Optional.of(summing(machine, summed)).filter(marginal -> marginal.enumeratedBits() <= FEW);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // there are too many even for one example, as its message would say
        }
    }

    private static List<Group> subset(List<Group> groups, int bits) {
        List<Group> subset = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            if ((bits >> g & 1) == 1) {
                subset.add(groups.get(g));
            }
        }
        return subset;
    }

    /**
     * The marginal of nothing but context: its −F is log Z.
     *
     * @param machine the machine
     * @return the marginal with all groups but context summed out
     */
    public static Marginal summingAll(BoltzmannMachine machine) {
        return summing(
                machine,
                machine.groups().stream().filter(g -> !g.type().isContext()).toList());
    }

    /**
     * The marginal that keeps the given groups and context, and sums out all others.
     *
     * @param machine the machine
     * @param kept groups of the machine
     * @return their marginal
     */
    public static Marginal keeping(BoltzmannMachine machine, Collection<Group> kept) {
        return summing(
                machine,
                machine.groups().stream()
                        .filter(g -> !g.type().isContext() && !kept.contains(g))
                        .toList());
    }

    /**
     * log Z of a machine without context, exactly.
     *
     * @param machine a machine of at most 2^{@value #LIMIT} joint states once its largest independent set is summed out
     * @return log Σ_x Π base(x) exp(−E(x))
     */
    public static double logPartition(BoltzmannMachine machine) {
        machine.groups().stream().filter(g -> g.type().isContext()).findFirst().ifPresent(g -> {
            throw new IllegalArgumentException(
                    "log Z depends on context " + g.name() + "; use summingAll(machine).freeEnergy(state)");
        });
        return -summingAll(machine).freeEnergy(machine.newState(1))[0];
    }

    /**
     * The summed groups that are independent of each other given everything else.
     *
     * @return the groups summed out in closed form
     */
    public List<Group> independent() {
        return independent;
    }

    /**
     * The summed groups whose joint states are enumerated.
     *
     * @return empty where the closed form alone does
     */
    public List<Group> enumerated() {
        return enumeration.groups();
    }

    /**
     * What enumerating costs.
     *
     * @return binary logarithm of the number of joint states enumerated, 0 where the closed form alone does
     */
    public double enumeratedBits() {
        return enumerated().stream().mapToDouble(Enumeration::bits).sum();
    }

    /**
     * The free energy F of every column. Where units without bounds are summed out, what their fields lost when their biases were added in
     * {@code float} is given back in {@code double}, so that a large mean costs no digits.
     *
     * @param x a state; the values of summed groups are not looked at
     * @return one number for each column
     */
    public double[] freeEnergy(State x) {
        checkComplete(x);
        if (!enumeration.isTrivial()) {
            return enumeratedFreeEnergy(x, true);
        }
        double[] energy = new double[x.columns()];
        addConditional(x, energy);
        addRounding(x, energy);
        return energy;
    }

    /**
     * Adds −∂F/∂θ: the expectation of −∂E/∂θ given the kept groups.
     *
     * @param x a state; the values of summed groups are not looked at
     * @param weights what each column counts
     * @param gradient added to
     */
    public void addGradient(State x, ColumnWeights weights, Gradient gradient) {
        checkComplete(x);
        forEachGiven(x, (expanded, posterior) -> addGradient(x, weights, expanded, posterior, gradient));
    }

    private void addGradient(State x, ColumnWeights weights, State expanded, float[] posterior, Gradient gradient) {
        ColumnWeights combined = weights;
        if (posterior != null) {
            for (int j = 0; j < posterior.length; j++) {
                posterior[j] *= (float) weights.of(j % x.columns());
            }
            combined = ColumnWeights.of(posterior);
        }
        machine.addExpectedGradient(expanded, independent, combined, gradient);
    }

    /**
     * Draws the summed groups given the kept ones, exactly: those that are enumerated with all others summed out, then the
     * independent ones given them.
     *
     * @param x a state, its summed groups changed in place
     * @param key where randomness comes from; each independent group has a stream of its own name
     * @throws IllegalArgumentException if a summed group is clamped, in whole or in part
     */
    public void sample(State x, RandomKey key) {
        sampleEnumerated(x, key);
        sampleIndependent(x, key);
    }

    /**
     * Draws the groups that are enumerated given the kept ones, all others summed out. The values of the independent
     * groups stay what they were, and are no sample given the new ones until they are drawn.
     *
     * @param x a state, its enumerated groups changed in place
     * @param key where randomness comes from
     * @throws IllegalArgumentException if a summed group is clamped, in whole or in part
     */
    public void sampleEnumerated(State x, RandomKey key) {
        checkOpen(x);
        if (!enumeration.isTrivial()) {
            Draw draw = new Draw(x, key);
            forEachGiven(x, draw::visit);
        }
    }

    /**
     * {@link #addGradient}, then {@link #sample}, at little more than the cost of the first.
     *
     * @param x a state, its summed groups changed in place
     * @param weights what each column counts
     * @param key where randomness comes from
     * @param gradient added to
     * @throws IllegalArgumentException if a summed group is clamped, in whole or in part
     */
    public void addGradientAndSample(State x, ColumnWeights weights, RandomKey key, Gradient gradient) {
        checkComplete(x);
        checkOpen(x);
        Draw draw = new Draw(x, key);
        forEachGiven(x, (expanded, posterior) -> {
            if (posterior != null) {
                draw.visit(expanded, posterior);
            }
            addGradient(x, weights, expanded, posterior, gradient);
        });
        sampleIndependent(x, key);
    }

    private void sampleIndependent(State x, RandomKey key) {
        for (Group group : independent) {
            machine.fillSample(group, machine.fillField(group, x), key.at(group.name()), x.of(group));
            x.changed(group);
        }
    }

    private void checkOpen(State x) {
        for (Group group : x.groups()) {
            boolean summed = independent.contains(group) || enumerated().contains(group);
            if (summed && (x.isClamped(group) || x.isMasked(group))) {
                throw new IllegalArgumentException("group " + group.name()
                        + " is clamped, so that it cannot be drawn with those it depends on; release it, or sample by"
                        + " Gibbs sweeps");
            }
        }
    }

    /** One joint state of the enumerated groups for each column: that at which the sum of the posteriors passes a random number. */
    private final class Draw {

        private final State x;
        private final double[] left;

        Draw(State x, RandomKey key) {
            this.x = x;
            this.left = new double[x.columns()];
            RandomGenerator random = key.at("enumerated").generator();
            for (int j = 0; j < left.length; j++) {
                left[j] = random.nextDouble();
            }
        }

        void visit(State expanded, float[] posterior) {
            for (int j = 0; j < posterior.length; j++) {
                int column = j % left.length;
                if (left[column] >= 0 && posterior[j] > 0) { // of the last ones the rounded sum may fall short
                    for (Group group : enumerated()) {
                        x.of(group)
                                .columns(column, column + 1)
                                .set(expanded.of(group).columns(j, j + 1));
                    }
                }
                left[column] -= posterior[j];
            }
            enumerated().forEach(x::changed);
        }
    }

    /**
     * Adds the expected field on a kept group given all kept groups: −∂F/∂x but for the base measure. On a context group this
     * is what is back-propagated into whatever computed the context.
     *
     * @param target a kept group
     * @param x a state; the values of summed groups are not looked at
     * @param field units x columns, added to
     */
    public void addField(Group target, State x, Matrix field) {
        addExpectation(x, field, (expanded, result) -> machine.addField(target, atMeans(expanded), result));
    }

    /**
     * Adds the expectation of a summed group given the kept ones.
     *
     * @param group a summed group
     * @param x a state; the values of summed groups are not looked at
     * @param mean units x columns, added to
     */
    public void addMean(Group group, State x, Matrix mean) {
        addExpectation(
                x,
                mean,
                (expanded, result) -> Passes.addScaled(1, atMeans(expanded).of(group), result));
    }

    private interface Quantity {
        void add(State expanded, Matrix result);
    }

    private void addExpectation(State x, Matrix target, Quantity quantity) {
        checkComplete(x);
        forEachGiven(x, (expanded, posterior) -> {
            if (posterior == null) {
                quantity.add(expanded, target);
                return;
            }
            Matrix values = Matrix.zeros(target.rows(), expanded.columns());
            quantity.add(expanded, values);
            Passes.fillColumnsScaled(values, posterior, values);
            for (int from = 0; from < expanded.columns(); from += x.columns()) {
                Passes.addScaled(1, values.columns(from, from + x.columns()), target);
            }
        });
    }

    private State atMeans(State x) {
        State result = x.withDrawn(independent);
        for (Group group : independent) {
            machine.fillMean(group, x.field(group), x.drawn(group));
            result.changed(group);
        }
        return result;
    }

    private interface Visitor {
        /** With the fields of the independent groups in the scratch, and p(c | kept), null if there is nothing to enumerate. */
        void visit(State expanded, float[] posterior);
    }

    private void forEachGiven(State x, Visitor visitor) {
        State released = released(x);
        if (enumeration.isTrivial()) {
            addConditional(released, new double[x.columns()]);
            visitor.visit(released, null);
            return;
        }
        boolean atOnce = enumeration.isVisitedAtOnce(x, COLUMNS_AT_ONCE);
        double[] total = atOnce ? null : enumeratedFreeEnergy(released, false);
        enumeration.forEach(released, COLUMNS_AT_ONCE, expanded -> {
            double[] f = new double[expanded.columns()];
            addConditional(expanded, f);
            double[] all = atOnce ? new Sums(x.columns()).with(f).values() : total;
            float[] posterior = new float[f.length];
            for (int j = 0; j < f.length; j++) {
                posterior[j] = (float) Functions.exp(all[j % all.length] - f[j]);
            }
            visitor.visit(expanded, posterior);
        });
    }

    private double[] enumeratedFreeEnergy(State x, boolean precise) {
        Sums sums = new Sums(x.columns());
        enumeration.forEach(x, COLUMNS_AT_ONCE, expanded -> {
            double[] f = new double[expanded.columns()];
            addConditional(expanded, f);
            if (precise) {
                addRounding(expanded, f);
            }
            sums.with(f);
        });
        return sums.values();
    }

    /** For each column −log Σ_c exp(−F_c). */
    private static final class Sums {

        private final LogSum[] sums;

        Sums(int columns) {
            sums = new LogSum[columns];
            for (int j = 0; j < columns; j++) {
                sums[j] = new LogSum();
            }
        }

        Sums with(double[] f) {
            for (int j = 0; j < f.length; j++) {
                sums[j % sums.length].add(-f[j]);
            }
            return this;
        }

        double[] values() {
            double[] values = new double[sums.length];
            for (int j = 0; j < values.length; j++) {
                values[j] = -sums[j].value();
            }
            return values;
        }
    }

    private void checkComplete(State x) {
        for (Group group : given) {
            if (x.isMasked(group) && !enumerated().contains(group)) {
                throw new IllegalArgumentException("group " + group.name()
                        + " has missing values, over which this marginal does not sum; sum out the whole group, or fill them in"
                        + " and clamp it");
            }
        }
    }

    /** A view in which the summed groups are not clamped: they are averaged over, whatever values they hold. */
    private State released(State x) {
        boolean clamped = independent.stream().anyMatch(group -> x.isClamped(group) || x.isMasked(group));
        return clamped ? x.copyReleased() : x;
    }

    /** F given the enumerated groups' values: the closed form. Leaves the fields of the independent groups in the scratch. */
    private void addConditional(State x, double[] energy) {
        machine.addBaseEnergy(given, x, energy);
        machine.addEnergy(term -> term.groups().stream().noneMatch(independent::contains), x, energy);
        double[] logPartition = new double[energy.length];
        for (Group group : independent) {
            machine.addLogPartition(group, machine.fillField(group, x), logPartition);
        }
        for (int j = 0; j < energy.length; j++) {
            energy[j] -= logPartition[j];
        }
    }

    /**
     * Takes out of F what rounding took from log partitions: A(f) − A(r) = (f − r) A'(r) + ½ (f − r)² A''(r), f the sum of the field
     * from a group's own terms and that from all others in double, r the field in float. Of normal units that is no approximation.
     */
    private void addRounding(State x, double[] energy) {
        for (Group group : independent) {
            if (group.type().isBounded()) {
                continue;
            }
            Matrix rounded = machine.fillField(group, x);
            Matrix own = Matrix.zeros(rounded.rows(), rounded.columns());
            Matrix others = Matrix.zeros(rounded.rows(), rounded.columns());
            machine.addField(group, term -> isOn(term, group), x, own);
            machine.addField(group, term -> !isOn(term, group), x, others);
            Matrix mean = Matrix.zeros(rounded.rows(), rounded.columns());
            Matrix variance = Matrix.zeros(rounded.rows(), rounded.columns());
            group.type().fillMean(machine.theta(), rounded, mean);
            group.type().fillVariance(machine.theta(), rounded, variance);
            for (int j = 0; j < energy.length; j++) {
                for (int i = 0; i < rounded.rows(); i++) {
                    double lost = (double) own.get(i, j) + others.get(i, j) - rounded.get(i, j);
                    energy[j] -= lost * (mean.get(i, j) + 0.5 * lost * variance.get(i, j));
                }
            }
        }
    }

    private static boolean isOn(Term term, Group group) {
        return term.groups().stream().allMatch(group::equals);
    }

    @Override
    public String toString() {
        return "Marginal with " + independent + " summed out"
                + (enumeration.isTrivial()
                        ? ""
                        : " and 2^" + enumeratedBits() + " states of " + enumerated() + " enumerated");
    }
}
