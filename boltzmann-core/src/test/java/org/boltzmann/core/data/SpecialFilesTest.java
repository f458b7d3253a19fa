package org.boltzmann.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no regular file of data: pipes, devices, directories, links, and files of formats that are not read. */
class SpecialFilesTest {

    @TempDir
    private Path directory;

    private static void refused(Path file, String why) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataFiles.read(file))
                .withMessageStartingWith(file + ": ")
                .withMessageContaining(why);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void devicesAndNamedPipesAreRefused() throws IOException, InterruptedException {
        for (String device : List.of("/dev/zero", "/dev/null")) {
            refused(Path.of(device), "is no regular file but a device");
        }
        Path pipe = directory.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        refused(pipe, "is no regular file but a pipe with a name; let it be written to this program, as by cat");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void whatComesFromAPipeIsReadOnceAndIsThereAsOftenAsItIsLookedAt() throws IOException, InterruptedException {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        contents.put("csv", "a,b\n1,2\n3,4\n".getBytes(StandardCharsets.UTF_8));
        byte[] array = NpyFiles.npy("|u1", false, "(2, 2)", new byte[] {1, 2, 3, 4});
        contents.put("npy", array);
        contents.put("npz", NpyFiles.zip(Map.of("x.npy", array)));
        for (Map.Entry<String, byte[]> content : contents.entrySet()) {
            // its output is a pipe, whose end here has a number as long as it lives
            Process writer = new ProcessBuilder("sh", "-c", "cat; exec 1>&-; exec sleep 60").start();
            Path pipe = pipeOf(writer);
            try (var out = writer.getOutputStream()) {
                out.write(content.getValue());
            }
            for (int look = 0; look < 2; look++) {
                DataSet data = DataFiles.read(pipe);
                assertThat(data.values().data()).as(content.getKey()).containsExactly(1, 2, 3, 4);
            }
            writer.destroy();
            writer.waitFor();
        }
    }

    /** The end of a process's output that this process holds: the last of its pipes that the other has too. */
    private static Path pipeOf(Process writer) throws IOException {
        String name = Files.readSymbolicLink(Path.of("/proc/" + writer.pid() + "/fd/1"))
                .toString();
        try (var all = Files.list(Path.of("/proc/self/fd"))) {
            for (Path each : all.toList()) {
                if (Files.isSymbolicLink(each)
                        && Files.readSymbolicLink(each).toString().equals(name)) {
                    return each;
                }
            }
        }
        throw new AssertionError("no pipe " + name);
    }

    @Test
    void directoriesAndLinksThatLeadNowhereAreRefused() throws IOException {
        refused(directory, "is a directory; name a file in it");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> DataFiles.read(directory))
                .withMessageEndingWith("name a file in it");
        Files.createFile(Files.createDirectory(directory.resolve("cats")).resolve("1.PNG"));
        refused(directory, "It has pictures; each is a picture, and pictures are read from an array of them");
        refused(directory.resolve("none"), "there is no such file");
        Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("none"));
        refused(link, "is a link to a file that is not there");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\u0089PNG; is a picture",
                "\u00ff\u00d8\u00ff\u00e0; is a picture",
                "PAR1\u0015x; is a Parquet file; save",
                "\u0089HDF; is an HDF5 file",
                "\u0080\u0004\u0095; is a pickle of Python, which is never loaded",
                "\u00d0\u00cf\u0011\u00e0; is an Excel file",
                "BZh91AY&SY; is compressed by bzip2, but only gzip is read",
                "\u00fd7zXZ; is compressed by xz",
                "<!DOCTYPE html>; is a web page instead of data",
                "{\"a\": 1}; is JSON of another kind than piano rolls",
                "[[1, 2]]; is JSON",
                "version https://git-lfs.github.com/spec/v1; is a pointer of Git LFS"
            })
    void filesOfOtherFormatsAreNamed(String start, String said) throws IOException {
        byte[] bytes = (start + "\n").getBytes(StandardCharsets.ISO_8859_1);
        refused(Files.write(directory.resolve("some"), bytes), said);
        refused(Files.write(directory.resolve("some.gz"), Mutants.gzip(bytes)), said);
    }

    @Test
    void zipArchivesOfOtherProgramsAreNamed() throws IOException {
        Map<String, String> files = Map.of(
                "xl/workbook.xml", "is an Excel file",
                "archive/data.pkl", "is a file of PyTorch's",
                "some.csv", "is a zip archive without arrays of NumPy's; unpack it");
        for (Map.Entry<String, String> file : files.entrySet()) {
            byte[] zip = NpyFiles.zip(Map.of(file.getKey(), new byte[1]));
            refused(Files.write(directory.resolve("some.zip"), zip), file.getValue());
        }
    }

    /** Names of columns that look like the beginning of a file of another kind. */
    @Test
    void tablesAreNotTakenForOtherFormats() throws IOException {
        for (String header : List.of("PAR1,x", "BM,BZh9", "[ms],{x}", "MM,II", "MATLAB 5,x", "GIF8,x")) {
            Path table = Files.writeString(directory.resolve("table.csv"), header + "\n1,2\n");
            assertThat(DataFiles.read(table).values().data()).containsExactly(1, 2);
        }
    }
}
