package org.boltzmann.examples.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.train.Optimizer;
import org.boltzmann.core.train.Schedule;
import org.boltzmann.core.train.Trainer;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.unit.Real;
import org.boltzmann.discriminative.Classification;
import org.boltzmann.discriminative.Classifier;
import org.boltzmann.discriminative.ConditionalLikelihood;
import org.boltzmann.higherorder.FilterPairs;

/** How well a machine of an image given another has learned labelled transformations. */
final class TransformationMeasure {

    /** Training pairs from which the read-out is learned. */
    static final int READ_OUT_PAIRS = 10_000;

    private static final int READ_OUT_EPOCHS = 30;

    private final PairMachine machine;
    private final BoltzmannMachine parameters;
    private final int rounds;

    /** Analogies with so many rounds of mean field. */
    TransformationMeasure(PairMachine machine, BoltzmannMachine parameters, int rounds) {
        this.machine = machine;
        this.parameters = parameters;
        this.rounds = rounds;
    }

    /**
     * How well the label is told from the means of the mapping units given a pair, by softmax regression on those of training
     * pairs.
     */
    Classification decode(Presentation training, Presentation test, RandomKey key) {
        Group means = Group.of("means", new Real(), machine.analogy().mappingUnits());
        Group label = Group.of(
                "label", new OneHot(training.data().classes()), training.data().classes());
        BoltzmannMachine softmax = BoltzmannMachine.of(
                Bias.on(label, Initializer.zero()), Pairwise.between(means, label, Initializer.zero()));
        softmax.initialize(key.at("softmax"), Map.of());
        Schedule rate = Schedule.linear(0.01, 0, READ_OUT_EPOCHS);
        new Trainer(
                        softmax,
                        ConditionalLikelihood.of(softmax, List.of(means), label),
                        Optimizer.adam(rate),
                        100,
                        1,
                        List.of())
                .trainTo(shown(training, means, label), READ_OUT_EPOCHS);
        return Classification.of(
                Classifier.of(softmax, List.of(means), label), softmax, shown(test, means, label), key.at("decode"));
    }

    private Presentation shown(Presentation pairs, Group means, Group label) {
        PairMachine.Pairs images = machine.pairs(pairs);
        DataSet inferred = DataSet.of(
                        "mapping units",
                        List.of(means.size()),
                        machine.analogy().infer(images.x(), images.y()))
                .withLabels(pairs.data().labels(), pairs.data().classNames());
        return new Presentation(inferred, List.of(means), Optional.of(label), Encoding.asIs());
    }

    /**
     * Errors of analogies, over pairs of pairs of the same label.
     *
     * @param error mean squared difference of a pixel between the image predicted and the true one
     * @param errorDeviation its standard error over pairs
     * @param copying the same of the third image itself
     * @param wrong share of pixels that are on the wrong side of one half
     * @param wrongCopying the same of the third image itself
     * @param analogies how many
     */
    record AnalogyError(
            double error, double errorDeviation, double copying, double wrong, double wrongCopying, int analogies) {}

    /** Each test pair's transformation applied to the first image of the next pair of the same label. */
    AnalogyError analogies(Presentation test) {
        int[] next = nextOfSameLabel(test.data());
        int[] from = java.util.stream.IntStream.range(0, next.length)
                .filter(example -> next[example] >= 0)
                .toArray();
        if (from.length == 0) {
            throw new DataException("data set " + test.data().name()
                    + ": no two examples have the same label, so that no analogy can be judged; use more examples");
        }
        int[] to = Arrays.stream(from).map(example -> next[example]).toArray();
        PairMachine.Pairs pairs = machine.pairs(test);
        PairMachine.Pairs seen = pairs.take(from);
        PairMachine.Pairs third = pairs.take(to);
        Matrix predicted = machine.analogy().apply(machine.analogy().infer(seen.x(), seen.y()), third.x(), rounds);
        return error(predicted, third);
    }

    /** Against copying, where both images have the same number of pixels. */
    static AnalogyError error(Matrix predicted, PairMachine.Pairs truth) {
        int n = truth.size();
        double sum = 0;
        double squares = 0;
        for (int j = 0; j < n; j++) {
            double error = squaredError(predicted, truth.y(), j);
            sum += error;
            squares += error * error;
        }
        double mean = sum / n;
        double deviation = n > 1 ? Math.sqrt(Math.max(0, squares - n * mean * mean) / (n - 1) / n) : 0;
        boolean comparable = truth.x().rows() == truth.y().rows();
        double copying = 0;
        for (int j = 0; j < n && comparable; j++) {
            copying += squaredError(truth.x(), truth.y(), j) / n;
        }
        return new AnalogyError(
                mean,
                deviation,
                comparable ? copying : Double.NaN,
                wrong(predicted, truth.y()),
                comparable ? wrong(truth.x(), truth.y()) : Double.NaN,
                n);
    }

    private static double squaredError(Matrix a, Matrix b, int column) {
        double sum = 0;
        for (int i = 0; i < a.rows(); i++) {
            double difference = a.get(i, column) - b.get(i, column);
            sum += difference * difference;
        }
        return sum / a.rows();
    }

    private static double wrong(Matrix a, Matrix b) {
        long count = 0;
        for (int j = 0; j < a.columns(); j++) {
            for (int i = 0; i < a.rows(); i++) {
                count += (a.get(i, j) >= 0.5f) != (b.get(i, j) >= 0.5f) ? 1 : 0;
            }
        }
        return (double) count / ((long) a.columns() * a.rows());
    }

    /** For each example the next of its label, going round; -1 where there is no other. */
    static int[] nextOfSameLabel(DataSet data) {
        int[] next = new int[data.size()];
        int[] following = new int[data.classes()];
        Arrays.fill(following, -1);
        for (int pass = 0; pass < 2; pass++) { // the second finds the first of a label for the last
            for (int example = data.size() - 1; example >= 0; example--) {
                int label = data.label(example);
                next[example] = following[label] == example ? -1 : following[label];
                following[label] = example;
            }
        }
        return next;
    }

    /** For each filter of both images the largest share of its power at one spatial frequency; empty where there are no such filters. */
    List<Double> waveShares() {
        List<Double> shares = new ArrayList<>();
        List<Parameter> filters = machine.analogy().filters();
        for (int side = 0; side < filters.size(); side++) {
            Group image =
                    side == 0 ? machine.analogy().input() : machine.analogy().output();
            Matrix values = parameters.theta().of(filters.get(side));
            for (int f = 0; f < values.columns() && image.shape().size() == 2; f++) {
                shares.add(FilterPairs.waveShare(
                        values, f, image.shape().get(0), image.shape().get(1)));
            }
        }
        return shares;
    }
}
