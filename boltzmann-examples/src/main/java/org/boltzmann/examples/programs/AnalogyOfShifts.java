package org.boltzmann.examples.programs;

import java.util.List;
import java.util.Optional;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.train.ContrastiveDivergence;
import org.boltzmann.core.train.ExactPositivePhase;
import org.boltzmann.core.train.MaximumLikelihood;
import org.boltzmann.core.train.Optimizer;
import org.boltzmann.core.train.Schedule;
import org.boltzmann.core.train.Trainer;
import org.boltzmann.higherorder.Analogy;
import org.boltzmann.higherorder.GatedMachines;

/**
 * An analogy: from a pair of images, what has become of the first is inferred, and done to a third one. The images are rows of 8 dots, moved to the
 * right by none to 7 places and round the end.
 */
public final class AnalogyOfShifts {

    private static final int DOTS = 8;

    private AnalogyOfShifts() {}

    /** Pairs of rows, the first above the second. */
    private static DataSet pairs(int count, RandomKey key) {
        Matrix values = Matrix.zeros(2 * DOTS, count);
        var random = key.generator();
        for (int j = 0; j < count; j++) {
            int shift = random.nextInt(DOTS);
            for (int i = 0; i < DOTS; i++) {
                float dot = random.nextInt(3) == 0 ? 1 : 0;
                values.set(i, j, dot);
                values.set(DOTS + (i + shift) % DOTS, j, dot);
            }
        }
        return DataSet.of("rows", List.of(2, DOTS), values);
    }

    /**
     * Trains a factored gated machine and asks for analogies.
     *
     * @return the share of dots that it predicts rightly
     */
    public static double run() {
        BoltzmannMachine machine = GatedMachines.factored(DOTS, DOTS, 40, 100);
        Group x = machine.group("x");
        Group y = machine.group("y");
        Presentation data =
                new Presentation(pairs(20_000, RandomKey.of(1)), List.of(x, y), Optional.empty(), Encoding.asIs());
        machine.initialize(RandomKey.of(2), data.means(RandomKey.of(2)));
        var likelihood = new MaximumLikelihood(
                new ExactPositivePhase(machine, data.observed()), new ContrastiveDivergence(machine, 1));
        Optimizer ascent = Optimizer.adam(Schedule.linear(0.005, 0, 100));
        new Trainer(machine, likelihood, ascent, 100, 3, List.of()).train(data, 100);

        Matrix seen = pairs(500, RandomKey.of(4)).values();
        Analogy analogy = Analogy.of(machine, x, y);
        Matrix transformations = analogy.infer(seen.rows(0, DOTS), seen.rows(DOTS, 2 * DOTS));
        Matrix third = pairs(500, RandomKey.of(5)).values().rows(0, DOTS);
        Matrix predicted = analogy.apply(transformations, third, 5);
        return right(seen, third, predicted);
    }

    private static double right(Matrix seen, Matrix third, Matrix predicted) {
        int right = 0;
        int asked = 0;
        for (int j = 0; j < seen.columns(); j++) {
            int shift = shift(seen, j);
            for (int i = 0; i < DOTS && shift >= 0; i++) {
                boolean dot = third.get(i, j) == 1;
                right += predicted.get((i + shift) % DOTS, j) > 0.5f == dot ? 1 : 0;
                asked++;
            }
        }
        return (double) right / asked;
    }

    /** The shift of a pair; -1 where several would do. */
    private static int shift(Matrix pairs, int column) {
        int found = -1;
        for (int shift = 0; shift < DOTS; shift++) {
            boolean fits = true;
            for (int i = 0; i < DOTS; i++) {
                fits &= pairs.get(i, column) == pairs.get(DOTS + (i + shift) % DOTS, column);
            }
            if (fits && found >= 0) {
                return -1;
            }
            found = fits ? shift : found;
        }
        return found;
    }

    /**
     * Prints it.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        System.out.printf("%.1f %% of dots are right; white throughout would be right for two thirds%n", 100 * run());
    }
}
