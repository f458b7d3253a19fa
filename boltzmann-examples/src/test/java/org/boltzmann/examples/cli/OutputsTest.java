package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands write: of the kind that the name says, and never over what they read. */
class OutputsTest {

    @TempDir
    private static Path folder;

    private static Path model;

    @BeforeAll
    static void train() {
        model = folder.resolve("bars.safetensors");
        Commands run = Commands.run(
                "train", "--data=bars-and-stripes", "--epochs=1", "--seed=1", "-Dais.betas=2", "--out", model);
        assertThat(run.code()).as(run.err()).isZero();
    }

    static Stream<List<String>> writing() {
        return Stream.of(
                List.of("train", "--data=bars-and-stripes", "--out"),
                List.of("sample", "MODEL", "--out"),
                List.of("inspect", "MODEL", "--svg"),
                List.of("import", "MODEL", "--out"),
                List.of("export", "MODEL", "--out"),
                List.of("complete", "MODEL", "--mask=left", "--out"),
                List.of("transform", "MODEL", "--out"),
                List.of("mask", "MODEL", "--out"),
                List.of("features", "MODEL", "--out"),
                List.of("score", "MODEL", "--out"),
                List.of("classify", "MODEL", "--out"),
                List.of("reproduce", "MODEL", "--out"),
                List.of("evaluate", "MODEL", "--metric=responsibilities", "--out"),
                List.of("data", "bars-and-stripes", "--picture"),
                List.of("data", "import", "FOLDER", "--out"),
                List.of("compare", "--data=bars-and-stripes", "--csv"));
    }

    private static Commands run(List<String> command, Path out) {
        List<Object> words = new ArrayList<>();
        for (String word : command) {
            words.add(word.equals("MODEL") ? model : word.equals("FOLDER") ? folder : word);
        }
        words.add(out);
        return Commands.run(words.toArray());
    }

    @ParameterizedTest
    @MethodSource("writing")
    void aNameThatSaysAnotherKindIsRefusedBeforeWork(List<String> command) {
        Path out = folder.resolve("result.doc");
        Commands run = run(command, out);
        String option = command.get(command.size() - 1);
        assertThat(run.err()).startsWith("boltzmann: " + option + " is " + out + "; name a file .");
        assertThat(run.code()).isEqualTo(2);
        assertThat(out).doesNotExist();
    }

    @ParameterizedTest
    @MethodSource("writing")
    void whereNothingCanBeWrittenIsToldBeforeWorkByTheNameThatWasGiven(List<String> command) {
        assumeTrue(Files.isDirectory(Path.of("/proc/self"))); // which takes no files, though permissions allow it
        for (String ending : List.of(".safetensors", ".png", ".svg", ".npz", ".csv", ".json")) {
            Path out = Path.of("/proc/self/result" + ending);
            Commands run = run(command, out);
            if (run.code() != 2) { // of another kind
                assertThat(run.err()).startsWith("boltzmann: " + out + ": cannot be written: ");
                assertThat(run.code()).isEqualTo(5);
                return;
            }
        }
        throw new AssertionError("takes no ending");
    }

    @Test
    void namesThatAreTooLongAreRefusedBeforeWork() {
        Path out = folder.resolve("x".repeat(300) + ".safetensors");
        Commands run = Commands.run("train", "--data=bars-and-stripes", "--out", out);
        assertThat(run.err()).startsWith("boltzmann: " + out + ": File name too long");
        assertThat(run.code()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"itself", "link", "hard link", "setting", "configuration"})
    void aFileThatIsReadIsNotReplaced(String how) throws IOException {
        Path same = Files.createTempDirectory(folder, "same");
        Path data = Files.writeString(same.resolve("table.csv"), "0,1\n1,0\n0,0\n1,1\n");
        Path out = same.resolve("out.csv");
        List<Object> command = new ArrayList<>(List.of("features", model, "--data", data, "--out", out));
        switch (how) {
            case "itself" -> command.set(5, data);
            case "link" -> Files.createSymbolicLink(out, data);
            case "hard link" -> Files.createLink(out, data);
            case "setting" -> {
                command.set(2, "-D");
                command.set(3, "data=" + data);
                command.set(5, data);
            }
            default -> {
                command.set(2, "--config");
                command.set(3, Files.writeString(same.resolve("run.yaml"), "data: " + data + "\n"));
                command.set(5, data);
            }
        }
        Commands run = Commands.run(command.toArray());
        assertThat(run.err()).startsWith("boltzmann: --out is " + command.get(5) + ", the file that ");
        assertThat(run.code()).isEqualTo(2);
        assertThat(data).hasContent("0,1\n1,0\n0,0\n1,1\n");
    }

    @Test
    void aModelIsNotReplacedByWhatIsMadeOfIt() throws IOException {
        byte[] before = Files.readAllBytes(model);
        for (String[] command : new String[][] {{"import"}, {"export"}, {"reproduce"}}) {
            Commands run = Commands.run(command[0], model, "--out", model);
            assertThat(run.err()).startsWith("boltzmann: --out is " + model + ", the file that ");
            assertThat(run.code()).isEqualTo(2);
        }
        assertThat(model).hasBinaryContent(before);
    }

    @Test
    void thePictureBesideAModelIsToldOfWhereItReplacesOne() throws IOException {
        Path out = folder.resolve("again.safetensors");
        Path picture = Files.writeString(folder.resolve("again.png"), "somebody's");
        Commands run = Commands.run(
                "train", "--data=bars-and-stripes", "--epochs=1", "--seed=1", "-Dais.betas=2", "--out", out);
        assertThat(run.err()).contains("replaces " + picture);
        assertThat(Commands.run(
                                "train",
                                "--data=bars-and-stripes",
                                "--epochs=1",
                                "--seed=1",
                                "-Dais.betas=2",
                                "--out",
                                out)
                        .err())
                .contains("replaces " + out + " (rbm, trained on bars-and-stripes)");
    }

    @Test
    void aComparisonTellsOfAReportThatItReplacesAndOfAFileThatIsNoFolder() throws IOException {
        Path out = Files.createTempDirectory(folder, "comparison");
        Files.writeString(out.resolve("report.html"), "of another");
        Object[] command = {
            "compare",
            "--data=bars-and-stripes",
            "--variant=rbm",
            "--epochs=1",
            "--seeds=1",
            "-Dais.betas=2",
            "--out",
            out
        };
        assertThat(Commands.run(command).err()).contains("replaces " + out.resolve("report.html"));
        command[7] = Files.writeString(folder.resolve("taken"), "a file");
        Commands run = Commands.run(command);
        assertThat(run.err()).contains("boltzmann: " + command[7] + ": is no folder; name one, or a new one");
        assertThat(run.code()).isEqualTo(5);
    }
}
