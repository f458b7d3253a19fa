package org.boltzmann.discriminative;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
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

class DocumentedDiscriminativeTest {

    private static int[] documented(DataSet data, DataSet unlabelled) {
        // begin
        BoltzmannMachine machine = ClassRbms.bernoulli(16, 2, 8);
        Group v = machine.group("v");
        Group y = machine.group("y");
        List<Group> observed = List.of(v, y);
        Presentation labelled = new Presentation(data, List.of(v), Optional.of(y), Encoding.asIs());
        Presentation others = new Presentation(unlabelled, v, Encoding.asIs());
        machine.initialize(RandomKey.of(1), labelled.means(RandomKey.of(1)));
        Objective conditional = ConditionalLikelihood.of(machine, observed, y).withDropout(0.2);
        Objective generative =
                new MaximumLikelihood(new ExactPositivePhase(machine, observed), new ContrastiveDivergence(machine, 1));
        Objective unknown = new MaximumLikelihood(
                UnknownLabelPhase.summed(machine, List.of(v), y), new ContrastiveDivergence(machine, 1));
        Objective semiSupervised =
                conditional.plus(generative.times(0.01)).plus(new OnOtherData(machine, others, 20, unknown).times(0.1));
        new Trainer(machine, semiSupervised, Optimizer.sgd(Schedule.constant(0.1)), 10, 1, List.of())
                .train(labelled, 50);
        State x = machine.newState(data.size()).set(v, data.values());
        int[] classes = Classifier.of(machine, observed, y).predict(x);
        // end
        return classes;
    }

    /** Left half on, or right half. */
    private static DataSet halves(int examples) {
        Matrix values = Matrix.zeros(16, examples);
        int[] labels = new int[examples];
        for (int j = 0; j < examples; j++) {
            labels[j] = j % 2;
            for (int i = 0; i < 8; i++) {
                values.set(8 * labels[j] + i, j, (i + j) % 5 == 0 ? 0 : 1);
            }
        }
        return DataSet.of("halves", List.of(4, 4), values).withLabels(labels, 2);
    }

    @Test
    void whatTheChapterShowsIsWhatIsTestedHere() throws IOException {
        DataSet data = halves(40);
        assertThat(documented(data, halves(100).withoutLabels())).containsExactly(data.labels());
        String self = Files.readString(
                Path.of("src/test/java/org/boltzmann/discriminative/DocumentedDiscriminativeTest.java"));
        String tested = self.substring(self.indexOf("// begin") + 8, self.indexOf("// end"));
        String chapter = Files.readString(Path.of("src/main/java/org/boltzmann/discriminative/package-info.java"))
                .replaceAll("(?m)^ \\*", "");
        String shown = chapter.substring(chapter.indexOf("BoltzmannMachine machine"), chapter.indexOf("}</pre>"));
        assertThat(shown.replaceAll("\\s+", "")).isEqualTo(tested.replaceAll("\\s+", ""));
    }
}
