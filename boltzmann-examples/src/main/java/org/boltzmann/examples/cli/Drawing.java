package org.boltzmann.examples.cli;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.Term;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.sample.GibbsSampler;
import org.boltzmann.core.wiring.Preparation;
import org.boltzmann.higherorder.FilterPairs;

/** Pictures of what a machine has learned: what it draws, and the weights of its hidden units. */
final class Drawing {

    private Drawing() {}

    /** The group that is drawn: the first that holds values of the data; none where they depend on a context. */
    static Optional<Group> visible(ModelFile model) {
        List<Group> holding = model.declaration().holding(model.machine());
        boolean conditional = holding.stream().anyMatch(group -> group.type().isContext());
        return conditional ? Optional.empty() : holding.stream().findFirst();
    }

    /** Why nothing can be drawn, where there is no such group. */
    static final String NOTHING =
            "nothing can be drawn: no group holds values of the data, or what they are depends on a context";

    /** Multiplications and draws of a hundred chains that a picture may cost: some seconds. */
    private static final double MOST = 1e11;

    private static final double LONG = 1e10;

    /** What drawing so many chains costs a sweep; a draw as much as sixty multiplications. */
    private static double perSweep(BoltzmannMachine machine, int count) {
        double units = machine.groups().stream().mapToDouble(Group::size).sum();
        double parameters = machine.parameters().stream()
                .mapToDouble(parameter -> parameter.length())
                .sum();
        return count * (parameters + 60 * units);
    }

    /** As many sweeps as are wanted, or fewer where the machine is so large that they would take minutes. */
    static int affordable(BoltzmannMachine machine, int count, int sweeps) {
        return (int) Math.max(1, Math.min(sweeps, MOST / perSweep(machine, count)));
    }

    /** Whether it takes so long that somebody should know why nothing is told. */
    static boolean takesLong(BoltzmannMachine machine, int count, int sweeps) {
        return perSweep(machine, count) * sweeps > LONG;
    }

    /** Means of the visible group after so many sweeps of chains that start at zero, scaled to [0, 1]. */
    static Matrix samples(
            BoltzmannMachine machine, Group visible, Preparation preparation, int count, int sweeps, RandomKey key) {
        State x = machine.newState(count);
        GibbsSampler sampler = new GibbsSampler(machine);
        sampler.sweep(sweeps, x, key);
        sampler.fillMeans(List.of(visible), x);
        Matrix means = x.of(visible);
        boolean finite = !visible.type().states().isEmpty();
        if (!finite) {
            preparation
                    .scaling()
                    .filter(scaling -> scaling.shift().size() == visible.size())
                    .ifPresent(scaling -> scaling.fillUnscaled(means, means));
        }
        return toUnitRange(means, visible, finite);
    }

    /** Types whose means have a natural range keep it; others are stretched from the smallest to the largest value. */
    static Matrix toUnitRange(Matrix values, Group group, boolean finite) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : values.data()) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        if (finite) {
            low = Math.min(0, group.type().states().get(0)[0]);
            high = 1;
        }
        float range = high > low ? high - low : 1;
        Matrix scaled = Matrix.zeros(values.rows(), values.columns());
        for (int i = 0; i < scaled.data().length; i++) {
            scaled.data()[i] = (values.data()[i] - low) / range;
        }
        return scaled;
    }

    /** The incoming weights of the hidden units with the largest ones, 0 grey, each scaled by its largest. */
    static List<BufferedImage> filters(BoltzmannMachine machine, Group visible, int count, int perRow) {
        List<BufferedImage> pictures = new ArrayList<>();
        for (Term term : machine.terms()) {
            for (Parameter parameter : term.parameters()) {
                if (term.groups().size() == 2
                        && term.groups().get(0).equals(visible)
                        && parameter.shape().size() == 2) {
                    pictures.add(
                            Pictures.grid(visible, strongest(machine.theta().of(parameter), count), perRow));
                }
            }
        }
        return pictures;
    }

    /**
     * The filters of a factored interaction of two groups that hold values of the data, side by side, those of a factor in the
     * same place: the factors with the largest ones, 0 grey, each filter scaled by its largest weight. Empty if there are none.
     */
    static List<BufferedImage> filterPairs(ModelFile model, int count, int perRow) {
        BoltzmannMachine machine = model.machine();
        List<Group> holding = model.declaration().holding(machine);
        if (holding.size() != 2) {
            return List.of();
        }
        List<Parameter> filters = FilterPairs.in(machine, holding.get(0), holding.get(1));
        if (filters.isEmpty()) {
            return List.of();
        }
        Matrix first = machine.theta().of(filters.get(0));
        Matrix second = machine.theta().of(filters.get(1));
        List<Integer> order = order(first.columns(), j -> squares(first, j) * squares(second, j));
        return List.of(
                Pictures.grid(holding.get(0), scaled(first, order, count), perRow),
                Pictures.grid(holding.get(1), scaled(second, order, count), perRow));
    }

    static Matrix strongest(Matrix weights, int count) {
        return scaled(weights, order(weights.columns(), j -> squares(weights, j)), count);
    }

    private static List<Integer> order(int columns, IntToDoubleFunction size) {
        List<Integer> order = new ArrayList<>();
        for (int j = 0; j < columns; j++) {
            order.add(j);
        }
        order.sort(Comparator.comparingDouble(j -> -size.applyAsDouble(j)));
        return order;
    }

    private static Matrix scaled(Matrix weights, List<Integer> order, int count) {
        int shown = Math.min(count, order.size());
        Matrix scaled = Matrix.zeros(weights.rows(), shown);
        for (int n = 0; n < shown; n++) {
            float largest = 1e-30f;
            for (int i = 0; i < weights.rows(); i++) {
                largest = Math.max(largest, Math.abs(weights.get(i, order.get(n))));
            }
            for (int i = 0; i < weights.rows(); i++) {
                scaled.set(i, n, 0.5f + 0.5f * weights.get(i, order.get(n)) / largest);
            }
        }
        return scaled;
    }

    private static double squares(Matrix weights, int column) {
        double sum = 0;
        for (int i = 0; i < weights.rows(); i++) {
            sum += (double) weights.get(i, column) * weights.get(i, column);
        }
        return sum;
    }
}
