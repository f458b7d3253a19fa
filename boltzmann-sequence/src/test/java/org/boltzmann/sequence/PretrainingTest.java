package org.boltzmann.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.Sequences;
import org.boltzmann.core.Term;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.junit.jupiter.api.Test;

class PretrainingTest {

    private static final Pretraining SHORT = new Pretraining(30, 2, 0.05, 1);

    /** A note that wanders up and around: the next frame follows from the last. */
    private static DataSet scales() {
        Sequences layout = Sequences.of(9, 5, 12, 7);
        Matrix frames = Matrix.zeros(3, layout.frames());
        for (int s = 0; s < layout.count(); s++) {
            for (int t = 0; t < layout.length(s); t++) {
                frames.set((s + t) % 3, layout.start(s) + t, 1);
            }
        }
        return DataSet.of("scales", List.of(3), frames).withSequences(layout);
    }

    private static BoltzmannMachine machine() {
        return TinySequences.machine("tanh", Emission.lowRank(2));
    }

    private static Presentation shown(BoltzmannMachine machine) {
        return new Presentation(scales(), machine.group("v"), Encoding.asIs()).inSequences();
    }

    private static Set<String> changed(BoltzmannMachine machine, Runnable step) {
        Map<String, float[]> before = new LinkedHashMap<>();
        machine.parameters()
                .forEach(parameter -> before.put(
                        parameter.name(), machine.theta().of(parameter).data().clone()));
        step.run();
        Set<String> changed = new TreeSet<>();
        for (Parameter parameter : machine.parameters()) {
            if (!Arrays.equals(machine.theta().of(parameter).data(), before.get(parameter.name()))) {
                changed.add(parameter.name());
            }
        }
        return changed;
    }

    @Test
    void theMachineLearnsFramesWithoutItsContext() {
        BoltzmannMachine machine = machine();
        assertThat(changed(machine, () -> SHORT.machine(machine, shown(machine), 1)))
                .containsExactlyInAnyOrder("v.bias", "h.bias", "v-h.weights");
    }

    @Test
    void theNetworkLearnsToPredictTheNextFrame() {
        BoltzmannMachine machine = machine();
        Group v = machine.group("v");
        Group u = machine.group("u");
        double before = crossEntropy(machine, v, u);
        assertThat(changed(machine, () -> SHORT.network(machine, shown(machine))))
                .containsExactlyInAnyOrder(
                        "v.bias", "u-v.weights", "u.input-weights", "u.recurrent-weights", "u.bias", "u.start");
        double after = crossEntropy(machine, v, u);
        assertThat(before).isLessThan(-1.5);
        assertThat(after)
                .isGreaterThan(-0.5); // the first frame of a sequence remains a guess of three: log(3) of 8 frames
    }

    private static double crossEntropy(BoltzmannMachine machine, Group v, Group u) {
        List<Term> terms = machine.terms().stream()
                .filter(term -> List.of(v, u).containsAll(term.groups()))
                .toList();
        assertThat(terms).hasSize(2);
        BoltzmannMachine part =
                BoltzmannMachine.of(terms).conditionedBy(machine.network().orElseThrow());
        part.parameters().forEach(p -> part.theta().of(p).set(machine.theta().of(p)));
        return new SequenceLikelihood(part).exact(shown(part), RandomKey.of(1)).mean();
    }

    @Test
    void noEpochsChangeNothing() {
        BoltzmannMachine machine = machine();
        Pretraining none = new Pretraining(0, 1, 0.1, 1);
        assertThat(changed(machine, () -> none.machine(machine, shown(machine), 1)))
                .isEmpty();
        assertThat(changed(machine, () -> none.network(machine, shown(machine))))
                .isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new Pretraining(1, 0, 0.1, 1));
    }

    @Test
    void parametersAreTakenOverByName() {
        BoltzmannMachine from = machine();
        BoltzmannMachine to = TinySequences.recurrentTemporal();
        to.theta().of(to.parameter("v-h.weights")).fill(0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pretraining.takeOver(from, to))
                .withMessageContaining("train one of the same sizes");
        BoltzmannMachine restricted = BoltzmannMachine.of(
                Bias.on(TinySequences.V), Bias.on(TinySequences.H), Pairwise.between(TinySequences.V, TinySequences.H));
        TinySequences.filled(restricted);
        Pretraining.takeOver(restricted, to);
        assertThat(to.theta().of(to.parameter("v-h.weights")).data())
                .isEqualTo(restricted
                        .theta()
                        .of(restricted.parameter("v-h.weights"))
                        .data());
        BoltzmannMachine other = BoltzmannMachine.of(Bias.on(Group.of("w", TinySequences.V.type(), 2)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pretraining.takeOver(other, to))
                .withMessageContaining("no parameter of");
    }
}
