package org.boltzmann.sequence;

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
 * How well a machine of sequences predicts the next frame from those before it.
 *
 * <p>The prediction is m_t = E[v_t | v_1 … v_t−1], estimated by chains for each frame that begin at silence (zeros) and run for some
 * sweeps: the mean over chains of the mean of v given the last hidden sample.
 *
 * <p>Squared error: the mean over frames of Σ_i (v_i − m_i)². Accuracy, of binary frames: with a unit on in a share m_i of predictions,
 * TP = Σ v_i m_i, FP = Σ (1 − v_i) m_i, FN = Σ v_i (1 − m_i), and the accuracy is ΣTP / (ΣTP + ΣFP + ΣFN), sums over all frames.
 *
 * <p>Source of the accuracy: M. Bay, A. Ehmann, J. Downie, "Evaluation of multiple-F0 estimation and tracking systems", ISMIR 2009,
 * equation 3, with expected counts.
 */
public final class NextFrame {

    private static final int COLUMNS = 500;

    private final BoltzmannMachine machine;
    private final Group frame;
    private final GibbsSampler sampler;
    private final int chains;
    private final int sweeps;

    /**
     * Figures of a prediction.
     *
     * @param accuracy from 0 to 1; NaN where nothing sounds and nothing is predicted
     * @param squaredError mean over frames of the sum over units
     * @param frames number of frames
     */
    public record Figures(double accuracy, double squaredError, int frames) {}

    /**
     * Predictions of a machine.
     *
     * @param machine a machine with a network
     * @param chains number of chains for each frame, at least 1
     * @param sweeps sweeps of each, at least 1
     * @throws IllegalArgumentException if no network computes a context of the machine, or a number is below 1
     */
    public NextFrame(BoltzmannMachine machine, int chains, int sweeps) {
        if (chains < 1 || sweeps < 1) {
            throw new IllegalArgumentException(
                    "a prediction needs at least 1 chain and 1 sweep, not " + chains + " and " + sweeps);
        }
        this.machine = machine;
        this.frame = machine.network()
                .orElseThrow(() -> new IllegalArgumentException("no network computes a context of " + machine))
                .input();
        this.sampler = fromTheFrame(machine, frame);
        this.chains = chains;
        this.sweeps = sweeps;
    }

    /** Sweeps that end with the frame. */
    static GibbsSampler fromTheFrame(BoltzmannMachine machine, Group frame) {
        List<Group> others = machine.groups().stream()
                .filter(group -> !group.equals(frame) && !group.type().isContext())
                .toList();
        return new GibbsSampler(machine).startingWith(others);
    }

    /**
     * The figures over all frames.
     *
     * @param data frames in sequences
     * @param key where randomness comes from
     * @return accuracy and error
     */
    public Figures of(Presentation data, RandomKey key) {
        Counts counts = new Counts();
        int part = 0;
        for (State x : data.parts(machine, COLUMNS, key.at("data"))) {
            counts.add(x.of(frame), predicted(x, key.at(part++)));
        }
        return counts.figures();
    }

    /**
     * The prediction of each frame.
     *
     * @param x a state with the contexts of frames; the frames themselves are not looked at
     * @param key where randomness comes from
     * @return E[v], units x frames
     */
    public Matrix predicted(State x, RandomKey key) {
        Matrix mean = Matrix.zeros(frame.size(), x.columns());
        State chain = machine.newState(x.columns());
        for (Group group : machine.groups()) {
            if (group.type().isContext()) {
                chain.set(group, x);
            }
        }
        for (int c = 0; c < chains; c++) {
            chain.of(frame).fill(0);
            chain.changed(frame);
            sampler.sweep(sweeps, chain, key.at(c));
            machine.fillMean(frame, machine.fillField(frame, chain), chain.drawn(frame));
            Passes.addScaled(1f / chains, chain.drawn(frame), mean);
        }
        return mean;
    }

    /** Sums over frames. */
    static final class Counts {

        private double hits;
        private double wanted;
        private double sounding;
        private double squares;
        private int frames;

        void add(Matrix values, Matrix predicted) {
            double[] products = new double[values.columns()];
            Passes.addDots(1, values, predicted, products);
            hits += Arrays.stream(products).sum();
            for (int j = 0; j < values.columns(); j++) {
                for (int i = 0; i < values.rows(); i++) {
                    float value = values.get(i, j);
                    float mean = predicted.get(i, j);
                    wanted += value;
                    sounding += mean;
                    squares += (double) (value - mean) * (value - mean);
                }
            }
            frames += values.columns();
        }

        /** TP + FP + FN = wanted + sounding − TP. */
        Figures figures() {
            return new Figures(hits / (wanted + sounding - hits), squares / frames, frames);
        }
    }
}
