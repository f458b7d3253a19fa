package org.boltzmann.higherorder.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.Vocabulary;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.wiring.Catalog;
import org.boltzmann.core.wiring.Contributions;
import org.boltzmann.core.wiring.Experiment;
import org.boltzmann.core.wiring.Plan;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.SettingsException;
import org.boltzmann.higherorder.Masked;
import org.boltzmann.higherorder.MaskedBias;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The variant is made from settings, begins with features trained before, and comes back from its file. */
class PointWiseGatedVariantTest {

    private static final Catalog CATALOG = Contributions.catalog();

    @TempDir
    private Path folder;

    /** Noise of grey values; the first pixel is the label. */
    private static DataSet data() {
        var random = RandomKey.of(7).generator();
        Matrix values = Matrix.zeros(6, 40);
        int[] labels = new int[40];
        for (int j = 0; j < 40; j++) {
            labels[j] = j % 2;
            for (int i = 0; i < 6; i++) {
                values.set(i, j, i == 0 ? labels[j] : random.nextFloat());
            }
        }
        return DataSet.of("noise", List.of(2, 3), values).withLabels(labels, 2);
    }

    private static Experiment experiment(DataSet data, String... settings) {
        Map<String, String> given =
                new LinkedHashMap<>(Map.of("variant", "point-wise-gated-rbm", "model.hidden", "3", "epochs", "2"));
        for (int i = 0; i < settings.length; i += 2) {
            given.put(settings[i], settings[i + 1]);
        }
        return Experiment.of(Plan.read(Settings.of(given), CATALOG), data, 1);
    }

    private String pretrained(int hidden) throws IOException {
        Group v = new Group("v", new Bernoulli(), 6, List.of(2, 3));
        Group h = Group.of("h", new Bernoulli(), hidden);
        BoltzmannMachine rbm = BoltzmannMachine.of(Bias.on(v), Bias.on(h), Pairwise.between(v, h));
        for (int k = 0; k < hidden; k++) {
            rbm.theta().of(rbm.parameter("v-h.weights")).set(hidden - 1 - k, k, 4 + k);
        }
        rbm.theta().of(rbm.parameter("v.bias")).fill(0.25f);
        Path file = folder.resolve("rbm.safetensors");
        ModelFile.of(Vocabulary.core(), rbm, Map.of(), Map.of()).write(file);
        return file.toString();
    }

    @Test
    void groupsFollowTheSettings() {
        Experiment plain = experiment(data(), "model.background", "2");
        assertThat(plain.machine().groups().stream().map(Group::toString))
                .containsExactly("v:bernoulli[6]", "z:one-hot[12]", "h1:bernoulli[3]", "h2:bernoulli[2]");
        assertThat(plain.objective().toString()).contains("exact", "cd-1"); // 64 states of six masks
        Experiment meanField = experiment(data(), "positive-phase", "mean-field");
        assertThat(meanField.objective().toString()).contains("mean-field-10", "cd-1");
        Experiment labelled = experiment(data(), "model.label", "yes");
        assertThat(labelled.machine().groups().stream().map(Group::name)).containsExactly("v", "z", "h1", "h2", "y");
        assertThat(labelled.declaration().label(labelled.machine()))
                .hasValueSatisfying(y -> assertThat(y.name()).isEqualTo("y"));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> experiment(data().withoutLabels(), "model.label", "yes"))
                .withMessageContaining("no labels");
    }

    @Test
    void aTrainedMachineComesBackFromItsFile() throws IOException {
        for (String label : List.of("no", "yes")) {
            Experiment experiment = experiment(data(), "model.label", label, "positive-phase", "gibbs");
            experiment.trainer(List.of()).trainTo(experiment.examples(), 2);
            Path file = folder.resolve("gated.safetensors");
            experiment.model(Map.of()).write(file);
            ModelFile read = ModelFile.read(file, CATALOG.vocabulary());
            assertThat(read.declaration()).isEqualTo(experiment.declaration());
            for (Parameter parameter : read.machine().parameters()) {
                assertThat(read.machine().theta().of(parameter).data())
                        .as(parameter.name())
                        .containsExactly(experiment
                                .machine()
                                .theta()
                                .of(experiment.machine().parameter(parameter.name()))
                                .data());
            }
            assertThat(read.machine().terms().stream()
                            .filter(term -> term instanceof Masked || term instanceof MaskedBias))
                    .hasSize(4);
            assertThat(CATALOG.vocabulary().machine(read.declaration()).toString())
                    .isEqualTo(experiment.machine().toString());
        }
    }

    @Test
    void featuresTrainedBeforeAreShared() throws IOException {
        Experiment experiment = experiment(data(), "pretrained", pretrained(6), "model.hidden", "1");
        BoltzmannMachine machine = experiment.machine();
        Matrix first = machine.theta().of(machine.parameter("v-z0-h1.weights"));
        assertThat(first.data()).as("the unit that looks at the label").containsExactly(9, 0, 0, 0, 0, 0);
        Matrix second = machine.theta().of(machine.parameter("v-z1-h2.weights"));
        assertThat(second.get(0, 0)).isZero();
        assertThat(machine.theta().of(machine.parameter("v-z0.bias")).data()).containsOnly(0.25f);
        assertThat(experiment.plan().stored()).containsKey("pretrained");
    }

    @Test
    void whatIsPretrainedMustFit() throws IOException {
        String file = pretrained(6);
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> experiment(data(), "pretrained", file, "model.hidden", "7"))
                .withMessageContaining("h1 has 7 units, but the pre-trained machine has only 6 features");
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> experiment(data().withoutLabels(), "pretrained", file))
                .withMessageContaining("no labels, by which features could be told apart");
        Path text = Files.writeString(folder.resolve("letter.txt"), "Dear Sir");
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> experiment(data(), "pretrained", text.toString()))
                .withMessageContaining("letter.txt");
    }

    @Test
    void aDeclaredTermNamesItsComponent() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Masked.type()
                        .own()
                        .apply(
                                List.of(
                                        Group.of("v", new Bernoulli(), 2),
                                        Group.of("z", new Bernoulli(), 4),
                                        Group.of("h", new Bernoulli(), 2)),
                                Map.of("component", "first")))
                .withMessageContaining("\"first\"");
    }
}
