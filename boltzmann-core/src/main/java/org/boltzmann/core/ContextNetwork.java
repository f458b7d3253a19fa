package org.boltzmann.core;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.boltzmann.core.linalg.Matrix;

/**
 * A network that computes a context group: of each frame of a sequence from the frames before it.
 *
 * <p>It reads the values of one group, the input, frame after frame, keeps a memory m_t of what it has read, and gives the first
 * rows of m_t to the context group at frame t, before it reads that frame:
 *
 * <p>m_1 = start(θ), u_t = first rows of m_t, m_t+1 = step(θ, m_t, v_t).
 *
 * <p>So p(v_1 … v_T) = Π_t p(v_t | u_t), each factor the machine's. The frames are data, hence the contexts of all frames are known
 * before the machine looks at any, and all frames are one batch to it. What the network is to learn is the field on the context,
 * data phase minus model phase ({@link Gradient#withContext}). Like a term it holds no numbers; its parameters are the machine's
 * and may be tied to those of terms, in which case their gradients add.
 */
public interface ContextNetwork {

    /**
     * The group it reads.
     *
     * @return a group of the machine
     */
    Group input();

    /**
     * The group it computes.
     *
     * @return a context group of the machine
     */
    Group context();

    /**
     * The parameters it depends on.
     *
     * @return each parameter once
     */
    List<Parameter> parameters();

    /**
     * How much is carried from frame to frame.
     *
     * @return rows of the memory; at least the units of the context, which are its first rows
     */
    int memory();

    /**
     * Fills with the memory before the first frame.
     *
     * @param theta the machine's parameters
     * @param memory memory x sequences, overwritten
     */
    void fillStart(ParameterValues theta, Matrix memory);

    /**
     * Reads sequences.
     *
     * @param theta the machine's parameters; they must not change while the pass is in use
     * @param frames input units x frames of all sequences, which must not change either
     * @param sequences which columns are a sequence
     * @param memory memory x sequences: what each begins with; not changed
     * @return what has become of it
     */
    Pass read(ParameterValues theta, Matrix frames, Sequences sequences, Matrix memory);

    /** Sequences that were read, with all that is needed to propagate back. */
    interface Pass {

        /**
         * Fills with the context of each frame, which follows from the frames before it.
         *
         * @param context context units x frames, overwritten
         */
        void fillContext(Matrix context);

        /**
         * Fills with the memory after the last frame of each sequence.
         *
         * @param memory memory x sequences, overwritten
         */
        void fillMemory(Matrix memory);

        /**
         * Adds the gradient of what has the given derivative by the context.
         *
         * @param field context units x frames: ∂/∂u of each frame
         * @param fresh for each sequence whether its memory was that of {@link #fillStart}, so that what begins it learns too
         * @param gradient added to
         */
        void addGradient(Matrix field, boolean[] fresh, Gradient gradient);
    }

    /**
     * Reads the sequences of a state, those a window continues before it, and fills the context.
     *
     * @param theta the machine's parameters
     * @param x a state with {@link State#sequences()}, whose input group holds the frames; the context is overwritten
     * @param seen what the network sees instead of the frames, such as these with noise; called for each batch of frames read
     * @return what has become of it
     * @throws IllegalArgumentException if the state has no sequences
     */
    default Pass fillContext(ParameterValues theta, State x, UnaryOperator<Matrix> seen) {
        if (x.sequences().isNone()) {
            throw new IllegalArgumentException("context " + context().name()
                    + " follows from the frames before each, but the columns of the state are no sequences; give it their"
                    + " lengths (State.setSequences)");
        }
        Matrix memory = Matrix.zeros(memory(), x.sequences().count());
        fillStart(theta, memory);
        x.lead().ifPresent(lead -> continueAfter(theta, x, lead, seen, memory));
        Pass pass = read(theta, seen.apply(x.of(input())), x.sequences(), memory);
        pass.fillContext(x.of(context()));
        x.changed(context());
        return pass;
    }

    private void continueAfter(ParameterValues theta, State x, State lead, UnaryOperator<Matrix> seen, Matrix memory) {
        boolean[] fresh = x.fresh();
        int[] continued =
                IntStream.range(0, fresh.length).filter(s -> !fresh[s]).toArray();
        Matrix after = Matrix.zeros(memory(), continued.length);
        fillStart(theta, after);
        read(theta, seen.apply(lead.of(input())), lead.sequences(), after.copy())
                .fillMemory(after);
        for (int s = 0; s < continued.length; s++) {
            memory.columns(continued[s], continued[s] + 1).set(after.columns(s, s + 1));
        }
    }

    /**
     * Whether each sequence of a state begins where its network begins.
     *
     * @param sequences number of sequences
     * @return as many times true
     */
    static boolean[] allFresh(int sequences) {
        boolean[] fresh = new boolean[sequences];
        Arrays.fill(fresh, true);
        return fresh;
    }
}
