package org.boltzmann.higherorder;

import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.sample.GibbsSampler;

/**
 * What a machine of an image given another says about a transformation: seen in one pair of images, applied to a third, so that
 * x₁ : y₁ = x₂ : y₂.
 *
 * <p>The mapping units are those that hold neither image. Their means given a pair, p(h = 1 | x₁, y₁), stand for its transformation; the
 * mean of y given these and another image, E(y | x₂, h), is that image transformed.
 *
 * <p>Matrices are units x columns, a column one pair.
 *
 * <p>Source: R. Memisevic, G. Hinton, "Unsupervised learning of image transformations", CVPR 2007, section 3.3.
 */
public final class Analogy {

    private static final int COLUMNS_AT_ONCE = 500;

    private final BoltzmannMachine machine;
    private final Group input;
    private final Group output;
    private final List<Group> mapping;
    private final GibbsSampler sampler;

    private Analogy(BoltzmannMachine machine, Group input, Group output, List<Group> mapping) {
        this.machine = machine;
        this.input = input;
        this.output = output;
        this.mapping = mapping;
        this.sampler = new GibbsSampler(machine);
    }

    /**
     * The analogies of a machine.
     *
     * @param machine the machine
     * @param input the group x of the first image, context
     * @param output the group y of the second, not context
     * @return analogies, by all other groups as mapping units
     * @throws IllegalArgumentException if the groups are not of that kind, there are no mapping units, or they depend on each other
     *     given both images, or the output's units given the rest, naming the term
     */
    public static Analogy of(BoltzmannMachine machine, Group input, Group output) {
        if (!input.type().isContext() || output.type().isContext()) {
            throw new IllegalArgumentException(
                    "an analogy needs a first image that is context and a second that is not, not " + input + " and "
                            + output);
        }
        List<Group> mapping = machine.groups().stream()
                .filter(group -> !group.equals(input) && !group.equals(output))
                .toList();
        if (mapping.isEmpty() || mapping.stream().anyMatch(group -> group.type().isContext())) {
            throw new IllegalArgumentException("an analogy needs mapping units beside " + input + " and " + output
                    + ", and no other context, not " + machine.groups());
        }
        machine.termJoining(mapping)
                .or(() -> machine.termJoining(List.of(output)))
                .ifPresent(term -> {
                    throw new IllegalArgumentException("term " + term + " joins units of " + mapping + " or of "
                            + output + ", whose means are then not known; analogies need independent ones");
                });
        return new Analogy(machine, input, output, mapping);
    }

    /**
     * The group of the first image.
     *
     * @return x
     */
    public Group input() {
        return input;
    }

    /**
     * The group of the second image.
     *
     * @return y
     */
    public Group output() {
        return output;
    }

    /**
     * Number of mapping units.
     *
     * @return units of all groups that hold no image
     */
    public int mappingUnits() {
        return mapping.stream().mapToInt(Group::size).sum();
    }

    /**
     * The factored interaction of both images, if there is one: its filters come in pairs.
     *
     * @return parameters of the filters of x and of y; empty if there is no such term
     */
    public List<Parameter> filters() {
        return FilterPairs.in(machine, input, output);
    }

    /**
     * Infers transformations: the means of the mapping units given pairs, exactly.
     *
     * @param x first images
     * @param y second images
     * @return mapping units x columns, those of several groups one below another
     */
    public Matrix infer(Matrix x, Matrix y) {
        Matrix means = Matrix.zeros(mappingUnits(), x.columns());
        inParts(x.columns(), (state, from, to) -> {
            state.set(input, x.columns(from, to)).clamp(input);
            state.set(output, y.columns(from, to)).clamp(output);
            sampler.fillMeans(mapping, state);
            copyMapping(state, means.columns(from, to));
        });
        return means;
    }

    /**
     * Applies transformations to other images: the mean of y given x with the mapping units at the given values, which need not be
     * 0 or 1.
     *
     * @param transformations mapping units x columns, such as {@link #infer} gives
     * @param x images, as many
     * @return the transformed images, as means
     */
    public Matrix apply(Matrix transformations, Matrix x) {
        return apply(transformations, x, 0);
    }

    /**
     * Applies transformations, then makes image and mapping units agree by some rounds of mean field given x alone: the mapping units'
     * means given x and y, then those of y. Where a pair left doubt, one of the transformations in question prevails.
     *
     * @param transformations mapping units x columns, such as {@link #infer} gives
     * @param x images, as many
     * @param rounds rounds of mean field, 0 for none
     * @return the transformed images, as means
     */
    public Matrix apply(Matrix transformations, Matrix x, int rounds) {
        if (rounds < 0) {
            throw new IllegalArgumentException("there cannot be " + rounds + " rounds of mean field");
        }
        Matrix images = Matrix.zeros(output.size(), x.columns());
        inParts(x.columns(), (state, from, to) -> {
            state.set(input, x.columns(from, to)).clamp(input);
            setMapping(transformations.columns(from, to), state);
            sampler.fillMeans(List.of(output), state);
            for (int round = 0; round < rounds; round++) {
                sampler.fillMeans(mapping, state);
                sampler.fillMeans(List.of(output), state);
            }
            images.columns(from, to).set(state.of(output));
        });
        return images;
    }

    private interface Part {
        void on(State state, int from, int to);
    }

    private void inParts(int columns, Part part) {
        for (int from = 0; from < columns; from += COLUMNS_AT_ONCE) {
            int to = Math.min(columns, from + COLUMNS_AT_ONCE);
            part.on(machine.newState(to - from), from, to);
        }
    }

    private void copyMapping(State state, Matrix means) {
        int first = 0;
        for (Group group : mapping) {
            means.rows(first, first + group.size()).set(state.of(group));
            first += group.size();
        }
    }

    private void setMapping(Matrix means, State state) {
        int first = 0;
        for (Group group : mapping) {
            state.set(group, means.rows(first, first + group.size()));
            first += group.size();
        }
    }

    @Override
    public String toString() {
        return "analogies from " + input + " to " + output + " by " + mapping;
    }
}
