package org.boltzmann.examples.programs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.NpyWriter;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.train.ExactPositivePhase;
import org.boltzmann.core.train.MaximumLikelihood;
import org.boltzmann.core.train.Optimizer;
import org.boltzmann.core.train.PersistentContrastiveDivergence;
import org.boltzmann.core.train.Trainer;
import org.boltzmann.examples.data.StrokeDigits;
import org.boltzmann.rbm.Rbms;

/** What hidden units say of pictures, for other programs: their means given the pixels, as NPY and as CSV. */
public final class Features {

    private Features() {}

    /**
     * The features of pictures: E[h | v].
     *
     * @param rbm a machine with groups v and h
     * @param pictures the pictures
     * @return units x pictures
     */
    public static Matrix of(BoltzmannMachine rbm, DataSet pictures) {
        Group h = rbm.group("h");
        Presentation shown = new Presentation(pictures, rbm.group("v"), Encoding.means());
        Matrix features = Matrix.zeros(h.size(), pictures.size());
        int first = 0;
        for (State x : shown.parts(rbm, 500, RandomKey.of(1))) {
            rbm.fillMean(h, rbm.fillField(h, x), features.columns(first, first + x.columns()));
            first += x.columns();
        }
        return features;
    }

    /**
     * Trains a machine on drawings of digits and writes the features of others.
     *
     * @param folder where {@code features.npy} and {@code features.csv} are written
     * @return the features, units x drawings
     * @throws IOException if they cannot be written
     */
    public static Matrix write(Path folder) throws IOException {
        DataSet digits = StrokeDigits.of(2000, RandomKey.of(1));
        BoltzmannMachine rbm = Rbms.bernoulli(digits.features(), 50);
        Presentation data = new Presentation(digits, rbm.group("v"), Encoding.bernoulli());
        rbm.initialize(RandomKey.of(2), data.means(RandomKey.of(2)));
        var likelihood = new MaximumLikelihood(
                new ExactPositivePhase(rbm, data.observed()), new PersistentContrastiveDivergence(rbm, 1, 100));
        new Trainer(rbm, likelihood, Optimizer.sgd(0.05), 50, 3, List.of()).train(data, 10);
        DataSet others = StrokeDigits.of(200, RandomKey.of(4));
        Matrix features = of(rbm, others);
        NpyWriter.write(folder.resolve("features.npy"), DataSet.of("features", List.of(50), features));
        StringBuilder csv = new StringBuilder();
        for (int j = 0; j < features.columns(); j++) {
            for (int i = 0; i < features.rows(); i++) {
                csv.append(i == 0 ? "" : ",").append(features.get(i, j));
            }
            csv.append('\n');
        }
        Files.writeString(folder.resolve("features.csv"), csv);
        return features;
    }

    /**
     * Writes them to the folder of the program.
     *
     * @param arguments none
     * @throws IOException if they cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        Matrix features = write(Path.of(""));
        System.out.println(
                features.columns() + " drawings of " + features.rows() + " features in features.npy and .csv");
    }
}
