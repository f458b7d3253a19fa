package org.boltzmann.discriminative;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Gradient;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Functions;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.train.Objective;

/**
 * The conditional log-likelihood of the label, log p(y | x), of any machine with a label; exact, with its exact gradient.
 *
 * <p>∂ log p(y | x)/∂θ = Σ_k (1{k = y} − p(k | x)) (−∂F(x, k)/∂θ), with F the free energy of data and label. Nothing is sampled.
 *
 * <pre>{@code
 * Objective discriminative = ConditionalLikelihood.of(machine, List.of(v), y);
 * Objective hybrid = discriminative.plus(likelihood.times(0.01));
 * }</pre>
 *
 * <p>Hidden groups must be such that they can be summed out given data and label. Where no term joins them, that costs as
 * much as one field and one gradient of the hidden units, and a few instructions for each hidden unit, class and case.
 *
 * <p>Source: H. Larochelle, Y. Bengio, "Classification using discriminative restricted Boltzmann machines", ICML 2008.
 */
public final class ConditionalLikelihood implements Objective {

    private final BoltzmannMachine machine;
    private final Group label;
    private final ClampedLabels labels;
    private final double dropped;
    private final double[] classWeights;
    private final Map<Integer, Room> rooms = new HashMap<>();

    /** What a batch of one size needs. */
    private static final class Room {

        private final double[] logProbabilities;
        private final Matrix weights;
        private final double[] counts;

        Room(int classes, int columns) {
            logProbabilities = new double[classes * columns];
            weights = Matrix.zeros(classes, columns);
            counts = new double[columns];
        }
    }

    private ConditionalLikelihood(
            BoltzmannMachine machine, Group label, ClampedLabels labels, double dropped, double[] classWeights) {
        this.machine = machine;
        this.label = label;
        this.labels = labels;
        this.dropped = dropped;
        this.classWeights = classWeights;
    }

    /**
     * The conditional log-likelihood of a machine's label.
     *
     * @param machine the machine
     * @param given the groups that hold the data; the label may be among them, context need not be
     * @param label the group that holds the label, one block of one-hot units
     * @return the objective
     * @throws IllegalArgumentException if the label is no such group, or the other groups cannot be summed out, naming the term
     *     that joins them
     */
    public static ConditionalLikelihood of(BoltzmannMachine machine, Collection<Group> given, Group label) {
        double[] ones = new double[label.size()];
        Arrays.fill(ones, 1);
        return new ConditionalLikelihood(machine, label, ClampedLabels.of(machine, given, label), 0, ones);
    }

    /**
     * The same with hidden units left out at random, in each case others.
     *
     * <p>What a unit that is kept says of the classes counts 1 / (1 − dropped) times; so the trained machine is used as it is.
     * The logarithm of the classes' odds, averaged over all that can be left out, is then that of the whole machine.
     *
     * @param dropped probability of being left out, at least 0 and less than 1
     * @return an objective
     * @throws IllegalArgumentException if the probability is not within its bounds
     */
    public ConditionalLikelihood withDropout(double dropped) {
        if (!(dropped >= 0 && dropped < 1)) {
            throw new IllegalArgumentException(
                    "the probability of dropout must be at least 0 and less than 1 but is " + dropped);
        }
        return new ConditionalLikelihood(machine, label, labels, dropped, classWeights);
    }

    /**
     * The same with classes of different weight: Σ_j c(y_j) log p(y_j | x_j) / n.
     *
     * @param weights c, one for each class, finite and not negative
     * @return an objective
     * @throws IllegalArgumentException if there are not as many weights as classes, or one is not within its bounds
     */
    public ConditionalLikelihood withClassWeights(double... weights) {
        if (weights.length != label.size()) {
            throw new IllegalArgumentException(
                    "there are " + weights.length + " weights of classes but group " + label + " has " + label.size());
        }
        for (double weight : weights) {
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "the weight of a class must be a number that is not negative but is " + weight);
            }
        }
        return new ConditionalLikelihood(machine, label, labels, dropped, weights.clone());
    }

    @Override
    public void addGradient(State batch, double factor, RandomKey key, Gradient gradient) {
        Room room = room(batch);
        Arrays.fill(room.counts, 1);
        add(batch, factor, room, key, gradient);
    }

    /**
     * Adds a multiple of the gradient of Σ_j w_j c(y_j) log p(y_j | x_j) / n.
     *
     * @param batch a state in which the groups that hold data and label have their values
     * @param factor what the objective counts
     * @param columnWeights w, one for each column
     * @param key where randomness comes from, if units are left out
     * @param gradient added to
     * @throws IllegalArgumentException if there are not as many weights as columns
     */
    public void addGradient(State batch, double factor, double[] columnWeights, RandomKey key, Gradient gradient) {
        if (columnWeights.length != batch.columns()) {
            throw new IllegalArgumentException(
                    "there are " + columnWeights.length + " weights of columns but " + batch.columns() + " columns");
        }
        Room room = room(batch);
        System.arraycopy(columnWeights, 0, room.counts, 0, columnWeights.length);
        add(batch, factor, room, key, gradient);
    }

    private Room room(State batch) {
        Room room = rooms.get(batch.columns());
        if (room == null) {
            room = new Room(label.size(), batch.columns());
            rooms.put(batch.columns(), room);
        }
        return room;
    }

    private void add(State batch, double factor, Room room, RandomKey key, Gradient gradient) {
        if (!batch.isClamped(label)) {
            throw new IllegalArgumentException(
                    "group " + label.name() + " does not hold a label for every example; train on those that have one");
        }
        int classes = label.size();
        double[] logProbabilities = room.logProbabilities;
        Matrix weights = room.weights;
        labels.fillLogProbabilities(
                batch, dropped == 0 ? Dropout.NONE : new Dropout(1 - dropped, key.at("dropout")), logProbabilities);
        Matrix truth = batch.of(label);
        for (int j = 0; j < batch.columns(); j++) {
            double counts = 0;
            for (int k = 0; k < classes; k++) {
                counts += truth.get(k, j) * classWeights[k];
            }
            counts *= room.counts[j] * factor / batch.columns();
            for (int k = 0; k < classes; k++) {
                double p = Functions.exp(logProbabilities[k + classes * j]);
                weights.set(k, j, (float) (counts * (truth.get(k, j) - p)));
            }
        }
        labels.addGradient(batch, weights, true, gradient);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("conditional likelihood of " + label.name());
        if (dropped > 0) {
            text.append(", dropout ").append(dropped);
        }
        if (Arrays.stream(classWeights).anyMatch(weight -> weight != 1)) {
            text.append(", classes weighted ").append(Arrays.toString(classWeights));
        }
        return text.toString();
    }
}
