package org.boltzmann.rbm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.train.ExactNegativePhase;
import org.boltzmann.core.train.MaximumLikelihood;
import org.boltzmann.core.train.NegativePhase;
import org.boltzmann.core.train.Optimizer;
import org.boltzmann.core.train.PersistentContrastiveDivergence;
import org.boltzmann.core.train.PositivePhase;
import org.boltzmann.core.train.PositivePhases;
import org.boltzmann.core.train.Schedule;
import org.boltzmann.core.train.Trainer;
import org.boltzmann.core.unit.Bernoulli;
import org.junit.jupiter.api.Test;

/** A machine in which all units are coupled learns what bars and stripes are, by its exact log-likelihood. */
class GeneralMachinesTest {

    /** Twelve patterns of probability 1/16; black and white, which are bars and stripes at once, of 1/8. */
    private static final double ENTROPY = 12.0 / 16 * Math.log(16) + 2.0 / 8 * Math.log(8);

    /** A coin for the orientation, then each of three lines on with 1/2. */
    private static Matrix barsAndStripes() {
        Matrix data = Matrix.zeros(9, 16);
        for (int p = 0; p < 16; p++) {
            for (int line = 0; line < 3; line++) {
                for (int k = 0; k < 3 && (p >> line & 1) == 1; k++) {
                    data.set(p < 8 ? 3 * line + k : 3 * k + line, p, 1);
                }
            }
        }
        return data;
    }

    private interface Phases {
        MaximumLikelihood of(BoltzmannMachine machine);
    }

    /** How far the mean log-likelihood after training lies below what is possible, −entropy. */
    private static double shortfall(BoltzmannMachine machine, Optimizer optimizer, int steps, Phases phases) {
        Presentation data = new Presentation(
                DataSet.of("bars", List.of(3, 3), barsAndStripes()), machine.group("v"), Encoding.asIs());
        RandomKey key = RandomKey.of(1);
        machine.initialize(key, data.means(key));
        new Trainer(machine, phases.of(machine), optimizer, 16, 1, List.of()).train(data, steps);
        State x = machine.newState(16).set(machine.group("v"), barsAndStripes());
        double sum = 0;
        for (double f : Marginal.keeping(machine, List.of(machine.group("v"))).freeEnergy(x)) {
            sum -= f / 16;
        }
        return -ENTROPY - (sum - Marginal.logPartition(machine));
    }

    private static BoltzmannMachine machine(int hidden, double deviation) {
        Group v = new Group("v", new Bernoulli(), 9, List.of(3, 3));
        Group h = Group.of("h", new Bernoulli(), hidden);
        return GeneralMachines.of(
                v, h, Couplings.DENSE, Couplings.DENSE, Initializer.matchedToData(v), Initializer.normal(deviation));
    }

    private static MaximumLikelihood chains(BoltzmannMachine machine, String positive) {
        NegativePhase negative = new PersistentContrastiveDivergence(machine, 1, 100);
        return new MaximumLikelihood(
                PositivePhases.choose(positive, machine, List.of(machine.group("v")), 30)
                        .phase(),
                negative);
    }

    private static void tell(String how, double shortfall) {
        System.out.printf(
                Locale.ROOT,
                "bars and stripes 3x3 by %s: exact log-likelihood %.4f, %.4f nats below minus the entropy%n",
                how,
                -ENTROPY - shortfall,
                shortfall);
    }

    @Test
    void meanFieldAndPersistentChainsLearnBarsAndStripes() {
        double shortfall = shortfall(
                machine(8, 0.01),
                Optimizer.sgd(Schedule.linear(0.2, 0, 6000)),
                6000,
                m -> chains(m, PositivePhases.AUTO));
        tell("mean field and persistent chains", shortfall);
        assertThat(shortfall).isBetween(0.0, 0.15);
    }

    @Test
    void exactPhasesLearnBarsAndStripes() {
        double shortfall = shortfall(machine(3, 0.1), Optimizer.adam(Schedule.linear(0.1, 0, 400)), 400, machine -> {
            Marginal posterior = Marginal.keeping(machine, List.of(machine.group("v")));
            PositivePhase exact = (batch, factor, key, gradient) ->
                    posterior.addGradient(batch, ColumnWeights.uniform(factor / batch.columns()), gradient);
            return new MaximumLikelihood(exact, new ExactNegativePhase(machine));
        });
        tell("exact phases", shortfall);
        assertThat(shortfall).isBetween(0.0, 0.15);
    }

    @Test
    void couplingsAreNamedByTheirGroups() {
        assertThat(GeneralMachines.bernoulli(4, 3).parameters().stream().map(Parameter::name))
                .containsExactly("v.bias", "h.bias", "v-v.weights", "h-h.weights", "v-h.weights");
        Group v = new Group("v", new Bernoulli(), 6, List.of(2, 3));
        BoltzmannMachine grid =
                GeneralMachines.visible(v, Couplings.GRID, Initializer.zero(), Initializer.normal(0.01));
        assertThat(grid.parameter("v-v.weights").shape()).containsExactly(7);
    }

    @Test
    void thePositivePhaseIsChosenWithAReason() {
        BoltzmannMachine few = GeneralMachines.bernoulli(4, 3);
        assertThat(PositivePhases.choose("auto", few, List.of(few.group("v")), 30))
                .hasToString("exact: lateral(h) couples units of h, so that the 8 states of h are enumerated");
        BoltzmannMachine general = GeneralMachines.bernoulli(4, 30);
        List<Group> observed = List.of(general.group("v"));
        assertThat(PositivePhases.choose("auto", general, observed, 30))
                .hasToString("mean-field: lateral(h) couples units of h");
        Group v = general.group("v");
        BoltzmannMachine semiRestricted = GeneralMachines.of(
                v, general.group("h"), Couplings.DENSE, Couplings.NONE, Initializer.zero(), Initializer.normal(0.01));
        assertThat(PositivePhases.choose("auto", semiRestricted, observed, 30))
                .hasToString("exact: h is independent given v");
    }
}
