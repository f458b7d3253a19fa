package org.boltzmann.sequence;

import java.util.Arrays;
import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ContextNetwork;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.Sequences;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.sample.GibbsSampler;

/**
 * Fills in sequences, frame by frame: what is given stays, what is missing is drawn given the frames before and what is given of its
 * own.
 *
 * <p>Sequences of nothing but missing values are drawn freely; with the first frames given a beginning is continued; with some
 * units given throughout, such as a melody, the others go with them. Values to come have no say in a frame before them.
 *
 * <p>A chain for each frame begins at zeros where values are missing and runs for some sweeps.
 */
public final class FrameByFrame {

    private final BoltzmannMachine machine;
    private final ContextNetwork network;
    private final Group frame;
    private final GibbsSampler sampler;
    private final int sweeps;

    /**
     * A sampler of sequences.
     *
     * @param machine a machine with a network and no other context
     * @param sweeps sweeps for each frame, at least 1
     * @throws IllegalArgumentException if no network computes a context of the machine, there is another context, or the number is
     *     below 1
     */
    public FrameByFrame(BoltzmannMachine machine, int sweeps) {
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
        for (int t = 0; t < longest; t++) {
            Matrix frames = drawn(filled, t, memory, key.at(t));
            Matrix after = Matrix.zeros(memory.rows(), memory.columns());
            network.read(machine.theta(), frames, Sequences.of(ones), memory).fillMemory(after);
            memory = after;
        }
        return filled;
    }

    /** The frames of one time, put into the sequences; those of sequences that have ended go on, and nobody looks at them. */
    private Matrix drawn(List<Matrix> filled, int time, Matrix memory, RandomKey key) {
        State x = machine.newState(filled.size());
        Matrix frames = Matrix.zeros(frame.size(), filled.size());
        boolean complete = true;
        for (int s = 0; s < filled.size(); s++) {
            if (time < filled.get(s).columns()) {
                frames.columns(s, s + 1).set(filled.get(s).columns(time, time + 1));
                for (int i = 0; i < frame.size(); i++) {
                    complete &= !Float.isNaN(frames.get(i, s));
                }
            }
        }
        if (complete) {
            return frames;
        }
        x.of(network.context()).set(memory.rows(0, network.context().size()));
        x.changed(network.context());
        x.observe(frame, frames);
        sampler.sweep(sweeps, x, key);
        for (int s = 0; s < filled.size(); s++) {
            if (time < filled.get(s).columns()) {
                filled.get(s).columns(time, time + 1).set(x.of(frame).columns(s, s + 1));
            }
        }
        return x.of(frame);
    }
}
