package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {

    @TempDir
    private static Path folder;

    private static Path train(String name, Object... arguments) {
        Path model = folder.resolve(name + ".safetensors");
        List<Object> words = new ArrayList<>(List.of("train", "--out", model));
        words.addAll(List.of(arguments));
        Commands run = Commands.run(words.toArray());
        assertThat(run.code()).as(run.err()).isZero();
        return model;
    }

    /** What is promised of {@code --yaml}. */
    private static void assertTrainsAgain(Path model) throws IOException {
        Commands printed = Commands.run("inspect", model, "--yaml");
        assertThat(printed.code()).as(printed.err()).isZero();
        Path config = Files.writeString(model.resolveSibling(model.getFileName() + ".yaml"), printed.out());
        Path again = train("again", "--config", config);
        assertThat(Files.mismatch(model, again)).as(printed.out()).isEqualTo(-1);
    }

    @Test
    void aRestrictedMachineIsTrainedAgainFromItsSettings() throws IOException {
        assertTrainsAgain(train(
                "rbm",
                "--data=bars-and-stripes",
                "--epochs=3",
                "--seed=7",
                "-Dmodel.hidden=6",
                "-Dl2.v-h.weights=0.01"));
    }

    @Test
    void aGaussianMachineIsTrainedAgainFromItsSettings() throws IOException {
        assertTrainsAgain(train(
                "gaussian",
                "--data=bars-and-stripes",
                "--variant=gaussian-rbm",
                "--epochs=2",
                "--seed=123456789012",
                "-Dmodel.hidden=5"));
    }

    @Test
    void aDeclaredMachineOfTwoHiddenGroupsALabelAndAThreeWayTermIsTrainedAgain() throws IOException {
        Path machine = Files.writeString(
                folder.resolve("deep.yaml"),
                CheckCommandTest.DEEP.replace("size: 40", "size: 4")
                        + """
                          parameters:
                            v-h1.weights: {initializer: normal(0.02), l2: 1e-4}
                            h1.bias: {learning-rate: 0.5}
                        """
                        + "positive-phase: mean-field\nencoding: bernoulli\n");
        assertTrainsAgain(train(
                "deep",
                "--config",
                machine,
                "--data=stroke-digits",
                "--epochs=1",
                "--seed=5",
                "-Dais.betas=2",
                "-Dais.chains=2"));
    }

    @Test
    void groupsAndTermsAreDrawn() throws IOException {
        Path machine = Files.writeString(folder.resolve("drawn.yaml"), CheckCommandTest.DEEP);
        assertThat(Commands.run("inspect", machine).out().lines().toList())
                .containsExactly(
                        "v   bernoulli  as the data  observed  bias  ---a-------c",
                        "                                               |       |",
                        "y   one-hot    as the data  label     bias  ---|-------c",
                        "                                               |       |",
                        "h1  bernoulli  5            hidden    bias  ---a---b   |",
                        "                                                   |   |",
                        "h2  spin       40           hidden    bias  -------b---c",
                        "    a  pairwise(v, h1)",
                        "    b  pairwise(h1, h2)",
                        "    c  three-way(v, h2, y)");
    }

    @Test
    void aMachineOfOneGroupIsDrawnToo() throws IOException {
        Path machine = Files.writeString(folder.resolve("one.yaml"), """
                groups: [{name: v, type: spin, shape: [3, 3]}]
                terms: [{type: bias, groups: [v]}, {type: lateral-edges, groups: [v], options: {edges: grid}}]
                """);
        assertThat(Commands.run("inspect", machine).out().lines().toList())
                .containsExactly(
                        "v  spin  3 x 3  observed  bias, lateral-edges [edges grid]",
                        "positive phase exact: no group is hidden");
    }

    @Test
    void theGraphIsWellFormedSvgThatNamesEverything() throws Exception {
        Path machine = Files.writeString(folder.resolve("graph.yaml"), CheckCommandTest.DEEP);
        Path svg = folder.resolve("graph.svg");
        assertThat(Commands.run("inspect", machine, "--svg", svg).code()).isZero();
        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());
        // 4 groups and 7 terms; an edge for each group of each term
        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(11);
        assertThat(document.getElementsByTagName("path").getLength()).isEqualTo(4 + 2 + 2 + 3);
        assertThat(document.getDocumentElement().getTextContent()).contains("h1", "three-way", "one-hot", "label");
        assertThat(Commands.run("inspect", machine, "--svg", folder).code()).isEqualTo(ExitCodes.INPUT_OUTPUT);
    }

    @Test
    void aDeclarationPrintedAsYamlIsReadAsTheSame() throws IOException {
        Path machine = Files.writeString(folder.resolve("first.yaml"), CheckCommandTest.DEEP);
        String once = Commands.run("inspect", machine, "--yaml").out();
        Path second = Files.writeString(folder.resolve("second.yaml"), once);
        assertThat(Commands.run("inspect", second, "--yaml").out()).isEqualTo(once);
        assertThat(Commands.run("inspect", second, "--json").json())
                .isEqualTo(Commands.run("inspect", machine, "--json").json());
    }

    @Test
    void aFileThatIsNeitherIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("neither.txt"), "nothing of the kind");
        assertThat(Commands.run("inspect", file).code()).isEqualTo(ExitCodes.USAGE);
    }

    @Test
    void aBadNameIsRefusedWithItsPlaceAndNothingIsDrawn() throws IOException {
        Path machine = Files.writeString(folder.resolve("bad.yaml"), """
                groups: [{name: a.b, type: bernoulli, size: 3, role: observed}]
                terms: [{type: bias, groups: [a.b]}]
                """);
        Path svg = folder.resolve("bad.svg");
        Commands run = Commands.run("inspect", machine, "--svg", svg);
        assertThat(run.err()).contains(machine + ":1").contains("a.b");
        assertThat(run.code()).isEqualTo(Commands.run("check", machine).code()).isEqualTo(ExitCodes.USAGE);
        assertThat(svg).doesNotExist();
    }

    @Test
    void theGraphIsXmlWhateverTheMachineIsCalled() throws Exception {
        Path machine = Files.writeString(folder.resolve("odd.yaml"), """
                name: "a\\uFFFE\\u0001\\u202e<b"
                groups: [{name: v, type: bernoulli, size: 3, role: observed}]
                terms: [{type: bias, groups: [v]}]
                """);
        Path svg = folder.resolve("odd.svg");
        Commands run = Commands.run("inspect", machine, "--svg", svg);
        if (run.code() == 0) {
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());
        }
        assertThat(run.code()).as(run.err()).isZero();
    }

    @Test
    void aFolderIsNamed() {
        Commands run = Commands.run("inspect", folder);
        assertThat(run.err()).startsWith("boltzmann: " + folder + ": ").contains("folder");
        assertThat(run.code()).isEqualTo(ExitCodes.INPUT_OUTPUT);
    }
}
