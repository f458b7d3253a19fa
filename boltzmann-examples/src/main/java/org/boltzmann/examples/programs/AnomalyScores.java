package org.boltzmann.examples.programs;

import java.util.List;
import java.util.Optional;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.train.ExactPositivePhase;
import org.boltzmann.core.train.MaximumLikelihood;
import org.boltzmann.core.train.Optimizer;
import org.boltzmann.core.train.PersistentContrastiveDivergence;
import org.boltzmann.core.train.Trainer;
import org.boltzmann.examples.data.StrokeDigits;
import org.boltzmann.rbm.Rbms;

/**
 * How strange an example is: its free energy F(v) = −log p(v) − log Z. The same log Z belongs to all of them, so that it need not be known.
 */
public final class AnomalyScores {

    private AnomalyScores() {}

    /**
     * Trains on drawings of digits, and scores others beside the same drawings whose left and right halves are swapped.
     *
     * @return the share of pairs of which the one with swapped halves has the higher score (the area under the curve)
     */
    public static double run() {
        DataSet digits = StrokeDigits.of(3000, RandomKey.of(1));
        BoltzmannMachine rbm = Rbms.bernoulli(digits.features(), 100);
        Presentation data = new Presentation(digits, rbm.group("v"), Encoding.bernoulli());
        rbm.initialize(RandomKey.of(2), data.means(RandomKey.of(2)));
        var likelihood = new MaximumLikelihood(
                new ExactPositivePhase(rbm, data.observed()), new PersistentContrastiveDivergence(rbm, 1, 100));
        new Trainer(rbm, likelihood, Optimizer.sgd(0.05), 50, 3, List.of()).train(data, 15);

        DataSet others = StrokeDigits.of(500, RandomKey.of(4));
        double[] usual = scores(rbm, others);
        double[] strange = scores(rbm, swapped(others));
        int higher = 0;
        for (double s : strange) {
            for (double u : usual) {
                higher += s > u ? 1 : 0;
            }
        }
        return (double) higher / (usual.length * strange.length);
    }

    private static double[] scores(BoltzmannMachine rbm, DataSet pictures) {
        Presentation shown =
                new Presentation(pictures, List.of(rbm.group("v")), Optional.empty(), Encoding.threshold(0.5));
        Marginal visible = Marginal.keeping(rbm, shown.observed()); // h is summed out
        State x = shown.parts(rbm, pictures.size(), RandomKey.of(1)).iterator().next();
        return visible.freeEnergy(x);
    }

    private static DataSet swapped(DataSet pictures) {
        Matrix turned = Matrix.zeros(pictures.features(), pictures.size());
        for (int j = 0; j < turned.columns(); j++) {
            for (int i = 0; i < turned.rows(); i++) {
                int half = StrokeDigits.SIDE / 2;
                int from = i % StrokeDigits.SIDE < half ? i + half : i - half;
                turned.set(i, j, pictures.values().get(from, j));
            }
        }
        return pictures.withValues(turned);
    }

    /**
     * Prints it.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        System.out.printf("a drawing with swapped halves has the higher score in %.1f %% of pairs%n", 100 * run());
    }
}
