package org.boltzmann.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.boltzmann.core.io.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files as strangers have them, each with a command, how it must end and what it must say; {@code cases.txt} tells how to add one. */
class StrangersTest {

    private static final Path FILES = Path.of("src/test/resources/strangers");

    @TempDir
    private static Path folder;

    private static final Map<String, String> MODELS = new HashMap<>();

    /** A line of the table. */
    private record Case(int line, String file, String command, int code, String says, String value) {

        @Override
        public String toString() {
            return "line " + line + ": " + command.replace("{file}", file);
        }
    }

    @BeforeAll
    static void importModels() {
        model("known", "machines/known-6x3.npz", "--as=scikit-learn");
        model("large", "machines/large-weights-3x2.npz", "--as=scikit-learn");
    }

    private static void model(String name, String file, String how) {
        Path model = folder.resolve(name + ".safetensors");
        Commands run = Commands.run("import", FILES.resolve(file), how, "--out", model);
        assertThat(run.code()).as(run.err()).isZero();
        MODELS.put("{" + name + "}", model.toString());
    }

    static Stream<Case> cases() throws IOException {
        List<String> lines = Files.readAllLines(FILES.resolve("cases.txt"));
        return IntStream.range(0, lines.size())
                .filter(i -> !lines.get(i).startsWith("#") && !lines.get(i).isBlank())
                .mapToObj(i -> {
                    String[] parts = lines.get(i).split(" \\|", -1);
                    assertThat(parts).as("line %d has five parts", i + 1).hasSize(5);
                    String[] stripped = Arrays.stream(parts).map(String::strip).toArray(String[]::new);
                    return new Case(
                            i + 1, stripped[0], stripped[1], Integer.parseInt(stripped[2]), stripped[3], stripped[4]);
                });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aCommandDoesWithAFileWhatTheTableSays(Case one) throws IOException {
        Path file = FILES.resolve(one.file());
        Path out = folder.resolve("out" + one.line());
        String[] commands = one.command().split(" && ");
        Commands run = null;
        for (int k = 0; k < commands.length; k++) {
            Object[] words = Arrays.stream(commands[k].split(" +"))
                    .map(word -> placed(word, file, out))
                    .toArray();
            run = Commands.run(words);
            assertThat(run.code()).as("%s%n%s", one, run.err()).isEqualTo(k == commands.length - 1 ? one.code() : 0);
            assertThat(run.out() + run.err()).doesNotContain("\tat ");
        }
        if (!one.says().isEmpty()) {
            String[] where = one.says().split(": ", 2);
            String text = where[0].equals("out") ? run.out() : run.err();
            assertThat(text).as(one.toString()).containsPattern(Pattern.compile(where[1], Pattern.MULTILINE));
        }
        if (one.value().startsWith("[")) {
            Map<?, ?> parts = (Map<?, ?>) Json.read(Files.readString(Path.of(out + ".json")));
            assertThat(parts.get("train")).isEqualTo(List.of(Json.read(one.value())));
        } else if (!one.value().isEmpty()) {
            checkColumn(Path.of(out + ".csv"), one.value().split(" +"));
        }
    }

    private static String placed(String word, Path file, Path out) {
        int value = word.indexOf('=') + 1;
        Path named = FILES.resolve(word.substring(value));
        String known = Files.isRegularFile(named) ? word.substring(0, value) + named : word;
        String placed = known.replace("{file}", file.toString()).replace("{out}", out.toString());
        for (Map.Entry<String, String> model : MODELS.entrySet()) {
            placed = placed.replace(model.getKey(), model.getValue());
        }
        return placed.contains("{folder}")
                ? placed.replace("{folder}", folderOf(file, out).toString())
                : placed;
    }

    /** A folder that has the file for training, validation and testing. */
    private static Path folderOf(Path file, Path out) {
        try {
            Path pieces = Files.createDirectories(Path.of(out + "-folder"));
            for (String part : List.of("train", "valid", "test")) {
                Files.copy(file, Files.createDirectories(pieces.resolve(part)).resolve(file.getFileName()));
            }
            return pieces;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The numbers wanted stand in the table's line or in a file; those found are a column of what was written. */
    private static void checkColumn(Path csv, String[] value) throws IOException {
        // texts in quotation marks, which may have commas and ends of lines, are not looked at
        List<String> lines =
                Files.readString(csv).replaceAll("\"[^\"]*\"", "text").lines().toList();
        int column = List.of(lines.get(0).split(",")).indexOf(value[0]);
        assertThat(column).as("%s in %s", value[0], lines.get(0)).isNotNegative();
        List<String> wanted = value.length == 2 && Files.exists(FILES.resolve(value[1]))
                ? Files.readAllLines(FILES.resolve(value[1]))
                : List.of(value).subList(1, value.length);
        assertThat(lines).hasSize(1 + wanted.size());
        for (int row = 0; row < wanted.size(); row++) {
            double found = Double.parseDouble(lines.get(1 + row).split(",")[column]);
            assertThat(found).as("row %d", row).isCloseTo(Double.parseDouble(wanted.get(row)), within(1e-4));
        }
    }

    @Test
    void everyFileHasALine() throws IOException {
        String table = Files.readString(FILES.resolve("cases.txt"));
        try (Stream<Path> files = Files.walk(FILES)) {
            Set<String> without = files.filter(Files::isRegularFile)
                    .map(file -> FILES.relativize(file).toString().replace('\\', '/'))
                    .filter(name -> !name.startsWith(".") && !table.contains(name) && !name.equals("cases.txt"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(without).isEmpty();
        }
    }
}
