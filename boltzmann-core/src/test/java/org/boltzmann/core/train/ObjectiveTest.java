package org.boltzmann.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.unit.Spin;
import org.junit.jupiter.api.Test;

class ObjectiveTest {

    private static final RandomKey KEY = RandomKey.of(23);

    /** See {@link TinyMachines#slopes}: 2.4e-5 of rounding and less than 1e-5 of curvature, here and in the gradient's floats. */
    private static final double SLOPE_ERROR = 5e-5;

    private static Objective exact(BoltzmannMachine machine) {
        return new MaximumLikelihood(
                new ExactPositivePhase(machine, List.of(machine.group("v"))), new ExactNegativePhase(machine));
    }

    private static State observed(BoltzmannMachine machine, Matrix values) {
        return machine.newState(values.columns()).observe(machine.group("v"), values);
    }

    private static Gradient gradient(BoltzmannMachine machine, Objective objective, State x) {
        Gradient gradient = machine.newGradient();
        objective.addGradient(x, 1, KEY, gradient);
        return gradient;
    }

    private static void assertClose(Gradient actual, Gradient expected, double tolerance) {
        for (Parameter parameter : actual.parameters()) {
            float[] a = actual.of(parameter).data();
            for (int i = 0; i < a.length; i++) {
                assertThat((double) a[i])
                        .as("%s, element %d", parameter, i)
                        .isCloseTo(expected.of(parameter).data()[i], within(tolerance));
            }
        }
    }

    private static void assertClimbsLikelihood(BoltzmannMachine machine, State x) {
        Gradient expected = TinyMachines.slopes(machine, () -> TinyMachines.logLikelihood(machine, x));
        assertClose(gradient(machine, exact(machine), x), expected, SLOPE_ERROR);
    }

    @Test
    void exactPhasesClimbTheLogLikelihoodOfARestrictedMachine() {
        BoltzmannMachine machine = TinyMachines.rbm(4, 3, 0.7);
        assertClimbsLikelihood(machine, observed(machine, TinyMachines.bars()));
    }

    @Test
    void exactPhasesClimbTheConditionalLogLikelihoodWhereThereIsContext() {
        BoltzmannMachine machine = TinyMachines.withContext(0.7);
        State x = observed(machine, Matrix.wrap(3, 3, new float[] {1, 0, 1, 0, 0, 1, 1, 1, 0}));
        x.set(machine.group("c"), Matrix.wrap(2, 3, new float[] {0.5f, -1, 1, 0.25f, -0.75f, 0}));
        assertClimbsLikelihood(machine, x);
    }

    @Test
    void exactPhasesClimbTheLogLikelihoodOfRealUnitsAndTheirPrecision() {
        Group v = Group.of("v", Gaussian.learnedPrecision("v", 2), 2);
        Group h = Group.of("h", new Spin(), 2);
        BoltzmannMachine machine =
                TinyMachines.filled(BoltzmannMachine.of(Bias.on(v), Bias.on(h), Pairwise.between(v, h)), 0.4);
        assertClimbsLikelihood(machine, observed(machine, Matrix.wrap(2, 3, new float[] {1, -0.5f, 0.25f, 2, -1, 0})));
    }

    @Test
    void theBatchIsAveragedAndTheFactorMultiplies() {
        BoltzmannMachine machine = TinyMachines.rbm(4, 3, 0.7);
        Gradient once = gradient(machine, exact(machine), observed(machine, TinyMachines.bars()));
        Matrix twice = Matrix.zeros(4, 14);
        twice.columns(0, 7).set(TinyMachines.bars());
        twice.columns(7, 14).set(TinyMachines.bars());
        Gradient doubled = machine.newGradient();
        exact(machine).addGradient(observed(machine, twice), -3, KEY, doubled);
        Gradient expected = machine.newGradient();
        expected.addScaled(-3, once);
        // Sums of some ten floats below 3: 10 * 2e-7.
        assertClose(doubled, expected, 2e-6);
    }

    @Test
    void objectivesAddUpAndMultiply() {
        BoltzmannMachine machine = TinyMachines.rbm(4, 3, 0.7);
        Objective sparsity = new SparsityTarget(machine, machine.group("h"), 0.2);
        Objective likelihood = exact(machine);
        State x = observed(machine, TinyMachines.bars());
        Gradient expected = machine.newGradient();
        expected.addScaled(2, gradient(machine, likelihood, x));
        expected.addScaled(-1, gradient(machine, sparsity, x));
        Objective sum = likelihood.times(4).plus(sparsity.times(-2)).times(0.5);
        // Sums of some ten floats below 3: 10 * 2e-7.
        assertClose(gradient(machine, sum, x), expected, 2e-6);
        assertThat(sum).hasToString("0.5 * (4.0 * (maximum likelihood (exact, exact)) + -2.0 * (sparsity(h -> 0.2)))");
    }

    @Test
    void theTwoSidesOfASumDrawDifferentNumbers() {
        BoltzmannMachine machine = TinyMachines.rbm(4, 3, 0.7);
        List<RandomKey> keys = new ArrayList<>();
        Objective recorder = (batch, factor, key, gradient) -> keys.add(key);
        gradient(machine, recorder.plus(recorder).plus(recorder), observed(machine, TinyMachines.bars()));
        assertThat(keys).hasSize(3).doesNotHaveDuplicates();
    }

    private static double sparsity(BoltzmannMachine machine, State x, double target) {
        Group h = machine.group("h");
        Matrix mean = Matrix.zeros(h.size(), x.columns());
        h.type().fillMean(machine.theta(), machine.fillField(h, x), mean);
        double sum = 0;
        for (int i = 0; i < h.size(); i++) {
            double activity = 0;
            for (int j = 0; j < x.columns(); j++) {
                activity += mean.get(i, j) / x.columns();
            }
            sum -= 0.5 * (target - activity) * (target - activity);
        }
        return sum;
    }

    @Test
    void theSparsityTargetClimbsItsDefinition() {
        BoltzmannMachine machine = TinyMachines.withContext(0.7);
        State x = observed(machine, Matrix.wrap(3, 3, new float[] {1, 0, 1, 0, 0, 1, 1, 1, 0}));
        x.set(machine.group("c"), Matrix.wrap(2, 3, new float[] {0.5f, -1, 1, 0.25f, -0.75f, 0}));
        Gradient expected = TinyMachines.slopes(machine, () -> sparsity(machine, x, 0.1));
        Gradient actual = gradient(machine, new SparsityTarget(machine, machine.group("h"), 0.1), x);
        assertClose(actual, expected, SLOPE_ERROR);
    }

    @Test
    void theActivityTargetMovesBiasesAloneByTheDistanceOfTheSample() {
        BoltzmannMachine machine = TinyMachines.rbm(4, 3, 0.7);
        Group h = machine.group("h");
        State x = observed(machine, TinyMachines.bars());
        PositivePhase exact = new ExactPositivePhase(machine, List.of(machine.group("v")));
        Gradient expected = machine.newGradient();
        exact.addGradient(x, 2, KEY, expected);
        Parameter bias = machine.parameters().stream()
                .filter(parameter -> parameter.name().equals("h.bias"))
                .findFirst()
                .orElseThrow();
        for (int i = 0; i < h.size(); i++) {
            double activity = 0;
            for (int j = 0; j < x.columns(); j++) {
                activity += x.of(h).get(i, j) / x.columns();
            }
            Matrix own = expected.of(bias);
            own.set(i, 0, (float) (own.get(i, 0) + 2 * 0.5 * (0.3 - activity)));
        }
        Gradient actual = machine.newGradient();
        new ActivityTarget(exact, machine, h, 0.3, 0.5).addGradient(x, 2, KEY, actual);
        // Sums of some ten floats below 3: 10 * 2e-7.
        assertClose(actual, expected, 2e-6);
    }

    @Test
    void theActivityTargetNeedsBiases() {
        Group v = Group.of("v", new Bernoulli(), 4);
        Group h = Group.of("h", new Bernoulli(), 2);
        BoltzmannMachine bare = BoltzmannMachine.of(Pairwise.between(v, h));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ActivityTarget(new ExactPositivePhase(bare, List.of(v)), bare, h, 0.1, 1))
                .withMessageContaining("no term touches it alone");
    }

    @Test
    void theSparsityTargetRefusesWhereItHasNoExactGradient() {
        BoltzmannMachine deep = TinyMachines.threeLayers(0.5);
        State x = observed(deep, TinyMachines.bars());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> gradient(deep, new SparsityTarget(deep, deep.group("h"), 0.1), x))
                .withMessageContaining("group l is not observed");

        Group v = Group.of("v", new Bernoulli(), 4);
        Group real = Group.of("h", Gaussian.learnedPrecision("h", 2), 2);
        BoltzmannMachine learned = BoltzmannMachine.of(Pairwise.between(v, real));
        assertThatIllegalArgumentException().isThrownBy(() -> new SparsityTarget(learned, real, 0.1));

        // In a one-hot block every mean depends on every field, and not only on its own.
        Group blocks = Group.of("h", new OneHot(3), 3);
        BoltzmannMachine potts = BoltzmannMachine.of(Pairwise.between(v, blocks));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SparsityTarget(potts, blocks, 0.1))
                .withMessageContaining("one-hot");
    }

    @Test
    void theExactPositivePhaseRefusesHiddenGroupsThatDependOnEachOther() {
        BoltzmannMachine machine = TinyMachines.threeLayers(0.5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExactPositivePhase(machine, List.of(machine.group("v"))))
                .withMessageContaining("pairwise(h,l)")
                .withMessageContaining("GibbsPositivePhase");
    }

    @Test
    void theExactPositivePhaseRefusesMissingValues() {
        BoltzmannMachine machine = TinyMachines.rbm(2, 2, 0.5);
        State x = observed(machine, Matrix.wrap(2, 2, new float[] {1, 0, Float.NaN, 1}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> gradient(machine, exact(machine), x))
                .withMessageContaining("group v")
                .withMessageContaining("missing values");
    }

    /**
     * Two free variables a and b in [0, 1] have variances of at most 1/4, so that a − b has one of at most 1 and the mean of
     * 40,000 of them a standard deviation of at most 0.005.
     */
    private static final int COLUMNS = 40_000;

    private static final double FIVE_DEVIATIONS = 0.025;

    @Test
    void contrastiveDivergenceIsAtRestWhereTheDataAreTheModels() {
        BoltzmannMachine machine = TinyMachines.rbm(4, 3, 0.7);
        State x = observed(machine, TinyMachines.drawn(machine, COLUMNS, KEY.at("data")));
        PositivePhase positive = new ExactPositivePhase(machine, List.of(machine.group("v")));
        for (int sweeps : new int[] {1, 2, 7}) {
            NegativePhase negative = new ContrastiveDivergence(machine, sweeps);
            Gradient gradient = gradient(machine, new MaximumLikelihood(positive, negative), x);
            assertClose(gradient, machine.newGradient(), FIVE_DEVIATIONS);
        }
    }

    @Test
    void persistentChainsAreAtRestWhereTheDataAreTheModels() {
        BoltzmannMachine machine = TinyMachines.rbm(4, 3, 0.7);
        Matrix data = TinyMachines.drawn(machine, COLUMNS, KEY.at("data"));
        NegativePhase negative = new PersistentContrastiveDivergence(machine, 1, COLUMNS);
        Objective objective =
                new MaximumLikelihood(new ExactPositivePhase(machine, List.of(machine.group("v"))), negative);
        Gradient ignored = machine.newGradient();
        for (int burnIn = 0; burnIn < 30; burnIn++) {
            negative.addGradient(observed(machine, TinyMachines.bars()), -1, KEY.at(burnIn), ignored);
        }
        Gradient gradient = gradient(machine, objective, observed(machine, data));
        assertClose(gradient, machine.newGradient(), FIVE_DEVIATIONS);
    }

    @Test
    void sampledPhasesAgreeWithTheExactOnes() {
        BoltzmannMachine machine = TinyMachines.threeLayers(0.7);
        Matrix data = Matrix.zeros(4, COLUMNS);
        for (int j = 0; j < COLUMNS; j++) {
            data.columns(j, j + 1).set(TinyMachines.bars().columns(j % 7, j % 7 + 1));
        }
        State x = observed(machine, data);
        Gradient actual = machine.newGradient();
        new GibbsPositivePhase(machine, 30).addGradient(x, 1, KEY, actual);
        Gradient expected = machine.newGradient();
        State few = observed(machine, TinyMachines.bars());
        Marginal.keeping(machine, List.of(machine.group("v")))
                .addGradient(few, ColumnWeights.uniform(1 / 7.0), expected);
        // Statistics in [0, 1]: a deviation of at most 0.5/200; and 40,000 is no multiple of 7: 7/40,000.
        assertClose(actual, expected, 5 * 0.0025 + 2e-4);
    }

    /** Two states, all 0 and all 1, of equal probability; to leave one takes e⁻²⁰. */
    private static BoltzmannMachine locked() {
        BoltzmannMachine machine = TinyMachines.rbm(1, 1, 0);
        machine.theta().of(machine.parameter("v.bias")).fill(-20);
        machine.theta().of(machine.parameter("h.bias")).fill(-20);
        machine.theta().of(machine.parameter("v-h.weights")).fill(40);
        return machine;
    }

    @Test
    void contrastiveDivergenceStartsAtTheDataEveryTime() {
        BoltzmannMachine machine = locked();
        Objective objective = new MaximumLikelihood(
                new ExactPositivePhase(machine, List.of(machine.group("v"))), new ContrastiveDivergence(machine, 3));
        for (float value : new float[] {1, 0, 1}) {
            Matrix data = Matrix.zeros(1, 9);
            data.fill(value);
            // The hidden means are 1 and 0 up to e⁻²⁰ = 2e-9; 18 ninths are added and taken away, each rounded by up to
            // 2⁻²⁵.
            assertClose(gradient(machine, objective, observed(machine, data)), machine.newGradient(), 18 * 0x1p-25);
        }
    }

    @Test
    void persistentChainsStayWhereTheyWere() {
        BoltzmannMachine machine = locked();
        PersistentContrastiveDivergence negative = new PersistentContrastiveDivergence(machine, 3, 9);
        Matrix data = Matrix.zeros(1, 9);
        data.fill(1);
        State x = observed(machine, data);
        Gradient gradient = machine.newGradient();
        assertThat(negative.chains().of(machine.group("v")).data()).containsOnly(0);
        negative.addGradient(x, -1, KEY, gradient);
        assertThat(negative.chains().of(machine.group("v")).data()).containsOnly(0);
        assertThat(TinyMachines.values(gradient, "v.bias")[0]).isCloseTo(0, within(1e-8f));

        negative.chains().of(machine.group("h")).fill(1);
        gradient.clear();
        negative.addGradient(x, -1, KEY.at(1), gradient);
        assertThat(negative.chains().of(machine.group("v")).data()).containsOnly(1);
        assertThat(TinyMachines.values(gradient, "v.bias")[0]).isCloseTo(-1, within(1e-6f));
    }

    @Test
    void persistentChainsMoveAtEveryUpdate() {
        BoltzmannMachine machine = TinyMachines.rbm(9, 3, 0.3);
        PersistentContrastiveDivergence negative = new PersistentContrastiveDivergence(machine, 1, 33);
        State x = machine.newState(1);
        float[] before = negative.chains().of(machine.group("v")).data().clone();
        for (int update = 0; update < 3; update++) {
            negative.addGradient(x, -1, KEY.at(update), machine.newGradient());
            float[] after = negative.chains().of(machine.group("v")).data().clone();
            assertThat(after).isNotEqualTo(before);
            before = after;
        }
    }

    @Test
    void persistentChainsRefuseContext() {
        BoltzmannMachine machine = TinyMachines.withContext(0.5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PersistentContrastiveDivergence(machine, 1, 10))
                .withMessageContaining("context c")
                .withMessageContaining("use contrastive divergence");
    }

    @Test
    void phasesWithoutASweepOrChainAreRefused() {
        BoltzmannMachine machine = TinyMachines.rbm(2, 2, 0.5);
        assertThatIllegalArgumentException().isThrownBy(() -> new ContrastiveDivergence(machine, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new GibbsPositivePhase(machine, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new PersistentContrastiveDivergence(machine, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new PersistentContrastiveDivergence(machine, 1, 0));
    }

    @Test
    void contrastiveDivergenceIsTheSameWhicheverGroupIsDeclaredFirst() {
        Group v = Group.of("v", new Bernoulli(), 4);
        Group h = Group.of("h", new Bernoulli(), 3);
        Bias onV = Bias.on(v);
        Bias onH = Bias.on(h);
        Pairwise between = Pairwise.between(v, h);
        List<float[]> gradients = new ArrayList<>();
        for (BoltzmannMachine machine :
                List.of(BoltzmannMachine.of(onV, onH, between), BoltzmannMachine.of(onH, onV, between))) {
            machine.theta().of(between.weights()).fill(0.5f);
            machine.theta().of(onH.bias()).fill(-1);
            State batch = machine.newState(50).clamp(v);
            batch.of(v).fill(1);
            Gradient gradient = machine.newGradient();
            new MaximumLikelihood(new ExactPositivePhase(machine, List.of(v)), new ContrastiveDivergence(machine, 1))
                    .addGradient(batch, 1, RandomKey.of(1), gradient);
            gradients.add(gradient.of(onH.bias()).data());
        }
        assertThat(gradients.get(1)).isEqualTo(gradients.get(0)).isNotEqualTo(new float[3]);
    }

    @Test
    void aSampledPositivePhaseOfOneSweepAlreadySeesWhatIsObserved() {
        Group v = Group.of("v", new Bernoulli(), 2);
        Group h = Group.of("h", new Bernoulli(), 1);
        Bias bias = Bias.on(h);
        Pairwise weights = Pairwise.between(v, h);
        BoltzmannMachine machine = BoltzmannMachine.of(weights, bias);
        machine.theta().of(weights.weights()).fill(20);
        machine.theta().of(bias.bias()).fill(-10);
        State batch = machine.newState(8);
        Matrix values = Matrix.zeros(2, 8);
        values.rows(0, 1).fill(1);
        values.rows(1, 2).fill(Float.NaN);
        batch.observe(v, values);
        new GibbsPositivePhase(machine, 1).addGradient(batch, 1, RandomKey.of(1), machine.newGradient());
        // v0 = 1 makes h = 1, which makes v1 = 1, each but for a chance of exp(-10)
        assertThat(batch.of(v).data()).containsOnly(1);
    }
}
