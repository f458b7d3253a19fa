package org.boltzmann.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ContextNetwork;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.ParameterValues;
import org.boltzmann.core.Sequences;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.linalg.Passes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A wrong network is caught by the law that every gradient is that of the exact log-likelihood. */
class PlantedSequenceBugsTest {

    private enum Bug {
        NONE,
        CONTEXT_OF_THE_NEXT_FRAME,
        CONTEXT_ONE_FRAME_LATE,
        BEGINNING_LEARNS_NOTHING,
        BEGINNING_LEARNS_FROM_CONTINUED_WINDOWS,
        SIGN,
        LAST_FRAME_SAYS_NOTHING
    }

    /** The right network with a bug; the oracle reads the right one. */
    private record Planted(Elman right, Bug bug) implements ContextNetwork {

        @Override
        public Group input() {
            return right.input();
        }

        @Override
        public Group context() {
            return right.context();
        }

        @Override
        public List<Parameter> parameters() {
            return right.parameters();
        }

        @Override
        public int memory() {
            return right.memory();
        }

        @Override
        public void fillStart(ParameterValues theta, Matrix memory) {
            right.fillStart(theta, memory);
        }

        @Override
        public Pass read(ParameterValues theta, Matrix frames, Sequences sequences, Matrix memory) {
            Pass pass = right.read(theta, frames, sequences, memory);
            return new Pass() {
                @Override
                public void fillContext(Matrix context) {
                    pass.fillContext(context);
                    Matrix rightOnes = context.copy();
                    for (int s = 0; s < sequences.count(); s++) {
                        for (int t = 0; t < sequences.length(s); t++) {
                            int shift = bug == Bug.CONTEXT_OF_THE_NEXT_FRAME
                                    ? 1
                                    : bug == Bug.CONTEXT_ONE_FRAME_LATE ? -1 : 0;
                            int from = Math.max(0, Math.min(sequences.length(s) - 1, t + shift));
                            int start = sequences.start(s);
                            context.columns(start + t, start + t + 1)
                                    .set(rightOnes.columns(start + from, start + from + 1));
                        }
                    }
                }

                @Override
                public void fillMemory(Matrix after) {
                    pass.fillMemory(after);
                }

                @Override
                public void addGradient(Matrix field, boolean[] fresh, Gradient gradient) {
                    Matrix said = field.copy();
                    if (bug == Bug.SIGN) {
                        Passes.addScaled(-2, field, said);
                    }
                    if (bug == Bug.LAST_FRAME_SAYS_NOTHING) {
                        for (int s = 0; s < sequences.count(); s++) {
                            int end = sequences.start(s) + sequences.length(s);
                            said.columns(end - 1, end).fill(0);
                        }
                    }
                    boolean[] begun = fresh.clone();
                    for (int s = 0; s < begun.length; s++) {
                        begun[s] = bug == Bug.BEGINNING_LEARNS_FROM_CONTINUED_WINDOWS
                                || (bug != Bug.BEGINNING_LEARNS_NOTHING && fresh[s]);
                    }
                    pass.addGradient(said, begun, gradient);
                }
            };
        }
    }

    private static void check(Bug bug) {
        BoltzmannMachine right = TinySequences.machine("tanh", Emission.biases());
        Elman elman = (Elman) right.network().orElseThrow();
        BoltzmannMachine planted = right.conditionedBy(new Planted(elman, bug));
        ThroughTimeTest.check(planted, new SequenceOracle(right), 2, Integer.MAX_VALUE);
    }

    @Test
    void withoutABugAllIsWell() {
        assertThatCode(() -> check(Bug.NONE)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(value = Bug.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void everyBugIsCaught(Bug bug) {
        AssertionError caught = null;
        try {
            check(bug);
        } catch (AssertionError e) {
            caught = e;
        }
        assertThat(caught).as(bug + " is not caught").isNotNull();
    }
}
