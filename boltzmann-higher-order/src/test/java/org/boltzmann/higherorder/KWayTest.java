package org.boltzmann.higherorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.Term;
import org.boltzmann.core.linalg.Workers;
import org.boltzmann.core.sample.GibbsSampler;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Lateral;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.term.ThreeWay;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.unit.Spin;
import org.boltzmann.testkit.TermLaws;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KWayTest {

    private static final RandomKey KEY = RandomKey.of(6);
    private static final Group V = Group.of("v", new Spin(), 9);
    private static final Group H = Group.of("h", new Bernoulli(), 4);
    private static final Group Y = Group.of("y", new OneHot(3), 3);

    private final int threads = Workers.shared().threads();

    @AfterEach
    void restore() {
        Workers.useThreads(threads);
    }

    private static State state(List<Group> groups, int columns) {
        State x = State.zeros(groups, columns);
        groups.forEach(group -> Multiples.fill(x.of(group), KEY.at(group.name()).generator()));
        return x;
    }

    /** Multiples of 1/64, of which products of three are exact, and so are sums of a hundred of them: 18 bits and 7. */
    private static double[] energy(Term term, ParameterValues theta, State x) {
        double[] energy = new double[x.columns()];
        term.addEnergy(theta, x, energy);
        return energy;
    }

    @Test
    void pairsWithinAGroupAreLateral() {
        KWay pairs = KWay.all(2, V);
        Lateral lateral = Lateral.within(V);
        ParameterValues theta = ParameterValues.zeros(pairs.parameters());
        ParameterValues matrix = ParameterValues.zeros(lateral.parameters());
        Multiples.fill(theta, KEY.generator());
        int e = 0;
        for (int i = 0; i < V.size(); i++) {
            for (int j = i + 1; j < V.size(); j++) {
                matrix.of(lateral.weights()).set(i, j, theta.of(pairs.weights()).get(e++, 0));
            }
        }
        State x = state(List.of(V), 5);
        assertThat(energy(pairs, theta, x)).containsExactly(energy(lateral, matrix, x), within(1e-5));
        assertThat(pairs.edges().size()).isEqualTo(36);
    }

    @Test
    void pairsAndTriplesOfDifferentGroupsArePairwiseAndThreeWay() {
        KWay pairs = KWay.all(2, V, H);
        Pairwise pairwise = Pairwise.between(V, H);
        KWay triples = KWay.all(3, V, H, Y);
        ThreeWay threeWay = ThreeWay.among(V, H, Y);
        ParameterValues theta = ParameterValues.zeros(
                List.of(pairs.weights(), pairwise.weights(), triples.weights(), threeWay.weights()));
        Multiples.fill(theta, KEY.generator());
        for (int e = 0; e < pairs.edges().size(); e++) {
            int[] units = pairs.edges().units(e);
            theta.of(pairwise.weights())
                    .set(units[0], units[1] - 9, theta.of(pairs.weights()).get(e, 0));
        }
        for (int e = 0; e < triples.edges().size(); e++) {
            int[] units = triples.edges().units(e);
            theta.of(threeWay.weights())
                    .set(
                            units[0],
                            units[1] - 9 + (units[2] - 13) * H.size(),
                            theta.of(triples.weights()).get(e, 0));
        }
        State x = state(List.of(V, H, Y), 5);
        assertThat(energy(pairs, theta, x)).containsExactly(energy(pairwise, theta, x), within(1e-5));
        assertThat(energy(triples, theta, x)).containsExactly(energy(threeWay, theta, x), within(1e-5));
    }

    @Test
    void lawsHoldForMoreColumnsThanAreTakenAtATime() {
        Group v = Group.of("v", new Bernoulli(), 5);
        KWay term = KWay.all(3, v, Y);
        ParameterValues theta = ParameterValues.zeros(term.parameters());
        Multiples.fill(theta, KEY.generator());
        TermLaws.checkAll(term, theta, state(List.of(v, Y), 2 * UnitRows.WIDTH + 3));
    }

    @Test
    void unitsThatAllMeetAreDrawnOneAfterAnotherAndOthersInColours() {
        assertThat(KWay.all(3, V).coupling(V).isAll()).isTrue();
        assertThat(KWay.all(1, V).coupling(V).isNone()).isTrue();
        assertThat(KWay.all(2, V, H).coupling(V).isNone()).isTrue();
        KWay some = KWay.of(Hyperedges.parse(List.of(V, H), "0-3-8/1,1-2/0"));
        assertThat(some.coupling(H).isNone()).isTrue();
        assertThat(some.coupling(V).isAll()).isFalse();
        assertThat(some.coupling(V).couples(3, 8)).isTrue();
        assertThat(some.coupling(V).couples(2, 3)).isFalse();
        assertThat(new GibbsSampler(BoltzmannMachine.of(Bias.on(V), Bias.on(H), some)).blocks())
                .containsExactly(List.of(V), List.of(H));
    }

    @Test
    void weightsOfAnotherNumberAreRefused() {
        Hyperedges edges = Hyperedges.all(2, V);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KWay(edges, Parameter.weights("w", Initializer.zero(), 35)))
                .withMessageContaining("k-way(v)")
                .withMessageContaining("36");
    }

    @Test
    void everythingIsTheSameBitForBitOnAnyNumberOfThreads() {
        Group v = Group.of("v", new Bernoulli(), 24);
        BoltzmannMachine machine = BoltzmannMachine.of(
                        Bias.on(v), KWay.of(Hyperedges.all(3, v), Initializer.normal(0.3)), KWay.all(3, v, Y))
                .initialize(KEY, Map.of());
        Workers.useThreads(1);
        List<float[]> expected = everything(machine);
        for (int n : new int[] {2, 4}) {
            Workers.useThreads(n);
            List<float[]> again = everything(machine);
            for (int k = 0; k < expected.size(); k++) {
                assertThat(Arrays.equals(again.get(k), expected.get(k))).isTrue();
            }
        }
    }

    private static List<float[]> everything(BoltzmannMachine machine) {
        State x = machine.newState(700);
        new GibbsSampler(machine).sweep(2, x, KEY);
        List<float[]> all = new ArrayList<>();
        double[] energy = new double[x.columns()];
        machine.addEnergy(x, energy);
        float[] rounded = new float[energy.length];
        for (int j = 0; j < energy.length; j++) {
            rounded[j] = (float) energy[j];
        }
        all.add(rounded);
        Gradient gradient = machine.newGradient();
        machine.addGradient(x, ColumnWeights.uniform(1), gradient);
        machine.parameters()
                .forEach(parameter -> all.add(gradient.of(parameter).data().clone()));
        for (Group group : machine.groups()) {
            all.add(x.of(group).data().clone());
            all.add(machine.fillField(group, x).data().clone());
        }
        return all;
    }
}
