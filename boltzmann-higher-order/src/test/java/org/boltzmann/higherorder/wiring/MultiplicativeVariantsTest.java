package org.boltzmann.higherorder.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.io.MachineDeclaration;
import org.boltzmann.core.io.Role;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.wiring.Catalog;
import org.boltzmann.core.wiring.Contributions;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultiplicativeVariantsTest {

    private static final Catalog CATALOG = Contributions.catalog();

    private static final DataSet DATA =
            DataSet.of("four", List.of(2, 2), Matrix.zeros(4, 3)).withLabels(new int[] {0, 1, 2}, 3);

    private static BoltzmannMachine build(Variant variant, DataSet data, Map<String, String> settings) {
        Settings read = Settings.of(settings);
        read.addDefaults(variant.name(), variant.defaults());
        BoltzmannMachine machine = variant.build().apply(data, read);
        assertThat(read.used().keySet()).isSubsetOf(variant.settings().keySet());
        read.check(Set.of());
        return machine;
    }

    @ParameterizedTest
    @ValueSource(strings = {"class-multiplicative-rbm", "mixture-rbm", "two-group-rbm"})
    void theVariantIsADeclarationThatMakesTheSameMachine(String name) {
        Variant variant = CATALOG.variants().get(name);
        for (String visible : List.of("bernoulli", "gaussian")) {
            BoltzmannMachine machine = build(variant, DATA, Map.of("model.visible", visible));
            assertThat(machine.group("v").size()).isEqualTo(4);
            assertThat(machine.group("v").type().name()).isEqualTo(visible);
            MachineDeclaration declared = CATALOG.vocabulary().declare(name, machine, variant.roles());
            assertThat(declared.label(machine).isPresent()).isEqualTo(!name.equals("mixture-rbm"));
            assertThat(CATALOG.vocabulary().machine(declared).toString()).isEqualTo(machine.toString());
        }
        assertThat(new TreeSet<>(CATALOG.trainingSettings().keySet()))
                .containsAll(withoutChoices(variant.defaults().keySet()));
    }

    /** Objectives of labels are another module's, so that their settings are not known here. */
    private static Set<String> withoutChoices(Set<String> keys) {
        Set<String> own = new TreeSet<>(keys);
        own.removeIf(key -> key.startsWith("objective."));
        return own;
    }

    @Test
    void whatNeedsALabelSaysSo() {
        for (String name : List.of("class-multiplicative-rbm", "two-group-rbm")) {
            Variant variant = CATALOG.variants().get(name);
            assertThat(variant.roles()).containsEntry("y", Role.LABEL);
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> build(variant, DATA.withoutLabels(), Map.of()))
                    .withMessageContaining("mixture-rbm");
        }
        assertThat(build(CATALOG.variants().get("mixture-rbm"), DATA.withoutLabels(), Map.of("model.components", "7"))
                        .group("z")
                        .size())
                .isEqualTo(7);
    }
}
