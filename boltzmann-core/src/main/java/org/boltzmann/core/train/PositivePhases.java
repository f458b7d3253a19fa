package org.boltzmann.core.train;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.Term;
import org.boltzmann.core.sample.MeanField;

/**
 * The positive phases by name, and the choice among them that a machine allows.
 *
 * <ul>
 *   <li>{@code exact}: closed form, where the hidden units are independent of each other given what is observed, or given it and
 *       few joint states of some of them, such as a component, which are then enumerated;
 *   <li>{@code mean-field}: the best independent approximation where they are not; deterministic but for its sample, biased;
 *   <li>{@code gibbs}: sampled, with chains that start anew for every mini-batch; noisy, biased by its start if sweeps are few;
 *   <li>{@code auto}: exact where that takes no more than 2^{@value Marginal#FEW} joint states, otherwise mean field.
 * </ul>
 */
public final class PositivePhases {

    /** Beyond this many joint states, as a binary logarithm, nobody waits for the end, even if it is asked for. */
    private static final double MOST_BITS = 16;

    /** Exact where it takes few joint states, otherwise mean field. */
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
     * @throws IllegalArgumentException if there is no such name, or {@code exact} is asked for where a term joins hidden units of
     *     too many states, naming it
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
            case "exact" -> new Choice(exact(machine, observed), asked);
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

    private static PositivePhase exact(BoltzmannMachine machine, Collection<Group> observed) {
        List<Group> hidden = hidden(machine, observed);
        Optional<Term> joining = machine.termJoining(hidden);
        if (joining.isEmpty()) {
            return new ExactPositivePhase(machine, observed);
        }
        MarginalPositivePhase phase = new MarginalPositivePhase(machine, observed);
        double bits = phase.marginal().enumeratedBits();
        if (bits > MOST_BITS) {
            throw new IllegalArgumentException("the positive phase is not exact in time: term " + joining.get() + " "
                    + what(joining.get(), machine, hidden) + ", and 2^" + Math.round(bits)
                    + " joint states would be gone through for each example (limit 2^" + Math.round(MOST_BITS)
                    + "); use mean-field or gibbs");
        }
        return phase;
    }

    private static Choice automatic(
            BoltzmannMachine machine, Collection<Group> observed, int sweeps, Collection<Group> inFirstState) {
        List<Group> hidden = hidden(machine, observed);
        Optional<Term> joining = machine.termJoining(hidden);
        List<Group> given = machine.groups().stream()
                .filter(group -> !hidden.contains(group))
                .toList();
        if (joining.isEmpty()) {
            String why = hidden.isEmpty() ? "no group is hidden" : independent(hidden, given);
            return new Choice(new ExactPositivePhase(machine, observed), "exact: " + why);
        }
        String why = joining.get() + " " + what(joining.get(), machine, hidden);
        Optional<Marginal> few = Marginal.ofFewStates(machine, hidden);
        if (few.isEmpty()) {
            return new Choice(meanField(machine, sweeps, inFirstState), "mean-field: " + why);
        }
        List<Group> listed = few.get().enumerated();
        List<Group> rest = few.get().independent();
        List<Group> known = new ArrayList<>(given);
        known.addAll(listed);
        return new Choice(
                new MarginalPositivePhase(machine, observed),
                "exact: " + why + ", so that the "
                        + Math.round(Math.pow(2, few.get().enumeratedBits())) + " states of "
                        + names(listed) + " are enumerated"
                        + (rest.isEmpty() ? "" : "; " + independent(rest, known)));
    }

    private static List<Group> hidden(BoltzmannMachine machine, Collection<Group> observed) {
        return machine.groups().stream()
                .filter(group -> !observed.contains(group) && !group.type().isContext())
                .toList();
    }

    private static String independent(List<Group> groups, List<Group> given) {
        return names(groups) + (groups.size() == 1 ? " is" : " are") + " independent given " + names(given);
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
