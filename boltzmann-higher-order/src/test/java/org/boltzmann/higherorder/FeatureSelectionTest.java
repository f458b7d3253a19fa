package org.boltzmann.higherorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.data.Encoding;
import org.boltzmann.core.data.Presentation;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Lateral;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.unit.Bernoulli;
import org.junit.jupiter.api.Test;

/** Features go where the label sends them. */
class FeatureSelectionTest {

    private static final Group V = Group.of("v", new Bernoulli(), 4);
    private static final Group H = Group.of("h", new Bernoulli(), 4);

    /** Hidden unit k looks at visible unit k alone. */
    private static BoltzmannMachine rbm() {
        BoltzmannMachine rbm = BoltzmannMachine.of(Bias.on(V), Bias.on(H), Pairwise.between(V, H));
        for (int k = 0; k < 4; k++) {
            rbm.theta().of(rbm.parameter("v-h.weights")).set(k, k, 4);
            rbm.theta().of(rbm.parameter("v.bias")).set(k, 0, 10 + k);
            rbm.theta().of(rbm.parameter("h.bias")).set(k, 0, -2 - k / 8f);
        }
        return rbm;
    }

    /** Unit 2 is the label, units 0 and 3 agree with it in three and two of four cases and the other way about, unit 1 never changes. */
    private static DataSet data() {
        float[][] columns = {
            {1, 1, 1, 1},
            {1, 1, 1, 0},
            {1, 1, 1, 1},
            {0, 1, 1, 0},
            {0, 1, 0, 1},
            {0, 1, 0, 0},
            {0, 1, 0, 1},
            {1, 1, 0, 0}
        };
        Matrix values = Matrix.zeros(4, 8);
        for (int j = 0; j < 8; j++) {
            for (int i = 0; i < 4; i++) {
                values.set(i, j, columns[j][i]);
            }
        }
        return DataSet.of("eight", List.of(4), values).withLabels(new int[] {0, 0, 0, 0, 1, 1, 1, 1}, 2);
    }

    private static Presentation shown(DataSet data) {
        return new Presentation(data, V, Encoding.asIs());
    }

    @Test
    void scoresAreWelchs() {
        LabelScores scores = LabelScores.of(rbm(), H, shown(data()));
        double on = 1 / (1 + Math.exp(-2.0));
        double off = 1 / (1 + Math.exp(2.0));
        double own = (3 * on + off) / 4;
        double others = (on + 3 * off) / 4;
        double variance = (3 * (on - own) * (on - own) + (off - own) * (off - own)) / 4;
        assertThat(scores.scores().get(0)).isCloseTo((own - others) / Math.sqrt(2 * variance / 4), within(1e-4));
        assertThat(scores.scores().get(1)).isZero();
        assertThat(scores.scores().get(3)).isZero();
        // the label itself: no variance but for rounding, so that it stands above all others or counts nothing
        assertThat(scores.order().subList(2, 4)).doesNotContain(0);
    }

    @Test
    void examplesWithoutALabelDoNotCount() {
        DataSet more = data();
        int[] labels = more.labels().clone();
        labels[7] = DataSet.UNLABELLED;
        List<Double> fewer = LabelScores.of(rbm(), H, shown(more.subset(new int[] {0, 1, 2, 3, 4, 5, 6})))
                .scores();
        assertThat(LabelScores.of(rbm(), H, shown(more.withLabels(labels, 2))).scores())
                .isEqualTo(fewer);
    }

    @Test
    void theBestGoFirstTheWorstSecond() {
        BoltzmannMachine rbm = rbm();
        Presentation examples = shown(data());
        List<Integer> order = LabelScores.of(rbm, H, examples).order();
        BoltzmannMachine gated = PointWiseGatedMachines.of(
                V, "z", List.of(Group.of("h1", new Bernoulli(), 1), Group.of("h2", new Bernoulli(), 2)));
        FeatureSelection.from(rbm).fill(gated, examples);
        Matrix first = gated.theta().of(gated.parameter("v-z0-h1.weights"));
        Matrix second = gated.theta().of(gated.parameter("v-z1-h2.weights"));
        assertThat(first.get(order.get(0), 0)).isEqualTo(4);
        assertThat(second.get(order.get(2), 0)).isEqualTo(4);
        assertThat(second.get(order.get(3), 1)).isEqualTo(4);
        assertThat(gated.theta().of(gated.parameter("h1.bias")).get(0, 0)).isEqualTo(-2 - order.get(0) / 8f);
        assertThat(gated.theta().of(gated.parameter("v-z0.bias")).data()).containsExactly(10, 11, 12, 13);
        assertThat(gated.theta().of(gated.parameter("v-z1.bias")).data()).containsOnly(0);
    }

    @Test
    void whatGivesNoFeaturesIsRefused() {
        BoltzmannMachine general =
                BoltzmannMachine.of(Bias.on(V), Bias.on(H), Pairwise.between(V, H), Lateral.within(H));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureSelection.from(general))
                .withMessageContaining("restricted machine");
        BoltzmannMachine large = PointWiseGatedMachines.of(
                V, "z", List.of(Group.of("h1", new Bernoulli(), 5), Group.of("h2", new Bernoulli(), 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureSelection.from(rbm()).fill(large, shown(data())))
                .withMessageContaining("h1 has 5 units, but the pre-trained machine has only 4 features");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureSelection.from(rbm()).fill(large, shown(data().withoutLabels())))
                .withMessageContaining("no labels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FeatureSelection.from(rbm()).fill(rbm(), shown(data())))
                .withMessageContaining("two components");
    }
}
