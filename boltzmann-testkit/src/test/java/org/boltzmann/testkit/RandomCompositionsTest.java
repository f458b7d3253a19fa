package org.boltzmann.testkit;

import java.util.ArrayList;
import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.Term;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Edge;
import org.boltzmann.core.term.Factored;
import org.boltzmann.core.term.Lateral;
import org.boltzmann.core.term.LateralEdges;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.term.ThreeWay;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.unit.Real;
import org.boltzmann.core.unit.Spin;
import org.junit.jupiter.api.Test;

/** Machines composed at random of core's unit types and terms obey every law that applies to them. */
class RandomCompositionsTest {

    static final int COMPOSITIONS = 320;
    static final int SAMPLED = 10;

    static final RandomMachines MACHINES = new RandomMachines(
            List.of(
                    new UnitTypeFactory((group, blocks) -> new Bernoulli()),
                    new UnitTypeFactory((group, blocks) -> new Bernoulli()),
                    new UnitTypeFactory((group, blocks) -> new Spin()),
                    new UnitTypeFactory((group, blocks) -> new OneHot(3)),
                    new UnitTypeFactory((group, blocks) -> new OneHot(2)),
                    new UnitTypeFactory((group, blocks) -> Gaussian.unitPrecision()),
                    new UnitTypeFactory(Gaussian::learnedPrecision),
                    new UnitTypeFactory((group, blocks) -> new Real())),
            List.of(
                    new TermFactory(1, groups -> Bias.on(groups.get(0))),
                    new TermFactory(1, RandomCompositionsTest::canBeLateral, groups -> Lateral.within(groups.get(0))),
                    new TermFactory(1, RandomCompositionsTest::canBeLateral, groups -> someEdges(groups.get(0))),
                    new TermFactory(2, groups -> Pairwise.between(groups.get(0), groups.get(1))),
                    new TermFactory(2, groups -> Pairwise.between(groups.get(0), groups.get(1))),
                    new TermFactory(3, groups -> ThreeWay.among(groups.get(0), groups.get(1), groups.get(2))),
                    new TermFactory(3, groups -> Factored.among(2, groups.toArray(Group[]::new))),
                    new TermFactory(4, groups -> Factored.among(2, groups.toArray(Group[]::new)))));

    private static boolean canBeLateral(List<Group> groups) {
        Group group = groups.get(0);
        return group.type().isBounded() && group.blocks() > 1;
    }

    /** Named unlike the weights of all pairs, so that a group can have both. */
    private static Term someEdges(Group group) {
        List<Edge> edges = new ArrayList<>();
        int block = group.type().block();
        for (int i = 0; i < group.size(); i++) {
            for (int j = i + 1; j < group.size(); j++) {
                if (i / block != j / block && (i + j) % 2 == 1) {
                    edges.add(new Edge(i, j));
                }
            }
        }
        return new LateralEdges(
                group, edges, Parameter.weights(group.name() + ".edges", Initializer.zero(), edges.size()));
    }

    @Test
    void hundredsOfRandomCompositionsObeyEveryLaw() {
        int checks = 0;
        for (int n = 0; n < COMPOSITIONS; n++) {
            RandomKey key = RandomKey.of(n);
            BoltzmannMachine machine = MACHINES.at(key.at("machine"));
            int columns = 1 + n % 3;
            try {
                checks += MachineLaws.checkAll(machine, RandomMachines.state(machine, columns, key.at("state")));
                if (n % (COMPOSITIONS / SAMPLED) == 0) {
                    checks += SamplingLaws.checkAll(machine, SamplingLaws.gibbs(machine), key.at("chains"));
                }
            } catch (AssertionError e) {
                throw new AssertionError("composition " + n + ", " + machine + ": " + e.getMessage(), e);
            }
        }
        System.out.println("random compositions: " + COMPOSITIONS + ", " + SAMPLED + " of them sampled; " + checks
                + " laws checked");
    }
}
