package org.boltzmann.examples.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ColumnWeights;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.Term;
import org.boltzmann.core.TermType;
import org.boltzmann.core.linalg.Backend;
import org.boltzmann.core.linalg.Kernels;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Partition;
import org.boltzmann.core.linalg.Workers;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.train.ContrastiveDivergence;
import org.boltzmann.core.train.ExactPositivePhase;
import org.boltzmann.core.train.MaximumLikelihood;
import org.boltzmann.core.train.Objective;

/**
 * The methods of one term, each against the products it makes, and where a group is one-hot also against the products that it would make
 * of values that are not: its means.
 */
public final class TermBench {

    private static final RandomKey KEY = RandomKey.of(1);

    /** Of binary units a fifth are on, as in drawn digits. */
    private static final float LOG_ODDS = -1.4f;

    /** The least time of one round: clocks and other programs disturb shorter ones. */
    private static final double ROUND = 0.004;

    private final TermCase subject;
    private final BenchSize size;
    private final BoltzmannMachine machine;
    private final Term term;

    /**
     * Prepares a term with random parameters.
     *
     * @param type the kind of term
     * @param subject its groups and options
     * @param size how many examples and how long
     */
    public TermBench(TermType type, TermCase subject, BenchSize size) {
        this.subject = subject;
        this.size = size;
        term = type.own().apply(subject.groups(), subject.options());
        List<Term> terms = new ArrayList<>();
        terms.add(term);
        if (subject.isStepped()) {
            subject.groups().stream()
                    .filter(group -> !group.type().isContext())
                    .forEach(group -> terms.add(Bias.on(group)));
        }
        machine = BoltzmannMachine.of(terms).initialize(KEY.at("parameters"), Map.of());
    }

    /**
     * Measures every method, and the step if there is to be one.
     *
     * @return a table of figures for each
     */
    public List<Map<String, Object>> run() {
        List<Map<String, Object>> rows = new ArrayList<>();
        State x = state(false);
        boolean gathered =
                subject.groups().size() > 2 && subject.groups().stream().anyMatch(TermBench::isOneHot);
        State dense = gathered ? state(true) : null;
        rows.add(measure("energy", energy(x), dense == null ? null : energy(dense)));
        for (Group group : term.groups()) {
            String name = "field on " + group.name();
            rows.add(measure(name, field(group, x), dense == null ? null : field(group, dense)));
        }
        rows.add(measure("gradient", gradient(x), dense == null ? null : gradient(dense)));
        if (subject.isStepped()) {
            rows.add(step());
        }
        return rows;
    }

    /**
     * Measures a step of CD-1 alone.
     *
     * @return a table of figures
     */
    public Map<String, Object> step() {
        Group observed = subject.groups().get(1);
        Objective objective = new MaximumLikelihood(
                new ExactPositivePhase(machine, List.of(observed)), new ContrastiveDivergence(machine, 1));
        State x = state(false).clamp(observed);
        Gradient gradient = machine.newGradient();
        return measure("step of CD-1", () -> objective.addGradient(x, 1, KEY, gradient), null);
    }

    private Runnable energy(State x) {
        double[] energy = new double[x.columns()];
        return () -> term.addEnergy(machine.theta(), x, energy);
    }

    private Runnable field(Group group, State x) {
        Matrix field = Matrix.zeros(group.size(), x.columns());
        return () -> term.addField(machine.theta(), group, x, field);
    }

    private Runnable gradient(State x) {
        Gradient gradient = machine.newGradient();
        ColumnWeights weights = ColumnWeights.uniform(1.0 / x.columns());
        return () -> term.addGradient(machine.theta(), x, weights, gradient);
    }

    private static boolean isOneHot(Group group) {
        return group.type().block() > 1;
    }

    private State state(boolean atMeans) {
        State x = machine.newState(size.batch());
        for (Group group : subject.groups()) {
            Matrix values = x.of(group);
            if (group.type().isContext()) {
                SplittableRandom random = new SplittableRandom(1);
                for (int i = 0; i < values.data().length; i++) {
                    values.data()[i] = (float) random.nextDouble(-1, 1);
                }
                continue;
            }
            Matrix field = Matrix.zeros(values.rows(), values.columns());
            field.fill(isOneHot(group) ? 0 : LOG_ODDS);
            if (atMeans && isOneHot(group)) {
                group.type().fillMean(machine.theta(), field, values);
            } else {
                group.type()
                        .fillSample(machine.theta(), field, KEY.at(group.name()).generator(), values);
            }
        }
        return x;
    }

    private Map<String, Object> measure(String method, Runnable own, Runnable dense) {
        List<Product> products = record(own);
        List<Product> denseProducts = dense == null ? List.of() : record(dense);
        if (operations(denseProducts) <= operations(products)) {
            denseProducts = List.of(); // nothing is gathered
        }
        LongSupplier clock = Load.clock();
        double once = timed(own, 1, clock);
        int times = (int) Math.max(1, Math.min(10_000, ROUND / once));
        List<Double> seconds = new ArrayList<>();
        List<Double> bound = new ArrayList<>();
        List<Double> ratio = new ArrayList<>();
        List<Double> faster = new ArrayList<>();
        List<Double> bytes = new ArrayList<>();
        Partition partition = Kernels.get().partition();
        long start = System.nanoTime();
        double elapsed = 0;
        while (seconds.size() < BenchSize.ROUNDS || elapsed < size.seconds() / 2) {
            long allocated = Load.allocatedBytes();
            double one = timed(own, times, clock);
            bytes.add((double) (Load.allocatedBytes() - allocated) / times);
            double least = products.isEmpty() ? 0 : Bound.seconds(products, partition, times, clock);
            double most = denseProducts.isEmpty() ? 0 : Bound.seconds(denseProducts, partition, times, clock);
            elapsed = (System.nanoTime() - start) * 1e-9;
            if (elapsed > size.seconds() / 8) { // warm
                seconds.add(one);
                bound.add(least);
                ratio.add(least / one);
                faster.add(most / one);
            }
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("term", subject.name());
        figures.put("method", method);
        figures.put("groups", term.groups().toString());
        figures.put("columns", size.batch());
        figures.put("products", products.size());
        figures.put("operations", operations(products));
        figures.put("ms", Spread.of(seconds).times(1e3).figures());
        if (!products.isEmpty()) {
            figures.put("bound-ms", Spread.of(bound).times(1e3).figures());
            figures.put("ratio", Spread.of(ratio).figures());
        }
        if (!denseProducts.isEmpty()) {
            figures.put("dense-operations", operations(denseProducts));
            figures.put("times-faster-than-dense", Spread.of(faster).figures());
        }
        figures.put("bytes", Spread.of(bytes).median());
        return figures;
    }

    private static double operations(List<Product> products) {
        return products.stream().mapToDouble(Product::operations).sum();
    }

    private static double timed(Runnable work, int times, LongSupplier nanos) {
        long start = nanos.getAsLong();
        for (int i = 0; i < times; i++) {
            work.run();
        }
        return (nanos.getAsLong() - start) * 1e-9 / times;
    }

    /** The products of the second call, whole: the first may have scratch to make. */
    static List<Product> record(Runnable work) {
        Backend backend = Kernels.get().backend();
        Partition partition = Kernels.get().partition();
        int threads = Workers.shared().threads();
        Recorder recorder = new Recorder(backend);
        Workers.useThreads(1);
        Kernels.use(recorder, new Partition(1));
        try {
            work.run();
            recorder.start();
            work.run();
            return recorder.stop();
        } finally {
            Kernels.use(backend, partition);
            Workers.useThreads(threads);
        }
    }
}
