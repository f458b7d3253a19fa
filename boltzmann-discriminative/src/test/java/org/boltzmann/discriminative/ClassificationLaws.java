package org.boltzmann.discriminative;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.train.ExactNegativePhase;
import org.boltzmann.core.train.ExactPositivePhase;
import org.boltzmann.core.train.MaximumLikelihood;
import org.boltzmann.core.train.Objective;
import org.boltzmann.testkit.Oracle;
import org.boltzmann.testkit.SamplingLaws;

/**
 * What a machine with a label obeys, on one machine and a batch of labelled examples: everything is held against enumeration in
 * {@code double}. With G(x, y), G(x) and G the oracle's averages of −∂E/∂θ given data and label, data alone, and nothing,
 *
 * <p>∂ log p(y | x) = G(x, y) − G(x), ∂ log p(x, y) = G(x, y) − G, ∂ log p(x) = G(x) − G.
 */
final class ClassificationLaws {

    /** The laws; the name of the one broken begins the message of every failure. */
    enum Law {
        CLASS_PROBABILITIES("p(y | x) is the sum over all that is hidden"),
        CONDITIONAL_GRADIENT(
                "the gradient of log p(y | x) is the average given the label less that given the data alone"),
        ADDS("a gradient adds, and is proportional to the factor"),
        CLASS_WEIGHTS("each example counts as its class"),
        COLUMN_WEIGHTS("each example counts as its column"),
        HYBRID("conditional and joint likelihood add up"),
        UNKNOWN_LABEL("the gradient of log p(x) is the average given the data less the model's"),
        DRAWN_LABEL("with a drawn label the average is that given the label drawn"),
        DRAWN_MEAN("over many draws the average is that given the data"),
        SEMI_SUPERVISED("other data without labels add up with labelled ones"),
        INPUTS_UNCHANGED("data and labels are not modified");

        private final String statement;

        Law(String statement) {
            this.statement = statement;
        }

        private void check(boolean holds, String what) {
            if (!holds) {
                throw new AssertionError("law " + this + " (" + statement + ") is broken: " + what);
            }
        }

        /** NaN is close to nothing. */
        private void close(double expected, double actual, double tolerance, String what) {
            check(
                    Math.abs(expected - actual) <= tolerance,
                    what + ": expected " + expected + " but got " + actual + ", further apart than " + tolerance);
        }
    }

    /**
     * Relative to the larger of 1 and the number expected: fields of tiny machines are below 100, so that a field in 32 bits is
     * off by at most 64 roundings of 100 · 2^-24, 6e-6 each at worst and a tenth of it together, and log partitions, probabilities
     * and means with it.
     */
    private static final double TOLERANCE = 2e-5;

    private static final double[] COLUMN_WEIGHTS = {2, -0.5, 0};

    private final LabelledMachine labelled;
    private final State x;
    private final RandomKey key;
    private final List<Slopes> givenLabel = new ArrayList<>();
    private final List<Slopes> givenData = new ArrayList<>();
    private final List<Slopes> givenNothing = new ArrayList<>();
    private int checks;

    /** One number for each element of each parameter, in double. */
    private static final class Slopes {

        private final Map<Parameter, double[]> values = new HashMap<>();

        static Slopes of(LabelledMachine labelled, Oracle oracle) {
            Slopes slopes = new Slopes();
            labelled.machine().parameters().forEach(p -> slopes.values.put(p, oracle.gradient(p)));
            return slopes;
        }

        static Slopes zero(LabelledMachine labelled) {
            Slopes slopes = new Slopes();
            labelled.machine().parameters().forEach(p -> slopes.values.put(p, new double[p.length()]));
            return slopes;
        }

        Slopes add(double factor, Slopes other) {
            values.forEach((parameter, own) -> {
                for (int i = 0; i < own.length; i++) {
                    own[i] += factor * other.values.get(parameter)[i];
                }
            });
            return this;
        }
    }

    /**
     * The laws on one machine.
     *
     * @param x a few columns, data and label clamped
     */
    ClassificationLaws(LabelledMachine labelled, State x, RandomKey key) {
        this.labelled = labelled;
        this.x = x;
        this.key = key;
        boolean context =
                labelled.given().stream().anyMatch(group -> group.type().isContext());
        for (int j = 0; j < x.columns(); j++) {
            givenLabel.add(slopes(x, j, labelled.givenAndLabel()));
            givenData.add(slopes(x, j, labelled.given()));
            givenNothing.add(j > 0 && !context ? givenNothing.get(0) : slopes(x, j, List.of()));
        }
    }

    private Slopes slopes(State state, int column, List<Group> given) {
        return Slopes.of(labelled, Oracle.given(labelled.machine(), state, column, given));
    }

    /** Checks every law that is not about frequencies. */
    int checkAll() {
        classProbabilities();
        conditionalGradient();
        classAndColumnWeights();
        hybrid();
        unknownLabel();
        semiSupervised();
        return checks;
    }

    private void checkGradient(Law law, Slopes expected, Gradient actual, String what) {
        for (Parameter parameter : labelled.machine().parameters()) {
            double[] all = expected.values.get(parameter);
            for (int i = 0; i < all.length; i++) {
                law.close(
                        all[i],
                        actual.of(parameter).data()[i],
                        TOLERANCE * Math.max(1, Math.abs(all[i])),
                        what + ", " + parameter + "[" + i + "]");
            }
        }
        checks++;
    }

    private Gradient gradient(Objective objective, State batch) {
        Gradient gradient = labelled.machine().newGradient();
        objective.addGradient(batch, 1, key, gradient);
        return gradient;
    }

    /** Σ_j w_j (a_j − b_j) / n. */
    private Slopes average(double[] weights, List<Slopes> a, List<Slopes> b) {
        Slopes sum = Slopes.zero(labelled);
        for (int j = 0; j < a.size(); j++) {
            sum.add(weights[j] / a.size(), a.get(j)).add(-weights[j] / a.size(), b.get(j));
        }
        return sum;
    }

    private double[] ones() {
        double[] ones = new double[x.columns()];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** The label may be named among the groups given, and context need not be. */
    private List<Group> named(int style) {
        List<Group> groups = style % 2 == 0 ? labelled.given() : labelled.givenAndLabel();
        return style < 2
                ? groups
                : groups.stream().filter(group -> !group.type().isContext()).toList();
    }

    private ConditionalLikelihood conditional() {
        return ConditionalLikelihood.of(labelled.machine(), named(x.columns()), labelled.label());
    }

    void classProbabilities() {
        int classes = labelled.label().size();
        double[][] whole = new double[classes][x.columns()];
        double[][] part = new double[classes][x.columns()];
        for (int k = 0; k < classes; k++) {
            State ofClass = x.with(labelled.label(), labelFor(k));
            for (int j = 0; j < x.columns(); j++) {
                whole[k][j] = k > 0 ? whole[0][j] : logSum(x, j, labelled.given());
                part[k][j] = logSum(ofClass, j, labelled.givenAndLabel());
            }
        }
        for (int style = 0; style < 4; style++) {
            Classifier classifier = Classifier.of(labelled.machine(), named(style), labelled.label());
            double[][] actual = classifier.logProbabilities(labelled.unlabelled(x));
            for (int j = 0; j < x.columns(); j++) {
                for (int k = 0; k < classes; k++) {
                    Law.CLASS_PROBABILITIES.close(
                            part[k][j] - whole[k][j],
                            actual[j][k],
                            TOLERANCE * Math.max(1, Math.abs(part[k][j])),
                            "class " + k + " of column " + j);
                }
            }
            checks++;
        }
    }

    private double logSum(State state, int column, List<Group> given) {
        return Oracle.given(labelled.machine(), state, column, given).logSum();
    }

    private Matrix labelFor(int k) {
        Matrix units = Matrix.zeros(labelled.label().size(), x.columns());
        units.rows(k, k + 1).fill(1);
        return units;
    }

    void conditionalGradient() {
        ConditionalLikelihood objective = conditional();
        Slopes expected = average(ones(), givenLabel, givenData);
        Map<Group, Matrix> before = new HashMap<>();
        labelled.givenAndLabel().forEach(group -> before.put(group, x.of(group).copy()));
        Gradient gradient = gradient(objective, x);
        checkGradient(Law.CONDITIONAL_GRADIENT, expected, gradient, "all columns");
        State one = labelled.repeated(x, 0, 1); // another size of batch in between
        checkGradient(
                Law.CONDITIONAL_GRADIENT,
                Slopes.zero(labelled).add(1, givenLabel.get(0)).add(-1, givenData.get(0)),
                gradient(objective, one),
                "the first column alone");
        objective.addGradient(x, -0.25, key, gradient);
        checkGradient(Law.ADDS, Slopes.zero(labelled).add(0.75, expected), gradient, "1 less a quarter");
        Gradient tiny = labelled.machine().newGradient();
        Gradient again = labelled.machine().newGradient();
        objective.addGradient(x, 0x1p-36, key, tiny);
        again.addScaled(0x1p36, tiny);
        checkGradient(Law.ADDS, expected, again, "of a tiny factor");
        before.forEach((group, values) -> Law.INPUTS_UNCHANGED.check(
                Arrays.equals(values.data(), x.of(group).data()) && x.isClamped(group), "group " + group));
        checks++;
    }

    void classAndColumnWeights() {
        double[] ofClass = new double[labelled.label().size()];
        double[] counted = new double[x.columns()];
        double[] alone = new double[x.columns()];
        double[] together = new double[x.columns()];
        for (int k = 0; k < ofClass.length; k++) {
            ofClass[k] = k == 1 ? 0 : 0.75 + k;
        }
        for (int j = 0; j < counted.length; j++) {
            for (int k = 0; k < ofClass.length; k++) {
                counted[j] += ofClass[k] * x.of(labelled.label()).get(k, j);
            }
            alone[j] = COLUMN_WEIGHTS[j % COLUMN_WEIGHTS.length];
            together[j] = counted[j] * alone[j];
        }
        ConditionalLikelihood weighted = conditional().withClassWeights(ofClass);
        checkGradient(Law.CLASS_WEIGHTS, average(counted, givenLabel, givenData), gradient(weighted, x), "classes");
        Gradient ofColumns = labelled.machine().newGradient();
        conditional().addGradient(x, 1, alone, key, ofColumns);
        checkGradient(Law.COLUMN_WEIGHTS, average(alone, givenLabel, givenData), ofColumns, "columns");
        Gradient ofBoth = labelled.machine().newGradient();
        weighted.addGradient(x, 1, alone, key, ofBoth);
        checkGradient(Law.COLUMN_WEIGHTS, average(together, givenLabel, givenData), ofBoth, "classes and columns");
    }

    void hybrid() {
        Objective joint = new MaximumLikelihood(
                new ExactPositivePhase(labelled.machine(), labelled.givenAndLabel()),
                new ExactNegativePhase(labelled.machine()));
        Slopes expected = average(ones(), givenLabel, givenData).add(0.3, average(ones(), givenLabel, givenNothing));
        checkGradient(Law.HYBRID, expected, gradient(conditional().plus(joint.times(0.3)), x), "0.3 times the joint");
    }

    private Objective likelihoodOfData(UnknownLabelPhase phase) {
        return new MaximumLikelihood(phase, new ExactNegativePhase(labelled.machine()));
    }

    void unknownLabel() {
        State summed = labelled.unlabelled(x);
        UnknownLabelPhase phase = UnknownLabelPhase.summed(labelled.machine(), named(x.columns()), labelled.label());
        Slopes expected = average(ones(), givenData, givenNothing);
        checkGradient(Law.UNKNOWN_LABEL, expected, gradient(likelihoodOfData(phase), summed), "all columns");
        State drawn = labelled.unlabelled(x);
        Gradient actual = labelled.machine().newGradient();
        UnknownLabelPhase.drawn(labelled.machine(), labelled.given(), labelled.label())
                .addGradient(drawn, 1, key.at("positive"), actual);
        for (Group group : labelled.machine().groups()) {
            Law.DRAWN_LABEL.check(
                    Arrays.equals(summed.of(group).data(), drawn.of(group).data()), "the sample of " + group);
        }
        Slopes given = Slopes.zero(labelled);
        for (int j = 0; j < x.columns(); j++) {
            given.add(1.0 / x.columns(), slopes(drawn, j, labelled.givenAndLabel()));
        }
        checkGradient(Law.DRAWN_LABEL, given, actual, "the labels drawn");
    }

    /** A single example, so that what is drawn with replacement is known. */
    void semiSupervised() {
        int features = labelled.given().stream().mapToInt(Group::size).sum();
        Matrix values = Matrix.zeros(features, 1);
        int row = 0;
        for (Group group : labelled.given()) {
            values.rows(row, row + group.size()).set(x.of(group).columns(0, 1));
            row += group.size();
        }
        Presentation other = new Presentation(
                DataSet.of("one", List.of(features), values), labelled.given(), Optional.empty(), Encoding.asIs());
        UnknownLabelPhase phase = UnknownLabelPhase.summed(labelled.machine(), labelled.given(), labelled.label());
        Objective unlabelled = new OnOtherData(labelled.machine(), other, 3, likelihoodOfData(phase));
        Slopes expected = average(ones(), givenLabel, givenData)
                .add(0.5, givenData.get(0))
                .add(-0.5, givenNothing.get(0));
        checkGradient(
                Law.SEMI_SUPERVISED,
                expected,
                gradient(conditional().plus(unlabelled.times(0.5)), x),
                "half of other data");
    }

    /**
     * Frequencies: what the phase leaves is a sample of p(y, h | x), and the average over many drawn labels is that given the data.
     *
     * <p>A mean of n draws between bounds R apart, of variance V, is off by more than sqrt(2 V L / n) + 2 R L / 3n with probability
     * at most 2 exp(−L) (Bernstein); 1e-6 is shared by all elements.
     */
    void frequencies(int draws) {
        State many = labelled.unlabelled(labelled.repeated(x, 0, draws));
        Gradient gradient = labelled.machine().newGradient();
        UnknownLabelPhase.drawn(labelled.machine(), labelled.given(), labelled.label())
                .addGradient(many, 1, key, gradient);
        Oracle oracle = Oracle.given(labelled.machine(), x, 0, labelled.given());
        SamplingLaws.draws(oracle, many, labelled.labelAndHidden(), "label and hidden units given the data");
        double[] p = oracle.mean(labelled.label());
        List<Slopes> ofClass = new ArrayList<>();
        for (int k = 0; k < p.length; k++) {
            ofClass.add(slopes(x.with(labelled.label(), labelFor(k)), 0, labelled.givenAndLabel()));
        }
        int elements = labelled.machine().parameters().stream()
                .mapToInt(Parameter::length)
                .sum();
        double l = Math.log(2 * elements / 1e-6);
        for (Parameter parameter : labelled.machine().parameters()) {
            for (int i = 0; i < parameter.length(); i++) {
                double mean = givenData.get(0).values.get(parameter)[i];
                double variance = 0;
                double low = mean;
                double high = mean;
                for (int k = 0; k < p.length; k++) {
                    double one = ofClass.get(k).values.get(parameter)[i];
                    variance += p[k] * (one - mean) * (one - mean);
                    low = Math.min(low, one);
                    high = Math.max(high, one);
                }
                double bound = Math.sqrt(2 * variance * l / draws) + 2 * (high - low) * l / 3 / draws;
                // a sum of n numbers in 32 bits is off by at most n roundings of the largest partial sum
                double rounding = draws * 0x1p-24 * Math.max(1, Math.max(Math.abs(low), Math.abs(high)));
                Law.DRAWN_MEAN.close(
                        mean, gradient.of(parameter).data()[i], bound + rounding, parameter + "[" + i + "]");
            }
        }
        checks += 2;
    }
}
