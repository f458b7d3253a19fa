package org.boltzmann.examples.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Passes;
import org.boltzmann.core.sample.GibbsSampler;

/**
 * Missing units filled in by Gibbs sampling, what is known being clamped: several chains for each example, each of so many sweeps.
 *
 * <p>Hidden groups can be held: they are drawn once given the whole example, nothing missing, and then kept, so that everything
 * else is drawn anew around them.
 */
final class Completion {

    private static final int COLUMNS = 500;

    private final BoltzmannMachine machine;
    private final List<Group> observed;
    private final List<Group> held;
    private final GibbsSampler sampler;
    private final int sweeps;

    /**
     * Of a machine.
     *
     * @param observed the groups that hold values of the data, context aside
     * @param held groups that are drawn given the whole example and then kept
     * @param sweeps of each chain
     */
    Completion(BoltzmannMachine machine, List<Group> observed, List<Group> held, int sweeps) {
        this.machine = machine;
        this.observed = observed;
        this.held = held;
        this.sampler = GibbsSampler.collapsing(machine, observed);
        this.sweeps = sweeps;
    }

    /**
     * What the chains end with.
     *
     * @param sample the values of each observed group below each other, a column for each chain, those of an example side by side
     * @param mean the same with the mean given all other values of the chain where a value was missing
     */
    record Ends(Matrix sample, Matrix mean) {}

    /** For every example so many chains. */
    Ends run(Presentation shown, Mask mask, int chains, RandomKey key) {
        int units = observed.stream().mapToInt(Group::size).sum();
        Ends all = new Ends(Matrix.zeros(units, shown.size() * chains), Matrix.zeros(units, shown.size() * chains));
        for (int from = 0; from < shown.size() * chains; from += COLUMNS) {
            int[] examples = new int[Math.min(COLUMNS, shown.size() * chains - from)];
            for (int j = 0; j < examples.length; j++) {
                examples[j] = (from + j) / chains;
            }
            Ends ends = run(shown, examples, mask, key.at(from));
            all.sample().columns(from, from + examples.length).set(ends.sample());
            all.mean().columns(from, from + examples.length).set(ends.mean());
        }
        return all;
    }

    private Ends run(Presentation shown, int[] examples, Mask mask, RandomKey key) {
        State x = machine.newState(examples.length);
        shown.present(examples, key.at("data"), x);
        if (!held.isEmpty()) {
            sampler.sweep(sweeps, x, key.at("held"));
            held.forEach(x::clamp);
            x.groups().stream().filter(group -> !x.isClamped(group)).forEach(group -> {
                x.of(group).fill(0); // what was drawn with them must not tell of the example
                x.changed(group);
            });
        }
        int first = 0;
        for (Group group : observed) {
            hide(group, first, examples, mask, x);
            first += group.size();
        }
        sampler.sweep(sweeps, x, key.at("sweeps"));
        return new Ends(stacked(group -> x.of(group)), stacked(group -> mean(group, x)));
    }

    private static void hide(Group group, int first, int[] examples, Mask mask, State x) {
        Matrix values = x.of(group).copy();
        for (int j = 0; j < examples.length; j++) {
            for (int i = 0; i < group.size(); i++) {
                if (!x.isClamped(group, i, j) || mask.isMissing(first + i, examples[j])) {
                    values.set(i, j, Float.NaN);
                }
            }
        }
        x.observe(group, values);
    }

    /** The other observed groups keep their sample. */
    private Matrix mean(Group group, State x) {
        Matrix sample = x.of(group).copy();
        sampler.fillMeans(List.of(group), x);
        Matrix mean = x.of(group).copy();
        x.of(group).set(sample);
        x.changed(group);
        return mean;
    }

    private interface Values {
        Matrix of(Group group);
    }

    private Matrix stacked(Values values) {
        List<Matrix> parts = new ArrayList<>();
        observed.forEach(group -> parts.add(values.of(group)));
        int rows = parts.stream().mapToInt(Matrix::rows).sum();
        Matrix all = Matrix.zeros(rows, parts.get(0).columns());
        int first = 0;
        for (Matrix part : parts) {
            all.rows(first, first + part.rows()).set(part);
            first += part.rows();
        }
        return all;
    }

    /** The average of the columns of each example. */
    static Matrix averaged(Matrix chains, int perExample) {
        Matrix averages = Matrix.zeros(chains.rows(), chains.columns() / perExample);
        float[] weights = new float[perExample];
        Arrays.fill(weights, 1f / perExample);
        for (int e = 0; e < averages.columns(); e++) {
            Passes.addSumOfColumns(
                    1, chains.columns(e * perExample, (e + 1) * perExample), weights, averages.columns(e, e + 1));
        }
        return averages;
    }
}
