package org.boltzmann.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.boltzmann.core.io.Nearest;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void allProblemsAreToldTogetherWithTheNearestKnownKey() {
        Settings settings =
                Settings.of(Map.of("epochs", "-1", "momentum", "1.5", "learning-rat", "0.1", "optimizer", "sgdd"));
        TrainingSettings.from(settings, Contributions.catalog());
        assertThatThrownBy(() -> settings.check(Set.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("epochs is \"-1\"; allowed is a whole number of at least 0")
                .hasMessageContaining("momentum is \"1.5\"")
                .hasMessageContaining("optimizer is \"sgdd\"; did you mean sgd? allowed are sgd, adam")
                .hasMessageContaining("no setting is called learning-rat; did you mean learning-rate?");
    }

    @Test
    void aKeyThatWillBeAskedForLaterIsNotUnknown() {
        Settings settings = Settings.of(Map.of("model.hidden", "7", "modle.hidden", "8"));
        assertThatThrownBy(() -> settings.check(Set.of("model.hidden")))
                .hasMessage("no setting is called modle.hidden; did you mean model.hidden?");
    }

    @Test
    void aVariantsDefaultGivesWayToTheUsersValue() {
        Settings settings = Settings.of(Map.of("a", "1"));
        settings.addDefaults("variant x", Map.of("a", "2", "b", "3"));
        assertThat(settings.count("a", 0, 0)).isEqualTo(1);
        assertThat(settings.count("b", 0, 0)).isEqualTo(3);
        assertThat(settings.count("c", 4, 0)).isEqualTo(4);
        assertThat(settings.used()).containsExactly(Map.entry("a", "1"), Map.entry("b", "3"), Map.entry("c", "4"));
    }

    @Test
    void aSettingOfOneParameterIsFoundByItsName() {
        Settings settings = Settings.of(Map.of("l2.v-h.weights", "0.5", "l2", "0.1"));
        assertThat(settings.perParameter("l2")).isEqualTo(Map.of("v-h.weights", 0.5));
        TrainingSettings training = TrainingSettings.from(settings, Contributions.catalog());
        settings.check(Set.of());
        assertThat(training.optimizer()).hasToString("sgd, learning rate 0.05, l2(0.1), l2(0.5) on v-h.weights");
    }

    @Test
    void whatIsSetForOneOfSeveralComesBeforeWhatIsSetForAllInTheSamePlace() {
        Settings all = Settings.of(
                SettingsLayer.of(Settings.COMMAND_LINE, Map.of("a", "1", "s.x.b", "2", "s.y.b", "3", "name", "z")),
                SettingsLayer.of("environment", Map.of()),
                List.of(new SettingsLayer(
                        "f.yaml",
                        Map.of("s.x.a", "4", "s.x.c", "wrong", "c", "5"),
                        Map.of("s.x.c", 7, "c", 2),
                        Optional.empty())));
        Settings one = all.only("s", "x", Map.of("name", "x"));
        assertThat(one.text("a", "")).isEqualTo("1"); // typed, before the file
        assertThat(one.text("b", "")).isEqualTo("2");
        assertThat(one.text("name", "")).isEqualTo("x");
        one.count("c", 0, 0);
        assertThat(one.problems(Set.of()))
                .containsExactly("f.yaml:7: c is \"wrong\"; allowed is a whole number of at least 0");
        assertThat(one.problems(Set.of())).hasSize(1); // asking changes nothing
        assertThat(all.below("s.x.")).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void valuesAreNeverExpanded() {
        Settings settings = Settings.of(Map.of("x", "${env:HOME}", "y", "${sys:user.home}", "z", "1,2"));
        assertThat(settings.text("x", "")).isEqualTo("${env:HOME}");
        assertThat(settings.text("y", "")).isEqualTo("${sys:user.home}");
        assertThat(settings.text("z", "")).isEqualTo("1,2");
    }

    @Test
    void theNearestWordIsTheOneWithFewestChangesAndNotTooMany() {
        assertThat(Nearest.to("minst", List.of("mnist", "bars"))).contains("mnist");
        assertThat(Nearest.to("rmb", List.of("gaussian-rbm", "rbm"))).contains("rbm");
        assertThat(Nearest.to("kitten", List.of("sitting"))).contains("sitting");
        assertThat(Nearest.to("qqqq", List.of("mnist", "bars"))).isEmpty();
        assertThat(Nearest.to("", List.of())).isEmpty();
    }
}
