package org.boltzmann.discriminative;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.linalg.Functions;

/**
 * How well a classifier does on examples of known class: its errors, its probabilities, and which classes it takes for which.
 *
 * <p>The class predicted is the most probable one, the first of those that are equally probable.
 *
 * <p>Log loss is the mean of −log p(true class) in nats; its standard error is s/√n, with s the standard deviation of the examples'
 * losses (n − 1). It is infinite where a true class had the probability 0.
 *
 * <p>The expected calibration error compares how sure a classifier is with how often it is right: the n examples are sorted by their
 * largest probability into 15 bins of equal width, bin m from (m − 1)/15, exclusive, to m/15, and Σ_m n_m/n |right_m − sure_m| is
 * added up over means within bins. Source: C. Guo, G. Pleiss, Y. Sun, K. Weinberger, "On calibration of modern neural networks", ICML
 * 2017, equation 3.
 *
 * <pre>{@code
 * Classification.Tally tally = Classification.tally(10);
 * tally.add(logProbabilities, trueClass);
 * Classification result = tally.result();
 * }</pre>
 *
 * @param confusion examples of class k that were taken for class l, at [k][l]
 * @param logLoss mean of −log p(true class), in nats
 * @param logLossError its standard error; NaN for a single example, or where the loss is infinite
 * @param calibrationError expected calibration error, 0 to 1
 */
public record Classification(
        List<List<Integer>> confusion, double logLoss, double logLossError, double calibrationError) {

    private static final int BINS = 15;
    private static final int COLUMNS = 500;

    /** Probabilities made of free energies of {@code float} parameters sum to 1 far better than this. */
    private static final double TOLERANCE = 1e-3;

    public Classification {
        confusion = confusion.stream().map(List::copyOf).toList();
        int classes = confusion.size();
        if (confusion.stream()
                .anyMatch(row -> row.size() != classes || row.stream().anyMatch(count -> count < 0))) {
            throw new IllegalArgumentException(
                    "a confusion matrix of " + classes + " classes needs that many counts in every row: " + confusion);
        }
        if (total(confusion) == 0) {
            throw new IllegalArgumentException("there are no examples to judge a classifier by; give it at least one");
        }
        if (!(logLoss >= 0)) {
            throw new IllegalArgumentException("log loss is " + logLoss + " but must be at least 0");
        }
        if (!(calibrationError >= 0 && calibrationError <= 1)) {
            throw new IllegalArgumentException("calibration error is " + calibrationError + " but must be 0 to 1");
        }
    }

    private static int total(List<List<Integer>> confusion) {
        return confusion.stream().flatMap(List::stream).mapToInt(count -> count).sum();
    }

    /**
     * Begins to count.
     *
     * @param classes number of classes, at least 1
     * @return a tally of no examples yet
     */
    public static Tally tally(int classes) {
        return new Tally(classes);
    }

    /**
     * A classifier's predictions over a data set; examples without a label are passed over.
     *
     * @param classifier the classifier
     * @param machine its machine
     * @param data labelled examples, shown to the machine with the label or without: it is not looked at
     * @param key where randomness comes from if the presentation is not frozen
     * @return how well it does
     * @throws DataException if the data have no labels, as many classes as the label has not, or missing values
     */
    public static Classification of(Classifier classifier, BoltzmannMachine machine, Presentation data, RandomKey key) {
        check(classifier, data);
        Tally tally = tally(classifier.classes());
        int example = 0;
        for (State x : data.parts(machine, COLUMNS, key)) {
            for (double[] logProbabilities : classifier.logProbabilities(x)) {
                int trueClass = data.data().label(example++);
                if (trueClass >= 0) {
                    tally.add(logProbabilities, trueClass);
                }
            }
        }
        return tally.result();
    }

    private static void check(Classifier classifier, Presentation data) {
        String name = data.data().name();
        if (!data.data().isLabelled() || Arrays.stream(data.data().labels()).allMatch(label -> label < 0)) {
            throw new DataException(
                    "data set " + name
                            + " has no labels to hold predictions against; name the column or the file that has them by data.label");
        }
        if (data.data().classes() != classifier.classes()) {
            throw new DataException("data set " + name + " has " + data.data().classes() + " classes but the label has "
                    + classifier.classes() + " units; give data of the classes that the machine was made for");
        }
        if (!data.isComplete()) {
            throw new DataException("data set " + name
                    + " has missing values, over which no classifier sums; fill them in, or leave those examples out");
        }
    }

    /**
     * Number of examples.
     *
     * @return how many predictions were judged
     */
    public int examples() {
        return total(confusion);
    }

    /**
     * Number of classes.
     *
     * @return rows of the confusion matrix
     */
    public int classes() {
        return confusion.size();
    }

    /**
     * The wrong predictions.
     *
     * @return their number of all examples, with the error rate and its interval
     */
    public Proportion errors() {
        int right = 0;
        for (int k = 0; k < classes(); k++) {
            right += confusion.get(k).get(k);
        }
        return new Proportion(examples() - right, examples());
    }

    /**
     * The error rate where examples of different classes count differently: Σ_k w_k e_k / Σ_k w_k n_k for e_k wrong ones of the n_k
     * examples of class k. With w_k = 1/n_k it is the mean of the classes' error rates.
     *
     * @param weights one number a class, none negative
     * @return 0 to 1; NaN if no example has a weight
     */
    public double errorRate(double[] weights) {
        double wrong = 0;
        double all = 0;
        for (int k = 0; k < classes(); k++) {
            int own = confusion.get(k).stream().mapToInt(Integer::intValue).sum();
            wrong += weights[k] * (own - confusion.get(k).get(k));
            all += weights[k] * own;
        }
        return wrong / all;
    }

    /**
     * How well one class is told from the others.
     *
     * @param k the class, 0 to classes − 1
     * @return its precision, recall and F1
     */
    public ClassScore score(int k) {
        int predicted = 0;
        for (List<Integer> row : confusion) {
            predicted += row.get(k);
        }
        return new ClassScore(
                confusion.get(k).stream().mapToInt(count -> count).sum(),
                predicted,
                confusion.get(k).get(k));
    }

    /**
     * The mean of the classes' F1, each class counting alike.
     *
     * @return the mean over the classes whose F1 is defined: those that have examples or are predicted
     */
    public double macroF1() {
        return IntStream.range(0, classes())
                .mapToDouble(k -> score(k).f1())
                .filter(f1 -> !Double.isNaN(f1))
                .average()
                .orElseThrow();
    }

    /** Predictions judged one by one. Not safe for use by several threads at once. */
    public static final class Tally {

        private final int[][] confusion;
        private final double[] sure = new double[BINS];
        private final int[] right = new int[BINS];
        private int examples;
        private double mean;
        private double squares;

        private Tally(int classes) {
            if (classes < 1) {
                throw new IllegalArgumentException("a classifier of " + classes + " classes; it needs at least 1");
            }
            this.confusion = new int[classes][classes];
        }

        /**
         * Judges one prediction.
         *
         * @param logProbabilities log p(y = k), in nats, −∞ for 0
         * @param trueClass the class the example belongs to
         * @throws IllegalArgumentException if there is not one number a class, they are no logarithms of probabilities that sum to
         *     1, or there is no such class
         */
        public void add(double[] logProbabilities, int trueClass) {
            check(logProbabilities, trueClass);
            int predicted = 0;
            for (int k = 1; k < logProbabilities.length; k++) {
                predicted = logProbabilities[k] > logProbabilities[predicted] ? k : predicted;
            }
            confusion[trueClass][predicted]++;
            double top = Math.min(1, Functions.exp(logProbabilities[predicted]));
            int bin = Math.max(0, (int) Math.ceil(top * BINS) - 1);
            sure[bin] += top;
            right[bin] += predicted == trueClass ? 1 : 0;
            addLoss(Math.max(0, -logProbabilities[trueClass]));
        }

        private void check(double[] logProbabilities, int trueClass) {
            if (logProbabilities.length != confusion.length) {
                throw new IllegalArgumentException(logProbabilities.length + " probabilities for " + confusion.length
                        + " classes; give one a class");
            }
            if (trueClass < 0 || trueClass >= confusion.length) {
                throw new IllegalArgumentException(
                        "class " + trueClass + " of " + confusion.length + ", which are counted from 0");
            }
            if (!(Math.abs(Functions.logSumExp(logProbabilities)) < TOLERANCE)) {
                throw new IllegalArgumentException(
                        Arrays.toString(logProbabilities) + " are no logarithms of probabilities that sum to 1");
            }
        }

        /** Welford's running mean and sum of squared deviations. */
        private void addLoss(double loss) {
            examples++;
            if (Double.isInfinite(mean + loss)) {
                mean = Double.POSITIVE_INFINITY;
                squares = Double.NaN;
                return;
            }
            double deviation = loss - mean;
            mean += deviation / examples;
            squares += deviation * (loss - mean);
        }

        /**
         * What has been judged so far.
         *
         * @return the figures, which later predictions do not change
         * @throws IllegalArgumentException if nothing has been judged
         */
        public Classification result() {
            double calibration = 0;
            for (int bin = 0; bin < BINS; bin++) {
                calibration += Math.abs(right[bin] - sure[bin]) / Math.max(1, examples);
            }
            List<List<Integer>> counts = new ArrayList<>();
            for (int[] row : confusion) {
                counts.add(Arrays.stream(row).boxed().toList());
            }
            double variance = examples > 1 ? squares / (examples - 1) : Double.NaN;
            return new Classification(counts, mean, Math.sqrt(variance / examples), Math.min(1, calibration));
        }
    }
}
