package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.boltzmann.core.io.ModelFile;
import org.boltzmann.core.io.Vocabulary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FewLabelsTest {

    @TempDir
    private static Path folder;

    private static Path table(String name, String rows) throws IOException {
        return Files.writeString(folder.resolve(name), "a,b,kind\n" + rows);
    }

    private static Path machine() throws IOException {
        return Files.writeString(folder.resolve("labelled.yaml"), """
                groups:
                  - {name: v, type: bernoulli, role: observed}
                  - {name: y, type: one-hot, role: label}
                  - {name: h, type: bernoulli, size: 3}
                terms:
                  - {type: bias, groups: [v]}
                  - {type: bias, groups: [y]}
                  - {type: pairwise, groups: [v, h]}
                  - {type: pairwise, groups: [y, h]}
                """);
    }

    private static Commands train(Path table, Path out, String... settings) throws IOException {
        List<Object> words = new ArrayList<>(List.of("train", "--data", table, "--epochs", "2", "--seed", "1"));
        words.addAll(List.of("--out", out, "-D", "data.label=kind", "-D", "machine=" + machine()));
        for (String setting : settings) {
            words.add("-D");
            words.add(setting);
        }
        return Commands.run(words.toArray());
    }

    @Test
    void aTableWithSomeLabelsTrainsAndSaysWhatLearnsFromTheRest() throws IOException {
        Path table = table("some.csv", "0,1,oak\n1,0,\n1,1,elm\n".repeat(20));
        Path out = folder.resolve("some.safetensors");
        Commands run = train(table, out);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err())
                .containsOnlyOnce("examples have no label: only semi-supervised objectives learn from them")
                .containsPattern("[0-9]+ of 12 examples have no label and are not measured");
        ModelFile stored = ModelFile.read(out, Vocabulary.core());
        assertThat(stored.provenance()).containsEntry("data.classes", "[\"elm\",\"oak\"]");
        Commands evaluated = Commands.run("evaluate", out);
        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        assertThat(evaluated.err()).containsPattern("[0-9]+ of 12 examples have no label and are not measured");
    }

    @Test
    void aFewLabelsOfEachClassAreKeptAndTheModelIsMeasuredOnAll() throws IOException {
        Path table = table("all.csv", "0,1,oak\n1,1,elm\n".repeat(20));
        Path out = folder.resolve("few.safetensors");
        Commands run = train(table, out, "data.labels-per-class=3", "validation=5");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("(6 examples)", "21 examples have no label", "(held out)");
        Commands evaluated = Commands.run("evaluate", out, "--json");
        assertThat(evaluated.code()).as(evaluated.err()).isZero();
        assertThat(evaluated.json().get("examples")).hasToString("8");
        Commands refused = train(table, out, "data.labels-per-class=30");
        assertThat(refused.code()).isEqualTo(ExitCodes.REFUSED);
        assertThat(refused.err()).contains("30 labels of each class were to be kept, but class elm has");
    }

    @Test
    void aClassWithoutExamplesIsNamed() throws IOException {
        // row 25 of 40 is held out for testing, and with it the only example of its class
        Path table = table("gap.csv", "0,1,0\n1,1,2\n".repeat(12) + "0,1,0\n1,1,1\n" + "0,1,0\n1,1,2\n".repeat(7));
        Commands run = train(table, folder.resolve("gap.safetensors"));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).containsOnlyOnce("no training example is of class 1: the machine cannot learn");
    }

    @Test
    void aTableInWhichNobodyHasALabelIsRefused() throws IOException {
        Commands run = train(table("none.csv", "0,1,\n1,1,NA\n".repeat(20)), folder.resolve("none.safetensors"));
        assertThat(run.code()).isNotZero();
        assertThat(run.err()).contains("group y has no size, and the data have no labels that would give one");
    }
}
