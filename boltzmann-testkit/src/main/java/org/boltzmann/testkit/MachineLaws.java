package org.boltzmann.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.Term;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.train.ExactNegativePhase;
import org.boltzmann.core.train.ExactPositivePhase;
import org.boltzmann.core.train.MaximumLikelihood;
import org.boltzmann.core.train.Objective;

/** The laws of a machine, as methods that throw an {@link AssertionError} named after the {@link Law} broken. */
public final class MachineLaws {

    /**
     * Relative to the larger of 1 and the number expected: fields of tiny machines are below 100, so that a field in 32 bits is
     * off by at most 64 roundings of 100 · 2^-24, 6e-6 each at worst and a tenth of it together, and means and free energies with it.
     */
    private static final double TOLERANCE = 2e-5;

    /** Derivatives by the context are differences of log p at steps of 1/64: 1e-7 of noise in energies becomes 1e-5. */
    private static final double CONTEXT_TOLERANCE = 2e-4;

    private MachineLaws() {}

    private static void close(Law law, double expected, double actual, String what) {
        law.checkClose(expected, actual, TOLERANCE * Math.max(1, Math.abs(expected)), what);
    }

    private static List<Oracle> oracles(BoltzmannMachine machine, State x, Collection<Group> given) {
        boolean same = given.isEmpty()
                && machine.groups().stream().noneMatch(g -> g.type().isContext());
        List<Oracle> oracles = new ArrayList<>();
        for (int j = 0; j < x.columns(); j++) {
            oracles.add(same && j > 0 ? oracles.get(0) : Oracle.given(machine, x, j, given));
        }
        return oracles;
    }

    /** The free energy of every column of a state. */
    @FunctionalInterface
    public interface FreeEnergy {
        /**
         * The free energies.
         *
         * @param x a state
         * @return one number for each column
         */
        double[] of(State x);
    }

    /** Fills a matrix, units x columns, from a state. */
    @FunctionalInterface
    public interface Derivative {
        /**
         * Adds to a matrix.
         *
         * @param x a state
         * @param result added to
         */
        void add(State x, Matrix result);
    }

    /**
     * Checks every law of a machine.
     *
     * @param machine a machine small enough to enumerate
     * @param x a state of a few columns, all of valid values; nothing but context clamped
     * @return how many laws were checked, those checked for several sets of groups counted for each
     */
    public static int checkAll(BoltzmannMachine machine, State x) {
        int checks = 0;
        for (Term term : machine.terms()) {
            TermLaws.checkAll(term, machine.theta(), x);
            checks += 13; // one method each, the gradient for four kinds of weights
        }
        fieldsAdd(machine, x);
        copy(machine, x);
        Gradient gradient = machine.newGradient();
        machine.addGradient(x, ColumnWeights.uniform(1), gradient);
        tiedGradientsAdd(machine, x, gradient);
        checks += 3;
        List<Group> free =
                machine.groups().stream().filter(g -> !g.type().isContext()).toList();
        for (Group group : free) {
            conditional(machine, x, group);
            checks++;
        }
        List<Oracle> model = new ArrayList<>(); // nothing kept, which comes first
        for (int subset = 0; subset < 1 << free.size(); subset++) {
            List<Group> kept = new ArrayList<>();
            for (int g = 0; g < free.size(); g++) {
                if ((subset >> g & 1) == 1) {
                    kept.add(free.get(g));
                }
            }
            Marginal marginal = Marginal.keeping(machine, kept);
            List<Oracle> oracles = oracles(machine, x, kept);
            if (subset == 0) {
                model.addAll(oracles);
            }
            freeEnergy(x, kept, marginal::freeEnergy, oracles);
            marginalGradient(machine, x, kept, oracles);
            marginalMeans(machine, x, kept, oracles);
            checks += 3;
            if (!kept.isEmpty()) {
                context(machine, x, kept);
                checks += free.size() < machine.groups().size() ? 1 : 0;
            }
            List<Group> hidden = free.stream().filter(g -> !kept.contains(g)).toList();
            if (!kept.isEmpty() && machine.termJoining(hidden).isEmpty()) {
                likelihoodGradient(machine, x, kept, exact(machine, kept), oracles, model);
                checks++;
            }
        }
        return checks;
    }

    /**
     * The field, the energy and the gradient of a machine are the sums of those of its terms.
     *
     * @param machine the machine
     * @param x a state
     */
    public static void fieldsAdd(BoltzmannMachine machine, State x) {
        double[] energy = new double[x.columns()];
        double[] sum = new double[x.columns()];
        machine.addEnergy(x, energy);
        for (Term term : machine.terms()) {
            term.addEnergy(machine.theta(), x, sum);
        }
        for (int j = 0; j < sum.length; j++) {
            close(Law.FIELDS_ADD, sum[j], energy[j], "energy of column " + j);
        }
        for (Group group : machine.groups()) {
            Matrix field = Matrix.zeros(group.size(), x.columns());
            machine.addField(group, x, field);
            Matrix parts = Matrix.zeros(group.size(), x.columns());
            for (Term term : machine.terms()) {
                if (term.groups().contains(group)) {
                    Matrix part = TermLaws.field(term, machine.theta(), group, x);
                    for (int k = 0; k < part.data().length; k++) {
                        parts.data()[k] += part.data()[k];
                    }
                }
            }
            for (int k = 0; k < parts.data().length; k++) {
                close(Law.FIELDS_ADD, parts.data()[k], field.data()[k], "field on " + group);
            }
        }
    }

    /**
     * The gradient of a parameter that several terms share is the difference of the whole energy in it.
     *
     * @param machine the machine
     * @param x a state
     * @param gradient the gradient found for weights of 1
     */
    public static void tiedGradientsAdd(BoltzmannMachine machine, State x, Gradient gradient) {
        for (Parameter parameter : machine.parameters()) {
            boolean polynomial =
                    machine.terms().stream().anyMatch(t -> t.parameters().contains(parameter));
            Matrix values = machine.theta().of(parameter);
            for (int k = 0; k < parameter.length(); k++) {
                double[] difference = Difference.of(
                        sums -> {
                            machine.addEnergy(x, sums);
                            machine.addBaseEnergy(machine.groups(), x, sums);
                        },
                        x.columns(),
                        values,
                        k % parameter.rows(),
                        k / parameter.rows(),
                        polynomial ? Difference.POLYNOMIAL : Difference.SMOOTH);
                close(
                        Law.TIED_ADD,
                        -Arrays.stream(difference).sum(),
                        gradient.of(parameter).data()[k],
                        parameter + "[" + k + "]");
            }
        }
    }

    /**
     * A copy has the same energies, and its parameters are its own.
     *
     * @param machine the machine
     * @param x a state
     */
    public static void copy(BoltzmannMachine machine, State x) {
        BoltzmannMachine copy = machine.copy();
        double[] own = new double[x.columns()];
        double[] copied = new double[x.columns()];
        machine.addEnergy(x, own);
        copy.addEnergy(x, copied);
        Law.COPY.check(Arrays.equals(own, copied), "energies differ");
        for (Parameter parameter : machine.parameters()) {
            float before = machine.theta().of(parameter).get(0, 0);
            copy.theta().of(parameter).fill(before + 1);
            Law.COPY.check(machine.theta().of(parameter).get(0, 0) == before, parameter + " is shared with a copy");
        }
    }

    /**
     * Mean, variance and log partition of a group at its field are those of its conditional distribution; in a group whose units are
     * coupled with each other, of each unit, or block of units, given all others.
     *
     * @param machine the machine
     * @param x a state of valid values
     * @param group a group that is not context
     */
    public static void conditional(BoltzmannMachine machine, State x, Group group) {
        if (machine.isLateral(group)) {
            for (int b = 0; b < group.blocks(); b++) {
                conditionalOfBlock(machine, x, group, b * group.type().block());
            }
            return;
        }
        List<Group> others =
                machine.groups().stream().filter(g -> !g.equals(group)).toList();
        Matrix field = machine.fillField(group, x);
        Matrix mean = Matrix.zeros(group.size(), x.columns());
        Matrix variance = Matrix.zeros(group.size(), x.columns());
        double[] logSum = new double[x.columns()];
        group.type().fillMean(machine.theta(), field, mean);
        group.type().fillVariance(machine.theta(), field, variance);
        group.type().addLogPartition(machine.theta(), field, logSum);
        double[] rest = new double[x.columns()];
        machine.addBaseEnergy(others, x, rest);
        for (Term term : machine.terms()) {
            if (!term.groups().contains(group)) {
                term.addEnergy(machine.theta(), x, rest);
            }
        }
        for (int j = 0; j < x.columns(); j++) {
            Oracle oracle = Oracle.given(machine, x, j, others);
            close(Law.CONDITIONAL, oracle.logSum(), logSum[j] - rest[j], "log partition of " + group);
            for (int i = 0; i < group.size(); i++) {
                double expected = oracle.moment(group, i, 0, 1);
                close(Law.CONDITIONAL, expected, mean.get(i, j), "mean of unit " + i + " of " + group);
                close(
                        Law.CONDITIONAL,
                        oracle.moment(group, i, expected, 2),
                        variance.get(i, j),
                        "variance of unit " + i + " of " + group);
            }
        }
    }

    private static void conditionalOfBlock(BoltzmannMachine machine, State x, Group group, int first) {
        int size = group.type().block();
        Matrix field = machine.fillField(group, x).rows(first, first + size).copy();
        Matrix mean = Matrix.zeros(size, x.columns());
        double[] logSum = new double[x.columns()];
        group.type().fillMean(machine.theta(), field, mean);
        group.type().addLogPartition(machine.theta(), field, logSum);
        State moved = x.with(group, x.of(group).copy());
        Matrix own = moved.of(group).rows(first, first + size);
        own.fill(0);
        double[] without = new double[x.columns()];
        machine.addEnergy(moved, without);
        double[] sum = new double[x.columns()];
        double[][] average = new double[size][x.columns()];
        for (float[] state : group.type().states()) {
            for (int i = 0; i < size; i++) {
                own.rows(i, i + 1).fill(state[i]);
            }
            double[] energy = new double[x.columns()];
            machine.addEnergy(moved, energy);
            for (int j = 0; j < sum.length; j++) {
                double weight = Math.exp(without[j] - energy[j]);
                sum[j] += weight;
                for (int i = 0; i < size; i++) {
                    average[i][j] += weight * state[i];
                }
            }
        }
        for (int j = 0; j < sum.length; j++) {
            String what = "units from " + first + " of " + group;
            close(Law.CONDITIONAL, Math.log(sum[j]), logSum[j], "log partition of " + what);
            for (int i = 0; i < size; i++) {
                close(Law.CONDITIONAL, average[i][j] / sum[j], mean.get(i, j), "mean of " + what);
            }
        }
    }

    /**
     * The free energy of the kept groups is −log of the sum over all others; with nothing kept, −log Z.
     *
     * @param machine the machine
     * @param x a state of valid values
     * @param kept the groups kept beside context
     * @param freeEnergy how the free energy is found
     */
    public static void freeEnergy(BoltzmannMachine machine, State x, Collection<Group> kept, FreeEnergy freeEnergy) {
        freeEnergy(x, kept, freeEnergy, oracles(machine, x, kept));
    }

    private static void freeEnergy(State x, Collection<Group> kept, FreeEnergy freeEnergy, List<Oracle> oracles) {
        double[] f = freeEnergy.of(x);
        for (int j = 0; j < x.columns(); j++) {
            close(Law.FREE_ENERGY, -oracles.get(j).logSum(), f[j], "column " + j + ", kept " + kept);
        }
    }

    /**
     * −∂F/∂θ is the average of −∂E/∂θ given the kept groups, and the average field on them is right.
     *
     * @param machine the machine
     * @param x a state of valid values
     * @param kept the groups kept beside context
     */
    public static void marginalGradient(BoltzmannMachine machine, State x, Collection<Group> kept) {
        marginalGradient(machine, x, kept, oracles(machine, x, kept));
    }

    private static void marginalGradient(
            BoltzmannMachine machine, State x, Collection<Group> kept, List<Oracle> oracles) {
        Marginal marginal = Marginal.keeping(machine, kept);
        float[] weights = new float[x.columns()];
        for (int j = 0; j < weights.length; j++) {
            weights[j] = 1.5f - j;
        }
        Gradient gradient = machine.newGradient();
        marginal.addGradient(x, ColumnWeights.of(weights), gradient);
        Gradient tied = machine.newGradient();
        marginal.addGradient(x, ColumnWeights.uniform(1), tied);
        for (Parameter parameter : machine.parameters()) {
            double[] expected = new double[parameter.length()];
            double[] plain = new double[parameter.length()];
            double[] scale = new double[parameter.length()];
            for (int j = 0; j < weights.length; j++) {
                double[] average = oracles.get(j).gradient(parameter);
                for (int k = 0; k < expected.length; k++) {
                    expected[k] += weights[j] * average[k];
                    plain[k] += average[k];
                    scale[k] += Math.abs(weights[j] * average[k]) + Math.abs(average[k]);
                }
            }
            for (int k = 0; k < expected.length; k++) {
                String what = parameter + "[" + k + "], kept " + kept;
                double tolerance = TOLERANCE * Math.max(1, scale[k]);
                Law.MARGINAL_GRADIENT.checkClose(
                        expected[k], gradient.of(parameter).data()[k], tolerance, what);
                Law.MARGINAL_GRADIENT.checkClose(plain[k], tied.of(parameter).data()[k], tolerance, what);
            }
        }
        for (Group group : machine.groups()) {
            if (kept.contains(group) || group.type().isContext()) {
                Matrix field = Matrix.zeros(group.size(), x.columns());
                marginal.addField(group, x, field);
                for (int j = 0; j < x.columns(); j++) {
                    double[] expected = oracles.get(j).field(group);
                    for (int i = 0; i < group.size(); i++) {
                        close(Law.MARGINAL_GRADIENT, expected[i], field.get(i, j), "field on " + group);
                    }
                }
            }
        }
    }

    /**
     * The means of the groups summed out, given those kept.
     *
     * @param machine the machine
     * @param x a state of valid values
     * @param kept the groups kept beside context
     */
    public static void marginalMeans(BoltzmannMachine machine, State x, Collection<Group> kept) {
        marginalMeans(machine, x, kept, oracles(machine, x, kept));
    }

    private static void marginalMeans(BoltzmannMachine machine, State x, Collection<Group> kept, List<Oracle> oracles) {
        Marginal marginal = Marginal.keeping(machine, kept);
        for (Group group : machine.groups()) {
            if (!kept.contains(group) && !group.type().isContext()) {
                Matrix mean = Matrix.zeros(group.size(), x.columns());
                marginal.addMean(group, x, mean);
                for (int j = 0; j < x.columns(); j++) {
                    double[] expected = oracles.get(j).mean(group);
                    for (int i = 0; i < group.size(); i++) {
                        close(Law.MARGINAL_MEAN, expected[i], mean.get(i, j), "unit " + i + " of " + group);
                    }
                }
            }
        }
    }

    /**
     * The exact likelihood's gradient, where the groups not observed are independent given those that are.
     *
     * @param machine the machine
     * @param x a state of valid values
     * @param observed the groups observed beside context
     */
    public static void likelihoodGradient(BoltzmannMachine machine, State x, Collection<Group> observed) {
        likelihoodGradient(machine, x, observed, exact(machine, observed));
    }

    private static Objective exact(BoltzmannMachine machine, Collection<Group> observed) {
        return new MaximumLikelihood(new ExactPositivePhase(machine, observed), new ExactNegativePhase(machine));
    }

    /**
     * An objective's gradient is that of the mean over columns of log p(observed | context).
     *
     * @param machine the machine
     * @param x a state of valid values
     * @param observed the groups observed beside context
     * @param objective the objective
     */
    public static void likelihoodGradient(
            BoltzmannMachine machine, State x, Collection<Group> observed, Objective objective) {
        likelihoodGradient(
                machine, x, observed, objective, oracles(machine, x, observed), oracles(machine, x, List.of()));
    }

    private static void likelihoodGradient(
            BoltzmannMachine machine,
            State x,
            Collection<Group> observed,
            Objective objective,
            List<Oracle> dataOracles,
            List<Oracle> modelOracles) {
        State batch = x.copyReleased();
        observed.forEach(batch::clamp);
        Gradient gradient = machine.newGradient();
        objective.addGradient(batch, 1, RandomKey.of(1), gradient);
        int n = x.columns();
        for (Parameter parameter : machine.parameters()) {
            double[] expected = new double[parameter.length()];
            double[] scale = new double[parameter.length()];
            for (int j = 0; j < n; j++) {
                double[] data = dataOracles.get(j).gradient(parameter);
                double[] model = modelOracles.get(j).gradient(parameter);
                for (int k = 0; k < expected.length; k++) {
                    expected[k] += (data[k] - model[k]) / n;
                    scale[k] += (Math.abs(data[k]) + Math.abs(model[k])) / n;
                }
            }
            for (int k = 0; k < expected.length; k++) {
                Law.LIKELIHOOD_GRADIENT.checkClose(
                        expected[k],
                        gradient.of(parameter).data()[k],
                        TOLERANCE * Math.max(1, scale[k]),
                        parameter + "[" + k + "], observed " + observed);
            }
        }
    }

    /**
     * The derivative of log p(observed | context) by every context unit is the field in the data less that in the model, and so is
     * what a gradient collects for whatever computes the context.
     *
     * @param machine the machine
     * @param x a state of valid values
     * @param observed the groups observed beside context
     */
    public static void context(BoltzmannMachine machine, State x, Collection<Group> observed) {
        for (Group group : machine.groups()) {
            if (group.type().isContext()) {
                context(machine, x, observed, group, (state, result) -> {
                    Matrix model = Matrix.zeros(result.rows(), result.columns());
                    Marginal.keeping(machine, observed).addField(group, state, result);
                    Marginal.summingAll(machine).addField(group, state, model);
                    for (int k = 0; k < model.data().length; k++) {
                        result.data()[k] -= model.data()[k];
                    }
                });
                context(machine, x, observed, group, (state, result) -> {
                    Gradient gradient = machine.newGradient().withContext(group, result);
                    Marginal.keeping(machine, observed).addGradient(state, ColumnWeights.uniform(1), gradient);
                    Marginal.summingAll(machine).addGradient(state, ColumnWeights.uniform(-1), gradient);
                });
            }
        }
    }

    /**
     * A derivative of log p(observed | context) by one context group equals finite differences of the exact value.
     *
     * @param machine the machine
     * @param x a state of valid values
     * @param observed the groups observed beside context
     * @param context a context group
     * @param derivative how the derivative is found
     */
    public static void context(
            BoltzmannMachine machine, State x, Collection<Group> observed, Group context, Derivative derivative) {
        Matrix found = Matrix.zeros(context.size(), x.columns());
        derivative.add(x, found);
        State moved = x.with(context, x.of(context).copy());
        for (int j = 0; j < x.columns(); j++) {
            int column = j;
            for (int i = 0; i < context.size(); i++) {
                double expected = Difference.of(
                        sums -> sums[0] +=
                                Oracle.given(machine, moved, column, observed).logSum()
                                        - Oracle.given(machine, moved, column, List.of())
                                                .logSum(),
                        1,
                        moved.of(context),
                        i,
                        j,
                        Difference.SMOOTH)[0];
                Law.CONTEXT.checkClose(
                        expected,
                        found.get(i, j),
                        CONTEXT_TOLERANCE * Math.max(1, Math.abs(expected)),
                        "unit " + i + " of " + context + ", observed " + observed);
            }
        }
    }
}
