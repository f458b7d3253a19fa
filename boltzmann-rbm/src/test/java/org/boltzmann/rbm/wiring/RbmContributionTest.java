package org.boltzmann.rbm.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.boltzmann.core.data.DataSet;
import org.boltzmann.core.linalg.Matrix;
import org.boltzmann.core.wiring.Contributions;
import org.boltzmann.core.wiring.Settings;
import org.boltzmann.core.wiring.TrainingSettings;
import org.boltzmann.core.wiring.Variant;
import org.junit.jupiter.api.Test;

class RbmContributionTest {

    @Test
    void theVariantsExistBecauseTheModuleIsOnTheClassPath() {
        assertThat(Contributions.variants().keySet())
                .containsExactly("rbm", "gaussian-rbm", "spin-rbm", "potts-rbm", "boltzmann-machine");
    }

    @Test
    void everyVariantDocumentsTheSettingsItReadsAndMakesAMachineOfTheDatasSize() {
        DataSet data = DataSet.of("four", List.of(2, 2), Matrix.zeros(4, 3));
        for (Variant variant : Contributions.variants().values()) {
            Settings settings = Settings.of(Map.of("model.hidden", "3")).withDefaults(variant.defaults());
            assertThat(variant.build()
                            .apply(data, settings)
                            .group(Variant.VISIBLE)
                            .size())
                    .isEqualTo(4);
            assertThat(settings.used().keySet()).isSubsetOf(variant.settings().keySet());
            settings.check(Set.of());
        }
    }

    @Test
    void everyDefaultIsOfASettingThatExists() {
        Set<String> known = new TreeSet<>(TrainingSettings.documentation().keySet());
        known.add("encoding");
        known.add("scaling");
        for (Variant variant : Contributions.variants().values()) {
            assertThat(known).containsAll(variant.defaults().keySet());
        }
    }
}
