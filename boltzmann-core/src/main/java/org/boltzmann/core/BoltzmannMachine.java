package org.boltzmann.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.boltzmann.core.linalg.Matrix;

/**
 * An energy: a sum of terms over groups of units, with the values of their parameters.
 *
 * <p>p(x) = Π_g base(x_g) · exp(−E(θ, x)) / Z(θ). E is the sum of the terms and holds no base measure. Where context groups
 * exist, p is a distribution of the other groups for each value of the context.
 *
 * <pre>{@code
 * BoltzmannMachine rbm = BoltzmannMachine.of(Bias.on(v), Bias.on(h), Pairwise.between(v, h));
 * }</pre>
 */
public final class BoltzmannMachine {

    private final List<Term> terms;
    private final List<Group> groups;
    private final Map<Group, List<Term>> touching = new HashMap<>();
    private final Map<Group, Sides> conditional = new HashMap<>();
    private final Map<Group, UnitByUnit> lateral = new HashMap<>();
    private final ParameterValues theta;
    private final Optional<ContextNetwork> network;

    private BoltzmannMachine(
            List<Term> terms, List<Group> groups, ParameterValues theta, Optional<ContextNetwork> network) {
        this.terms = terms;
        this.groups = groups;
        this.theta = theta;
        this.network = network;
        for (Group group : groups) {
            touching.put(
                    group,
                    terms.stream().filter(term -> term.groups().contains(group)).toList());
            putConditional(group);
            List<LateralTerm> coupling = terms.stream()
                    .filter(term -> couples(term, group))
                    .map(LateralTerm.class::cast)
                    .toList();
            if (!coupling.isEmpty()) {
                Coupling together =
                        coupling.stream().map(term -> term.coupling(group)).reduce(Coupling.none(), Coupling::and);
                lateral.put(group, new UnitByUnit(group, coupling, together));
            }
        }
    }

    /** Terms whose field on a group is the same in every sweep, since it follows from contexts alone, and all others. */
    private record Sides(List<Term> still, List<Term> moving) {}

    private void putConditional(Group target) {
        Map<Boolean, List<Term>> sides = touching.get(target).stream()
                .collect(Collectors.partitioningBy(term -> !couples(term, target)
                        && term.groups().stream()
                                .allMatch(group ->
                                        group.equals(target) || group.type().isContext())));
        boolean biasesAlone =
                sides.get(true).stream().allMatch(term -> term.groups().size() == 1);
        if (!target.type().isContext() && !biasesAlone) {
            conditional.put(target, new Sides(sides.get(true), sides.get(false)));
        }
    }

    private static boolean couples(Term term, Group group) {
        return term instanceof LateralTerm coupling
                && term.groups().contains(group)
                && !coupling.coupling(group).isNone();
    }

    /**
     * The machine whose energy is the sum of the given terms; its parameters are zero until {@link #initialize} is called.
     *
     * @param terms at least one term; groups are ordered by their first appearance
     * @return a new machine
     * @throws IllegalArgumentException if two groups or two parameters have one name, or a term joins two groups of unbounded
     *     units or couples units of one, which can make the partition function infinite
     */
    public static BoltzmannMachine of(Term... terms) {
        return of(Arrays.asList(terms));
    }

    /**
     * The machine whose energy is the sum of the given terms.
     *
     * @param terms at least one term
     * @return a new machine
     * @throws IllegalArgumentException as {@link #of(Term...)}
     */
    public static BoltzmannMachine of(List<? extends Term> terms) {
        if (terms.isEmpty()) {
            throw new IllegalArgumentException("a machine needs at least one term");
        }
        Map<String, Group> groups = new LinkedHashMap<>();
        Set<Parameter> parameters = new LinkedHashSet<>();
        for (Term term : terms) {
            for (Group group : term.groups()) {
                Group known = groups.putIfAbsent(group.name(), group);
                if (known != null && !known.equals(group)) {
                    throw new IllegalArgumentException(
                            "term " + term + ": group " + group + " has the name of another group, " + known);
                }
            }
            parameters.addAll(term.parameters());
            checkNormalisable(term);
        }
        groups.values().forEach(group -> parameters.addAll(group.type().parameters()));
        checkNames(parameters);
        return new BoltzmannMachine(
                List.copyOf(terms), List.copyOf(groups.values()), ParameterValues.zeros(parameters), Optional.empty());
    }

    private static void checkNames(Set<Parameter> parameters) {
        Set<String> names = new LinkedHashSet<>();
        for (Parameter parameter : parameters) {
            if (!names.add(parameter.name())) {
                throw new IllegalArgumentException("two different parameters are named " + parameter.name()
                        + "; use one object to tie them or give them different names");
            }
        }
    }

    /**
     * This machine with a network that computes one of its context groups, whose parameters it holds too.
     *
     * @param computing the network; its groups are groups of this machine, and its parameters may be tied to those of terms
     * @return a machine of the same values with arrays of its own
     * @throws IllegalArgumentException if the network's groups do not fit, or two different parameters have one name
     */
    public BoltzmannMachine conditionedBy(ContextNetwork computing) {
        Group context = computing.context();
        if (!groups.contains(context)
                || !context.type().isContext()
                || !groups.contains(computing.input())
                || computing.input().type().isContext()) {
            throw new IllegalArgumentException("network " + computing + " reads " + computing.input() + " and computes "
                    + context + ", but must read a group and compute a context group of " + groups);
        }
        Set<Parameter> parameters = new LinkedHashSet<>(parameters());
        parameters.addAll(computing.parameters());
        checkNames(parameters);
        ParameterValues values = ParameterValues.zeros(parameters);
        parameters().forEach(parameter -> values.of(parameter).set(theta.of(parameter)));
        return new BoltzmannMachine(terms, groups, values, Optional.of(computing));
    }

    /**
     * What computes a context group of this machine.
     *
     * @return the network; empty where contexts are given
     */
    public Optional<ContextNetwork> network() {
        return network;
    }

    /**
     * Fills the context that the network computes, if there is one, for the sequences of a state.
     *
     * @param x a state with {@link State#sequences()} whose frames are known
     * @throws IllegalArgumentException if there is a network but the state has no sequences
     */
    public void fillContext(State x) {
        network.ifPresent(computing -> computing.fillContext(theta, x, UnaryOperator.identity()));
    }

    private static void checkNormalisable(Term term) {
        List<Group> unbounded = term.groups().stream()
                .filter(group -> !group.type().isContext() && !group.type().isBounded())
                .toList();
        if (unbounded.size() > 1) {
            throw new IllegalArgumentException(
                    "term " + term + " joins " + unbounded.get(0) + " and " + unbounded.get(1)
                            + ", both unbounded, so that the partition function can be infinite; make one of them binary, or context");
        }
    }

    /**
     * The summands of the energy.
     *
     * @return an immutable list
     */
    public List<Term> terms() {
        return terms;
    }

    /**
     * The groups, by first appearance in the terms.
     *
     * @return an immutable list
     */
    public List<Group> groups() {
        return groups;
    }

    /**
     * The group of a name.
     *
     * @param name its name
     * @return the group
     * @throws IllegalArgumentException if there is none
     */
    public Group group(String name) {
        return groups.stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no group named " + name + " among " + groups));
    }

    /**
     * The parameters of the terms, then those of the unit types and of the network, each once.
     *
     * @return an immutable list
     */
    public List<Parameter> parameters() {
        return theta.parameters();
    }

    /**
     * The parameter of a name.
     *
     * @param name its name
     * @return the parameter
     * @throws IllegalArgumentException if there is none
     */
    public Parameter parameter(String name) {
        return parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no parameter named " + name + " among " + parameters()));
    }

    /**
     * The values of the parameters, θ.
     *
     * @return the values themselves; learning changes them
     */
    public ParameterValues theta() {
        return theta;
    }

    /**
     * Sets all parameters to their first values.
     *
     * @param key where randomness comes from; each parameter has a stream of its own name
     * @param means the mean of the data for observed groups, each one column; empty without data
     * @return this machine
     */
    public BoltzmannMachine initialize(RandomKey key, Map<Group, Matrix> means) {
        List<Parameter> order = new ArrayList<>();
        groups.forEach(group -> order.addAll(group.type().parameters()));
        parameters().stream().filter(parameter -> !order.contains(parameter)).forEach(order::add);
        for (Parameter parameter : order) {
            parameter.initializer().fill(theta, key.at(parameter.name()).generator(), means, theta.of(parameter));
        }
        return this;
    }

    /**
     * A machine of the same terms and groups with parameters of its own; what is tied stays tied.
     *
     * @return a machine with equal values
     */
    public BoltzmannMachine copy() {
        return new BoltzmannMachine(terms, groups, theta.copy(), network);
    }

    /**
     * Room for a batch of configurations.
     *
     * @param columns number of configurations
     * @return a state of zeros
     */
    public State newState(int columns) {
        return State.zeros(groups, columns);
    }

    /**
     * Room for a gradient.
     *
     * @return a gradient of zero
     */
    public Gradient newGradient() {
        return Gradient.zero(parameters());
    }

    /**
     * A term that touches two of the given groups, or couples units within one of them.
     *
     * @param among any groups
     * @return the first such term; empty if the units of the groups are independent of each other given all other groups
     */
    public Optional<Term> termJoining(Collection<Group> among) {
        return terms.stream()
                .filter(term -> term.groups().stream().filter(among::contains).count() > 1
                        || among.stream().anyMatch(group -> couples(term, group)))
                .findFirst();
    }

    /**
     * Whether a term couples units of a group with each other. Given all other groups such a group is no product of units: it is
     * drawn unit by unit, its means do not stand for its samples, and it cannot be summed out in closed form.
     *
     * @param group one of {@link #groups()}
     * @return true if there is lateral coupling
     */
    public boolean isLateral(Group group) {
        return lateral.containsKey(group);
    }

    /**
     * Adds the energy of every column: the sum of the terms, without base measures.
     *
     * @param x the state
     * @param energy one sum for each column, added to
     */
    public void addEnergy(State x, double[] energy) {
        addEnergy(term -> true, x, energy);
    }

    /**
     * Adds the energy of some of the terms.
     *
     * @param which the terms that count
     * @param x the state
     * @param energy one sum for each column, added to
     */
    public void addEnergy(Predicate<Term> which, State x, double[] energy) {
        for (Term term : terms) {
            if (which.test(term)) {
                term.addEnergy(theta, x, energy);
            }
        }
    }

    /**
     * Adds the base energy −log base(x) of some groups.
     *
     * @param which groups
     * @param x the state
     * @param energy one sum for each column, added to
     */
    public void addBaseEnergy(Collection<Group> which, State x, double[] energy) {
        for (Group group : which) {
            group.type().addBaseEnergy(theta, x.of(group), energy);
        }
    }

    /**
     * Adds the field −∂E/∂x on a group.
     *
     * @param target one of {@link #groups()}
     * @param x the state
     * @param field units x columns, added to
     */
    public void addField(Group target, State x, Matrix field) {
        addField(target, term -> true, x, field);
    }

    /**
     * Adds the field of some of the terms.
     *
     * @param target one of {@link #groups()}
     * @param which the terms that count
     * @param x the state
     * @param field units x columns, added to
     */
    public void addField(Group target, Predicate<Term> which, State x, Matrix field) {
        List<Term> these = touching(target);
        for (int t = 0; t < these.size(); t++) { // without an iterator: a step of training allocates next to nothing
            if (which.test(these.get(t))) {
                these.get(t).addField(theta, target, x, field);
            }
        }
    }

    private List<Term> touching(Group group) {
        List<Term> terms = touching.get(group);
        if (terms == null) {
            throw new IllegalArgumentException("no group " + group + " among " + groups);
        }
        return terms;
    }

    /**
     * Puts the field on a group into the state's scratch for it.
     *
     * @param target one of {@link #groups()}
     * @param x the state
     * @return {@code x.field(target)}, overwritten
     */
    public Matrix fillField(Group target, State x) {
        Matrix field = x.field(target);
        Sides sides = conditional.get(target);
        if (sides == null || !x.remembers()) {
            field.fill(0);
            addField(target, x, field);
        } else {
            field.set(x.fromContext(theta, target, sum -> addFields(sides.still(), target, x, sum)));
            addFields(sides.moving(), target, x, field);
        }
        return field;
    }

    private void addFields(List<Term> these, Group target, State x, Matrix field) {
        for (int t = 0; t < these.size(); t++) {
            these.get(t).addField(theta, target, x, field);
        }
    }

    /**
     * Adds −∂E/∂θ at the values of the state, the parameters of unit types included.
     *
     * @param x the state
     * @param weights what each column counts
     * @param gradient added to
     */
    public void addGradient(State x, ColumnWeights weights, Gradient gradient) {
        addGradient(x, List.of(), weights, gradient);
    }

    /**
     * Adds the expectation of −∂E/∂θ over some groups given the values of all others.
     *
     * <p>Given the others, the groups must be independent of each other, and their units: no term may join two of them or couple
     * units of one. Then the expectation of a term is the term at their means.
     *
     * @param x a state with the current field of each of these groups in its scratch; their values are not looked at, but where
     *     they are clamped
     * @param expected the groups averaged over
     * @param weights what each column counts
     * @param gradient added to
     */
    public void addExpectedGradient(State x, List<Group> expected, ColumnWeights weights, Gradient gradient) {
        for (int g = 0; g < expected.size(); g++) {
            Group group = expected.get(g);
            if (isAveraged(x, group)) {
                fillMean(group, x.field(group), x.drawn(group));
            }
        }
        addGradientAtMeans(x, expected, weights, gradient);
    }

    /**
     * Adds the expectation of −∂E/∂θ over some groups whose means are known, such as from
     * a sampler that left them; else as {@link #addExpectedGradient}.
     *
     * @param x a state with the field of each of these groups, and its mean as what is drawn, in its scratch
     * @param expected the groups averaged over
     * @param weights what each column counts
     * @param gradient added to
     */
    public void addGradientAtMeans(State x, List<Group> expected, ColumnWeights weights, Gradient gradient) {
        List<Group> averaged = averaged(x, expected);
        State atMeans = x.withDrawn(averaged);
        for (int g = 0; g < averaged.size(); g++) {
            Group group = averaged.get(g);
            x.fillUnclamped(group, x.drawn(group), x.drawn(group));
            atMeans.changed(group);
        }
        addGradient(atMeans, averaged, weights, gradient);
    }

    private static List<Group> averaged(State x, List<Group> expected) {
        boolean all = true;
        for (int g = 0; g < expected.size(); g++) {
            all &= isAveraged(x, expected.get(g));
        }
        return all
                ? expected
                : expected.stream().filter(group -> isAveraged(x, group)).toList();
    }

    /** The expectation of a half clamped group's own statistics has no name in {@link UnitType}: then its sample stands for it. */
    private static boolean isAveraged(State x, Group group) {
        boolean ownParameterHalfClamped =
                x.isMasked(group) && !group.type().parameters().isEmpty();
        return !x.isClamped(group) && !ownParameterHalfClamped;
    }

    /**
     * Fills with the means of a group, the work shared among threads.
     *
     * @param group one of {@link #groups()}
     * @param field units x columns
     * @param mean units x columns, overwritten; may be {@code field}
     */
    public void fillMean(Group group, Matrix field, Matrix mean) {
        Tiles.fillMean(group.type(), theta, field, mean);
    }

    /**
     * Draws a value for every unit of a group, the work shared among threads.
     *
     * @param group one of {@link #groups()}
     * @param field units x columns
     * @param key where randomness comes from; each tile has a stream of its own index
     * @param sample units x columns, overwritten; may be {@code field}
     */
    public void fillSample(Group group, Matrix field, RandomKey key, Matrix sample) {
        Tiles.fillSample(group.type(), theta, field, key, sample);
    }

    /**
     * Draws a value for every unit of a group and fills with the means, the work shared among threads.
     *
     * @param group one of {@link #groups()}
     * @param field units x columns
     * @param key where randomness comes from; the values are those of {@link #fillSample}
     * @param mean units x columns, overwritten
     * @param sample units x columns, overwritten; another matrix than {@code mean} and {@code field}
     */
    public void fillMeanAndSample(Group group, Matrix field, RandomKey key, Matrix mean, Matrix sample) {
        Tiles.fillMeanAndSample(group.type(), theta, field, key, mean, sample);
    }

    /**
     * Draws the units of a lateral group, those not clamped, one after another or colour by colour, each given the current values of
     * all others: a Gibbs sweep within the group.
     *
     * @param group a group for which {@link #isLateral} holds
     * @param x the state, changed in place; the scratch for the group's field is overwritten
     * @param key where randomness comes from; each tile of columns has a stream of its own index
     */
    public void sampleLateral(Group group, State x, RandomKey key) {
        lateral(group).draw(theta, fillField(group, x), null, 1, key, x);
    }

    /**
     * As {@link #sampleLateral}, in the field of a machine between a base of biases and this one: (1 − β) constant + β field.
     *
     * @param group a group for which {@link #isLateral} holds
     * @param constant the base machine's field, one column
     * @param beta β, from 0 to 1
     * @param x the state, changed in place; the scratch for the group's field is overwritten
     * @param key where randomness comes from; each tile of columns has a stream of its own index
     */
    public void sampleLateral(Group group, Matrix constant, double beta, State x, RandomKey key) {
        lateral(group).draw(theta, fillField(group, x), constant, beta, key, x);
    }

    /**
     * Sets the units of a lateral group, those not clamped, to their means, one after another or colour by colour, each given the
     * current values of all others: a step of mean field.
     *
     * @param group a group for which {@link #isLateral} holds
     * @param x the state, changed in place; the scratch for the group's field is overwritten
     */
    public void fillMeansLateral(Group group, State x) {
        lateral(group).fillMeans(theta, fillField(group, x), x);
    }

    private UnitByUnit lateral(Group group) {
        UnitByUnit units = lateral.get(group);
        if (units == null) {
            throw new IllegalArgumentException("no term couples units of group " + group);
        }
        return units;
    }

    /**
     * Adds the log partition of a group, the work shared among threads.
     *
     * @param group one of {@link #groups()}
     * @param field units x columns
     * @param sum one sum for each column, added to
     */
    public void addLogPartition(Group group, Matrix field, double[] sum) {
        Tiles.addLogPartition(group.type(), theta, field, sum);
    }

    private void addGradient(State x, List<Group> averaged, ColumnWeights weights, Gradient gradient) {
        for (int t = 0; t < terms.size(); t++) {
            gradient.add(terms.get(t), theta, x, weights);
        }
        for (int g = 0; g < groups.size(); g++) {
            Group group = groups.get(g);
            if (averaged.contains(group)) {
                group.type().addExpectedGradient(theta, x.field(group), weights, gradient);
            } else {
                group.type().addGradient(theta, x.of(group), weights, gradient);
            }
        }
    }

    @Override
    public String toString() {
        return "BoltzmannMachine" + terms
                + network.map(computing -> " conditioned by " + computing).orElse("");
    }
}
