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
import org.boltzmann.core.wiring.Variant;
import org.junit.jupiter.api.Test;

class RbmContributionTest {

    @Test
    void theVariantsExistBecauseTheModuleIsOnTheClassPath() {
        assertThat(Contributions.catalog().variants().keySet())
                .containsExactly(
                        "rbm", "gaussian-rbm", "spin-rbm", "potts-rbm", "boltzmann-machine", "fully-visible-bm");
    }

    @Test
    void everyVariantDocumentsTheSettingsItReadsAndMakesAMachineOfTheDatasSize() {
        DataSet data = DataSet.of("four", List.of(2, 2), Matrix.zeros(4, 3));
        for (Variant variant : Contributions.catalog().variants().values()) {
            Settings settings = Settings.of(
                    variant.settings().containsKey("model.hidden") ? Map.of("model.hidden", "3") : Map.of());
            settings.addDefaults(variant.name(), variant.defaults());
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
        Set<String> known =
                new TreeSet<>(Contributions.catalog().trainingSettings().keySet());
        for (Variant variant : Contributions.catalog().variants().values()) {
            assertThat(known).containsAll(variant.defaults().keySet());
        }
    }
}
