package org.boltzmann.discriminative;

import java.util.Collection;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Functions;
import org.boltzmann.core.linalg.Matrix;

/**
 * A machine with a label as a classifier: p(y | x), exactly, everything hidden summed out.
 *
 * <p>p(y = k | x) = exp(−F(x, k)) / Σ_l exp(−F(x, l)), with F the free energy of data and label.
 *
 * <pre>{@code
 * Classifier classifier = Classifier.of(machine, List.of(v), y);
 * Matrix p = classifier.probabilities(machine.newState(100).set(v, pictures).clamp(v));
 * }</pre>
 *
 * <p>Not safe for use by several threads at once.
 */
public final class Classifier {

    private final Group label;
    private final ClampedLabels labels;

    private Classifier(Group label, ClampedLabels labels) {
        this.label = label;
        this.labels = labels;
    }

    /**
     * The classifier that a machine is.
     *
     * @param machine the machine; its parameters may change later
     * @param given the groups that hold the data; the label may be among them, context need not be
     * @param label the group that holds the label, one block of one-hot units
     * @return the classifier
     * @throws IllegalArgumentException if the label is no such group, or the other groups cannot be summed out, naming the term
     *     that joins them
     */
    public static Classifier of(BoltzmannMachine machine, Collection<Group> given, Group label) {
        return new Classifier(label, ClampedLabels.of(machine, given, label));
    }

    /**
     * Number of classes.
     *
     * @return units of the label
     */
    public int classes() {
        return label.size();
    }

    /**
     * The logarithms of the classes' probabilities, which keep their digits where probabilities are tiny.
     *
     * @param x a state in which the groups that hold the data have their values; no others are looked at
     * @return log p(y = k | x_j) at [j][k], in nats
     */
    public double[][] logProbabilities(State x) {
        double[] flat = new double[classes() * x.columns()];
        labels.fillLogProbabilities(x, Dropout.NONE, flat);
        double[][] byColumn = new double[x.columns()][classes()];
        for (int j = 0; j < byColumn.length; j++) {
            System.arraycopy(flat, j * classes(), byColumn[j], 0, classes());
        }
        return byColumn;
    }

    /**
     * The classes' probabilities.
     *
     * @param x a state in which the groups that hold the data have their values; no others are looked at
     * @return p(y = k | x_j), classes x columns
     */
    public Matrix probabilities(State x) {
        double[][] logarithms = logProbabilities(x);
        Matrix probabilities = Matrix.zeros(classes(), x.columns());
        for (int j = 0; j < x.columns(); j++) {
            for (int k = 0; k < classes(); k++) {
                probabilities.set(k, j, (float) Functions.exp(logarithms[j][k]));
            }
        }
        return probabilities;
    }

    /**
     * The most probable class of every column.
     *
     * @param x a state in which the groups that hold the data have their values; no others are looked at
     * @return a class for each column, the first of those that are equally probable
     */
    public int[] predict(State x) {
        double[][] logarithms = logProbabilities(x);
        int[] best = new int[logarithms.length];
        for (int j = 0; j < best.length; j++) {
            for (int k = 1; k < classes(); k++) {
                if (logarithms[j][k] > logarithms[j][best[j]]) {
                    best[j] = k;
                }
            }
        }
        return best;
    }
}
