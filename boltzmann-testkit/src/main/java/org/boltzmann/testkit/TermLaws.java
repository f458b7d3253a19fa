package org.boltzmann.testkit;

import java.util.Arrays;
import java.util.List;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Coupling;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.LateralTerm;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.Term;
import org.boltzmann.core.linalg.Matrix;

/**
 * The laws of a term, as methods that throw an {@link AssertionError} named after the {@link Law} broken.
 *
 * <p>Tolerances are 2^-18 of the energy at the absolute values of all numbers: 64 roundings of 32 bits, each at most 2^-24 of the
 * sum of the absolute values of the summands, which is that energy where a term is a polynomial.
 */
public final class TermLaws {

    private static final double ROUNDINGS = 0x1p-18;

    /** Elements of one parameter that are looked at where there are more: enough that every row and column has some. */
    private static final int ELEMENTS = 240;

    private TermLaws() {}

    /**
     * Checks every law of a term.
     *
     * @param term the term
     * @param theta values of its parameters, best multiples of 1/64
     * @param x a state of its groups, best multiples of 1/64; the values need not be valid states
     */
    public static void checkAll(Term term, ParameterValues theta, State x) {
        inputsUnchanged(term, theta, x);
        zeroGroup(term, theta, x);
        ownValues(term, theta, x);
        fieldTimesState(term, theta, x);
        fieldDifference(term, theta, x);
        coupling(term, theta, x);
        fieldChange(term, theta, x);
        adds(term, theta, x);
        for (ColumnWeights weights : weights(x.columns())) {
            gradientDifference(term, theta, x, weights);
        }
        columns(term, theta, x);
    }

    /** Scalar weights, positive, negative and zero; and a signed one for each column, zeros among them. */
    static List<ColumnWeights> weights(int columns) {
        float[] signed = new float[columns];
        for (int j = 0; j < columns; j++) {
            signed[j] = new float[] {-1.5f, 0, 0.75f, 2}[j % 4];
        }
        return List.of(
                ColumnWeights.uniform(1),
                ColumnWeights.uniform(-0.5),
                ColumnWeights.uniform(0),
                ColumnWeights.of(signed));
    }

    /**
     * E = 0 in every column where one of the term's groups is 0.
     *
     * @param term the term
     * @param theta values of its parameters
     * @param x a state of its groups
     */
    public static void zeroGroup(Term term, ParameterValues theta, State x) {
        for (Group group : term.groups()) {
            for (double e : energy(term, theta, x.with(group, Matrix.zeros(group.size(), x.columns())))) {
                Law.ZERO_GROUP.checkClose(0, e, 0, term + " with " + group.name() + " = 0");
            }
        }
    }

    /**
     * E = −x_g · field_g for each of the term's groups, but those within which it couples units.
     *
     * @param term the term
     * @param theta values of its parameters
     * @param x a state of its groups
     */
    public static void fieldTimesState(Term term, ParameterValues theta, State x) {
        double[] energy = energy(term, theta, x);
        double tolerance = ROUNDINGS * scale(term, theta, x, 0);
        for (Group group : term.groups()) {
            if (!couplingOf(term, group).isNone()) {
                continue;
            }
            Matrix field = field(term, theta, group, x);
            for (int j = 0; j < x.columns(); j++) {
                double dot = 0;
                for (int i = 0; i < group.size(); i++) {
                    dot += (double) field.get(i, j) * x.of(group).get(i, j);
                }
                Law.FIELD_TIMES_STATE.checkClose(energy[j], -dot, tolerance, term + ", group " + group.name());
            }
        }
    }

    /**
     * field_i = E(x_i := 0) − E(x_i := 1) for every unit of each of the term's groups.
     *
     * @param term the term
     * @param theta values of its parameters
     * @param x a state of its groups
     */
    public static void fieldDifference(Term term, ParameterValues theta, State x) {
        double tolerance = ROUNDINGS * scale(term, theta, x, 0);
        for (Group group : term.groups()) {
            Matrix field = field(term, theta, group, x);
            State moved = x.with(group, x.of(group).copy());
            for (int i = 0; i < group.size(); i++) {
                Matrix unit = moved.of(group).rows(i, i + 1);
                unit.fill(0);
                double[] without = energy(term, theta, moved);
                unit.fill(1);
                double[] with = energy(term, theta, moved);
                unit.set(x.of(group).rows(i, i + 1));
                for (int j = 0; j < x.columns(); j++) {
                    Law.FIELD_DIFFERENCE.checkClose(
                            without[j] - with[j],
                            field.get(i, j),
                            tolerance,
                            term + ", field on unit " + i + " of " + group.name());
                }
            }
        }
    }

    /**
     * The field on a group is the same whatever values the group has, even NaN; the field on a unit, or block of units, of a
     * group within which the term couples units is the same whatever values those have.
     *
     * @param term the term
     * @param theta values of its parameters
     * @param x a state of its groups
     */
    public static void ownValues(Term term, ParameterValues theta, State x) {
        for (Group group : term.groups()) {
            Matrix other = x.of(group).copy();
            if (!couplingOf(term, group).isNone()) {
                ownUnits(term, theta, group, x);
                continue;
            }
            other.fill(Float.NaN);
            Law.OWN_VALUES.check(
                    equal(field(term, theta, group, x), field(term, theta, group, x.with(group, other))),
                    term + ", field on " + group.name());
        }
    }

    private static void ownUnits(Term term, ParameterValues theta, Group group, State x) {
        double tolerance = ROUNDINGS * scale(term, theta, x, 0);
        Matrix field = field(term, theta, group, x);
        State moved = x.with(group, x.of(group).copy());
        int block = group.type().block();
        for (int unit = 0; unit < group.size(); unit += block) {
            Matrix own = moved.of(group).rows(unit, unit + block);
            own.fill(1.5f);
            Matrix other = field(term, theta, group, moved);
            own.set(x.of(group).rows(unit, unit + block));
            for (int j = 0; j < x.columns(); j++) {
                for (int i = unit; i < unit + block; i++) {
                    Law.OWN_VALUES.checkClose(
                            field.get(i, j),
                            other.get(i, j),
                            tolerance,
                            term + ", field on unit " + i + " of " + group);
                }
            }
        }
    }

    /**
     * The field on a unit does not change with the units of its group that a lateral term says it is not coupled with; what is
     * coupled at all is a unit of another block.
     *
     * @param term the term
     * @param theta values of its parameters
     * @param x a state of its groups
     */
    public static void coupling(Term term, ParameterValues theta, State x) {
        for (Group group : term.groups()) {
            Coupling coupling = couplingOf(term, group);
            if (coupling.isNone() || coupling.isAll()) {
                continue;
            }
            double tolerance = ROUNDINGS * scale(term, theta, x, 0);
            Matrix field = field(term, theta, group, x);
            State moved = x.with(group, x.of(group).copy());
            for (int unit = 0; unit < group.size(); unit++) {
                Matrix own = moved.of(group).rows(unit, unit + 1);
                own.fill(1.5f);
                Matrix other = field(term, theta, group, moved);
                own.set(x.of(group).rows(unit, unit + 1));
                for (int i = 0; i < group.size(); i++) {
                    for (int j = 0; j < x.columns() && !coupling.couples(unit, i); j++) {
                        Law.COUPLING.checkClose(
                                field.get(i, j),
                                other.get(i, j),
                                tolerance,
                                term + ", field on unit " + i + " of " + group + " and unit " + unit);
                    }
                }
            }
        }
    }

    /**
     * What a lateral term says the field changes by, when some units of a group change, is the difference of the fields after and
     * before: for single blocks and many, for all units and some, for all columns and some.
     *
     * @param term the term
     * @param theta values of its parameters
     * @param x a state of its groups
     */
    public static void fieldChange(Term term, ParameterValues theta, State x) {
        for (Group group : term.groups()) {
            if (term instanceof LateralTerm lateral && !couplingOf(term, group).isNone()) {
                int n = group.size();
                int block = group.type().block();
                int middle = group.blocks() / 2 * block;
                fieldChange(lateral, theta, group, x, new int[] {0, block, block, n});
                fieldChange(lateral, theta, group, x, new int[] {0, middle, middle, n});
                fieldChange(lateral, theta, group, x, new int[] {middle, n, 0, middle});
                fieldChange(lateral, theta, group, x, new int[] {middle, middle + block, 0, n});
            }
        }
    }

    /** Range: first changed unit, the one after the last, first unit whose field is looked at, the one after the last. */
    private static void fieldChange(LateralTerm term, ParameterValues theta, Group group, State x, int[] range) {
        double tolerance = 4 * ROUNDINGS * scale(term, theta, x, 0); // values double at most, and fields are subtracted
        Matrix change = Matrix.zeros(group.size(), x.columns());
        Grid.fill(change.rows(range[0], range[1]), 1, RandomKey.of(range[1]).generator());
        State after = x.with(group, x.of(group).copy());
        int firstColumn = x.columns() / 2;
        for (int j = firstColumn; j < x.columns(); j++) {
            for (int i = 0; i < group.size(); i++) {
                after.of(group).set(i, j, x.of(group).get(i, j) + change.get(i, j));
            }
        }
        Matrix expected = field(term, theta, group, after);
        Matrix field = field(term, theta, group, x);
        term.addFieldChange(
                theta,
                group,
                after,
                change.columns(firstColumn, x.columns()).rows(range[0], range[1]),
                field.columns(firstColumn, x.columns()).rows(range[2], range[3]));
        for (int j = 0; j < x.columns(); j++) {
            for (int i = range[2]; i < range[3]; i++) {
                Law.FIELD_CHANGE.checkClose(
                        expected.get(i, j),
                        field.get(i, j),
                        tolerance,
                        term + ", units " + range[0] + " to " + range[1] + " changed, field on unit " + i + " of "
                                + group);
            }
        }
    }

    static Coupling couplingOf(Term term, Group group) {
        return term instanceof LateralTerm lateral ? lateral.coupling(group) : Coupling.none();
    }

    /**
     * The gradient is the weighted sum over columns of the difference of −E, in every element of every parameter; of parameters
     * of more than 240 elements, in 240 of them.
     *
     * @param term the term
     * @param theta values of its parameters
     * @param x a state of its groups
     * @param weights what each column counts
     */
    public static void gradientDifference(Term term, ParameterValues theta, State x, ColumnWeights weights) {
        Gradient gradient = Gradient.zero(term.parameters());
        term.addGradient(theta, x, weights, gradient);
        ParameterValues moved = theta.copy();
        double scale = scale(term, theta, x, 2); // a difference reaches two steps away
        double largest = 0;
        for (int j = 0; j < x.columns(); j++) {
            largest += Math.abs(weights.of(j));
        }
        double tolerance = ROUNDINGS * scale * largest;
        for (Parameter parameter : term.parameters()) {
            int n = parameter.length();
            var random = RandomKey.of(n).at(parameter.name()).generator();
            for (int k = 0; k < Math.min(n, ELEMENTS); k++) {
                int element = n <= ELEMENTS ? k : random.nextInt(n);
                int row = element % parameter.rows();
                int column = element / parameter.rows();
                double[] derivative = Difference.of(
                        sums -> term.addEnergy(moved, x, sums),
                        x.columns(),
                        moved.of(parameter),
                        row,
                        column,
                        Difference.POLYNOMIAL);
                double expected = 0;
                for (int j = 0; j < derivative.length; j++) {
                    expected -= weights.of(j) * derivative[j];
                }
                Law.GRADIENT_DIFFERENCE.checkClose(
                        expected,
                        gradient.of(parameter).get(row, column),
                        tolerance,
                        term + ", " + parameter.name() + "[" + row + ", " + column + "]");
            }
        }
    }

    /**
     * Energies, fields and gradients are added to what the buffers hold.
     *
     * @param term the term
     * @param theta values of its parameters
     * @param x a state of its groups
     */
    public static void adds(Term term, ParameterValues theta, State x) {
        double tolerance = 1e-5 * Math.max(1, scale(term, theta, x, 0)); // float sums of numbers up to the scale
        double[] first = energy(term, theta, x);
        double[] second = first.clone();
        term.addEnergy(theta, x, second);
        for (int j = 0; j < first.length; j++) {
            Law.ADDS.checkClose(2 * first[j], second[j], tolerance, term + ", energy");
        }
        for (Group group : term.groups()) {
            Matrix field = field(term, theta, group, x);
            Matrix twice = field.copy();
            term.addField(theta, group, x, twice);
            checkTwice(field, twice, tolerance, term + ", field on " + group.name());
        }
        Gradient gradient = Gradient.zero(term.parameters());
        Gradient twice = Gradient.zero(term.parameters());
        term.addGradient(theta, x, ColumnWeights.uniform(1), gradient);
        term.addGradient(theta, x, ColumnWeights.uniform(1), twice);
        term.addGradient(theta, x, ColumnWeights.uniform(1), twice);
        for (Parameter parameter : term.parameters()) {
            checkTwice(
                    gradient.of(parameter),
                    twice.of(parameter),
                    tolerance * x.columns(),
                    term + ", gradient of " + parameter.name());
        }
    }

    private static void checkTwice(Matrix once, Matrix twice, double tolerance, String what) {
        for (int j = 0; j < once.columns(); j++) {
            for (int i = 0; i < once.rows(); i++) {
                Law.ADDS.checkClose(2 * once.get(i, j), twice.get(i, j), tolerance, what);
            }
        }
    }

    /**
     * Neither the state nor the parameters are modified.
     *
     * @param term the term
     * @param theta values of its parameters
     * @param x a state of its groups
     */
    public static void inputsUnchanged(Term term, ParameterValues theta, State x) {
        ParameterValues thetaBefore = theta.copy();
        State before = x.copyReleased();
        energy(term, theta, x);
        term.groups().forEach(group -> field(term, theta, group, x));
        weights(x.columns()).forEach(weights -> term.addGradient(theta, x, weights, Gradient.zero(term.parameters())));
        for (Group group : x.groups()) {
            Law.INPUTS_UNCHANGED.check(equal(before.of(group), x.of(group)), term + " changed " + group.name());
        }
        for (Parameter parameter : theta.parameters()) {
            Law.INPUTS_UNCHANGED.check(
                    equal(thetaBefore.of(parameter), theta.of(parameter)), term + " changed " + parameter.name());
        }
    }

    /**
     * Energies and fields of a batch equal those of its columns, and the gradient is the sum of theirs, to 1e-5 of the energy's
     * scale.
     *
     * @param term the term
     * @param theta values of its parameters
     * @param x a state of its groups
     */
    public static void columns(Term term, ParameterValues theta, State x) {
        double tolerance = 1e-5 * Math.max(1, scale(term, theta, x, 0));
        double[] energy = energy(term, theta, x);
        Gradient gradient = Gradient.zero(term.parameters());
        Gradient sum = Gradient.zero(term.parameters());
        term.addGradient(theta, x, ColumnWeights.uniform(1), gradient);
        for (int j = 0; j < x.columns(); j++) {
            State column = State.zeros(x.groups(), 1);
            for (Group group : x.groups()) {
                column.of(group).set(x.of(group).columns(j, j + 1));
            }
            Law.COLUMNS.checkClose(energy(term, theta, column)[0], energy[j], tolerance, term + ", energy");
            for (Group group : term.groups()) {
                Matrix alone = field(term, theta, group, column);
                Matrix together = field(term, theta, group, x);
                for (int i = 0; i < group.size(); i++) {
                    Law.COLUMNS.checkClose(
                            alone.get(i, 0), together.get(i, j), tolerance, term + ", field on " + group.name());
                }
            }
            term.addGradient(theta, column, ColumnWeights.uniform(1), sum);
        }
        for (Parameter parameter : term.parameters()) {
            for (int c = 0; c < parameter.columns(); c++) {
                for (int r = 0; r < parameter.rows(); r++) {
                    Law.COLUMNS.checkClose(
                            sum.of(parameter).get(r, c),
                            gradient.of(parameter).get(r, c),
                            tolerance * x.columns(),
                            term + ", gradient of " + parameter.name());
                }
            }
        }
    }

    static double[] energy(Term term, ParameterValues theta, State x) {
        double[] energy = new double[x.columns()];
        term.addEnergy(theta, x, energy);
        return energy;
    }

    static Matrix field(Term term, ParameterValues theta, Group group, State x) {
        Matrix field = Matrix.zeros(group.size(), x.columns());
        term.addField(theta, group, x, field);
        return field;
    }

    /** The largest |E| at the absolute values of everything, the parameters enlarged by some steps, no |x| below 1. */
    private static double scale(Term term, ParameterValues theta, State x, float steps) {
        ParameterValues absolute = theta.copy();
        for (Parameter parameter : absolute.parameters()) {
            map(absolute.of(parameter), value -> Math.abs(value) + steps);
        }
        State large = x.copyReleased();
        for (Group group : term.groups()) {
            map(large.of(group), value -> Math.max(1, Math.abs(value)));
        }
        return Arrays.stream(energy(term, absolute, large)).map(Math::abs).max().orElseThrow();
    }

    private interface FloatFunction {
        float of(float value);
    }

    private static void map(Matrix matrix, FloatFunction function) {
        for (int j = 0; j < matrix.columns(); j++) {
            for (int i = 0; i < matrix.rows(); i++) {
                matrix.set(i, j, function.of(matrix.get(i, j)));
            }
        }
    }

    static boolean equal(Matrix a, Matrix b) {
        return Arrays.equals(a.copy().data(), b.copy().data());
    }
}
