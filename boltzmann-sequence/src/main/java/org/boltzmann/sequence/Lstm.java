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
import org.boltzmann.core.linalg.Kernels;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Passes;

/**
 * The cell with a long short-term memory: beside what it says, u, it keeps c behind gates,
 *
 * <p>i, f, o = σ(·), g = tanh(·) of the four parts of Wᵀv_t + Rᵀu_t + b, with 1 added to those of f;
 * c_t+1 = f c_t + i g, u_t+1 = o tanh(c_t+1); u_1 and c_1 are learned.
 *
 * <p>The 1 lets the memory last at first, when all weights are small. The parts lie in the order i, f, o, g.
 *
 * <p>Source: S. Hochreiter, J. Schmidhuber, "Long short-term memory", Neural Computation 9(8), 1997; forget gates: F. Gers, J.
 * Schmidhuber, F. Cummins, "Learning to forget", Neural Computation 12, 2000; their first bias: R. Jozefowicz, W. Zaremba, I.
 * Sutskever, "An empirical exploration of recurrent network architectures", ICML 2015.
 *
 * <p>Construction is refused with an {@link IllegalArgumentException} if the parameters' shapes are not those of the groups.
 *
 * @param input the group it reads
 * @param context u, the group it computes
 * @param cell W and R of four times the units, b, and (u_1, c_1)
 */
public record Lstm(Group input, Group context, CellParameters cell) implements ContextNetwork {

    /** Number of gates, the new value g counted as one. */
    static final int GATES = 4;

    public Lstm {
        cell.check("lstm(" + input.name() + "," + context.name() + ")", input, context, GATES, 2 * context.size());
    }

    /**
     * A cell with parameters of its own, whose first weights are normal.
     *
     * @param input the group it reads
     * @param context the group it computes
     * @param inputDeviation standard deviation of W
     * @param deviation standard deviation of R
     * @return a cell whose parameters are named like {@code u.input-weights}
     */
    public static Lstm reading(Group input, Group context, double inputDeviation, double deviation) {
        return new Lstm(
                input,
                context,
                CellParameters.own(input, context, GATES, 2 * context.size(), inputDeviation, deviation));
    }

    /**
     * What files call it.
     *
     * @return the kind of network {@code lstm}
     */
    public static NetworkType type() {
        return new NetworkType(
                "lstm",
                "c' = f c + i g, u' = o tanh c'; i, f, o, g of W'v + R'u + b",
                Lstm.class,
                Set.of(),
                (input, context, options) -> reading(input, context, 0.01, 0.01),
                (input, context, parameters, options) -> new Lstm(input, context, CellParameters.of(parameters)),
                network -> Map.of());
    }

    @Override
    public List<Parameter> parameters() {
        return cell.all();
    }

    @Override
    public int memory() {
        return 2 * context.size();
    }

    @Override
    public void fillStart(ParameterValues theta, Matrix memory) {
        memory.fill(0);
        Passes.addToColumns(theta.of(cell.start()), memory);
    }

    @Override
    public Pass read(ParameterValues theta, Matrix frames, Sequences sequences, Matrix memory) {
        return new Reading(theta, frames, sequences, memory);
    }

    /** Sequences read: all columns are packed by time. */
    private final class Reading implements Pass {

        private final ParameterValues theta;
        private final Packing packing;
        private final Matrix frames;

        /** Wᵀv + b of each frame, which become the open gates of what follows it. */
        private final Matrix gates;

        /** u and c at each frame: what is known before it is read. */
        private final Matrix memories;

        private final int units = context.size();

        Reading(ParameterValues theta, Matrix values, Sequences sequences, Matrix memory) {
            this.theta = theta;
            this.packing = new Packing(sequences);
            this.frames = packing.pack(values);
            this.gates = Matrix.zeros(GATES * units, values.columns());
            this.memories = Matrix.zeros(2 * units, values.columns());
            Passes.addToColumns(theta.of(cell.bias()), gates);
            Kernels.get().addTransposedProduct(1, theta.of(cell.input()), frames, gates);
            packing.packFirst(memory, memories);
            for (int t = 0; t + 1 < packing.steps(); t++) {
                fillNext(packing.followed(t, memories), packing.followed(t, gates), packing.at(t + 1, memories));
            }
        }

        private void fillNext(Matrix memory, Matrix opened, Matrix next) {
            Kernels.get().addTransposedProduct(1, theta.of(cell.recurrent()), said(memory), opened);
            LstmGates.open(opened, units);
            LstmGates.fillNext(opened, memory, next, units);
        }

        private Matrix said(Matrix memory) {
            return memory.rows(0, units);
        }

        @Override
        public void fillContext(Matrix u) {
            packing.unpack(said(memories), u);
        }

        @Override
        public void fillMemory(Matrix memory) {
            Matrix last = Matrix.zeros(memory.rows(), memory.columns());
            Matrix opened = Matrix.zeros(GATES * units, memory.columns());
            packing.unpackLast(memories, last);
            packing.unpackLast(gates, opened); // of the last frames not yet open
            fillNext(last, opened, memory);
        }

        @Override
        public void addGradient(Matrix field, boolean[] fresh, Gradient gradient) {
            Matrix ofMemories = Matrix.zeros(2 * units, field.columns());
            said(ofMemories).set(packing.pack(field));
            Matrix ofFields = Matrix.zeros(GATES * units, field.columns()); // of a frame that none follows: 0
            for (int t = packing.steps() - 1; t > 0; t--) {
                Matrix own = packing.followed(t - 1, ofFields);
                Matrix before = packing.followed(t - 1, ofMemories);
                LstmGates.back(
                        packing.followed(t - 1, gates),
                        packing.followed(t - 1, memories),
                        packing.at(t, memories),
                        packing.at(t, ofMemories),
                        own,
                        before,
                        units);
                Kernels.get().addProduct(1, theta.of(cell.recurrent()), own, said(before));
            }
            Kernels.get().addOuterProduct(1, frames, ofFields, gradient.of(cell.input()));
            Kernels.get().addOuterProduct(1, said(memories), ofFields, gradient.of(cell.recurrent()));
            Passes.addSumOfColumns(1, ofFields, null, gradient.of(cell.bias()));
            Passes.addSumOfColumns(
                    1, ofMemories.columns(0, packing.live(0)), Elman.begun(packing, fresh), gradient.of(cell.start()));
        }
    }

    @Override
    public String toString() {
        return "lstm(" + input.name() + "," + context.name() + ")";
    }
}
