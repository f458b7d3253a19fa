package org.boltzmann.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.Term;
import org.boltzmann.core.UnitType;
import org.boltzmann.core.linalg.Matrix;

/**
 * The distribution of a tiny machine, or of some of its groups given the others, by brute force in {@code double}.
 *
 * <p>All joint states of the groups not given are listed, and p(x) = base(x) exp(−E(x)) / Σ base exp(−E) is written down. Nothing
 * of a machine is used but {@link UnitType#states()}, {@link UnitType#addBaseEnergy} and {@link Term#addEnergy}: no field, no mean,
 * no log partition, no gradient.
 *
 * <p>Numerics: up to two units of infinitely many states are integrated by the trapezoidal rule, whose nodes are 0.7 standard
 * deviations apart and reach 7.7 of them to each side, about a centre found for each state of all others. For a normal density
 * the rule is off by 2 exp(−2π²/0.49) = 6e-18 and the tails left out hold 1.4e-14. A density that is not close to normal is
 * refused. Energies are as exact as the terms compute them.
 */
public final class Oracle {

    /** Largest number of joint states, quadrature nodes included. */
    public static final int LIMIT = 1 << 20;

    private static final int REACH = 11;
    private static final int NODES = 2 * REACH + 1;

    private final List<Term> terms;
    private final ParameterValues theta;
    private final List<Group> finite = new ArrayList<>();
    private final List<List<float[]>> finiteStates = new ArrayList<>();
    private final List<Unit> continuous = new ArrayList<>();
    private final int configurations;
    private double[][] centres;
    private double[][] deviations;
    private final State points;
    private final double[] probability;
    private final double logSum;
    private final Map<Parameter, double[]> gradients = new HashMap<>();

    private record Unit(Group group, int index) {}

    private Oracle(List<Term> terms, ParameterValues theta, State x, int column, Collection<Group> given) {
        this.terms = terms;
        this.theta = theta;
        long count = 1;
        for (Group group : x.groups()) {
            if (given.contains(group) || group.type().isContext()) {
                continue;
            }
            if (group.type().states().isEmpty()) {
                for (int i = 0; i < group.size(); i++) {
                    continuous.add(new Unit(group, i));
                }
            } else {
                finite.add(group);
                finiteStates.add(group.type().states());
                for (int b = 0; b < group.blocks() && count <= LIMIT; b++) {
                    count *= group.type().states().size();
                }
            }
        }
        long nodes = Math.round(Math.pow(NODES, continuous.size()));
        if (continuous.size() > 2 || count * nodes > LIMIT) {
            throw new IllegalArgumentException("too much to enumerate: " + count + " joint states and "
                    + continuous.size() + " continuous units; at most " + LIMIT + " in all and 2 continuous units");
        }
        this.configurations = (int) count;
        this.points = expand(x, column, (int) nodes);
        double[] logWeights = new double[points.columns()];
        if (!continuous.isEmpty()) {
            locate(x, column);
            placeNodes((int) nodes, logWeights);
        }
        double[] energy = totalEnergy(points);
        double max = Double.NEGATIVE_INFINITY;
        for (int n = 0; n < energy.length; n++) {
            logWeights[n] -= energy[n];
            max = Math.max(max, logWeights[n]);
        }
        double sum = 0;
        this.probability = new double[energy.length];
        for (int n = 0; n < energy.length; n++) {
            probability[n] = Math.exp(logWeights[n] - max);
            sum += probability[n];
        }
        for (int n = 0; n < energy.length; n++) {
            probability[n] /= sum;
        }
        this.logSum = max + Math.log(sum);
    }

    /**
     * The distribution of a machine without context.
     *
     * @param machine a tiny machine
     * @return its distribution
     */
    public static Oracle of(BoltzmannMachine machine) {
        return given(machine, machine.newState(1), 0, List.of());
    }

    /**
     * The distribution of a machine's groups given some of them.
     *
     * @param machine a tiny machine
     * @param x a state with the values of what is given
     * @param column the configuration meant
     * @param given the groups given; context always is
     * @return the distribution of all others
     */
    public static Oracle given(BoltzmannMachine machine, State x, int column, Collection<Group> given) {
        return new Oracle(machine.terms(), machine.theta(), x, column, given);
    }

    /**
     * The distribution of one group in a field.
     *
     * @param group the group
     * @param theta values of its type's own parameters
     * @param field the field on each unit
     * @return its distribution
     */
    public static Oracle inField(Group group, ParameterValues theta, float... field) {
        State x = State.zeros(List.of(group), 1);
        return new Oracle(List.of(new GivenField(group, field)), theta, x, 0, List.of());
    }

    private State expand(State x, int column, int nodes) {
        State all = State.zeros(x.groups(), configurations * nodes);
        for (Group group : x.groups()) {
            Matrix from = x.of(group);
            Matrix to = all.of(group);
            for (int n = 0; n < all.columns(); n++) {
                System.arraycopy(from.data(), from.columnStart(column), to.data(), to.columnStart(n), to.rows());
            }
        }
        Matrix[] values = finite.stream().map(all::of).toArray(Matrix[]::new);
        for (int n = 0; n < all.columns(); n++) {
            int rest = n / nodes;
            for (int g = 0; g < values.length; g++) {
                List<float[]> states = finiteStates.get(g);
                int block = states.get(0).length;
                for (int i = 0; i < values[g].rows(); i++) {
                    values[g].set(i, n, states.get(rest % states.size())[i % block]);
                    if (i % block == block - 1) {
                        rest /= states.size();
                    }
                }
            }
        }
        return all;
    }

    /** Centre and deviation of every continuous unit in every configuration, from the log density at −1, 0 and 1. */
    private void locate(State x, int column) {
        centres = new double[continuous.size()][configurations];
        deviations = new double[continuous.size()][configurations];
        State probe = expand(x, column, 1);
        continuous.forEach(
                unit -> probe.of(unit.group).rows(unit.index, unit.index + 1).fill(0));
        double[] middle = totalEnergy(probe);
        for (int u = 0; u < continuous.size(); u++) {
            Matrix row = probe.of(continuous.get(u).group).rows(continuous.get(u).index, continuous.get(u).index + 1);
            row.fill(1);
            double[] above = totalEnergy(probe);
            row.fill(-1);
            double[] below = totalEnergy(probe);
            row.fill(0);
            for (int c = 0; c < configurations; c++) {
                double precision = above[c] + below[c] - 2 * middle[c];
                if (!(precision > 0)) {
                    throw new IllegalArgumentException(
                            "the density of " + continuous.get(u) + " is not like a normal one");
                }
                centres[u][c] = (below[c] - above[c]) / 2 / precision;
                deviations[u][c] = 1 / Math.sqrt(precision);
            }
        }
    }

    private void placeNodes(int nodes, double[] logWeights) {
        for (int n = 0; n < logWeights.length; n++) {
            int c = n / nodes;
            int rest = n % nodes;
            for (int u = 0; u < continuous.size(); u++) {
                // multiples of 2^-10, so that nodes are equidistant in 32 bits too
                double step = Math.max(1, Math.rint(0.7 * deviations[u][c] * 1024)) / 1024;
                double centre = Math.rint(centres[u][c] * 1024) / 1024;
                Unit unit = continuous.get(u);
                points.of(unit.group).set(unit.index, n, (float) (centre + step * (rest % NODES - REACH)));
                rest /= NODES;
                logWeights[n] += Math.log(step);
            }
        }
    }

    private double[] totalEnergy(State x) {
        double[] energy = new double[x.columns()];
        terms.forEach(term -> term.addEnergy(theta, x, energy));
        x.groups().forEach(group -> group.type().addBaseEnergy(theta, x.of(group), energy));
        return energy;
    }

    /**
     * log Σ base(x) exp(−E(x)) over all that is not given: log Z where nothing is, −F(given) otherwise.
     *
     * @return the logarithm of the sum
     */
    public double logSum() {
        return logSum;
    }

    /**
     * Number of joint states of the finite groups that are not given.
     *
     * @return at least 1
     */
    public int configurations() {
        return configurations;
    }

    /**
     * Probability of a joint state of the finite groups that are not given.
     *
     * @param configuration its index
     * @return its probability
     */
    public double probability(int configuration) {
        int nodes = probability.length / configurations;
        double sum = 0;
        for (int n = configuration * nodes; n < (configuration + 1) * nodes; n++) {
            sum += probability[n];
        }
        return sum;
    }

    /**
     * Index of the joint state that the finite groups not given have in a column.
     *
     * @param x a state of the same groups
     * @param column which configuration
     * @return the index, or −1 if a block holds none of its type's states
     */
    public int indexOf(State x, int column) {
        return indexOf(finite.stream().map(x::of).toArray(Matrix[]::new), column);
    }

    /** The same of every column. */
    int[] indices(State x) {
        Matrix[] values = finite.stream().map(x::of).toArray(Matrix[]::new);
        int[] indices = new int[x.columns()];
        for (int j = 0; j < indices.length; j++) {
            indices[j] = indexOf(values, j);
        }
        return indices;
    }

    private int indexOf(Matrix[] finiteValues, int column) {
        int index = 0;
        int place = 1;
        for (int g = 0; g < finiteValues.length; g++) {
            List<float[]> states = finiteStates.get(g);
            int block = states.get(0).length;
            Matrix values = finiteValues[g];
            for (int b = 0; b < values.rows() / block; b++) {
                int found = -1;
                int start = values.columnStart(column) + b * block;
                for (int s = 0; s < states.size() && found < 0; s++) {
                    if (Arrays.equals(states.get(s), 0, block, values.data(), start, start + block)) {
                        found = s;
                    }
                }
                if (found < 0) {
                    return -1;
                }
                index += place * found;
                place *= states.size();
            }
        }
        return index;
    }

    /**
     * The mean of a group.
     *
     * @param group any group
     * @return one number for each unit
     */
    public double[] mean(Group group) {
        double[] mean = new double[group.size()];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = moment(group, i, 0, 1);
        }
        return mean;
    }

    /**
     * The moment ⟨(x − about)^power⟩ of one unit.
     *
     * @param group any group
     * @param unit its index
     * @param about what is subtracted
     * @param power the power
     * @return the moment
     */
    public double moment(Group group, int unit, double about, int power) {
        double sum = 0;
        Matrix values = points.of(group);
        for (int n = 0; n < probability.length; n++) {
            double x = values.get(unit, n) - about;
            double product = probability[n];
            for (int k = 0; k < power; k++) {
                product *= x;
            }
            sum += product;
        }
        return sum;
    }

    /**
     * The average of −∂E/∂θ for one parameter, that of base energies included.
     *
     * @param parameter a parameter of a term or a unit type
     * @return one number for each element, in the order of the parameter's matrix
     */
    public double[] gradient(Parameter parameter) {
        return gradients.computeIfAbsent(parameter, this::difference).clone();
    }

    private double[] difference(Parameter parameter) {
        ParameterValues moved = theta.copy();
        List<Term> touched =
                terms.stream().filter(t -> t.parameters().contains(parameter)).toList();
        List<Group> typed = points.groups().stream()
                .filter(g -> g.type().parameters().contains(parameter))
                .toList();
        Difference.Columns energy = sums -> {
            touched.forEach(term -> term.addEnergy(moved, points, sums));
            typed.forEach(group -> group.type().addBaseEnergy(moved, points.of(group), sums));
        };
        float step = typed.isEmpty() ? Difference.POLYNOMIAL : Difference.SMOOTH;
        double[] gradient = new double[parameter.length()];
        for (int k = 0; k < gradient.length; k++) {
            int row = k % parameter.rows();
            int column = k / parameter.rows();
            gradient[k] = -average(Difference.of(energy, probability.length, moved.of(parameter), row, column, step));
        }
        return gradient;
    }

    /**
     * The average field −∂E/∂x_i = E(x_i := 0) − E(x_i := 1) on the units of a given group.
     *
     * @param group a group that is given
     * @return one number for each unit
     */
    public double[] field(Group group) {
        double[] field = new double[group.size()];
        List<Term> touched =
                terms.stream().filter(t -> t.groups().contains(group)).toList();
        State moved = points.with(group, points.of(group).copy());
        for (int i = 0; i < field.length; i++) {
            Matrix row = moved.of(group).rows(i, i + 1);
            double[] difference = new double[probability.length];
            double[] atOne = new double[probability.length];
            row.fill(0);
            touched.forEach(term -> term.addEnergy(theta, moved, difference));
            row.fill(1);
            touched.forEach(term -> term.addEnergy(theta, moved, atOne));
            row.set(points.of(group).rows(i, i + 1));
            for (int n = 0; n < atOne.length; n++) {
                difference[n] -= atOne[n];
            }
            field[i] = average(difference);
        }
        return field;
    }

    private double average(double[] values) {
        double sum = 0;
        for (int n = 0; n < values.length; n++) {
            sum += probability[n] * values[n];
        }
        return sum;
    }

    /**
     * Independent draws from exactly this distribution.
     *
     * @param count number of draws
     * @param key where randomness comes from
     * @return a state with one draw in each column
     */
    public State draw(int count, RandomKey key) {
        RandomGenerator random = key.generator();
        double[] cumulative = probability.clone();
        Arrays.parallelPrefix(cumulative, Double::sum);
        State drawn = State.zeros(points.groups(), count);
        List<Matrix> from = points.groups().stream().map(points::of).toList();
        List<Matrix> all = points.groups().stream().map(drawn::of).toList();
        int nodes = probability.length / configurations;
        for (int j = 0; j < count; j++) {
            int found = Arrays.binarySearch(cumulative, random.nextDouble() * cumulative[cumulative.length - 1]);
            int n = Math.min(found < 0 ? -found - 1 : found, probability.length - 1);
            for (int g = 0; g < from.size(); g++) {
                Matrix to = all.get(g);
                System.arraycopy(
                        from.get(g).data(), from.get(g).columnStart(n), to.data(), to.columnStart(j), to.rows());
            }
            for (int u = 0; u < continuous.size(); u++) {
                double x = centres[u][n / nodes] + deviations[u][n / nodes] * random.nextGaussian();
                drawn.of(continuous.get(u).group).set(continuous.get(u).index, j, (float) x);
            }
        }
        return drawn;
    }

    /** E = −Σ_i f_i x_i with numbers that are given and not learned, in double. */
    private static final class GivenField implements Term {

        private final Group group;
        private final float[] field;

        GivenField(Group group, float[] field) {
            this.group = group;
            this.field = field;
        }

        @Override
        public List<Group> groups() {
            return List.of(group);
        }

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public void addEnergy(ParameterValues theta, State x, double[] energy) {
            for (int j = 0; j < energy.length; j++) {
                for (int i = 0; i < field.length; i++) {
                    energy[j] -= (double) field[i] * x.of(group).get(i, j);
                }
            }
        }

        @Override
        public void addField(ParameterValues theta, Group target, State x, Matrix result) {
            throw new UnsupportedOperationException("the oracle looks at energies only");
        }

        @Override
        public void addGradient(ParameterValues theta, State x, ColumnWeights weights, Gradient gradient) {
            throw new UnsupportedOperationException("the oracle looks at energies only");
        }
    }
}
