package org.boltzmann.discriminative;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.unit.Bernoulli;
import org.junit.jupiter.api.Test;

/** Machines with a label, composed at random, obey every law of classification. */
class RandomLabelledCompositionsTest {

    private static final int COMPOSITIONS = 320;
    private static final int SAMPLED = 10;
    private static final int DRAWS = 20_480;

    /** What decides how a machine is computed. */
    private enum Kind {
        BINARY_SHIFTED,
        BINARY_OTHERWISE,
        OTHER_HIDDEN_UNITS,
        HIDDEN_UNITS_WITHOUT_LABEL,
        HIGHER_ORDER_WITH_LABEL,
        CONTEXT
    }

    @Test
    void hundredsOfRandomCompositionsObeyEveryLaw() {
        int checks = 0;
        Set<Kind> seen = EnumSet.noneOf(Kind.class);
        for (int n = 0; n < COMPOSITIONS; n++) {
            RandomKey key = RandomKey.of(n);
            LabelledMachine labelled = RandomLabelledMachines.at(key.at("machine"));
            State x = RandomLabelledMachines.labelled(labelled, 1 + n % 3, key.at("state"));
            note(labelled, seen);
            try {
                ClassificationLaws laws = new ClassificationLaws(labelled, x, key.at("draws"));
                if (n % (COMPOSITIONS / SAMPLED) == 0) {
                    laws.frequencies(DRAWS);
                }
                checks += laws.checkAll();
            } catch (AssertionError e) {
                throw new AssertionError("composition " + n + ", " + labelled.machine() + ": " + e.getMessage(), e);
            }
        }
        assertThat(seen).containsExactlyInAnyOrder(Kind.values());
        System.out.println("random labelled compositions: " + COMPOSITIONS + ", " + SAMPLED + " of them sampled; "
                + checks + " laws checked");
    }

    private static void note(LabelledMachine labelled, Set<Kind> seen) {
        BoltzmannMachine machine = labelled.machine();
        labelled.hidden().forEach(group -> {
            var joined = machine.terms().stream()
                    .filter(term ->
                            term.groups().contains(group) && term.groups().contains(labelled.label()))
                    .toList();
            boolean shifted = joined.stream().allMatch(term -> term.groups().size() == 2);
            if (joined.isEmpty()) {
                seen.add(Kind.HIDDEN_UNITS_WITHOUT_LABEL);
            } else if (!(group.type() instanceof Bernoulli)) {
                seen.add(Kind.OTHER_HIDDEN_UNITS);
            } else {
                seen.add(shifted ? Kind.BINARY_SHIFTED : Kind.BINARY_OTHERWISE);
            }
            if (!shifted) {
                seen.add(Kind.HIGHER_ORDER_WITH_LABEL);
            }
        });
        if (labelled.given().stream().anyMatch(group -> group.type().isContext())) {
            seen.add(Kind.CONTEXT);
        }
    }
}
