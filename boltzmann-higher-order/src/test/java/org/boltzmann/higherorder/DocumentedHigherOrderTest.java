package org.boltzmann.higherorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.boltzmann.core.train.ContrastiveDivergence;
import org.boltzmann.core.train.ExactPositivePhase;
import org.boltzmann.core.train.MaximumLikelihood;
import org.boltzmann.core.train.Objective;
import org.boltzmann.core.train.Optimizer;
import org.boltzmann.core.train.Schedule;
import org.boltzmann.core.train.Trainer;
import org.junit.jupiter.api.Test;

class DocumentedHigherOrderTest {

    private static final int PIXELS = 9;

    private static Matrix documented(DataSet pairs, Matrix thirdImages) {
        // begin
        BoltzmannMachine machine = GatedMachines.factored(9, 9, 12, 24);
        Group x = machine.group("x");
        Group y = machine.group("y");
        Presentation shown = new Presentation(pairs, List.of(x, y), Optional.empty(), Encoding.asIs());
        machine.initialize(RandomKey.of(1), shown.means(RandomKey.of(1)));
        Objective likelihood = new MaximumLikelihood(
                new ExactPositivePhase(machine, List.of(x, y)), new ContrastiveDivergence(machine, 1));
        Optimizer optimizer = Optimizer.sgd(Schedule.linear(0.1, 0, 60)).withMomentum(0.9);
        new Trainer(machine, likelihood, optimizer, 20, 1, List.of()).train(shown, 60);
        Analogy analogy = Analogy.of(machine, x, y);
        Matrix transformations =
                analogy.infer(pairs.values().rows(0, 9), pairs.values().rows(9, 18));
        Matrix others = analogy.apply(transformations, thirdImages);
        // end
        return others;
    }

    /** A random ring of pixels and the same turned by one to three places. */
    private static Matrix turned(int examples, long seed) {
        RandomGenerator random = RandomKey.of(seed).generator();
        Matrix values = Matrix.zeros(2 * PIXELS, examples);
        for (int j = 0; j < examples; j++) {
            for (int i = 0; i < PIXELS; i++) {
                float pixel = random.nextInt(3) == 0 ? 1 : 0;
                values.set(i, j, pixel);
                values.set(PIXELS + (i + 1 + j % 3) % PIXELS, j, pixel);
            }
        }
        return values;
    }

    private static double error(Matrix a, Matrix b) {
        double sum = 0;
        for (int j = 0; j < a.columns(); j++) {
            for (int i = 0; i < a.rows(); i++) {
                sum += Math.pow(a.get(i, j) - b.get(i, j), 2);
            }
        }
        return sum / (a.rows() * a.columns());
    }

    @Test
    void whatTheChapterShowsIsWhatIsTestedHere() throws IOException {
        Matrix third = turned(600, 2);
        Matrix made = documented(DataSet.of("rings", List.of(2 * PIXELS), turned(600, 1)), third.rows(0, PIXELS));
        assertThat(error(made, third.rows(PIXELS, 2 * PIXELS)))
                .isLessThan(error(third.rows(0, PIXELS), third.rows(PIXELS, 2 * PIXELS)) / 5);
        String self =
                Files.readString(Path.of("src/test/java/org/boltzmann/higherorder/DocumentedHigherOrderTest.java"));
        String tested = self.substring(self.indexOf("// begin") + 8, self.indexOf("// end"));
        String chapter = Files.readString(Path.of("src/main/java/org/boltzmann/higherorder/package-info.java"))
                .replaceAll("(?m)^ \\*", "");
        String shown = chapter.substring(chapter.indexOf("BoltzmannMachine machine"), chapter.indexOf("}</pre>"));
        assertThat(shown.replaceAll("\\s+", "")).isEqualTo(tested.replaceAll("\\s+", ""));
    }
}
