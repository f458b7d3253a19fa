package org.boltzmann.testkit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.LateralTerm;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.Term;
import org.boltzmann.core.estimate.AnnealedImportanceSampling;
import org.boltzmann.core.estimate.LogPartitionEstimate;
import org.boltzmann.core.linalg.Matrix;

/**
 * All laws tried one by one, for programs that judge terms, unit types and machines they have not seen before: where a test ends
 * with the first failure, this goes on and keeps a {@link Verdict} for each law. JUnit is not needed.
 *
 * <p>Everything is random, but follows from the keys given. Not safe for use by several threads at once.
 */
public final class Audit {

    private static final int COLUMNS = 3;
    private static final int ANNEALED_CHAINS = 2000;
    private static final int BETAS = 200;

    /** Weights that vary more make the standard error itself uncertain, so that nothing follows from it. */
    private static final double LARGEST_DEVIATION = 0.5;

    /** Exceeded by chance with probability 6e-7. */
    private static final double STANDARD_ERRORS = 5;

    private final Map<String, Verdict> verdicts = new LinkedHashMap<>();

    /** An audit of nothing so far. */
    public Audit() {}

    /**
     * What came of it so far.
     *
     * @return one verdict for each subject and law, in the order they were tried first
     */
    public List<Verdict> verdicts() {
        return List.copyOf(verdicts.values());
    }

    /**
     * Whether no law was broken so far.
     *
     * @return true if all hold
     */
    public boolean holds() {
        return verdicts.values().stream().allMatch(Verdict::holds);
    }

    /** A law is tried; whatever is thrown breaks it. */
    private void attempt(String subject, Law law, Runnable check) {
        String key = subject + " " + law;
        Verdict known = verdicts.getOrDefault(key, new Verdict(subject, law, 0, Optional.empty()));
        if (!known.holds()) {
            return;
        }
        Optional<String> failure = Optional.empty();
        try {
            check.run();
        } catch (AssertionError e) {
            failure = Optional.of(e.getMessage().replaceFirst("^law .*? is broken: ", ""));
        } catch (RuntimeException e) {
            failure = Optional.of("threw " + e);
        }
        verdicts.put(key, new Verdict(subject, law, known.tries() + 1, failure));
    }

    /**
     * Tries the laws of a term at random parameters and states, multiples of 1/64.
     *
     * @param subject what the term is called in verdicts
     * @param term the term, of any sizes
     * @param columns number of configurations
     * @param key where randomness comes from
     */
    public void term(String subject, Term term, int columns, RandomKey key) {
        RandomGenerator random = key.generator();
        ParameterValues theta = ParameterValues.zeros(term.parameters());
        Grid.fill(theta, 1, random);
        State x = State.zeros(term.groups(), columns);
        term.groups().forEach(group -> Grid.fill(x.of(group), 1, random));
        attempt(subject, Law.INPUTS_UNCHANGED, () -> TermLaws.inputsUnchanged(term, theta, x));
        attempt(subject, Law.ZERO_GROUP, () -> TermLaws.zeroGroup(term, theta, x));
        attempt(subject, Law.OWN_VALUES, () -> TermLaws.ownValues(term, theta, x));
        attempt(subject, Law.FIELD_TIMES_STATE, () -> TermLaws.fieldTimesState(term, theta, x));
        attempt(subject, Law.FIELD_DIFFERENCE, () -> TermLaws.fieldDifference(term, theta, x));
        if (term instanceof LateralTerm) {
            attempt(subject, Law.COUPLING, () -> TermLaws.coupling(term, theta, x));
            attempt(subject, Law.FIELD_CHANGE, () -> TermLaws.fieldChange(term, theta, x));
        }
        attempt(subject, Law.ADDS, () -> TermLaws.adds(term, theta, x));
        for (ColumnWeights weights : TermLaws.weights(columns)) {
            attempt(subject, Law.GRADIENT_DIFFERENCE, () -> TermLaws.gradientDifference(term, theta, x, weights));
        }
        attempt(subject, Law.COLUMNS, () -> TermLaws.columns(term, theta, x));
    }

    /**
     * Tries the laws of a unit type, samples excepted, which {@link #sampler} looks at.
     *
     * @param subject what the type is called in verdicts
     * @param group a group of that type, small enough to enumerate
     * @param key where randomness comes from
     */
    public void unitType(String subject, Group group, RandomKey key) {
        RandomGenerator random = key.generator();
        ParameterValues theta = ParameterValues.zeros(group.type().parameters());
        Grid.fill(theta, 0.5, random);
        Matrix field = Matrix.zeros(group.size(), 7);
        Grid.fill(field, 3, random);
        attempt(subject, Law.STATES, () -> UnitTypeLaws.states(group.type()));
        attempt(subject, Law.MEAN, () -> UnitTypeLaws.moments(group, theta, field));
        attempt(subject, Law.EXTREME_FIELDS, () -> UnitTypeLaws.extremeFields(group, theta));
        attempt(subject, Law.FIELD_FOR_MEAN, () -> UnitTypeLaws.fieldForMean(group, theta, field));
        attempt(subject, Law.VIEWS, () -> {
            UnitTypeLaws.views(group, theta, field);
            UnitTypeLaws.inPlace(group, theta, field);
        });
        attempt(subject, Law.MEAN_AND_SAMPLE, () -> UnitTypeLaws.meanAndSample(group, theta, field));
        if (!group.type().parameters().isEmpty()) {
            attempt(
                    subject,
                    Law.OWN_GRADIENT,
                    () -> UnitTypeLaws.ownGradient(group, theta, field, ColumnWeights.uniform(1)));
        }
    }

    /**
     * Gives a machine random parameters, multiples of 1/64 in [−1, 1], those of unit types in [−1/2, 1/2].
     *
     * @param machine the machine, whose parameters are overwritten
     * @param key where randomness comes from
     */
    public static void fill(BoltzmannMachine machine, RandomKey key) {
        RandomGenerator random = key.generator();
        Grid.fill(machine.theta(), 1, random);
        machine.groups().stream()
                .flatMap(group -> group.type().parameters().stream())
                .forEach(own -> Grid.fill(machine.theta().of(own), 0.5, random));
    }

    /**
     * Tries the laws of a machine, but those of its terms alone: everything that is derived from them against enumeration.
     *
     * @param subject what the machine is called in verdicts
     * @param machine a machine small enough to enumerate
     * @param key where the state comes from
     */
    public void machine(String subject, BoltzmannMachine machine, RandomKey key) {
        State x = RandomMachines.state(machine, COLUMNS, key);
        attempt(subject, Law.FIELDS_ADD, () -> MachineLaws.fieldsAdd(machine, x));
        attempt(subject, Law.COPY, () -> MachineLaws.copy(machine, x));
        attempt(subject, Law.TIED_ADD, () -> {
            Gradient gradient = machine.newGradient();
            machine.addGradient(x, ColumnWeights.uniform(1), gradient);
            MachineLaws.tiedGradientsAdd(machine, x, gradient);
        });
        List<Group> free =
                machine.groups().stream().filter(g -> !g.type().isContext()).toList();
        for (Group group : free) {
            attempt(subject, Law.CONDITIONAL, () -> MachineLaws.conditional(machine, x, group));
        }
        for (int subset = 0; subset < 1 << free.size(); subset++) {
            List<Group> kept = new ArrayList<>();
            for (int g = 0; g < free.size(); g++) {
                if ((subset >> g & 1) == 1) {
                    kept.add(free.get(g));
                }
            }
            keeping(subject, machine, x, kept);
        }
    }

    private void keeping(String subject, BoltzmannMachine machine, State x, Collection<Group> kept) {
        attempt(
                subject,
                Law.FREE_ENERGY,
                () -> MachineLaws.freeEnergy(machine, x, kept, Marginal.keeping(machine, kept)::freeEnergy));
        attempt(subject, Law.MARGINAL_GRADIENT, () -> MachineLaws.marginalGradient(machine, x, kept));
        attempt(subject, Law.MARGINAL_MEAN, () -> MachineLaws.marginalMeans(machine, x, kept));
        if (kept.isEmpty()) {
            return;
        }
        if (machine.groups().stream().anyMatch(group -> group.type().isContext())) {
            attempt(subject, Law.CONTEXT, () -> MachineLaws.context(machine, x, kept));
        }
        List<Group> hidden = machine.groups().stream()
                .filter(g -> !g.type().isContext() && !kept.contains(g))
                .toList();
        if (machine.termJoining(hidden).isEmpty()) {
            attempt(subject, Law.LIKELIHOOD_GRADIENT, () -> MachineLaws.likelihoodGradient(machine, x, kept));
        }
    }

    /**
     * Tries the laws of core's Gibbs sampler on a machine: chains started at exact draws stay distributed as they were.
     *
     * @param subject what the machine is called in verdicts
     * @param machine a machine small enough to enumerate; context is 0
     * @param chains number of chains, some thousands at least
     * @param key where randomness comes from
     */
    public void sampler(String subject, BoltzmannMachine machine, int chains, RandomKey key) {
        SamplingLaws.Sweep sweep = SamplingLaws.gibbs(machine);
        attempt(subject, Law.STATIONARY, () -> SamplingLaws.stationary(machine, sweep, chains, key.at("stationary")));
        attempt(subject, Law.CLAMPED, () -> SamplingLaws.stationaryUnderMasks(machine, sweep, chains, key.at("masks")));
        for (Group group : machine.groups()) {
            if (!group.type().isContext()) {
                attempt(
                        subject,
                        Law.CONDITIONAL_SAMPLE,
                        () -> SamplingLaws.conditional(machine, sweep, group, chains, key.at(group.name())));
            }
        }
    }

    /**
     * Tries annealed importance sampling of log Z against enumeration; the law is 5 standard errors, and nothing is said where the
     * log-weights deviate by 0.5 or more.
     *
     * @param subject what the machine is called in verdicts
     * @param machine a machine without context, small enough to enumerate
     * @param key where randomness comes from
     */
    public void annealing(String subject, BoltzmannMachine machine, RandomKey key) {
        attempt(subject, Law.ANNEALING, () -> {
            LogPartitionEstimate estimate = AnnealedImportanceSampling.of(machine, Map.of())
                    .run(ANNEALED_CHAINS, AnnealedImportanceSampling.uniformBetas(BETAS), key);
            if (!(estimate.deviation() >= LARGEST_DEVIATION)) { // NaN is judged
                Law.ANNEALING.checkClose(
                        Oracle.of(machine).logSum(),
                        estimate.value(),
                        STANDARD_ERRORS * estimate.standardError() + 1e-5, // energies and fields are of 32 bits
                        "log Z of " + machine);
            }
        });
    }
}
