package org.boltzmann.testkit;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.UnitType;
import org.boltzmann.core.linalg.Matrix;

/** The laws of a unit type, as methods that throw an {@link AssertionError} named after the {@link Law} broken. */
public final class UnitTypeLaws {

    /**
     * What 32 bits allow: values and fields of at most 50 are stored to 2^-24, and a function of them is some roundings away.
     * Larger numbers are compared relative to themselves.
     */
    private static final double TOLERANCE = 2e-6;

    private UnitTypeLaws() {}

    private static double tolerance(double expected) {
        return TOLERANCE * Math.max(1, Math.abs(expected));
    }

    /**
     * The listed states are of one block, finite, known as states and means, and no two are equal.
     *
     * @param type the unit type
     */
    public static void states(UnitType type) {
        Set<List<Float>> seen = new HashSet<>();
        for (float[] state : type.states()) {
            Law.STATES.check(state.length == type.block(), type.name() + ": a state of " + state.length + " values");
            List<Float> values = new java.util.ArrayList<>();
            for (float value : state) {
                Law.STATES.check(Float.isFinite(value), type.name() + ": a state with " + value);
                values.add(value);
            }
            Law.STATES.check(
                    type.isState(state, 0) && type.isMean(state, 0),
                    type.name() + ": " + values + " is listed, but is no state or no mean when asked");
            Law.STATES.check(seen.add(values), type.name() + ": " + values + " is listed twice");
        }
    }

    /**
     * log partition, mean and variance equal the sums over states (integrals, for real values).
     *
     * @param group a group small enough to enumerate
     * @param theta values of the type's own parameters
     * @param field fields, units x columns
     */
    public static void moments(Group group, ParameterValues theta, Matrix field) {
        moments(group, theta, field, Law.LOG_PARTITION, Law.MEAN, Law.VARIANCE);
    }

    /**
     * log partition, mean and variance at fields of ±50 and ±10,000.
     *
     * @param group a group small enough to enumerate
     * @param theta values of the type's own parameters
     */
    public static void extremeFields(Group group, ParameterValues theta) {
        for (float large : new float[] {50, -50, 1e4f, -1e4f}) {
            Matrix field = Matrix.zeros(group.size(), 3);
            field.columns(0, 1).fill(large);
            for (int i = 0; i < group.size(); i++) {
                field.set(i, 1, i % 2 == 0 ? large : -large);
                field.set(i, 2, i == 0 ? large : 0);
            }
            moments(group, theta, field, Law.EXTREME_FIELDS, Law.EXTREME_FIELDS, Law.EXTREME_FIELDS);
            Matrix sample = Matrix.zeros(group.size(), 3);
            group.type().fillSample(theta, field, RandomKey.of(1).generator(), sample);
            for (float value : sample.data()) {
                Law.EXTREME_FIELDS.check(Float.isFinite(value), group + ": sample " + value + " in field " + large);
            }
        }
    }

    private static void moments(
            Group group, ParameterValues theta, Matrix field, Law logPartitionLaw, Law meanLaw, Law varianceLaw) {
        int columns = field.columns();
        double[] logPartition = new double[columns];
        Matrix mean = Matrix.zeros(group.size(), columns);
        Matrix variance = Matrix.zeros(group.size(), columns);
        group.type().addLogPartition(theta, field, logPartition);
        group.type().fillMean(theta, field, mean);
        group.type().fillVariance(theta, field, variance);
        for (int j = 0; j < columns; j++) {
            Oracle oracle =
                    Oracle.inField(group, theta, field.columns(j, j + 1).copy().data());
            logPartitionLaw.checkClose(
                    oracle.logSum(), logPartition[j], tolerance(oracle.logSum()), group + ", log partition");
            for (int i = 0; i < group.size(); i++) {
                String unit = group + ", unit " + i + " in field " + field.get(i, j);
                double expected = oracle.moment(group, i, 0, 1);
                meanLaw.checkClose(expected, mean.get(i, j), tolerance(expected), unit + ", mean");
                double spread = oracle.moment(group, i, expected, 2);
                varianceLaw.checkClose(spread, variance.get(i, j), tolerance(spread), unit + ", variance");
            }
        }
    }

    /**
     * Means, variances, samples and fields may be written over their argument.
     *
     * @param group the group
     * @param theta values of the type's own parameters
     * @param field fields, units x columns
     */
    public static void inPlace(Group group, ParameterValues theta, Matrix field) {
        for (Function function : Function.values()) {
            Matrix argument = argument(function, group, theta, field);
            Matrix result = Matrix.zeros(field.rows(), field.columns());
            function.fill(group.type(), theta, argument, result);
            Matrix same = argument.copy();
            function.fill(group.type(), theta, same, same);
            Law.VIEWS.check(TermLaws.equal(result, same), group + ": " + function + " in place");
        }
    }

    /**
     * Means and samples computed in one go are those computed one after the other.
     *
     * @param group the group
     * @param theta values of the type's own parameters
     * @param field fields, units x columns
     */
    public static void meanAndSample(Group group, ParameterValues theta, Matrix field) {
        UnitType type = group.type();
        Matrix mean = Matrix.zeros(field.rows(), field.columns());
        Matrix sample = Matrix.zeros(field.rows(), field.columns());
        type.fillMean(theta, field, mean);
        type.fillSample(theta, field, RandomKey.of(5).generator(), sample);
        Matrix bothMean = Matrix.zeros(field.rows(), field.columns());
        Matrix bothSample = Matrix.zeros(field.rows(), field.columns());
        Matrix before = field.copy();
        type.fillMeanAndSample(theta, field, RandomKey.of(5).generator(), bothMean, bothSample);
        Law.MEAN_AND_SAMPLE.check(TermLaws.equal(mean, bothMean), group + ": means differ");
        Law.MEAN_AND_SAMPLE.check(TermLaws.equal(sample, bothSample), group + ": samples differ");
        Law.INPUTS_UNCHANGED.check(TermLaws.equal(before, field), group + ": the field was changed");
    }

    /**
     * The field for a mean gives that mean.
     *
     * @param group the group
     * @param theta values of the type's own parameters
     * @param field moderate fields, units x columns
     */
    public static void fieldForMean(Group group, ParameterValues theta, Matrix field) {
        Matrix mean = Matrix.zeros(field.rows(), field.columns());
        Matrix inverse = Matrix.zeros(field.rows(), field.columns());
        Matrix again = Matrix.zeros(field.rows(), field.columns());
        group.type().fillMean(theta, field, mean);
        group.type().fillFieldForMean(theta, mean, inverse);
        group.type().fillMean(theta, inverse, again);
        for (int j = 0; j < field.columns(); j++) {
            for (int i = 0; i < field.rows(); i++) {
                double expected = mean.get(i, j);
                Law.FIELD_FOR_MEAN.checkClose(expected, again.get(i, j), tolerance(expected), group + ", unit " + i);
            }
        }
    }

    /**
     * Whole blocks of rows, and columns, give what the whole gives.
     *
     * @param group a group of several blocks
     * @param theta values of the type's own parameters
     * @param field fields, units x columns
     */
    public static void views(Group group, ParameterValues theta, Matrix field) {
        UnitType type = group.type();
        int cut = group.blocks() / 2 * type.block();
        int half = field.columns() / 2;
        for (Function function : Function.values()) {
            if (function == Function.SAMPLE) {
                continue; // cut work has streams of its own
            }
            Matrix argument = argument(function, group, theta, field);
            Matrix whole = Matrix.zeros(field.rows(), field.columns());
            Matrix byRows = Matrix.zeros(field.rows(), field.columns());
            Matrix byColumns = Matrix.zeros(field.rows(), field.columns());
            function.fill(type, theta, argument, whole);
            function.fill(type, theta, argument.rows(0, cut), byRows.rows(0, cut));
            function.fill(type, theta, argument.rows(cut, group.size()), byRows.rows(cut, group.size()));
            function.fill(type, theta, argument.columns(0, half), byColumns.columns(0, half));
            function.fill(
                    type, theta, argument.columns(half, field.columns()), byColumns.columns(half, field.columns()));
            Law.VIEWS.check(TermLaws.equal(whole, byRows), group + ": " + function + " of rows");
            Law.VIEWS.check(TermLaws.equal(whole, byColumns), group + ": " + function + " of columns");
        }
        double[] whole = new double[field.columns()];
        double[] parts = new double[field.columns()];
        type.addLogPartition(theta, field, whole);
        type.addLogPartition(theta, field.rows(0, cut), parts);
        type.addLogPartition(theta, field.rows(cut, group.size()), parts);
        checkEqual(whole, parts, group + ": log partition of rows");
        type.addBaseEnergy(theta, field, whole);
        type.addBaseEnergy(theta, field.rows(0, cut), parts);
        type.addBaseEnergy(theta, field.rows(cut, group.size()), parts);
        checkEqual(whole, parts, group + ": base energy of rows");
        ownGradientViews(group, theta, field, cut);
        sampleViews(group, theta, field, cut);
    }

    private static void ownGradientViews(Group group, ParameterValues theta, Matrix field, int cut) {
        UnitType type = group.type();
        Gradient whole = Gradient.zero(type.parameters());
        Gradient parts = Gradient.zero(type.parameters());
        ColumnWeights weights = ColumnWeights.uniform(1);
        type.addGradient(theta, field, weights, whole);
        type.addExpectedGradient(theta, field, weights, whole);
        for (Matrix view : List.of(field.rows(0, cut), field.rows(cut, group.size()))) {
            type.addGradient(theta, view, weights, parts);
            type.addExpectedGradient(theta, view, weights, parts);
        }
        for (Parameter parameter : type.parameters()) {
            for (int k = 0; k < parameter.length(); k++) {
                double expected = whole.of(parameter).data()[k];
                Law.VIEWS.checkClose(
                        expected,
                        parts.of(parameter).data()[k],
                        1e-5 * Math.max(1, Math.abs(expected)),
                        group + ": gradient of rows, " + parameter.name());
            }
        }
    }

    /** A view of rows is drawn with its own units' parameters, and nothing beside the view is touched. */
    private static void sampleViews(Group group, ParameterValues theta, Matrix field, int cut) {
        sampleViewsBelongToTheirUnits(group, theta, field, cut);
        Matrix sample = field.copy();
        sample.fill(7);
        group.type()
                .fillSample(
                        theta,
                        field.rows(cut, group.size()),
                        RandomKey.of(2).generator(),
                        sample.rows(cut, group.size()));
        for (int j = 0; j < field.columns(); j++) {
            for (int i = 0; i < cut; i++) {
                Law.VIEWS.check(sample.get(i, j) == 7, group + ": a sample of rows changed other rows");
            }
        }
    }

    /**
     * The rows from the cut on, and the same as the first rows of a group whose units begin there, are drawn alike. Both are views
     * with gaps between their columns, since the layout may have a say in which unit gets which draw.
     */
    private static void sampleViewsBelongToTheirUnits(Group group, ParameterValues theta, Matrix field, int cut) {
        UnitType type = group.type();
        int size = group.size();
        ParameterValues rotated = rotated(group, theta, cut);
        Matrix view = field.rows(cut, size);
        Matrix first = Matrix.zeros(size, field.columns()).rows(0, size - cut);
        first.set(view);
        Matrix viewMean = Matrix.zeros(size, field.columns()).rows(cut, size);
        Matrix firstMean = Matrix.zeros(size, field.columns()).rows(0, size - cut);
        Matrix ofView = Matrix.zeros(size, field.columns()).rows(cut, size);
        Matrix ofFirst = Matrix.zeros(size, field.columns()).rows(0, size - cut);
        type.fillSample(theta, view, RandomKey.of(6).generator(), ofView);
        type.fillSample(rotated, first, RandomKey.of(6).generator(), ofFirst);
        Law.VIEWS.check(TermLaws.equal(ofFirst, ofView), group + ": a sample of rows");
        type.fillMeanAndSample(theta, view, RandomKey.of(6).generator(), viewMean, ofView);
        type.fillMeanAndSample(rotated, first, RandomKey.of(6).generator(), firstMean, ofFirst);
        Law.VIEWS.check(TermLaws.equal(ofFirst, ofView), group + ": a sample of rows, drawn with their means");
        Law.VIEWS.check(TermLaws.equal(firstMean, viewMean), group + ": means of rows, filled with their samples");
    }

    /** What belongs to a unit, moved by some units; what does not, as it is. */
    private static ParameterValues rotated(Group group, ParameterValues theta, int by) {
        ParameterValues rotated = theta.copy();
        for (Parameter parameter : group.type().parameters()) {
            if (parameter.rows() == group.size()) {
                Matrix values = theta.of(parameter);
                rotated.of(parameter).rows(0, group.size() - by).set(values.rows(by, group.size()));
                rotated.of(parameter).rows(group.size() - by, group.size()).set(values.rows(0, by));
            }
        }
        return rotated;
    }

    private static void checkEqual(double[] whole, double[] parts, String what) {
        for (int j = 0; j < whole.length; j++) {
            Law.VIEWS.checkClose(whole[j], parts[j], 1e-9 * Math.max(1, Math.abs(whole[j])), what);
        }
    }

    private static Matrix argument(Function function, Group group, ParameterValues theta, Matrix field) {
        if (function != Function.FIELD_FOR_MEAN) {
            return field.copy();
        }
        Matrix mean = Matrix.zeros(field.rows(), field.columns());
        group.type().fillMean(theta, field, mean);
        return mean;
    }

    /** What a unit type fills matrices with. */
    private enum Function {
        MEAN,
        VARIANCE,
        SAMPLE,
        FIELD_FOR_MEAN;

        void fill(UnitType type, ParameterValues theta, Matrix from, Matrix to) {
            switch (this) {
                case MEAN -> type.fillMean(theta, from, to);
                case VARIANCE -> type.fillVariance(theta, from, to);
                case SAMPLE -> type.fillSample(theta, from, RandomKey.of(3).generator(), to);
                case FIELD_FOR_MEAN -> type.fillFieldForMean(theta, from, to);
            }
        }
    }

    /**
     * The gradient of own parameters is the difference of −base energy at values, and its average in a field.
     *
     * @param group a group small enough to enumerate
     * @param theta values of the type's own parameters
     * @param field fields, units x columns; also used as values, where any number is a value
     * @param weights what each column counts
     */
    public static void ownGradient(Group group, ParameterValues theta, Matrix field, ColumnWeights weights) {
        UnitType type = group.type();
        if (type.parameters().isEmpty()) {
            return;
        }
        int columns = field.columns();
        Matrix values = field.copy();
        if (!type.states().isEmpty()) {
            type.fillSample(theta, field, RandomKey.of(4).generator(), values);
        }
        Gradient atValues = Gradient.zero(type.parameters());
        Gradient expected = Gradient.zero(type.parameters());
        type.addGradient(theta, values, weights, atValues);
        type.addExpectedGradient(theta, field, weights, expected);
        ParameterValues moved = theta.copy();
        for (Parameter parameter : type.parameters()) {
            double[] average = new double[parameter.length()];
            for (int j = 0; j < columns; j++) {
                double[] gradient = Oracle.inField(
                                group, theta, field.columns(j, j + 1).copy().data())
                        .gradient(parameter);
                for (int k = 0; k < average.length; k++) {
                    average[k] += weights.of(j) * gradient[k];
                }
            }
            for (int k = 0; k < parameter.length(); k++) {
                int row = k % parameter.rows();
                int column = k / parameter.rows();
                double[] difference = Difference.of(
                        sums -> type.addBaseEnergy(moved, values, sums),
                        columns,
                        moved.of(parameter),
                        row,
                        column,
                        Difference.SMOOTH);
                double sum = 0;
                double scale = 1;
                for (int j = 0; j < columns; j++) {
                    sum -= weights.of(j) * difference[j];
                    scale += Math.abs(weights.of(j) * difference[j]);
                }
                String what = group + ", " + parameter.name() + "[" + k + "]";
                Law.OWN_GRADIENT.checkClose(sum, atValues.of(parameter).get(row, column), TOLERANCE * scale, what);
                Law.OWN_EXPECTED_GRADIENT.checkClose(
                        average[k], expected.of(parameter).get(row, column), TOLERANCE * (scale + columns), what);
            }
        }
    }

    /**
     * Samples are valid states and have the distribution of their field: their joint states where these can be listed, else mean
     * and variance. 200,000 draws, α = 1e-6 for each test.
     *
     * @param group a group small enough to enumerate
     * @param theta values of the type's own parameters
     * @param field one field for each unit
     * @param key where randomness comes from
     */
    public static void samples(Group group, ParameterValues theta, float[] field, RandomKey key) {
        int draws = 200_000;
        Oracle oracle = Oracle.inField(group, theta, field);
        State x = State.zeros(List.of(group), draws);
        Matrix fields = Matrix.zeros(group.size(), draws);
        for (int j = 0; j < draws; j++) {
            System.arraycopy(field, 0, fields.data(), fields.columnStart(j), field.length);
        }
        RandomGenerator random = key.generator();
        group.type().fillSample(theta, fields, random, x.of(group));
        Statistics.check(oracle, x, List.of(group), Law.SAMPLE_STATES, Law.SAMPLE_DISTRIBUTION, group.toString());
    }
}
