package org.boltzmann.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void anOldFile() throws IOException {
        file = directory.resolve("state");
        Files.writeString(file, "old");
    }

    @Test
    void aFileIsCreatedOrReplacedAndNothingElseIsLeft() throws IOException {
        AtomicFile.write(file, out -> out.write(bytes("new")));
        AtomicFile.write(directory.resolve("another"), out -> {
            out.write('x');
            out.write(bytes("yz"));
        });

        assertThat(file).hasContent("new");
        assertThat(directory.resolve("another")).hasContent("xyz");
        assertThat(names()).containsExactly("another", "state");
    }

    @Test
    void theOldFileIsThereUntilTheNewOneIsComplete() throws IOException {
        AtomicFile.write(file, out -> {
            out.write(new byte[1 << 20]);
            out.flush();
            assertThat(file).hasContent("old");
        });

        assertThat(file).hasSize(1 << 20);
    }

    @Test
    void whateverTheWriterThrowsTheOldFileStaysAndNoTemporaryFileDoes() throws IOException {
        for (Throwable failure :
                List.of(new IOException("disk"), new IllegalStateException("bug"), new OutOfMemoryError("memory"))) {
            assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                        out.write(new byte[1 << 20]);
                        AtomicFileTest.<RuntimeException>raise(failure);
                    }))
                    .satisfies(thrown -> assertThat(thrown instanceof IOException ? thrown.getCause() : thrown)
                            .isSameAs(failure));

            assertThat(file).hasContent("old");
            assertThat(names()).containsExactly("state");
        }
    }

    @Test
    void aFailureBeforeThereWasAFileLeavesNone() throws IOException {
        assertThatThrownBy(() -> AtomicFile.write(directory.resolve("fresh"), out -> {
                    throw new IOException("disk");
                }))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(directory.resolve("fresh") + ": disk");

        assertThat(names()).containsExactly("state");
    }

    @Test
    void aWriterMayCloseItsStream() throws IOException {
        AtomicFile.write(file, out -> {
            try (OutputStream mine = out) {
                mine.write(bytes("closed"));
            }
        });

        assertThat(file).hasContent("closed");
    }

    @Test
    void anInterruptedThreadFinishesItsWriteAndStaysInterrupted() throws IOException {
        Thread.currentThread().interrupt();
        try {
            AtomicFile.write(file, out -> out.write(bytes("last words")));
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }

        assertThat(file).hasContent("last words");
        assertThat(names()).containsExactly("state");
    }

    @Test
    void aPathWithoutADirectoryIsInTheWorkingDirectory() {
        assertThatThrownBy(() -> AtomicFile.write(Path.of("bare"), out -> {
                    throw new IOException("reached the writer");
                }))
                .hasMessage("bare: reached the writer");
    }

    @Test
    void aMissingDirectoryIsNamedBeforeAnythingIsWritten() {
        Path lost = directory.resolve("missing").resolve("state");

        assertThatThrownBy(() -> AtomicFile.write(lost, AtomicFileTest::unreachable))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining(lost.toString())
                .hasMessageContaining("create it first");
    }

    @Test
    void aDirectoryIsNotReplaced() {
        assertThatThrownBy(() -> AtomicFile.write(directory, AtomicFileTest::unreachable))
                .isInstanceOf(FileSystemException.class)
                .hasMessageContaining("is a directory");
    }

    @Test
    void aPathThatNamesNoFileIsRefused() {
        assertThatThrownBy(() -> AtomicFile.write(directory.getRoot(), AtomicFileTest::unreachable))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AtomicFile.write(Path.of(""), AtomicFileTest::unreachable))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aNameMayBeAsLongAsTheFileSystemAllows() throws IOException {
        Path longest = directory.resolve("n".repeat(255));

        AtomicFile.write(longest, out -> out.write(bytes("content")));

        assertThat(longest).hasContent("content");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "symbolic links need a privilege there")
    void aSymbolicLinkIsFollowed() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);

        AtomicFile.write(link, out -> out.write(bytes("new")));

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void unreachable(OutputStream out) {
        throw new AssertionError("the writer was called");
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void raise(Throwable failure) throws T {
        throw (T) failure;
    }
}
