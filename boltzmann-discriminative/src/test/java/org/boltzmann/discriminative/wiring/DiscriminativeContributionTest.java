package org.boltzmann.discriminative.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.wiring.Catalog;
import org.boltzmann.core.wiring.Contributions;
import org.boltzmann.core.wiring.Experiment;
import org.boltzmann.core.wiring.Plan;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.SettingsException;
import org.boltzmann.core.wiring.Variant;
import org.boltzmann.discriminative.Classification;
import org.boltzmann.discriminative.Classifier;
import org.junit.jupiter.api.Test;

class DiscriminativeContributionTest {

    private static final Catalog CATALOG = Contributions.catalog();

    /** Two patterns of six pixels, seen through noise: the class is the pattern. */
    private static DataSet patterns(int examples) {
        float[][] patterns = {{1, 1, 1, 0, 0, 0}, {0, 0, 1, 1, 1, 0}, {1, 0, 0, 0, 1, 1}};
        var random = RandomKey.of(7).generator();
        Matrix values = Matrix.zeros(6, examples);
        int[] labels = new int[examples];
        for (int j = 0; j < examples; j++) {
            labels[j] = j % 3;
            for (int i = 0; i < 6; i++) {
                float pixel = patterns[labels[j]][i];
                values.set(i, j, random.nextFloat() < 0.1 ? 1 - pixel : pixel);
            }
        }
        return DataSet.of("patterns", List.of(2, 3), values).withLabels(labels, 3);
    }

    private static Experiment experiment(DataSet data, Map<String, String> own) {
        Map<String, String> given = new LinkedHashMap<>(Map.of("model.hidden", "5", "epochs", "10"));
        given.putAll(own);
        return Experiment.of(Plan.read(Settings.of(given), CATALOG), data, 1);
    }

    private static double error(Experiment experiment) {
        experiment
                .trainer(List.of())
                .trainTo(experiment.examples(), experiment.plan().training().epochs());
        Classifier classifier = Classifier.of(
                experiment.machine(),
                experiment.examples().observed(),
                experiment.declaration().label(experiment.machine()).orElseThrow());
        return Classification.of(classifier, experiment.machine(), experiment.examples(), RandomKey.of(1))
                .errors()
                .rate();
    }

    @Test
    void variantsAndObjectivesExistBecauseTheModuleIsOnTheClassPath() {
        assertThat(CATALOG.variants().keySet())
                .containsExactly(
                        "class-rbm", "discriminative-rbm", "hybrid-rbm", "sparse-hybrid-rbm", "semi-supervised-rbm");
        assertThat(CATALOG.objectives().keySet())
                .containsExactlyInAnyOrder("likelihood", "conditional", "hybrid", "semi-supervised");
        Set<String> known = new TreeSet<>(CATALOG.trainingSettings().keySet());
        for (Variant variant : CATALOG.variants().values()) {
            assertThat(known).containsAll(variant.defaults().keySet());
        }
    }

    /** Of the six pixels of an example 3 are wrong with probability 0.016 or more seldom: an error of 0.1 is much, 2/3 is chance. */
    @Test
    void everyVariantLearnsToTellPatternsApart() {
        for (String variant : CATALOG.variants().keySet()) {
            Map<String, String> settings = variant.startsWith("semi")
                    ? Map.of("variant", variant, "data.labels-per-class", "20", "validation", "0")
                    : Map.of("variant", variant);
            assertThat(error(experiment(patterns(900), settings))).as(variant).isLessThan(0.1);
        }
    }

    @Test
    void hiddenUnitsMayBeLeftOutPressedOnAndClassesWeighed() {
        Experiment experiment = experiment(
                patterns(300),
                Map.of(
                        "variant",
                        "hybrid-rbm",
                        "objective.dropout",
                        "0.2",
                        "objective.bias-pressure",
                        "0.001",
                        "objective.class-weights",
                        "balanced"));
        assertThat(experiment.objective().toString()).contains("dropout 0.2", "0.01 * (maximum", "pressure 0.001");
        assertThat(error(experiment)).isLessThan(0.15);
    }

    @Test
    void aTargetForActivitiesByBiasesNeedsAPositivePhase() {
        Map<String, String> settings = Map.of(
                "sparsity.rule", "biases", "sparsity.cost", "0.1", "sparsity.target", "0.2", "variant", "hybrid-rbm");
        assertThat(experiment(patterns(300), settings).objective().toString()).contains("with h -> 0.2");
        Map<String, String> conditional = new HashMap<>(settings);
        conditional.put("variant", "discriminative-rbm");
        assertThatThrownBy(() -> experiment(patterns(300), conditional))
                .hasMessageContaining("sparsity.rule=biases acts in the positive phase");
    }

    @Test
    void balancedClassesCountTheSame() {
        DataSet data = patterns(30);
        int[] columns = new int[16];
        int n = 0;
        for (int j = 0; j < 30; j++) {
            if (data.label(j) == 0 || (data.label(j) == 1 && j < 12) || j == 2 || j == 5) {
                columns[n++] = j; // 10 of class 0, 4 of class 1, 2 of class 2
            }
        }
        Experiment experiment = experiment(
                data.subset(columns), Map.of("variant", "discriminative-rbm", "objective.class-weights", "balanced"));
        // 16 / (3 * 10), 16 / (3 * 4), 16 / (3 * 2)
        assertThat(experiment.objective().toString()).contains("0.5333", "1.3333", "2.6666");
    }

    @Test
    void aClassificationMachineWithoutLabelsIsRefused() {
        assertThatThrownBy(() -> experiment(patterns(30).withoutLabels(), Map.of("variant", "class-rbm")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("has no labels");
    }

    @Test
    void oneClassAloneIsNothingToTellApart() {
        DataSet same = DataSet.of("same", List.of(2), Matrix.zeros(2, 5)).withLabels(new int[5], 1);
        assertThatThrownBy(() -> experiment(same, Map.of("variant", "hybrid-rbm")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("same has one class only");
    }

    @Test
    void semiSupervisedLearningNeedsExamplesWithoutALabel() {
        assertThatThrownBy(() -> experiment(patterns(30), Map.of("variant", "semi-supervised-rbm")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("every example has a label")
                .hasMessageContaining("data.labels-per-class");
    }

    @Test
    void weightsOfClassesThatMakeNoSenseAreTold() {
        for (String weights : List.of("1,2,x", "-1,1,1", "1,,1", "NaN,1,1")) {
            Settings settings = Settings.of(Map.of("variant", "hybrid-rbm", "objective.class-weights", weights));
            Plan plan = Plan.read(settings, CATALOG);
            assertThatThrownBy(() -> settings.check(plan.stillToCome()))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("objective.class-weights is \"" + weights + "\"");
        }
        assertThatThrownBy(() ->
                        experiment(patterns(30), Map.of("variant", "hybrid-rbm", "objective.class-weights", "1,2")))
                .hasMessageContaining("2 weights")
                .hasMessageContaining("one-hot[3]");
    }

    @Test
    void labelsAreDrawnOrSummedOut() {
        for (String way : List.of("summed", "drawn")) {
            Experiment experiment = experiment(
                    patterns(90),
                    Map.of(
                            "variant",
                            "semi-supervised-rbm",
                            "objective.unknown-labels",
                            way,
                            "data.labels-per-class",
                            "5",
                            "objective.unlabelled-batch",
                            "7"));
            assertThat(experiment.objective().toString())
                    .contains(way.equals("summed") ? "y summed out" : "y drawn", "of 7 of 75 other examples");
        }
    }

    @Test
    void realValuedDataAreShownToGaussianUnits() {
        Experiment experiment = experiment(
                patterns(300),
                Map.of(
                        "variant",
                        "discriminative-rbm",
                        "model.visible",
                        "gaussian",
                        "encoding",
                        "as-is",
                        "scaling",
                        "standardise",
                        "learning-rate",
                        "0.1"));
        assertThat(error(experiment)).isLessThan(0.1);
    }

    @Test
    void firstWeightsAreUniformWithinTheRootOfTheLargerSide() {
        Experiment experiment = experiment(patterns(30), Map.of("variant", "class-rbm", "model.hidden", "100"));
        for (Parameter parameter : experiment.machine().parameters()) {
            float largest = 0;
            for (float value : experiment.machine().theta().of(parameter).data()) {
                largest = Math.max(largest, Math.abs(value));
            }
            if (parameter.name().endsWith("weights")) {
                assertThat(largest).isBetween(0.09f, 0.1f); // 300 or more draws on ±0.1
            } else {
                assertThat(largest).isZero();
            }
        }
    }
}
