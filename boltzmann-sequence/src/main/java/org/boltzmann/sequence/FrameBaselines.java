package org.boltzmann.sequence;

import org.boltzmann.core.Sequences;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.linalg.Matrix;

/**
 * What machines of binary sequences have to be better than: units that know nothing, or only what they were themselves.
 *
 * <p>Independent units: p(v_i = 1) = (n_i + 1) / (n + 2) of n frames. A Markov chain of each unit: the same after frames in which the
 * unit was off, in which it was on, and at the beginning of a sequence, each counted for itself. The last frame: v_t = v_t−1, and
 * silence at the beginning, which has no likelihood but an error.
 */
public final class FrameBaselines {

    private static final int BEGINNING = 2;

    private final int units;

    /** Frames in which a unit was on, and all frames, by what the unit was before: off, on, nothing. */
    private final double[][] on;

    private final double[][] seen;

    private final int frames;

    /**
     * Counts.
     *
     * @param training frames in sequences, of values 0 and 1
     * @throws IllegalArgumentException if a value is neither, or there are no sequences
     */
    public FrameBaselines(DataSet training) {
        this.frames = training.size();
        this.units = training.features();
        this.on = new double[3][units];
        this.seen = new double[3][units];
        check(training);
        visit(training, (unit, before, now) -> {
            on[before][unit] += now;
            seen[before][unit]++;
        });
    }

    private interface Visitor {
        void visit(int unit, int before, int now);
    }

    private static void check(DataSet data) {
        if (data.sequences().isNone()) {
            throw new IllegalArgumentException("data set " + data.name() + " has no sequences");
        }
        for (int j = 0; j < data.size(); j++) {
            for (int i = 0; i < data.features(); i++) {
                float value = data.values().get(i, j);
                if (value != 0 && value != 1) {
                    throw new IllegalArgumentException("data set " + data.name() + ", frame " + j + ", unit " + i
                            + " is " + value + ", but baselines are of values 0 and 1");
                }
            }
        }
    }

    private static void visit(DataSet data, Visitor visitor) {
        Matrix values = data.values();
        Sequences layout = data.sequences();
        for (int s = 0; s < layout.count(); s++) {
            for (int t = 0; t < layout.length(s); t++) {
                int j = layout.start(s) + t;
                for (int i = 0; i < data.features(); i++) {
                    int before = t == 0 ? BEGINNING : (int) values.get(i, j - 1);
                    visitor.visit(i, before, (int) values.get(i, j));
                }
            }
        }
    }

    /**
     * log p of independent units.
     *
     * @param data frames in sequences, of values 0 and 1
     * @return mean over all frames, in nats
     */
    public double independent(DataSet data) {
        return mean(data, (unit, before) -> {
            double count = on[0][unit] + on[1][unit] + on[BEGINNING][unit];
            return (count + 1) / (frames + 2.0);
        });
    }

    /**
     * log p of a Markov chain of each unit.
     *
     * @param data frames in sequences, of values 0 and 1
     * @return mean over all frames, in nats
     */
    public double markov(DataSet data) {
        return mean(data, (unit, before) -> (on[before][unit] + 1) / (seen[before][unit] + 2));
    }

    private interface Probability {
        double of(int unit, int before);
    }

    private double mean(DataSet data, Probability on) {
        check(data);
        if (data.features() != units) {
            throw new IllegalArgumentException(
                    "data set " + data.name() + " has frames of " + data.features() + " units, not of " + units);
        }
        double[] sum = {0};
        visit(data, (unit, before, now) -> {
            double p = on.of(unit, before);
            sum[0] += StrictMath.log(now == 1 ? p : 1 - p);
        });
        return sum[0] / data.size();
    }

    /**
     * The last frame as a prediction of the next.
     *
     * @param data frames in sequences
     * @return its accuracy and its error
     */
    public static NextFrame.Figures lastFrame(DataSet data) {
        Sequences layout = data.sequences();
        Matrix predicted = Matrix.zeros(data.features(), data.size());
        for (int s = 0; s < layout.count(); s++) {
            int first = layout.start(s);
            int last = first + layout.length(s) - 1;
            predicted.columns(first + 1, last + 1).set(data.values().columns(first, last));
        }
        NextFrame.Counts counts = new NextFrame.Counts();
        counts.add(data.values(), predicted);
        return counts.figures();
    }
}
