package org.boltzmann.sequence;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.ContextNetwork;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.Sequences;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Real;

/** Machines of three visible and two hidden units, with parameters large enough that everything matters. */
final class TinySequences {

    static final Group V = Group.of("v", new Bernoulli(), 3);
    static final Group H = Group.of("h", new Bernoulli(), 2);

    /** Neither sorted nor all different, one of a single frame. */
    static final Sequences LAYOUT = Sequences.of(2, 5, 1, 4, 2);

    private TinySequences() {}

    static List<String> networks() {
        return List.of("tanh", "logistic", "lstm", "window");
    }

    static List<Emission> emissions() {
        return List.of(Emission.biases(), Emission.lowRank(2), Emission.full());
    }

    static BoltzmannMachine machine(String network, Emission emission) {
        Group u = Group.of("u", new Real(), network.equals("window") ? 6 : 4);
        ContextNetwork reads = switch (network) {
            case "lstm" -> Lstm.reading(V, u, 0.1, 0.1);
            case "window" -> new DelayLine(V, u);
            default -> Elman.reading(V, u, network.equals("tanh") ? Activation.TANH : Activation.LOGISTIC, 0.1, 0.1);
        };
        return filled(ConditionalMachines.of(V, H, u, emission, first()).conditionedBy(reads));
    }

    static BoltzmannMachine recurrentTemporal() {
        Group u = Group.of("u", new Real(), 2);
        return filled(ConditionalMachines.recurrentTemporal(V, H, u, first()));
    }

    private static ConditionalMachines.First first() {
        return new ConditionalMachines.First(Initializer.zero(), Initializer.zero(), Initializer.zero());
    }

    static BoltzmannMachine filled(BoltzmannMachine machine) {
        for (Parameter parameter : machine.parameters()) {
            Initializer.normal(0.6)
                    .fill(
                            machine.theta(),
                            RandomKey.of(7).at(parameter.name()).generator(),
                            Map.of(),
                            machine.theta().of(parameter));
        }
        return machine;
    }

    static DataSet data() {
        return data(LAYOUT, V.size());
    }

    static DataSet data(Sequences layout, int features) {
        RandomGenerator random = RandomKey.of(3).generator();
        Matrix frames = Matrix.zeros(features, layout.frames());
        for (int i = 0; i < frames.data().length; i++) {
            frames.data()[i] = random.nextInt(2);
        }
        return DataSet.of("tiny", List.of(features), frames).withSequences(layout);
    }
}
