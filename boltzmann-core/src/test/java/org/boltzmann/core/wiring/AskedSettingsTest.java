package org.boltzmann.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.boltzmann.core.BoltzmannMachine;
import org.boltzmann.core.Group;
import org.boltzmann.core.io.Checksum;
import org.boltzmann.core.io.Json;
import org.boltzmann.core.io.Tree;
import org.boltzmann.core.term.Bias;
import org.boltzmann.core.unit.Bernoulli;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What settings tell of themselves, and what a variant does beyond its declaration. */
class AskedSettingsTest {

    @TempDir
    private Path folder;

    @Test
    void defaultsAndWhatIsAllowedAreAsTheCodeAsksForThem() {
        Settings settings = Settings.of(Map.of("kind", "b"));
        settings.choice("kind", "a", "a", "b");
        settings.count("number", 3, 1);
        settings.find("name");
        settings.one("thing", "x", Map.of("x", 1));
        settings.file("file");
        assertThat(settings.asked())
                .containsEntry("kind", new Settings.Asked("a", "a, b"))
                .containsEntry("number", new Settings.Asked("3", "a whole number of at least 1"))
                .containsEntry("name", new Settings.Asked("", Settings.ANYTHING))
                .containsEntry("thing", new Settings.Asked("x", "x"))
                .containsEntry("file", new Settings.Asked("", "the name of a file"));
    }

    @Test
    void aFileIsKnownByItsChecksumAndOneThatIsNotThereIsNoted() throws IOException {
        Path file = Files.writeString(folder.resolve("some"), "some");
        Settings settings = Settings.of(Map.of(
                "first", file.toString(), "second", folder.resolve("none").toString()));
        assertThat(settings.file("first")).contains(file);
        assertThat(settings.file("second")).isEmpty();
        assertThat(settings.checksums()).isEqualTo(Map.of("first", Checksum.of(file)));
        assertThat(settings.problems(Set.of())).hasSize(1).allMatch(problem -> problem.startsWith("second is "));
    }

    private static Catalog catalog(Variant variant) {
        Catalog found = Contributions.catalog();
        return new Catalog(
                Map.of(variant.name(), variant),
                found.unitTypes(),
                found.termTypes(),
                found.networkTypes(),
                found.objectives(),
                found.positivePhases(),
                found.negativePhases(),
                found.optimizers(),
                found.dataSets(),
                found.fileFormats(),
                found.otherSettings());
    }

    private static final Variant PLAIN = new Variant(
            "plain",
            "for this test",
            Map.of("model.hidden", "hidden units", "beginning", "what it begins with"),
            Map.of(),
            (data, settings) -> BoltzmannMachine.of(Bias.on(Group.of("v", new Bernoulli(), data.features()))));

    private static Settings declared(Map<String, String> values) {
        Object machine = Json.read(
                "{\"groups\":[{\"name\":\"v\",\"type\":\"bernoulli\"}],\"terms\":[{\"type\":\"bias\",\"groups\":[\"v\"]}]}");
        return Settings.of(
                SettingsLayer.of(Settings.COMMAND_LINE, values),
                SettingsLayer.of("environment", Map.of()),
                java.util.List.of(
                        new SettingsLayer("a file", Map.of(), Map.of(), Optional.of(Tree.of("machine", machine)))));
    }

    @Test
    void aVariantThatGivesFirstValuesIsNamedAmongTheSettingsOfAModel() {
        Variant starting = PLAIN.startingWith((subject, settings) -> settings.text("beginning", "none"));
        Plan plan = Plan.read(Settings.of(Map.of()), catalog(starting));
        assertThat(plan.stored()).containsEntry(Plan.FIRST_VALUES, "plain");
        assertThat(Plan.read(Settings.of(Map.of()), catalog(PLAIN)).stored()).doesNotContainKey(Plan.FIRST_VALUES);
        Plan again = Plan.read(declared(Map.of(Plan.FIRST_VALUES, "plain")), catalog(starting));
        assertThat(again.firstValues()).contains(starting);
        assertThat(again.stillToCome()).containsExactly("beginning");
        assertThat(again.stored()).containsEntry(Plan.FIRST_VALUES, "plain");
    }

    @Test
    void aVariantThatGivesNoneIsRefusedForADeclaredMachine() {
        Settings settings = declared(Map.of(Plan.FIRST_VALUES, "plain"));
        assertThat(Plan.read(settings, catalog(PLAIN)).firstValues()).isEmpty();
        assertThat(settings.problems(Set.of())).anyMatch(problem -> problem.startsWith("first-values is plain"));
    }

    @Test
    void anotherVariantsFirstValuesAreRefusedForANamedOne() {
        Settings settings = Settings.of(Map.of(Plan.FIRST_VALUES, "other"));
        Plan.read(settings, catalog(PLAIN));
        assertThat(settings.problems(Set.of())).anyMatch(problem -> problem.contains("but the variant is plain"));
    }

    @Test
    void aVariantNamesItsSource() {
        assertThat(PLAIN.source()).isEmpty();
        assertThat(PLAIN.from("A. Author, \"A title\", 2000").source()).contains("2000");
    }
}
