package org.boltzmann.sequence;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.boltzmann.core.ContextNetwork;
import org.boltzmann.core.Excerpt;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.NetworkType;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.Sequences;
import org.boltzmann.core.linalg.Elementwise;
import org.boltzmann.core.linalg.Kernels;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Passes;

/**
 * The simple recurrent cell: u_t+1 = f(Wᵀv_t + Rᵀu_t + b), u_1 learned, with f = tanh or logistic.
 *
 * <p>Tied to a machine, W being its weights between v and h, R those between u and h and b the biases of h, a logistic cell is
 * u_t+1 = E[h | v_t, u_t]: the recurrent temporal restricted Boltzmann machine.
 *
 * <p>The products with all frames, and all gradients, are one product each; only Rᵀu goes step by step, over all sequences that
 * are still alive.
 *
 * <p>Source: J. Elman, "Finding structure in time", Cognitive Science 14, 1990.
 *
 * <p>Construction is refused with an {@link IllegalArgumentException} if the parameters' shapes are not those of the groups.
 *
 * @param input the group it reads
 * @param context u, the group it computes
 * @param activation f
 * @param cell W, R, b and u_1
 */
public record Elman(Group input, Group context, Activation activation, CellParameters cell) implements ContextNetwork {

    public Elman {
        cell.check("elman(" + input.name() + "," + context.name() + ")", input, context, 1, context.size());
    }

    /**
     * A cell with parameters of its own, whose first weights are normal.
     *
     * @param input the group it reads
     * @param context the group it computes
     * @param activation f
     * @param inputDeviation standard deviation of W
     * @param deviation standard deviation of R
     * @return a cell whose parameters are named like {@code u.input-weights}
     */
    public static Elman reading(
            Group input, Group context, Activation activation, double inputDeviation, double deviation) {
        return new Elman(
                input,
                context,
                activation,
                CellParameters.own(input, context, 1, context.size(), inputDeviation, deviation));
    }

    /**
     * What files call it.
     *
     * @return the kind of network {@code elman}
     */
    public static NetworkType type() {
        return new NetworkType(
                "elman",
                "u' = f(W'v + R'u + b)",
                Elman.class,
                Set.of("activation"),
                (input, context, options) -> reading(input, context, activation(options), 0.01, 0.01),
                (input, context, parameters, options) ->
                        new Elman(input, context, activation(options), CellParameters.of(parameters)),
                network -> Map.of("activation", name(((Elman) network).activation())));
    }

    private static String name(Activation activation) {
        return activation.name().toLowerCase(Locale.ROOT);
    }

    private static Activation activation(Map<String, String> options) {
        String name = options.getOrDefault("activation", "tanh");
        for (Activation activation : Activation.values()) {
            if (name(activation).equals(name)) {
                return activation;
            }
        }
        throw new IllegalArgumentException("activation is \"" + Excerpt.of(name) + "\" but must be tanh or logistic");
    }

    @Override
    public List<Parameter> parameters() {
        return cell.all();
    }

    @Override
    public int memory() {
        return context.size();
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

        /** Wᵀv + b of each frame. */
        private final Matrix said;

        /** u at each frame: what is known before it is read. */
        private final Matrix states;

        Reading(ParameterValues theta, Matrix values, Sequences sequences, Matrix memory) {
            this.theta = theta;
            this.packing = new Packing(sequences);
            this.frames = packing.pack(values);
            this.said = Matrix.zeros(context.size(), values.columns());
            this.states = Matrix.zeros(context.size(), values.columns());
            Passes.addToColumns(theta.of(cell.bias()), said);
            Kernels.get().addTransposedProduct(1, theta.of(cell.input()), frames, said);
            packing.packFirst(memory, states);
            for (int t = 0; t + 1 < packing.steps(); t++) {
                fillNext(packing.followed(t, states), packing.followed(t, said), packing.at(t + 1, states));
            }
        }

        private void fillNext(Matrix state, Matrix told, Matrix next) {
            next.set(told);
            Kernels.get().addTransposedProduct(1, theta.of(cell.recurrent()), state, next);
            Elementwise.map(next, activation::apply, next);
        }

        @Override
        public void fillContext(Matrix u) {
            packing.unpack(states, u);
        }

        @Override
        public void fillMemory(Matrix memory) {
            Matrix last = Matrix.zeros(memory.rows(), memory.columns());
            Matrix told = Matrix.zeros(memory.rows(), memory.columns());
            packing.unpackLast(states, last);
            packing.unpackLast(said, told);
            fillNext(last, told, memory);
        }

        @Override
        public void addGradient(Matrix field, boolean[] fresh, Gradient gradient) {
            Matrix ofStates = packing.pack(field);
            Matrix slopes = states.copy();
            Elementwise.map(slopes, activation::slopes, slopes);
            Matrix ofFields = Matrix.zeros(states.rows(), states.columns()); // of a frame that none follows: 0
            for (int t = packing.steps() - 1; t > 0; t--) {
                Matrix own = packing.followed(t - 1, ofFields);
                Passes.fillProduct(packing.at(t, ofStates), packing.at(t, slopes), null, own);
                Kernels.get().addProduct(1, theta.of(cell.recurrent()), own, packing.followed(t - 1, ofStates));
            }
            Kernels.get().addOuterProduct(1, frames, ofFields, gradient.of(cell.input()));
            Kernels.get().addOuterProduct(1, states, ofFields, gradient.of(cell.recurrent()));
            Passes.addSumOfColumns(1, ofFields, null, gradient.of(cell.bias()));
            Passes.addSumOfColumns(
                    1, ofStates.columns(0, packing.live(0)), begun(packing, fresh), gradient.of(cell.start()));
        }
    }

    /** 1 for sequences whose beginning is the cell's, in the order of the packing. */
    static float[] begun(Packing packing, boolean[] fresh) {
        float[] weights = new float[packing.live(0)];
        for (int s = 0; s < weights.length; s++) {
            weights[s] = fresh[packing.sequence(s)] ? 1 : 0;
        }
        return weights;
    }

    @Override
    public String toString() {
        return "elman(" + input.name() + "," + context.name() + ", " + name(activation) + ")";
    }
}
