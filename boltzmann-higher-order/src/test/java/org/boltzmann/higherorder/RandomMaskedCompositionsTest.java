package org.boltzmann.higherorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Factored;
import org.boltzmann.core.term.Lateral;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.term.ThreeWay;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.unit.Real;
import org.boltzmann.core.unit.Spin;
import org.boltzmann.testkit.MachineLaws;
import org.boltzmann.testkit.RandomMachines;
import org.boltzmann.testkit.SamplingLaws;
import org.boltzmann.testkit.TermFactory;
import org.boltzmann.testkit.UnitTypeFactory;
import org.junit.jupiter.api.Test;

/** Machines composed at random of the core's terms and masked ones obey every law that applies to them. */
class RandomMaskedCompositionsTest {

    /** Machines that have a masked term, not counting those drawn beside them. */
    private static final int COMPOSITIONS = 260;

    private static final int SAMPLED = 5;

    private static final RandomMachines MACHINES = new RandomMachines(
            List.of(
                    new UnitTypeFactory((group, blocks) -> new Bernoulli()),
                    new UnitTypeFactory((group, blocks) -> new OneHot(2)),
                    new UnitTypeFactory((group, blocks) -> new OneHot(2)),
                    new UnitTypeFactory((group, blocks) -> new OneHot(3)),
                    new UnitTypeFactory((group, blocks) -> new Spin()),
                    new UnitTypeFactory((group, blocks) -> Gaussian.unitPrecision()),
                    new UnitTypeFactory(Gaussian::learnedPrecision),
                    new UnitTypeFactory((group, blocks) -> new Real())),
            List.of(
                    new TermFactory(1, groups -> Bias.on(groups.get(0))),
                    new TermFactory(
                            1,
                            groups -> groups.get(0).type().isBounded()
                                    && groups.get(0).blocks() > 1,
                            groups -> Lateral.within(groups.get(0))),
                    new TermFactory(2, groups -> Pairwise.between(groups.get(0), groups.get(1))),
                    new TermFactory(3, groups -> ThreeWay.among(groups.get(0), groups.get(1), groups.get(2))),
                    new TermFactory(3, groups -> Factored.among(2, groups.toArray(Group[]::new))),
                    masked(0),
                    masked(1),
                    bias(0),
                    bias(1)));

    private static TermFactory masked(int component) {
        return new TermFactory(
                3,
                groups -> fits(groups, component),
                groups -> Masked.between(groups.get(0), groups.get(1), component, groups.get(2)));
    }

    private static TermFactory bias(int component) {
        return new TermFactory(
                2, groups -> fits(groups, component), groups -> MaskedBias.on(groups.get(0), groups.get(1), component));
    }

    private static boolean fits(List<Group> groups, int component) {
        int visible = groups.get(0).size();
        int mask = groups.get(1).size();
        return mask % visible == 0 && mask / visible > component;
    }

    @Test
    void hundredsOfRandomCompositionsObeyEveryLaw() {
        int checks = 0;
        int masked = 0;
        int withWeights = 0;
        for (int n = 0; masked < COMPOSITIONS; n++) {
            RandomKey key = RandomKey.of(n);
            BoltzmannMachine machine = MACHINES.at(key.at("machine"));
            boolean weights = machine.terms().stream().anyMatch(Masked.class::isInstance);
            if (!weights && machine.terms().stream().noneMatch(MaskedBias.class::isInstance)) {
                continue;
            }
            withWeights += weights ? 1 : 0;
            try {
                checks += MachineLaws.checkAll(machine, RandomMachines.state(machine, 1 + n % 3, key.at("state")));
                if (masked % (COMPOSITIONS / SAMPLED) == 0) {
                    checks += SamplingLaws.checkAll(machine, SamplingLaws.gibbs(machine), key.at("chains"));
                }
            } catch (AssertionError e) {
                throw new AssertionError("composition " + n + ", " + machine + ": " + e.getMessage(), e);
            }
            masked++;
        }
        assertThat(withWeights).as("with hidden units behind the mask").isGreaterThan(COMPOSITIONS / 4);
        System.out.println("random masked compositions: " + masked + ", " + withWeights + " of them with weights; "
                + checks + " laws checked");
    }
}
