package org.boltzmann.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Coupling;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.Term;
import org.boltzmann.core.UnitType;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.sample.GibbsSampler;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Factored;
import org.boltzmann.core.term.Lateral;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.term.ThreeWay;
import org.boltzmann.core.train.ContrastiveDivergence;
import org.boltzmann.core.train.ExactNegativePhase;
import org.boltzmann.core.train.ExactPositivePhase;
import org.boltzmann.core.train.MaximumLikelihood;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.OneHot;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A wrong term, unit type, sampler or phase is caught, by the law it breaks. */
class PlantedBugsTest {

    private static final RandomKey KEY = RandomKey.of(7);
    private static final Group A = Group.of("a", new Bernoulli(), 3);
    private static final Group B = Group.of("b", new Bernoulli(), 3);
    private static final Group C = Group.of("c", new Bernoulli(), 3);

    private static DynamicTest caught(String bug, Law law, ThrowingCallable check) {
        return dynamicTest(
                bug + " is caught by " + law.name(),
                () -> assertThatThrownBy(check)
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining(law.toString()));
    }

    private static DynamicTest term(String bug, Law law, Term term) {
        return caught(bug, law, () -> {
            ParameterValues theta = ParameterValues.zeros(term.parameters());
            Grid.fill(theta, 1, KEY.at("theta").generator());
            State x = State.zeros(term.groups(), 7);
            term.groups().forEach(g -> Grid.fill(x.of(g), 1, KEY.at(g.name()).generator()));
            TermLaws.checkAll(term, theta, x);
        });
    }

    @TestFactory
    Stream<DynamicTest> wrongTerms() {
        return Stream.of(
                term("a field of the wrong sign", Law.FIELD_TIMES_STATE, new RightTerm(Pairwise.between(A, B)) {
                    @Override
                    public void addField(ParameterValues theta, Group target, State x, Matrix field) {
                        Matrix part = TermLaws.field(right, theta, target, x);
                        addTo(field, -1, part);
                    }
                }),
                term("a gradient of the wrong sign", Law.GRADIENT_DIFFERENCE, new RightTerm(Pairwise.between(A, B)) {
                    @Override
                    public void addGradient(ParameterValues theta, State x, ColumnWeights w, Gradient gradient) {
                        right.addGradient(theta, x, negative(w, x.columns()), gradient);
                    }
                }),
                term("a bias forgotten in the field", Law.FIELD_TIMES_STATE, new RightTerm(Bias.on(A)) {
                    @Override
                    public void addField(ParameterValues theta, Group target, State x, Matrix field) {}
                }),
                term("a transposed weight", Law.FIELD_TIMES_STATE, new RightTerm(Pairwise.between(A, B)) {
                    @Override
                    public void addField(ParameterValues theta, Group target, State x, Matrix field) {
                        ParameterValues transposed = theta.copy();
                        Parameter weights = parameters().get(0);
                        for (int i = 0; i < 3; i++) {
                            for (int j = 0; j < 3; j++) {
                                transposed
                                        .of(weights)
                                        .set(i, j, theta.of(weights).get(j, i));
                            }
                        }
                        right.addField(transposed, target, x, field);
                    }
                }),
                term(
                        "an index off by one in the third group",
                        Law.FIELD_TIMES_STATE,
                        new RightTerm(ThreeWay.among(A, B, C)) {
                            @Override
                            public void addField(ParameterValues theta, Group target, State x, Matrix field) {
                                Matrix rolled = x.of(C).copy();
                                for (int k = 0; k < C.size(); k++) {
                                    rolled.rows(k, k + 1).set(x.of(C).rows((k + 1) % 3, (k + 1) % 3 + 1));
                                }
                                right.addField(theta, target, x.with(C, rolled), field);
                            }
                        }),
                term(
                        "a gradient that ignores the weights of columns",
                        Law.GRADIENT_DIFFERENCE,
                        new RightTerm(Pairwise.between(A, B)) {
                            @Override
                            public void addGradient(
                                    ParameterValues theta, State x, ColumnWeights w, Gradient gradient) {
                                right.addGradient(theta, x, ColumnWeights.uniform(w.factor()), gradient);
                            }
                        }),
                term(
                        "a factor left out of the gradient",
                        Law.GRADIENT_DIFFERENCE,
                        new RightTerm(Factored.among(2, A, B, C)) {
                            @Override
                            public void addGradient(
                                    ParameterValues theta, State x, ColumnWeights w, Gradient gradient) {
                                right.addGradient(theta, x, w, gradient);
                                parameters()
                                        .forEach(p ->
                                                gradient.of(p).columns(1, 2).fill(0));
                            }
                        }),
                term("an energy that is set, not added", Law.ADDS, new RightTerm(Pairwise.between(A, B)) {
                    @Override
                    public void addEnergy(ParameterValues theta, State x, double[] energy) {
                        java.util.Arrays.fill(energy, 0);
                        right.addEnergy(theta, x, energy);
                    }
                }),
                term("a constant in the energy", Law.ZERO_GROUP, new RightTerm(Pairwise.between(A, B)) {
                    @Override
                    public void addEnergy(ParameterValues theta, State x, double[] energy) {
                        right.addEnergy(theta, x, energy);
                        energy[0] += 0.5;
                    }
                }),
                term("a field that looks at its own group", Law.OWN_VALUES, new RightTerm(Pairwise.between(A, B)) {
                    @Override
                    public void addField(ParameterValues theta, Group target, State x, Matrix field) {
                        right.addField(theta, target, x, field);
                        addTo(field, 0.25f, x.of(target));
                    }
                }),
                term("a field that changes the state", Law.INPUTS_UNCHANGED, new RightTerm(Pairwise.between(A, B)) {
                    @Override
                    public void addField(ParameterValues theta, Group target, State x, Matrix field) {
                        right.addField(theta, target, x, field);
                        x.of(target).fill(0);
                    }
                }),
                term("a term that divides by the number of columns", Law.COLUMNS, new RightTerm(Bias.on(A)) {
                    @Override
                    public void addEnergy(ParameterValues theta, State x, double[] energy) {
                        double[] part = TermLaws.energy(right, theta, x);
                        for (int j = 0; j < part.length; j++) {
                            energy[j] += part[j] / x.columns();
                        }
                    }

                    @Override
                    public void addField(ParameterValues theta, Group target, State x, Matrix field) {
                        addTo(field, 1f / x.columns(), TermLaws.field(right, theta, target, x));
                    }

                    @Override
                    public void addGradient(ParameterValues theta, State x, ColumnWeights w, Gradient gradient) {
                        Gradient part = Gradient.zero(parameters());
                        right.addGradient(theta, x, w, part);
                        gradient.addScaled(1.0 / x.columns(), part);
                    }
                }));
    }

    private static void addTo(Matrix target, float factor, Matrix part) {
        for (int j = 0; j < part.columns(); j++) {
            for (int i = 0; i < part.rows(); i++) {
                target.set(i, j, target.get(i, j) + factor * part.get(i, j));
            }
        }
    }

    private static ColumnWeights negative(ColumnWeights weights, int columns) {
        float[] negative = new float[columns];
        for (int j = 0; j < columns; j++) {
            negative[j] = (float) -weights.of(j);
        }
        return ColumnWeights.of(negative);
    }

    private static DynamicTest type(String bug, Law law, UnitType type) {
        return caught(bug, law, () -> {
            Group group = Group.of("g", type, 2 * type.block());
            ParameterValues theta = ParameterValues.zeros(type.parameters());
            Grid.fill(theta, 0.5, KEY.at("theta").generator());
            Matrix field = Matrix.zeros(group.size(), 4);
            Grid.fill(field, 3, KEY.at("field").generator());
            UnitTypeLaws.states(type);
            UnitTypeLaws.moments(group, theta, field);
            UnitTypeLaws.extremeFields(group, theta);
            UnitTypeLaws.fieldForMean(group, theta, field);
            UnitTypeLaws.views(group, theta, field);
            UnitTypeLaws.inPlace(group, theta, field);
            UnitTypeLaws.meanAndSample(group, theta, field);
            UnitTypeLaws.ownGradient(group, theta, field, ColumnWeights.uniform(1));
            UnitTypeLaws.samples(group, theta, field.columns(0, 1).copy().data(), KEY.at("samples"));
        });
    }

    @TestFactory
    Stream<DynamicTest> wrongUnitTypes() {
        return Stream.of(
                type("a state listed twice", Law.STATES, new RightType(new Bernoulli()) {
                    @Override
                    public List<float[]> states() {
                        return List.of(new float[] {1}, new float[] {1});
                    }
                }),
                type(
                        "a log partition without its constant",
                        Law.LOG_PARTITION,
                        new RightType(Gaussian.unitPrecision()) {
                            @Override
                            public void addLogPartition(ParameterValues theta, Matrix field, double[] sum) {
                                right.addLogPartition(theta, field, sum);
                                for (int j = 0; j < sum.length; j++) {
                                    sum[j] -= 0.5 * field.rows() * Math.log(2 * Math.PI);
                                }
                            }
                        }),
                type("a mean at twice the field", Law.MEAN, new MeanAtTwiceTheField()),
                type("a variance that is the mean", Law.VARIANCE, new RightType(new Bernoulli()) {
                    @Override
                    public void fillVariance(ParameterValues theta, Matrix field, Matrix variance) {
                        right.fillMean(theta, field, variance);
                    }
                }),
                type("a logarithm of 1 + exp that overflows", Law.EXTREME_FIELDS, new RightType(new Bernoulli()) {
                    @Override
                    public void addLogPartition(ParameterValues theta, Matrix field, double[] sum) {
                        for (int j = 0; j < sum.length; j++) {
                            for (int i = 0; i < field.rows(); i++) {
                                sum[j] += Math.log(1 + Math.exp(field.get(i, j)));
                            }
                        }
                    }
                }),
                type(
                        "a field for the mean that is its logarithm only",
                        Law.FIELD_FOR_MEAN,
                        new RightType(new Bernoulli()) {
                            @Override
                            public void fillFieldForMean(ParameterValues theta, Matrix mean, Matrix field) {
                                new OneHot(2).fillFieldForMean(theta, mean, field);
                            }
                        }),
                type(
                        "a view that takes the parameters of the first units",
                        Law.VIEWS,
                        new RightType(Gaussian.learnedPrecision("g", 2)) {
                            @Override
                            public void fillMean(ParameterValues theta, Matrix field, Matrix mean) {
                                right.fillMean(theta, field.copy(), mean);
                            }
                        }),
                type(
                        "a sample of a view that takes the parameters of the first units",
                        Law.VIEWS,
                        new RightType(Gaussian.learnedPrecision("g", 2)) {
                            @Override
                            public void fillSample(
                                    ParameterValues theta, Matrix field, RandomGenerator random, Matrix sample) {
                                right.fillSample(theta, field.copy(), random, sample);
                            }
                        }),
                type(
                        "an expected gradient at the squared mean",
                        Law.OWN_EXPECTED_GRADIENT,
                        new RightType(Gaussian.learnedPrecision("g", 2)) {
                            @Override
                            public void addExpectedGradient(
                                    ParameterValues theta, Matrix field, ColumnWeights w, Gradient gradient) {
                                Matrix mean = Matrix.zeros(field.rows(), field.columns())
                                        .rows(0, field.rows());
                                right.fillMean(theta, field, mean);
                                Matrix placed = Matrix.zeros(2, field.columns())
                                        .rows(field.firstRow(), field.firstRow() + field.rows());
                                placed.set(mean);
                                right.addGradient(theta, placed, w, gradient);
                            }
                        }),
                type(
                        "a gradient of own parameters of the wrong sign",
                        Law.OWN_GRADIENT,
                        new RightType(Gaussian.learnedPrecision("g", 2)) {
                            @Override
                            public void addGradient(
                                    ParameterValues theta, Matrix x, ColumnWeights w, Gradient gradient) {
                                right.addGradient(theta, x, negative(w, x.columns()), gradient);
                            }
                        }),
                type("an inverted threshold of sampling", Law.SAMPLE_DISTRIBUTION, new RightType(new Bernoulli()) {
                    @Override
                    public void fillSample(ParameterValues theta, Matrix field, RandomGenerator random, Matrix sample) {
                        right.fillSample(theta, field, random, sample);
                        each(sample, value -> 1 - value);
                    }
                }),
                type("a sample in the place of the mean", Law.MEAN_AND_SAMPLE, new RightType(new Bernoulli()) {
                    @Override
                    public void fillMeanAndSample(
                            ParameterValues theta, Matrix field, RandomGenerator random, Matrix mean, Matrix sample) {
                        right.fillMeanAndSample(theta, field, random, sample, mean);
                    }
                }),
                type("samples of 1e-5 where 0 is meant", Law.SAMPLE_STATES, new RightType(new Bernoulli()) {
                    @Override
                    public void fillSample(ParameterValues theta, Matrix field, RandomGenerator random, Matrix sample) {
                        right.fillSample(theta, field, random, sample);
                        each(sample, value -> Math.max(value, 1e-5f));
                    }
                }),
                type(
                        "normal samples of half the variance",
                        Law.SAMPLE_DISTRIBUTION,
                        new RightType(Gaussian.unitPrecision()) {
                            @Override
                            public void fillSample(
                                    ParameterValues theta, Matrix field, RandomGenerator random, Matrix sample) {
                                Matrix mean = field.copy();
                                right.fillSample(theta, field, random, sample);
                                for (int j = 0; j < mean.columns(); j++) {
                                    for (int i = 0; i < mean.rows(); i++) {
                                        sample.set(
                                                i, j, mean.get(i, j) + 0.7071f * (sample.get(i, j) - mean.get(i, j)));
                                    }
                                }
                            }
                        }));
    }

    private static final class MeanAtTwiceTheField extends RightType {
        MeanAtTwiceTheField() {
            super(new Bernoulli());
        }

        @Override
        public void fillMean(ParameterValues theta, Matrix field, Matrix mean) {
            Matrix twice = field.copy();
            each(twice, value -> 2 * value);
            right.fillMean(theta, twice, mean);
        }
    }

    private interface FloatFunction {
        float of(float value);
    }

    private static void each(Matrix matrix, FloatFunction function) {
        for (int j = 0; j < matrix.columns(); j++) {
            for (int i = 0; i < matrix.rows(); i++) {
                matrix.set(i, j, function.of(matrix.get(i, j)));
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> wrongSamplers() {
        BoltzmannMachine rbm = TinyMachines.rbm(KEY);
        GibbsSampler gibbs = new GibbsSampler(rbm);
        BoltzmannMachine unbiased = rbm.copy();
        unbiased.theta().of(unbiased.parameter("h.bias")).fill(0);
        return Stream.of(
                sampler("a stale chain, both groups drawn from the old state", Law.STATIONARY, rbm, (x, key) -> {
                    State old = x.copyReleased();
                    for (Group group : rbm.groups()) {
                        Matrix field = rbm.fillField(group, old);
                        Matrix drawn = Matrix.zeros(field.rows(), field.columns());
                        group.type()
                                .fillSample(
                                        rbm.theta(), field, key.at(group.name()).generator(), drawn);
                        x.setUnclamped(group, drawn);
                    }
                }),
                sampler("a sampler that forgets a bias", Law.STATIONARY, rbm, SamplingLaws.gibbs(unbiased)),
                sampler("a clamp mask ignored", Law.CLAMPED, rbm, (x, key) -> {
                    State released = x.copyReleased();
                    gibbs.sweep(released, key);
                    x.setAll(released);
                }),
                sampler("a sampler that draws nothing", Law.CONDITIONAL_SAMPLE, rbm, (x, key) -> {}),
                sampler("means in the place of samples", Law.SAMPLE_STATES, rbm, (x, key) -> {
                    gibbs.sweep(x, key);
                    gibbs.fillMeans(gibbs.lastBlock(), x);
                }));
    }

    private static DynamicTest sampler(String bug, Law law, BoltzmannMachine machine, SamplingLaws.Sweep sweep) {
        return caught(bug, law, () -> SamplingLaws.checkAll(machine, sweep, KEY.at("chains")));
    }

    @TestFactory
    Stream<DynamicTest> wrongPhasesAndFreeEnergies() {
        BoltzmannMachine deep = TinyMachines.deep(KEY);
        Group v = deep.group("v");
        State x = RandomMachines.state(deep, 3, KEY.at("state"));
        BoltzmannMachine rbm = TinyMachines.rbm(KEY);
        State data = RandomMachines.state(rbm, 3, KEY.at("state"));
        List<Group> observed = List.of(rbm.group("v"));
        BoltzmannMachine conditional = TinyMachines.withContext(KEY);
        State given = RandomMachines.state(conditional, 3, KEY.at("state"));
        List<Group> seen = List.of(conditional.group("v"));
        BoltzmannMachine wrongMean = wrongMean();
        State wrong = RandomMachines.state(wrongMean, 3, KEY.at("state"));
        BoltzmannMachine tied = overwritingTied();
        State tiedState = tied.newState(2);
        tied.groups().forEach(group -> tiedState.of(group).fill(1));
        List<DynamicTest> tests = new ArrayList<>();
        tests.add(caught(
                "the formula for independent groups used where two share a term",
                Law.FREE_ENERGY,
                () -> MachineLaws.freeEnergy(deep, x, List.of(v), state -> asIfIndependent(deep, v, state))));
        tests.add(caught(
                "a context field of the data phase only",
                Law.CONTEXT,
                () -> MachineLaws.context(
                        conditional,
                        given,
                        seen,
                        conditional.group("u"),
                        (state, result) ->
                                Marginal.keeping(conditional, seen).addField(conditional.group("u"), state, result))));
        tests.add(caught(
                "a sampled negative phase called exact",
                Law.LIKELIHOOD_GRADIENT,
                () -> MachineLaws.likelihoodGradient(
                        rbm,
                        data,
                        observed,
                        new MaximumLikelihood(
                                new ExactPositivePhase(rbm, observed), new ContrastiveDivergence(rbm, 1)))));
        tests.add(caught(
                "a likelihood of the data phase only",
                Law.LIKELIHOOD_GRADIENT,
                () -> MachineLaws.likelihoodGradient(
                        rbm, data, observed, new ExactPositivePhase(rbm, observed)::addGradient)));
        tests.add(caught("a tied gradient overwritten, not added", Law.TIED_ADD, () -> {
            Gradient gradient = tied.newGradient();
            tied.addGradient(tiedState, ColumnWeights.uniform(1), gradient);
            MachineLaws.tiedGradientsAdd(tied, tiedState, gradient);
        }));
        tests.add(caught(
                "a wrong mean in a machine",
                Law.CONDITIONAL,
                () -> MachineLaws.conditional(wrongMean, wrong, wrongMean.group("h"))));
        tests.add(caught(
                "a wrong mean of a group summed out",
                Law.MARGINAL_MEAN,
                () -> MachineLaws.marginalMeans(wrongMean, wrong, List.of(wrongMean.group("v")))));
        tests.add(caught(
                "a wrong mean in a gradient",
                Law.MARGINAL_GRADIENT,
                () -> MachineLaws.marginalGradient(wrongMean, wrong, List.of(wrongMean.group("v")))));
        return tests.stream();
    }

    private static double[] asIfIndependent(BoltzmannMachine machine, Group kept, State x) {
        State zero = x.copyReleased();
        double[] f = new double[x.columns()];
        for (Group group : machine.groups()) {
            if (!group.equals(kept)) {
                zero.of(group).fill(0);
            }
        }
        machine.addEnergy(zero, f);
        for (Group group : machine.groups()) {
            if (!group.equals(kept)) {
                double[] logPartition = new double[f.length];
                group.type().addLogPartition(machine.theta(), machine.fillField(group, zero), logPartition);
                for (int j = 0; j < f.length; j++) {
                    f[j] -= logPartition[j];
                }
            }
        }
        return f;
    }

    private static BoltzmannMachine wrongMean() {
        Group v = Group.of("v", new Bernoulli(), 3);
        Group h = Group.of("h", new MeanAtTwiceTheField(), 3);
        BoltzmannMachine machine = BoltzmannMachine.of(Bias.on(v), Bias.on(h), Pairwise.between(v, h));
        Grid.fill(machine.theta(), 1, KEY.generator());
        return machine;
    }

    private static BoltzmannMachine overwritingTied() {
        Pairwise first = Pairwise.between(A, B);
        Term second = new RightTerm(new Pairwise(B, C, first.weights())) {
            @Override
            public void addGradient(ParameterValues theta, State x, ColumnWeights w, Gradient gradient) {
                gradient.of(first.weights()).fill(0);
                right.addGradient(theta, x, w, gradient);
            }
        };
        return BoltzmannMachine.of(first, second);
    }

    @TestFactory
    Stream<DynamicTest> wrongLateralTerms() {
        return Stream.of(
                term("a unit coupled with itself", Law.OWN_VALUES, new WithSelfCoupling()),
                term("a gradient of both triangles", Law.GRADIENT_DIFFERENCE, new RightLateral(Lateral.within(A)) {
                    @Override
                    public void addGradient(ParameterValues theta, State x, ColumnWeights w, Gradient gradient) {
                        Gradient part = Gradient.zero(parameters());
                        right.addGradient(theta, x, w, part);
                        Matrix triangle = part.of(parameters().get(0));
                        Matrix both = gradient.of(parameters().get(0));
                        for (int i = 0; i < 3; i++) {
                            for (int j = 0; j < 3; j++) {
                                both.set(i, j, both.get(i, j) + triangle.get(i, j) + triangle.get(j, i));
                            }
                        }
                    }
                }),
                term("a pair counted twice in the energy", Law.FIELD_DIFFERENCE, new RightLateral(Lateral.within(A)) {
                    @Override
                    public void addEnergy(ParameterValues theta, State x, double[] energy) {
                        right.addEnergy(theta, x, energy);
                        right.addEnergy(theta, x, energy);
                    }
                }),
                term("a field from one triangle only", Law.FIELD_DIFFERENCE, new RightLateral(Lateral.within(A)) {
                    @Override
                    public void addField(ParameterValues theta, Group target, State x, Matrix field) {
                        Matrix weights = theta.of(parameters().get(0));
                        for (int j = 0; j < x.columns(); j++) {
                            for (int i = 0; i < 3; i++) {
                                for (int k = i + 1; k < 3; k++) {
                                    field.set(
                                            i,
                                            j,
                                            field.get(i, j)
                                                    + weights.get(i, k)
                                                            * x.of(A).get(k, j));
                                }
                            }
                        }
                    }
                }),
                term("a change of units that moves no field", Law.FIELD_CHANGE, new StaleField()),
                term("a coupling of fewer units than are coupled", Law.COUPLING, new TooFewColours()));
    }

    /** E = −Σ_{i≤j} W_ij x_i x_j: the diagonal too, with the field that follows. */
    private static final class WithSelfCoupling extends RightLateral {
        WithSelfCoupling() {
            super(Lateral.within(A));
        }

        @Override
        public void addEnergy(ParameterValues theta, State x, double[] energy) {
            right.addEnergy(theta, x, energy);
            for (int j = 0; j < x.columns(); j++) {
                for (int i = 0; i < 3; i++) {
                    energy[j] -= theta.of(parameters().get(0)).get(i, i)
                            * x.of(A).get(i, j)
                            * x.of(A).get(i, j);
                }
            }
        }

        @Override
        public void addField(ParameterValues theta, Group target, State x, Matrix field) {
            right.addField(theta, target, x, field);
            for (int j = 0; j < x.columns(); j++) {
                for (int i = 0; i < 3; i++) {
                    float weight = theta.of(parameters().get(0)).get(i, i);
                    field.set(i, j, field.get(i, j) + 2 * weight * x.of(A).get(i, j));
                }
            }
        }
    }

    private static final class StaleField extends RightLateral {
        StaleField() {
            super(Lateral.within(A));
        }

        @Override
        public void addFieldChange(ParameterValues theta, Group target, State x, Matrix change, Matrix field) {}
    }

    /** All pairs are coupled, of which one is said to be. */
    private static final class TooFewColours extends RightLateral {
        TooFewColours() {
            super(Lateral.within(A));
        }

        @Override
        public Coupling coupling(Group group) {
            return Coupling.within(List.of(new int[] {0, 1}));
        }
    }

    /** Within which units are coupled without a word: its means are taken for independent. */
    private static final class HiddenCoupling extends RightTerm {
        HiddenCoupling(Term lateral) {
            super(lateral);
        }
    }

    private static BoltzmannMachine strong(Term... terms) {
        BoltzmannMachine machine = BoltzmannMachine.of(terms);
        Grid.fill(machine.theta(), 2, KEY.at("strong").generator());
        return machine;
    }

    @TestFactory
    Stream<DynamicTest> wrongSweepsOfLateralGroups() {
        BoltzmannMachine stale = strong(Bias.on(A), new StaleField());
        BoltzmannMachine wrongColours = strong(Bias.on(A), new TooFewColours());
        BoltzmannMachine undeclared =
                strong(Bias.on(A), Bias.on(B), new HiddenCoupling(Lateral.within(B)), Pairwise.between(A, B));
        State x = RandomMachines.state(undeclared, 3, KEY.at("state"));
        return Stream.of(
                sampler("a field stale within a sweep", Law.STATIONARY, stale, SamplingLaws.gibbs(stale)),
                sampler("coupled units drawn at once", Law.STATIONARY, wrongColours, SamplingLaws.gibbs(wrongColours)),
                caught(
                        "a lateral group summed out in closed form",
                        Law.FREE_ENERGY,
                        () -> MachineLaws.freeEnergy(
                                undeclared, x, List.of(A), Marginal.keeping(undeclared, List.of(A))::freeEnergy)),
                caught(
                        "means that stand for the samples of a lateral group",
                        Law.LIKELIHOOD_GRADIENT,
                        () -> MachineLaws.likelihoodGradient(
                                undeclared,
                                x,
                                List.of(A),
                                new MaximumLikelihood(
                                        new ExactPositivePhase(undeclared, List.of(A)),
                                        new ExactNegativePhase(undeclared)))));
    }
}
