package org.boltzmann.examples.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.wiring.Preparation;
import org.boltzmann.core.wiring.SettingsException;
import org.boltzmann.sequence.FrameByFrame;

/** Sequences continued, or filled in frame by frame, given what a mask leaves of them and of the frames before. */
final class SequenceCompletion {

    private final BoltzmannMachine machine;
    private final Group frame;
    private final List<Matrix> given;
    private final Wanted wanted;
    private int hidden;

    /**
     * What is asked for.
     *
     * @param mask what is hidden
     * @param sequences how many, the first
     * @param sweeps for each frame
     * @param seed of all that is random
     */
    record Wanted(String mask, int sequences, int sweeps, long seed) {}

    private SequenceCompletion(BoltzmannMachine machine, List<Matrix> given, Wanted wanted) {
        this.machine = machine;
        this.frame = machine.network().orElseThrow().input();
        this.given = given;
        this.wanted = wanted;
    }

    static SequenceCompletion of(ModelFile stored, DataSet whole, Wanted wanted) {
        if (whole.sequences().isNone()) {
            throw new DataException("data set " + whole.name() + " has no sequences, of which the machine is one");
        }
        int count = Math.min(wanted.sequences(), whole.sequences().count());
        DataSet set = whole.subsetOfSequences(IntStream.range(0, count).toArray());
        BoltzmannMachine machine = stored.machine();
        Group frame = machine.network().orElseThrow().input();
        List<Matrix> sequences = new ArrayList<>();
        for (State x : Preparation.of(stored)
                .showWithoutLabel(set, machine)
                .frozen(RandomKey.of(Preparation.evaluationSeed(stored)).at("completion"))
                .parts(machine, set.size(), RandomKey.of(0))) {
            for (int s = 0; s < x.sequences().count(); s++) {
                int first = x.sequences().start(s);
                sequences.add(x.of(frame)
                        .columns(first, first + x.sequences().length(s))
                        .copy());
            }
        }
        return new SequenceCompletion(machine, sequences, wanted);
    }

    /** Completes and writes; in a roll the notes that were given have a colour of their own. */
    int run(CommonOptions common, Map<String, Object> result, Path out, RandomKey key) throws IOException {
        SequenceMask mask = SequenceMask.parse(wanted.mask())
                .orElseThrow(() -> new SettingsException(List.of(
                        "--mask is " + wanted.mask() + ", but of sequences after:N or below-melody can be hidden")));
        List<Matrix> masked = given.stream().map(one -> masked(one, mask)).toList();
        common.tell("completing " + masked.size() + " sequences by " + wanted.sweeps() + " sweeps for each frame, seed "
                + wanted.seed() + " ...");
        List<Matrix> filled = new FrameByFrame(machine, wanted.sweeps())
                .annealed(SampleCommand.CHAINS)
                .fill(masked, key);
        DrawnSequences drawn = new DrawnSequences(frame, filled, masked);
        result.put("sequences", filled.size());
        result.put("mask", wanted.mask());
        result.put("sweeps", wanted.sweeps());
        result.put("seed", wanted.seed());
        result.put("hidden-values", hidden);
        result.put("squared-error-of-hidden", error(filled));
        result.putAll(drawn.write(out));
        String text = String.format(
                Locale.ROOT,
                "%,d values filled in; mean squared error %.4f",
                hidden,
                ((Number) result.get("squared-error-of-hidden")).doubleValue());
        common.print(result, text + System.lineSeparator() + drawn.text(result));
        return 0;
    }

    private Matrix masked(Matrix sequence, SequenceMask mask) {
        Matrix open = sequence.copy();
        for (int t = 0; t < open.columns(); t++) {
            for (int i = 0; i < open.rows(); i++) {
                if (mask.isMissing(sequence, i, t)) {
                    open.set(i, t, Float.NaN);
                    hidden++;
                }
            }
        }
        return open;
    }

    private double error(List<Matrix> filled) {
        double sum = 0;
        for (int s = 0; s < filled.size(); s++) {
            float[] made = filled.get(s).data();
            float[] real = given.get(s).data();
            for (int i = 0; i < made.length; i++) {
                sum += Math.pow(made[i] - real[i], 2);
            }
        }
        return hidden == 0 ? 0 : sum / hidden;
    }
}
