package org.boltzmann.higherorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
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

/** Machines composed at random of this module's terms, among biases and pairs, obey every law that applies to them. */
class RandomHigherOrderCompositionsTest {

    private static final int COMPOSITIONS = 260;
    private static final int SAMPLED = 10;

    private static RandomMachines machines() {
        List<TermFactory> terms = new ArrayList<>();
        terms.add(new TermFactory(1, groups -> Bias.on(groups.get(0))));
        terms.add(new TermFactory(2, groups -> Pairwise.between(groups.get(0), groups.get(1))));
        terms.addAll(HigherOrderTerms.all());
        return new RandomMachines(
                List.of(
                        new UnitTypeFactory((group, blocks) -> new Bernoulli()),
                        new UnitTypeFactory((group, blocks) -> new Bernoulli()),
                        new UnitTypeFactory((group, blocks) -> new Spin()),
                        new UnitTypeFactory((group, blocks) -> new OneHot(3)),
                        new UnitTypeFactory((group, blocks) -> new OneHot(2)),
                        new UnitTypeFactory((group, blocks) -> Gaussian.unitPrecision()),
                        new UnitTypeFactory((group, blocks) -> new Real())),
                terms);
    }

    private static boolean isOfThisModule(BoltzmannMachine machine) {
        return machine.terms().stream()
                .anyMatch(term -> term.getClass().getPackage().equals(KWay.class.getPackage()));
    }

    @Test
    void hundredsOfRandomCompositionsObeyEveryLaw() {
        RandomMachines machines = machines();
        int checks = 0;
        int tried = 0;
        for (int n = 0; tried < COMPOSITIONS; n++) {
            RandomKey key = RandomKey.of(n);
            BoltzmannMachine machine = machines.at(key.at("machine"));
            if (!isOfThisModule(machine)) {
                continue; // that is core's test
            }
            try {
                checks += MachineLaws.checkAll(machine, RandomMachines.state(machine, 1 + n % 3, key.at("state")));
                if (tried % (COMPOSITIONS / SAMPLED) == 0) {
                    checks += SamplingLaws.checkAll(machine, SamplingLaws.gibbs(machine), key.at("chains"));
                }
            } catch (AssertionError e) {
                throw new AssertionError("composition " + n + ", " + machine + ": " + e.getMessage(), e);
            }
            tried++;
        }
        assertThat(checks).isGreaterThan(COMPOSITIONS);
        System.out.println("random compositions of higher order: " + tried + ", " + SAMPLED + " of them sampled; "
                + checks + " laws checked");
    }
}
