package org.boltzmann.core.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.Term;
import org.boltzmann.core.linalg.Functions;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Passes;
import org.boltzmann.core.sample.GibbsSampler;
import org.boltzmann.core.term.Bias;

/**
 * Annealed importance sampling of log Z: chains are led from a machine A of known log Z to the machine B in question, through
 * machines whose energy is (1 − β) E_A + β E_B with β rising from 0 to 1.
 *
 * <p>The base machine A holds biases only, which can be matched to the data; its groups and their base measures are B's, so that
 * the field on a group at β is (1 − β) field_A + β field_B. At each β the weight of a chain is multiplied by the ratio of the
 * unnormalised probabilities of its state under β and the β before, with a largest independent set of groups summed out, and then
 * the chain makes one Gibbs sweep at β. One field for each group serves both log partitions and the sample. The mean weight,
 * times Z_A, is an unbiased estimate of Z_B; so its logarithm is an estimate of log Z_B from below, and a log-likelihood that takes it
 * is one from above. Every estimate holds what log Z is at least by the states in which its chains end ({@link LogPartitionBound}).
 *
 * <p>Where groups are context, every value of the context has a log Z of its own, and chains of its own: the context stays clamped
 * while they are led from the base machine, which knows nothing of it.
 *
 * <p>Source: R. Neal, "Annealed importance sampling", Statistics and Computing 11, 2001; R. Salakhutdinov, I. Murray, "On the
 * quantitative analysis of deep belief networks", ICML 2008.
 */
public final class AnnealedImportanceSampling {

    /** Chains that are led together; more contexts take their turn. */
    private static final int COLUMNS_AT_ONCE = 2000;

    private final BoltzmannMachine machine;
    private final BoltzmannMachine base;
    private final List<Group> summed;
    private final List<Group> kept;
    private final List<List<Group>> blocks;

    private AnnealedImportanceSampling(BoltzmannMachine machine, BoltzmannMachine base, List<Group> summed) {
        this.machine = machine;
        this.base = base;
        this.summed = summed;
        this.blocks = new ArrayList<>();
        for (List<Group> block : new GibbsSampler(machine).blocks()) {
            List<Group> rest = block.stream().filter(g -> !summed.contains(g)).toList();
            if (!rest.isEmpty()) {
                blocks.add(rest);
            }
        }
        this.kept = drawn(machine).stream().filter(g -> !summed.contains(g)).toList();
    }

    /** All groups but context. */
    private static List<Group> drawn(BoltzmannMachine machine) {
        return machine.groups().stream()
                .filter(group -> !group.type().isContext())
                .toList();
    }

    /**
     * The estimator of a machine, from a base machine whose mean is the data's for observed groups and the mean at zero field
     * for all others.
     *
     * @param machine the machine
     * @param means the mean of the data for observed groups, each one column; empty for a base at zero field
     * @return the estimator
     */
    public static AnnealedImportanceSampling of(BoltzmannMachine machine, Map<Group, Matrix> means) {
        BoltzmannMachine base =
                BoltzmannMachine.of(drawn(machine).stream().map(Bias::on).toList());
        takeBaseMeasures(machine, base);
        RandomGenerator unused = RandomKey.of(0).generator(); // a bias matched to data draws nothing
        base.terms().stream()
                .flatMap(bias -> bias.parameters().stream())
                .forEach(bias -> bias.initializer()
                        .fill(base.theta(), unused, means, base.theta().of(bias)));
        return new AnnealedImportanceSampling(machine, base, largestIndependent(machine));
    }

    private static void takeBaseMeasures(BoltzmannMachine from, BoltzmannMachine to) {
        to.groups().stream()
                .flatMap(group -> group.type().parameters().stream())
                .forEach(shared -> to.theta().of(shared).set(from.theta().of(shared)));
    }

    /**
     * This estimator with a base machine of the caller's.
     *
     * @param other a machine of biases only over the same groups but context; it is copied, and parameters of unit types, such as a learned
     *     precision, are taken from the machine in question
     * @return the estimator
     * @throws IllegalArgumentException if a term joins two groups or couples units of one, or the groups are others
     */
    public AnnealedImportanceSampling withBase(BoltzmannMachine other) {
        List<Group> drawn = drawn(machine);
        if (other.termJoining(other.groups()).isPresent()
                || !other.groups().containsAll(drawn)
                || other.groups().size() != drawn.size()) {
            throw new IllegalArgumentException(
                    "a base machine holds biases only, over the groups " + drawn + "; not " + other);
        }
        BoltzmannMachine copy = other.copy();
        takeBaseMeasures(machine, copy);
        return new AnnealedImportanceSampling(machine, copy, summed);
    }

    /**
     * This estimator with the machine's own biases as the base: the terms that touch one group alone.
     *
     * @return the estimator
     */
    public AnnealedImportanceSampling withOwnBiases() {
        BoltzmannMachine own = base.copy();
        State zeros = machine.newState(1);
        for (Term term : own.terms()) {
            Group group = term.groups().get(0);
            Matrix bias = own.theta().of(term.parameters().get(0));
            bias.fill(0);
            machine.addField(group, each -> each.groups().equals(term.groups()), zeros, bias);
        }
        return new AnnealedImportanceSampling(machine, own, summed);
    }

    /**
     * This estimator with other groups summed out of the weights.
     *
     * @param groups groups no two of which share a term, none of them context
     * @return the estimator
     * @throws IllegalArgumentException if a term joins two of them, or one is context
     */
    public AnnealedImportanceSampling summing(Collection<Group> groups) {
        machine.termJoining(groups).ifPresent(term -> {
            throw new IllegalArgumentException("cannot sum out " + groups + ": term " + term + " joins them");
        });
        groups.stream().filter(group -> group.type().isContext()).findFirst().ifPresent(group -> {
            throw new IllegalArgumentException("context " + group.name() + " is given and cannot be summed out");
        });
        return new AnnealedImportanceSampling(machine, base, List.copyOf(groups));
    }

    private static List<Group> largestIndependent(BoltzmannMachine machine) {
        List<Group> groups = drawn(machine);
        if (groups.size() > 20) {
            throw new IllegalArgumentException("cannot look for the largest independent set among " + groups.size()
                    + " groups (limit 20); join groups that are independent of each other");
        }
        List<Group> largest = List.of();
        int units = 0;
        for (int subset = 1; subset < 1 << groups.size(); subset++) {
            List<Group> candidate = new ArrayList<>();
            for (int g = 0; g < groups.size(); g++) {
                if ((subset >> g & 1) == 1) {
                    candidate.add(groups.get(g));
                }
            }
            int size = candidate.stream().mapToInt(Group::size).sum();
            if (size > units && machine.termJoining(candidate).isEmpty()) {
                units = size;
                largest = candidate;
            }
        }
        return largest;
    }

    /**
     * The groups summed out of the weights.
     *
     * @return no two share a term
     */
    public List<Group> summed() {
        return summed;
    }

    /**
     * Inverse temperatures at equal distances.
     *
     * @param count number of values, 0 and 1 included, at least 2
     * @return from 0 to 1, rising
     */
    public static double[] uniformBetas(int count) {
        if (count < 2) {
            throw new IllegalArgumentException("annealing needs at least the two values 0 and 1 of beta, not " + count);
        }
        double[] betas = new double[count];
        for (int k = 0; k < count; k++) {
            betas[k] = (double) k / (count - 1);
        }
        return betas;
    }

    /**
     * Estimates log Z.
     *
     * @param chains number of chains, at least 2
     * @param betas inverse temperatures, rising from 0 to 1
     * @param key where randomness comes from
     * @return the estimate with its error
     * @throws IllegalArgumentException if the machine has a context group, on whose value log Z depends
     */
    public LogPartitionEstimate run(int chains, double[] betas, RandomKey key) {
        return run(chains, betas, key, List.of(), List.of());
    }

    /**
     * Estimates log Z, and looks at data for what it is at least: by the distinct states of data and chains, each summed over the hidden
     * groups where that is possible, and by those of the groups that are not summed out of the weights, drawn given the data. The estimate
     * itself does not depend on the data.
     *
     * @param chains number of chains, at least 2
     * @param betas inverse temperatures, rising from 0 to 1
     * @param key where randomness comes from
     * @param observed the groups that the data give
     * @param data the data, a part at a time: states with the observed values clamped; the other groups are overwritten
     * @return the estimate with its error
     * @throws IllegalArgumentException if the machine has a context group, on whose value log Z depends
     */
    public LogPartitionEstimate run(
            int chains, double[] betas, RandomKey key, List<Group> observed, Iterable<State> data) {
        check(chains, betas);
        for (Group group : machine.groups()) {
            if (group.type().isContext()) {
                throw new IllegalArgumentException(
                        "log Z depends on context " + group.name() + "; use run(contexts, chains, betas, key)");
            }
        }
        State x = machine.newState(chains);
        LogPartitionEstimate estimate = LogPartitionEstimate.of(Marginal.logPartition(base), logWeights(x, betas, key));
        List<LogPartitionBound> bounds = bounds(observed);
        bounds.get(0).add(x);
        GibbsSampler sampler = new GibbsSampler(machine);
        sampler.sweep(x, key.at("end"));
        bounds.forEach(bound -> bound.add(x));
        int part = 0;
        for (State row : data) {
            if (bounds.stream().allMatch(LogPartitionBound::isFull)) {
                break;
            }
            sampler.sweep(row, key.at("data").at(part++));
            bounds.forEach(bound -> bound.add(row));
        }
        return estimate.atLeast(
                bounds.stream().mapToDouble(LogPartitionBound::value).max().orElseThrow());
    }

    /** Of the groups that are not summed out of the weights, and of those observed where the others can be summed out quickly. */
    private List<LogPartitionBound> bounds(List<Group> observed) {
        List<LogPartitionBound> bounds = new ArrayList<>(List.of(new LogPartitionBound(machine, summed)));
        List<Group> hidden =
                drawn(machine).stream().filter(g -> !observed.contains(g)).toList();
        if (!observed.isEmpty() && Marginal.ofFewStates(machine, hidden).isPresent()) {
            bounds.add(new LogPartitionBound(machine, hidden));
        }
        return bounds;
    }

    /**
     * Estimates log Z for each of several contexts.
     *
     * <p>Contexts are led together where their chains are few. Estimates of different contexts are independent of each other.
     *
     * @param contexts a state of the machine whose columns hold the contexts; its other groups are not looked at
     * @param chains number of chains for each context, at least 2
     * @param betas inverse temperatures, rising from 0 to 1
     * @param key where randomness comes from
     * @return the estimate for each column, with its error
     */
    public List<LogPartitionEstimate> run(State contexts, int chains, double[] betas, RandomKey key) {
        check(chains, betas);
        double logBase = Marginal.logPartition(base);
        int together = Math.max(1, COLUMNS_AT_ONCE / chains);
        List<LogPartitionEstimate> estimates = new ArrayList<>();
        for (int from = 0; from < contexts.columns(); from += together) {
            int to = Math.min(contexts.columns(), from + together);
            State x = repeated(contexts, from, to, chains);
            double[] logWeights = logWeights(x, betas, key.at(from));
            double[] bounds = LogPartitionBound.ofEach(machine, summed, x, chains);
            for (int j = 0; j < to - from; j++) {
                estimates.add(
                        LogPartitionEstimate.of(logBase, Arrays.copyOfRange(logWeights, j * chains, (j + 1) * chains))
                                .atLeast(bounds[j]));
            }
        }
        return estimates;
    }

    /**
     * Draws a configuration for each of several contexts: of so many chains one, in proportion to its weight. With more chains
     * and temperatures the distribution comes near the machine's, also where a chain at β = 1 would not leave the mode it began in.
     *
     * <p>Source: D. Rubin, "The calculation of posterior distributions by data augmentation: comment", JASA 82, 1987, for sampling
     * importance resampling.
     *
     * @param contexts a state of the machine whose columns hold the contexts; its other groups are not looked at
     * @param chains number of chains for each context, at least 2
     * @param betas inverse temperatures, rising from 0 to 1
     * @param key where randomness comes from
     * @return a state of as many columns with all groups drawn
     */
    public State draw(State contexts, int chains, double[] betas, RandomKey key) {
        check(chains, betas);
        State drawn = machine.newState(contexts.columns());
        int together = Math.max(1, COLUMNS_AT_ONCE / chains);
        for (int from = 0; from < contexts.columns(); from += together) {
            int to = Math.min(contexts.columns(), from + together);
            State x = repeated(contexts, from, to, chains);
            double[] logWeights = logWeights(x, betas, key.at(from));
            new GibbsSampler(machine).sweep(x, key.at(from).at("end"));
            for (int j = from; j < to; j++) {
                double uniform = key.at("choice").at(j).generator().nextDouble();
                int first = (j - from) * chains;
                int chosen = first + chosen(Arrays.copyOfRange(logWeights, first, first + chains), uniform);
                for (Group group : machine.groups()) {
                    drawn.of(group).columns(j, j + 1).set(x.of(group).columns(chosen, chosen + 1));
                }
            }
        }
        machine.groups().forEach(drawn::changed);
        return drawn;
    }

    private static int chosen(double[] logWeights, double uniform) {
        double total = Functions.logSumExp(logWeights);
        double below = 0;
        for (int c = 0; c < logWeights.length - 1; c++) {
            below += StrictMath.exp(logWeights[c] - total);
            if (uniform < below) {
                return c;
            }
        }
        return logWeights.length - 1;
    }

    /** A state whose columns hold the context of some columns, each so many times. */
    private State repeated(State contexts, int from, int to, int times) {
        State x = machine.newState((to - from) * times);
        for (Group group : machine.groups()) {
            if (group.type().isContext()) {
                for (int j = 0; j < x.columns(); j++) {
                    int context = from + j / times;
                    x.of(group).columns(j, j + 1).set(contexts.of(group).columns(context, context + 1));
                }
                x.changed(group);
            }
        }
        return x;
    }

    /** log w of every column, its context if there is one being given. */
    private double[] logWeights(State x, double[] betas, RandomKey key) {
        new GibbsSampler(base).sweep(x, key.at("start"));
        double[] logWeights = new double[x.columns()];
        Fields fields = new Fields(x);
        x.remember();
        for (int k = 1; k < betas.length; k++) {
            RandomKey step = key.at(k);
            fields.update(summed);
            fields.addLogRatio(betas[k - 1], betas[k], logWeights);
            if (k < betas.length - 1) {
                fields.sample(summed, betas[k], step);
                for (List<Group> block : blocks) {
                    fields.update(block);
                    fields.sample(block, betas[k], step);
                }
            }
        }
        return logWeights;
    }

    private static void check(int chains, double[] betas) {
        boolean rising = betas.length >= 2 && betas[0] == 0 && betas[betas.length - 1] == 1;
        for (int k = 1; rising && k < betas.length; k++) {
            rising = betas[k] >= betas[k - 1];
        }
        if (!rising || chains < 2) {
            throw new IllegalArgumentException("annealing needs betas rising from 0 to 1 and at least 2 chains, not "
                    + betas.length + " betas and " + chains + " chains");
        }
    }

    /** The fields of both machines at the current state, and what follows from them at any β. */
    private final class Fields {

        private final State x;

        /** Of the base machine: biases, the same in every column whatever the state. */
        private final Map<Group, Matrix> constant = new HashMap<>();

        Fields(State x) {
            this.x = x;
            State one = machine.newState(1);
            for (Group group : base.groups()) {
                constant.put(group, base.fillField(group, one));
            }
        }

        void update(List<Group> groups) {
            for (Group group : groups) {
                if (!machine.isLateral(group)) { // whose field moves while it is drawn
                    machine.fillField(group, x);
                }
            }
        }

        private Matrix at(double beta, Group group) {
            Matrix field = x.drawn(group);
            Passes.fillBetween((float) beta, constant.get(group), x.field(group), field);
            return field;
        }

        void sample(List<Group> groups, double beta, RandomKey key) {
            for (Group group : groups) {
                if (machine.isLateral(group)) {
                    machine.sampleLateral(group, constant.get(group), beta, x, key.at(group.name()));
                    continue;
                }
                machine.fillSample(group, at(beta, group), key.at(group.name()), x.of(group));
                x.changed(group);
            }
        }

        /** Adds log p*(kept; to) − log p*(kept; from); base measures cancel. */
        void addLogRatio(double from, double to, double[] logWeights) {
            double[] energy = new double[logWeights.length];
            machine.addEnergy(term -> term.groups().stream().noneMatch(summed::contains), x, energy);
            for (Group group : kept) {
                Passes.addDotsWithColumn(1, constant.get(group), x.of(group), energy);
            }
            double[] after = new double[logWeights.length];
            double[] before = new double[logWeights.length];
            for (Group group : summed) {
                machine.addLogPartition(group, at(from, group), before);
                machine.addLogPartition(group, at(to, group), after);
            }
            for (int j = 0; j < logWeights.length; j++) {
                logWeights[j] += after[j] - before[j] - (to - from) * energy[j];
            }
        }
    }

    @Override
    public String toString() {
        return "annealed importance sampling of " + machine.groups() + ", " + summed + " summed out";
    }
}
