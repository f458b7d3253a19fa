package org.boltzmann.higherorder.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.data.DataException;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.unit.Gaussian;
import org.boltzmann.core.wiring.Contributions;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatedVariantsTest {

    private static final DataSet PAIRS = DataSet.of("pairs", List.of(2, 2, 3), Matrix.zeros(12, 3));

    private static Variant variant(String name) {
        return Contributions.catalog().variants().get(name);
    }

    private static BoltzmannMachine built(String name, DataSet data, Map<String, String> settings) {
        return variant(name).build().apply(data, Settings.of(settings));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gated-rbm", "factored-gated-rbm"})
    void theImagesTakeHalfOfTheFeaturesEachInTheirOrder(String name) {
        Settings settings = Settings.of(Map.of("model.hidden", "3"));
        settings.addDefaults(name, variant(name).defaults());
        BoltzmannMachine machine = variant(name).build().apply(PAIRS, settings);
        assertThat(machine.groups()).extracting(group -> group.name()).containsExactly("x", "y", "h");
        assertThat(machine.group("x").type().isContext()).isTrue();
        assertThat(machine.group("x").shape()).containsExactly(2, 3);
        assertThat(machine.group("y").shape()).containsExactly(2, 3);
        assertThat(machine.group("h").size()).isEqualTo(3);
        assertThat(settings.used().keySet()).isSubsetOf(variant(name).settings().keySet());
        settings.check(Set.of());
        Set<String> known =
                new TreeSet<>(Contributions.catalog().trainingSettings().keySet());
        assertThat(known).containsAll(variant(name).defaults().keySet());
    }

    @Test
    void imagesMayBeRealAndALineOfEvenLengthIsAPair() {
        DataSet line = DataSet.of("line", List.of(6), Matrix.zeros(6, 3));
        BoltzmannMachine machine = built(
                "factored-gated-rbm",
                line,
                Map.of("model.images", "gaussian", "model.factors", "7", "model.hidden", "2"));
        assertThat(machine.group("y").type()).isInstanceOf(Gaussian.class);
        assertThat(machine.group("y").shape()).containsExactly(3);
        assertThat(machine.parameter("x-y-h.filters-h").shape()).containsExactly(2, 7);
    }

    @Test
    void whatIsNoPairOrTooLargeIsRefused() {
        DataSet square = DataSet.of("square", List.of(4, 4), Matrix.zeros(16, 3));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> built("factored-gated-rbm", square, Map.of()))
                .withMessageContaining("no pairs of images");
        DataSet odd = DataSet.of("odd", List.of(5), Matrix.zeros(5, 3));
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> built("gated-rbm", odd, Map.of()));
        DataSet large = DataSet.of("large", List.of(2, 500), Matrix.zeros(1000, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> built("gated-rbm", large, Map.of()))
                .withMessageContaining("factored-gated-rbm");
    }
}
