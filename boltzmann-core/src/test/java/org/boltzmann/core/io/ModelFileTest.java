package org.boltzmann.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.Initializer;
import org.boltzmann.core.Marginal;
import org.boltzmann.core.Parameter;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.State;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Factored;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.term.ThreeWay;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.unit.OneHot;
import org.boltzmann.core.unit.Real;
import org.boltzmann.core.unit.Spin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelFileTest {

    @TempDir
    Path directory;

    private static BoltzmannMachine filled(BoltzmannMachine machine) {
        for (Parameter parameter : machine.parameters()) {
            RandomGenerator random = RandomKey.of(43).at(parameter.name()).generator();
            float[] values = machine.theta().of(parameter).data();
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian() / 3;
            }
        }
        return machine;
    }

    static Stream<BoltzmannMachine> machines() {
        Group v = Group.of("v", new Bernoulli(), 6).withShape(2, 3);
        Group spins = Group.of("s", new Spin(), 2);
        Group labels = Group.of("y", new OneHot(3), 6);
        Group unit = Group.of("g", Gaussian.unitPrecision(), 2);
        Group learned = Group.of("r", Gaussian.learnedPrecision("r", 3), 3);
        Group context = Group.of("c", new Real(), 2);
        Group v2 = Group.of("v2", new Bernoulli(), 6);
        Parameter tied = Parameter.weights("tied", Initializer.zero(), 6, 2);
        Parameter tiedFilters = Parameter.weights("filters", Initializer.zero(), 6, 3);
        Parameter ownFilters = Parameter.weights("s.filters", Initializer.zero(), 2, 3);
        return Stream.of(
                BoltzmannMachine.of(Bias.on(v), Bias.on(spins), Pairwise.between(v, spins)),
                BoltzmannMachine.of(Bias.on(labels), Bias.on(spins), Pairwise.between(labels, spins)),
                BoltzmannMachine.of(Bias.on(unit), Pairwise.between(unit, spins)),
                BoltzmannMachine.of(Bias.on(learned), Pairwise.between(spins, learned)),
                BoltzmannMachine.of(Bias.on(v), Pairwise.between(context, v), ThreeWay.among(v, spins, context)),
                BoltzmannMachine.of(ThreeWay.among(v, spins, labels), Bias.on(v)),
                BoltzmannMachine.of(Factored.among(4, v, spins, learned), Bias.on(learned)),
                BoltzmannMachine.of(new Pairwise(v, spins, tied), new Pairwise(v2, spins, tied), Bias.on(spins)),
                BoltzmannMachine.of(
                        new Factored(List.of(v, v2, spins), List.of(tiedFilters, tiedFilters, ownFilters)),
                        Bias.on(v)));
    }

    private Path written(BoltzmannMachine machine, String name) throws IOException {
        Path file = directory.resolve(name);
        new ModelFile(
                        machine,
                        Vocabulary.core().declare(machine),
                        Map.of("epochs", "3"),
                        Map.of("seed", "7"),
                        Map.of("data.scale", Tensor.of(new float[] {1, 2}, 2)))
                .write(file);
        return file;
    }

    @ParameterizedTest
    @MethodSource("machines")
    void whatIsReadIsWhatWasWritten(BoltzmannMachine empty) throws IOException {
        BoltzmannMachine machine = filled(empty);
        ModelFile model = ModelFile.read(written(machine, "model.safetensors"), Vocabulary.core());
        BoltzmannMachine read = model.machine();

        assertThat(read.terms()).hasToString(machine.terms().toString());
        assertThat(read.groups().stream().map(Group::shape).toList())
                .isEqualTo(machine.groups().stream().map(Group::shape).toList());
        assertThat(read.parameters()).hasSameSizeAs(machine.parameters());
        for (Parameter parameter : machine.parameters()) {
            Parameter again = read.parameter(parameter.name());
            assertThat(again.shape()).isEqualTo(parameter.shape());
            assertThat(again.decays()).isEqualTo(parameter.decays());
            assertThat(read.theta().of(again).data())
                    .containsExactly(machine.theta().of(parameter).data());
        }
        assertThat(model.settings()).isEqualTo(Map.of("epochs", "3"));
        assertThat(model.provenance()).isEqualTo(Map.of("seed", "7"));
        assertThat(model.attachments()).isEqualTo(Map.of("data.scale", Tensor.of(new float[] {1, 2}, 2)));
        assertThat(freeEnergy(read)).containsExactly(freeEnergy(machine));
    }

    /** Of some numbers for the first group and for context, which need not be states: the same arithmetic in both machines. */
    private static double[] freeEnergy(BoltzmannMachine machine) {
        State x = machine.newState(5);
        for (Group group : machine.groups()) {
            RandomGenerator random = RandomKey.of(47).at(group.name()).generator();
            Matrix values = x.of(group);
            for (int i = 0; i < values.data().length; i++) {
                values.data()[i] = random.nextInt(2);
            }
        }
        return Marginal.keeping(machine, machine.groups().subList(0, 1)).freeEnergy(x);
    }

    @ParameterizedTest
    @MethodSource("machines")
    void twoFilesOfOneModelAreTheSameBytes(BoltzmannMachine machine) throws IOException {
        byte[] first = Files.readAllBytes(written(filled(machine), "first.safetensors"));
        assertThat(Files.readAllBytes(written(machine, "second.safetensors"))).isEqualTo(first);
        BoltzmannMachine read = ModelFile.read(directory.resolve("first.safetensors"), Vocabulary.core())
                .machine();
        assertThat(Files.readAllBytes(written(read, "third.safetensors"))).isEqualTo(first);
    }

    @Test
    void whatIsTiedStaysTied() throws IOException {
        BoltzmannMachine tied = machines().toList().get(7);
        BoltzmannMachine read = ModelFile.read(written(tied, "tied.safetensors"), Vocabulary.core())
                .machine();
        assertThat(read.parameters()).hasSize(2);
        assertThat(read.terms().get(0).parameters())
                .isEqualTo(read.terms().get(1).parameters());
    }

    @Test
    void elementsLieRowByRow() throws IOException {
        Group v = Group.of("v", new Bernoulli(), 3);
        Group h = Group.of("h", new Bernoulli(), 2);
        Group y = Group.of("y", new Bernoulli(), 4);
        BoltzmannMachine machine = filled(BoltzmannMachine.of(Pairwise.between(v, h), ThreeWay.among(v, h, y)));
        Map<String, Tensor> tensors =
                Safetensors.read(written(machine, "rows.safetensors")).tensors();
        Matrix weights = machine.theta().of(machine.parameter("v-h.weights"));
        Matrix triples = machine.theta().of(machine.parameter("v-h-y.weights"));
        assertThat(tensors.get("v-h.weights").shape()).containsExactly(3, 2);
        assertThat(tensors.get("v-h-y.weights").shape()).containsExactly(3, 2, 4);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 2; j++) {
                assertThat(tensors.get("v-h.weights").data()[i * 2 + j]).isEqualTo(weights.get(i, j));
                for (int k = 0; k < 4; k++) {
                    assertThat(tensors.get("v-h-y.weights").data()[(i * 2 + j) * 4 + k])
                            .isEqualTo(triples.get(i, j + k * 2));
                }
            }
        }
    }

    @Test
    void aTensorBesideTheParametersHasANameOfItsOwn() {
        BoltzmannMachine machine = BoltzmannMachine.of(Bias.on(Group.of("data", new Bernoulli(), 2)));
        Tensor two = Tensor.of(new float[2], 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModelFile(
                        machine, Vocabulary.core().declare(machine), Map.of(), Map.of(), Map.of("scale", two)))
                .withMessageContaining("scale");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModelFile(
                        machine, Vocabulary.core().declare(machine), Map.of(), Map.of(), Map.of("data.bias", two)))
                .withMessageContaining("data.bias");
    }

    @Test
    void parametersThatAreNotFiniteAreNotWritten() {
        BoltzmannMachine machine = BoltzmannMachine.of(Bias.on(Group.of("v", new Bernoulli(), 2)));
        machine.theta().of(machine.parameter("v.bias")).set(1, 0, Float.NaN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> written(machine, "nan.safetensors"))
                .withMessageContaining("v.bias");
        assertThat(directory.resolve("nan.safetensors")).doesNotExist();
    }
}
