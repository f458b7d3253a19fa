package org.boltzmann.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.linalg.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameByFrameTest {

    private static final RandomKey KEY = RandomKey.of(5);

    /** Sequences of two frames, all 64 of them, against p(v_1) p(v_2 | v_1). */
    @ParameterizedTest
    @ValueSource(strings = {"tanh", "lstm", "window"})
    void freeSequencesHaveTheMachinesDistribution(String network) {
        BoltzmannMachine machine = TinySequences.machine(network, Emission.lowRank(2));
        assertDistribution(machine, new FrameByFrame(machine, 30), 20_000);
        // Eight chains a frame cost eight times as much: fewer sequences, and a tolerance twice as large. Weights of
        // chains so long deviate by some percent: picking one of 8 shifts a probability by a hundredth of
        // the tolerance.
        assertDistribution(machine, new FrameByFrame(machine, 30).annealed(8), 5_000);
    }

    private static void assertDistribution(BoltzmannMachine machine, FrameByFrame sampler, int sequences) {
        List<Matrix> drawn = sampler.fill(Collections.nCopies(sequences, FrameByFrame.open(3, 2)), KEY);
        int[] counts = new int[64];
        for (Matrix one : drawn) {
            int code = 0;
            for (int i = 0; i < 6; i++) {
                code |= (int) one.get(i % 3, i / 3) << i;
            }
            counts[code]++;
        }
        SequenceOracle oracle = new SequenceOracle(machine);
        for (int code = 0; code < 64; code++) {
            Matrix frames = Matrix.zeros(3, 2);
            for (int i = 0; i < 6; i++) {
                frames.set(i % 3, i / 3, code >> i & 1);
            }
            double p = Math.exp(oracle.logLikelihood(oracle.start(), frames, 0, 2));
            // 4.5 standard deviations, exceeded by one of 384 numbers once in 400 times; the seed is fixed
            double tolerance = 4.5 * Math.sqrt(p * (1 - p) / sequences);
            assertThat((double) counts[code] / sequences)
                    .as("sequence %d", code)
                    .isCloseTo(p, within(tolerance));
        }
    }

    @Test
    void whatIsGivenStaysAndSequencesMayEndAtDifferentTimes() {
        BoltzmannMachine machine = TinySequences.machine("tanh", Emission.biases());
        Matrix melody = FrameByFrame.open(3, 5);
        for (int t = 0; t < 5; t++) {
            melody.set(1, t, t % 2);
        }
        Matrix beginning = FrameByFrame.open(3, 3);
        beginning.columns(0, 2).fill(1);
        List<Matrix> filled = new FrameByFrame(machine, 5).fill(List.of(melody, beginning), KEY);
        assertThat(filled.get(0).columns()).isEqualTo(5);
        for (int t = 0; t < 5; t++) {
            assertThat(filled.get(0).get(1, t)).isEqualTo(t % 2);
        }
        assertThat(filled.get(1).columns(0, 2).copy().data()).containsOnly(1);
        for (Matrix one : filled) {
            for (float value : one.data()) {
                assertThat(value).isIn(0f, 1f);
            }
        }
        assertThat(melody.get(0, 0)).isNaN();
    }

    @Test
    void partsOfAFrameAreGivenWhereOthersAreAnnealed() {
        BoltzmannMachine machine = TinySequences.machine("tanh", Emission.biases());
        Matrix melody = FrameByFrame.open(3, 4);
        melody.set(1, 2, 1);
        Matrix free = FrameByFrame.open(3, 4);
        List<Matrix> filled = new FrameByFrame(machine, 5).annealed(3).fill(List.of(melody, free), KEY);
        assertThat(filled.get(0).get(1, 2)).isEqualTo(1);
        for (Matrix one : filled) {
            for (float value : one.data()) {
                assertThat(value).isIn(0f, 1f);
            }
        }
    }

    @Test
    void aContinuationDependsOnItsBeginningAndItsKeyAlone() {
        BoltzmannMachine machine = TinySequences.machine("lstm", Emission.full());
        Matrix open = FrameByFrame.open(3, 20);
        FrameByFrame sampler = new FrameByFrame(machine, 3);
        float[] once = sampler.fill(List.of(open), KEY).get(0).data();
        assertThat(sampler.fill(List.of(open), KEY).get(0).data()).isEqualTo(once);
        assertThat(sampler.fill(List.of(open), RandomKey.of(6)).get(0).data()).isNotEqualTo(once);
    }

    @Test
    void framesOfAnotherSizeAreRefused() {
        FrameByFrame sampler = new FrameByFrame(TinySequences.machine("tanh", Emission.biases()), 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sampler.fill(List.of(FrameByFrame.open(3, 2), FrameByFrame.open(4, 2)), KEY))
                .withMessageContaining("sequence 1 has 2 frames of 4 units");
        assertThatIllegalArgumentException().isThrownBy(() -> sampler.fill(List.of(FrameByFrame.open(3, 0)), KEY));
        assertThat(sampler.fill(List.of(), KEY)).isEmpty();
    }
}
