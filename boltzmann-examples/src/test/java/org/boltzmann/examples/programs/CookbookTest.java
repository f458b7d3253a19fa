package org.boltzmann.examples.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.boltzmann.examples.cli.BoltzmannCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The code of a page is that of a program, and its commands are understood. */
class CookbookTest {

    private static final Path PAGES = Path.of("../docs/cookbook");
    private static final List<Path> SOURCES = List.of(
            Path.of("src/main/java/org/boltzmann/examples/programs"),
            Path.of("src/test/java/org/boltzmann/examples/programs"));

    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files.filter(file -> !file.endsWith("README.md")).sorted().toList();
        }
    }

    private static List<String> blocks(Path page, String language) throws IOException {
        Matcher fences = Pattern.compile("^```(\\w*)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(Files.readString(page));
        List<String> blocks = new ArrayList<>();
        while (fences.find()) {
            if (fences.group(1).equals(language)) {
                blocks.add(fences.group(2));
            }
        }
        return blocks;
    }

    /** Without documentation, which the page takes the place of, and however it is laid out. */
    private static String bare(String code) {
        return code.replaceAll("(?s)/\\*\\*.*?\\*/", "").replaceAll("\\s+", "");
    }

    private static String program(String name) throws IOException {
        for (Path folder : SOURCES) {
            Path file = folder.resolve(name + ".java");
            if (Files.exists(file)) {
                return Files.readString(file);
            }
        }
        throw new AssertionError("there is no program " + name);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theCodeOfAPageIsThatOfItsProgram(Path page) throws IOException {
        List<String> blocks = blocks(page, "java");
        assertThat(blocks).isNotEmpty();
        for (String block : blocks) {
            Matcher name = Pattern.compile("(?:class|record) (\\w+)").matcher(block);
            assertThat(name.find()).isTrue();
            assertThat(bare(program(name.group(1)))).endsWith(bare(block));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void theCommandsOfAPageAreUnderstood(Path page) throws IOException {
        for (String block : blocks(page, "")) {
            for (String line : block.lines().toList()) {
                assertThat(line).startsWith("./boltzmann ");
                String[] words = line.split(" ");
                BoltzmannCommand.commandLine().parseArgs(Arrays.copyOfRange(words, 1, words.length));
            }
        }
    }

    @Test
    void everyPageIsInTheIndexAndEveryProgramHasAPage() throws IOException {
        String index = Files.readString(PAGES.resolve("README.md"));
        Set<String> told = new TreeSet<>();
        for (Path page : pages()) {
            assertThat(index).contains("](" + page.getFileName() + ")");
            for (String block : blocks(page, "java")) {
                Matcher name = Pattern.compile("(?:class|record) (\\w+)").matcher(block);
                assertThat(name.find()).isTrue();
                told.add(name.group(1) + ".java");
            }
        }
        try (Stream<Path> programs = Files.list(SOURCES.get(0))) {
            assertThat(programs.map(file -> file.getFileName().toString())
                            .filter(name -> !name.equals("package-info.java"))
                            .toList())
                    .isSubsetOf(told);
        }
    }
}
