package org.boltzmann.core.train;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Term;
import org.boltzmann.core.sample.MeanField;

/**
 * The positive phases by name, and the choice among them that a machine allows.
 *
 * <ul>
 *   <li>{@code exact}: closed form, where the hidden units are independent of each other given what is observed;
 *   <li>{@code mean-field}: the best independent approximation where they are not; deterministic but for its sample, biased;
 *   <li>{@code gibbs}: sampled, with chains that start anew for every mini-batch; noisy, biased by its start if sweeps are few;
 *   <li>{@code auto}: exact where possible, otherwise mean field.
 * </ul>
 */
public final class PositivePhases {

    /** Exact where possible, otherwise mean field. */
    public static final String AUTO = "auto";

    private static final List<String> NAMES = List.of("exact", "mean-field", "gibbs", AUTO);

    private PositivePhases() {}

    /**
     * A positive phase and why it is this one.
     *
     * @param phase the phase
     * @param reason such as {@code mean-field: lateral(h) couples units of h}
     */
    public record Choice(PositivePhase phase, String reason) {

        @Override
        public String toString() {
            return reason;
        }
    }

    /**
     * The names.
     *
     * @return exact, mean-field, gibbs, auto
     */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * The positive phase of a name.
     *
     * @param name one of {@link #names}
     * @param machine the machine
     * @param observed the groups that every mini-batch gives
     * @param sweeps sweeps of {@code gibbs}, the largest number of rounds of {@code mean-field}, at least 1
     * @return the phase, with the reason in words
     * @throws IllegalArgumentException if there is no such name, or {@code exact} is asked for where a term joins hidden units
     */
    public static Choice choose(String name, BoltzmannMachine machine, Collection<Group> observed, int sweeps) {
        return choose(name, machine, observed, sweeps, List.of());
    }

    /**
     * The positive phase of a name, where mean field has a start of its own.
     *
     * @param name one of {@link #names}
     * @param machine the machine
     * @param observed the groups that every mini-batch gives
     * @param sweeps sweeps of {@code gibbs}, the largest number of rounds of {@code mean-field}, at least 1
     * @param inFirstState groups that begin in their first state, see {@link MeanField#startingInFirstState}; other phases than mean
     *     field do not look at them
     * @return the phase, with the reason in words
     * @throws IllegalArgumentException as {@link #choose(String, BoltzmannMachine, Collection, int)}
     */
    public static Choice choose(
            String name,
            BoltzmannMachine machine,
            Collection<Group> observed,
            int sweeps,
            Collection<Group> inFirstState) {
        String asked = name + ", as asked for";
        return switch (name) {
            case "exact" -> new Choice(new ExactPositivePhase(machine, observed), asked);
            case "mean-field" -> new Choice(meanField(machine, sweeps, inFirstState), asked);
            case "gibbs" -> new Choice(new GibbsPositivePhase(machine, sweeps), asked);
            case AUTO -> automatic(machine, observed, sweeps, inFirstState);
            default ->
                throw new IllegalArgumentException(
                        "no positive phase is called " + name + "; there are " + String.join(", ", NAMES));
        };
    }

    private static PositivePhase meanField(BoltzmannMachine machine, int rounds, Collection<Group> inFirstState) {
        return new MeanFieldPositivePhase(machine, new MeanField(machine, rounds).startingInFirstState(inFirstState));
    }

    private static Choice automatic(
            BoltzmannMachine machine, Collection<Group> observed, int sweeps, Collection<Group> inFirstState) {
        List<Group> hidden = machine.groups().stream()
                .filter(group -> !observed.contains(group) && !group.type().isContext())
                .toList();
        Optional<Term> joining = machine.termJoining(hidden);
        if (joining.isPresent()) {
            return new Choice(
                    meanField(machine, sweeps, inFirstState),
                    "mean-field: " + joining.get() + " " + what(joining.get(), machine, hidden));
        }
        List<Group> given = machine.groups().stream()
                .filter(group -> !hidden.contains(group))
                .toList();
        String why = hidden.isEmpty()
                ? "no group is hidden"
                : names(hidden) + (hidden.size() == 1 ? " is" : " are") + " independent given " + names(given);
        return new Choice(new ExactPositivePhase(machine, observed), "exact: " + why);
    }

    private static String what(Term term, BoltzmannMachine machine, List<Group> hidden) {
        List<Group> touched = term.groups().stream().filter(hidden::contains).toList();
        return touched.size() > 1 || !machine.isLateral(touched.get(0))
                ? "joins " + names(touched)
                : "couples units of " + names(touched);
    }

    private static String names(List<Group> groups) {
        return groups.stream().map(Group::name).collect(Collectors.joining(" and "));
    }
}
