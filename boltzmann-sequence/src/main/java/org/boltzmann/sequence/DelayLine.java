package org.boltzmann.sequence;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.boltzmann.core.ContextNetwork;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.NetworkType;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.Sequences;
import org.boltzmann.core.linalg.Matrix;

/**
 * The last frames as they are: u_t = (v_t−1, v_t−2, …, v_t−m), zeros where there is no such frame. It learns nothing; what it says
 * is the context of conditional machines of order m.
 *
 * <p>Construction is refused with an {@link IllegalArgumentException} if the context does not hold a whole number of frames.
 *
 * @param input the group it reads
 * @param context u, of m times as many units, the latest frame first
 */
public record DelayLine(Group input, Group context) implements ContextNetwork {

    public DelayLine {
        if (context.size() % input.size() != 0) {
            throw new IllegalArgumentException("network window(" + input.name() + "," + context.name() + "): "
                    + context.size() + " units of context are no whole number of frames of " + input.size());
        }
    }

    /**
     * What files call it.
     *
     * @return the kind of network {@code window}
     */
    public static NetworkType type() {
        return new NetworkType(
                "window",
                "u = the last frames",
                DelayLine.class,
                Set.of(),
                (input, context, options) -> new DelayLine(input, context),
                (input, context, parameters, options) -> new DelayLine(input, context),
                network -> Map.of());
    }

    /**
     * Frames remembered.
     *
     * @return m
     */
    public int order() {
        return context.size() / input.size();
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public int memory() {
        return context.size();
    }

    @Override
    public void fillStart(ParameterValues theta, Matrix memory) {
        memory.fill(0);
    }

    @Override
    public Pass read(ParameterValues theta, Matrix frames, Sequences sequences, Matrix memory) {
        return new Reading(frames, sequences, memory);
    }

    private final class Reading implements Pass {

        private final Matrix frames;
        private final Sequences sequences;
        private final Matrix memory;

        Reading(Matrix frames, Sequences sequences, Matrix memory) {
            this.frames = frames;
            this.sequences = sequences;
            this.memory = memory.copy();
        }

        @Override
        public void fillContext(Matrix u) {
            for (int s = 0; s < sequences.count(); s++) {
                for (int t = 0; t < sequences.length(s); t++) {
                    fill(s, t, u.columns(sequences.start(s) + t, sequences.start(s) + t + 1));
                }
            }
        }

        @Override
        public void fillMemory(Matrix after) {
            for (int s = 0; s < sequences.count(); s++) {
                fill(s, sequences.length(s), after.columns(s, s + 1));
            }
        }

        /** What is remembered of a sequence before a time: its own frames, and behind them what it began with. */
        private void fill(int sequence, int time, Matrix column) {
            int units = input.size();
            int own = Math.min(time, order());
            for (int m = 0; m < own; m++) {
                int frame = sequences.start(sequence) + time - 1 - m;
                column.rows(m * units, (m + 1) * units).set(frames.columns(frame, frame + 1));
            }
            int rest = (order() - own) * units;
            column.rows(own * units, context.size())
                    .set(memory.columns(sequence, sequence + 1).rows(0, rest));
        }

        @Override
        public void addGradient(Matrix field, boolean[] fresh, Gradient gradient) {
            // the frames are data, and nothing else decides the context
        }
    }

    @Override
    public String toString() {
        return "window(" + input.name() + "," + context.name() + ")";
    }
}
