package org.boltzmann.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.Sequences;
import org.boltzmann.core.State;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.train.ExactNegativePhase;
import org.boltzmann.core.train.ExactPositivePhase;
import org.boltzmann.core.train.MaximumLikelihood;
import org.boltzmann.core.train.Objective;
import org.boltzmann.core.train.ThroughTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient of sequences with the exact negative phase is that of their exact log-likelihood, in every parameter. */
class ThroughTimeTest {

    /**
     * Contexts are within 4e-7 of the formula (tanh) and products of 14 frames and up to 6 units sum as many rounding errors of 6e-8
     * times values below 2; a chain of 5 steps with weights below 1.5 makes of them at most 1e-5. The rest is room.
     */
    private static final double TOLERANCE = 3e-5;

    static Stream<Arguments> machines() {
        return TinySequences.networks().stream()
                .flatMap(
                        network -> TinySequences.emissions().stream().map(emission -> Arguments.of(network, emission)));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void everyCellLearnsWithEveryEmission(String network, Emission emission) {
        check(TinySequences.machine(network, emission), 0, 0);
    }

    @ParameterizedTest
    @MethodSource("machines")
    void aWindowCarriesTheStateOnAndNothingGoesBackBeyondIt(String network, Emission emission) {
        check(TinySequences.machine(network, emission), 2, Integer.MAX_VALUE);
    }

    @Test
    void theRecurrentTemporalMachineAddsTiedGradients() {
        check(TinySequences.recurrentTemporal(), 0, 0);
        check(TinySequences.recurrentTemporal(), 3, Integer.MAX_VALUE);
    }

    @Test
    void aWindowWithoutLeadBeginsLikeASequence() {
        check(TinySequences.machine("tanh", Emission.biases()), 2, 0);
        check(TinySequences.machine("lstm", Emission.biases()), 2, 1);
    }

    private static void check(BoltzmannMachine machine, int window, int lead) {
        check(machine, new SequenceOracle(machine), window, lead);
    }

    static void check(BoltzmannMachine machine, SequenceOracle oracle, int window, int lead) {
        DataSet data = TinySequences.data();
        Presentation shown = new Presentation(data, machine.group("v"), Encoding.asIs()).inWindows(window, lead);
        int[] order = new int[shown.portions()];
        for (int w = 0; w < order.length; w++) {
            order[w] = order.length - 1 - w;
        }
        State batch = machine.newState(shown.columns(order, 0, order.length));
        shown.present(order, 0, order.length, RandomKey.of(1), batch);
        Gradient gradient = machine.newGradient();
        objective(machine).addGradient(batch, 1, RandomKey.of(1), gradient);
        List<Window> windows = windows(oracle, data, window, lead);
        for (Parameter parameter : machine.parameters()) {
            for (int k = 0; k < parameter.length(); k++) {
                double expected = oracle.derivative(parameter, k, () -> mean(oracle, data, windows));
                assertThat((double) gradient.of(parameter).data()[k])
                        .as(machine.network().orElseThrow() + ", " + parameter + "[" + k + "]")
                        .isCloseTo(expected, within(TOLERANCE));
            }
        }
    }

    static Objective objective(BoltzmannMachine machine) {
        return new ThroughTime(
                machine,
                new MaximumLikelihood(
                        new ExactPositivePhase(machine, List.of(machine.group("v"))), new ExactNegativePhase(machine)));
    }

    /** A window with the memory at which it begins. */
    private static final class Window {

        private final Supplier<double[]> memory;
        private final int from;
        private final int to;

        Window(Supplier<double[]> memory, int from, int to) {
            this.memory = memory;
            this.from = from;
            this.to = to;
        }
    }

    private static List<Window> windows(SequenceOracle oracle, DataSet data, int length, int lead) {
        Sequences layout = data.sequences();
        List<Window> windows = new ArrayList<>();
        for (int s = 0; s < layout.count(); s++) {
            int end = layout.start(s) + layout.length(s);
            int step = length == 0 ? layout.length(s) : length;
            for (int from = layout.start(s); from < end; from += step) {
                int before = Math.min(lead, from - layout.start(s));
                List<double[]> memories = oracle.memories(data.values(), from - before, from + 1);
                double[] carried = memories.get(before);
                Supplier<double[]> memory = before == 0 ? oracle::start : () -> carried; // the first is learned
                windows.add(new Window(memory, from, Math.min(end, from + step)));
            }
        }
        return windows;
    }

    private static double mean(SequenceOracle oracle, DataSet data, List<Window> windows) {
        double sum = 0;
        for (Window window : windows) {
            sum += oracle.logLikelihood(window.memory.get(), data.values(), window.from, window.to);
        }
        return sum / data.size();
    }
}
