package org.boltzmann.core.wiring;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.train.ActivityTarget;
import org.boltzmann.core.train.Objective;
import org.boltzmann.core.train.PositivePhase;
import org.boltzmann.core.train.SparsityTarget;

/**
 * A target for the activity of hidden units, as settings say it.
 *
 * @param groups names of the groups that have it
 * @param target mean activity wanted
 * @param cost its weight, 0 for none
 * @param byBiases whether it acts on biases alone ({@link ActivityTarget}); otherwise on all parameters ({@link SparsityTarget})
 */
public record Sparsity(List<String> groups, double target, double cost, boolean byBiases) {

    private static final String RULE = "sparsity.rule";

    public Sparsity {
        groups = List.copyOf(groups);
    }

    static void document(Map<String, String> lines) {
        lines.put("sparsity.group", "groups with a sparsity target, by commas");
        lines.put("sparsity.target", "mean activity wanted");
        lines.put("sparsity.cost", "weight of the sparsity target, 0 for none");
        lines.put(
                RULE,
                "gradient (of the squared distance from the target, in all parameters) or biases (the distance itself, on biases"
                        + " alone)");
    }

    static Sparsity from(Settings settings) {
        String groups = settings.text("sparsity.group", "h");
        return new Sparsity(
                Arrays.stream(groups.split(",")).map(String::strip).toList(),
                settings.number("sparsity.target", 0.1, Double::isFinite, "a number"),
                settings.notNegative("sparsity.cost", 0),
                settings.find(RULE).isPresent()
                        && settings.choice(RULE, "gradient", "gradient", "biases")
                                .equals("biases"));
    }

    private boolean acts(boolean where) {
        return cost != 0 && byBiases == where;
    }

    PositivePhase in(PositivePhase phase, BoltzmannMachine machine) {
        PositivePhase all = phase;
        for (String group : acts(true) ? groups : List.<String>of()) {
            all = new ActivityTarget(all, machine, machine.group(group), target, cost);
        }
        return all;
    }

    Objective beside(Objective objective, BoltzmannMachine machine) {
        Objective all = objective;
        for (String group : acts(false) ? groups : List.<String>of()) {
            all = all.plus(new SparsityTarget(machine, machine.group(group), target).times(cost));
        }
        return all;
    }

    /** Refuses a target that nothing would ever look at. */
    void checkActs(boolean hasPositivePhase, Objective objective) {
        if (acts(true) && !hasPositivePhase) {
            throw new IllegalArgumentException(RULE + "=biases acts in the positive phase, but the objective, "
                    + objective + ", has none; use " + RULE + "=gradient, or objective=likelihood");
        }
    }
}
