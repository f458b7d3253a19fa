package org.boltzmann.examples.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.io.MachineDeclaration;
import org.boltzmann.core.sample.GibbsSampler;
import org.boltzmann.core.train.PositivePhases;

/**
 * What can be computed exactly for a machine of its real size, and what is approximated, in words.
 *
 * @param machine the machine; its parameters don't matter
 * @param observed groups that hold values of the data or the label
 * @param label the group that holds the label, if there is one
 */
public record Exactness(BoltzmannMachine machine, List<Group> observed, Optional<Group> label) {

    private static final double AUTOMATIC_BITS = 16;

    public Exactness {
        observed = List.copyOf(observed);
    }

    /**
     * That of a declared machine.
     *
     * @param declaration its declaration
     * @param machine a machine of that declaration
     * @return what is exact for it
     */
    public static Exactness of(MachineDeclaration declaration, BoltzmannMachine machine) {
        Optional<Group> label = declaration.label(machine);
        List<Group> observed = new ArrayList<>(declaration.holding(machine));
        observed.removeIf(group -> group.type().isContext());
        label.ifPresent(observed::add);
        return new Exactness(machine, observed, label);
    }

    /**
     * Everything.
     *
     * @return sentences by topic
     */
    public Map<String, String> sentences() {
        Map<String, String> sentences = new LinkedHashMap<>();
        sentences.put("sampling", sampling());
        sentences.put("positive phase", positivePhase());
        label.ifPresent(group -> sentences.put("p(label | data)", classification(group)));
        sentences.put("log-likelihood", logLikelihood());
        sentences.put("missing values", missingValues());
        sentences.put("unbounded units", unbounded());
        return sentences;
    }

    private String sampling() {
        List<List<Group>> blocks =
                new GibbsSampler(machine).startingWith(observed).blocks();
        String order = blocks.stream().map(Exactness::names).collect(Collectors.joining(", then "));
        List<Group> lateral =
                machine.groups().stream().filter(machine::isLateral).toList();
        return "a Gibbs sweep draws " + order + (blocks.size() == 1 ? "" : ", each given the rest")
                + (lateral.isEmpty()
                        ? ""
                        : "; the units of " + names(lateral) + " one after another or colour by colour")
                + context(", given ");
    }

    private String context(String before) {
        List<Group> context =
                machine.groups().stream().filter(g -> g.type().isContext()).toList();
        return context.isEmpty() ? "" : before + names(context);
    }

    private String positivePhase() {
        String reason =
                PositivePhases.choose(PositivePhases.AUTO, machine, observed, 1).reason();
        return reason.startsWith("exact")
                ? reason
                : "not exact; " + reason + " (positive-phase=gibbs samples instead, without that bias)";
    }

    private String classification(Group group) {
        if (group.type().states().isEmpty()) {
            return "not exact: the states of " + group.name() + " cannot be listed";
        }
        double bits = group.blocks() * StrictMath.log(group.type().states().size()) / StrictMath.log(2);
        try {
            Marginal marginal = Marginal.keeping(machine, observed);
            return "exact: a free energy for each of the " + states(bits) + " states of " + group.name()
                    + summedOut(marginal);
        } catch (IllegalArgumentException e) {
            return "not exact: " + e.getMessage() + "; sample " + group.name() + " with the data clamped instead";
        }
    }

    private static String summedOut(Marginal marginal) {
        List<String> parts = new ArrayList<>();
        if (!marginal.enumerated().isEmpty()) {
            parts.add(states(marginal.enumeratedBits()) + " joint states of " + names(marginal.enumerated())
                    + " enumerated");
        }
        if (!marginal.independent().isEmpty()) {
            parts.add(names(marginal.independent()) + " summed out in closed form");
        }
        return parts.isEmpty() ? "" : ", " + String.join(", ", parts);
    }

    private static String states(double bits) {
        return bits <= 10 ? Long.toString(Math.round(Math.pow(2, bits))) : "2^" + Math.round(bits);
    }

    private String logLikelihood() {
        String context = context("");
        if (!context.isEmpty()) {
            return "not measured: log Z is another number for every value of " + context;
        }
        String bound = "";
        try {
            Marginal.keeping(machine, observed);
        } catch (IllegalArgumentException e) {
            bound = "a lower bound by mean field (" + e.getMessage() + "); log Z: ";
        }
        try {
            Marginal all = Marginal.summingAll(machine);
            String enumerated = "by enumeration" + summedOut(all);
            return bound
                    + (all.enumeratedBits() <= AUTOMATIC_BITS
                            ? "exact, " + enumerated
                            : "by annealed importance sampling; exact too with log-partition=exact, " + enumerated);
        } catch (IllegalArgumentException e) {
            return bound + "by annealed importance sampling" + (bound.isEmpty() ? ": " + e.getMessage() : "");
        }
    }

    private String missingValues() {
        List<Group> data = observed.stream()
                .filter(group -> label.isEmpty() || !label.get().equals(group))
                .toList();
        if (data.isEmpty()) {
            return "no group is observed";
        }
        return "of " + names(data)
                + " are hidden units of their example: train with positive-phase=gibbs or mean-field, not "
                + "exact; a likelihood refuses them" + context("; none in ");
    }

    private String unbounded() {
        List<Group> unbounded = machine.groups().stream()
                .filter(group -> !group.type().isBounded() && !group.type().isContext())
                .toList();
        return unbounded.isEmpty()
                ? "none; the partition function is finite whatever the parameters"
                : names(unbounded) + "; no term joins two of them, so that the partition function is finite";
    }

    private static String names(Collection<Group> groups) {
        return groups.stream().map(Group::name).collect(Collectors.joining(" and "));
    }
}
