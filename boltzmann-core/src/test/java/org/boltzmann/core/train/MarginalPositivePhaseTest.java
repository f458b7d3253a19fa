package org.boltzmann.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.sample.GibbsSampler;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.term.ThreeWay;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.OneHot;
import org.junit.jupiter.api.Test;

/** Hidden groups that depend on each other, but not given few states of some of them. */
class MarginalPositivePhaseTest {

    private static final RandomKey KEY = RandomKey.of(5);

    private final Group v = Group.of("v", new Bernoulli(), 4);
    private final Group h = Group.of("h", new Bernoulli(), 3);
    private final Group z = Group.of("z", new OneHot(3), 3);
    private final BoltzmannMachine mixture = TinyMachines.filled(
            BoltzmannMachine.of(Bias.on(v), Bias.on(z), Pairwise.between(h, z), ThreeWay.among(v, h, z)), 1);
    private final List<Group> observed = List.of(v);

    private State batch(Matrix values) {
        return mixture.newState(values.columns()).set(v, values).clamp(v);
    }

    @Test
    void theGradientIsTheSlopeOfTheFreeEnergyOfWhatIsObserved() {
        State x = batch(TinyMachines.allBits(4));
        Gradient found = mixture.newGradient();
        new MarginalPositivePhase(mixture, observed).addGradient(x, 2, KEY, found);
        Marginal kept = Marginal.keeping(mixture, observed);
        Gradient slopes = TinyMachines.slopes(mixture, () -> {
            double sum = 0;
            for (double f : kept.freeEnergy(x)) {
                sum -= f;
            }
            return 2 * sum / x.columns();
        });
        for (Parameter parameter : mixture.parameters()) {
            float[] expected = slopes.of(parameter).data();
            float[] actual = found.of(parameter).data();
            for (int i = 0; i < expected.length; i++) { // the differences are good to 5e-5, see slopes, times 2
                assertThat((double) actual[i]).as(parameter.name()).isCloseTo(expected[i], within(2e-4));
            }
        }
    }

    /** Frequencies of n = 40,000 draws within 6 standard deviations, at most 3/√n: once in 5e8. */
    @Test
    void aSampleOfThePosteriorIsLeft() {
        int n = 40_000;
        Matrix same = Matrix.zeros(4, n);
        for (int j = 0; j < n; j++) {
            same.set(0, j, 1);
            same.set(2, j, 1);
        }
        State x = batch(same);
        new MarginalPositivePhase(mixture, observed).addGradient(x, 1, KEY, mixture.newGradient());
        double[] f = new double[3];
        Matrix[] means = new Matrix[3];
        double total = 0;
        for (int k = 0; k < 3; k++) {
            State clamped = batch(same.columns(0, 1).copy());
            clamped.of(z).set(k, 0, 1);
            Marginal given = Marginal.keeping(mixture, List.of(v, z));
            f[k] = Math.exp(-given.freeEnergy(clamped)[0]);
            total += f[k];
            means[k] = Matrix.zeros(3, 1);
            given.addMean(h, clamped, means[k]);
        }
        double[][] joint = new double[3][3];
        double[] count = new double[3];
        for (int j = 0; j < n; j++) {
            for (int k = 0; k < 3; k++) {
                count[k] += x.of(z).get(k, j) / n;
                for (int i = 0; i < 3; i++) {
                    joint[k][i] += x.of(z).get(k, j) * x.of(h).get(i, j) / n;
                }
            }
        }
        for (int k = 0; k < 3; k++) {
            assertThat(count[k]).isCloseTo(f[k] / total, within(3 / Math.sqrt(n)));
            for (int i = 0; i < 3; i++) {
                assertThat(joint[k][i]).isCloseTo(f[k] / total * means[k].get(i, 0), within(3 / Math.sqrt(n)));
            }
        }
    }

    @Test
    void itIsChosenWhereTheStatesAreFewAndTheReasonNamesThem() {
        PositivePhases.Choice choice = PositivePhases.choose("auto", mixture, observed, 5);
        assertThat(choice.phase()).isInstanceOf(MarginalPositivePhase.class);
        assertThat(choice)
                .hasToString("exact: pairwise(h,z) joins h and z, so that the 3 states of z are enumerated;"
                        + " h is independent given v and z");
        assertThat(PositivePhases.choose("exact", mixture, observed, 5).phase())
                .isInstanceOf(MarginalPositivePhase.class);
        Group large = Group.of("l", new Bernoulli(), 17);
        BoltzmannMachine deep = BoltzmannMachine.of(
                Pairwise.between(v, large), Pairwise.between(large, Group.of("k", new Bernoulli(), 17)));
        assertThat(PositivePhases.choose("auto", deep, observed, 5))
                .hasToString("mean-field: pairwise(l,k) joins l and k");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PositivePhases.choose("exact", deep, observed, 5))
                .withMessageContaining("pairwise(l,k)")
                .withMessageContaining("2^17");
    }

    @Test
    void missingValuesAndClampedHiddenGroupsAreRefused() {
        MarginalPositivePhase phase = new MarginalPositivePhase(mixture, observed);
        State missing = mixture.newState(1).observe(v, Matrix.wrap(4, 1, new float[] {1, Float.NaN, 0, 1}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> phase.addGradient(missing, 1, KEY, mixture.newGradient()))
                .withMessageContaining("group v is not observed in full");
        State clamped = batch(TinyMachines.allBits(4)).clamp(z, 0, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> phase.addGradient(clamped, 1, KEY, mixture.newGradient()))
                .withMessageContaining("group z is clamped");
    }

    @Test
    void moreStatesThanFitAtOnceGiveTheSame() {
        Matrix many = Matrix.zeros(4, 1600); // times 3 components: in more than one visit
        Matrix few = TinyMachines.allBits(4);
        for (int j = 0; j < many.columns(); j++) {
            many.columns(j, j + 1).set(few.columns(j % 16, j % 16 + 1));
        }
        Gradient one = mixture.newGradient();
        Gradient other = mixture.newGradient();
        new MarginalPositivePhase(mixture, observed).addGradient(batch(few), 1, KEY, one);
        new MarginalPositivePhase(mixture, observed).addGradient(batch(many), 1, KEY, other);
        for (Parameter parameter : mixture.parameters()) {
            float[] expected = one.of(parameter).data();
            for (int i = 0; i < expected.length; i++) { // 1,600 terms of at most 1/1600, each rounded to 2^-24
                assertThat((double) other.of(parameter).data()[i]).isCloseTo(expected[i], within(1e-4));
            }
        }
    }

    @Test
    void whatDependsOnEachOtherIsDrawnTogetherUnlessItIsClamped() {
        GibbsSampler sampler = GibbsSampler.collapsing(mixture, observed);
        assertThat(sampler.blocks()).containsExactly(List.of(v), List.of(z), List.of(h));
        assertThat(sampler.toString()).contains("[" + z + "] with [" + h + "] summed out");
        assertThat(sampler.startingWith(List.of(h)).blocks()).containsExactly(List.of(z), List.of(h), List.of(v));
        State x = batch(TinyMachines.allBits(4));
        x.of(z).fill(0);
        for (int j = 0; j < 16; j++) {
            x.of(z).set(1, j, 1);
        }
        x.clamp(z);
        sampler.sweep(3, x, KEY);
        for (int j = 0; j < 16; j++) {
            assertThat(x.of(z).get(1, j)).isEqualTo(1);
        }
        BoltzmannMachine rbm = TinyMachines.rbm(4, 3, 1);
        assertThat(GibbsSampler.collapsing(rbm, List.of(rbm.group("v")))).hasToString(new GibbsSampler(rbm).toString());
    }
}
