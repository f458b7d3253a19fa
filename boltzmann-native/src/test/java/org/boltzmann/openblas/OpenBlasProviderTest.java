package org.boltzmann.openblas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.boltzmann.core.linalg.Backends;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the backend is found and what is told where it cannot be, each in a Java of its own, since a library is loaded once. */
class OpenBlasProviderTest {

    /** What newer Java itself says where a test gives it a temporary folder that does not exist. */
    private static final String SAID_BY_JAVA = "WARNING: java.io.tmpdir directory does not exist";

    private static final Pattern NATIVES = Pattern.compile("(openblas|javacpp)-.*-(linux|macosx|windows)-.*\\.jar");

    /** In a regular file there are no folders, not even for root, which may write everywhere else. */
    @TempDir
    private Path folder;

    private Path impossible;

    @BeforeEach
    void aFileIsInTheWay() throws IOException {
        impossible = Files.writeString(folder.resolve("file"), "").resolve("folder");
    }

    private List<String> choose(String name, boolean natives, Map<String, String> environment, String... options)
            throws IOException, InterruptedException {
        String classPath = Arrays.stream(
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                                .split(File.pathSeparator))
                .filter(entry -> natives
                        || !NATIVES.matcher(Path.of(entry).getFileName().toString())
                                .matches())
                .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath, ChoosingProgram.class.getName(), name));
        Path err = folder.resolve("err");
        Path out = folder.resolve("out");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(err.toFile()).redirectOutput(out.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "OPENBLAS_NUM_THREADS"));
        builder.environment().putAll(environment);
        assertThat(builder.start().waitFor()).isZero();
        assertThat(Files.readAllLines(err)).as("silence on standard error").isSubsetOf(SAID_BY_JAVA);
        return Files.readAllLines(out);
    }

    private List<String> choose(String name, boolean natives, String... options)
            throws IOException, InterruptedException {
        return choose(name, natives, Map.of(), options);
    }

    private static String property(String key, Path value) {
        return "-D" + key + "=" + value;
    }

    @Test
    void itIsTakenWhereItIsOnTheClassPathAndTellsVersionAndCoreType() throws Exception {
        assertThat(choose("auto", true))
                .singleElement()
                .asString()
                .matches("openblas \\(OpenBLAS \\d+\\.\\d+\\.\\d+, core type \\w+; the fastest on the class path\\)");
        assertThat(choose("openblas", true)).singleElement().asString().contains("asked for by name");
        assertThat(Backends.names()).containsExactly("auto", "openblas", "ojalgo");
    }

    @Test
    void withoutNativesPlainJavaIsTakenWithOneLineThatSaysWhatToAdd() throws Exception {
        List<String> lines = choose("auto", false);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith("ojalgo (");
        assertThat(lines.get(1)).startsWith("warning: backend openblas").contains("classifier", "falling back");
    }

    @Test
    void askedForByNameItIsRefusedWithoutNatives() throws Exception {
        assertThat(choose("openblas", false))
                .singleElement()
                .asString()
                .startsWith("refused: ")
                .contains("classifier");
    }

    @Test
    void aHomeThatCannotBeWrittenIsNoHindrance() throws Exception {
        assertThat(choose("auto", true, property("user.home", impossible)))
                .singleElement()
                .asString()
                .startsWith("openblas (");
        assertThat(choose("auto", true, property("org.bytedeco.javacpp.cachedir", folder.resolve("cache"))))
                .singleElement()
                .asString()
                .startsWith("openblas (");
        try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
            assertThat(files.filter(Files::isRegularFile).toList()).isNotEmpty();
        }
    }

    @Test
    void whereNothingCanBeUnpackedPlainJavaIsTakenWithOneLineThatNamesTheFolders() throws Exception {
        List<String> lines = choose(
                "auto",
                true,
                property("user.home", impossible),
                property("java.io.tmpdir", impossible),
                property("org.bytedeco.javacpp.cachedir", impossible));
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith("ojalgo (");
        assertThat(lines.get(1)).contains("org.bytedeco.javacpp.cachedir", "java.io.tmpdir");
        // netlib's own part is unpacked to the temporary folder even where the cache is elsewhere
        lines = choose("openblas", true, property("java.io.tmpdir", impossible));
        assertThat(lines).singleElement().asString().startsWith("refused: ").contains("java.io.tmpdir");
    }

    @Test
    void aDamagedLibraryIsReportedInOneLine() throws Exception {
        Path cache = folder.resolve("damaged");
        choose("openblas", true, property("org.bytedeco.javacpp.cachedir", cache));
        List<Path> libraries;
        try (Stream<Path> files = Files.walk(cache)) {
            libraries = files.filter(file -> file.getFileName().toString().startsWith("libopenblas_nolapack"))
                    .filter(Files::isRegularFile)
                    .toList();
        }
        for (Path library : libraries) {
            var time = Files.getLastModifiedTime(library);
            byte[] bytes = Files.readAllBytes(library);
            Arrays.fill(bytes, 0, 4096, (byte) 0);
            Files.write(library, bytes);
            Files.setLastModifiedTime(library, time);
        }
        // the virtual machine itself warns of what the library seems to want
        String quiet = "-XX:-PrintWarnings";
        assertThat(choose("openblas", true, quiet, property("org.bytedeco.javacpp.cachedir", cache)))
                .singleElement()
                .asString()
                .startsWith("refused: OpenBLAS cannot be loaded");
    }

    @Test
    void aLibraryOfTheUsersIsRespectedIfItUsesOneThread() throws Exception {
        Path cache = folder.resolve("cache");
        choose("openblas", true, property("org.bytedeco.javacpp.cachedir", cache));
        Path library;
        try (Stream<Path> files = Files.walk(cache)) {
            library = files.filter(file -> file.getFileName().toString().startsWith("libopenblas_nolapack"))
                    .findFirst()
                    .orElseThrow();
        }
        assertThat(choose("openblas", true, property(NativeLibrary.PATH, library)))
                .singleElement()
                .asString()
                .startsWith("refused: ")
                .contains("OPENBLAS_NUM_THREADS=1");
        assertThat(choose(
                        "openblas", false, Map.of("OPENBLAS_NUM_THREADS", "1"), property(NativeLibrary.PATH, library)))
                .singleElement()
                .asString()
                .contains(library.getFileName().toString(), NativeLibrary.PATH);
        assertThat(choose("openblas", true, property(NativeLibrary.PATH, impossible)))
                .singleElement()
                .asString()
                .startsWith("refused: ")
                .contains("is no file");
    }
}
