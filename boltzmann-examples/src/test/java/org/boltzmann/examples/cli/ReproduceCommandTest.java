package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.linalg.Kernels;
import org.boltzmann.core.wiring.Contributions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model file says enough of itself for the same bytes to come out again. */
class ReproduceCommandTest {

    @TempDir
    private static Path folder;

    private static Path trees;

    private static Path scales;

    @BeforeAll
    static void makeData() throws IOException {
        trees = LabelledModels.trees(folder, "oak", "elm", "ash");
        String piece = "[[48, 60], [48, 62], [48, 64], [48, 65], [48, 64], [48, 62]]";
        String pieces = "[" + String.join(", ", Collections.nCopies(4, piece)) + "]";
        scales = Files.writeString(
                folder.resolve("scales.json"),
                "{\"train\": " + pieces + ", \"valid\": [" + piece + "], \"test\": [" + piece + "]}");
    }

    private static Path train(String name, Object... arguments) {
        Path model = folder.resolve(name + ".safetensors");
        List<Object> words = new ArrayList<>(
                List.of("train", "--out", model, "-Dais.betas=2", "-Dais.chains=2", "-Dais.watched-frames=3"));
        words.addAll(List.of(arguments));
        Commands run = Commands.run(words.toArray());
        assertThat(run.code()).as(run.err()).isZero();
        return model;
    }

    private static void assertReproduces(Path model, Object... arguments) {
        List<Object> words = new ArrayList<>(List.of("reproduce", model));
        words.addAll(List.of(arguments));
        Commands run = Commands.run(words.toArray());
        assertThat(run.code()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).startsWith("identical");
    }

    /** The same machine and data, with something in the provenance that is not so here. */
    private static Path claiming(Path model, String key, String value) throws IOException {
        ModelFile stored = ModelFile.read(model, Contributions.catalog().vocabulary());
        Map<String, String> provenance = new LinkedHashMap<>(stored.provenance());
        provenance.put(key, value);
        Path other = model.resolveSibling("claims-" + key + ".safetensors");
        new ModelFile(stored.machine(), stored.declaration(), stored.settings(), provenance, stored.attachments())
                .write(other);
        return other;
    }

    @Test
    void aRestrictedMachineAndAGeneralOne() {
        assertReproduces(train("rbm", "--data=bars-and-stripes", "--epochs=3", "-Dmodel.hidden=5"));
        assertReproduces(train(
                "general", "--data=bars-and-stripes", "--variant=boltzmann-machine", "--epochs=2", "-Dmodel.hidden=4"));
    }

    @Test
    void withAPartForValidationDistortionAndEarlyStopping() {
        assertReproduces(train(
                "stopped",
                "--data=stroke-digits",
                "--variant=rbm",
                "--epochs=2",
                "-Dmodel.hidden=3",
                "-Ddata.examples=200",
                "-Dvalidation=50",
                "-Dearly-stopping.patience=1",
                "-Ddistortion.shift=1",
                "-Ddistortion.rotation=5",
                "-Ddistortion.bend=0.5",
                "-Dscaling=unit-range"));
    }

    @Test
    void aFactoredGatedMachine() {
        assertReproduces(train(
                "gated",
                "--data=shifts",
                "--variant=factored-gated-rbm",
                "--epochs=1",
                "-Ddata.examples=60",
                "-Dmodel.hidden=4",
                "-Dmodel.factors=5"));
    }

    @ParameterizedTest
    @CsvSource({
        "hybrid-rbm, validation=20",
        "semi-supervised-rbm, data.labels-per-class=5",
        "two-group-rbm, objective.dropout=0.5"
    })
    void aClassifierThatStopsEarly(String variant, String setting) {
        assertReproduces(train(
                variant,
                "--data=" + trees,
                "--variant=" + variant,
                "--epochs=4",
                "-Dearly-stopping.patience=2",
                "-Ddata.label=kind",
                "-D" + setting));
    }

    @Test
    void aDeclaredMachine() throws IOException {
        assertReproduces(LabelledModels.train(folder, "declared", LabelledModels.CLASSIFYING, trees, "--epochs=2"));
    }

    @Test
    void aMachineOfSequencesWhosePartsLearnFirst() throws IOException {
        Path model = train(
                "sequences",
                "--data=" + scales,
                "--variant=rnn-rbm",
                "--epochs=2",
                "--seed=8",
                "-Dmodel.hidden=4",
                "-Dmodel.recurrent=5",
                "-Dpretrain.epochs=1",
                "-Dpretrain.network-epochs=1",
                "-Dearly-stopping.patience=1");
        assertReproduces(model);
        Path config = Files.writeString(
                folder.resolve("again.yaml"),
                Commands.run("inspect", model, "--yaml").out());
        assertThat(Files.mismatch(model, train("by-yaml", "--config", config))).isEqualTo(-1);
    }

    @Test
    void aFileOfFirstValuesIsKnownByItsChecksumAndAskedForIfItIsNotThere() throws IOException {
        Path first = train("first", "--data=" + scales, "--variant=rbm", "--epochs=1", "-Dmodel.hidden=4");
        Path model = train(
                "pretrained",
                "--data=" + scales,
                "--variant=rnn-rbm",
                "--epochs=1",
                "-Dmodel.hidden=4",
                "-Dmodel.recurrent=5",
                "-Dpretrained=" + first);
        assertReproduces(model);
        Path moved = Files.move(first, folder.resolve("moved.safetensors"));
        Commands gone = Commands.run("reproduce", model);
        assertThat(gone.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(gone.err()).contains("pretrained is " + first, "-D pretrained=FILE");
        assertReproduces(model, "-Dpretrained=" + moved);
        Path other = train("other", "--data=" + scales, "--variant=rbm", "--epochs=2", "-Dmodel.hidden=4");
        Commands wrong = Commands.run("reproduce", model, "-Dpretrained=" + other);
        assertThat(wrong.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(wrong.err()).contains("pretrained.sha256 is ");
    }

    @Test
    void featuresThatAnotherMachineLearnedToo() throws IOException {
        Path first = train(
                "features", "--data=" + trees, "--variant=rbm", "--epochs=2", "-Dmodel.hidden=4", "-Ddata.label=kind");
        assertReproduces(train(
                "point-wise",
                "--data=" + trees,
                "--variant=point-wise-gated-rbm",
                "--epochs=1",
                "-Dmodel.hidden=2",
                "-Ddata.label=kind",
                "-Dpretrained=" + first));
    }

    @Test
    void dataMayLieElsewhere() throws IOException {
        Path model = train("elsewhere", "--data=" + trees, "--variant=hybrid-rbm", "--epochs=1", "-Ddata.label=kind");
        Path copy = Files.copy(trees, folder.resolve("copy.csv"));
        assertReproduces(model, "--data", copy);
        Files.writeString(copy, "1,1,1,1,1,1,oak\n", java.nio.file.StandardOpenOption.APPEND);
        Commands changed = Commands.run("reproduce", model, "--data", copy);
        assertThat(changed.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(changed.err()).contains("data.sha256 is ", "data.examples is ", "--anyway");
    }

    @ParameterizedTest
    @CsvSource({"version, 0.0.1", "backend.description, another core", "data.sha256, 00"})
    void whatWouldNotComeOutTheSameIsRefusedBeforeAnyWork(String key, String value) throws IOException {
        Path model = claiming(
                train("claimed", "--data=bars-and-stripes", "--epochs=1", "-Dmodel.hidden=2", "--seed=3"), key, value);
        Commands refused = Commands.run("reproduce", model);
        assertThat(refused.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(refused.err()).contains(key + " is ", "but was " + value).doesNotContain("epoch ");
        Commands anyway = Commands.run("reproduce", model, "--anyway", "--json");
        assertThat(anyway.code()).isEqualTo(ExitCodes.DIFFERENT);
        Map<?, ?> differences = (Map<?, ?>) anyway.json().get("differences");
        assertThat(((Map<?, ?>) differences.get("provenance")).keySet())
                .map(Object::toString)
                .containsExactly(key);
        assertThat((Map<?, ?>) differences.get("tensors")).isEmpty();
        assertThat(differences.get("same-tensors")).hasToString("3");
    }

    @Test
    void anotherBackendIsToldByHowMuch() {
        Path model = train(
                "openblas",
                "--data=stroke-digits",
                "--epochs=1",
                "-Ddata.examples=100",
                "-Dmodel.hidden=40",
                "-Dbackend=ojalgo");
        assertReproduces(model);
        assertThat(Kernels.get().backend().name()).isEqualTo("ojalgo");
        Commands other = Commands.run("reproduce", model, "-Dbackend=openblas", "--anyway");
        assertThat(other.code()).as(other.err()).isEqualTo(ExitCodes.DIFFERENT);
        assertThat(other.out()).contains("backend: ojalgo | openblas").doesNotContain("settings");
    }

    @Test
    void aModelThatDoesNotSayWhereItCameFromIsRefused() throws IOException {
        ModelFile stored = ModelFile.read(
                train("origin", "--data=bars-and-stripes", "--epochs=1", "-Dmodel.hidden=2"),
                Contributions.catalog().vocabulary());
        Path bare = folder.resolve("bare.safetensors");
        new ModelFile(stored.machine(), stored.declaration(), stored.settings(), Map.of(), Map.of()).write(bare);
        Commands run = Commands.run("reproduce", bare);
        assertThat(run.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(run.err()).contains("its provenance has no seed");
    }

    @Test
    void dataThatAreGoneAreAskedFor() throws IOException {
        Path table = Files.copy(trees, folder.resolve("soon-gone.csv"));
        Path model = train("gone", "--data=" + table, "--epochs=1", "-Dmodel.hidden=2", "-Ddata.label=kind");
        Files.delete(table);
        Commands run = Commands.run("reproduce", model);
        assertThat(run.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(run.err()).contains("say where the data are now, by --data");
        assertReproduces(model, "--data", trees);
    }

    @Test
    void settingsAreTheModelsOwn() {
        Path model = train("own", "--data=bars-and-stripes", "--epochs=1", "-Dmodel.hidden=2");
        assertThat(Commands.run("reproduce", model, "-Depochs=2").err()).contains("epochs cannot be given");
        assertThat(Commands.run("reproduce", model, "--seed=2").code()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void whatCameOutIsKeptIfAskedFor() throws IOException {
        Path model = train("kept", "--data=bars-and-stripes", "--epochs=1", "-Dmodel.hidden=2");
        Path again = folder.resolve("kept-again.safetensors");
        assertReproduces(model, "--out", again);
        assertThat(Files.mismatch(model, again)).isEqualTo(-1);
    }
}
