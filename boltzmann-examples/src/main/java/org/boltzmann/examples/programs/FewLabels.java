package org.boltzmann.examples.programs;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.train.MaximumLikelihood;
import org.boltzmann.core.train.Objective;
import org.boltzmann.core.train.Optimizer;
import org.boltzmann.core.train.PersistentContrastiveDivergence;
import org.boltzmann.core.train.Schedule;
import org.boltzmann.core.train.Trainer;
import org.boltzmann.discriminative.ClassRbms;
import org.boltzmann.discriminative.Classification;
import org.boltzmann.discriminative.Classifier;
import org.boltzmann.discriminative.ConditionalLikelihood;
import org.boltzmann.discriminative.OnOtherData;
import org.boltzmann.discriminative.UnknownLabelPhase;

/**
 * A classifier that has seen one labelled example of each class, and two thousand without a label. An example is one of ten patterns of 64 bits, a
 * quarter of them flipped.
 */
public final class FewLabels {

    private static final int BITS = 64;
    private static final int CLASSES = 10;

    private FewLabels() {}

    /** The patterns are the same for all keys; which of them, and what is flipped, is not. */
    private static DataSet examples(int count, RandomKey key) {
        RandomGenerator patterns = RandomKey.of(1).generator();
        boolean[][] pattern = new boolean[CLASSES][BITS];
        for (boolean[] bits : pattern) {
            for (int i = 0; i < BITS; i++) {
                bits[i] = patterns.nextBoolean();
            }
        }
        RandomGenerator random = key.generator();
        Matrix values = Matrix.zeros(BITS, count);
        int[] labels = new int[count];
        for (int j = 0; j < count; j++) {
            labels[j] = j % CLASSES;
            for (int i = 0; i < BITS; i++) {
                values.set(i, j, pattern[labels[j]][i] ^ random.nextInt(4) == 0 ? 1 : 0);
            }
        }
        return DataSet.of("patterns", List.of(BITS), values).withLabels(labels, CLASSES);
    }

    /**
     * Trains on ten examples with labels, and on others without.
     *
     * @param weight what the likelihood of the examples without a label counts; 0 leaves them out
     * @return the share of a thousand new examples that are taken for a wrong class
     */
    public static double error(double weight) {
        BoltzmannMachine machine = ClassRbms.bernoulli(BITS, CLASSES, 20);
        Group v = machine.group("v");
        Group y = machine.group("y");
        Presentation labelled =
                new Presentation(examples(CLASSES, RandomKey.of(2)), List.of(v), Optional.of(y), Encoding.asIs());
        Presentation others = new Presentation(examples(2000, RandomKey.of(3)).withoutLabels(), v, Encoding.asIs());
        machine.initialize(RandomKey.of(4), labelled.means(RandomKey.of(4)));
        Objective likelihood = new MaximumLikelihood(
                UnknownLabelPhase.summed(machine, List.of(v), y), // p(v), the label summed out
                new PersistentContrastiveDivergence(machine, 1, 100));
        Objective objective = ConditionalLikelihood.of(machine, List.of(v), y);
        if (weight > 0) {
            objective = objective.plus(new OnOtherData(machine, others, 100, likelihood).times(weight));
        }
        Optimizer ascent = Optimizer.sgd(Schedule.linear(0.1, 0, 3000));
        new Trainer(machine, objective, ascent, CLASSES, 5, List.of()).train(labelled, 3000);
        Presentation tested =
                new Presentation(examples(1000, RandomKey.of(6)), List.of(v), Optional.of(y), Encoding.asIs());
        return Classification.of(Classifier.of(machine, List.of(v), y), machine, tested, RandomKey.of(7))
                .errors()
                .rate();
    }

    /**
     * Prints both.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        System.out.printf("ten examples with labels: %.1f %% errors%n", 100 * error(0));
        System.out.printf("and two thousand without: %.1f %% errors%n", 100 * error(0.3));
    }
}
