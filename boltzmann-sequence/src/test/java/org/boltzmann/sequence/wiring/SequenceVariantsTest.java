package org.boltzmann.sequence.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.Sequences;
import org.boltzmann.core.State;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.wiring.Catalog;
import org.boltzmann.core.wiring.Contributions;
import org.boltzmann.core.wiring.Experiment;
import org.boltzmann.core.wiring.Plan;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.SettingsException;
import org.boltzmann.core.wiring.Variant;
import org.boltzmann.sequence.Elman;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceVariantsTest {

    private static final Catalog CATALOG = Contributions.catalog();

    @TempDir
    private Path folder;

    private static DataSet data(boolean labelled) {
        Sequences layout = Sequences.of(4, 1, 7, 3, 5);
        Matrix frames = Matrix.zeros(6, layout.frames());
        int[] labels = new int[layout.frames()];
        for (int j = 0; j < labels.length; j++) {
            labels[j] = j % 2;
            for (int i = 0; i < 6; i++) {
                frames.set(i, j, (i + j) % 3 == 0 || (i * j) % 5 == 1 ? 1 : 0);
            }
        }
        DataSet data = DataSet.of("tunes", List.of(6), frames).withSequences(layout);
        return labelled ? data.withLabels(labels, 2) : data;
    }

    private static Experiment experiment(DataSet data, Map<String, String> more) {
        Map<String, String> settings = new LinkedHashMap<>();
        if (!more.containsKey("machine")) {
            settings.put("model.hidden", "5");
        }
        settings.put("epochs", "2");
        settings.put("batch-size", "2");
        settings.put("validation", "0");
        settings.putAll(more);
        Settings read = Settings.of(settings);
        Plan plan = Plan.read(read, CATALOG);
        read.check(plan.stillToCome());
        return Experiment.of(plan, data, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rnn-rbm", "rtrbm", "crbm", "factored-crbm"})
    void everySettingIsDocumented(String name) {
        Variant variant = CATALOG.variants().get(name);
        Settings settings = Settings.of(Map.of("model.hidden", "3"));
        settings.addDefaults(name, variant.defaults());
        assertThat(variant.build().apply(data(false), settings).network()).isPresent();
        settings.check(Set.of());
        Set<String> known = new TreeSet<>(CATALOG.trainingSettings().keySet());
        assertThat(known).containsAll(variant.defaults().keySet());
        known.addAll(variant.settings().keySet());
        assertThat(known).containsAll(settings.used().keySet());
    }

    @ParameterizedTest
    @CsvSource({
        "rnn-rbm, model.cell=elman",
        "rnn-rbm, model.cell=lstm model.emits=low-rank model.factors=3",
        "rnn-rbm, model.emits=full model.recurrent=3 window=3 network.dropout=0.2 network.noise=0.1",
        "rnn-rbm, model.visible=gaussian scaling=standardise model.activation=logistic",
        "rnn-rbm, pretrain.epochs=2 pretrain.network-epochs=2 window=2 window.lead=1",
        "rnn-rbm, negative-phase=pcd window=3",
        "rtrbm, pretrain.epochs=1",
        "crbm, model.order=2",
        "factored-crbm, model.order=2 model.factors=4"
    })
    void trainsAndComesBackFromItsFileWithTheSameBits(String name, String settings) throws IOException {
        Map<String, String> given = new LinkedHashMap<>(Map.of("variant", name));
        for (String setting : settings.split(" ")) {
            given.put(setting.split("=")[0], setting.split("=")[1]);
        }
        Experiment experiment = experiment(data(false), given);
        BoltzmannMachine machine = experiment.machine();
        Map<String, float[]> first = values(machine);
        experiment.trainer(List.of()).train(experiment.examples(), 2);
        values(machine)
                .forEach((parameter, values) -> assertThat(values).as(parameter).isNotEqualTo(first.get(parameter)));
        Path file = folder.resolve("model.safetensors");
        experiment.model(Map.of()).write(file);
        ModelFile read = ModelFile.read(file, CATALOG.vocabulary());
        assertThat(read.machine()).hasToString(machine.toString());
        values(machine)
                .forEach((parameter, values) -> assertThat(read.machine()
                                .theta()
                                .of(read.machine().parameter(parameter))
                                .data())
                        .as(parameter)
                        .isEqualTo(values));
        assertThat(contexts(read.machine(), experiment)).isEqualTo(contexts(machine, experiment));
        Path again = folder.resolve("again.safetensors");
        new ModelFile(read.machine(), read.declaration(), read.settings(), read.provenance(), read.attachments())
                .write(again);
        assertThat(again).hasSameBinaryContentAs(file);
    }

    private static Map<String, float[]> values(BoltzmannMachine machine) {
        Map<String, float[]> values = new LinkedHashMap<>();
        for (Parameter parameter : machine.parameters()) {
            values.put(parameter.name(), machine.theta().of(parameter).data().clone());
        }
        return values;
    }

    private static float[] contexts(BoltzmannMachine machine, Experiment experiment) {
        State x = experiment
                .preparation()
                .show(experiment.learned(), machine)
                .parts(machine, 100, RandomKey.of(1))
                .iterator()
                .next();
        return x.of(machine.group("u")).data();
    }

    @Test
    void tiedParametersStayTiedInAFile() throws IOException {
        Experiment experiment = experiment(data(false), Map.of("variant", "rtrbm"));
        Path file = folder.resolve("model.safetensors");
        experiment.model(Map.of()).write(file);
        BoltzmannMachine read = ModelFile.read(file, CATALOG.vocabulary()).machine();
        Elman cell = (Elman) read.network().orElseThrow();
        assertThat(cell.cell().input()).isSameAs(read.parameter("v-h.weights"));
        assertThat(cell.cell().recurrent()).isSameAs(read.parameter("u-h.weights"));
        assertThat(cell.cell().bias()).isSameAs(read.parameter("h.bias"));
    }

    @Test
    void anyMachineWithAContextIsConditionedByACell() throws IOException {
        Path file = folder.resolve("machine.yaml");
        Files.writeString(file, """
                machine:
                  groups:
                    - {name: v, type: bernoulli, role: observed}
                    - {name: y, type: one-hot, role: label}
                    - {name: h, type: bernoulli, size: 4}
                    - {name: u, type: real, size: 3, role: context}
                  terms:
                    - {type: bias, groups: [v]}
                    - {type: bias, groups: [h]}
                    - {type: bias, groups: [y]}
                    - {type: pairwise, groups: [v, h]}
                    - {type: pairwise, groups: [y, h]}
                    - {type: pairwise, groups: [u, y]}
                    - {type: pairwise, groups: [u, h]}
                    - {type: three-way, groups: [u, v, h]}
                  network: {type: lstm, groups: [v, u]}
                  parameters:
                    u.recurrent-weights: {initializer: normal(0.1)}
                """);
        Experiment experiment = experiment(data(true), Map.of("machine", file.toString(), "negative-phase", "exact"));
        assertThat(experiment.examples().observed()).extracting(Group::name).containsExactly("v", "y");
        Map<String, float[]> first = values(experiment.machine());
        experiment.trainer(List.of()).train(experiment.examples(), 2);
        values(experiment.machine())
                .forEach((parameter, values) -> assertThat(values).as(parameter).isNotEqualTo(first.get(parameter)));
        assertThat(experiment.declaration().network()).isPresent();
    }

    @Test
    void whatDoesNotFitIsToldWithItsRemedy() throws IOException {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> experiment(data(false).withSequences(Sequences.none()), Map.of("variant", "rnn-rbm")))
                .withMessageContaining("tunes has no sequences");
        Matrix missing = data(false).values().copy();
        missing.set(2, 3, Float.NaN);
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> experiment(data(false).withValues(missing), Map.of("variant", "crbm")))
                .withMessageContaining("has missing values, but a network reads group v");
        Path file = folder.resolve("wrong.yaml");
        Files.writeString(file, """
                machine:
                  groups:
                    - {name: v, type: bernoulli}
                    - {name: u, type: real, size: 3, role: context}
                  terms:
                    - {type: bias, groups: [v]}
                    - {type: pairwise, groups: [u, v]}
                  network: {type: elmann, groups: [v, u]}
                """);
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> experiment(data(false), Map.of("machine", file.toString())))
                .withMessageContaining("machine.network")
                .withMessageContaining("did you mean elman");
    }

    @Test
    void gaussianFramesHaveUnitsOfTheirOwn() {
        Experiment experiment = experiment(
                data(false), Map.of("variant", "crbm", "model.visible", "gaussian", "scaling", "standardise"));
        assertThat(experiment.machine().group("v").type()).isInstanceOf(Gaussian.class);
    }
}
