package org.boltzmann.core.train;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.io.Snapshot;
import org.boltzmann.core.linalg.Lanes;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Partition;
import org.boltzmann.core.linalg.Passes;
import org.boltzmann.core.linalg.Workers;

/** An optimizer at work on the parameters of one machine, with what it carries from step to step. */
public final class Ascent implements Resumable {

    /** Beyond this a parameter has left everything a field of sensible size could need ... */
    private static final float LIMIT = 1e4f;

    /** ... unless it began near there, as biases do that are matched to large data. */
    private static final float GROWTH = 100;

    private final UpdateRule rule;
    private final Schedule learningRate;
    private final Map<String, Schedule> learningRates;
    private final Map<Parameter, Limits> limits = new HashMap<>();
    private final Map<Parameter, float[][]> slots = new HashMap<>();
    private final Map<Parameter, Float> bounds = new HashMap<>();
    private final ParameterValues theta;
    private final Pass pass = new Pass();

    /** The largest absolute value of each parameter after the last step. */
    private final float[] largest;

    private long steps;

    private record Limits(float l2, float l1, double maxNorm) {}

    Ascent(
            UpdateRule rule,
            Schedule learningRate,
            List<Penalty> penalties,
            Map<String, Schedule> learningRates,
            ParameterValues theta) {
        this.rule = rule;
        this.learningRate = learningRate;
        this.learningRates = learningRates;
        this.theta = theta;
        this.largest = new float[theta.parameters().size()];
        Set<String> names = theta.parameters().stream().map(Parameter::name).collect(Collectors.toSet());
        Stream.concat(learningRates.keySet().stream(), penalties.stream().flatMap(p -> p.parameter().stream()))
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("no parameter named " + name + " among " + theta.parameters());
                });
        for (Parameter parameter : theta.parameters()) {
            slots.put(parameter, new float[rule.slots()][parameter.length()]);
            bounds.put(parameter, Math.min(Float.MAX_VALUE, Math.max(LIMIT, GROWTH * largest(theta.of(parameter)))));
            limits.put(
                    parameter,
                    new Limits(
                            (float) strengths(penalties, Penalty.Kind.L2, parameter)
                                    .sum(),
                            (float) strengths(penalties, Penalty.Kind.L1, parameter)
                                    .sum(),
                            strengths(penalties, Penalty.Kind.MAX_NORM, parameter)
                                    .min()
                                    .orElse(Double.POSITIVE_INFINITY)));
        }
    }

    /** The penalties of a kind that name the parameter; if there are none, those without a name where they apply. */
    private static DoubleStream strengths(List<Penalty> penalties, Penalty.Kind kind, Parameter parameter) {
        List<Penalty> ofKind = penalties.stream().filter(p -> p.kind() == kind).toList();
        boolean named = ofKind.stream().anyMatch(p -> p.names(parameter));
        return ofKind.stream()
                .filter(p -> named ? p.names(parameter) : p.parameter().isEmpty() && parameter.decays())
                .mapToDouble(Penalty::strength);
    }

    /**
     * One step uphill.
     *
     * @param gradient the gradient of the quantity to be increased
     * @param epoch epochs done so far, with fractions, for the schedules
     */
    public void step(Gradient gradient, double epoch) {
        steps++;
        for (int p = 0; p < largest.length; p++) {
            Parameter parameter = theta.parameters().get(p);
            Matrix values = theta.of(parameter);
            Limits own = limits.get(parameter);
            float rate = (float)
                    learningRates.getOrDefault(parameter.name(), learningRate).at(epoch);
            float[] uphill = gradient.of(parameter).data();
            pass.run(new UpdateRule.Step(values.data(), uphill, slots.get(parameter), rate, own.l2(), epoch, steps));
            if (own.l1() > 0) {
                shrink(values.data(), rate * own.l1());
            }
            if (own.maxNorm() < Double.POSITIVE_INFINITY) {
                limitNorms(values, own.maxNorm());
            }
            boolean reduced = own.l1() > 0 || own.maxNorm() < Double.POSITIVE_INFINITY;
            largest[p] = reduced ? largest(values) : pass.largest();
        }
    }

    /** The update of one parameter, shared among threads; it also finds the largest element, while it is at hand. */
    private final class Pass implements Workers.Task {

        /** Elements of a tile at least: few enough to be still at hand when their largest is looked for. */
        private static final int TILE = 8192;

        private UpdateRule.Step now;
        private final float[] found = new float[64];

        void run(UpdateRule.Step now) {
            this.now = now;
            int tiles = Math.max(1, Math.min(found.length, now.theta().length / TILE));
            Arrays.fill(found, 0);
            Workers.shared().run(tiles, this);
        }

        @Override
        public void run(int tile) {
            int length = now.theta().length;
            int tiles = Math.max(1, Math.min(found.length, length / TILE));
            int from = Partition.start(length, tiles, tile, Lanes.LENGTH);
            int to = Partition.start(length, tiles, tile + 1, Lanes.LENGTH);
            rule.step(now, from, to);
            found[tile] = Passes.largest(now.theta(), from, to);
        }

        /** NaN where one element is. */
        float largest() {
            float largest = 0;
            for (float each : found) {
                largest = Math.max(largest, each);
            }
            return largest;
        }
    }

    private static void shrink(float[] values, float by) {
        for (int i = 0; i < values.length; i++) {
            float size = Math.max(0, Math.abs(values[i]) - by);
            values[i] = size == 0 ? 0 : Math.copySign(size, values[i]);
        }
    }

    private static void limitNorms(Matrix values, double limit) {
        for (int j = 0; j < values.columns(); j++) {
            double squares = 0;
            for (int i = 0; i < values.rows(); i++) {
                squares += (double) values.get(i, j) * values.get(i, j);
            }
            if (squares > limit * limit) {
                float factor = (float) (limit / Math.sqrt(squares));
                for (int i = 0; i < values.rows(); i++) {
                    values.set(i, j, values.get(i, j) * factor);
                }
            }
        }
    }

    private static float largest(Matrix values) {
        return Passes.largest(values.data(), 0, values.data().length);
    }

    /**
     * Looks for a parameter that has left the numbers that make sense: one that is not finite, or beyond 10,000 and a hundred
     * times the largest of its first values. Known from the last step, at no further cost.
     *
     * @return the first such parameter
     */
    Optional<Parameter> diverged() {
        for (int p = 0; p < largest.length; p++) {
            Parameter parameter = theta.parameters().get(p);
            if (!(largest[p] <= bounds.get(parameter))) { // not so for NaN
                return Optional.of(parameter);
            }
        }
        return Optional.empty();
    }

    /** What a parameter must not exceed. */
    float bound(Parameter parameter) {
        return bounds.get(parameter);
    }

    /** A parameter's learning rate. */
    double rate(Parameter parameter, double epoch) {
        return learningRates.getOrDefault(parameter.name(), learningRate).at(epoch);
    }

    @Override
    public void save(Snapshot to) {
        to.put("steps", steps);
        for (Parameter parameter : theta.parameters()) {
            Snapshot own = to.at(parameter.name());
            own.put("bound", bounds.get(parameter));
            float[][] carried = slots.get(parameter);
            for (int k = 0; k < carried.length; k++) {
                own.put("slot-" + k, carried[k]);
            }
        }
    }

    @Override
    public void restore(Snapshot from) {
        steps = from.whole("steps");
        for (Parameter parameter : theta.parameters()) {
            Snapshot own = from.at(parameter.name());
            bounds.put(parameter, (float) own.number("bound"));
            float[][] carried = slots.get(parameter);
            for (int k = 0; k < carried.length; k++) {
                own.fill("slot-" + k, carried[k]);
            }
        }
    }
}
