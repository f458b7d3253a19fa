package org.boltzmann.core.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {

    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, UTF_8);
    }

    private SettingsLayer yaml(String text) throws IOException {
        return SettingsFile.read(file("a.yaml", text));
    }

    @Test
    void keysMayBeNestedOrJoinedByPoints() throws IOException {
        SettingsLayer layer = yaml("""
                # a run
                epochs: 3
                learning-rate.schedule: linear
                early-stopping:
                  patience: 4
                l2:
                  v-h.weights: 0.1
                data.shape: [28, 28]
                """);
        assertThat(layer.values())
                .containsExactly(
                        Map.entry("epochs", "3"),
                        Map.entry("learning-rate.schedule", "linear"),
                        Map.entry("early-stopping.patience", "4"),
                        Map.entry("l2.v-h.weights", "0.1"),
                        Map.entry("data.shape", "28,28"));
        assertThat(layer.place("early-stopping.patience")).endsWith("a.yaml:5");
    }

    @Test
    void wordsAndNumbersStandForThemselves() throws IOException {
        SettingsLayer layer =
                yaml("a: 010\nb: yes\nc: 1_000\nd: 0x10\ne: 2001-01-01\nf: 12:30\ng: ${env:HOME}\nh: '5'\n");
        assertThat(layer.values().values())
                .containsExactly("010", "yes", "1_000", "0x10", "2001-01-01", "12:30", "${env:HOME}", "5");
        Settings settings = Settings.of(layer, SettingsLayer.of("environment", Map.of()), List.of());
        assertThat(settings.count("a", 0, 0)).isEqualTo(10);
        settings.count("c", 0, 0);
        settings.count("d", 0, 0);
        settings.choice("b", "true", "true", "false");
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> settings.check(Set.of("e", "f", "g", "h")))
                .withMessageContaining("a.yaml:2: b is \"yes\"; allowed are true, false")
                .withMessageContaining("a.yaml:3: c is \"1_000\"")
                .withMessageContaining("a.yaml:4: d is \"0x10\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: 1\\nb: 2\\na: 3|a.yaml:3: a is set a second time, first in line 1",
                "x.y: 1\\nx:\\n  y: 2|a.yaml:3: x.y is set twice",
                "a: &anchor 1\\nb: *anchor|a.yaml:1: anchors and aliases are not understood",
                "a: !!java.net.URL [http://x]|a.yaml:1: is no YAML: Global tag",
                "a: !!binary aGk=|a.yaml:1: the tag",
                "a: [1, 2|a.yaml:1: is no YAML",
                "a:\\n\\tb: 1|a.yaml:2: is no YAML",
                "a:|a.yaml:1: a has no value",
                "a: ~|a.yaml:1: a has no value",
                "a: []|a.yaml:1: a has no value",
                "a: {}|a.yaml:1: a has no value",
                "a: \"\"|a.yaml:1: a has no value",
                "machine: []|a.yaml:1: machine has no value",
                "a: [[1], 2]|a.yaml:1: a[0] is something with parts",
                "[1, 2]: 3|a.yaml:1: a key must be a word",
                "- 1\\n- 2|a.yaml:1: must hold settings",
                "just words|a.yaml:1: must hold settings",
                "a: 1\\n---\\nb: 2|a.yaml:2: is no YAML",
                "'a: \"\\1\"'|a.yaml: is no YAML"
            })
    void whatIsAmbiguousOrForeignIsRefusedWithItsLine(String text, String said) throws IOException {
        Path file = file("a.yaml", text.translateEscapes());
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> SettingsFile.read(file))
                .withMessageContaining(said);
    }

    @Test
    void deepAndLargeFilesAreRefused() throws IOException {
        Path deep = file("deep.yaml", "a: " + "[".repeat(10_000));
        assertThatExceptionOfType(SettingsException.class).isThrownBy(() -> SettingsFile.read(deep));
        Path nested = file("nested.yaml", "a: " + "{a: ".repeat(1000) + "1" + "}".repeat(1000));
        assertThatExceptionOfType(SettingsException.class).isThrownBy(() -> SettingsFile.read(nested));
        Path large = file("large.yaml", "# " + "x".repeat(1 << 20));
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> SettingsFile.read(large))
                .withMessageContaining("more than 1 MiB");
        Path bytes = Files.write(folder.resolve("bytes.yaml"), new byte[] {'a', ':', ' ', (byte) 0xff});
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> SettingsFile.read(bytes))
                .withMessageContaining("UTF-8");
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> SettingsFile.read(folder.resolve("none.yaml")));
    }

    @Test
    void propertiesHaveLinesToo() throws IOException {
        Path right = file("a.properties", "# a run\nepochs = 3\nmodel.hidden=7\n");
        SettingsLayer layer = SettingsFile.read(right);
        assertThat(layer.values()).containsExactly(Map.entry("epochs", "3"), Map.entry("model.hidden", "7"));
        assertThat(layer.place("epochs")).endsWith("a.properties:2");
        Path twice = file("b.properties", "epochs=3\nepochs=4\n");
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> SettingsFile.read(twice))
                .withMessageContaining("b.properties:2: epochs is set a second time, first in line 1");
    }

    @Test
    void layersOverrideEachOtherAndEverySettingTellsItsOrigin() throws IOException {
        Path file = file("run.yaml", "a: file\nb: file\nc: file\n");
        Settings settings = Settings.of(
                SettingsLayer.of(Settings.COMMAND_LINE, Map.of("a", "typed")),
                SettingsLayer.ofEnvironment(
                        Map.of("BOLTZMANN_B", "environment", "BOLTZMANN_A", "environment", "BOLTZMANN_DATA", "/x")),
                List.of(SettingsFile.read(file)));
        settings.addDefaults("variant x", Map.of("c", "variant", "d", "variant"));
        assertThat(List.of("a", "b", "c", "d", "e"))
                .extracting(key -> settings.text(key, "default") + " from " + settings.origin(key))
                .containsExactly(
                        "typed from command line",
                        "environment from environment BOLTZMANN_B",
                        "file from " + file + ":3",
                        "variant from default of variant x",
                        "default from default");
        settings.check(Set.of());
    }

    @Test
    void anUnknownVariableIsToldLikeAnUnknownKey() {
        Settings settings = Settings.of(
                SettingsLayer.of(Settings.COMMAND_LINE, Map.of()),
                SettingsLayer.ofEnvironment(Map.of("BOLTZMANN_EPOCH", "3", "BOLTZMANN_L2", "x", "BOLTZMANN_BETA", "1")),
                List.of());
        settings.count("epochs", 1, 0);
        settings.notNegative("l2", 0);
        settings.allowElsewhere(Set.of("beta"));
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> settings.check(Set.of()))
                .withMessageContaining("no setting is called BOLTZMANN_EPOCH; did you mean BOLTZMANN_EPOCHS?")
                .withMessageContaining("environment BOLTZMANN_L2: l2 is \"x\"")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("BETA"));
    }

    @Test
    void aFileThatIsAMachineAloneIsOneToo() throws IOException {
        String machine = "groups: [{name: v, type: bernoulli}]\nterms: [{type: bias, groups: [v]}]\n";
        assertThat(SettingsFile.readMachine(file("m.yaml", machine)).machine()).isPresent();
        assertThat(SettingsFile.readMachine(file("n.yaml", "epochs: 3\nmachine:\n  " + machine.replace("\n", "\n  ")))
                        .machine())
                .isPresent();
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> SettingsFile.readMachine(file("o.yaml", "epochs: 3\n")))
                .withMessageContaining("holds no machine");
    }

    @Test
    void aMachineThatAFileNamesLiesBesideIt() throws IOException {
        Path nested = Files.createDirectories(folder.resolve("d")).resolve("run.yaml");
        Files.writeString(nested, "machine: m.yaml\n", UTF_8);
        assertThat(SettingsFile.read(nested).values())
                .containsEntry("machine", nested.resolveSibling("m.yaml").toString());
    }

    @Test
    void anEmptyValueIsNoneAndAMistakeToldOnce() {
        Settings settings = Settings.of(Map.of("data.label", "", "batch-size", "0x10"));
        DataSettings.from(settings, Map.of());
        settings.count("batch-size", 1, 1);
        settings.count("batch-size", 1, 1);
        assertThat(settings.problems(Set.of()))
                .containsExactlyInAnyOrder(
                        "data.label is empty; give it a value, or leave it out",
                        "batch-size is \"0x10\"; allowed is a whole number of at least 1");
    }

    @Test
    void aSeedIsAnyNumberOfSixtyFourBits() {
        assertThat(Settings.of(Map.of("seed", "-9223372036854775808")).seed()).hasValue(Long.MIN_VALUE);
        Settings wrong = Settings.of(Map.of("seed", "1e3"));
        assertThat(wrong.seed()).isEmpty();
        assertThat(wrong.problems(Set.of())).hasSize(1);
    }
}
