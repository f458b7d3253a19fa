package org.boltzmann.examples.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.ModelFileException;
import org.boltzmann.sequence.FrameBaselines;
import org.boltzmann.sequence.NextFrame;

/**
 * How well the next frame is predicted from those before it, and what takes no machine.
 *
 * @param predicted by the machine
 * @param last by the frame before
 * @param independent mean log p of units that know nothing; of binary frames
 * @param markov mean log p of a Markov chain for each unit; of binary frames
 */
record FrameFigures(
        NextFrame.Figures predicted, NextFrame.Figures last, Optional<Double> independent, Optional<Double> markov) {

    static FrameFigures measure(
            ModelFile stored,
            String model,
            FramePrediction prediction,
            DataSet training,
            Presentation shown,
            RandomKey key) {
        BoltzmannMachine machine = stored.machine();
        if (machine.network().isEmpty()) {
            throw new ModelFileException(
                    model + " holds a machine that reads no sequences; train one of variant rnn-rbm, say");
        }
        DataSet data = shown.data();
        if (data.sequences().isNone()) {
            throw new DataException("data set " + data.name() + " has no sequences");
        }
        NextFrame.Figures predicted = prediction.of(machine).of(shown, key.at("frames"));
        boolean binary = training.isBinary() && data.isBinary();
        Optional<FrameBaselines> baselines = binary ? Optional.of(new FrameBaselines(training)) : Optional.empty();
        return new FrameFigures(
                predicted,
                FrameBaselines.lastFrame(data),
                baselines.map(counted -> counted.independent(data)),
                baselines.map(counted -> counted.markov(data)));
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("frames", predicted.frames());
        tree.put("squared-error", predicted.squaredError());
        tree.put("squared-error-of-last-frame", last.squaredError());
        if (markov.isPresent()) {
            tree.put("accuracy", predicted.accuracy());
            tree.put("accuracy-of-last-frame", last.accuracy());
            tree.put("log-likelihood-of-independent-units", independent.orElseThrow());
            tree.put("log-likelihood-of-markov-chains", markov.orElseThrow());
        }
        return tree;
    }

    String text() {
        String text = String.format(
                Locale.ROOT,
                "squared error of a frame %.4f, by the frame before %.4f",
                predicted.squaredError(),
                last.squaredError());
        if (markov.isPresent()) {
            text += String.format(
                    Locale.ROOT,
                    "%nexpected accuracy TP / (TP + FP + FN) %.2f %%, of the frame before %.2f %%%n"
                            + "log likelihood of independent units %.4f nats a frame, of a Markov chain for each %.4f",
                    100 * predicted.accuracy(),
                    100 * last.accuracy(),
                    independent.orElseThrow(),
                    markov.orElseThrow());
        }
        return text;
    }
}
