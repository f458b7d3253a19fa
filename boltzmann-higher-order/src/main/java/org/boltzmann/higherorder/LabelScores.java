package org.boltzmann.higherorder;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.linalg.Matrix;

/**
 * How much each hidden unit's mean tells of the label: the largest |t| of a class against all others,
 * t = (m_k − m_rest) / √(s²_k / n_k + s²_rest / n_rest), with means and variances of the unit's mean over the examples.
 *
 * <p>Source: B. Welch, "The generalization of Student's problem when several different population variances are involved",
 * Biometrika 34, 1947, for t; K. Sohn et al., "Learning and selecting features jointly with point-wise gated Boltzmann machines", ICML 2013,
 * for the choice of features by it.
 *
 * @param scores one of each hidden unit, not negative
 */
public record LabelScores(List<Double> scores) {

    private static final int COLUMNS = 500;

    public LabelScores {
        scores = List.copyOf(scores);
    }

    /**
     * Scores the hidden units of a machine in which they are independent of each other given the data.
     *
     * @param machine such as a restricted machine
     * @param hidden the group scored
     * @param examples labelled data, shown to groups of the machine; those without a label are left out
     * @return the scores
     * @throws IllegalArgumentException if a group joined to the hidden one is not observed, or there are no labels
     */
    public static LabelScores of(BoltzmannMachine machine, Group hidden, Presentation examples) {
        if (!examples.data().isLabelled()) {
            throw new IllegalArgumentException(
                    "data set " + examples.data().name()
                            + " has no labels, by which features could be told apart; name the column or the file that has them by data.label");
        }
        int classes = examples.data().classes();
        double[][] sum = new double[classes][hidden.size()];
        double[][] squares = new double[classes][hidden.size()];
        int[] count = new int[classes];
        int first = 0;
        for (State x : examples.parts(machine, COLUMNS, RandomKey.of(0))) {
            for (Group group : machine.groups()) {
                if (!group.equals(hidden) && !x.isClamped(group)) {
                    throw new IllegalArgumentException("features of group " + hidden.name()
                            + " cannot be scored: group " + group.name() + " is not given by the data");
                }
            }
            Matrix mean = x.drawn(hidden);
            machine.fillMean(hidden, machine.fillField(hidden, x), mean);
            for (int j = 0; j < x.columns(); j++) {
                int label = examples.data().label(first + j);
                if (label >= 0) {
                    count[label]++;
                    for (int k = 0; k < hidden.size(); k++) {
                        double m = mean.get(k, j);
                        sum[label][k] += m;
                        squares[label][k] += m * m;
                    }
                }
            }
            first += x.columns();
        }
        return new LabelScores(IntStream.range(0, hidden.size())
                .mapToObj(k -> score(k, sum, squares, count))
                .toList());
    }

    private static double score(int unit, double[][] sum, double[][] squares, int[] count) {
        double allSum = 0;
        double allSquares = 0;
        int all = Arrays.stream(count).sum();
        for (int k = 0; k < count.length; k++) {
            allSum += sum[k][unit];
            allSquares += squares[k][unit];
        }
        double largest = 0;
        for (int k = 0; k < count.length; k++) {
            int rest = all - count[k];
            if (count[k] > 0 && rest > 0) {
                double own = sum[k][unit] / count[k];
                double others = (allSum - sum[k][unit]) / rest;
                double ownVariance = squares[k][unit] / count[k] - own * own;
                double otherVariance = (allSquares - squares[k][unit]) / rest - others * others;
                double error = Math.sqrt(Math.max(0, ownVariance) / count[k] + Math.max(0, otherVariance) / rest);
                double difference = Math.abs(own - others);
                largest = difference > 0
                        ? Math.max(largest, difference / error)
                        : largest; // infinite where nothing varies
            }
        }
        return largest;
    }

    /**
     * The units by falling score.
     *
     * @return indexes; equal scores in the units' order
     */
    public List<Integer> order() {
        return IntStream.range(0, scores.size())
                .boxed()
                .sorted(Comparator.comparingDouble(k -> -scores.get(k)))
                .toList();
    }
}
