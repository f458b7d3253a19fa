package org.boltzmann.examples.programs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.train.ContrastiveDivergence;
import org.boltzmann.core.train.ExactPositivePhase;
import org.boltzmann.core.train.MaximumLikelihood;
import org.boltzmann.core.train.Optimizer;
import org.boltzmann.core.train.Schedule;
import org.boltzmann.core.train.ThroughTime;
import org.boltzmann.core.train.Trainer;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Real;
import org.boltzmann.examples.data.ChoraleGrammar;
import org.boltzmann.sequence.Activation;
import org.boltzmann.sequence.ConditionalMachines;
import org.boltzmann.sequence.Elman;
import org.boltzmann.sequence.Emission;
import org.boltzmann.sequence.FrameByFrame;
import org.boltzmann.sequence.music.MidiWriter;
import org.boltzmann.sequence.music.NoteRange;
import org.boltzmann.sequence.music.PianoRoll;

/** A recurrent machine learns music for four voices and continues the beginning of a piece that it has not heard. */
public final class MelodyContinued {

    private static final int GIVEN = 16;
    private static final int FRAMES = 48;

    private MelodyContinued() {}

    /**
     * Trains and continues.
     *
     * @return the piece: the given frames, then those drawn
     */
    public static PianoRoll run() {
        DataSet pieces = ChoraleGrammar.inC().of(100, RandomKey.of(1));
        Group v = Group.of("v", new Bernoulli(), pieces.features());
        Group h = Group.of("h", new Bernoulli(), 60);
        Group u = Group.of("u", new Real(), 40);
        BoltzmannMachine machine = ConditionalMachines.of(
                        v, h, u, Emission.biases(), ConditionalMachines.First.matchedTo(v))
                .conditionedBy(Elman.reading(v, u, Activation.TANH, 0.1, 0.1));
        Presentation data = new Presentation(pieces, v, Encoding.asIs()).inSequences();
        machine.initialize(RandomKey.of(2), data.means(RandomKey.of(2)));
        var likelihood = new MaximumLikelihood(
                new ExactPositivePhase(machine, data.observed()), new ContrastiveDivergence(machine, 5));
        Optimizer ascent = Optimizer.adam(Schedule.linear(0.003, 0, 15));
        new Trainer(machine, new ThroughTime(machine, likelihood), ascent, 4, 3, List.of()).train(data, 15);

        Matrix open = FrameByFrame.open(v.size(), FRAMES); // nothing is known ...
        open.columns(0, GIVEN)
                .set(ChoraleGrammar.inC().of(1, RandomKey.of(4)).values().columns(0, GIVEN)); // ... but this
        Matrix whole = new FrameByFrame(machine, 50)
                .annealed(10)
                .fill(List.of(open), RandomKey.of(5))
                .get(0);
        return PianoRoll.of(NoteRange.PIANO, whole);
    }

    /**
     * Writes it as a MIDI file.
     *
     * @param arguments none
     * @throws IOException if it cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        PianoRoll piece = run();
        MidiWriter.standard().write(Path.of("continued.mid"), piece);
        System.out.println(piece + " in continued.mid; the first " + GIVEN + " frames were given");
    }
}
