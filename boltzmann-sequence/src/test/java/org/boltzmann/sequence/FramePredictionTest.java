package org.boltzmann.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.Sequences;
import org.boltzmann.core.State;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.testkit.Oracle;
import org.junit.jupiter.api.Test;

class FramePredictionTest {

    /** One unit, two sequences: 1 1 0 and 0 1. */
    private static final DataSet FIVE = DataSet.of("five", List.of(1), Matrix.wrap(1, 5, new float[] {1, 1, 0, 0, 1}))
            .withSequences(Sequences.of(3, 2));

    @Test
    void countsAreSmoothedByOne() {
        FrameBaselines baselines = new FrameBaselines(FIVE);
        double independent = 3 * Math.log(4.0 / 7) + 2 * Math.log(3.0 / 7);
        assertThat(baselines.independent(FIVE)).isCloseTo(independent / 5, within(1e-12));
        // at the beginning 1 of 2 on; after on 1 of 2; after off 1 of 1
        double markov =
                Math.log(2.0 / 4) + Math.log(2.0 / 4) + Math.log(2.0 / 4) + Math.log(2.0 / 4) + Math.log(2.0 / 3);
        assertThat(baselines.markov(FIVE)).isCloseTo(markov / 5, within(1e-12));
    }

    @Test
    void theLastFrameIsAPrediction() {
        // predicted 0 1 1 and 0 0 of 1 1 0 and 0 1: one hit, one false, two missed
        NextFrame.Figures figures = FrameBaselines.lastFrame(FIVE);
        assertThat(figures.accuracy()).isCloseTo(1.0 / 4, within(1e-12));
        assertThat(figures.squaredError()).isCloseTo(3.0 / 5, within(1e-12));
        assertThat(figures.frames()).isEqualTo(5);
    }

    @Test
    void baselinesAreOfBinarySequences() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FrameBaselines(FIVE.withSequences(Sequences.none())))
                .withMessageContaining("five has no sequences");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FrameBaselines(FIVE.withValues(Matrix.wrap(1, 5, new float[] {1, 1, 0, 0, 2}))))
                .withMessageContaining("frame 4, unit 0 is 2.0");
    }

    @Test
    void aMachinePredictsItsConditionalMean() {
        BoltzmannMachine machine = TinySequences.machine("tanh", Emission.full());
        DataSet data = TinySequences.data();
        Presentation shown = new Presentation(data, machine.group("v"), Encoding.asIs());
        State x = shown.parts(machine, 100, RandomKey.of(1)).iterator().next();
        int chains = 4000;
        Matrix predicted = new NextFrame(machine, chains, 20).predicted(x, RandomKey.of(2));
        for (int j = 0; j < x.columns(); j++) {
            double[] mean = Oracle.given(machine, x, j, List.of()).mean(machine.group("v"));
            for (int i = 0; i < mean.length; i++) {
                // a mean of numbers within 0 and 1: at most 0.5 / sqrt(chains), times 4.5
                assertThat((double) predicted.get(i, j)).isCloseTo(mean[i], within(4.5 * 0.5 / Math.sqrt(chains)));
            }
        }
        NextFrame.Figures figures = new NextFrame(machine, 5, 5).of(shown, RandomKey.of(3));
        assertThat(figures.frames()).isEqualTo(14);
        assertThat(figures.accuracy()).isBetween(0.0, 1.0);
    }
}
