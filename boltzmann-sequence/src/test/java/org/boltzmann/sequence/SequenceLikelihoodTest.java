package org.boltzmann.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.Sequences;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.estimate.AnnealedImportanceSampling;
import org.boltzmann.core.estimate.LogLikelihood;
import org.boltzmann.core.unit.Real;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SequenceLikelihoodTest {

    private static final RandomKey KEY = RandomKey.of(11);

    private static Presentation shown(DataSet data, BoltzmannMachine machine) {
        return new Presentation(data, machine.group("v"), Encoding.asIs());
    }

    private static double expected(BoltzmannMachine machine, DataSet data) {
        SequenceOracle oracle = new SequenceOracle(machine);
        Sequences layout = data.sequences();
        double sum = 0;
        for (int s = 0; s < layout.count(); s++) {
            int from = layout.start(s);
            sum += oracle.logLikelihood(oracle.start(), data.values(), from, from + layout.length(s));
        }
        return sum / data.size();
    }

    @ParameterizedTest
    @MethodSource("org.boltzmann.sequence.ThroughTimeTest#machines")
    void itIsTheMeanOverAllFrames(String network, Emission emission) {
        BoltzmannMachine machine = TinySequences.machine(network, emission);
        DataSet data = TinySequences.data();
        LogLikelihood measured = new SequenceLikelihood(machine).of(shown(data, machine), 2, 2, KEY);
        // floats of a context within 1e-6 times weights below 2 and a few units
        assertThat(measured.mean()).isCloseTo(expected(machine, data), within(2e-5));
        assertThat(measured.examples()).isEqualTo(14);
        assertThat(measured.standardError()).isZero();
    }

    @Test
    void annealingFindsTheSameWithinItsError() {
        BoltzmannMachine machine = TinySequences.machine("lstm", Emission.lowRank(2));
        DataSet data = TinySequences.data();
        LogLikelihood measured = new SequenceLikelihood(machine)
                .annealed(shown(data, machine), 400, AnnealedImportanceSampling.uniformBetas(30), KEY);
        assertThat(measured.standardError()).isPositive().isLessThan(0.01);
        assertThat(measured.mean())
                .isCloseTo(expected(machine, data), within(4 * measured.standardError() + measured.bias()));
    }

    @Test
    void longSequencesGoInOnePartAndShortOnesTogether() {
        BoltzmannMachine machine = TinySequences.machine("tanh", Emission.biases());
        DataSet data = TinySequences.data(Sequences.of(3, 600, 1, 499, 2), 3);
        assertThat(new SequenceLikelihood(machine)
                        .exact(shown(data, machine), KEY)
                        .mean())
                .isCloseTo(expected(machine, data), within(2e-5));
    }

    @Test
    void withoutANetworkThereAreNoSequences() {
        BoltzmannMachine machine = ConditionalMachines.of(
                TinySequences.V,
                TinySequences.H,
                Group.of("u", new Real(), 2),
                Emission.biases(),
                ConditionalMachines.First.matchedTo(TinySequences.V));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SequenceLikelihood(machine))
                .withMessageContaining("no network computes a context");
    }
}
