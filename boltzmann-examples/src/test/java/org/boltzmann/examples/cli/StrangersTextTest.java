package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
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

/** Texts of strangers' files are shown, and neither act on a terminal nor look like lines of the program. */
class StrangersTextTest {

    private static final int LONGEST = 1500;

    @TempDir
    private static Path folder;

    /** A sound model file, whose settings and provenance hold escape sequences, line ends, directions of writing and 5,000 digits. */
    private static Path model;

    private static Path csv;

    @BeforeAll
    static void files() throws IOException {
        model = folder.resolve("escape.safetensors");
        try (InputStream in = StrangersTextTest.class.getResourceAsStream("/strangers/rel-escape.safetensors")) {
            Files.copy(in, model);
        }
        csv = Files.writeString(
                folder.resolve("bits.csv"),
                "a,b,c,d,e,f\n0,1,0,1,0,1\n1,0,1,0,1,1\n".repeat(1)
                        + "0,1,1,1,0,1\n1,1,0,0,1,0\n0,0,1,1,0,1\n1,0,1,0,1,1\n");
    }

    static Stream<List<String>> commands() {
        return Stream.of(
                List.of("inspect", "MODEL"),
                List.of("inspect", "MODEL", "--yaml"),
                List.of("inspect", "MODEL", "--json"),
                List.of("diff", "MODEL", "KNOWN"),
                List.of("diff", "KNOWN", "MODEL", "--json"),
                List.of("diff", "KNOWN", "MODEL", "--data", "CSV"),
                List.of("evaluate", "MODEL"),
                List.of("evaluate", "MODEL", "--data", "CSV"),
                List.of("classify", "MODEL"),
                List.of("features", "MODEL"),
                List.of("score", "MODEL"),
                List.of("score", "MODEL", "--data", "CSV"),
                List.of("sample", "MODEL", "--out", "OUT.png"),
                List.of("complete", "MODEL", "--mask=left-half", "--out", "OUT.png"),
                List.of("mask", "MODEL", "--out", "OUT.png"),
                List.of("transform", "MODEL", "--out", "OUT.png"),
                List.of("export", "MODEL", "--out", "OUT.npz"),
                List.of("import", "MODEL", "--out", "OUT.safetensors"),
                List.of("check", "MODEL"),
                List.of("reproduce", "MODEL"),
                List.of("reproduce", "MODEL", "--data", "CSV"),
                List.of("train", "--data", "MODEL", "--out", "OUT.safetensors"),
                List.of("train", "--data", "CSV", "--config", "YAML", "--out", "OUT.safetensors"),
                List.of("compare", "--suite", "YAML"),
                List.of("inspect", "YAML"),
                List.of("check", "YAML"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void nothingOfThemActsOnATerminal(List<String> command) throws IOException {
        Path known = folder.resolve("known.safetensors");
        if (Files.notExists(known)) {
            Commands.run("train", "--data=bars-and-stripes", "--epochs=1", "-Dais.betas=2", "--out", known);
        }
        Path yaml = Files.writeString(
                folder.resolve("strange.yaml"),
                "\"epo\\e[2Jchs\": 3\nvariant: \"rbm\\e]0;owned\\a\\ncsv \\u202e" + "9".repeat(5000) + "\"\n");
        List<Object> words = new ArrayList<>();
        for (String word : command) {
            words.add(
                    word.startsWith("OUT")
                            ? folder.resolve(word)
                            : switch (word) {
                                case "MODEL" -> model;
                                case "KNOWN" -> known;
                                case "CSV" -> csv;
                                case "YAML" -> yaml;
                                default -> word;
                            });
        }
        Commands run = Commands.run(words.toArray());
        assertThat(run.code()).as(run.err()).isNotEqualTo(ExitCodes.UNEXPECTED);
        for (String text : List.of(run.out(), run.err())) {
            assertThat(text.codePoints().filter(StrangersTextTest::acts).mapToObj(Integer::toHexString))
                    .isEmpty();
            assertThat(text.lines()).noneMatch(line -> line.startsWith("csv "));
            if (!command.contains("--json") && !command.contains("--yaml")) {
                assertThat(text.lines()).allMatch(line -> line.length() <= LONGEST);
            }
        }
    }

    private static boolean acts(int c) {
        return c != '\n' && (Character.getType(c) == Character.CONTROL || Character.getType(c) == Character.FORMAT);
    }

    @Test
    void whatIsInAModelIsShownAsItIsWritten() {
        assertThat(Commands.run("inspect", model).out())
                .contains(
                        "zzz\\u001b[2J=\\u001b[2J\\u0007",
                        "data=\\u001b]0;owned\\u0007\\u001b[31mlab\\u000acsv \\u202e");
        assertThat(((java.util.Map<?, ?>)
                                Commands.run("inspect", model, "--json").json().get("provenance"))
                        .get("data"))
                .isEqualTo("\u001b]0;owned\u0007\u001b[31mlab\ncsv \u202e");
    }

    @Test
    void theFileThatAModelNamesIsToldOf() throws IOException {
        Path trained = folder.resolve("trained.safetensors");
        Commands.run("train", "--data", csv, "-Dais.betas=2", "--epochs=1", "--out", trained);
        assertThat(Commands.run("reproduce", trained).err()).contains("reading " + csv + ", which the model names");
    }
}
