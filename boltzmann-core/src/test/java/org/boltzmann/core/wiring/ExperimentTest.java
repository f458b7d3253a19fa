package org.boltzmann.core.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.linalg.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentTest {

    private static final String LABELLED = """
            groups:
              - {name: v, type: bernoulli, role: observed}
              - {name: y, type: one-hot, role: label}
              - {name: h, type: bernoulli, size: 2}
            terms:
              - {type: bias, groups: [v]}
              - {type: bias, groups: [y]}
              - {type: pairwise, groups: [v, h]}
              - {type: pairwise, groups: [y, h]}
            """;

    private static final String BLIND = """
            groups:
              - {name: v, type: bernoulli, role: observed}
              - {name: h, type: bernoulli, size: 2}
            terms:
              - {type: bias, groups: [v]}
              - {type: pairwise, groups: [v, h]}
            """;

    @TempDir
    private Path folder;

    private Plan plan(String machine, String... settings) throws IOException {
        Map<String, String> values = new HashMap<>();
        values.put(
                "machine",
                Files.writeString(folder.resolve("m.yaml"), machine, UTF_8).toString());
        values.put("negative-phase", "cd");
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        Settings read = Settings.of(values);
        Plan plan = Plan.read(read, Contributions.catalog());
        read.check(Set.of());
        return plan;
    }

    /** Two features: the first is 1 where an example has a label, the second in every second example. */
    private static DataSet data(int examples, int classes, IntUnaryOperator label) {
        Matrix values = Matrix.zeros(2, examples);
        int[] labels = IntStream.range(0, examples).map(label).toArray();
        for (int j = 0; j < examples; j++) {
            values.set(0, j, labels[j] >= 0 ? 1 : 0);
            values.set(1, j, j % 2);
        }
        return DataSet.of("some", List.of(2), values).withLabels(labels, classes);
    }

    /** The first of so many examples have a label, of the classes 0 and 1 in turn. */
    private static DataSet some(int examples, int labelled) {
        return data(examples, 2, j -> j < labelled ? j % 2 : DataSet.UNLABELLED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 32})
    void examplesWithoutALabelAreKeptApart(int labelled) throws IOException {
        Plan plan = plan(LABELLED);
        AtomicReference<Subject> subject = new AtomicReference<>();
        TrainingSettings training = plan.training();
        Plan watched = new Plan(
                plan.catalog(),
                plan.settings(),
                plan.variant(),
                plan.declared(),
                plan.place(),
                plan.firstValues(),
                new TrainingSettings(
                        training.epochs(),
                        training.batchSize(),
                        training.positivePhase(),
                        training.negativePhase(),
                        learning -> {
                            subject.set(learning.subject());
                            return training.objective().apply(learning);
                        },
                        training.optimizer(),
                        training.sequences(),
                        training.sparsity()),
                plan.wanted(),
                plan.patience(),
                plan.validation(),
                plan.examples(),
                plan.labelsPerClass());
        Experiment experiment = Experiment.of(watched, some(33, labelled), 1);
        assertThat(experiment.examples().size()).isEqualTo(labelled);
        assertThat(experiment.examples().data().values().rows(0, 1).copy().data())
                .containsOnly(1);
        assertThat(experiment.examples().observed()).hasToString("[v:bernoulli[2], y:one-hot[2]]");
        assertThat(experiment.unlabelled().orElseThrow().size()).isEqualTo(33 - labelled);
        assertThat(experiment.unlabelled().orElseThrow().observed()).hasToString("[v:bernoulli[2]]");
        assertThat(subject.get().unlabelled()).isEqualTo(experiment.unlabelled());
        assertThat(experiment.heldOut()).isEmpty();
        assertThat(experiment.notes())
                .startsWith(33 - labelled + " examples have no label: only semi-supervised objectives learn from them");
        assertThat(experiment.trainer(List.of()).train(experiment.examples(), 2).epochsDone())
                .isEqualTo(2);
    }

    @Test
    void fewExamplesAreLearnedInSmallerBatchesAndMoreEpochsUnlessTheSettingsSayOtherwise() throws IOException {
        Plan few = plan(LABELLED).sized(data(100, 2, j -> j % 2));
        assertThat(few.training().batchSize()).isEqualTo(10);
        assertThat(few.training().epochs()).as("5,000 updates").isEqualTo(500);
        Plan said = plan(LABELLED, "epochs", "3", "batch-size", "50").sized(data(100, 2, j -> j % 2));
        assertThat(said.training().batchSize()).isEqualTo(50);
        assertThat(said.training().epochs()).isEqualTo(3);
        Plan many = plan(LABELLED).sized(data(5000, 2, j -> j % 2));
        assertThat(many.training().batchSize()).isEqualTo(100);
        assertThat(many.training().epochs()).isEqualTo(10);
    }

    @Test
    void soManyExamplesAreUsedAsTheSettingsWant() throws IOException {
        DataSet all = data(50, 2, j -> j % 2);
        Experiment experiment = Experiment.of(plan(LABELLED, "data.examples", "20", "validation", "5"), all, 1);
        assertThat(experiment.examples().size()).isEqualTo(15);
        assertThat(experiment.heldOut().orElseThrow().size()).isEqualTo(5);
        Experiment again = Experiment.of(plan(LABELLED, "data.examples", "20", "validation", "5"), all, 1);
        assertThat(again.examples().identity()).isEqualTo(experiment.examples().identity());
        assertThat(Experiment.of(plan(LABELLED), all, 1).examples().size()).isEqualTo(50);
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> Experiment.of(plan(LABELLED, "data.examples", "51"), all, 1))
                .withMessageContaining("data.examples is 51");
    }

    @Test
    void aMachineWithoutALabelLearnsFromAll() throws IOException {
        for (String kept : List.of("0", "1")) {
            Experiment experiment = Experiment.of(plan(BLIND, "data.labels-per-class", kept), some(33, 8), 1);
            assertThat(experiment.examples().size()).isEqualTo(33);
            assertThat(experiment.unlabelled()).isEmpty();
            assertThat(experiment.notes()).isEmpty();
        }
    }

    @Test
    void whereAllHaveALabelNothingIsKeptApart() throws IOException {
        Experiment experiment = Experiment.of(plan(LABELLED), some(33, 33), 1);
        assertThat(experiment.examples().size()).isEqualTo(33);
        assertThat(experiment.unlabelled()).isEmpty();
        assertThat(experiment.notes()).isEmpty();
    }

    @Test
    void soManyOfEachClassKeepTheirLabel() throws IOException {
        Plan plan = plan(LABELLED, "data.labels-per-class", "4", "validation", "10");
        Experiment experiment = Experiment.of(plan, some(40, 40), 1);
        assertThat(experiment.heldOut().orElseThrow().unlabelledCount()).isZero();
        assertThat(experiment.heldOut().orElseThrow().size()).isEqualTo(10);
        assertThat(experiment.examples().size()).isEqualTo(8);
        assertThat(IntStream.of(experiment.examples().data().labels()).sum()).isEqualTo(4);
        assertThat(experiment.unlabelled().orElseThrow().size()).isEqualTo(22);
        assertThat(plan.stored()).containsEntry("data.labels-per-class", "4");
        assertThat(plan(LABELLED).stored()).doesNotContainKey("data.labels-per-class");
        assertThat(Experiment.of(plan, some(40, 40), 2).examples().data().sha256())
                .isNotEqualTo(experiment.examples().data().sha256());
        Plan many = plan(LABELLED, "data.labels-per-class", "5");
        assertThat(Experiment.of(many, some(10, 10), 1).unlabelled()).isEmpty();
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Experiment.of(many, data(10, 2, j -> j < 3 ? 1 : 0), 1))
                .withMessageContaining("class 1 has 3");
    }

    @Test
    void onlyExamplesWithALabelAreHeldOut() throws IOException {
        Experiment experiment = Experiment.of(plan(LABELLED, "validation", "0.1"), some(3000, 1000), 1);
        assertThat(experiment.heldOut().orElseThrow().size()).isEqualTo(100);
        assertThat(experiment.heldOut().orElseThrow().unlabelledCount()).isZero();
        assertThat(experiment.examples().size()).isEqualTo(900);
        assertThat(experiment.unlabelled().orElseThrow().size()).isEqualTo(2000);
        assertThat(Experiment.of(plan(LABELLED, "validation", "0.1"), some(3000, 999), 1)
                        .heldOut())
                .as("a fraction of fewer than 1,000")
                .isEmpty();
        DataSet few = some(999, 999);
        assertThat(Experiment.of(plan(LABELLED, "early-stopping.patience", "5").sized(few), few, 1)
                        .heldOut()
                        .orElseThrow()
                        .size())
                .as("but for early stopping")
                .isEqualTo(150);
        assertThat(Experiment.of(plan(BLIND, "validation", "0.1"), some(3000, 5), 1)
                        .heldOut()
                        .orElseThrow()
                        .size())
                .isEqualTo(300);
    }

    @Test
    void aWholeNumberOfExamplesIsHeldOutWhateverTheirNumber() throws IOException {
        for (int held : new int[] {1, 7, 32}) {
            Experiment experiment = Experiment.of(plan(BLIND, "validation", "" + held), some(33, 0), 1);
            assertThat(experiment.heldOut().orElseThrow().size()).isEqualTo(held);
            assertThat(experiment.examples().size()).isEqualTo(33 - held);
        }
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> Experiment.of(plan(BLIND, "validation", "33"), some(33, 33), 1))
                .withMessageContaining("validation is 33, but there are only 33 training examples, of which");
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> Experiment.of(plan(LABELLED, "validation", "10"), some(33, 8), 1))
                .withMessageContaining("only 8 training examples with a label, of which at least one must be left");
        for (String wrong : List.of("1.5", "-1", "1e10")) {
            assertThatExceptionOfType(SettingsException.class)
                    .as(wrong)
                    .isThrownBy(() -> plan(BLIND, "validation", wrong))
                    .withMessageContaining("allowed is a fraction from 0 to less than 1, or a whole number");
        }
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> plan(BLIND, "data.labels-per-class", "-1"))
                .withMessageContaining("data.labels-per-class is \"-1\"");
    }

    @Test
    void firstValuesAndScalingFollowAllThatIsLearnedFrom() throws IOException {
        String matched = LABELLED + "parameters: {v.bias: {initializer: data}}\n";
        Experiment half = Experiment.of(plan(matched), some(8, 4), 1);
        BoltzmannMachine machine = half.machine();
        assertThat(machine.theta().of(machine.parameter("v.bias")).data())
                .as("half of all have the first feature, all that have a label do")
                .containsExactly(0, 0);
        String real = LABELLED.replace("name: v, type: bernoulli", "name: v, type: gaussian");
        Experiment scaled = Experiment.of(plan(real, "scaling", "standardise"), some(8, 4), 1);
        assertThat(scaled.preparation().scaling().orElseThrow().shift()).containsExactly(0.5, 0.5);
        assertThat(scaled.examples().data().values().get(0, 0)).isEqualTo(1);
        assertThat(scaled.unlabelled().orElseThrow().data().values().get(0, 0)).isEqualTo(-1);
    }

    @Test
    void whereNoExampleHasALabelThereIsNothingToLearnItFrom() throws IOException {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Experiment.of(plan(LABELLED), some(9, 0), 1))
                .withMessageContaining("data set some: none of the 9 training examples has a label");
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> Experiment.of(
                        plan(LABELLED, "data.labels-per-class", "2"), some(9, 9).withoutLabels(), 1))
                .withMessageContaining("group y has no size, and the data have no labels that would give one");
    }

    @Test
    void classesWithoutExamplesAreNamed() throws IOException {
        Experiment experiment =
                Experiment.of(plan(LABELLED, "data.labels-per-class", "2"), data(9, 4, j -> j % 2 * 2), 1);
        assertThat(experiment.notes())
                .containsExactly(
                        "5 examples have no label: only semi-supervised objectives learn from them",
                        "no training example is of class 1, 3: the machine cannot learn what it has not seen");
        assertThat(experiment.machine().group("y").size()).isEqualTo(4);
        assertThat(Experiment.of(plan(BLIND), data(9, 4, j -> 0), 1).notes()).isEmpty();
    }

    @Test
    void onlyWhatHasALabelCanBeMeasuredWhereAGroupHoldsIt() throws IOException {
        DataSet test = some(9, 4);
        Preparation labelled = Experiment.of(plan(LABELLED), some(9, 9), 1).preparation();
        assertThat(labelled.measurable(test).size()).isEqualTo(4);
        assertThat(labelled.measurable(some(9, 0)).size())
                .as("told by what refuses them")
                .isEqualTo(9);
        BoltzmannMachine machine = Experiment.of(plan(LABELLED), some(9, 9), 1).machine();
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> labelled.showForEvaluation(test, machine, "test"))
                .withMessageContaining("5 of 9 examples have no label");
        Preparation blind = Experiment.of(plan(BLIND), some(9, 9), 1).preparation();
        assertThat(blind.measurable(test)).isSameAs(test);
    }

    @Test
    void aPartForValidationIsWatchedAndNothingHeldOut() throws IOException {
        DataSet validation = some(9, 9);
        Experiment experiment = Experiment.of(plan(LABELLED), some(3000, 3000), Optional.of(validation), 1);
        assertThat(experiment.heldOut()).containsSame(validation);
        assertThat(experiment.learned().size()).isEqualTo(3000);
        assertThat(Experiment.of(plan(LABELLED, "validation", "0"), some(33, 33), Optional.of(validation), 1)
                        .heldOut())
                .isEmpty();
    }
}
