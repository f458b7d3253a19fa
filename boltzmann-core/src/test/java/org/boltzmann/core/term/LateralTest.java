package org.boltzmann.core.term;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.estimate.AnnealedImportanceSampling;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Workers;
import org.boltzmann.core.sample.GibbsSampler;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.unit.Real;
import org.boltzmann.core.unit.Spin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LateralTest {

    private static final RandomKey KEY = RandomKey.of(4);

    private final int threads = Workers.shared().threads();

    @AfterEach
    void restore() {
        Workers.useThreads(threads);
    }

    private static Group spins(int size) {
        return Group.of("v", new Spin(), size);
    }

    @Test
    void onlyTheUpperTriangleIsLookedAt() {
        Group v = Group.of("v", new OneHot(2), 150 * 2);
        BoltzmannMachine machine = BoltzmannMachine.of(Lateral.within(v)).initialize(KEY, Map.of());
        State x = machine.newState(3);
        new GibbsSampler(machine).sweep(x, KEY);
        State other = x.copyReleased();
        double[] energy = new double[3];
        machine.addEnergy(x, energy);
        Matrix field = machine.fillField(v, x).copy();
        Matrix weights = machine.theta().of(machine.parameter("v-v.weights"));
        for (int j = 0; j < v.size(); j++) {
            for (int i = 0; i < v.size(); i++) {
                if (i / 2 >= j / 2) {
                    assertThat(weights.get(i, j)).isZero();
                    weights.set(i, j, 7);
                }
            }
        }
        double[] same = new double[3];
        machine.addEnergy(other, same);
        assertThat(same).containsExactly(energy);
        assertThat(machine.fillField(v, other).data()).containsExactly(field.data());
        new GibbsSampler(machine).sweep(other, KEY.at(2));
        State again = x.copyReleased();
        for (int j = 0; j < v.size(); j++) {
            for (int i = j / 2 * 2; i < v.size(); i++) {
                weights.set(i, j, 0);
            }
        }
        new GibbsSampler(machine).sweep(again, KEY.at(2));
        assertThat(other.of(v).data()).containsExactly(again.of(v).data());
    }

    @Test
    void unitsThatCannotBeCoupledAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lateral.within(Group.of("v", Gaussian.unitPrecision(), 3)))
                .withMessageContaining("lateral(v)")
                .withMessageContaining("unbounded");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lateral.within(Group.of("u", new Real(), 3)))
                .withMessageContaining("context");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lateral.within(spins(1)))
                .withMessageContaining("nothing to couple");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Lateral(spins(3), Parameter.weights("w", Initializer.zero(), 3, 4)))
                .withMessageContaining("[3, 3]");
    }

    @Test
    void edgesAreChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Edge(2, 1))
                .withMessageContaining("smaller index first");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lateral.along(spins(3), List.of(new Edge(0, 3))))
                .withMessageContaining("0-3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lateral.along(spins(3), List.of(new Edge(0, 1), new Edge(0, 1))))
                .withMessageContaining("twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lateral.along(spins(3), List.of()))
                .withMessageContaining("no edges");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lateral.along(Group.of("v", new OneHot(2), 4), List.of(new Edge(2, 3))))
                .withMessageContaining("within a block");
    }

    @Test
    void neighboursFollowTheShape() {
        assertThat(LateralEdges.grid(spins(3))).hasToString("[0-1, 1-2]");
        assertThat(LateralEdges.grid(spins(6).withShape(2, 3))).hasToString("[0-3, 0-1, 1-4, 1-2, 2-5, 3-4, 4-5]");
    }

    @Test
    void aLateralGroupIsABlockOfItsOwnForWhichNoMeansStand() {
        Group v = spins(3);
        Group h = Group.of("h", new Bernoulli(), 2);
        Group k = Group.of("k", new Bernoulli(), 2);
        BoltzmannMachine machine = BoltzmannMachine.of(
                Bias.on(v), Bias.on(h), Bias.on(k), Lateral.within(h), Pairwise.between(v, h), Pairwise.between(v, k));
        assertThat(machine.isLateral(h)).isTrue();
        assertThat(machine.termJoining(List.of(h))).isPresent();
        assertThat(machine.termJoining(List.of(k))).isEmpty();
        assertThat(new GibbsSampler(machine).blocks()).containsExactly(List.of(v), List.of(h), List.of(k));
        BoltzmannMachine last = BoltzmannMachine.of(Bias.on(v), Lateral.within(h), Pairwise.between(v, h));
        assertThat(new GibbsSampler(last).lastBlock()).isEmpty();
    }

    @Test
    void sweepsAndAnnealingGiveTheSameBitsOnAnyNumberOfThreads() {
        Group v = Group.of("v", new Bernoulli(), 150);
        Group h = new Group("h", new Spin(), 140, List.of(10, 14));
        BoltzmannMachine machine = BoltzmannMachine.of(
                        Bias.on(v),
                        Lateral.within(v, Initializer.normal(0.1)),
                        Lateral.along(h, LateralEdges.grid(h), Initializer.normal(0.3)),
                        Pairwise.between(v, h, Initializer.normal(0.1)))
                .initialize(KEY, Map.of());
        for (int columns : new int[] {1, 70, 410}) {
            Workers.useThreads(1);
            float[] expected = swept(machine, columns);
            double estimate = annealed(machine);
            for (int n : new int[] {2, 4}) {
                Workers.useThreads(n);
                assertThat(Arrays.equals(swept(machine, columns), expected)).isTrue();
                assertThat(annealed(machine)).isEqualTo(estimate);
            }
        }
    }

    private static float[] swept(BoltzmannMachine machine, int columns) {
        State x = machine.newState(columns);
        new GibbsSampler(machine).sweep(3, x, KEY);
        float[] v = x.of(machine.group("v")).data();
        float[] h = x.of(machine.group("h")).data();
        float[] both = Arrays.copyOf(v, v.length + h.length);
        System.arraycopy(h, 0, both, v.length, h.length);
        return both;
    }

    private static double annealed(BoltzmannMachine machine) {
        return AnnealedImportanceSampling.of(machine, Map.of())
                .run(40, AnnealedImportanceSampling.uniformBetas(5), KEY)
                .value();
    }
}
