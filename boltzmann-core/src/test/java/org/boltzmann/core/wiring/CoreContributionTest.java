package org.boltzmann.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import java.util.Map;
import java.util.Set;
import org.boltzmann.core.train.Optimizer;
import org.boltzmann.core.train.Schedule;
import org.junit.jupiter.api.Test;

class CoreContributionTest {

    @Test
    void thisModuleContributesItsWords() {
        Catalog catalog = Contributions.catalog();
        assertThat(catalog.unitTypes().keySet()).containsExactly("bernoulli", "spin", "gaussian", "one-hot", "real");
        assertThat(catalog.termTypes().keySet())
                .containsExactly("bias", "pairwise", "three-way", "lateral", "lateral-edges", "factored");
        assertThat(catalog.objectives().keySet()).containsExactly("likelihood");
        assertThat(catalog.positivePhases().keySet()).containsExactly("exact", "gibbs", "mean-field", "auto");
        assertThat(catalog.negativePhases().keySet()).containsExactly("cd", "pcd", "exact");
        assertThat(catalog.optimizers().keySet()).containsExactly("sgd", "adam");
        assertThat(catalog.variants()).isEmpty();
    }

    @Test
    void theMapsThemselvesCanBeInjectedToo() {
        Injector injector = Guice.createInjector(Contributions.onClassPath());
        assertThat(injector.getInstance(Catalog.class)).isSameAs(injector.getInstance(Catalog.class));
    }

    @Test
    void twoModulesCannotMeanTwoThingsByOneName() {
        assertThatThrownBy(() -> Guice.createInjector(
                        Contributions.onClassPath(),
                        binder -> Contributions.optimizers(binder)
                                .addBinding("sgd")
                                .toInstance(new Choice<Schedule, Optimizer>("another", Map.of(), s -> Optimizer::sgd))))
                .isInstanceOf(CreationException.class)
                .hasMessageContaining("sgd");
    }

    @Test
    void everySettingOfAChoiceIsDocumentedAndAllowedWhereAnotherIsChosen() {
        Catalog catalog = Contributions.catalog();
        Settings settings = Settings.of(Map.of(
                "negative-phase",
                "cd",
                "negative-phase.chains",
                "7",
                "optimizer",
                "adam",
                "momentum.kind",
                "nesterov"));
        TrainingSettings.from(settings, catalog);
        assertThat(settings.problems(Set.of())).isEmpty();
        assertThat(catalog.trainingSettings())
                .containsKeys("negative-phase.sweeps", "negative-phase.chains", "positive-phase.sweeps", "momentum");
    }
}
