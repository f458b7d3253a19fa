package org.boltzmann.core.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.RandomKey;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.io.Json;
import org.boltzmann.core.io.MachineDeclaration;
import org.boltzmann.core.io.Role;
import org.boltzmann.core.io.Tree;
import org.boltzmann.core.io.Vocabulary;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.term.Pairwise;
import org.boltzmann.core.term.ThreeWay;
import org.boltzmann.core.unit.Bernoulli;
import org.boltzmann.core.unit.OneHot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeclaredMachineTest {

    private static final String TWO_GROUPS = """
            name: two-groups
            groups:
              - {name: v, type: bernoulli, role: observed}
              - {name: y, type: one-hot, role: label}
              - {name: h, type: bernoulli, size: 4}
              - {name: g, type: bernoulli, size: 3}
            terms:
              - {type: bias, groups: [v]}
              - {type: bias, groups: [h]}
              - {type: bias, groups: [y]}
              - {type: pairwise, groups: [v, h]}
              - {type: three-way, groups: [v, g, y], parameters: [w]}
            parameters:
              w: {initializer: uniform(0.1), learning-rate: 0.02}
            """;

    @TempDir
    private Path folder;

    private Plan plan(String machine) throws IOException {
        Path file = Files.writeString(folder.resolve("m.yaml"), machine, UTF_8);
        Settings settings = Settings.of(Map.of("machine", file.toString(), "negative-phase", "cd"));
        return Plan.read(settings, Contributions.catalog());
    }

    private static DataSet data() {
        return DataSet.of("six", List.of(2, 3), Matrix.zeros(6, 5)).withLabels(new int[] {0, 1, 2, 1, 0}, 3);
    }

    @Test
    void whatIsDeclaredIsTheRecordThatTheSameMachineOfJavaHas() throws IOException {
        Group v = Group.of("v", new Bernoulli(), 6).withShape(2, 3);
        Group y = Group.of("y", new OneHot(3), 3);
        Group h = Group.of("h", new Bernoulli(), 4);
        Group g = Group.of("g", new Bernoulli(), 3);
        ThreeWay own = ThreeWay.among(v, g, y, org.boltzmann.core.Initializer.uniform(0.1));
        ThreeWay named = new ThreeWay(
                v, g, y, org.boltzmann.core.Parameter.weights("w", own.weights().initializer(), 6, 3, 3));
        BoltzmannMachine java = BoltzmannMachine.of(Bias.on(v), Bias.on(h), Bias.on(y), Pairwise.between(v, h), named);
        MachineDeclaration declared = plan(TWO_GROUPS).declaration(data());
        MachineDeclaration expected =
                Vocabulary.core().declare("two-groups", java, Map.of("v", Role.OBSERVED, "y", Role.LABEL));
        assertThat(declared.terms()).isEqualTo(expected.terms());
        assertThat(declared.groups()).containsExactlyInAnyOrderElementsOf(expected.groups());
        assertThat(declared.settings()).containsExactly(Map.entry("learning-rate.w", "0.02"));
        assertThat(declared.parameters().keySet())
                .isEqualTo(expected.parameters().keySet());
        assertThat(MachineDeclaration.read(Tree.of("machine", Json.read(Json.write(declared.tree())))))
                .as("as a model file holds it")
                .isEqualTo(declared);
    }

    @Test
    void dataGiveTheSizesTheDeclarationLeavesOpen() throws IOException {
        Experiment experiment = Experiment.of(plan(TWO_GROUPS), data(), 1);
        assertThat(experiment.machine().group("v")).hasToString("v:bernoulli[6]");
        assertThat(experiment.machine().group("v").shape()).containsExactly(2, 3);
        assertThat(experiment.machine().group("y").size()).isEqualTo(3);
        assertThat(experiment.examples().observed()).hasToString("[v:bernoulli[6], y:one-hot[3]]");
        assertThat(experiment.trainer(List.of()).train(experiment.examples(), 2).epochsDone())
                .isEqualTo(2);
        assertThat(experiment.plan().training().optimizer().toString())
                .contains("0.02")
                .contains("w");
    }

    @Test
    void valuesOfSeveralGroupsAreSharedOutInTheirOrder() throws IOException {
        Plan plan = plan("""
                groups:
                  - {name: b, type: bernoulli, size: 2, role: observed}
                  - {name: x, type: real, size: 3, role: context}
                  - {name: a, type: bernoulli, role: observed}
                terms:
                  - {type: bias, groups: [a]}
                  - {type: pairwise, groups: [x, a]}
                  - {type: pairwise, groups: [b, a]}
                """);
        Matrix values = Matrix.zeros(6, 2);
        float[] rows = {1, 0, 0.5f, -2, 7, 1};
        for (int i = 0; i < 6; i++) {
            values.set(i, 1, rows[i]);
        }
        Experiment experiment = Experiment.of(plan, DataSet.of("six", List.of(6), values), 1);
        BoltzmannMachine machine = experiment.machine();
        var x = machine.newState(2);
        experiment.examples().present(new int[] {0, 1}, RandomKey.of(1), x);
        assertThat(x.of(machine.group("b")).get(0, 1)).isEqualTo(1);
        assertThat(x.of(machine.group("x")).get(0, 1)).isEqualTo(0.5f);
        assertThat(x.of(machine.group("x")).get(1, 1)).isEqualTo(-2);
        assertThat(x.of(machine.group("x")).get(2, 1)).isEqualTo(7);
        assertThat(x.of(machine.group("a")).get(0, 1)).isEqualTo(1);
        assertThat(experiment.examples().observed()).hasToString("[b:bernoulli[2], a:bernoulli[1]]");
    }

    @Test
    void everythingThatIsWrongIsToldWithFileAndLine() {
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> plan("""
                        groups:
                          - {name: v, typ: bernoulli}
                          - {name: h, type: bernoulli, size: 010}
                          - {name: g, type: bernoulli, size: 3, role: boss}
                        termes: []
                        """))
                .withMessageContaining("m.yaml:2: machine.groups[0].typ is not known; did you mean type?")
                .withMessageContaining("m.yaml:3: machine.groups[1].size is \"010\" but must be a whole number")
                .withMessageContaining("m.yaml:4: machine.groups[2].role is \"boss\"")
                .withMessageContaining("m.yaml:5: machine.termes is not known; did you mean terms?")
                .withMessageContaining("machine has no \"terms\"");
    }

    @Test
    void whatMakesNoMachineIsToldWithFileAndLine() throws IOException {
        Plan plan = plan("""
                groups:
                  - {name: v, type: bernouli}
                  - {name: h, type: gaussian, options: {precison: learned}, size: 2}
                terms:
                  - {type: bias, groups: [v]}
                """);
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> plan.declaration(data()))
                .withMessageContaining(
                        "m.yaml:2: machine.groups[0]: group v: no unit type bernouli; did you mean bernoulli?")
                .withMessageContaining("m.yaml:3: machine.groups[1]: unit type gaussian has no option precison");
        Plan terms = plan("""
                groups:
                  - {name: v, type: bernoulli}
                  - {name: h, type: bernoulli, size: 2}
                  - {name: lonely, type: bernoulli, size: 2}
                terms:
                  - {type: bias, groups: [w]}
                  - {type: pairwyse, groups: [v, h]}
                  - {type: pairwise, groups: [v]}
                  - {type: pairwise, groups: [v, h], options: {speed: 3}}
                """);
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> terms.declaration(data()))
                .withMessageContaining("m.yaml:6: machine.terms[0]: term bias[w] names group w, which is not declared")
                .withMessageContaining("m.yaml:7: machine.terms[1]: no kind of term pairwyse; did you mean pairwise?")
                .withMessageContaining("m.yaml:8: machine.terms[2]: term pairwise[v] needs more than groups")
                .withMessageContaining("m.yaml:9: machine.terms[3]: term pairwise[v, h] has no option speed");
        Plan unused = plan("""
                groups:
                  - {name: v, type: bernoulli}
                  - {name: lonely, type: bernoulli, size: 2}
                terms: [{type: bias, groups: [v]}]
                parameters: {v.bais: {l2: 1}}
                """);
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> unused.declaration(data()))
                .withMessageContaining("no term names group lonely")
                .withMessageContaining("parameter v.bais is declared, but no term uses it; did you mean v.bias?");
    }

    @Test
    void rolesMustMakeSense() throws IOException {
        Plan real = plan("""
                groups: [{name: v, type: bernoulli}, {name: u, type: real, size: 2}]
                terms: [{type: pairwise, groups: [u, v]}]
                """);
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> real.declaration(data()))
                .withMessageContaining("real units are context and all context is real");
        Plan open = plan("""
                groups: [{name: v, type: bernoulli}, {name: h, type: bernoulli}]
                terms: [{type: pairwise, groups: [v, h]}]
                """);
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> open.declaration(data()))
                .withMessageContaining("group h has no size; only groups that hold the data can do without");
        Plan blind = plan("""
                groups: [{name: a, type: bernoulli, size: 6}]
                terms: [{type: bias, groups: [a]}]
                """);
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> blind.declaration(data()))
                .withMessageContaining("no group is observed");
        Plan huge = plan("""
                groups: [{name: v, type: bernoulli}, {name: h, type: bernoulli, size: 300000000}]
                terms: [{type: pairwise, groups: [v, h]}]
                """);
        assertThatExceptionOfType(SettingsException.class).isThrownBy(() -> Experiment.of(huge, data(), 1));
    }

    @Test
    void aVariantAndADeclarationAreNotBothMeant() throws IOException {
        Path file = Files.writeString(folder.resolve("m.yaml"), TWO_GROUPS, UTF_8);
        Settings settings = Settings.of(Map.of("machine", file.toString(), "variant", "rbm"));
        Plan.read(settings, Contributions.catalog());
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> settings.check(java.util.Set.of()))
                .withMessageContaining("leave one of them out");
    }

    @Test
    void namesThatNoModelFileCanHoldAreRefusedBeforeTraining() throws IOException {
        for (String name : List.of("__metadata__", "data.shift", "\"\\e[31mred\"")) {
            Plan plan = plan("""
                    groups: [{name: v, type: bernoulli}]
                    terms: [{type: bias, groups: [v], parameters: [NAME]}]
                    """.replace("NAME", name));
            assertThatExceptionOfType(SettingsException.class)
                    .as(name)
                    .isThrownBy(() -> plan.declaration(data()))
                    .withMessageContaining("m.yaml:2: machine.terms[0]: parameter ")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\033"));
        }
    }

    @Test
    void settingsBesideAMachineAreNotDroppedWithoutAWord() throws IOException {
        Path file = Files.writeString(
                folder.resolve("m.yaml"), "epochs: 500\nmachine:\n  " + TWO_GROUPS.replace("\n", "\n  "), UTF_8);
        Settings settings = Settings.of(Map.of("machine", file.toString()));
        Plan.read(settings, Contributions.catalog());
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> settings.check(java.util.Set.of()))
                .withMessageContaining("holds settings beside the machine (epochs)");
    }
}
