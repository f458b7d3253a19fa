package org.boltzmann.higherorder.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.estimate.LogLikelihood;
import org.boltzmann.core.estimate.LogPartitionEstimate;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.wiring.Catalog;
import org.boltzmann.core.wiring.Contributions;
import org.boltzmann.core.wiring.Experiment;
import org.boltzmann.core.wiring.Plan;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.SettingsException;
import org.boltzmann.core.wiring.Variant;
import org.junit.jupiter.api.Test;

class HigherOrderVariantTest {

    private static final Catalog CATALOG = Contributions.catalog();

    /** All patterns of four pixels of which an even number is on: no three of them tell anything of the fourth. */
    private static DataSet evenPatterns() {
        Matrix values = Matrix.zeros(4, 8);
        for (int j = 0; j < 8; j++) {
            for (int i = 0; i < 3; i++) {
                values.set(i, j, j >> i & 1);
            }
            values.set(3, j, Integer.bitCount(j) & 1);
        }
        return DataSet.of("even", List.of(2, 2), values);
    }

    private static DataSet blank(int side) {
        return DataSet.of("blank", List.of(side, side), Matrix.zeros(side * side, 2));
    }

    private static Experiment experiment(DataSet data, String... settings) {
        Map<String, String> given = new LinkedHashMap<>(Map.of("variant", "higher-order"));
        for (int s = 0; s < settings.length; s += 2) {
            given.put(settings[s], settings[s + 1]);
        }
        return Experiment.of(Plan.read(Settings.of(given), CATALOG), data, 1);
    }

    private static double logLikelihood(String order) {
        Experiment experiment = experiment(
                evenPatterns(),
                "model.order",
                order,
                "model.units",
                "spin",
                "encoding",
                "bernoulli.spin",
                "negative-phase",
                "exact",
                "batch-size",
                "8",
                "learning-rate",
                "0.5",
                "momentum",
                "0.9");
        experiment.trainer(List.of()).trainTo(experiment.examples(), 100);
        BoltzmannMachine machine = experiment.machine();
        return LogLikelihood.of(
                        machine,
                        experiment.examples().observed(),
                        experiment.examples().parts(machine, 8, RandomKey.of(1)),
                        LogPartitionEstimate.exact(machine))
                .mean();
    }

    @Test
    void theVariantIsThereWithItsSettings() {
        Variant variant = CATALOG.variants().get("higher-order");
        assertThat(variant.settings())
                .containsKeys("model.order", "model.hidden", "model.interactions", "model.window", "model.units");
        assertThat(CATALOG.trainingSettings().keySet())
                .containsAll(variant.defaults().keySet());
        assertThat(CATALOG.vocabulary().terms().stream().map(term -> term.name()))
                .contains("k-way");
    }

    /** Parity of four needs products of four: with fewer, log 16 is all there is to reach; with them, log 8. */
    @Test
    void theOrderDecidesWhatCanBeLearned() {
        assertThat(logLikelihood("3")).isBetween(-Math.log(16) - 1e-3, -Math.log(16) + 1e-3);
        assertThat(logLikelihood("4")).isBetween(-Math.log(8) - 0.01, -Math.log(8));
    }

    @Test
    void labelsAndHiddenUnitsTakePartAndCanBeLeftOut() {
        DataSet labelled = evenPatterns().withLabels(new int[] {0, 1, 0, 1, 0, 1, 0, 1}, 2);
        BoltzmannMachine both = experiment(labelled, "model.hidden", "3").machine();
        assertThat(both.groups().stream().map(group -> group.name())).containsExactly("v", "y", "h");
        assertThat(both.isLateral(both.group("h"))).isFalse();
        BoltzmannMachine all = experiment(labelled, "model.hidden", "3", "model.interactions", "all")
                .machine();
        assertThat(all.isLateral(all.group("h"))).isTrue();
        BoltzmannMachine alone = experiment(labelled, "model.label", "none").machine();
        assertThat(alone.groups().stream().map(group -> group.name())).containsExactly("v");
        assertThat(experiment(evenPatterns(), "model.hidden", "3").objective().toString())
                .contains("exact");
    }

    @Test
    void largePicturesNeedAWindow() {
        assertThatThrownBy(() -> experiment(blank(28)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("80,007,984")
                .hasMessageContaining("model.window");
        assertThat(experiment(blank(28), "model.window", "2")
                        .machine()
                        .groups()
                        .get(0)
                        .size())
                .isEqualTo(784);
    }
}
