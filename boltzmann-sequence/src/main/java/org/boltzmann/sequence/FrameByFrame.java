package org.boltzmann.sequence;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ContextNetwork;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.Sequences;
import org.boltzmann.core.State;
import org.boltzmann.core.estimate.AnnealedImportanceSampling;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.sample.GibbsSampler;

/**
 * Fills in sequences, frame by frame: what is given stays, what is missing is drawn given the frames before and what is given of its
 * own.
 *
 * <p>Sequences of nothing but missing values are drawn freely; with the first frames given a beginning is continued; with some
 * units given throughout, such as a melody, the others go with them. Values to come have no say in a frame before them.
 *
 * <p>With {@link #annealed} a frame of which nothing is given is the end of a chain that is annealed, picked from some by its weight: chains at
 * the machine's own temperature keep notes sounding that they began with. Otherwise the chain of a frame begins at the frame before, where values are missing, and at zeros in the first, and runs for some sweeps: what it
 * finds in so few is near where it began, and the next frame is often near the last.
 */
public final class FrameByFrame {

    private final BoltzmannMachine machine;
    private final ContextNetwork network;
    private final Group frame;
    private final GibbsSampler sampler;
    private final int sweeps;
    private final Optional<AnnealedImportanceSampling> annealing;
    private final int chains;

    /**
     * A sampler of sequences.
     *
     * @param machine a machine with a network and no other context
     * @param sweeps sweeps for each frame, at least 1
     * @throws IllegalArgumentException if no network computes a context of the machine, there is another context, or the number is
     *     below 1
     */
    public FrameByFrame(BoltzmannMachine machine, int sweeps) {
        this(machine, sweeps, 0);
    }

    private FrameByFrame(BoltzmannMachine machine, int sweeps, int chains) {
        if (sweeps < 1) {
            throw new IllegalArgumentException("a frame needs at least 1 sweep, not " + sweeps);
        }
        this.machine = machine;
        this.network = machine.network()
                .orElseThrow(() -> new IllegalArgumentException("no network computes a context of " + machine));
        this.frame = network.input();
        for (Group group : machine.groups()) {
            if (group.type().isContext() && !group.equals(network.context())) {
                throw new IllegalArgumentException(
                        "context " + group.name() + " would have to be given for each frame; only "
                                + network.context().name() + " is computed");
            }
        }
        this.sampler = NextFrame.fromTheFrame(machine, frame);
        this.sweeps = sweeps;
        this.chains = chains;
        this.annealing = chains == 0
                ? Optional.empty()
                : Optional.of(AnnealedImportanceSampling.of(machine, Map.of()).withOwnBiases());
    }

    /**
     * This sampler with free frames annealed: their sweeps are at rising temperatures.
     *
     * @param count chains of which one is picked, at least 2
     * @return the sampler
     */
    public FrameByFrame annealed(int count) {
        return new FrameByFrame(machine, sweeps, count);
    }

    /**
     * Sequences of which nothing is given.
     *
     * @param units units of a frame
     * @param frames number of frames
     * @return units x frames, all missing
     */
    public static Matrix open(int units, int frames) {
        Matrix open = Matrix.zeros(units, frames);
        open.fill(Float.NaN);
        return open;
    }

    /**
     * Draws what is missing.
     *
     * @param given sequences, each units x frames, of any lengths; NaN where a value is to be drawn
     * @param key where randomness comes from; each frame has a stream of its own
     * @return the same sequences with nothing missing
     * @throws IllegalArgumentException if a sequence has no frames, or frames of another size
     */
    public List<Matrix> fill(List<Matrix> given, RandomKey key) {
        int longest = 0;
        for (int s = 0; s < given.size(); s++) {
            Matrix one = given.get(s);
            if (one.rows() != frame.size() || one.columns() == 0) {
                throw new IllegalArgumentException("sequence " + s + " has " + one.columns() + " frames of "
                        + one.rows() + " units, but needs at least one, of " + frame.size());
            }
            longest = Math.max(longest, one.columns());
        }
        List<Matrix> filled = given.stream().map(Matrix::copy).toList();
        if (filled.isEmpty()) {
            return filled;
        }
        Matrix memory = Matrix.zeros(network.memory(), filled.size());
        network.fillStart(machine.theta(), memory);
        int[] ones = new int[filled.size()];
        Arrays.fill(ones, 1);
        Matrix frames = Matrix.zeros(frame.size(), filled.size());
        for (int t = 0; t < longest; t++) {
            frames = drawn(filled, t, frames, memory, key.at(t));
            Matrix after = Matrix.zeros(memory.rows(), memory.columns());
            network.read(machine.theta(), frames, Sequences.of(ones), memory).fillMemory(after);
            memory = after;
        }
        return filled;
    }

    /** The frames of one time, put into the sequences; those of sequences that have ended go on, and nobody looks at them. */
    private Matrix drawn(List<Matrix> filled, int time, Matrix before, Matrix memory, RandomKey key) {
        State x = machine.newState(filled.size());
        Matrix frames = Matrix.zeros(frame.size(), filled.size());
        int missing = 0;
        boolean[] free = new boolean[filled.size()];
        for (int s = 0; s < free.length; s++) {
            if (time < filled.get(s).columns()) {
                frames.columns(s, s + 1).set(filled.get(s).columns(time, time + 1));
                int open = missing(frames, s);
                missing += open;
                free[s] = open == frame.size();
            }
        }
        if (missing == 0) {
            return frames;
        }
        x.of(network.context()).set(memory.rows(0, network.context().size()));
        x.changed(network.context());
        Matrix annealed = annealing
                .map(sampling -> sampling.draw(
                                x, chains, AnnealedImportanceSampling.uniformBetas(sweeps + 1), key.at("annealed"))
                        .of(frame))
                .orElse(before);
        x.observe(frame, frames);
        x.setUnclamped(frame, before);
        sampler.sweep(sweeps, x, key);
        for (int s = 0; s < free.length; s++) {
            if (free[s] && annealing.isPresent()) {
                x.of(frame).columns(s, s + 1).set(annealed.columns(s, s + 1));
            }
            if (time < filled.get(s).columns()) {
                filled.get(s).columns(time, time + 1).set(x.of(frame).columns(s, s + 1));
            }
        }
        return x.of(frame).copy();
    }

    private static int missing(Matrix frames, int column) {
        int missing = 0;
        for (int i = 0; i < frames.rows(); i++) {
            missing += Float.isNaN(frames.get(i, column)) ? 1 : 0;
        }
        return missing;
    }
}
